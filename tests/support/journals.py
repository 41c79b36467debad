"""Journals drawn at random for a given contract: every line is about something that its conditions ask.

`vocabulary` lists what can be said, `journals` draws facts and records from it. A line that would contradict an
earlier one is left out, so every journal that is drawn is one that a user could have written.
"""

import datetime
import functools
from collections.abc import Iterable, Iterator

import attrs
from hypothesis import strategies as st

from assent.engine.analysis.recordable import recordable
from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.journal import suppose
from assent.engine.facts.ledger import Assertion, Entry, Facts, Occurred, StateFact
from assent.engine.facts.wording import happening_sentence
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RECORD_KINDS, Happening, RecordKind
from assent.engine.model.nouns import Document, Event
from assent.grammar.parser import parse_supposed
from assent.grammar.values import Moment, Money

START = datetime.date(1996, 2, 20)
DAYS = 24


@attrs.frozen
class Saying:
    """A sentence and what it asserts; a line about several things asserts several."""

    sentence: str
    assertions: tuple[Assertion, ...]


def day(number: int, minute: int | None = None) -> Moment:
    """The n-th day of the calendar of these tests."""
    return Moment(START + datetime.timedelta(days=number), minute)


@functools.lru_cache(maxsize=16)
def _sayings(key: str, contract: "_Kept") -> tuple[Saying, ...]:
    del key
    said: dict[str, Saying] = {}
    for sentence in _sentences(contract.contract):
        tree = parse_supposed(f"1996-02-20 {sentence}").tree
        assert tree is not None, sentence
        facts, found = suppose(Facts(contract.contract.name, ()), tree, contract.contract)
        assert not found, (sentence, found)
        said[sentence] = Saying(sentence, tuple(entry.assertion for entry in facts.entries))
    return tuple(said.values())


@attrs.frozen(eq=True, hash=True)
class _Kept:
    contract: Contract = attrs.field(eq=False)


def vocabulary(contract: Contract) -> tuple[Saying, ...]:
    """What can be recorded for a contract: what its conditions ask, and its opposite."""
    return _sayings(f"{id(contract)}", _Kept(contract))


def _sentences(contract: Contract) -> Iterator[str]:
    for section in recordable(contract):
        yield from section.sentences
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, _ in m.walk(version.condition):
            if isinstance(condition, m.Happened):
                yield from _variants(condition.happening, contract)


def _variants(happening: Happening, contract: Contract) -> Iterator[str]:
    """The same happening without particulars, with others, or not at all."""
    if happening.verb == "waived":
        for form in ("in writing", "orally"):
            yield happening_sentence(happening, {"form": form}.items())
        return
    yield happening_sentence(happening)
    if happening.verb in ("received", "executed", "sent", "occurred"):
        yield happening_sentence(happening, negated=True)
    noun = contract.nouns.get(happening.object)
    if isinstance(noun, Document | Event) and happening.verb in ("received", "occurred"):
        for particular in noun.particulars:
            values = particular.choices or ((Money("USD", 100), Money("USD", 99)) if particular.kind == "money" else ())
            for value in values:
                yield happening_sentence(happening, {particular.name: value}.items())


def is_consistent(facts: Facts) -> bool:
    """Whether no two of some facts contradict each other."""
    return next(iter(contradictions(facts)), None) is None


def plus(facts: Facts, entries: Iterable[Entry]) -> Facts:
    """Facts with more of them."""
    return attrs.evolve(facts, entries=(*facts.entries, *entries))


def as_text(facts: Facts) -> str:
    """A journal as it would be written, for a failing case that can be saved and replayed."""
    lines = [f"facts for {facts.contract}"]
    lines += [f"record of {kind} is complete through {moment}" for kind, moment in facts.complete.items()]
    lines += [f"{entry.moment} {entry.sentence}" for entry in facts.entries]
    return "\n".join(lines) + "\n"


moments = st.builds(day, st.integers(0, DAYS - 1), st.none() | st.sampled_from([None, 600, 1020, 1021]))
days = st.builds(day, st.integers(0, DAYS - 1))


def lines(contract: Contract, when: st.SearchStrategy[Moment] = moments) -> st.SearchStrategy[tuple[Entry, ...]]:
    """One line: an entry for each thing that it says."""

    def entries(saying: Saying, moment: Moment) -> tuple[Entry, ...]:
        return tuple(Entry(moment, assertion, saying.sentence) for assertion in saying.assertions)

    return st.builds(entries, st.sampled_from(vocabulary(contract)), when)


def _all_kinds(moment: Moment) -> dict[RecordKind, Moment]:
    return dict.fromkeys(RECORD_KINDS, moment)


records: st.SearchStrategy[dict[RecordKind, Moment]] = st.dictionaries(
    st.sampled_from(RECORD_KINDS), days, max_size=4
) | st.builds(_all_kinds, days)


@st.composite
def journals(draw: st.DrawFn, contract: Contract, most: int = 12, when: st.SearchStrategy[Moment] = moments) -> Facts:
    """A journal without contradictions."""
    facts = Facts(contract.name, (), draw(records))
    for line in draw(st.lists(lines(contract, when), max_size=most)):
        more = plus(facts, line)
        if is_consistent(more):
            facts = more
    return facts


def speaks_of_the_unknown(facts: Facts, entry: Entry) -> bool:
    """Whether an entry only fills in what was unknown: a happening outside the record, or what nobody had said.

    An end, an amendment and an unfavourable determination are left out: what began, was agreed or was found
    satisfactory holds until such a thing is recorded (S2), so they change what is known rather than fill a gap.
    """
    assertion = entry.assertion
    match assertion:
        case Occurred(happening, _, negated):
            if happening.verb in ("amended", "restored") or (happening.verb == "satisfactory" and negated):
                return False
            through = facts.complete.get(happening.kind)
            return negated or through is None or entry.moment.day > through.day
        case StateFact(_, word):
            return word != "ended"
        case _:
            return True
