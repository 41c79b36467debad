"""Laws that hold for every contract, and the guarantees of one, each tried on journals drawn at random.

A law is a promise of docs/semantics.md. `check_laws` tries them all, `check_guarantees` what the contract itself
guarantees, and `ContractLaws` is a base class that makes a test of each.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import attrs

from assent.engine.analysis.guarantees import breaches
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import LOST, Evaluation, Finding
from assent.engine.facts.journal import merge
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.model.conditions import walk
from assent.engine.model.contract import Contract
from assent.engine.model.structure import leans_on_what_can_be_void, own_uses
from assent.engine.testing.situation import Situation
from assent.engine.testing.trying import Property, try_on_many
from assent.engine.testing.vocabulary import fits, plus, speaks_of_the_unknown
from assent.grammar.values import Moment

OPEN = ("NOT YET", "NOT PERMITTED YET")


def _ask(situation: Situation, facts: Facts | None = None, as_of: Moment | None = None) -> Evaluation:
    contract = situation.contract
    moment = as_of or situation.as_of
    chosen = situation.facts if facts is None else facts
    return evaluate(contract, chosen, moment, situation.readings, tuple(contract.clauses))


def _told(finding: Finding) -> str:
    since = f" since {finding.since}" if finding.since is not None else ""
    return f"{finding.verdict}{since}{' at the latest' if finding.at_latest else ''}"


def _same(before: Evaluation, after: Evaluation, change: str) -> None:
    for one, other in zip(before.findings, after.findings, strict=True):
        assert _told(one) == _told(other), f"{one.name}: {_told(one)}; {change}: {_told(other)}"


def _words(entries: Sequence[Entry]) -> str:
    return ", ".join(f'"{entry.moment} {entry.sentence}"' for entry in entries)


# --- the laws -----------------------------------------------------------------------------------------------


def filling(situation: Situation) -> None:
    """Filling in what is unknown never overturns a definite verdict (S3)."""
    facts, as_of = situation.facts, situation.as_of
    more: list[Entry] = []
    for line in situation.more:
        unknown = all(speaks_of_the_unknown(facts, one) and one.moment.day <= as_of.day for one in line)
        if unknown and fits(plus(facts, more), line):
            more += line
    before, after = _ask(situation), _ask(situation, plus(facts, more))
    for one in before.findings:
        other = after[one.name]
        kept = one.verdict == other.verdict or one.verdict == "UNDETERMINED"
        kept = kept or (one.verdict in OPEN and other.verdict in LOST)
        assert kept, f"{one.name}: {_told(one)}; with {_words(more)}: {_told(other)}"


def order_and_repetition(situation: Situation) -> None:
    """The order of facts never matters, nor that one is said twice (S2)."""
    entries = [*situation.facts.entries, *situation.facts.entries[: situation.seed % 5]]
    random.Random(situation.seed).shuffle(entries)
    _same(_ask(situation), _ask(situation, attrs.evolve(situation.facts, entries=tuple(entries))), "in another order")


def time_alone(situation: Situation) -> None:
    """Time alone undoes an effect or a covered act, or its date, only where a clause ends it (S5, S12, S15)."""
    late = max(situation.other or situation.as_of, situation.as_of, key=lambda moment: moment.last_minute)
    before, after = _ask(situation), _ask(situation, as_of=late)
    for one in before.findings:
        held = (one.kind == "effect" and one.verdict == "EFFECTIVE") or one.verdict == "COVERED"
        if held and not leans_on_what_can_be_void(situation.contract, one.name):
            other = after[one.name]
            kept = other.verdict == one.verdict and (one.at_latest or other.since == one.since)
            assert kept, f"{one.name}: {_told(one)}; asked as of {late}: {_told(other)}"


def lost_for_good(situation: Situation) -> None:
    """From CAN NO LONGER BE no later fact recovers, but a waiver or a further amendment (S4)."""
    as_of = situation.as_of
    known = tuple(entry for entry in situation.facts.entries if entry.moment.day <= as_of.day)
    end = max(moment.day for moment in (as_of, *(entry.moment for entry in situation.facts.entries)))
    late = Moment(end)
    sure = dict.fromkeys((*situation.facts.complete, "waivers"), late)
    more = [entry for entry in situation.facts.entries if entry.moment.day > as_of.day and not _reopens(entry)]
    facts = attrs.evolve(situation.facts, entries=known, complete=sure)
    for drawn in situation.more:
        line = tuple(attrs.evolve(entry, moment=late) for entry in drawn)
        if late.day > as_of.day and not any(map(_reopens, line)) and fits(plus(facts, more), line):
            more += line
    before, after = _ask(situation, facts), _ask(situation, plus(facts, more), late)
    for one in before.findings:
        if one.verdict in LOST:
            other = after[one.name]
            assert other.verdict in LOST, f"{one.name}: {_told(one)}; with {_words(more)}: {_told(other)}"


def _reopens(entry: Entry) -> bool:
    """Whether a fact is none of the prospects: a waiver, or a paper amended or restored."""
    assertion = entry.assertion
    return isinstance(assertion, Occurred) and assertion.happening.verb in ("waived", "amended", "restored")


def later_facts_do_not_exist(situation: Situation) -> None:
    """A fact that is dated after the moment asked about does not exist for it (S1)."""
    facts, as_of = situation.facts, situation.as_of
    kept = tuple(entry for entry in facts.entries if entry.moment.day <= as_of.day)
    _same(_ask(situation), _ask(situation, attrs.evolve(facts, entries=kept)), "without the later facts")


def splitting(situation: Situation) -> None:
    """A journal in two parts is the same journal (S2)."""
    facts = situation.facts
    cut = situation.seed % (len(facts.entries) + 1)
    parts = [attrs.evolve(facts, entries=part) for part in (facts.entries[:cut], facts.entries[cut:])]
    merged, found = merge(parts)
    assert not found, "the two parts contradict each other"
    _same(_ask(situation), _ask(situation, merged), f"cut behind line {cut}")


def undetermined_names_what_is_missing(situation: Situation) -> None:
    """UNDETERMINED is never said without the fact, or the text, that would settle it (S11)."""
    for finding in _ask(situation).findings:
        if finding.verdict == "UNDETERMINED":
            assert finding.missing, f"{finding.name}: UNDETERMINED, and nothing is named as missing"


def explanation_is_sufficient(situation: Situation) -> None:
    """The facts that an answer cites for an effect or a set are, with the record, enough for it (S11)."""
    asked = situation.contract.asked()
    for finding in _ask(situation).findings:
        if finding.verdict not in ("EFFECTIVE", "SATISFIED") or finding.name not in asked:
            continue
        cited = {(fact.sentence, fact.on) for row in finding.walk() if row.decisive for fact in row.facts}
        kept = tuple(entry for entry in situation.facts.entries if (entry.sentence, entry.moment) in cited)
        less = attrs.evolve(situation.facts, entries=kept)
        again = evaluate(situation.contract, less, situation.as_of, situation.readings, [finding.name])[finding.name]
        assert again.verdict == finding.verdict, (
            f"{finding.name}: {_told(finding)}; with its cited facts: {_told(again)}"
        )


LAWS: Mapping[str, Property] = {
    law.__name__: law
    for law in (
        filling,
        order_and_repetition,
        time_alone,
        lost_for_good,
        later_facts_do_not_exist,
        splitting,
        undetermined_names_what_is_missing,
        explanation_is_sufficient,
    )
}
"""Every law by name; the first line of its docstring is its promise."""


def _guaranteed(situation: Situation) -> None:
    broken = breaches(situation.contract, situation.facts, situation.as_of, situation.readings)
    assert not broken, "\n".join(f"{one.span.source}:{one.span.line}  {one.name}" for one in broken)


# --- for those who test an encoding -------------------------------------------------------------------------


def check_law(contract: Contract, name: str, *, starts: Sequence[Facts] = (), examples: int | None = None) -> None:
    """Try one law on a contract; raises Broken with the smallest journal found against it."""
    law = LAWS[name]
    promise = (law.__doc__ or name).strip().splitlines()[0]
    try_on_many(contract, promise, law, starts=starts, examples=examples)


def check_laws(contract: Contract, *, starts: Sequence[Facts] = (), examples: int | None = None) -> None:
    """Try every law on a contract; raises Broken with the smallest journal found against the first that fails.

    `starts` are journals of yours, which some of those drawn then start from; `examples` is the number of journals
    for each law, else that of the Hypothesis profile.
    """
    for name in LAWS:
        check_law(contract, name, starts=starts, examples=examples)


def check_guarantees(contract: Contract, *, starts: Sequence[Facts] = (), examples: int | None = None) -> None:
    """Try to break what a contract guarantees, over journals, moments and readings (S13).

    Raises Broken with the smallest journal found. That none is found proves nothing.
    """
    for guarantee in contract.guarantees:
        alone = attrs.evolve(contract, guarantees=(guarantee,))
        uses = [use for part, sign in walk(guarantee.condition) for use in own_uses(part, sign)]
        about = {subject for subject, _ in uses}
        try_on_many(alone, "a guarantee is broken", _guaranteed, starts=starts, about=about, examples=examples)


def _test_of(name: str) -> Callable[["ContractLaws"], None]:
    def test(self: "ContractLaws") -> None:
        check_law(self.contract, name, starts=self.starts, examples=self.examples)

    test.__doc__ = LAWS[name].__doc__
    test.__name__ = f"test_{name}"
    return test


class ContractLaws:
    """A test of each law and of the guarantees, for a class that says which `contract`.

    `class TestConsent(ContractLaws): contract = load_contract("consent.assent")` is all it takes. `starts` are
    journals that some of those drawn start from; `examples` is their number for each test.
    """

    contract: ClassVar[Contract]
    starts: ClassVar[Sequence[Facts]] = ()
    examples: ClassVar[int | None] = None

    test_filling = _test_of("filling")
    test_order_and_repetition = _test_of("order_and_repetition")
    test_time_alone = _test_of("time_alone")
    test_lost_for_good = _test_of("lost_for_good")
    test_later_facts_do_not_exist = _test_of("later_facts_do_not_exist")
    test_splitting = _test_of("splitting")
    test_undetermined_names_what_is_missing = _test_of("undetermined_names_what_is_missing")
    test_explanation_is_sufficient = _test_of("explanation_is_sufficient")

    def test_guarantees(self) -> None:
        """What the contract guarantees is not broken (S13)."""
        check_guarantees(self.contract, starts=self.starts, examples=self.examples)
