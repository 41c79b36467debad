"""All journals at once: a frame whose every fact is open, over as many moments as could ever matter (S13).

A history that breaks a property can be thinned out: of each thing that holds for good once it has come about, keep
the moment at which it came about; of each event whose very moment is asked, keep that moment; drop all others.
What is left breaks the property still, so a property that no history of so many moments breaks is broken by none.
The dates of these moments stay open too: only their order among the dates of the contract is said.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from assent.engine.analysis.exact.courses import NEVER, Algebra, Course
from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.analysis.exact.particulars import values_of
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.model.contract import Clause, Contract, Question, Version
from assent.engine.model.happenings import Happening, ParticularValue, Test
from assent.engine.model.nouns import Matter
from assent.grammar.values import Moment

_DAY = 24 * 60


@attrs.frozen(cache_hash=True)
class Happens:
    """That something happens at a moment with such particulars; of what happens once the particulars are apart."""

    happening: Happening
    tests: tuple[Test, ...]
    index: int


@attrs.frozen(cache_hash=True)
class Stated:
    """That a fact particular is one value; asked only where it is none of the values before."""

    happening: Happening
    particular: str
    value: ParticularValue


@attrs.frozen(cache_hash=True)
class Holds:
    """That a state, truth, determination or form is so at a moment, or of a matter at all (`index` 0)."""

    atom: Atom
    index: int


@attrs.frozen(cache_hash=True)
class Ends:
    """That a state is said to have ended at a moment."""

    state: str
    index: int


@attrs.frozen(cache_hash=True)
class Passed:
    """That a moment is not before a minute."""

    minute: int
    index: int


@attrs.frozen(cache_hash=True)
class SameDay:
    """That a moment is on the day of the one before it, where no date of the contract stands between them."""

    index: int


@attrs.frozen(cache_hash=True)
class Reads:
    """That a reading is chosen; asked only where none of the readings before it is."""

    question: str
    alternative: str


@attrs.frozen(cache_hash=True)
class Text:
    """What a text that is not in the record asks, at a moment."""

    clause: str
    supplied_by: str
    index: int


@attrs.define(eq=False, slots=False)
class AllJournals:
    """A frame of `count` moments in which every fact is open; `tests` are all that are put to each happening."""

    questions: Mapping[str, Question]
    nouns: Contract
    dates: tuple[Moment, ...]
    tests: Mapping[Happening, tuple[tuple[Test, ...], ...]]
    count: int
    formulas: Circuits = attrs.field(factory=Circuits)
    rules: list[Literal] = attrs.field(factory=list, init=False)
    texts: dict[Hashable, None] = attrs.field(factory=dict, init=False)
    _known: dict[Hashable, Course] = attrs.field(factory=dict, init=False)

    @cached_property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments."""
        return Algebra(self.formulas, self.count)

    @property
    def vantage(self) -> int:
        """The last moment."""
        return self.count - 1

    # --- moments ---------------------------------------------------------------------------------------------

    @cached_property
    def minutes(self) -> tuple[int, ...]:
        """The minutes that part the time line: the first and the first behind each date, and of its day."""
        found: set[int] = set()
        for date in self.dates:
            first, behind = minutes_of(date)
            day = first // _DAY * _DAY
            found |= {first, behind, day, day + _DAY}
        return tuple(sorted(found))

    def passed(self, minute: int) -> Course:
        """The moments that are not before a minute; they come in order, and so do the minutes."""
        known = self._known.get(minute)
        if known is None:
            at = self.minutes.index(minute)
            sooner = self.passed(self.minutes[at - 1]) if at else self.algebra.always
            steps = ((i, self.formulas.variable(Passed(minute, i))) for i in range(self.count))
            known = self._known[minute] = self.algebra.latched(
                self.algebra.all_of([sooner, self.algebra.course(steps)])
            )
        return known

    def upto(self, moment: Moment) -> Course:
        """The moments up to one."""
        return self.algebra.opposite(self.passed(minutes_of(moment)[1]))

    def before(self, moment: Moment) -> Course:
        """The moments before the first minute that a moment may mean."""
        return self.algebra.opposite(self.passed(minutes_of(moment)[0]))

    def looked_at(self, moment: Moment) -> Course:
        """The moments of a date; a condition that looks there takes the last."""
        key = ("looked at", moment)
        known = self._known.get(key)
        if known is None:
            first, behind = map(self.passed, minutes_of(moment))
            known = self._known[key] = self.algebra.all_of([first, self.algebra.opposite(behind)])
            looked = self.formulas.any_of(known.open.values())
            self.rules.append(~self.algebra.at(behind, self.count - 1) | looked)
        return known

    def same_day(self, index: int) -> Literal:
        """Whether a moment is on the day of the one before it."""
        if index == 0:
            return self.formulas.false
        parted = [self._parts(minute, index) for minute in self.minutes if minute % _DAY == 0]
        one_day = [self._both_on(minute, index) for minute in self.minutes if self._is_day(minute)]
        free = self.formulas.variable(SameDay(index))
        return self.formulas.any_of([*one_day, free & ~self.formulas.any_of(parted)])

    def _is_day(self, minute: int) -> bool:
        return minute % _DAY == 0 and minute + _DAY in self.minutes

    def _parts(self, minute: int, index: int) -> Literal:
        """Whether midnight stands between a moment and the one before it."""
        passed = self.passed(minute)
        return self.algebra.at(passed, index) & ~self.algebra.at(passed, index - 1)

    def _both_on(self, minute: int, index: int) -> Literal:
        """Whether a moment and the one before it are on one day that the contract names."""
        return self.algebra.at(self.passed(minute), index - 1) & ~self.algebra.at(self.passed(minute + _DAY), index)

    # --- happenings ------------------------------------------------------------------------------------------

    def pulse(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """The moments at which something happens with such particulars."""
        key = (happening, tests)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._once(happening, tests) if happening.once else self._often(key)
        return known

    def _once(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """At one moment or never, with one value for each particular."""
        happens = ((i, self.formulas.variable(Happens(happening, (), i))) for i in range(self.count))
        moment = self.algebra.first(self.algebra.course(happens))
        return self.algebra.all_of([moment, self.algebra.constant(self._passes(happening, tests))])

    def _passes(self, happening: Happening, tests: tuple[Test, ...]) -> Literal:
        """Whether the particulars of what happens once pass some tests."""
        passed = self.formulas.true
        for particular in dict.fromkeys(test.particular for test in tests):
            asked = [test for test in tests if test.particular == particular]
            open_still, chosen = self.formulas.true, self.formulas.false
            values = self.values(happening, particular)
            for value in values:
                is_it = self.formulas.true
                if value != values[-1]:
                    is_it = self.formulas.variable(Stated(happening, particular, value))
                if all(test.passes(value) for test in asked):
                    chosen = chosen | (open_still & is_it)
                open_still = open_still & ~is_it
            passed = passed & chosen
        return passed

    def values(self, happening: Happening, particular: str) -> Sequence[ParticularValue]:
        """Values enough to tell apart all tests that are put to a particular."""
        tests = tuple(test for asked in self.tests.get(happening, ()) for test in asked)
        return values_of(self.nouns, happening, particular, tests)

    def _often(self, key: tuple[Happening, tuple[Test, ...]]) -> Course:
        """At any moments; what happens with more particulars happens with fewer."""
        happening, tests = key
        stronger = [other for other in self.tests.get(happening, ()) if self._implies(happening, other, tests)]
        kinds = dict.fromkeys([tests, *stronger])
        return self.algebra.any_of(
            [
                self.algebra.course((i, self.formulas.variable(Happens(happening, kind, i))) for i in range(self.count))
                for kind in kinds
            ]
        )

    def _implies(self, happening: Happening, tests: tuple[Test, ...], others: tuple[Test, ...]) -> bool:
        from assent.engine.analysis.exact.particulars import implies

        return implies(self.nouns, happening, tests, others)

    def happened(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """From when on it has happened."""
        key = (happening, tests, "happened")
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.algebra.latched(self.pulse(happening, tests))
        return known

    # --- states, truths, determinations, forms ----------------------------------------------------------------

    def _free(self, atom: Atom) -> Course:
        known = self._known.get(atom)
        if known is None:
            steps = ((i, self.formulas.variable(Holds(atom, i))) for i in range(self.count))
            known = self._known[atom] = self.algebra.course(steps)
        return known

    def determined(self, happening: Happening) -> Course:
        """While the latest determination on the present form is favourable."""
        return self._free(Atom("determined", happening))

    def in_form(self, document: str, date: Moment) -> Course:
        """While a document has the form that it had at a date; up to that date it has."""
        return self.algebra.any_of([self.upto(date), self._free(Atom("form", document, date=date))])

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold, and the moments at which it is said to have ended."""
        course = self._free(Atom("state", state))
        known = self._known.get(Ends(state, -1))
        if known is None:
            steps = ((i, self.formulas.variable(Ends(state, i))) for i in range(self.count))
            known = self._known[Ends(state, -1)] = self.algebra.course(steps)
            both = self.algebra.all_of([course, known])
            self.rules += [~value for value in both.open.values()]
        return course, known

    def ever(self, state: str) -> Course:
        """A state that has occurred has held at some moment; there is nothing beyond that here."""
        return NEVER

    def truth(self, subject: str, *, material: bool) -> Course:
        """While a representation or matter is true; what is true is so in all material respects."""
        if isinstance(self.nouns.nouns.get(subject), Matter):
            return self.algebra.constant(self.formulas.variable(Holds(Atom("truth", subject), 0)))
        course = self._free(Atom("truth", subject, strong=True))
        return course if material else self.algebra.all_of([course, self._free(Atom("truth", subject))])

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record may ask anything, at each moment anew."""
        keys = [Text(clause.name, version.supplied_by, index) for index in range(self.count)]
        self.texts |= dict.fromkeys(keys)
        return self.algebra.course((key.index, self.formulas.variable(key)) for key in keys)

    # --- readings --------------------------------------------------------------------------------------------

    def chosen(self, question: str, alternative: str) -> Literal:
        """Whether an alternative is the reading chosen."""
        names = [one.name for one in self.questions[question].alternatives]
        at = names.index(alternative)
        earlier = [~self.formulas.variable(Reads(question, name)) for name in names[:at]]
        own = [] if alternative == names[-1] else [self.formulas.variable(Reads(question, alternative))]
        return self.formulas.all_of([*earlier, *own])

    # --- the whole -------------------------------------------------------------------------------------------

    def possible(self) -> Literal:
        """What every history keeps to."""
        return self.formulas.all_of([*self.rules, *self._amended()])

    def filled(self, formula: Literal, *, met: bool) -> Literal:
        """A formula as it stands when every text that is not in the record asks nothing, or what cannot be met."""
        return self.formulas.substituted(formula, dict.fromkeys(self.texts, met))

    def usual(self) -> Literal:
        """That every question that is asked is read by its default."""
        asked = {key.question for key in self.formulas.keys if isinstance(key, Reads)}
        return self.formulas.all_of(self.chosen(name, self.questions[name].default) for name in sorted(asked))

    def models(self, formula: Literal, most: int) -> Iterator[dict[Hashable, bool]]:
        """Histories that make a formula true, each with other facts, by default readings where that can be."""
        for _ in range(most):
            values = self.formulas.model(formula, self.usual()) or self.formulas.model(formula)
            if values is None:
                return
            yield values
            formula = formula & self.other_than(values)

    def other_than(self, values: Mapping[Hashable, bool]) -> Literal:
        """That the facts are not just these; dates and readings do not count."""
        facts = [(key, value) for key, value in values.items() if isinstance(key, Happens | Holds | Ends | Stated)]
        return self.formulas.any_of(
            ~self.formulas.variable(key) if value else self.formulas.variable(key) for key, value in facts
        )

    def _amended(self) -> Iterator[Literal]:
        """That an amendment ends the determinations on a paper."""
        asked = [key for key in self._known if isinstance(key, Atom)]
        for determined in [atom for atom in asked if atom.kind == "determined"]:
            for form in [atom for atom in asked if atom.kind == "form"]:
                assert isinstance(determined.subject, Happening) and form.date is not None
                if determined.subject.object == form.subject:
                    kept = self.in_form(form.subject, form.date)
                    for index in range(1, self.count):
                        lost = self.algebra.at(kept, index - 1) & ~self.algebra.at(kept, index)
                        yield ~lost | ~self.algebra.at(self._free(determined), index)


def minutes_of(moment: Moment) -> tuple[int, int]:
    """The first minute that a moment may mean, and the first behind it."""
    day = moment.day.toordinal() * _DAY
    return (day, day + _DAY) if moment.minute is None else (day + moment.minute, day + moment.minute + 1)
