"""The grounds of a verdict: the fewest things that the record says, and deadlines that passed, that force it (S11)."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import attrs

from assent.engine.analysis.acts import Actions
from assent.engine.analysis.exact.cited import Cited, Kept, keeping, kept_in, kept_of
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.neighbours import ask_in_order
from assent.engine.analysis.exact.polarity import Atom, Bound, Uses, bounds_of, uses_of
from assent.engine.analysis.exact.unfolding import Unfolding
from assent.engine.evaluation.findings import LOST, POSITIVE
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.totals import counted
from assent.engine.evaluation.verdicts import Answer, suppose_act
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause
from assent.engine.model.happenings import Happening, Total
from assent.grammar.values import Moment

_MOST_BUNDLED = 120


@attrs.frozen
class Ground:
    """One thing that a verdict needs: facts, or that nothing is recorded of something, or that a time has passed.

    `silence` is the sentence of which nothing is recorded, or beside `entries` nothing else, where the record is
    complete; `deadline` the time that has passed. `sections` ask for it. `ahead` marks what tells only that the
    permitted act is still to be done (S12).
    """

    sections: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    silence: str = ""
    deadline: Moment | None = None
    subject: str = ""
    is_waiver: bool = False
    ahead: bool = False
    kept: tuple[Kept, ...] = attrs.field(default=(), repr=False)


@attrs.define(eq=False)
class Grounds:
    """The search for the grounds of one verdict; `least` tells whether fewer are known not to be enough."""

    world: World
    name: str
    answer: Answer
    apart: bool = attrs.field(default=False, init=False)
    least: bool = attrs.field(default=True, init=False)

    @property
    def record(self) -> Record:
        """The facts as they lie on the timeline."""
        return self.world.record

    @property
    def _met(self) -> bool:
        return self.answer.verdict in POSITIVE

    @cached_property
    def uses(self) -> dict[Atom, Uses]:
        """How the clause leans on single facts."""
        return uses_of(self.world.contract, (self.name,), self.world.readings)

    @cached_property
    def bounds(self) -> list[Bound]:
        """The deadlines whose end helps to show the verdict."""
        return bounds_of(self.world.contract, (self.name,), self.world.readings)

    @cached_property
    def _timed(self) -> frozenset[Happening]:
        """The happenings whose very moment is asked: during them something must hold, or they must be on one day."""
        contract = self.world.contract
        found: set[Happening] = set()
        for name in (self.name, *contract.structure.reaches[self.name]):
            clause = contract.clauses[name]
            occurrences: list[m.Condition] = [clause.act] if clause.act is not None else []
            for version in clause.versions:
                for condition, _ in m.walk(version.condition) if version.condition is not None else ():
                    if isinstance(condition, m.HeldWhile | m.OnEachDate):
                        occurrences.append(condition.occurrence)
                    elif isinstance(condition, m.Composite) and condition.simultaneous:
                        occurrences.append(condition)
            for occurrence in occurrences:
                found |= {part.happening for part, _ in m.walk(occurrence) if isinstance(part, m.Happened)}
        return frozenset(found)

    @cached_property
    def _index(self) -> int:
        """The moment that decides: now; the last, for what can never be."""
        timeline = self.record.timeline
        return len(timeline.points) - 1 if self.answer.verdict in LOST else timeline.now

    def found(self) -> tuple[Ground, ...] | None:
        """The fewest things without which the verdict need not be, in the order of the contract; None for too many."""
        kept = self._lightest()
        if kept is None:
            return None
        entries = self._thinned(kept)
        grounds = [self._ground(same, entries) for same in _by_subject(kept)]
        return (*sorted(grounds, key=self._place), *self._about_the_act(grounds))

    def _lightest(self) -> tuple[Kept, ...] | None:
        """What must be kept, taken apart at first; where things hang together, and that is not too much, exactly."""
        frame = self.frame()
        bundles = frame.bundles()
        self.least = not bundles and not frame.hangs_together()
        kept = self._kept(apart=True)
        if bundles and (kept is None or bundles <= _MOST_BUNDLED):
            found = self._kept(apart=False)
            self.least = found is not None and not frame.hangs_together()
            self.apart = False
            return found
        return kept

    def _kept(self, *, apart: bool) -> tuple[Kept, ...] | None:
        self.apart = apart
        frame, target = self._target()
        weights: dict[Hashable, tuple[int, int]] = {key: (0, 1) for key in frame.formulas.keys if isinstance(key, Kept)}
        values = frame.formulas.lightest(target, weights)
        return kept_in(values) if values is not None else None

    def frame(self, record: Record | None = None) -> Cited:
        """The record, or a part of it, with all that it says to be kept or forgotten."""
        signs: dict[Moment, set[int]] = {}
        for bound in self.bounds:
            signs.setdefault(bound.moment, set()).add(bound.sign if self._met else -bound.sign)
        frame = Cited(
            self.world.contract,
            record or self.record,
            self.world.readings,
            vantage=self._index,
            uses=self.uses,
            met=self._met,
            deadlines=frozenset(moment for moment, ways in signs.items() if ways == {-1}),
            whole=self.record if record else None,
            timed=self._timed,
            apart=self.apart,
        )
        ask_in_order(frame, self.name, self.uses)
        return frame

    def _target(self, record: Record | None = None) -> tuple[Cited, Formula]:
        """That the clause holds at the moment that decides, or does not, in what is kept."""
        frame = self.frame(record)
        unfolding = Unfolding(self.world.contract, frame)
        clause = self.world.contract.clauses[self.name]
        if self.answer.supposed and self.answer.verdict not in LOST:  # before the act: done now (S12)
            done = [one for one in suppose_act(self.world, clause).fixed if isinstance(one, Happening)]
            now = frame.algebra.constant(frame.formulas.true, 1 << self.record.timeline.now)
            unfolding = unfolding.supposing(dict.fromkeys(done, now))
        holds: Any = frame.algebra.at(unfolding.clause(self.name), self._index)
        return frame, frame.settled(holds if self._met else ~holds)

    # --- the facts behind what was kept ----------------------------------------------------------------------

    def _thinned(self, kept: Sequence[Kept]) -> dict[Kept, list[Entry]]:
        """Of all that is said of a state, a truth, a paper, the facts alone without which it would not do."""
        entries = {one: list(self._entries(one)) for one in kept}
        for one, said in entries.items():
            if one.kind != "happened" and len(said) > 1:
                for entry in sorted(said, key=lambda entry: entry.moment.last_minute):
                    fewer = [other for other in entries[one] if other is not entry]
                    if fewer and self._enough(kept, {**entries, one: fewer}):
                        entries[one] = fewer
        return entries

    def _enough(self, kept: Sequence[Kept], entries: dict[Kept, list[Entry]]) -> bool:
        """Whether the verdict stands on just these facts."""
        left_out = {id(entry) for one, said in entries.items() for entry in self._entries(one) if entry not in said}
        frame, target = self._target(_without(self.record, left_out))
        return frame.formulas.value(target, keeping(kept))

    def _entries(self, kept: Kept) -> Iterator[Entry]:
        """The facts that speak of what was kept."""
        record = self.record
        match kept.kind, kept.subject:
            case "happened", Happening() as happening if kept.number is not None:
                yield record.entries(happening)[kept.number]
            case "happened", Total() as total:
                yield from (one.entry for one in counted(record, total))
            case "happened", Happening() as happening:
                yield from record.happenings.get(happening, ())
            case "determined", Happening() as happening:
                yield from record.happenings.get(happening, ())
                yield from record.changes.get(happening.object, ())
            case "form", str(document):
                yield from record.changes.get(document, ())
            case "state", str(state):
                yield from record.states.get(state, ())
            case "truth", str(subject):
                yield from record.truths.get(subject, ())

    def _ground(self, kept: tuple[Kept, ...], entries: dict[Kept, list[Entry]]) -> Ground:
        """What was kept of one thing, as facts, as the silence of the record, or as a time that has passed."""
        first = kept[0]
        if first.kind == "deadline":
            return self._passed(first)
        atoms = self._atoms(first)
        said = tuple(entry for one in kept for entry in entries[one])
        happening = first.subject if isinstance(first.subject, Happening) else None
        alone = first.kind in ("happened", "determined", "form") and first.number is None
        silence = Actions(self.world.contract, self.record, self.uses).staying(atoms[0], met=True)
        return Ground(
            tuple(dict.fromkeys(section for atom in atoms for section in self.uses[atom].sections)),
            said,
            silence if not said or (alone and first.kind == "happened") else "",
            subject=happening.object if happening is not None else str(first.subject),
            is_waiver=happening is not None and happening.verb == "waived" and not said,
            kept=kept,
        )

    def _passed(self, kept: Kept) -> Ground:
        sections = [bound.section for bound in self.bounds if bound.moment == kept.subject and bound.section]
        assert isinstance(kept.subject, Moment)
        return Ground(tuple(dict.fromkeys(sections)), deadline=kept.subject, kept=(kept,))

    def _atoms(self, kept: Kept) -> list[Atom]:
        return self._asked.get((kept.kind, kept.subject), [])

    @cached_property
    def _asked(self) -> dict[tuple[str, Hashable], list[Atom]]:
        """The atoms that ask for one thing."""
        found: dict[tuple[str, Hashable], list[Atom]] = {}
        for atom in self.uses:
            kept = kept_of(atom)
            found.setdefault((kept.kind, kept.subject), []).append(atom)
        return found

    def _place(self, ground: Ground) -> tuple[bool, int]:
        """Facts in the order in which the contract asks for them, then deadlines."""
        numbers = [
            condition.number
            for kept in ground.kept
            for atom in self._atoms(kept)
            for condition in self.uses[atom].conditions
        ]
        return ground.deadline is not None, min(numbers, default=0)

    # --- the permitted act -----------------------------------------------------------------------------------

    def _about_the_act(self, grounds: Sequence[Ground]) -> Iterator[Ground]:
        """Before the act that it is not done yet, after it that it is: each has verdicts of its own (S12)."""
        clause = self.world.contract.clauses[self.name]
        if clause.act is None:
            return
        told = {kept.subject for ground in grounds for kept in ground.kept}
        parts = [part for part, _ in m.walk(clause.act) if isinstance(part, m.Happened)]
        if self.answer.supposed:
            yield from self._still_ahead(clause, [part for part in parts if part.happening not in told])
            return
        for part in parts:
            entries = tuple(self.record.entries(part.happening)[:1])
            if part.happening not in told and entries:
                yield Ground((clause.section,) if clause.section else (), entries, subject=part.happening.object)

    def _still_ahead(self, clause: Clause, parts: list[m.Happened]) -> Iterator[Ground]:
        """One part of the act that is not recorded is enough; it is the whole where the act has no parts."""
        for part in parts:
            if not self.world.pulse(part).may & self.record.timeline.past:
                atom = Atom("happened", part.happening)
                silence = Actions(self.world.contract, self.record, self.uses).staying(atom, met=True)
                sections = (clause.section,) if clause.section else ()
                entries = tuple(self.record.happenings.get(part.happening, ()))
                yield Ground(sections, entries, silence, subject=part.happening.object, ahead=True)
                return


def _by_subject(kept: Iterable[Kept]) -> list[tuple[Kept, ...]]:
    """What was kept of one thing together."""
    found: dict[object, list[Kept]] = {}
    for one in kept:
        found.setdefault((one.kind, one.subject), []).append(one)
    return [tuple(same) for same in found.values()]


def _without(record: Record, left_out: set[int]) -> Record:
    """A record without some facts."""

    def fewer(entries: dict[Any, list[Entry]]) -> dict[Any, list[Entry]]:
        return {key: [entry for entry in said if id(entry) not in left_out] for key, said in entries.items()}

    return Record(
        record.timeline,
        record.known,
        fewer(record.happenings),
        fewer(record.said),
        fewer(record.denied),
        fewer(record.changes),
        fewer(record.states),
        fewer(record.truths),
    )
