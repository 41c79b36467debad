"""The facts of many journals over one timeline: what each says, and a variable for each fact that varies.

Every course is read off a record, never worked out anew: where a fact varies, off one record with it and off one
without.
"""

from collections.abc import Callable, Mapping, Sequence

import attrs

from assent.engine.analysis.exact.circuits import Circuits
from assent.engine.analysis.exact.courses import Course, bits
from assent.engine.analysis.exact.logic import Formula
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.analysis.exact.timeline_frame import TimelineFrame
from assent.engine.analysis.many.varied import Journals
from assent.engine.evaluation.courses import Course as Known
from assent.engine.evaluation.record import Record, lay_out
from assent.engine.evaluation.timeline import Timeline
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, Test
from assent.grammar.values import Moment

MOST_TOGETHER = 8
_Look = Callable[[Record], Known]


class TooManyError(Exception):
    """More facts vary about one noun than can be told apart: each doubles the records that are read."""

    def __init__(self, noun: str) -> None:
        super().__init__(noun)
        self.noun = noun


@attrs.frozen(cache_hash=True)
class Told:
    """That a varied fact, by its number, is recorded."""

    number: int


@attrs.frozen(cache_hash=True)
class Unknown:
    """That something which no record settles is so at a moment; for a `pulse`, that it happens just then."""

    atom: Atom
    index: int
    pulse: bool = False


@attrs.define(eq=False, slots=False)
class VariedFrame(TimelineFrame):
    """The facts of many journals; what none of them settles is a variable of its own."""

    journals: Journals
    readings: Mapping[str, str]
    vantage: int
    formulas: Circuits = attrs.field(factory=Circuits)
    _records: dict[tuple[int, ...], Record] = attrs.field(factory=dict, init=False)
    _found: dict[tuple[Atom, str], Course] = attrs.field(factory=dict, init=False)

    @property
    def contract(self) -> Contract:  # type: ignore[override]
        """The contract."""
        return self.journals.contract

    @property
    def timeline(self) -> Timeline:
        """The moments of all journals."""
        return self.journals.timeline

    def record(self, chosen: tuple[int, ...]) -> Record:
        """The record of the journal in which some of the varied facts are recorded."""
        found = self._records.get(chosen)
        if found is None:
            journals = self.journals
            facts = journals.journal(chosen)
            found = self._records[chosen] = lay_out(journals.contract, facts, journals.as_of, self.timeline)
        return found

    def told(self, number: int) -> Formula:
        """Whether a varied fact is recorded."""
        return self.formulas.variable(Told(number))

    # --- facts -----------------------------------------------------------------------------------------------

    def _course(self, atom: Atom, look: _Look, what: str = "") -> Course:
        found = self._found.get((atom, what))
        if found is None:
            nouns = atom.subject.about if isinstance(atom.subject, Happening) else (atom.subject,)
            numbers = tuple(sorted({number for noun in nouns for number in self.journals.touching(noun)}))
            if len(numbers) > MOST_TOGETHER:
                raise TooManyError(nouns[0])
            names = [Unknown(atom, index, what == "pulse") for index in range(self.algebra.count)]
            found = self._found[atom, what] = self._chosen_among(names, numbers, (), look)
        return found

    def _chosen_among(
        self,
        names: Sequence[Unknown],
        numbers: tuple[int, ...],
        chosen: tuple[int, ...],
        look: Callable[[Record], Known],
    ) -> Course:
        """The course of a fact, as the varied facts that are about it turn out; `names` are of what it leaves open."""
        if not numbers:
            known = look(self.record(chosen))
            openings = ((index, self.formulas.variable(names[index])) for index in bits(known.may & ~known.sure))
            return self.algebra.course(openings, known.sure & known.may)
        first, *rest = numbers
        there = self._chosen_among(names, tuple(rest), (*chosen, first), look)
        absent = self._chosen_among(names, tuple(rest), chosen, look)
        if there == absent:
            return there
        told = self.algebra.constant(self.told(first))
        return self.algebra.any_of(
            [self.algebra.all_of([told, there]), self.algebra.all_of([self.algebra.opposite(told), absent])]
        )

    def pulse(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """The moments at which something happens with such particulars."""

        def look(record: Record) -> Known:
            pulse = record.pulse(happening, tests)
            return Known(self._certain(pulse.sure, pulse.may), pulse.may | pulse.sure)

        return self._course(Atom("happened", happening, tests), look, "pulse")

    def _certain(self, sure: int, may: int) -> int:
        """The moments at which something surely happened: not on a day on which it may have been at several (S1)."""
        certain = sure & self.timeline.unclocked
        for day in self.timeline.clocked_days if sure else ():
            certain |= sure & day if not (may & day) & (may & day) - 1 else 0
        return certain

    def happened(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """From when on it has happened with such particulars."""
        return self._course(Atom("happened", happening, tests), lambda record: record.happened(happening, tests))

    def determined(self, happening: Happening) -> Course:
        """While the latest determination on the present form is favourable."""
        return self._course(Atom("determined", happening), lambda record: record.determined(happening))

    def in_form(self, document: str, date: Moment) -> Course:
        """While a document has the form that it had at a date."""
        return self._course(Atom("form", document, date=date), lambda record: record.in_form(document, date))

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold, and the moments at which it is said to have ended."""

        def ended(record: Record) -> Known:
            ends = record.state(state)[1]
            return Known(ends, ends)

        atom = Atom("state", state)
        return self._course(atom, lambda record: record.state(state)[0]), self._course(atom, ended, "ended")

    def ever(self, state: str) -> Course:
        """From when on a state is said to have occurred, whenever that was."""

        def look(record: Record) -> Known:
            mask = record.ever(state)
            return Known(mask, mask)

        return self._course(Atom("state", state), look, "ever")

    def truth(self, subject: str, *, material: bool) -> Course:
        """While a representation or matter is true, wholly or in all material respects."""
        atom = Atom("truth", subject, strong=material)
        return self._course(atom, lambda record: record.truth(subject, material=material))
