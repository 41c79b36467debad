"""S3: a verdict is definite exactly when every way of filling the unknowns gives it."""

import pytest

from tests.support.contracts import case, complete, missing, verdict

STATE = "state Default\nevent Closing\n"
DEED = "event Deed with form as Agreed or Other or Draft, price as money, count as number\nevent Closing\n"
PAPER = (
    "document Note by Borrower with amount as money, maturity as date, rate as percent, holder as party\n"
    "event Closing\n"
)
CLOSED = complete("1996-03-01") + "1996-03-01 Closing occurred\n"
SINCE = "EFFECTIVE since 1996-03-01"


def either(*conditions: str, head: str) -> str:
    """A contract that wants the closing and one of some conditions."""
    lines = "".join(f"        - {condition}\n" for condition in conditions)
    return f"{head}Amendment takes effect when all of\n    - Closing occurred\n    - any of\n{lines}"


@pytest.mark.parametrize(
    ("head", "one", "other"),
    [
        (STATE, "no Default exists", "Default exists"),
        (STATE, "no Default has occurred", "Default has occurred"),
        ("matter Consent Required\nevent Closing\n", "Consent Required is true", "Consent Required is untrue"),
        ("representation Solvency\nevent Closing\n", "Solvency is true", "Solvency is untrue"),
        ("event Deed\nevent Closing\n", "Deed occurred", "Deed did not occur"),
        ("document Note\nevent Closing\n", "Lender received Note", "Lender did not receive Note"),
        (
            "document Note\nevent Closing\n",
            "Note is satisfactory to Lender",
            "Note is not satisfactory to Lender",
        ),
        (
            "document Note\nevent Closing\n",
            "Note is in its form of 1996-02-01",
            "Note is not in its form of 1996-02-01",
        ),
    ],
)
def test_p_or_not_p_is_met_though_p_is_unknown(head, one, other):
    """One of the two is the case whichever it is: nothing that is unknown can stand in the way."""
    contract = either(one, other, head=head)
    journal = "record of waivers is complete through 1996-03-01\n1996-03-01 Closing occurred\n"
    assert verdict(contract, journal) == SINCE
    assert verdict(either(one, head=head), journal) == "UNDETERMINED"
    assert verdict(either(other, head=head), journal) == "UNDETERMINED"


def test_p_and_not_p_is_unmet_for_good():
    """Both at once cannot be, now or later."""
    contract = STATE + "Amendment takes effect when all of\n    - no Default exists\n    - Default exists\n"
    assert verdict(contract, CLOSED) == "CAN NO LONGER BE"


FORMS = ("Agreed", "Other", "Draft")


@pytest.mark.parametrize("left_out", [None, *FORMS])
def test_the_particulars_of_one_event(left_out):
    """A deed whose form nobody recorded has one of its three forms: met only if all three will do."""
    conditions = [f"Deed occurred with form {form}" for form in FORMS if form != left_out]
    answer = verdict(either(*conditions, head=DEED), CLOSED + "1996-02-20 Deed occurred\n")
    assert answer == (SINCE if left_out is None else "UNDETERMINED")


@pytest.mark.parametrize(
    ("tests", "answer"),
    [
        (("price at least USD 100", "price at most USD 100"), SINCE),
        (("price at least USD 100", "price at most USD 99.99"), SINCE),
        (("price at least USD 100", "price at most USD 99.98"), "UNDETERMINED"),
        (("count at least 5", "count at most 4"), SINCE),
        (("count at least 5", "count at most 3"), "UNDETERMINED"),
    ],
)
def test_amounts_that_cover_every_case(tests, answer):
    """At least a hundred or at most a hundred: whatever the price was, one of them is met."""
    conditions = [f"Deed occurred with {test}" for test in tests]
    assert verdict(either(*conditions, head=DEED), CLOSED + "1996-02-20 Deed occurred\n") == answer


@pytest.mark.parametrize(
    ("tests", "answer"),
    [
        (("maturity before 1999-01-01", "maturity on or after 1999-01-01"), SINCE),
        (("maturity by 1999-01-01", "maturity after 1999-01-01"), SINCE),
        (("maturity before 1999-01-01", "maturity after 1999-01-01"), "UNDETERMINED"),
        (("rate at least 7%", "rate at most 7%"), SINCE),
        (("holder Lender", "holder Borrower"), "UNDETERMINED"),
    ],
)
def test_particulars_of_a_document(tests, answer):
    """The same for a paper that was received: a party other than the two named may hold it."""
    conditions = [f"Lender received Note with {test}" for test in tests]
    assert verdict(either(*conditions, head=PAPER), CLOSED + "1996-02-20 Lender received Note\n") == answer


def test_original_or_copy():
    """Received in a form that nobody recorded: a copy will do in any case, an original is not certain."""
    journal = CLOSED + "1996-02-20 Lender received Note\n"
    head = "document Note by Borrower\nevent Closing\n"
    assert verdict(either("Lender received Note as a copy", head=head), journal) in (SINCE, "UNDETERMINED")
    assert verdict(either("Lender received Note as an original", head=head), journal) == "UNDETERMINED"


def test_case_by_case_through_a_list():
    """If p then q will do and if not p then r will: with q and r met, p does not matter."""
    contract = (
        STATE
        + "event First\nevent Second\n"
        + (
            "Amendment takes effect when all of\n"
            "    - Closing occurred\n"
            "    - any of\n"
            "        - no Default exists and First occurred\n"
            "        - Default exists and Second occurred\n"
        )
    )
    both = CLOSED + "1996-02-01 First occurred\n1996-02-01 Second occurred\n"
    assert verdict(contract, both) == SINCE
    assert verdict(contract, CLOSED + "1996-02-01 First occurred\n") == "UNDETERMINED"
    assert verdict(contract, CLOSED) == "NOT YET"


def test_case_by_case_in_a_count():
    """Of p, not p and q exactly one of the first two is met: with q, that makes two."""
    contract = STATE + (
        "Amendment takes effect when at least 2 of\n"
        "    - no Default exists\n    - Default exists\n    - Closing occurred\n"
    )
    assert verdict(contract, CLOSED) == SINCE
    assert verdict(contract, complete("1996-03-01")) == "NOT YET"
    three = contract.replace("at least 2", "at least 3")
    assert verdict(three, CLOSED) == "CAN NO LONGER BE"


def test_case_by_case_through_other_clauses():
    """The two cases may stand in two clauses: one of them is in force whichever way the unknown turns out."""
    contract = STATE + (
        "First is in force while no Default exists\n"
        "Second is in force while Default exists\n"
        "Amendment takes effect when all of\n"
        "    - Closing occurred\n"
        "    - any of\n"
        "        - First is in force\n        - Second is in force\n"
    )
    case_ = case(contract, CLOSED)
    assert case_.verdict() == SINCE
    assert case_.verdict("First") == case_.verdict("Second") == "UNDETERMINED"


def test_case_by_case_over_two_unknowns():
    """Four cases, each of them met: every way of filling both unknowns gives the same answer."""
    contract = (
        "matter Dry\nmatter Warm\nevent Closing\n"
        "Amendment takes effect when all of\n    - Closing occurred\n    - any of\n"
        + (
            "        - Dry is true and Warm is true\n"
            "        - Dry is true and Warm is untrue\n"
            "        - Dry is untrue and Warm is true\n"
            "        - Dry is untrue and Warm is untrue\n"
        )
    )
    assert verdict(contract, CLOSED) == SINCE
    less = contract.removesuffix("        - Dry is untrue and Warm is untrue\n")
    finding = case(less, CLOSED).finding()
    assert finding.verdict == "UNDETERMINED"
    assert {noun for fact in finding.missing for noun in fact.nouns} == {"Dry", "Warm"}


def test_a_known_false_part_beats_an_unknown_one():
    """What is surely unmet decides a list, whatever else is unknown: not yet, and not undetermined."""
    contract = STATE + "Amendment takes effect when Closing occurred and no Default exists\n"
    assert verdict(contract, complete("1996-03-01")) == "NOT YET"


def test_a_known_true_alternative_beats_an_unknown_one():
    """One alternative that is met is enough, whatever else is unknown."""
    contract = STATE + "Amendment takes effect when Closing occurred or no Default exists\n"
    assert verdict(contract, CLOSED).startswith("EFFECTIVE")


def test_material_truth_and_untruth():
    """Materially true or materially untrue: one of them is the case."""
    contract = either(
        "Solvency is true in all material respects",
        "Solvency is untrue in a material respect",
        head="representation Solvency\nevent Closing\n",
    )
    assert verdict(contract, CLOSED) == SINCE


def test_what_is_unknown_is_named():
    """An undetermined answer names every fact that would settle it and none that is settled."""
    contract = (
        STATE
        + "matter Consent Required\nAmendment takes effect when all of\n"
        + ("    - Closing occurred\n    - no Default exists\n    - Consent Required is untrue\n")
    )
    finding = case(contract, CLOSED).finding()
    assert finding.verdict == "UNDETERMINED"
    assert {noun for fact in finding.missing for noun in fact.nouns} == {"Default", "Consent Required"}
    assert "Closing occurred" not in missing(finding)


def test_a_permission_is_settled_case_by_case_too():
    """Covered, whichever way the unknown turns out."""
    contract = STATE + ("Consent permits Closing when any of\n    - no Default exists\n    - Default exists\n")
    assert verdict(contract, CLOSED, "Consent") == "COVERED since 1996-03-01"
    assert verdict(contract, complete("1996-03-01"), "Consent") == "PERMITTED"
