"""Which facts still matter: the uses of facts in what is not settled, each with its polarity (S3)."""

from collections.abc import Mapping

import attrs

from assent.engine.evaluation.courses import Course
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Subject, Use
from assent.engine.model.structure import own_uses


def open_uses(world: World, clause: Clause, within: int) -> dict[Subject, set[Use]]:
    """The uses of facts in what is not settled at some moments: settled conditions and texts are passed by.

    So are those that no fact bears on which is used in more than one way anywhere in the contract.
    """
    walker = _Walker(within, [(world, clause.name, 1)])
    walker.walk()
    return walker.uses


@attrs.define(eq=False, repr=False)
class _Walker:
    """A walk over the clauses that one leans on; `waiting` are those still to visit, with their polarities."""

    within: int
    waiting: list[tuple[World, str, int]]
    uses: dict[Subject, set[Use]] = attrs.field(factory=dict)
    seen: set[tuple[int, str, int]] = attrs.field(factory=set)
    world: World = attrs.field(init=False)
    rests_on: Mapping[int, int] = attrs.field(init=False)
    twofold: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        structure = self.waiting[0][0].contract.structure
        self.rests_on, self.twofold = structure.rests_on.masks, structure.twofold

    def walk(self) -> None:
        """Visit every clause once with each polarity."""
        while self.waiting:
            self.world, name, sign = self.waiting.pop()
            if (id(self.world), name, sign) not in self.seen:
                self.seen.add((id(self.world), name, sign))
                self._clause(self.world.contract.clauses[name], sign)

    def _clause(self, clause: Clause, sign: int) -> None:
        if clause.act is not None:
            self._condition(clause.act, sign)
        for version in clause.versions:
            if version.supplied_by:
                self._supplier(version.supplied_by, sign)
            if version.condition is not None:
                self._condition(version.condition, sign)

    def _supplier(self, name: str, sign: int) -> None:
        """An effect helps the text that it supplies, and hurts the one that it replaces."""
        replacing = self.world.replacing(name)
        if self._open(self.world.clause(name)) or self._open(replacing.clause(name)):
            self.waiting += [(self.world, name, sign), (replacing, name, -sign)]

    def _condition(self, condition: m.Condition, sign: int) -> None:
        if not self.rests_on[condition.number] & self.twofold:
            return
        if isinstance(condition, m.UnderReading) and not self._counts(condition):
            return
        sure, may = self.world.course(condition)
        if not may & ~sure & self.within:
            return
        for subject, use in own_uses(condition, sign):
            self.uses.setdefault(subject, set()).add(use)
        target = m.clause_of(condition)
        if target and target in self.world.contract.clauses:
            self.waiting.append((self.world, target, sign))
        for part, polarity in m.pulling_parts(condition):
            self._condition(part, sign * polarity)

    def _counts(self, condition: m.UnderReading) -> bool:
        chosen = self.world.readings.get(condition.question)
        return self.world.counts[condition.number] if chosen is None else chosen == condition.alternative

    def _open(self, course: Course) -> bool:
        return bool((course.may & ~course.sure) & self.within)
