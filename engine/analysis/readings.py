"""Every reading at once: the verdict for each combination of alternatives that can matter (rule S10).

Combinations are not tried one by one. Two bounds say how well and how badly a clause can fare under the readings still
open; where both come to the same, so does every combination, and only where they differ is a question split into its
alternatives: one on which the bounds are seen to turn.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from assent.engine.analysis.bounds import Bound, Counted, Openings, bound, openings_of
from assent.engine.analysis.combinations import fewest_rows
from assent.engine.evaluation.findings import ByReading, Verdict
from assent.engine.evaluation.record import Record, lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import answer
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment

Readings = Mapping[str, str]
Told = tuple[Verdict, Moment | None]


def by_reading(
    contract: Contract, facts: Facts, as_of: Moment, asked: Sequence[str]
) -> Mapping[str, tuple[ByReading, ...]]:
    """For each clause asked, its verdicts with the combinations that give them; that of the defaults comes first.

    A question that a combination leaves out does not matter to it, and each verdict has as few combinations as can
    be. A verdict alone means that it is robust. Where more cases stand open than can be tried, the cautious answer
    counts here too (S3).
    """
    record = lay_out(contract, facts, as_of)
    return {name: Splitter(contract, record, name).groups() for name in asked}


@attrs.define
class Splitter:
    """The readings of one clause; `asked` counts the worlds that were worked out for it."""

    contract: Contract
    record: Record
    name: str
    asked: int = 0
    openings: Openings = attrs.field(init=False)
    defaults: Readings = attrs.field(init=False)
    _order: list[str] = attrs.field(init=False)
    _last: Bound | None = attrs.field(default=None, init=False)
    _stances: Readings = attrs.field(factory=dict, init=False)
    _worlds: dict[Counted, Bound] = attrs.field(factory=dict, init=False)
    _settled: dict[int, Told] = attrs.field(factory=dict, init=False)
    _glances: dict[int, Told] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.openings = openings_of(self.contract, self.name)
        self.defaults = self.contract.read_by({})
        self._order = list(self.openings.questions)

    def groups(self) -> tuple[ByReading, ...]:
        """The combinations by verdict and date."""
        found: dict[Told, list[Readings]] = {self._told(self._bound(self.defaults, ())): []}
        for told, readings in self._split({}):
            found.setdefault(told, []).append(readings)
        alternatives = {
            name: [alternative.name for alternative in self.contract.questions[name].alternatives]
            for name in self.openings.questions
        }
        if len(found) == 1:
            return tuple(ByReading(verdict, since, ()) for verdict, since in found)
        return tuple(
            ByReading(verdict, since, tuple(fewest_rows(rows, alternatives)))
            for (verdict, since), rows in found.items()
        )

    def _split(self, readings: Readings) -> Iterator[tuple[Told, Readings]]:
        """What is said under some decided questions, split where it depends on the others."""
        question = next((name for name in self.openings.twofold if name not in readings), None)
        if question is None:
            waiting = [name for name in self._order if name not in readings]
            worst = self._bound(readings, ())
            found = self._told(worst)
            best = self._bound(readings, waiting) if waiting else worst
            if best is worst or self._told(best) == found:
                yield found, readings
                return
            question = self._telling(readings, waiting, worst, best)
        for alternative in self.contract.questions[question].alternatives:
            yield from self._split({**readings, question: alternative.name})

    def _telling(self, readings: Readings, waiting: list[str], worst: Bound, best: Bound) -> str:
        """A question on which the bounds turn: with it helping, and all before it, it is no longer the worst.

        Where the tables alone tell the bounds apart, they are enough to look for it.
        """
        tell = self._at_a_glance if self._at_a_glance(worst) != self._at_a_glance(best) else self._told
        found = tell(worst)
        low, high = 0, 1
        while high < len(waiting) and tell(self._bound(readings, waiting[:high])) == found:
            low, high = high, min(high * 3, len(waiting))
        while high - low > 1:
            middle = (low + high) // 2
            if tell(self._bound(readings, waiting[:middle])) == found:
                low = middle
            else:
                high = middle
        question = waiting[high - 1]
        self._order.remove(question)
        self._order.insert(0, question)  # what told once will tell again
        return question

    def _bound(self, readings: Readings, helped: Sequence[str]) -> Bound:
        """The world in which these questions help as much as they can, and all others that are open hurt.

        A world in which the same places count is the same world, whatever was decided and whatever is open.
        """
        elsewhere = {name: chosen for name, chosen in self.defaults.items() if name not in self.openings.questions}
        decided = {**elsewhere, **readings}
        counted = self.openings.counted(decided, frozenset(helped))
        known = self._worlds.get(counted)
        if known is not None:
            return known
        world = self._worlds[counted] = bound(self.contract, self.record, self.openings, decided, frozenset(helped))
        stances = {**dict.fromkeys(self.openings.questions, ""), **dict.fromkeys(helped, "helped"), **readings}
        if self._last is not None:
            differing = {name for name, stance in stances.items() if self._stances[name] != stance}
            world.keep(self._last, frozenset(differing))
        self._last, self._stances = world, stances
        self.asked += 1
        return world

    def _told(self, world: World) -> Told:
        known = self._settled.get(id(world))
        if known is None:
            found = settle(world, self.name)
            known = self._settled[id(world)] = (found.verdict, found.since)
        return known

    def _at_a_glance(self, world: World) -> Told:
        known = self._glances.get(id(world))
        if known is None:
            found = answer(world, self.contract.clauses[self.name])
            known = self._glances[id(world)] = (found.verdict, found.since)
        return known
