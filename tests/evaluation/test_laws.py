"""Laws that hold for every contract and journal, tried on journals drawn at random.

Each law quotes the rule it comes from. The quick profile is for every run; ASSENT_DEEP=2000 tries 2,000 cases of each.
"""

import os
import random

import attrs
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import MET, Evaluation, Finding
from assent.engine.facts.journal import merge
from assent.engine.facts.ledger import Entry, Facts, Occurred
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening
from assent.engine.model.nouns import Document, Party
from assent.grammar.values import Moment
from tests.support import lexington
from tests.support.contracts import contract_of
from tests.support.journals import (
    DAYS,
    as_text,
    day,
    days,
    is_consistent,
    journals,
    lines,
    plus,
    speaks_of_the_unknown,
)

DEEP = int(os.environ.get("ASSENT_DEEP") or 0)


def law_of(name: str, quick: int = 40) -> settings:
    """So many cases for the quick profile, fewer where each costs more; ASSENT_DEEP is the number of the deep one."""
    cases = DEEP or (quick // 3 if name == "lexington" else quick)
    return settings(
        max_examples=cases, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not DEEP, database=None
    )


# A loan with deliveries, a deadline, a default, deeming and a waiver; nothing in it is negated but defaults.
LOAN = """\
document Note by Borrower with amount as money
document Policy by Borrower
document Binder dated 1996-02-22 by Borrower
event Closing with form as Agreed or Other
event Filing
state Default
representation Solvency
matter Consent Required
section 5
    Lender may waive section 5 in writing
    Amendment takes effect when
        (a) Lender received Note executed by Borrower with amount USD 100
        (b) Closing occurred with form Agreed by 1996-03-08 17:00
        (c)
            all of
                - Lender received Policy
                - Policy is satisfactory to Lender
            deemed satisfied by Binder when Lender received Binder
        (d) any of
            - no Default exists
            - Default exists and Filing occurred by 1996-03-05
        (e) any of
            - Consent Required is untrue
            - Solvency is true on 1996-03-01
"""
# Circles, a permission, a default that an uncovered act begins, and readings of each.
RING = """\
question T1
    SIM, default
    SEQ
question T2
    FIRST, default
    SECOND
question T3
    ONCE, default
    EVER
document Paper by Borrower
event Exchange consists of Deed, Lease simultaneously
event Deed with form as Agreed or Other
event Lease
state Default
matter Strict
representation Force
Force is true when all of
    - Borrower executed Amendment
    - Amendment is effective simultaneously
Consent permits Exchange when all of
    - under SIM, Amendment is effective simultaneously
    - under SEQ, Amendment is effective in sequence
    - Deed occurred with form Agreed
Default begins when all of
    - Strict is true
    - Deed occurred
    - under FIRST, Consent is not covered simultaneously
    - under SECOND, Consent is not covered in sequence
Amendment takes effect when all of
    - Exchange occurred
    - Lender received Paper
    - Force is true
    - no Default exists
    - under EVER, no Default has occurred
"""
# Effects that follow their condition, texts by version, tests on other dates, counts.
TEXTS = """\
agreement Loan between Lender, Borrower
document Note by Borrower
document Mortgage by Borrower
event Closing
recurring event Advance
state Default
representation Solvency
Amendment takes effect when Closing occurred and no Default has occurred
Standstill is in force while no Default exists
section 5(a) of Loan reads
    Deliveries are complete when Lender received Note
once Amendment is effective, section 5(a) of Loan reads
    Deliveries are complete when at least 2 of
        - Lender received Note
        - Lender received Mortgage
        - Mortgage is satisfactory to Lender
Funding is required when all of
    - Deliveries are complete
    - Standstill is in force
    - Solvency is true on each date of Advance
    - at all times since 1996-02-25, no Default exists
    - Closing occurred while Note is in its form of 1996-02-24
"""
SMALL = {"loan": contract_of(LOAN), "ring": contract_of(RING), "texts": contract_of(TEXTS)}
CONTRACTS = {**SMALL, "lexington": lexington.contract()}
every = pytest.mark.parametrize("name", CONTRACTS)
small = pytest.mark.parametrize("name", SMALL)

POSITIVE = ("EFFECTIVE", "SATISFIED", "COVERED", "PERMITTED")
LOST = ("CAN NO LONGER BE", "NO LONGER PERMITTED", "NOT COVERED")


@st.composite
def drawn(draw: st.DrawFn, contract: Contract) -> Facts:
    """A journal; for Lexington one of its scenarios with lines taken out and put in."""
    if contract is not lexington.contract():
        return draw(journals(contract))
    _, ready = draw(st.sampled_from(lexington.cases()))
    entries = ready.facts.entries
    gone = draw(st.sets(st.integers(0, max(len(entries) - 1, 0)), max_size=4))
    kept = tuple(entry for index, entry in enumerate(entries) if index not in gone)
    facts = attrs.evolve(ready.facts, entries=kept)
    for line in draw(st.lists(lines(contract, days), max_size=4)):
        if is_consistent(plus(facts, line)):
            facts = plus(facts, line)
    return facts


def ask(contract: Contract, facts: Facts, moment: Moment, **readings: str) -> Evaluation:
    return evaluate(contract, facts, moment, readings, tuple(contract.clauses))


def told(finding: Finding) -> tuple[object, ...]:
    return finding.verdict, finding.since, finding.at_latest


def latest(facts: Facts) -> Moment:
    return max((entry.moment for entry in facts.entries), key=lambda m: (m.day, m.minute or 1440), default=day(DAYS))


@every
def test_filling_an_unknown_never_overturns_a_definite_verdict(name):
    """S3, law 1: a verdict is definite exactly when every way of filling the unknowns gives it."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(days)
        more = facts
        for line in data.draw(st.lists(lines(contract, days), min_size=1, max_size=3)):
            fits = all(speaks_of_the_unknown(facts, entry) and entry.moment.day <= moment.day for entry in line)
            if fits and is_consistent(plus(more, line)):
                more = plus(more, line)
        note(as_text(more))
        before, after = ask(contract, facts, moment), ask(contract, more, moment)
        for finding in before.findings:
            other = after[finding.name]
            if finding.verdict == "UNDETERMINED":
                continue
            if finding.verdict in ("NOT YET", "NOT PERMITTED YET"):
                assert other.verdict == finding.verdict or other.verdict in LOST, finding.name
            else:
                assert other.verdict == finding.verdict, (finding.name, str(moment))
                if finding.since is not None and other.since is not None:
                    assert other.since.day <= finding.since.day
                    assert finding.at_latest or other.since == finding.since

    law()


@every
def test_order_and_duplication_of_facts_never_matter(name):
    """S2, law 2: a journal is a set of dated statements."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(days)
        seed = data.draw(st.integers(0, 10_000))
        entries = [*facts.entries, *facts.entries[: seed % 5]]
        random.Random(seed).shuffle(entries)
        note(as_text(facts))
        before = ask(contract, facts, moment)
        after = ask(contract, attrs.evolve(facts, entries=tuple(entries)), moment)
        assert [told(finding) for finding in before.findings] == [told(finding) for finding in after.findings]

    law()


@every
def test_a_delivery_or_favourable_determination_never_undoes_an_effect(name):
    """S5, law 3: adding a delivery or a favourable determination never undoes EFFECTIVE (nothing here negates one)."""
    contract = CONTRACTS[name]
    papers = [noun.name for noun in contract.nouns.values() if isinstance(noun, Document)]
    parties = [noun.name for noun in contract.nouns.values() if isinstance(noun, Party)]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        verb = data.draw(st.sampled_from(["received", "executed", "sent", "satisfactory"]))
        happening = Happening(verb, data.draw(st.sampled_from(parties)), data.draw(st.sampled_from(papers)))
        more = plus(facts, [Entry(data.draw(days), Occurred(happening), str(happening))])
        moment = data.draw(days)
        note(as_text(more))
        before, after = ask(contract, facts, moment), ask(contract, more, moment)
        for finding in before.findings:
            if finding.kind == "effect" and finding.verdict == "EFFECTIVE":
                assert after[finding.name].verdict == "EFFECTIVE"

    law()


@every
def test_time_alone_never_undoes_an_effect_or_a_covered_act(name):
    """S5, law 4: moving the moment of the question later never undoes what took effect, nor its date."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        early, late = sorted([data.draw(days), data.draw(days)], key=lambda moment: moment.day)
        note(as_text(facts))
        before, after = ask(contract, facts, early), ask(contract, facts, late)
        for finding in before.findings:
            if (finding.kind == "effect" and finding.verdict == "EFFECTIVE") or finding.verdict == "COVERED":
                other = after[finding.name]
                assert other.verdict == finding.verdict, (str(early), str(late))
                assert finding.at_latest or other.since == finding.since

    law()


@every
def test_what_can_no_longer_be_never_recovers(name):
    """S4, law 5: from CAN NO LONGER BE no later fact recovers; only a waiver, outside the prospects, does."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        early = day(data.draw(st.integers(0, DAYS - 2)))
        later = st.builds(day, st.integers((early.day - day(0).day).days + 1, DAYS))
        more = attrs.evolve(facts, entries=tuple(e for e in facts.entries if e.moment.day <= early.day))
        for line in data.draw(st.lists(lines(contract, later), max_size=8)):
            waiver = any(isinstance(e.assertion, Occurred) and e.assertion.happening.verb == "waived" for e in line)
            if not waiver and is_consistent(plus(more, line)):
                more = plus(more, line)
        end = latest(more)
        waivers = {"waivers": day(DAYS + 1)}  # that none was given is known, then and later
        more = attrs.evolve(more, complete={**dict.fromkeys(more.complete, day(DAYS + 1)), **waivers})
        note(as_text(more))
        before = ask(contract, more, early)
        after = ask(contract, more, max(end, early, key=lambda moment: moment.day))
        for finding in before.findings:
            if finding.verdict in LOST:
                assert after[finding.name].verdict in (*LOST, "NOT COVERED"), (finding.name, str(early))

    law()


@every
def test_facts_after_the_moment_do_not_exist(name):
    """S1: as of a moment the journal is the same as one that stops there; before every fact it is empty."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(st.builds(day, st.integers(-30, DAYS)))
        stopped = attrs.evolve(facts, entries=tuple(e for e in facts.entries if e.moment.day <= moment.day))
        note(as_text(facts))
        before, after = ask(contract, facts, moment), ask(contract, stopped, moment)
        assert [told(finding) for finding in before.findings] == [told(finding) for finding in after.findings]

    law()


@pytest.mark.parametrize("name", ["ring", "lexington"])
def test_a_reading_that_a_verdict_does_not_rest_on_leaves_it_alone(name):
    """S10, law 7: switching a reading that is not named changes neither verdict nor date."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(days)
        question = data.draw(st.sampled_from(list(contract.questions.values())))
        alternative = data.draw(st.sampled_from(question.alternatives))
        note(f"{as_text(facts)}{question.name}={alternative.name} as of {moment}")
        names = tuple(contract.clauses)
        before = evaluate(contract, facts, moment, asked=names, rests_on=True)
        after = ask(contract, facts, moment, **{question.name: alternative.name})
        for finding in before.findings:
            if question.name not in (finding.rests_on or ()):
                assert (after[finding.name].verdict, after[finding.name].since) == (finding.verdict, finding.since)

    law()


@every
def test_a_journal_in_two_parts_is_the_same_journal(name):
    """S2: two journals beside each other say what one journal of all their lines says."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        cut = data.draw(st.integers(0, len(facts.entries)))
        one, two = (attrs.evolve(facts, entries=part) for part in (facts.entries[:cut], facts.entries[cut:]))
        merged, found = merge([two, one])
        assert not found
        moment = data.draw(days)
        before, after = ask(contract, facts, moment), ask(contract, merged, moment)
        assert [told(finding) for finding in before.findings] == [told(finding) for finding in after.findings]

    law()


@every
def test_an_undetermined_verdict_names_what_is_missing(name):
    """S11: undetermined is never said without the fact, or the text, that would settle it."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(days)
        note(f"{as_text(facts)}as of {moment}")
        for finding in ask(contract, facts, moment).findings:
            if finding.verdict == "UNDETERMINED":
                assert finding.missing, finding.name

    law()


@small
def test_the_explanation_is_sufficient(name):
    """S11: the facts that decisive rows cite, with the record, are enough for a positive verdict."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(days)
        note(f"{as_text(facts)}as of {moment}")
        for finding in ask(contract, facts, moment).findings:
            if finding.verdict not in ("EFFECTIVE", "SATISFIED"):
                continue
            said = {(fact.sentence, fact.on) for row in finding.walk() if row.decisive for fact in row.facts}
            kept = attrs.evolve(facts, entries=tuple(e for e in facts.entries if (e.sentence, e.moment) in said))
            assert evaluate(contract, kept, moment, asked=[finding.name])[finding.name].verdict == finding.verdict

    law()


@every
def test_statuses_agree_with_the_verdict(name):
    """S11: the outermost reason of a positive verdict is met, and that of a lost one is not."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(drawn(contract))
        moment = data.draw(days)
        note(f"{as_text(facts)}as of {moment}")
        for finding in ask(contract, facts, moment).findings:
            if finding.kind != "effect" or len(finding.reasons) != 1:
                continue
            status = finding.reasons[0].status
            if finding.verdict == "EFFECTIVE":
                assert status in (*MET, "UNDETERMINED"), finding.name
            elif finding.verdict in ("NOT YET", "CAN NO LONGER BE"):
                assert status not in MET, finding.name

    law()


@pytest.mark.parametrize("name", ["ring"])
def test_time_shifts(name):
    """S1: a contract without dates answers the same when all dates are moved by as many days."""
    contract = CONTRACTS[name]

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(journals(contract))
        moment, by = data.draw(days), data.draw(st.integers(-400, 400))

        def moved(when: Moment) -> Moment:
            return attrs.evolve(when, day=when.day.fromordinal(when.day.toordinal() + by))

        later = Facts(
            facts.contract,
            tuple(attrs.evolve(entry, moment=moved(entry.moment)) for entry in facts.entries),
            {kind: moved(through) for kind, through in facts.complete.items()},
        )
        note(f"{as_text(facts)}as of {moment}")
        before, after = ask(contract, facts, moment), ask(contract, later, moved(moment))
        for finding in before.findings:
            other = after[finding.name]
            since = moved(finding.since) if finding.since is not None else None
            assert (other.verdict, other.since) == (finding.verdict, since)

    law()


@pytest.mark.parametrize("name", ["loan"])
def test_an_unrelated_clause_changes_nothing(name):
    """S8, S9: what nobody leans on is nobody's affair."""
    alone, beside = contract_of(LOAN), contract_of(LOAN + "event Other\nAside takes effect when Other occurred\n")

    @law_of(name)
    @given(st.data())
    def law(data):
        facts = data.draw(journals(alone))
        moment = data.draw(days)
        assert told(ask(alone, facts, moment)["Amendment"]) == told(ask(beside, facts, moment)["Amendment"])

    law()
