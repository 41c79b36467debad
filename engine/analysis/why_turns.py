"""The nearest facts that would turn a verdict, and what stands in the way of each (S11)."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import islice
from typing import Any, Literal

import attrs

from assent.engine.analysis.acts import Act, Actions
from assent.engine.analysis.exact.counterfactual import Counterfactual, is_waiver
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.items import Item, Late, Staying
from assent.engine.analysis.exact.minimal_sets import MinimalSets
from assent.engine.analysis.exact.neighbours import ask_in_order
from assent.engine.analysis.exact.particulars import compatible
from assent.engine.analysis.exact.polarity import Atom, Uses, uses_of
from assent.engine.analysis.exact.unfolding import Unfolding
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.verdicts import Answer
from assent.engine.evaluation.world import World, happenings_of
from assent.engine.facts.ledger import Occurred
from assent.engine.model.happenings import Happening

Obstacle = Literal["not met", "not recorded", "in a discretion", "only by waiver", "lost"]
MOST_TURNS = 3
_LOST_WEIGHS = 10_000
_WAIVER_WEIGHS = 100


@attrs.frozen
class Turn:
    """What would have to be otherwise for a verdict to turn, and what stands in its way, one by one."""

    acts: tuple[tuple[Act, Obstacle], ...]


@attrs.define(eq=False)
class Turns:
    """The search for the nearest ways in which a clause would hold; or, when not `met`, in which it does not now."""

    world: World
    name: str
    answer: Answer
    met: bool = True

    @property
    def record(self) -> Record:
        """The facts as they lie on the timeline."""
        return self.world.record

    def found(self) -> tuple[Turn, ...]:
        """The nearest ways: with nothing lost or waived where that can be, and with the fewest acts."""
        contract = self.world.contract
        uses = uses_of(contract, (self.name,), self.world.readings)
        if not self.met:
            uses = {atom: Uses({-sign for sign in one.signs}, one.conditions) for atom, one in uses.items()}
        frame = Counterfactual(contract, self.record, self.world.readings, uses=uses)
        ask_in_order(frame, self.name, uses)
        target = frame.formulas.fixed(self._target(frame), self._given(frame))
        sets = MinimalSets(frame.formulas)
        family = sets.not_containing(sets.of(target), sets.of(frame.conflicts()))
        actions = Actions(contract, self.record, uses)
        return tuple(islice(self._ways(sets, family, actions), MOST_TURNS))

    def _ways(self, sets: MinimalSets, family: int, actions: Actions) -> Iterator[Turn]:
        """The nearest first; those in which something is lost only where there are no others, as little as can be."""
        least_lost: int | None = None
        for chosen in sets.lightest_first(family, _weight):
            items = [key for key in chosen if isinstance(key, Item)]
            lost = sum(map(_is_lost, items))
            least_lost = lost if least_lost is None else least_lost
            if lost > least_lost:
                return
            yield Turn(tuple((act, self._obstacle(act)) for act in self._acts(items, actions)))

    def _acts(self, items: list[Item], actions: Actions) -> Iterator[Act]:
        """What is lost apart from what can be done: an act that is both could not be told."""
        for lost in (False, True):
            for act in actions.acts([item for item in items if _is_lost(item) == lost]):
                form = lost and act.items[0].atom.kind == "form" and act.items[0].met
                yield attrs.evolve(act, sentence=f"{act.items[0].atom.subject} was not amended") if form else act

    def _target(self, frame: Counterfactual) -> Formula:
        """That the clause holds at some moment from now on; or that it does not hold now."""
        course = Unfolding(self.world.contract, frame).clause(self.name)
        algebra: Any = frame.algebra
        now = self.record.timeline.now
        if not self.met:
            return frame.settled(~algebra.at(course, now))
        return frame.settled(frame.formulas.any_of(algebra.at(course, index) for index in range(now, algebra.count)))

    def _given(self, frame: Counterfactual) -> Mapping[Hashable, bool]:
        """What is so stays so, and before a permitted act it is supposed done in whatever form is asked (S12)."""
        keys = frame.formulas.keys
        given: dict[Hashable, bool] = {key: isinstance(key, Staying) for key in keys if isinstance(key, Staying | Late)}
        given |= {key: False for key in keys if isinstance(key, Item) and not self._can_be(key)}
        act = self.world.contract.clauses[self.name].act
        if act is not None and self.answer.supposed:
            done = set(happenings_of(act))
            given |= {key: True for key in keys if _brings_about(key, done)}
        return given

    def _can_be(self, item: Item) -> bool:
        """Whether any particulars pass what an item asks."""
        happening = item.atom.subject
        if not item.met or item.atom.kind != "happened" or not isinstance(happening, Happening):
            return True
        return compatible(self.world.contract, happening, item.atom.tests)

    def _obstacle(self, act: Act) -> Obstacle:
        """What stands in the way of an act."""
        if any(_is_lost(item) for item in act.items):
            return "lost"
        if any(is_waiver(item.atom) for item in act.items):
            return "only by waiver"
        if act.kind == "determination":
            return "in a discretion"
        if act.kind == "statement":
            return "not recorded"
        past = self.record.timeline.past
        happenings = [one.happening for one in act.asserts if isinstance(one, Occurred)]
        return "not recorded" if any(self.record.unknown(one) & past for one in happenings) else "not met"


def _weight(key: Hashable) -> int:
    if not isinstance(key, Item):
        return 1
    return _LOST_WEIGHS if _is_lost(key) else _WAIVER_WEIGHS if is_waiver(key.atom) else 1


def _is_lost(key: Hashable) -> bool:
    return isinstance(key, Item) and key.at == 0


def _brings_about(key: Hashable, done: set[Happening]) -> bool:
    return isinstance(key, Item) and key.met and not _is_lost(key) and _atom_of(key, done)


def _atom_of(key: Item, done: set[Happening]) -> bool:
    atom: Atom = key.atom
    return atom.kind == "happened" and atom.subject in done
