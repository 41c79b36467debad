"""What can be recorded for a contract, as sentences with what they assert: what its conditions ask, and the opposite.

In comes a contract; out come sayings by topic. Nothing is drawn here, and nothing has a date yet.
"""

import functools
from collections.abc import Iterable, Iterator

import attrs

from assent.engine.analysis.guarantees import with_guarantees
from assent.engine.analysis.recordable import Merged, particulars_asked, recordable
from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.journal import suppose
from assent.engine.facts.ledger import Assertion, Entry, Facts, Occurred, StateFact
from assent.engine.facts.wording import happening_sentence
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract, Subject
from assent.engine.model.happenings import RECORD_KINDS, Happening, ParticularValue, Test, Total, size_of, sized
from assent.engine.model.nouns import Document, Event
from assent.grammar.parser import parse_supposed
from assent.grammar.values import Money


@attrs.frozen
class Saying:
    """A sentence and what it asserts; a line about several things asserts several."""

    sentence: str
    assertions: tuple[Assertion, ...]

    @property
    def is_rare(self) -> bool:
        """Whether it undoes rather than delivers: a waiver, an amendment, a denial. Seldom in a full journal."""
        first = self.assertions[0]
        match first:
            case Occurred(happening, _, negated):
                return negated or happening.verb in ("waived", "amended", "restored")
            case StateFact(_, word):
                return word in ("began", "exists", "ever", "ended")
            case _:
                return False


def vocabulary(contract: Contract) -> tuple[Saying, ...]:
    """Everything that can be recorded for a contract, what its conditions ask for first."""
    return _sayings(Kept(contract))


@functools.lru_cache(maxsize=32)
def _topics(kept: "Kept") -> tuple[tuple[Saying, ...], ...]:
    """The vocabulary by what it is about, the most favourable saying of each topic first."""
    found: dict[Subject, list[Saying]] = {}
    for saying in _sayings(kept):
        found.setdefault(subject(saying.assertions[0]), []).append(saying)
    return tuple(tuple(sorted(sayings, key=_rank)) for sayings in found.values())


def _rank(saying: Saying) -> tuple[bool, bool]:
    """Favourable sayings before rare ones, and of states that a thing never was before that it is not now."""
    first = saying.assertions[0]
    return saying.is_rare, isinstance(first, StateFact) and first.word != "never"


def topics_of(contract: Contract) -> tuple[tuple[Saying, ...], ...]:
    """The vocabulary of a contract by what it is about, the most favourable saying of each topic first."""
    return _topics(Kept(contract))


@attrs.frozen
class Kept:
    """A contract as a key: told by its identity, which nobody else can have while it is kept."""

    contract: Contract = attrs.field(eq=False)
    identity: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "identity", id(self.contract))


@functools.lru_cache(maxsize=32)
def _sayings(kept: Kept) -> tuple[Saying, ...]:
    contract = kept.contract
    said: dict[str, Saying] = {}
    for sentence in _sentences(with_guarantees(contract)):
        if sentence in said:
            continue
        tree = parse_supposed(f"1996-02-20 {sentence}").tree
        assert tree is not None, sentence
        facts, found = suppose(Facts(contract.name, ()), tree, contract)
        if not found:  # a guarantee may speak of a waiver or a date that no fact can have
            said[sentence] = Saying(sentence, tuple(entry.assertion for entry in facts.entries))
    return tuple(said.values())


def _sentences(contract: Contract) -> Iterator[str]:
    for section in recordable(contract):
        yield from section.sentences
    for clause in contract.clauses.values():
        for act, _ in m.walk(clause.act) if clause.act is not None else ():
            if isinstance(act, m.Happened):
                yield from _variants(act.happening, contract)
    merged = particulars_asked(contract)
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, _ in m.walk(version.condition):
            if isinstance(condition, m.Happened) and isinstance(condition.happening, Total):
                yield from _additions(condition.happening, condition.tests[0], contract)
            elif isinstance(condition, m.Happened):
                yield from _variants(condition.happening, contract)
                yield from _near_misses(condition, contract, merged)


def _variants(happening: Happening, contract: Contract) -> Iterator[str]:
    """The same happening without particulars, with others, or not at all."""
    if happening.verb == "waived":
        for form in ("in writing", "orally"):
            yield happening_sentence(happening, {"form": form}.items())
        return
    yield happening_sentence(happening)
    if happening.verb in ("received", "executed", "sent", "requested", "occurred", "determined"):
        yield happening_sentence(happening, negated=True)
    noun = contract.nouns.get(happening.object)
    if isinstance(noun, Document | Event) and happening.verb in ("received", "occurred"):
        for particular in noun.particulars:
            values = particular.choices or ((Money("USD", 100), Money("USD", 99)) if particular.kind == "money" else ())
            for value in values:
                yield happening_sentence(happening, {particular.name: value}.items())


def _additions(total: Total, size: Test, contract: Contract) -> Iterator[str]:
    """What a total adds up: all that is asked about at once, the half of it, a little, or no amount at all."""
    asked = size_of(size.value)
    assert asked is not None
    for addend in total.addends:
        yield from _variants(addend.happening, contract)
        passing = {test.particular: test.value for test in addend.tests}
        for part in (asked[1], asked[1] // 2, 1):
            yield happening_sentence(addend.happening, {**passing, addend.particular: sized(part, total.unit)}.items())


def _near_misses(condition: m.Happened, contract: Contract, merged: Merged) -> Iterator[str]:
    """All that is asked of a happening but for one particular: left out, or with another value."""
    happening = condition.happening
    asked = merged.get(happening, {})
    noun = contract.nouns.get(happening.object)
    declared = noun.particulars if isinstance(noun, Document | Event) else ()
    choices = {particular.name: particular.choices for particular in declared}
    own = {test.particular: test.value for test in condition.tests}
    for name, value in asked.items():
        if happening.verb == "waived" or name == "dated":
            continue
        others: list[ParticularValue] = [*choices.get(name, ()), own.get(name, value)]
        if isinstance(value, Money):
            others.append(attrs.evolve(value, hundredths=max(value.hundredths - 1, 0)))
        if name == "copy":
            others.append("a copy")
        yield happening_sentence(happening, [(other, asked[other]) for other in asked if other != name])
        for other in others:
            if other != value:
                yield happening_sentence(happening, {**asked, name: other}.items())


# --- facts --------------------------------------------------------------------------------------------------


def subject(assertion: Assertion) -> Subject:
    """What an assertion is about; only assertions about the same thing can contradict each other."""
    match assertion:
        case Occurred(happening):
            return happening
        case StateFact(name):
            return name
        case _:
            return assertion.subject


def is_consistent(facts: Facts) -> bool:
    """Whether no two of some facts contradict each other."""
    return next(iter(contradictions(facts)), None) is None


def fits(facts: Facts, entries: Iterable[Entry]) -> bool:
    """Whether more entries can stand beside some facts: only what is about the same things is looked at."""
    entries = tuple(entries)
    about = {subject(entry.assertion) for entry in entries}
    near = tuple(entry for entry in facts.entries if subject(entry.assertion) in about)
    return is_consistent(Facts(facts.contract, near + entries))


def plus(facts: Facts, entries: Iterable[Entry]) -> Facts:
    """Facts with more of them."""
    return attrs.evolve(facts, entries=(*facts.entries, *entries))


def as_text(facts: Facts) -> str:
    """A journal as it would be written: it can be saved as a `.facts` file and replayed."""
    lines = [f"facts for {facts.contract}"]
    through = {str(moment) for moment in facts.complete.values()}
    if len(facts.complete) == len(RECORD_KINDS) and len(through) == 1:
        lines.append(f"record of everything is complete through {through.pop()}")
    else:
        lines += [f"record of {kind} is complete through {moment}" for kind, moment in facts.complete.items()]
    ordered = sorted(facts.entries, key=lambda entry: (entry.moment.day, entry.moment.minute or 0, entry.sentence))
    lines += dict.fromkeys(f"{entry.moment}  {entry.sentence}" for entry in ordered)
    return "\n".join(lines) + "\n"


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
