"""A journal that shows how two encodings differ, told to each of them: without what that one does not know (S2)."""

import attrs

from assent.engine.analysis.counterexample import Counterexample
from assent.engine.analysis.redline import readings_of
from assent.engine.facts.journal import suppose
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.facts.wording import happening_sentence
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import ENCLOSED
from assent.engine.model.nouns import Document, Event
from assent.grammar.parser import parse_supposed


@attrs.frozen
class Replay:
    """The journal as one contract can read it, and the sentences, or parts of them, that it does not know."""

    journal: str
    left_out: tuple[str, ...] = ()


def replay(contract: Contract, example: Counterexample) -> Replay:
    """A journal for a contract: each fact that it knows, with the particulars that it knows."""
    entries: list[Entry] = []
    left_out: list[str] = []
    for entry in example.facts.entries:
        known = entry if _reads(contract, entry) else _trimmed(contract, entry)
        if known is not entry:
            left_out.append(f"{entry.moment} {entry.sentence}")
        if known is not None:
            entries.append(known)
    facts = attrs.evolve(example.facts, contract=contract.name, entries=tuple(entries))
    readings = {
        name: chosen
        for name, chosen in readings_of(contract, example).items()
        if chosen != contract.questions[name].default or name in example.readings
    }
    return Replay(attrs.evolve(example, facts=facts, readings=readings).journal(), tuple(left_out))


def _reads(contract: Contract, entry: Entry) -> bool:
    """Whether a contract can read a fact by itself."""
    tree = parse_supposed(f"{entry.moment} {entry.sentence}").tree
    assert tree is not None
    return not suppose(Facts(contract.name, ()), tree, contract)[1]


def _trimmed(contract: Contract, entry: Entry) -> Entry | None:
    """A fact with the particulars alone that a contract declares; None where it does not know the fact at all."""
    if not isinstance(entry.assertion, Occurred):
        return None
    noun = contract.nouns.get(entry.assertion.happening.object)
    declared = {one.name for one in noun.particulars} if isinstance(noun, Document | Event) else set()
    kept = tuple(one for one in entry.assertion.particulars if one[0] in declared | {"copy", "from", "dated", ENCLOSED})
    sentence = happening_sentence(entry.assertion.happening, kept, negated=entry.assertion.negated)
    fewer = attrs.evolve(entry, assertion=attrs.evolve(entry.assertion, particulars=kept), sentence=sentence)
    return fewer if sentence != entry.sentence and _reads(contract, fewer) else None
