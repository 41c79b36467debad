"""S8: a circle means what the encoding declares: simultaneous (greatest fixpoint) or in sequence (least)."""

import itertools

import pytest

from assent.engine.report.circles import edge_words
from tests.support.contracts import case, complete, contract_of, resolved, verdict

NOW = complete("1996-03-31")
PAIR = """\
event Closing
event Signing
First takes effect when all of
    - Signing occurred
    - Amendment is effective{}
Amendment takes effect when all of
    - Closing occurred
    - First is effective{}
"""
BOTH = NOW + "1996-03-01 Signing occurred\n1996-03-05 Closing occurred\n"


@pytest.mark.parametrize(
    ("marks", "answer"),
    [
        ((" simultaneously", " simultaneously"), "EFFECTIVE since 1996-03-05"),
        ((" simultaneously", ""), "EFFECTIVE since 1996-03-05"),
        (("", " simultaneously"), "EFFECTIVE since 1996-03-05"),
        ((" in sequence", " in sequence"), "CAN NO LONGER BE"),
        ((" in sequence", ""), "CAN NO LONGER BE"),
        ((" simultaneously", " in sequence"), "CAN NO LONGER BE"),
        ((" in sequence", " simultaneously"), "CAN NO LONGER BE"),
    ],
)
def test_two_effects_that_wait_for_each_other(marks, answer):
    """Simultaneously: what waits only for the other is met. In sequence: neither can begin. Mixed: as the stricter."""
    case_ = case(PAIR.format(*marks), BOTH)
    assert (case_.verdict("First"), case_.verdict()) == (answer, answer)


@pytest.mark.parametrize(
    ("mark", "answer"), [(" simultaneously", "EFFECTIVE since 1996-03-05"), (" in sequence", "CAN NO LONGER BE")]
)
def test_an_effect_that_waits_for_itself(mark, answer):
    """The smallest circle: simultaneously it adds nothing, in sequence it is never met."""
    contract = f"event Closing\nAmendment takes effect when Closing occurred and Amendment is effective{mark}\n"
    assert verdict(contract, BOTH.replace("1996-03-01 Signing occurred\n", "")) == answer


def test_a_simultaneous_circle_still_asks_for_the_rest():
    """What else is missing is missing: the circle lifts only the wait for itself."""
    contract = PAIR.format(" simultaneously", " simultaneously")
    without_signing = NOW + "1996-03-05 Closing occurred\n"
    assert verdict(contract, without_signing) == "NOT YET"
    unknown = "record of events is complete through 1996-03-01\n1996-03-05 Closing occurred\n"
    assert verdict(contract, unknown, as_of="1996-03-05") == "UNDETERMINED"


def test_a_circle_is_reported_edge_by_edge():
    """Each circle is known from the load on: its clauses, its edges, where each is written, its meaning."""
    contract = contract_of(PAIR.format(" simultaneously", " in sequence"))
    (circle,) = contract.circles
    assert [(edge.source, edge.target) for edge in circle.edges] == [("First", "Amendment"), ("Amendment", "First")]
    assert [edge.text for edge in circle.edges] == ["Amendment is effective", "First is effective"]
    assert circle.meaning == "simultaneously or in sequence"
    assert len({edge.span.line for edge in circle.edges}) == 2


def test_a_circle_without_a_meaning_is_refused():
    """A circle that nobody gave a meaning never gets one by accident."""
    _, found = resolved(PAIR.format("", ""))
    assert [finding.code for finding in found] == ["undeclared-circle"]


@pytest.mark.parametrize("mark", ["", " simultaneously", " in sequence"])
def test_a_circle_with_an_odd_number_of_negations_is_refused(mark):
    """`effective if not effective` has no meaning under any declaration."""
    contract = f"event Closing\nAmendment takes effect when Closing occurred and Amendment is not effective{mark}\n"
    _, found = resolved(contract)
    assert [finding.code for finding in found] == ["odd-circle"]


def test_an_odd_circle_beside_an_even_one():
    """Two ways from one clause to another, one of them through a negation: the odd way is refused."""
    contract = "event Closing\n" + (
        "First takes effect when Closing occurred and Amendment is effective simultaneously\n"
        "Third is in force while First is not effective\n"
        "Amendment takes effect when First is effective simultaneously and Third is in force\n"
    )
    _, found = resolved(contract)
    assert [finding.code for finding in found] == ["odd-circle"]


DEFAULT = """\
state Default
event Closing
matter Outside Acts Default
Consent permits Closing when no Default exists
Default begins when all of
    - Outside Acts Default is true
    - Closing occurred
    - Consent is not covered {}
"""
CLOSED = NOW + "1996-03-05 Closing occurred\n1996-03-05 no Default has occurred\n"


@pytest.mark.parametrize(
    ("mark", "truth", "answer"),
    [
        ("simultaneously", "true", "COVERED since 1996-03-05"),
        ("simultaneously", "untrue", "COVERED since 1996-03-05"),
        ("in sequence", "true", "NOT COVERED"),
        ("in sequence", "untrue", "COVERED since 1996-03-05"),
    ],
)
def test_an_even_number_of_negations(mark, truth, answer):
    """Covered unless a default, a default unless covered: both stand; the declaration says which is looked at first."""
    journal = f"{CLOSED}1996-03-01 Outside Acts Default is {truth}\n"
    assert verdict(DEFAULT.format(mark), journal, "Consent") == answer


def test_a_default_that_is_really_there_is_not_lifted_by_the_circle():
    """A default of another origin stands in the way under either declaration."""
    journal = NOW + "1996-03-01 Default began\n1996-03-05 Closing occurred\n1996-03-01 Outside Acts Default is true\n"
    for mark in ("simultaneously", "in sequence"):
        assert verdict(DEFAULT.format(mark), journal, "Consent") == "NOT COVERED"


def test_an_act_outside_the_consent_is_a_default():
    """The closing that the consent does not cover begins the default that the contract names."""
    contract = DEFAULT.replace(
        "when no Default exists", "when all of\n    - no Default exists\n    - Outside Acts Default is untrue"
    )
    contract += "Amendment is in force while Default exists\n"
    journal = f"{NOW}1996-03-05 Closing occurred\n1996-03-01 Outside Acts Default is true\n"
    assert verdict(contract.format("simultaneously"), journal, "Consent") == "NOT COVERED"
    assert verdict(contract.format("simultaneously"), journal) == "EFFECTIVE since 1996-03-05"


def test_three_in_a_ring():
    """A longer circle is read the same way, wherever the mark stands."""
    for place in range(3):
        marks = ["", "", ""]
        for mark, answer in ((" simultaneously", "EFFECTIVE since 1996-03-05"), (" in sequence", "CAN NO LONGER BE")):
            marks[place] = mark
            contract = "event Closing\n" + (
                f"First takes effect when Closing occurred and Second is effective{marks[0]}\n"
                f"Second takes effect when Closing occurred and Amendment is effective{marks[1]}\n"
                f"Amendment takes effect when Closing occurred and First is effective{marks[2]}\n"
            )
            journal = NOW + "1996-03-05 Closing occurred\n"
            assert {verdict(contract, journal, name) for name in ("First", "Second", "Amendment")} == {answer}


def test_the_order_of_clauses_never_matters():
    """A circle means the same whichever of its clauses stands first."""
    first, second = PAIR.split("Amendment takes", 1)
    head, first = first.split("First takes", 1)
    for marks in ((" simultaneously", " simultaneously"), (" simultaneously", " in sequence")):
        swapped = f"{head}Amendment takes{second.format(marks[1])}First takes{first.format(marks[0])}"
        assert verdict(swapped, BOTH) == verdict(PAIR.format(*marks), BOTH)


def test_a_mark_outside_a_circle_is_useless():
    """A mark that declares nothing is a warning."""
    contract = (
        "event Closing\nFirst takes effect when Closing occurred\n"
        "Amendment takes effect when First is effective simultaneously\n"
    )
    made, found = resolved(contract)
    assert made is not None
    assert [(finding.code, finding.severity) for finding in found] == [("useless-mark", "warning")]


@pytest.mark.parametrize("links", [2, 3, 4])
def test_what_holds_without_the_circle_is_leant_on_in_sequence(links):
    """In sequence nothing may lean on what it supports; a delivery that holds up the last link is support enough."""
    names = ["First", "Second", "Third", "Fourth"][:links]
    pairs = itertools.pairwise(names)
    chain = "".join(f"{name} takes effect when {other} is effective in sequence\n" for name, other in pairs)
    contract = f"document Deed\n{chain}{names[-1]} takes effect when Lender received Deed or First is effective\n"
    journal = complete("1996-03-31")
    assert {verdict(contract, journal, name) for name in names} == {"NOT YET"}
    delivered = journal + "1996-03-05 Lender received Deed\n"
    assert {verdict(contract, delivered, name) for name in names} == {"EFFECTIVE since 1996-03-05"}


SUPPLIED = """\
document Deed
document Letter
agreement Loan
Amendment takes effect when Deliveries are complete {}
section 6 of Loan reads
    Deliveries are complete when Lender received Deed
once Amendment is effective, section 6 of Loan reads
    Deliveries are complete when Lender received Letter
"""
DEED = NOW + "1996-03-01 Lender received Deed\n"
LETTER = "1996-03-02 Lender received Letter\n"


@pytest.mark.parametrize(
    ("mark", "journal", "amendment", "deliveries"),
    [
        ("simultaneously", DEED, "NOT YET", "NOT YET"),
        ("simultaneously", DEED + LETTER, "EFFECTIVE since 1996-03-02", "SATISFIED since 1996-03-02"),
        ("simultaneously", NOW + LETTER, "EFFECTIVE since 1996-03-02", "SATISFIED since 1996-03-02"),
        ("in sequence", DEED, "EFFECTIVE since 1996-03-01", "NOT YET"),
        ("in sequence", DEED + LETTER, "EFFECTIVE since 1996-03-01", "SATISFIED since 1996-03-02"),
        ("in sequence", NOW + LETTER, "NOT YET", "NOT YET"),
    ],
)
def test_an_effect_that_waits_for_the_text_that_it_supplies(mark, journal, amendment, deliveries):
    """Simultaneously it is tested on the new text, in sequence on the old one, until it is effective (S9)."""
    asked = case(SUPPLIED.format(mark), journal)
    assert (asked.verdict("Amendment"), asked.verdict("Deliveries")) == (amendment, deliveries)


@pytest.mark.parametrize(
    ("mark", "first", "second"),
    [
        ("simultaneously", "EFFECTIVE since 1996-03-05", "CAN NO LONGER BE"),
        ("in sequence", "CAN NO LONGER BE", "SATISFIED"),
    ],
)
def test_of_two_that_exclude_each_other_the_first_holds(mark, first, second):
    """The first clause in the order of the contract holds, unless nothing may lean on what it supports."""
    contract = (
        "event Closing\n"
        f"Amendment takes effect when Closing occurred and Deliveries are not complete {mark}\n"
        f"Deliveries are complete when Amendment is not effective {mark}\n"
    )
    asked = case(contract, NOW + "1996-03-05 Closing occurred\n")
    assert (asked.verdict("Amendment"), asked.verdict("Deliveries")) == (first, second)


def test_an_edge_says_under_which_reading_it_is_read_how():
    """A reference that questions of construction read in two ways names the alternative for each of them."""
    contract = """\
question Q1 "Which comes first?"
    TOGETHER "neither", default
    ORDERED "the release"
Amendment takes effect when all of
    - under TOGETHER, Side Letter is effective simultaneously
    - under ORDERED, Side Letter is effective in sequence
Side Letter takes effect when Amendment is effective
"""
    (circle,) = case(contract, "").contract.circles
    edge = next(edge for edge in circle.edges if edge.source == "Amendment")
    assert dict(edge.readings) == {"simultaneously": "TOGETHER", "in sequence": "ORDERED"}
    assert "(simultaneously under TOGETHER, in sequence under ORDERED)" in edge_words(edge)
