"""The courses of single facts: what a ledger says of a happening, a state or a truth at each moment (rule S2)."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from assent.engine.evaluation.courses import Course, first_of, latch, latched
from assent.engine.evaluation.findings import CitedFact
from assent.engine.evaluation.pulses import Pulse, passes
from assent.engine.evaluation.timeline import Timeline, build_timeline
from assent.engine.evaluation.totals import reached, unrecorded
from assent.engine.facts.ledger import Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.model.clock import Clock, common_clock
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RECORD_KINDS, Happening, RecordKind, Test, Total, Verb
from assent.grammar.values import Moment

_Tests = tuple[Test, ...]


@attrs.define(eq=False, repr=False)
class Record:
    """A ledger laid on a timeline; courses are worked out once for each thing asked.

    Of the facts about a happening, `said` records it and `denied` says that it had not happened; `happenings` are both.
    `changes` are the facts by which a document got another form, or an earlier one back.
    """

    timeline: Timeline
    known: dict[RecordKind, int]
    happenings: dict[Happening, list[Entry]] = attrs.field(factory=dict)
    said: dict[Happening, list[Entry]] = attrs.field(factory=dict)
    denied: dict[Happening, list[Entry]] = attrs.field(factory=dict)
    changes: dict[str, list[Entry]] = attrs.field(factory=dict)
    states: dict[str, list[Entry]] = attrs.field(factory=dict)
    truths: dict[str, list[Entry]] = attrs.field(factory=dict)
    _unrecorded: dict[Verb, int] = attrs.field(factory=dict)
    _silent: dict[Verb, Course] = attrs.field(factory=dict)
    _pulses: dict[tuple[Happening, _Tests], Pulse] = attrs.field(factory=dict)
    _cited: dict[int, CitedFact] = attrs.field(factory=dict)
    _held: dict[str, tuple[Course, int]] = attrs.field(factory=dict)

    def cited(self, entries: Iterable[Entry]) -> tuple[CitedFact, ...]:
        """Facts as an answer cites them; all reasons that rest on a fact share one."""
        return tuple([self._cited.get(id(entry)) or self._cite(entry) for entry in entries])

    def _cite(self, entry: Entry) -> CitedFact:
        cited = self._cited[id(entry)] = CitedFact(entry.sentence, entry.moment, entry.evidence, entry.span)
        return cited

    # --- happenings ------------------------------------------------------------------------------------------

    def entries(self, happening: Happening) -> Sequence[Entry]:
        """The facts that record a happening."""
        return self.said.get(happening, ())

    def negations(self, happening: Happening) -> Sequence[Entry]:
        """The facts that say that something had not happened."""
        return self.denied.get(happening, ())

    def unknown(self, happening: Happening) -> int:
        """The moments at which something may have happened, or may yet happen, without being recorded."""
        if isinstance(happening, Total):
            return unrecorded(self, happening)
        if happening.once and self.entries(happening):
            return 0
        unknown = self._unrecorded.get(happening.verb)
        if unknown is None:
            unknown = self._unrecorded[happening.verb] = self._unrecorded_of(happening)
        for entry in self.denied.get(happening, ()) if self.denied else ():
            unknown &= ~(self.timeline.upto(entry.moment) & self.timeline.past)
        return unknown

    def _unrecorded_of(self, happening: Happening) -> int:
        """The moments for which no record of such a kind is complete; a waiver that is still to come never counts."""
        timeline = self.timeline
        unknown = timeline.full & ~(self.known.get(happening.kind, 0) & timeline.past)
        return unknown & timeline.past if happening.verb == "waived" else unknown

    def pulse(self, happening: Happening, tests: _Tests) -> Pulse:
        """When a happening with such particulars took place."""
        key = (happening, tests)
        pulse = self._pulses.get(key)
        if pulse is None:
            pulse = self._pulses[key] = self._pulse(happening, tests)
        return pulse

    def _pulse(self, happening: Happening, tests: _Tests) -> Pulse:
        if tests and _barred(tests):
            return Pulse(0, 0)
        if isinstance(happening, Total):
            return reached(self, happening, tests)
        sure = 0
        may = self.unknown(happening)
        for entry in self.entries(happening):
            outcome = passes(entry, tests)
            if outcome is not False:
                may |= self.possible(entry)
            if outcome is True:
                sure |= self.timeline.sure(entry.moment)
        return Pulse(sure, may)

    def each(self, happening: Happening, tests: _Tests) -> list[int]:
        """For each time that a happening with such particulars is recorded, the moments at which that can have been."""
        return [self.possible(entry) for entry in self.entries(happening) if passes(entry, tests) is True]

    def possible(self, entry: Entry) -> int:
        """The moments at which a recorded happening can have been: of its day, those by which nobody denied it."""
        assert isinstance(entry.assertion, Occurred)
        possible = self.timeline.possible(entry.moment)
        for denial in self.denied.get(entry.assertion.happening, ()) if self.denied else ():
            possible &= ~self.timeline.upto(denial.moment)
        return possible

    def happened(self, happening: Happening, tests: _Tests) -> Course:
        """From when on it has happened; all of which the record says nothing share one course for each kind."""
        if happening in self.happenings or isinstance(happening, Total) or (tests and _barred(tests)):
            return latched(self.pulse(happening, tests), self.timeline.full)
        course = self._silent.get(happening.verb)
        if course is None:
            course = self._silent[happening.verb] = latched(self.pulse(happening, tests), self.timeline.full)
        return course

    def determined(self, happening: Happening) -> Course:
        """The latest determination on the present form; one made on an earlier form speaks of that form only.

        Where a determination and an amendment bear the same day without a time, either may have come first. It holds
        so far; what is still ahead may bring one against it.
        """
        if happening not in self.happenings and happening.object not in self.changes:
            return Course(0, self.unknown(happening))
        full = self.timeline.full
        sure = may = 0
        standing = before_amendment = changed = False
        amended_at = 0
        for bit, first, word in sorted(self._determinations(happening), key=lambda mark: mark[0]):
            if word == "amended":
                before_amendment = before_amendment if changed else standing
                standing, changed, amended_at = False, True, bit
            elif word == "restored":
                standing, changed = before_amendment if changed else standing, False
            else:
                standing = word == "favourable"
            if standing:
                may |= latch(first, full)
                sure |= latch(bit, full) if word != "favourable" or first > amended_at else 0
            else:
                sure &= ~latch(first, full)
                may &= ~latch(bit, full)
        return Course(sure & may & self.timeline.past, may | self.unknown(happening))

    def _determinations(self, happening: Happening) -> Iterable[tuple[int, int, str]]:
        """Each with the moment by which it was made and the first at which it can have been; changes of form first."""
        for entry in self.changes.get(happening.object, ()):
            assert isinstance(entry.assertion, Occurred)
            verb = entry.assertion.happening.verb
            yield self.timeline.sure(entry.moment), first_of(self.timeline.possible(entry.moment)), verb
        for entry in self.happenings.get(happening, ()):
            if isinstance(entry.assertion, Occurred):
                word = "unfavourable" if entry.assertion.negated else "favourable"
                yield self.timeline.sure(entry.moment), first_of(self.timeline.possible(entry.moment)), word

    def in_form(self, document: str, date: Moment) -> Course:
        """While the document has the form of a date: it has not been amended since, or has been restored to it."""
        full = self.timeline.full
        held = self.timeline.upto(date)
        marks: list[tuple[Moment, bool]] = []
        for entry in self.changes.get(document, ()):
            assert isinstance(entry.assertion, Occurred)
            if entry.assertion.happening.verb == "amended":
                marks.append((entry.moment, False))
            elif ("form", date) in entry.assertion.particulars:
                marks.append((entry.moment, True))
        sure = may = full
        for moment, good in sorted(marks, key=lambda mark: (self.timeline.sure(mark[0]), mark[1])):
            by, first = self.timeline.sure(moment), first_of(self.timeline.possible(moment))
            if by & held:
                continue
            if good:
                sure, may = sure | latch(by, full), may | latch(first, full)
            else:
                sure, may = sure & ~latch(first, full), may & ~latch(by, full)
        unknown = self.unknown(Happening("amended", "", document)) & ~held
        return Course((sure & ~latch(unknown, full)) | held, may | unknown)

    # --- states and truths -----------------------------------------------------------------------------------

    def state(self, state: str) -> tuple[Course, int]:
        """While a state holds, and the moments at which it is said to have ended."""
        found = self._held.get(state)
        if found is None:
            found = self._held[state] = self._state(state)
        return found

    def _state(self, state: str) -> tuple[Course, int]:
        timeline = self.timeline
        sure, never, ends = 0, 0, 0
        for entry in self.states.get(state, ()):
            assert isinstance(entry.assertion, StateFact)
            match entry.assertion.word:
                case "began":
                    sure |= self._lasting(state, entry)
                case "ended":
                    ends |= timeline.sure(entry.moment)
                case "exists":
                    sure |= timeline.possible(entry.moment) & timeline.past
                case "none":
                    never |= self._speaks_of(state, entry.moment) & timeline.past
                case "never":
                    never |= timeline.upto(entry.moment) & timeline.past
                case "ever":
                    pass
        sure &= ~never
        return Course(sure, timeline.full & ~(never | (ends & ~sure))), ends

    def _speaks_of(self, state: str, moment: Moment) -> int:
        """The moments of which `none exists` speaks: its day, or only the end of it when the state ended that day."""
        for entry in self.states[state]:
            ended = isinstance(entry.assertion, StateFact) and entry.assertion.word == "ended"
            if ended and entry.moment.day == moment.day and moment.minute is None:
                return self.timeline.sure(moment)
        return self.timeline.possible(moment)

    def _lasting(self, state: str, start: Entry) -> int:
        """From the moment it began until the next end that is recorded, or now."""
        timeline = self.timeline
        begun = latch(timeline.sure(start.moment), timeline.full) & timeline.past
        for entry in self.states[state]:
            ended = isinstance(entry.assertion, StateFact) and entry.assertion.word == "ended"
            if ended and timeline.sure(entry.moment) & begun:
                begun &= ~latch(first_of(timeline.possible(entry.moment)), timeline.full)
        return begun

    def ever(self, state: str) -> int:
        """The moments from which on a state is said to have occurred, whenever that was."""
        mask = 0
        for entry in self.states.get(state, ()):
            if isinstance(entry.assertion, StateFact) and entry.assertion.word in ("began", "exists", "ever"):
                mask |= self.timeline.sure(entry.moment)
        return latch(mask, self.timeline.full)

    def truth(self, subject: str, material: bool) -> Course:
        """While a representation is true, wholly or in all material respects; a matter is so at all moments."""
        timeline = self.timeline
        true = false = 0
        for entry in self.truths.get(subject, ()):
            fact = entry.assertion
            assert isinstance(fact, TruthFact)
            mask = timeline.full if fact.timeless else timeline.possible(entry.moment) & timeline.past
            said = fact.material if material else fact.full
            if said is True or (material and fact.full is True):
                true |= mask
            elif said is False or (not material and fact.material is False):
                false |= mask
        return Course(true & ~false, timeline.full & ~false)


def _barred(tests: _Tests) -> bool:
    """Whether no particulars at all pass some tests."""
    for test in tests:  # noqa: SIM110 -- asked of every happening: a generator would cost more than it looks at
        if test.barred:
            return True
    return False


def lay_out(contract: Contract, facts: Facts, as_of: Moment, timeline: Timeline | None = None) -> Record:
    """Lay the facts up to a moment on a timeline; facts dated after it do not exist yet (rule S1).

    On a timeline that is given, made for more facts than these, moments stand at which these say nothing.
    """
    complete = {kind: facts.complete[kind] for kind in RECORD_KINDS if kind in facts.complete}
    told = [entry.moment for entry in facts.entries if entry.moment.day <= as_of.day]
    clock = timeline.clock if timeline else common_clock(contract.moments, as_of, (*told, *complete.values()))
    entries = [entry for entry in facts.entries if not _after(entry.moment, as_of, clock)]
    if timeline is None:
        marks = [as_of if _after(moment, as_of, clock) else moment for moment in complete.values()]
        told_at = [*(entry.moment for entry in entries), *marks]
        named = (*contract.moments, *ends_counted(contract, entries)) if contract.counted else contract.moments
        timeline = build_timeline(told_at, as_of, named, clock, contract.room)
    record = Record(timeline, {kind: timeline.upto(moment) for kind, moment in complete.items()})
    for entry in entries:
        fact = entry.assertion
        if isinstance(fact, Occurred):
            record.happenings.setdefault(fact.happening, []).append(entry)
            (record.denied if fact.negated else record.said).setdefault(fact.happening, []).append(entry)
        elif isinstance(fact, StateFact):
            record.states.setdefault(fact.state, []).append(entry)
        else:
            record.truths.setdefault(fact.subject, []).append(entry)
    for verb in ("amended", "restored"):
        for happening, changes in record.said.items():
            if happening.verb == verb:
                record.changes.setdefault(happening.object, []).extend(changes)
    return record


def ends_counted(contract: Contract, entries: Iterable[Entry]) -> Iterator[Moment]:
    """The days on which the periods end that run from recorded happenings."""
    for entry in entries:
        if isinstance(entry.assertion, Occurred) and not entry.assertion.negated:
            for happening, period in contract.counted:
                end = period.end(entry.moment.day) if happening == entry.assertion.happening else None
                if end is not None:
                    yield Moment(end)


def _after(moment: Moment, as_of: Moment, clock: Clock) -> bool:
    """Whether a moment is after another on one clock: on a later day, or at a later minute of its day."""
    if moment.zone is None and as_of.zone is None and moment.day != as_of.day:
        return moment.day > as_of.day
    (day, minute), (last_day, last_minute) = clock(moment), clock(as_of)
    if day != last_day or minute is None or last_minute is None:
        return day > last_day
    return minute > last_minute
