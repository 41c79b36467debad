"""Which facts still matter: the uses of facts in what is not settled, each with its polarity (S3)."""

import attrs

from assent.engine.evaluation.courses import Course
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Subject, Use
from assent.engine.model.structure import own_uses


def open_uses(world: World, clause: Clause, within: int) -> dict[Subject, set[Use]]:
    """The uses of facts in what is not settled at some moments: settled conditions and texts are passed by."""
    walker = _Walker(world, within, [(clause.name, 1)])
    walker.walk()
    return walker.uses


@attrs.define(eq=False, repr=False)
class _Walker:
    """A walk over the clauses that one leans on; `waiting` are those still to visit, with their polarities."""

    world: World
    within: int
    waiting: list[tuple[str, int]]
    uses: dict[Subject, set[Use]] = attrs.field(factory=dict)
    seen: set[tuple[str, int]] = attrs.field(factory=set)

    def walk(self) -> None:
        """Visit every clause once with each polarity."""
        while self.waiting:
            name, sign = self.waiting.pop()
            if (name, sign) not in self.seen:
                self.seen.add((name, sign))
                self._clause(self.world.contract.clauses[name], sign)

    def _clause(self, clause: Clause, sign: int) -> None:
        if clause.act is not None:
            self._condition(clause.act, sign)
        for version in clause.versions:
            if version.supplied_by and self._open(self.world.clause(version.supplied_by)):
                self.waiting += [(version.supplied_by, sign), (version.supplied_by, -sign)]
            if version.condition is not None:
                self._condition(version.condition, sign)

    def _condition(self, condition: m.Condition, sign: int) -> None:
        if isinstance(condition, m.UnderReading) and not self._counts(condition):
            return
        if not self._open(self.world.course(condition)):
            return
        for subject, use in own_uses(condition, sign):
            self.uses.setdefault(subject, set()).add(use)
        target = m.clause_of(condition)
        if target in self.world.contract.clauses:
            self.waiting.append((target, sign))
        for part, polarity in m.signed_parts(condition):
            self._condition(part, sign * polarity)

    def _counts(self, condition: m.UnderReading) -> bool:
        return self.world.readings.get(condition.question) == condition.alternative

    def _open(self, course: Course) -> bool:
        return bool((course.may & ~course.sure) & self.within)
