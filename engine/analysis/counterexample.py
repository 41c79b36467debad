"""A history that breaks a property, written down as a journal that anyone can replay (S13)."""

import datetime
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal as Only
from typing import TypeVar

import attrs

from assent.engine.analysis.exact.all_journals import (
    AllJournals,
    Ends,
    Happens,
    Holds,
    Never,
    Passed,
    Reads,
    SameDay,
    Stated,
    WholeDay,
)
from assent.engine.analysis.exact.circuits import Literal
from assent.engine.analysis.exact.particulars import example
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.analysis.exact.valuation import leaner
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Assertion, Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.facts.wording import be, happening_sentence
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RECORD_KINDS, Happening, ParticularValue, Total, size_of, sized
from assent.engine.model.nouns import Document, Matter
from assent.grammar.parser import parse_journal
from assent.grammar.values import Moment

_DAY = 24 * 60
_MORNING = 9 * 60
_FIRST_DAY = datetime.date(2000, 1, 3).toordinal()
Values = Mapping[Hashable, bool]
T = TypeVar("T")


@attrs.frozen
class Counterexample:
    """Facts, a moment and readings under which a property fails; only readings that are not the defaults are named."""

    facts: Facts
    as_of: Moment
    readings: Mapping[str, str]

    def journal(self) -> str:
        """The facts as a journal, with the question that they answer in its first lines."""
        asked = "".join(f"# --reading {name}={chosen}\n" for name, chosen in self.readings.items())
        lines = [f"{entry.moment}  {entry.sentence}" for entry in self.facts.entries]
        return "\n".join(
            [
                f"{asked}# --as-of {str(self.as_of)!r}" if " " in str(self.as_of) else f"{asked}# --as-of {self.as_of}",
                f"facts for {self.facts.contract}",
                f"record of everything is complete through {self.as_of}",
                *lines,
                "",
            ]
        )


def lean(frame: AllJournals, formula: Literal, values: Values) -> Values:
    """A history without every happening, end of a state and determination that a formula does not need to be true."""
    acts = [key for key in values if isinstance(key, Happens | Ends) or _is_determined(key)]
    return leaner(frame.formulas, formula, values, acts)


def _is_determined(key: object) -> bool:
    return isinstance(key, Holds) and key.atom.kind == "determined"


def written(frame: AllJournals, contract: Contract, values: Values) -> Counterexample:
    """One history of a frame as a journal: everything that was asked of it is stated."""
    moments = list(_moments(frame, values))
    writer = _Writer(frame, contract, values, moments)
    as_of = moments[-1]
    if any(isinstance(key, WholeDay) and value and key.date.day == as_of.day for key, value in values.items()):
        as_of = Moment(as_of.day)
    facts = Facts(contract.name, tuple(writer.entries()), dict.fromkeys(RECORD_KINDS, as_of))
    return Counterexample(facts, as_of, dict(_readings(contract, values)))


def read_back(example: Counterexample, contract: Contract) -> Facts | None:
    """The facts of a counterexample as its journal is read; None where the journal would be refused."""
    parsed = parse_journal(example.journal(), "")
    if parsed.diagnostics:
        return None
    facts, findings = read_facts(parsed.tree, contract)
    return None if findings else facts


def shrunk(
    example: Counterexample, breaks: Callable[[Counterexample], bool], *, thoroughly: bool = True
) -> Counterexample:
    """The same without every reading, fact and particular that is not needed for it to break the property.

    Unless `thoroughly`, what has happened is left as it is, its particulars too: of a lean history all of it is needed.
    """
    last_first = tuple(example.readings.items())[::-1]
    chosen = needed(last_first, lambda some: breaks(attrs.evolve(example, readings=dict(some))))
    example = attrs.evolve(example, readings=dict(chosen[::-1]))
    if not thoroughly:
        return _without_statements(example, breaks)
    example = _only(example, needed(example.facts.entries, lambda some: breaks(_only(example, some))))
    for entry in reversed(example.facts.entries):
        example = _less_of(entry, example, breaks)
    return example


def _without_statements(example: Counterexample, breaks: Callable[[Counterexample], bool]) -> Counterexample:
    """The same with what has happened, and what is needed of all that is said of states and truths."""
    entries = example.facts.entries
    happened = frozenset(id(entry) for entry in entries if isinstance(entry.assertion, Occurred))

    def with_them(said: Sequence[Entry]) -> Counterexample:
        kept = happened.union(map(id, said))
        return _only(example, [entry for entry in entries if id(entry) in kept])

    statements = [entry for entry in entries if id(entry) not in happened]
    return with_them(needed(statements, lambda some: breaks(with_them(some))))


def needed(things: Sequence[T], enough: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """Some of these things that are enough, and none of which could be left out; the last are left out first.

    Many are left out at once while that goes well, and fewer where it does not: where few are needed few questions are
    asked, and where nearly all are, hardly more than one for each.
    """
    kept = tuple(things)
    end, step = len(kept), len(kept)
    while end:
        start = max(0, end - step)
        if enough(fewer := kept[:start] + kept[end:]):
            kept, end, step = fewer, start, 2 * step
        elif step > 1:
            step = max(1, min(step, end) // 2)
        else:
            end -= 1
    return kept


def _only(example: Counterexample, entries: Sequence[Entry]) -> Counterexample:
    """The same with some of its facts alone."""
    return attrs.evolve(example, facts=attrs.evolve(example.facts, entries=tuple(entries)))


def _less_of(entry: Entry, example: Counterexample, breaks: Callable[[Counterexample], bool]) -> Counterexample:
    """The same without those particulars of a fact that are not needed."""
    for name, _ in reversed(_optional(entry)):
        smaller = _without(entry, name)
        entries = [smaller if one is entry else one for one in example.facts.entries]
        if breaks(fewer := _only(example, entries)):
            example, entry = fewer, smaller
    return example


def _optional(entry: Entry) -> Sequence[tuple[str, ParticularValue]]:
    """The particulars that a fact could be stated without; a form restored is that of some date."""
    if not isinstance(entry.assertion, Occurred) or entry.assertion.happening.verb == "restored":
        return ()
    return entry.assertion.particulars


def _without(entry: Entry, name: str) -> Entry:
    """A fact without one of its particulars; the date that a paper bears by its definition goes without saying."""
    assert isinstance(entry.assertion, Occurred)
    particulars = tuple(one for one in entry.assertion.particulars if one[0] != name)
    assertion = attrs.evolve(entry.assertion, particulars=particulars)
    return attrs.evolve(entry, assertion=assertion, sentence=happening_sentence(assertion.happening, particulars))


def _readings(contract: Contract, values: Values) -> Iterator[tuple[str, str]]:
    """The readings chosen, but for the defaults."""
    for name, question in contract.questions.items():
        names = [one.name for one in question.alternatives]
        chosen = next((one for one in names[:-1] if values.get(Reads(name, one))), names[-1])
        asked = any(Reads(name, one) in values for one in names)
        if asked and chosen != question.default:
            yield name, chosen


# --- when ------------------------------------------------------------------------------------------------------


def _moments(frame: AllJournals, values: Values) -> Iterator[Moment]:
    """A date for each moment: days of their own where there is room for it, else hours of one day.

    Moment 0 is all time before; the date given for it is the day before the others.
    """
    spans = {index: _span(frame, values, index) for index in frame.told}
    runs = _runs(frame, values, spans)
    previous = -1
    yield _moment(_first_day(spans[1]) - 1, None)
    for run in runs:
        low, high = spans[run[0]]
        start = max(low, previous + 1)
        day = -(-start // _DAY)
        room = high - low >= _DAY and day * _DAY < high
        if len(run) == 1 and room and start <= day * _DAY:
            yield _moment(day, None)
            previous = day * _DAY + _DAY - 1
            continue
        first = max(start, start // _DAY * _DAY + _MORNING) if high - start > _DAY // 2 else start
        step = 60 if first + 60 * len(run) < high else 1
        for number in range(len(run)):
            at = first + number * step
            yield _moment(at // _DAY, at % _DAY)
        previous = first + (len(run) - 1) * step


def _first_day(span: tuple[int, int]) -> int:
    return span[0] // _DAY


def _moment(day: int, minute: int | None) -> Moment:
    return Moment(datetime.date.fromordinal(day), minute)


def _span(frame: AllJournals, values: Values, index: int) -> tuple[int, int]:
    """The minutes between which a moment lies."""
    passed = [minute for minute in frame.minutes if _is_passed(frame, values, minute, index)]
    ahead = [minute for minute in frame.minutes if minute not in passed]
    if not frame.minutes:
        dated = frame.nouns.document.dated
        first = dated.day.toordinal() if dated is not None else _FIRST_DAY
        return first * _DAY, (first + 10_000) * _DAY
    low = passed[-1] if passed else ahead[0] - (frame.count - 1) * _DAY
    return low, ahead[0] if ahead else low + 2 * frame.count * _DAY


def _is_passed(frame: AllJournals, values: Values, minute: int, index: int) -> bool:
    minutes = frame.minutes[: frame.minutes.index(minute) + 1]
    return any(all(values.get(Passed(one, at), False) for one in minutes) for at in range(index + 1))


def _runs(frame: AllJournals, values: Values, spans: Mapping[int, tuple[int, int]]) -> list[list[int]]:
    """Moments that share a day: because they are said to, or because there is no room for days of their own."""
    runs: list[list[int]] = []
    for index, span in spans.items():
        days = (span[1] - span[0]) // _DAY
        here = [run for run in runs if spans[run[0]] == span]
        crowded = bool(here) and (days <= 1 or len(here) >= days)
        if here and (crowded or values.get(SameDay(index), False)):
            here[-1].append(index)
        else:
            runs.append([index])
    return runs


# --- what ------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class _Writer:
    """One history told as facts."""

    frame: AllJournals
    contract: Contract
    values: Values
    moments: list[Moment]

    def entries(self) -> Iterator[Entry]:
        """The facts in the order of their dates."""
        told = [*self._happenings(), *self._additions(), *self._states(), *self._truths(), *self._determinations()]
        for index, sentence, assertion in sorted(told, key=lambda one: one[0]):
            yield Entry(self.moments[index], assertion, sentence)

    def _happenings(self) -> Iterator[tuple[int, str, Assertion]]:
        done: set[Happening] = set()
        for key, value in self.values.items():
            if not isinstance(key, Happens) or not value or (key.happening.once and key.happening in done):
                continue
            if isinstance(key.happening, Total):
                continue
            done.add(key.happening)
            stated = self._particulars(key)
            yield key.index, happening_sentence(key.happening, stated.items()), self._occurred(key.happening, stated)

    def _additions(self) -> Iterator[tuple[int, str, Assertion]]:
        """What a total grows by at each moment at which it reaches a size: its first addend, with what is lacking."""
        growing = [key for key, value in self.values.items() if isinstance(key, Happens) and value]
        so_far: dict[Total, int | Fraction] = {}
        for key in sorted(growing, key=lambda key: key.index):
            if isinstance(key.happening, Total):
                size = size_of(dict(key.stated).get("total"))
                lacking = (size[1] if size is not None else 0) - so_far.get(key.happening, 0)
                if lacking > 0:
                    so_far[key.happening] = so_far.get(key.happening, 0) + lacking
                    yield key.index, *self._addition(key.happening, lacking)

    def _addition(self, total: Total, size: "int | Fraction") -> tuple[str, Assertion]:
        addend = total.addends[0]
        passing = example(self.contract, addend.happening, addend.tests)
        stated = {**passing, addend.particular: sized(size, total.unit)}
        return happening_sentence(addend.happening, stated.items()), self._occurred(addend.happening, stated)

    def _occurred(self, happening: Happening, stated: Mapping[str, ParticularValue]) -> Occurred:
        noun = self.contract.nouns.get(happening.object)
        dated = {"dated": noun.dated} if isinstance(noun, Document) and noun.dated is not None else {}
        return Occurred(happening, tuple(sorted({**dated, **stated}.items())))

    def _particulars(self, key: Happens) -> dict[str, ParticularValue]:
        """The particulars of a happening; of what happens once those that were chosen."""
        if not key.happening.once:
            return dict(key.stated)
        tests = [test for asked in self.frame.tests.get(key.happening, ()) for test in asked]
        found: dict[str, ParticularValue] = {}
        for particular in dict.fromkeys(test.particular for test in tests):
            values = self.frame.values(key.happening, particular)
            chosen = (one for one in values[:-1] if self.values.get(Stated(key.happening, particular, one)))
            found[particular] = next(chosen, values[-1])
        return found

    def _series(self, kind: str) -> dict[Atom, list[bool]]:
        """The values of each atom of a kind, moment by moment."""
        atoms = {key.atom: None for key in self.values if isinstance(key, Holds) and key.atom.kind == kind}
        count = self.frame.count
        return {atom: [self.values.get(Holds(atom, i), False) for i in range(count)] for atom in atoms}

    def _states(self) -> Iterator[tuple[int, str, Assertion]]:
        for atom, series in self._series("state").items():
            state = str(atom.subject)
            yield from self._state(state, series, never=self.values.get(Never(state), False))
        for key, value in self.values.items():
            if isinstance(key, Ends) and value and not self.values.get(Holds(Atom("state", key.state), key.index)):
                yield key.index, f"{key.state} ended", StateFact(key.state, "ended")

    def _state(self, state: str, series: list[bool], *, never: bool) -> Iterator[tuple[int, str, Assertion]]:
        """When it began and ended; where it never was so far, that; and where it is not, that it is not."""
        clear = next((index for index in self.frame.told if series[index]), self.frame.count) - 1 if never else -1
        if clear >= 0:
            yield clear, f"no {state} has occurred", StateFact(state, "never")
        before = False
        for index in self.frame.told:
            holds = series[index]
            if holds and not before:
                yield index, f"{state} began", StateFact(state, "began")
            if before and not holds:
                yield index, f"{state} ended", StateFact(state, "ended")
            if not holds and index > clear:
                yield index, f"no {state} exists", StateFact(state, "none")
            before = holds

    def _truths(self) -> Iterator[tuple[int, str, Assertion]]:
        series = self._series("truth")
        for subject in dict.fromkeys(str(atom.subject) for atom in series):
            if isinstance(self.contract.nouns.get(subject), Matter):
                value = series[Atom("truth", subject)][0]
                fact = TruthFact(subject, value, value, timeless=True)
                yield 1, f"{subject} {be(subject)} {'true' if value else 'untrue'}", fact
                continue
            material, wholly = series[Atom("truth", subject, strong=True)], series.get(Atom("truth", subject))
            for index in self.frame.told:
                fully = None if wholly is None else wholly[index]
                told = _truth(subject, material=material[index], wholly=fully)
                yield from ((index, sentence, stated) for sentence, stated in told)

    def _determinations(self) -> Iterator[tuple[int, str, Assertion]]:
        """Each that differs from the one before it on the present form, and all after an earlier form was restored."""
        for atom, series in self._series("determined").items():
            assert isinstance(atom.subject, Happening)
            amended, restored = (self._changes(verb, atom.subject.object) for verb in ("amended", "restored"))
            before = False
            for index in self.frame.told:
                holds = series[index] and index not in amended
                if (holds != before and index not in amended) or index in restored:
                    sentence = happening_sentence(atom.subject, negated=not holds)
                    yield index, sentence, Occurred(atom.subject, negated=not holds)
                before = holds

    def _changes(self, verb: Only["amended", "restored"], document: str) -> set[int]:
        """The moments at which a document got another form."""
        happening = Happening(verb, "", document)
        found = (key for key, value in self.values.items() if value and isinstance(key, Happens))
        return {key.index for key in found if key.happening == happening}


def _truth(subject: str, *, material: bool, wholly: bool | None) -> Iterator[tuple[str, Assertion]]:
    if not material:
        yield f"{subject} {be(subject)} untrue in a material respect", TruthFact(subject, False, False)
    elif wholly:
        yield f"{subject} {be(subject)} true", TruthFact(subject, True, True)
    else:
        yield f"{subject} {be(subject)} true in all material respects", TruthFact(subject, None, True)
        if wholly is False:
            yield f"{subject} {be(subject)} untrue", TruthFact(subject, False, None)
