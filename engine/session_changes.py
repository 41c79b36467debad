"""Changes of facts as users write them for a what-if: a fact moved, a fact tried on every day of a range."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from assent.engine.session import refuse_errors
from assent.engine.session_cache import Cache

if TYPE_CHECKING:
    from assent.engine.analysis.sweep import Sweep
    from assent.engine.facts.ledger import Entry, Facts
    from assent.engine.model.contract import Contract
    from assent.grammar.values import Moment


@attrs.frozen
class Varied:
    """A fact to be tried on every day of a range: its sentence, its ends, and the facts besides it.

    `moved` are the recorded facts that the sentence describes; they are no longer among `facts`.
    """

    sentence: str
    first: "Moment"
    last: "Moment"
    entries: "tuple[Entry, ...]"
    moved: "tuple[Entry, ...]"
    facts: "Facts"


def shift(facts: "Facts", text: str, days: int, contract: "Contract", cache: Cache) -> "tuple[Facts, list[str]]":
    """The facts with those that a sentence describes moved, and each move in words.

    Raises Refused when the sentence cannot be read, describes nothing, or the facts then contradict each other.
    """
    from assent.engine.analysis.shift import shift as run
    from assent.grammar.parser import parse_withdrawn

    parsed = parse_withdrawn(text, "--shift", cache.grammar)
    refuse_errors(parsed.diagnostics)
    assert parsed.tree is not None
    shifted, found = run(facts, parsed.tree, days, contract)
    refuse_errors(found)
    words = [f"shift {old.moment} -> {new.moment}: {old.sentence}" for old, new in shifted.moved]
    if len(words) > 1:
        words.append(f"`{text.strip()}` describes {len(words)} facts, and all of them are moved")
    return shifted.facts, words


def read_varied(facts: "Facts", first: "Moment", text: str, contract: "Contract", cache: Cache) -> Varied:
    """The end of a range and a sentence, `1996-05-31 Filing occurred`: the fact, and the facts without it.

    Raises Refused when it cannot be read.
    """
    from assent.engine.facts import journal
    from assent.grammar.parser import parse_supposed
    from assent.grammar.printer import print_sentence
    from assent.grammar.syntax.journal import Withdrawn

    parsed = parse_supposed(text, "--vary", cache.grammar)
    refuse_errors(parsed.diagnostics)
    fact = parsed.tree
    assert fact is not None
    moved, found = journal.described(facts, Withdrawn(None, fact.sentence, span=fact.span), contract)
    refuse_errors(found)
    gone = {id(entry) for entry in moved}
    rest_of = attrs.evolve(facts, entries=tuple(entry for entry in facts.entries if id(entry) not in gone))
    alone, found = journal.suppose(attrs.evolve(facts, entries=()), fact, contract)
    refuse_errors(found)
    sentence = print_sentence(fact.sentence)
    return Varied(sentence, first, fact.moment.moment, alone.entries, moved, rest_of)


def sweep(
    varied: Varied,
    before: "Facts",
    contract: "Contract",
    as_of: "Moment",
    *,
    fixed: bool,
    readings: "dict[str, str]",
    asked: Sequence[str],
) -> "Sweep":
    """What is said of each clause while the fact has each date of its range, and on the facts as they are."""
    from assent.engine.analysis.sweep import Question, Sweep, Swept
    from assent.engine.analysis.sweep import sweep as run
    from assent.engine.evaluation.evaluate import evaluate

    question = Question(contract, varied.facts, as_of, fixed, readings, tuple(asked))
    runs, count = run(question, varied.entries, varied.first, varied.last)
    recorded = evaluate(contract, before, as_of, readings, tuple(asked)).findings
    clauses = tuple(Swept(finding, tuple(one)) for finding, one in zip(recorded, runs, strict=True))
    return Sweep(varied.sentence, varied.first, varied.last, as_of, fixed, varied.moved, clauses, count)
