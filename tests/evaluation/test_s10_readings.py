"""S10: readings are named alternatives of one question; a run uses the defaults unless told otherwise."""

import pytest

from tests.support.contracts import case, complete, section, verdict

QUESTIONS = """\
question T1 "Which one?"
    NEAR, default
    FAR
    BEYOND
question T2 "A second one?"
    YES, default
    NO
event Closing
event Signing
event Notice
"""
NOW = complete("1996-03-31")
CLOSED = NOW + "1996-03-05 Closing occurred\n"
SIGNED = CLOSED + "1996-03-06 Signing occurred\n"


def of(condition: str) -> str:
    return f"{QUESTIONS}Amendment takes effect when {condition}\n"


ALL = of("all of\n    - Closing occurred\n    - under FAR, Signing occurred")
ANY = of("any of\n    - Closing occurred\n    - under FAR, Signing occurred")


def test_the_default_is_used_unless_told():
    """Without a choice the default counts; naming the default is the same as not naming it."""
    assert verdict(ALL, CLOSED) == "EFFECTIVE since 1996-03-05"
    assert verdict(ALL, CLOSED, T1="NEAR") == "EFFECTIVE since 1996-03-05"


def test_another_reading_asks_for_more():
    """Under FAR the signing counts too."""
    assert verdict(ALL, CLOSED, T1="FAR") == "NOT YET"
    assert verdict(ALL, SIGNED, T1="FAR") == "EFFECTIVE since 1996-03-06"


def test_a_third_alternative():
    """What counts under one alternative counts under no other."""
    assert verdict(ALL, CLOSED, T1="BEYOND") == "EFFECTIVE since 1996-03-05"


@pytest.mark.parametrize(
    ("reading", "facts", "answer"),
    [
        ("NEAR", NOW + "1996-03-06 Signing occurred\n", "NOT YET"),
        ("FAR", NOW + "1996-03-06 Signing occurred\n", "EFFECTIVE since 1996-03-06"),
        ("NEAR", CLOSED, "EFFECTIVE since 1996-03-05"),
        ("FAR", CLOSED, "EFFECTIVE since 1996-03-05"),
    ],
)
def test_in_a_list_of_alternatives_it_drops_out_as_unmet(reading, facts, answer):
    """In an `any of` a row that does not count helps nobody."""
    assert verdict(ANY, facts, T1=reading) == answer


def test_in_a_count_it_drops_out_as_unmet():
    """Two of three means two of those that count."""
    contract = of("at least 2 of\n    - Closing occurred\n    - under FAR, Signing occurred\n    - Notice occurred")
    assert verdict(contract, SIGNED) == "NOT YET"
    assert verdict(contract, SIGNED, T1="FAR") == "EFFECTIVE since 1996-03-06"


def test_one_reading_inside_another():
    """Both must be chosen for the row to count."""
    contract = of("all of\n    - Closing occurred\n    - under FAR, under NO, Signing occurred")
    for choice in ({}, {"T1": "FAR"}, {"T2": "NO"}):
        assert verdict(contract, CLOSED, **choice) == "EFFECTIVE since 1996-03-05"
    assert verdict(contract, CLOSED, T1="FAR", T2="NO") == "NOT YET"


def test_one_reading_in_a_list_inside_another():
    """A whole list may hang on a reading; inside it the rows drop out of their own list."""
    contract = of(
        "all of\n    - Closing occurred\n    - under FAR, any of\n"
        "        - Notice occurred\n        - under NO, Signing occurred"
    )
    assert verdict(contract, SIGNED) == "EFFECTIVE since 1996-03-05"
    assert verdict(contract, SIGNED, T1="FAR") == "NOT YET"
    assert verdict(contract, SIGNED, T1="FAR", T2="NO") == "EFFECTIVE since 1996-03-06"


def test_a_reading_alone_in_a_condition():
    """A condition that only counts under another reading asks for nothing, and so is met from the outset."""
    contract = of("all of\n    - under FAR, Signing occurred\n    - Closing occurred")
    assert verdict(contract, CLOSED) == "EFFECTIVE since 1996-03-05"


def test_what_does_not_count_is_shown_as_not_applicable():
    """A row that drops out is shown, with the reading under which it would count."""
    contract = QUESTIONS + (
        "section 5\n    Amendment takes effect when\n"
        "        (a) Closing occurred\n        (b) under FAR, Signing occurred\n"
    )
    row = section(case(contract, CLOSED).finding(), "5(b)")
    assert row.status == "NOT APPLICABLE"
    assert not row.decisive
    assert "FAR" in row.note and "NEAR" in row.note
    assert section(case(contract, CLOSED).finding(T1="FAR"), "5(b)").status == "OUTSTANDING"


def test_the_finding_names_the_alternatives_it_used():
    """A finding lists what was chosen for each question that the clause asks, and for no other."""
    finding = case(ALL, CLOSED).finding(T1="FAR", T2="NO")
    assert dict(finding.readings) == {"T1": "FAR"}


@pytest.mark.parametrize(
    ("contract", "facts", "rests_on"),
    [
        (ALL, CLOSED, ("T1",)),
        (ALL, SIGNED, ("T1",)),
        (ALL, NOW, ()),
        (ANY, CLOSED, ()),
        (ANY, NOW + "1996-03-06 Signing occurred\n", ("T1",)),
        (ANY, NOW, ()),
    ],
)
def test_the_readings_a_verdict_rests_on(contract, facts, rests_on):
    """Only a question whose other alternative gives another verdict, or another date, is named."""
    assert case(contract, facts).evaluate(rests_on=True)["Amendment"].rests_on == rests_on


def test_relation_back_under_one_reading():
    """A whole clause may stand under one reading only."""
    contract = of("Closing occurred") + "under FAR, Amendment relates back to 1996-02-28\n"
    assert verdict(contract, CLOSED) == "EFFECTIVE since 1996-03-05"
    assert verdict(contract, CLOSED, T1="FAR") == "EFFECTIVE since 1996-02-28"
    assert verdict(contract, CLOSED, T1="BEYOND") == "EFFECTIVE since 1996-03-05"


def test_readings_in_another_clause():
    """A reading counts wherever a clause leans on it."""
    contract = of("First is effective") + (
        "First takes effect when all of\n    - Closing occurred\n    - under FAR, Signing occurred\n"
    )
    assert verdict(contract, CLOSED) == "EFFECTIVE since 1996-03-05"
    assert verdict(contract, CLOSED, T1="FAR") == "NOT YET"
    assert case(contract, CLOSED).evaluate(rests_on=True)["Amendment"].rests_on == ("T1",)


def test_readings_never_borrow_facts():
    """The facts are the same in every run: only what is asked of them differs."""
    case_ = case(ALL, SIGNED)
    before = case_.verdict()
    case_.verdict(T1="FAR")
    assert case_.verdict() == before
