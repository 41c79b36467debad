"""Why a verdict is what it is: the fewest facts that force it, and the nearest that would turn it (S11).

Both are exact: no smaller set of what the record says forces the verdict, however everything else turned out; and
what would turn it is told apart by what stands in the way: an act not done, a fact not recorded, somebody's
discretion, or that it is lost.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal

import attrs

from assent.engine.analysis.acts import Act, Actions
from assent.engine.analysis.exact.cited import Cited, Kept, kept_in
from assent.engine.analysis.exact.counterfactual import Counterfactual
from assent.engine.analysis.exact.formulas import Formula, TooLargeError
from assent.engine.analysis.exact.items import Item, Late, Staying
from assent.engine.analysis.exact.minimal_sets import MinimalSets
from assent.engine.analysis.exact.polarity import Atom, Uses, uses_of
from assent.engine.analysis.exact.unfolding import Unfolding
from assent.engine.evaluation.record import Record, lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer, suppose_act
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening
from assent.grammar.values import Moment

Obstacle = Literal["not met", "not recorded", "in a discretion", "lost"]
_POSITIVE = frozenset({"EFFECTIVE", "SATISFIED", "PERMITTED", "COVERED"})
_NEVER = frozenset({"CAN NO LONGER BE", "NO LONGER PERMITTED", "NOT COVERED"})
_LOST_WEIGHS = 100
_MOST_TURNS = 3


@attrs.frozen
class Ground:
    """One thing that the record says and a verdict needs: facts, or that nothing is recorded of something.

    `silence` is the sentence of which nothing is recorded where the record is complete; `sections` ask for it.
    """

    sections: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    silence: str = ""


@attrs.frozen
class Turn:
    """What would have to be otherwise for a verdict to turn, and what stands in its way, one by one."""

    acts: tuple[tuple[Act, Obstacle], ...]


@attrs.frozen
class Why:
    """Why a verdict is what it is.

    `grounds` are the fewest things that force it; None where no set does, because it is undetermined. `turns` are the
    nearest ways in which a verdict that is not positive would be. An answer that is not `exact` was too large to be
    worked out.
    """

    name: str
    answer: Answer
    grounds: tuple[Ground, ...] | None
    turns: tuple[Turn, ...] = ()
    exact: bool = True


def why(
    contract: Contract, facts: Facts, as_of: Moment, readings: Mapping[str, str], asked: Sequence[str]
) -> tuple[Why, ...]:
    """For each clause asked, the fewest facts that force its verdict, and what would turn it."""
    chosen = {name: readings.get(name, question.default) for name, question in contract.questions.items()}
    world = World(contract, lay_out(contract, facts, as_of), chosen)
    return tuple(_Question(world, name).told() for name in asked)


@attrs.define(eq=False)
class _Question:
    """Why one clause has its verdict."""

    world: World
    name: str

    @property
    def record(self) -> Record:
        return self.world.record

    def told(self) -> Why:
        """The grounds and the turns."""
        answer = settle(self.world, self.name)
        try:
            grounds = None if answer.verdict == "UNDETERMINED" else self._grounds(answer)
            turns = () if answer.verdict in _POSITIVE else tuple(self._turns())
            return Why(self.name, answer, grounds, turns)
        except TooLargeError:
            return Why(self.name, answer, None, exact=False)

    def _uses(self) -> dict[Atom, Uses]:
        return uses_of(self.world.contract, (self.name,), self.world.readings)

    # --- what forces it --------------------------------------------------------------------------------------

    def _grounds(self, answer: Answer) -> tuple[Ground, ...] | None:
        """The fewest facts without which the verdict need not be."""
        uses = self._uses()
        met = answer.verdict in _POSITIVE
        last = self.record.timeline.full.bit_length() - 1
        index = last if answer.verdict in _NEVER else self.record.timeline.now
        frame = Cited(self.world.contract, self.record, self.world.readings, vantage=index, uses=uses, met=met)
        target = frame.settled(self._stands(frame, answer, index, met=met))
        weights = {key: (0, 1) for key in frame.formulas.keys if isinstance(key, Kept)}
        values = frame.formulas.lightest(target, weights)
        if values is None:
            return None
        return tuple(self._ground(kept, uses) for kept in kept_in(values))

    def _stands(self, frame: Cited, answer: Answer, index: int, *, met: bool) -> Formula:
        """That the clause holds at a moment, or does not; before a permitted act it is supposed done now (S12)."""
        unfolding = Unfolding(self.world.contract, frame)
        clause = self.world.contract.clauses[self.name]
        if answer.supposed and clause.act is not None:
            at = 1 << self.record.timeline.now
            supposed = suppose_act(self.world, clause)
            done = [happening for happening in supposed.fixed if isinstance(happening, Happening)]
            unfolding = unfolding.supposing(dict.fromkeys(done, frame.algebra.constant(frame.formulas.true, at)))
        holds: Formula = frame.algebra.at(unfolding.clause(self.name), index)
        return holds if met else ~holds

    def _ground(self, kept: Kept, uses: Mapping[Atom, Uses]) -> Ground:
        """What was kept, as facts, or as the silence of the record."""
        atoms = [atom for atom in uses if (atom.kind, atom.subject) == (kept.kind, kept.subject)]
        sections = (c.place.section for atom in atoms for c in uses[atom].conditions)
        entries = tuple(self._entries(atoms[0]))
        silence = ""
        if not entries:
            silence = Actions(self.world.contract, self.record, uses).staying(atoms[0], met=True)
        return Ground(tuple(dict.fromkeys(section for section in sections if section)), entries, silence)

    def _entries(self, atom: Atom) -> Iterator[Entry]:
        """The facts that speak of an atom's subject."""
        match atom.kind:
            case "happened":
                assert isinstance(atom.subject, Happening)
                yield from self.record.entries(atom.subject)
                yield from self.record.negations(atom.subject)
            case "determined":
                assert isinstance(atom.subject, Happening)
                paper = atom.subject.object
                for happening in (atom.subject, Happening("amended", "", paper), Happening("restored", "", paper)):
                    yield from self.record.happenings.get(happening, ())
            case "form":
                for verb in ("amended", "restored"):
                    yield from self.record.happenings.get(Happening(verb, "", str(atom.subject)), ())  # type: ignore[arg-type]
            case "state":
                yield from self.record.states.get(str(atom.subject), ())
            case _:
                yield from self.record.truths.get(str(atom.subject), ())

    # --- what would turn it ----------------------------------------------------------------------------------

    def _turns(self) -> Iterator[Turn]:
        """The nearest ways in which it would hold: with nothing lost where that can be, and with the fewest acts."""
        uses = self._uses()
        frame = Counterfactual(self.world.contract, self.record, self.world.readings, uses=uses)
        course = Unfolding(self.world.contract, frame).clause(self.name)
        algebra = frame.algebra
        ahead = (algebra.at(course, index) for index in range(self.record.timeline.now, algebra.count))
        given: dict[Hashable, bool] = {
            key: isinstance(key, Staying) for key in frame.formulas.keys if isinstance(key, Staying | Late)
        }
        target = frame.formulas.fixed(frame.settled(frame.formulas.any_of(ahead)), given)
        sets = MinimalSets(frame.formulas)
        actions = Actions(self.world.contract, self.record, uses)
        nearest = sets.lightest_first(sets.of(target), lambda key: _LOST_WEIGHS if _is_lost(key) else 1)
        for chosen in islice(nearest, _MOST_TURNS):
            items = [key for key in chosen if isinstance(key, Item)]
            yield Turn(tuple((act, self._obstacle(act)) for act in actions.acts(items)))

    def _obstacle(self, act: Act) -> Obstacle:
        """What stands in the way of an act."""
        if any(_is_lost(item) for item in act.items):
            return "lost"
        if act.kind == "determination":
            return "in a discretion"
        if act.kind == "statement":
            return "not recorded"
        past = self.record.timeline.past
        happenings = [one.happening for one in act.asserts if isinstance(one, Occurred)]
        return "not recorded" if any(self.record.unknown(one) & past for one in happenings) else "not met"


def _is_lost(key: Hashable) -> bool:
    return isinstance(key, Item) and key.at == 0
