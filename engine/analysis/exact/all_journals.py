"""All journals at once: a frame whose every fact is open, over as many moments as could ever matter (S13).

A history that breaks a property can be thinned out: of each thing that holds for good once it has come about, keep
the moment at which it came about; of each event whose very moment is asked, keep that moment; drop all others.
What is left breaks the property still, so a property that no history of so many moments breaks is broken by none.
The dates of these moments stay open too: only their order among the dates of the contract is said.

Moment 0 is all time before the first fact: nothing has happened there, no date has passed, and what is so of states
and representations no journal can tell, but that a state has never been (S2).
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from assent.engine.analysis.canonical import form
from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.analysis.exact.courses import NEVER, Algebra, Course
from assent.engine.analysis.exact.particulars import outcomes
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.model.clock import common_clock
from assent.engine.model.conditions import Carried
from assent.engine.model.contract import Clause, Contract, Question, Version
from assent.engine.model.happenings import Happening, ParticularValue, Test, Total
from assent.engine.model.nouns import Matter
from assent.engine.model.particulars import values_of
from assent.engine.model.periods import Period
from assent.grammar.values import Moment

_DAY = 24 * 60


@attrs.frozen(cache_hash=True)
class Happens:
    """That something happens at a moment with such particulars; of what happens once the particulars are apart."""

    happening: Happening
    stated: tuple[tuple[str, ParticularValue], ...]
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
class Never:
    """That a state has never held before the first fact."""

    state: str


@attrs.frozen(cache_hash=True)
class Ends:
    """That a state is said to have ended at a moment."""

    state: str
    index: int


@attrs.frozen(cache_hash=True)
class Lapsed:
    """That a period from a moment has passed at another one, both by their indices."""

    period: Period
    start: int
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
class WholeDay:
    """That the last moment, if it is on a date, stands for all of that day, and not for a time of it."""

    date: Moment


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


@attrs.frozen(cache_hash=True)
class Weighs:
    """Whether the weights that are not in the record carry a vote that they may carry, at a moment."""

    vote: str
    index: int


@attrs.define(eq=False, slots=False)
class AllJournals:
    """A frame of `count` moments, the first one all time before, in which every fact is open.

    `tests` are all that are put to each happening. `untold` is what no journal can tell: the texts and weights that are
    not in the record, and what was so before the first fact. An amendment, and what makes good for it, may share a
    moment, in this order, unless moments are kept `apart`, as a journal has to.
    """

    questions: Mapping[str, Question]
    nouns: Contract
    dates: tuple[Moment, ...]
    tests: Mapping[Happening, tuple[tuple[Test, ...], ...]]
    count: int
    formulas: Circuits = attrs.field(factory=Circuits)
    apart: bool = False
    rules: list[Literal] = attrs.field(factory=list, init=False)
    untold: dict[Hashable, None] = attrs.field(factory=dict, init=False)
    _known: dict[Hashable, Course] = attrs.field(factory=dict, init=False)

    @cached_property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments."""
        return Algebra(self.formulas, self.count)

    @property
    def vantage(self) -> int:
        """The last moment."""
        return self.count - 1

    @property
    def told(self) -> range:
        """The moments of which a journal tells."""
        return range(1, self.count)

    # --- moments ---------------------------------------------------------------------------------------------

    @cached_property
    def _clock(self) -> Callable[[Moment], tuple[int, int | None]]:
        return common_clock(self.dates, self.dates[0], ())

    def _minutes_of(self, moment: Moment) -> tuple[int, int]:
        """The first minute that a moment may mean, and the first behind it, on one clock (S1)."""
        day, minute = self._clock(moment)
        first = day * _DAY + (minute or 0)
        return first, first + (_DAY if minute is None else 1)

    @cached_property
    def minutes(self) -> tuple[int, ...]:
        """The minutes that part the time line: the first and the first behind each date, and of its day."""
        found: set[int] = set()
        for date in self.dates:
            first, behind = self._minutes_of(date)
            day = first // _DAY * _DAY
            found |= {first, behind, day, day + _DAY}
        return tuple(sorted(found))

    def passed(self, minute: int) -> Course:
        """The moments that are not before a minute; they come in order, and so do the minutes."""
        known = self._known.get(minute)
        if known is None:
            at = self.minutes.index(minute)
            sooner = self.passed(self.minutes[at - 1]) if at else self.algebra.always
            steps = ((i, self.formulas.variable(Passed(minute, i))) for i in self.told)
            known = self._known[minute] = self.algebra.latched(
                self.algebra.all_of([sooner, self.algebra.course(steps)])
            )
        return known

    def upto(self, moment: Moment) -> Course:
        """The moments up to one."""
        return self.algebra.opposite(self.passed(self._minutes_of(moment)[1]))

    def after(self, moment: Moment) -> Course:
        """The moments at which a moment has passed."""
        return self.passed(self._minutes_of(moment)[1])

    def elapsed(self, period: Period, start: int) -> Course:
        """The moments at which a period from a moment has passed: open, but once passed it has for good.

        How many days lie between two moments is not counted here, so that more is taken to be possible than is: what
        is proved holds, and a history that no days bear out is not confirmed when it is replayed.
        """
        steps = (
            (index, self.formulas.variable(Lapsed(period, start, index))) for index in range(start + 1, self.count)
        )
        return self.algebra.latched(self.algebra.course(steps))

    def before(self, moment: Moment) -> Course:
        """The moments before the first minute that a moment may mean."""
        return self.algebra.opposite(self.passed(self._minutes_of(moment)[0]))

    def looked_at(self, moment: Moment) -> Course:
        """The last moment of a date; while the date is not over, only where the question is of the whole day (S6)."""
        key = ("looked at", moment)
        known = self._known.get(key)
        if known is None:
            first, behind = map(self.passed, self._minutes_of(moment))
            there = self.algebra.all_of([first, self.algebra.opposite(behind)])
            known = self._known[key] = there if moment.minute is not None else self._last_of(moment, there)
            self.rules.append(~self.algebra.at(behind, self.count - 1) | self.formulas.any_of(there.open.values()))
        return known

    def _last_of(self, date: Moment, there: Course) -> Course:
        """The last of the moments of a date, if nothing of it is still to come."""
        at, last = self.algebra.at, self.count - 1
        steps = [(index, at(there, index) & ~at(there, index + 1)) for index in range(last)]
        return self.algebra.course([*steps, (last, at(there, last) & self.formulas.variable(WholeDay(date)))])

    def same_day(self, index: int) -> Literal:
        """Whether a moment is on the day of the one before it."""
        if index <= 1:
            return self.formulas.false
        parted = [self._parts(minute, index) for minute in self.minutes if minute % _DAY == 0]
        one_day = [self._both_on(minute, index) for minute in self.minutes if self._is_day(minute)]
        free = self.formulas.variable(SameDay(index))
        return self.formulas.any_of([*one_day, free & ~self.formulas.any_of(parted)])

    def formula_at(self, course: Course, index: int) -> Literal:
        """Whether a course is met at a moment."""
        found: Literal = self.algebra.at(course, index)
        return found

    def _is_day(self, minute: int) -> bool:
        return minute % _DAY == 0 and minute + _DAY in self.minutes

    def _parts(self, minute: int, index: int) -> Literal:
        """Whether midnight stands between a moment and the one before it."""
        at, passed = self.formula_at, self.passed(minute)
        return at(passed, index) & ~at(passed, index - 1)

    def _both_on(self, minute: int, index: int) -> Literal:
        """Whether a moment and the one before it are on one day that the contract names."""
        return self.formula_at(self.passed(minute), index - 1) & ~self.formula_at(self.passed(minute + _DAY), index)

    # --- happenings ------------------------------------------------------------------------------------------

    def pulse(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """The moments at which something happens with such particulars."""
        key = (happening, tests)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._once(happening, tests) if happening.once else self._often(key)
            if isinstance(happening, Total):
                known = self._known[key] = self.algebra.all_of([known, *self._windows(happening)])
        return known

    def _windows(self, total: Total) -> Iterator[Course]:
        """The moments at which a total can grow at all."""
        if all(one.through is not None for one in total.addends):
            yield self.algebra.any_of([self.upto(one.through) for one in total.addends if one.through is not None])
        if all(one.since is not None for one in total.addends):
            before = [self.before(one.since) for one in total.addends if one.since is not None]
            yield self.algebra.opposite(self.algebra.all_of(before))

    def _once(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """At one moment or never, with one value for each particular."""
        moment = self.algebra.first(self._happens(happening))
        return self.algebra.all_of([moment, self.algebra.constant(self._passes(happening, tests))])

    def _happens(self, happening: Happening, stated: tuple[tuple[str, ParticularValue], ...] = ()) -> Course:
        return self.algebra.course((i, self.formulas.variable(Happens(happening, stated, i))) for i in self.told)

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
        return values_of(self.nouns.nouns, happening, particular, tests)

    def _often(self, key: tuple[Happening, tuple[Test, ...]]) -> Course:
        """At any moments, with any particulars, and several times at one moment."""
        happening, tests = key
        asked = dict.fromkeys([*self.tests.get(happening, ()), tests])
        ways = (one.stated for one in outcomes(self.nouns, happening, asked) if tests in one.passed)
        return self.algebra.any_of([self._happens(happening, stated) for stated in ways])

    def happened(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """From when on it has happened."""
        key = (happening, tests, "happened")
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.algebra.latched(self.pulse(happening, tests))
        return known

    # --- states, truths, determinations, forms ----------------------------------------------------------------

    def _free(self, atom: Atom, first: int = 1) -> Course:
        known = self._known.get(atom)
        if known is None:
            steps = ((i, self.formulas.variable(Holds(atom, i))) for i in range(first, self.count))
            known = self._known[atom] = self.algebra.course(steps)
        return known

    def determined(self, happening: Happening) -> Course:
        """While the latest determination on the present form is favourable."""
        known = self._known.get(happening)
        if known is None:
            known = self._free(Atom("determined", happening))
            if self.apart:
                amended = self.pulse(Happening("amended", "", happening.object), ())
                known = self.algebra.all_of([known, self.algebra.opposite(amended)])
            self._known[happening] = known
        return known

    def in_form(self, document: str, date: Moment) -> Course:
        """While a document has the form that it had at a date; up to that date it has."""
        key = ("form", document, date)
        known = self._known.get(key)
        if known is None:
            amended = self.pulse(Happening("amended", "", document), ())
            restored = self._happens(Happening("restored", "", document), (("form", date),))
            early, at = self.upto(date), self.algebra.at
            value = self.formulas.true
            found = []
            for index in range(self.count):
                value = at(early, index) | at(restored, index) | (~at(amended, index) & value)
                found.append((index, value))
                if self.apart:
                    self.rules.append(~(at(amended, index) & at(restored, index)))
            known = self._known[key] = self.algebra.course(found)
        return known

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold, and the moments at which it is said to have ended."""
        known = self._known.get(Atom("state", state))
        if known is None:
            before = self._untold(Holds(Atom("state", state), 0)) & ~self.formulas.variable(Never(state))
            later = ((i, self.formulas.variable(Holds(Atom("state", state), i))) for i in self.told)
            known = self._known[Atom("state", state)] = self.algebra.course([(0, before), *later])
        ended = self._known.get(Ends(state, 0))
        if ended is None:
            steps = ((i, self.formulas.variable(Ends(state, i)) & ~self.algebra.at(known, i)) for i in self.told)
            ended = self._known[Ends(state, 0)] = self.algebra.course(steps)
        return known, ended

    def ever(self, state: str) -> Course:
        """A state that has occurred has held at some moment; there is nothing beyond that here."""
        return NEVER

    def truth(self, subject: str, *, material: bool) -> Course:
        """While a representation or matter is true; what is true is so in all material respects."""
        if isinstance(self.nouns.nouns.get(subject), Matter):
            return self.algebra.constant(self.formulas.variable(Holds(Atom("truth", subject), 0)))
        course = self._truth(Atom("truth", subject, strong=True))
        return course if material else self.algebra.all_of([course, self._truth(Atom("truth", subject))])

    def _truth(self, atom: Atom) -> Course:
        self._untold(Holds(atom, 0))
        return self._free(atom, first=0)

    def _untold(self, key: Hashable) -> Literal:
        self.untold[key] = None
        return self.formulas.variable(key)

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record may ask anything, at each moment anew."""
        keys = [Text(clause.name, version.supplied_by, index) for index in range(self.count)]
        self.untold |= dict.fromkeys(keys)
        return self.algebra.course((key.index, self.formulas.variable(key)) for key in keys)

    def weighed(self, vote: Carried) -> Course:
        """Weights that are not in the record may carry a vote or not, at each moment anew."""
        what = form(vote)
        keys = [Weighs(what, index) for index in range(self.count)]
        self.untold |= dict.fromkeys(keys)
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
        return self.formulas.all_of([*self.rules, *self._one_in_a_minute()])

    def _one_in_a_minute(self) -> Iterator[Literal]:
        """That no two moments lie in a minute that the contract names: a minute is not taken apart (S1)."""
        for minute in self.minutes:
            if minute + 1 in self.minutes:
                passed, behind = self.passed(minute), self.passed(minute + 1)
                for index in self.told[1:]:
                    yield ~self.algebra.at(passed, index - 1) | self.algebra.at(behind, index)

    def surely(self, formula: Literal) -> Literal:
        """That a formula is true whatever that is which no journal can tell.

        What pulls one way is taken at its worst. What pulls both ways is taken all as so and all as not so: that asks
        less than every way of it, so that a property proved is proved.
        """
        pulls = self.formulas.polarities(formula)
        untold = [key for key in self.untold if key in pulls]
        worst = {key: False in pulls[key] for key in untold if len(pulls[key]) == 1}
        both = [key for key in untold if key not in worst]
        values = ({**worst, **dict.fromkeys(both, value)} for value in ((False, True) if both else (False,)))
        return self.formulas.all_of(self.formulas.substituted(formula, one) for one in values)

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
        facts = [
            (key, value) for key, value in values.items() if isinstance(key, Happens | Holds | Never | Ends | Stated)
        ]
        return self.formulas.any_of(
            ~self.formulas.variable(key) if value else self.formulas.variable(key) for key, value in facts
        )
