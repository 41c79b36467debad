"""What cannot be meant in a contract: each finding at its words, no finding where something is meant, and the laws."""

import attrs
import pytest
from hypothesis import assume, given, note

import assent
from assent.engine.analysis.redline import redline
from assent.engine.analysis.soundness import unsound
from assent.engine.analysis.soundness_exact import exactly_unsound
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from tests.support import profiles
from tests.support.contracts import contract_of, full
from tests.support.encodings import cases, encodings
from tests.support.underlined import underlined

TERMS = """\
document Note by Borrower with amount as money
agreement Loan
recurring event Advance
event Payment with sum as money
event Filing
event Closing consists of Payment, Filing simultaneously
state Default
"""
LIST = "Amendment takes effect when all of\n    - Lender received Note\n"


def found(text: str) -> list[tuple[str, str]]:
    """Every finding about a contract of these lines: its code and the words that it underlines."""
    whole = full(TERMS + text)
    contract = contract_of(TERMS + text)
    return [underlined(whole, one) for one in (*unsound(contract), *exactly_unsound(contract))]


FINDINGS = {
    "a deadline in the wrong year": (
        "Amendment takes effect when Payment occurred by 1995-03-15",
        [("early-deadline", "Payment occurred by 1995-03-15")],
    ),
    "a long-stop date before the contract": (
        "Amendment takes effect when Payment occurred\nAmendment lapses after 1996-02-27",
        [("early-deadline", "Amendment")],
    ),
    "two texts of one effect": (
        "section 4 of Loan is not in the record\n"
        "Amendment takes effect when Payment occurred\n"
        "once Amendment is effective, section 4 of Loan reads\n    Fee is required when Default exists\n"
        "once Amendment is effective, section 4 of Loan reads\n    Fee is required when Lender received Note",
        [("rival-texts", "Fee is required when Lender received Note")],
    ),
    "two readings that nothing tells apart": (
        'question Q1 "?"\n    NOW "", default\n    SOON ""\n    EVER ""\n' + LIST + "    - under NOW, Payment occurred",
        [("alike-readings", "Q1")],
    ),
    "an amount both above and below": (
        "Amendment takes effect when Payment occurred with sum at least USD 5, sum at most USD 4",
        [("never-met", "Payment occurred with sum at least USD 5, sum at most USD 4")],
    ),
    "a date that a paper does not bear": (
        "document Letter dated 1996-02-27\nAmendment takes effect when Lender received Letter dated after 1996-02-27",
        [("never-met", "Lender received Letter dated after 1996-02-27")],
    ),
    "an event and its opposite": (
        LIST + "    - Payment occurred and Payment did not occur",
        [("never-met", "Payment occurred and Payment did not occur")],
    ),
    "an event once, with two amounts": (
        "Amendment takes effect when Payment occurred with sum USD 5 and Payment occurred with sum USD 4",
        [("never-met", "Payment occurred with sum USD 5 and Payment occurred with sum USD 4")],
    ),
    "a later deadline beside an earlier one": (
        LIST + "    - Payment occurred by 1996-03-15\n    - Payment occurred by 1996-03-31",
        [("implied-condition", "Payment occurred by 1996-03-31")],
    ),
    "a whole and one of its parts": (
        LIST + "    - Filing occurred\n    - Closing occurred",
        [("implied-condition", "Filing occurred")],
    ),
    "the same twice": (
        LIST + "    - Lender received Note",
        [("implied-condition", "Lender received Note")],
    ),
    "an original beside a copy": (
        "Amendment takes effect when any of\n    - Lender received Note\n    - Lender received Note as an original",
        [("idle-alternative", "Lender received Note as an original")],
    ),
    "a reading that asks for what is asked anyway": (
        'question Q1 "?"\n    LOOSE "", default\n    STRICT ""\n' + LIST + "    - under STRICT, Lender received Note",
        [("idle-reading", "Q1")],
    ),
}


@pytest.mark.parametrize("case", FINDINGS)
def test_what_cannot_be_meant_is_found_at_its_words(case):
    """Each finding, and no other one, at the words that are wrong."""
    text, expected = FINDINGS[case]
    assert found(text) == expected


MEANT = {
    "a deadline on the day of the contract": "Amendment takes effect when Payment occurred by the date of Amendment",
    "what was so before the contract": "Amendment takes effect when Payment occurred on 1995-03-15",
    "a text whose effect waits for the other's": (
        "section 4 of Loan is not in the record\n"
        "Amendment takes effect when Payment occurred\nWaiver takes effect when Amendment is effective\n"
        "once Amendment is effective, section 4 of Loan reads\n    Fee is required when Default exists\n"
        "once Waiver is effective, section 4 of Loan reads\n    Fee is required when Lender received Note"
    ),
    "a recurring event with two amounts of days": (
        "Amendment takes effect when Advance occurred while Default exists and Advance occurred while no Default exists"
    ),
    "a paper delivered twice": (
        "Amendment takes effect when all of\n    - Lender received Note with amount USD 5\n"
        "    - Lender received Note with amount USD 4"
    ),
    "what is so now and has ever been": (
        'question Q1 "?"\n    LOOSE "", default\n    STRICT ""\n'
        "Amendment takes effect when all of\n    - no Default exists\n    - under STRICT, no Default has occurred"
    ),
    "what waits for itself": "Amendment takes effect when Payment occurred and Amendment is effective simultaneously",
    "a circle read in two ways": (
        'question Q1 "?"\n    TOGETHER "", default\n    FIRST ""\n'
        "Side takes effect when all of\n    - Payment occurred\n"
        "    - under TOGETHER, Amendment is effective simultaneously\n"
        "    - under FIRST, Amendment is effective in sequence\n"
        "Amendment takes effect when Filing occurred and Side is effective"
    ),
    "an end from then on, or from the start": (
        'question Q1 "?"\n    THEN "", default\n    START ""\n'
        "Amendment takes effect when Lender received Note\n"
        "Amendment ceases to be effective when any of\n    - under THEN, Filing occurred\n"
        "Amendment is void from the start when any of\n    - under START, Filing occurred\n"
        "Room permits Payment when Amendment is effective"
    ),
}


@pytest.mark.parametrize("case", MEANT)
def test_what_may_be_meant_is_left_alone(case):
    """No false alarm: each of these says something that can be, and that nothing else says."""
    assert found(MEANT[case]) == []


def test_lexington_says_nothing_that_cannot_be_meant():
    """Every condition of the amendment can be met, none is idle, and every reading matters."""
    contract = assent.load_contract("contracts/lexington-1996/amendment.assent")
    assert (*unsound(contract), *exactly_unsound(contract)) == ()


# --- for every contract --------------------------------------------------------------------------------------


def conditions_at(contract, finding):
    """The conditions that a finding may speak of."""
    inner = [one for _, version in contract.conditions() for one, _ in m.walk(version.condition)]
    return [one for one in inner if one.place.span == finding.span and one.place.text == finding.words["condition"]]


@profiles.cases(120)
@given(cases())
def test_what_is_said_to_be_never_met_is_met_on_no_journal(case):
    """One of the conditions at that place is surely met at no moment of any journal."""
    findings = [one for one in exactly_unsound(case.contract) if one.code == "never-met"]
    for finding in findings:
        chosen = {name: case.readings.get(name, one.default) for name, one in case.contract.questions.items()}
        world = World(case.contract, lay_out(case.contract, case.facts, case.as_of), chosen)
        note(str(finding))
        assert any(not world.course(one).sure for one in conditions_at(case.contract, finding))


def less(condition, gone):
    """A condition without one part of one of its lists."""
    if isinstance(condition, m.AllOf | m.AnyOf) and gone in condition.parts:
        return attrs.evolve(condition, parts=tuple(one for one in condition.parts if one is not gone))
    fields = {}
    for field in attrs.fields(type(condition)):
        value = getattr(condition, field.name)
        if isinstance(value, m.Node):
            fields[field.name] = less(value, gone)
        elif isinstance(value, tuple) and value and all(isinstance(one, m.Node) for one in value):
            fields[field.name] = tuple(less(one, gone) for one in value)
    return attrs.evolve(condition, **fields)


def without(contract, gone):
    """A contract without one part of one of its lists; the rest keeps its numbers."""
    clauses = {}
    for name, clause in contract.clauses.items():
        versions = tuple(
            attrs.evolve(one, condition=less(one.condition, gone)) if one.condition is not None else one
            for one in clause.versions
        )
        clauses[name] = attrs.evolve(clause, versions=versions)
    return attrs.evolve(contract, clauses=clauses)


@profiles.cases(120)
@given(encodings())
def test_what_asks_nothing_can_be_left_out(text):
    """The contract without an implied condition, or an idle alternative, is equivalent to the contract with it.

    What an obligation says stands in two clauses, itself and its breach, and is not left out of both.
    """
    contract = contract_of(text)
    assume(not any(clause.kind == "breach" for clause in contract.clauses.values()))
    for finding in exactly_unsound(contract):
        if finding.code not in ("implied-condition", "idle-alternative"):
            continue
        note(f"{text}\n{finding}")
        fewer = [without(contract, one) for one in conditions_at(contract, finding)]
        assert any(all(one.relation == "equivalent" for one in redline(contract, other)) for other in fewer)


@profiles.cases(120)
@given(cases())
def test_an_idle_reading_answers_as_the_default(case):
    """On every journal all answers under the reading are those under the default, dates included."""
    contract = case.contract
    for finding in (*unsound(contract), *exactly_unsound(contract)):
        if finding.code not in ("idle-reading", "alike-readings"):
            continue
        question = finding.words["question"]
        one = finding.words.get("name") or finding.words["first"]
        other = finding.words.get("default") or finding.words["second"]
        note(str(finding))
        first, second = case.evaluate(**{question: one}), case.evaluate(**{question: other})
        assert [(f.verdict, f.since) for f in first.findings] == [(f.verdict, f.since) for f in second.findings]
