"""Acts enacted: a journal with more in it, looked at then and at every later moment that could matter.

This is the law behind `assent missing`, in terms of journals and answers alone: a set of acts is enough when, once
they are recorded and all else stays as it is, some later evaluation gives a yes.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping

import attrs

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.record import Record, lay_out
from assent.engine.facts.ledger import Assertion, Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.model.contract import Contract
from assent.engine.model.nouns import Representation, State
from assent.engine.testing.vocabulary import fits
from assent.grammar.values import Moment

POSITIVE = frozenset({"EFFECTIVE", "SATISFIED", "PERMITTED", "COVERED", "PERFORMED", "COMPLIED WITH", "BREACHED"})
Said = tuple[Moment, Assertion]


@attrs.frozen(repr=False)
class Question:
    """A clause asked about, on a journal whose record is complete up to the moment asked about."""

    contract: Contract
    facts: Facts
    as_of: Moment
    readings: Mapping[str, str]
    name: str
    source: str = ""

    def __repr__(self) -> str:
        said = "".join(f"{entry.moment} {entry.sentence}\n" for entry in self.facts.entries)
        return (
            f"{self.source}---\n{said}assent missing --ask {self.name!r} --as-of '{self.as_of}' {dict(self.readings)}"
        )

    def verdict(self, facts: Facts, as_of: Moment) -> str:
        """The verdict on another journal, at another moment."""
        return evaluate(self.contract, facts, as_of, self.readings, [self.name])[self.name].verdict

    def filled(self, said: Iterable[Said]) -> "Question":
        """The same without the records that what is said repeats with more particulars."""
        told = {(moment, assertion.happening) for moment, assertion in said if isinstance(assertion, Occurred)}
        kept = [
            one for one in self.facts.entries if (one.moment, getattr(one.assertion, "happening", None)) not in told
        ]
        return attrs.evolve(self, facts=attrs.evolve(self.facts, entries=tuple(kept)))

    def works(self, said: Iterable[Said]) -> bool:
        """Whether some acts are enough."""
        said = tuple(said)
        return any(self.verdict(facts, moment) in POSITIVE for facts, moment in self._outcomes(said))

    def consistent(self, said: Iterable[Said]) -> bool:
        """Whether some acts can all be recorded."""
        return fits(self.facts, _entries(said))

    def _outcomes(self, said: tuple[Said, ...]) -> Iterator[tuple[Facts, Moment]]:
        last = max([self.as_of.day, *(moment.day for moment, _ in said)])
        ahead = {date.day for date in self.contract.moments if date.day >= last}
        ahead |= {day + datetime.timedelta(1) for day in {*ahead, last}}
        for day in sorted({last, *ahead}):
            moment = self.as_of if day == self.as_of.day else Moment(day)
            lasting = [*said, *self._staying(said)]
            entries = [*_entries(said), *self._restated(lasting, day)]
            facts = self.facts
            for entry in entries:
                if fits(facts, [entry]):
                    facts = attrs.evolve(facts, entries=(*facts.entries, entry))
            complete = {
                kind: max(until, moment, key=lambda one: one.last_minute) for kind, until in facts.complete.items()
            }
            yield attrs.evolve(facts, complete=complete), moment

    def _restated(self, said: Iterable[Said], last: datetime.date) -> Iterator[Entry]:
        """What is so on a day, said again for each day that follows."""
        for moment, assertion in said:
            if isinstance(assertion, Occurred) or assertion == StateFact("", "never"):
                continue
            first = max(moment.day, self.as_of.day)
            for number in range(1, (last - first).days + 1):
                yield Entry(Moment(first + datetime.timedelta(number)), _as_daily(assertion), "restated")

    def _staying(self, said: tuple[Said, ...]) -> Iterator[Said]:
        """What the record knows as of the question and does not carry on by itself."""
        record: Record = lay_out(self.contract, self.facts, self.as_of)
        now = 1 << record.timeline.now
        told = {_subject(assertion) for _, assertion in said}
        for noun in self.contract.nouns.values():
            if isinstance(noun, State) and noun.name not in told:
                known, _ = record.state(noun.name)
                if known.sure & now:
                    yield self.as_of, StateFact(noun.name, "exists")
                elif not known.may & now:
                    yield self.as_of, StateFact(noun.name, "none")
            if isinstance(noun, Representation):
                full, material = record.truth(noun.name, False), record.truth(noun.name, True)
                truth = TruthFact(noun.name, _known(full, now), _known(material, now))
                if truth.full is not None or truth.material is not None:
                    yield self.as_of, truth


def _known(course, now: int) -> bool | None:
    return True if course.sure & now else None if course.may & now else False


def _as_daily(assertion: Assertion) -> Assertion:
    if isinstance(assertion, StateFact) and assertion.word == "never":
        return StateFact(assertion.state, "none")
    return assertion


def _subject(assertion: Assertion) -> object:
    match assertion:
        case Occurred(happening):
            return happening
        case StateFact(state):
            return state
        case TruthFact(subject):
            return subject


def _entries(said: Iterable[Said]) -> list[Entry]:
    return [Entry(moment, assertion, "enacted") for moment, assertion in said]


_ANY = ("copy", "a copy")  # whatever is received is at least that
_NOT = ("none", "never", "ended")


def implied(contract: Contract, asked: Assertion, said: Assertion) -> bool:
    """Whether what is said says what is asked, and perhaps more."""
    match asked, said:
        case Occurred(happening, particulars, negated), Occurred(other, others, denied):
            return happening == other and negated == denied and set(particulars) - {_ANY} <= set(others)
        case StateFact(state, word), StateFact(other, also):
            return state == other and (word in _NOT) == (also in _NOT) and (word == "none" or also != "none")
        case TruthFact(subject, full, material), TruthFact(other, fully, materially):
            return subject == other and (full is None or full == fully) and (material is None or material == materially)
    return False
