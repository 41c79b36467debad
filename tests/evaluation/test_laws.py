"""Laws of facts and time, for every contract and journal: what more facts, or a later moment, can do to an answer.

Each law quotes the rule it comes from. The quick profile is for every run; `--hypothesis-profile deep` tries many.
"""

import random

import attrs
from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.facts.journal import merge, suppose, withdraw
from assent.engine.facts.ledger import Entry, Occurred
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening
from assent.engine.model.nouns import Document, Party
from assent.engine.model.structure import leans_on_what_can_be_void
from assent.grammar.parser import parse_supposed, parse_withdrawn
from tests.support.contracts import case as case_of
from tests.support.journals import DAYS, as_text, day, days, is_consistent, plus, speaks_of_the_unknown
from tests.support.laws import (
    LOST,
    adding,
    all_told,
    every,
    law_of,
    more_lines,
    situations,
)

# --- more facts --------------------------------------------------------------------------------------------


@every
def test_filling_an_unknown_never_overturns_a_definite_verdict(name):
    """S3, law 1: a verdict is definite exactly when every way of filling the unknowns gives it."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        more = case.facts
        for line in data.draw(more_lines(case.contract, days, least=1, most=3)):
            fits = all(
                speaks_of_the_unknown(case.facts, entry) and entry.moment.day <= case.moment.day for entry in line
            )
            more = adding(more, [line] if fits else [])
        note(as_text(more))
        before, after = case.ask(), case.ask(more)
        for finding in before.findings:
            other = after[finding.name]
            if finding.verdict == "UNDETERMINED" or "not settled exactly" in finding.note + other.note:
                continue  # where exactness ends, the answer says so (S3)
            if finding.verdict in ("NOT YET", "NOT PERMITTED YET"):
                assert other.verdict == finding.verdict or other.verdict in LOST, finding.name
            else:
                assert other.verdict == finding.verdict, finding.name
                if finding.since is not None and other.since is not None:
                    assert other.since.day <= finding.since.day
                    assert finding.at_latest or other.since == finding.since

    law()


@every
def test_order_and_duplication_of_facts_never_matter(name):
    """S2, law 2: a journal is a set of dated statements."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        seed = data.draw(st.integers(0, 10_000))
        entries = [*case.facts.entries, *case.facts.entries[: seed % 5]]
        random.Random(seed).shuffle(entries)
        assert all_told(case.ask()) == all_told(case.ask(attrs.evolve(case.facts, entries=tuple(entries))))

    law()


@every
def test_a_delivery_or_favourable_determination_never_undoes_an_effect(name):
    """S5, law 3: a delivery or a favourable determination more never undoes EFFECTIVE, where none is negated."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        papers = [noun.name for noun in case.contract.nouns.values() if isinstance(noun, Document)]
        parties = [noun.name for noun in case.contract.nouns.values() if isinstance(noun, Party)]
        if not parties or hurts_by_delivery(case.contract):
            return
        verb = data.draw(st.sampled_from(["received", "executed", "sent", "satisfactory"]))
        happening = Happening(verb, data.draw(st.sampled_from(parties)), data.draw(st.sampled_from(papers)))
        line = (Entry(data.draw(days), Occurred(happening), str(happening)),)
        more = adding(case.facts, [line])
        note(as_text(more))
        before, after = case.ask(), case.ask(more)
        for finding in before.findings:
            if finding.kind == "effect" and finding.verdict == "EFFECTIVE":
                assert after[finding.name].verdict == "EFFECTIVE"

    law()


def hurts_by_delivery(contract: Contract) -> bool:
    """Whether a delivery or determination can count against something: negated, or in a text that another replaces."""
    if any(len(clause.versions) > 1 for clause in contract.clauses.values()):
        return True
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, polarity in m.pulling(version.condition):
            delivered = isinstance(condition, m.Determined) or (
                isinstance(condition, m.Happened) and condition.happening.verb not in ("occurred", "amended")
            )
            if polarity < 0 and (delivered or m.clause_of(condition) in contract.clauses):
                return True
    return False


@every
def test_a_journal_in_two_parts_is_the_same_journal(name):
    """S2: two journals beside each other say what one journal of all their lines says."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        cut = data.draw(st.integers(0, len(case.facts.entries)))
        parts = (case.facts.entries[:cut], case.facts.entries[cut:])
        merged, found = merge([attrs.evolve(case.facts, entries=part) for part in parts])
        assert not found
        assert all_told(case.ask()) == all_told(case.ask(merged))

    law()


@every
def test_what_is_supposed_and_then_taken_away_was_never_said(name):
    """S2: `--suppose X --without X` is `--without X`, and nothing where no fact of the journal says X."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        for line in data.draw(more_lines(case.contract, days, least=1, most=1)):
            if not is_consistent(plus(case.facts, line)):
                continue
            sentence = f"{line[0].moment} {line[0].sentence}"
            fact, withdrawn = parse_supposed(sentence).tree, parse_withdrawn(sentence).tree
            assert fact is not None and withdrawn is not None
            more, found = suppose(case.facts, fact, case.contract)
            assert not found
            less, found = withdraw(more, withdrawn, case.contract)
            assert not found
            without, found = withdraw(case.facts, withdrawn, case.contract)
            if len(found) == len(line):  # no fact of the journal says any of it
                assert without.entries == case.facts.entries
            assert less.entries == without.entries
            assert all_told(case.ask(less)) == all_told(case.ask(without))

    law()


# --- moments -----------------------------------------------------------------------------------------------


@every
def test_time_alone_never_undoes_an_effect_or_a_covered_act(name):
    """S5, S15, law 4: time alone undoes what took effect only where it can end, or leans on what can be void."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        early, late = sorted([case.moment, data.draw(days)], key=lambda moment: moment.last_minute)
        note(f"as of {early} and {late}")
        before, after = case.ask(moment=early), case.ask(moment=late)
        for finding in before.findings:
            held = (finding.kind, finding.verdict) == ("effect", "EFFECTIVE") or finding.verdict == "COVERED"
            if held and not leans_on_what_can_be_void(case.contract, finding.name):
                other = after[finding.name]
                assert other.verdict == finding.verdict, finding.name
                assert finding.at_latest or other.since == finding.since, finding.name

    law()


@every
def test_what_can_no_longer_be_never_recovers(name):
    """S4, law 5: from CAN NO LONGER BE no later fact recovers; only a waiver, outside the prospects, does."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        early = day(data.draw(st.integers(0, DAYS - 2)))
        later = st.builds(day, st.integers((early.day - day(0).day).days + 1, DAYS))
        facts = attrs.evolve(case.facts, entries=tuple(e for e in case.facts.entries if e.moment.day <= early.day))
        for line in data.draw(more_lines(case.contract, later, most=8)):
            waiver = any(isinstance(e.assertion, Occurred) and e.assertion.happening.verb == "waived" for e in line)
            facts = adding(facts, [] if waiver else [line])
        last = max((entry.moment for entry in facts.entries), key=lambda moment: moment.last_minute, default=day(DAYS))
        waivers = {"waivers": day(DAYS + 1)}  # that none was given is known, then and later
        facts = attrs.evolve(facts, complete={**dict.fromkeys(facts.complete, day(DAYS + 1)), **waivers})
        note(f"{as_text(facts)}as of {early} and {last}")
        before = case.ask(facts, early)
        after = case.ask(facts, max(last, early, key=lambda moment: moment.last_minute))
        for finding in before.findings:
            if finding.verdict in LOST:
                assert after[finding.name].verdict in LOST, finding.name

    law()


@every
def test_facts_after_the_moment_do_not_exist(name):
    """S1: as of a moment the journal is the same as one that stops there."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        stopped = tuple(e for e in case.facts.entries if e.moment.day <= case.moment.day)
        assert all_told(case.ask()) == all_told(case.ask(attrs.evolve(case.facts, entries=stopped)))

    law()


@every
def test_before_every_fact_the_journal_is_empty(name):
    """S1, S2: as of a day before every fact, only what the journal says of its record counts."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        first = min((entry.moment for entry in case.facts.entries), key=lambda moment: moment.day, default=day(DAYS))
        moment = day((first.day - day(0).day).days - data.draw(st.integers(1, 30)))
        note(f"as of {moment}")
        empty = attrs.evolve(case.facts, entries=())
        assert all_told(case.ask(moment=moment)) == all_told(case.ask(empty, moment))

    law()


def test_a_circle_of_two_negations_in_sequence_has_an_answer():
    """S8: in sequence nothing may lean on what it supports, and a clause behind a negation starts from the other end.

    The Side Letter would hold only if the Deliveries failed because of it; so it never does, and they are complete.
    """
    ring = case_of(
        "Side Letter takes effect when Deliveries are not complete in sequence\n"
        "Deliveries are complete when Side Letter is not effective in sequence\n",
        "record of everything is complete through 1996-03-05\n",
    )
    assert ring.verdict("Side Letter") == "CAN NO LONGER BE"
    assert ring.verdict("Deliveries") == "SATISFIED"
