"""S7: a condition stops being an obstacle when it is met, deemed or waived, and the finding keeps which."""

import pytest

from tests.support.contracts import case, complete, contract_of, read, section, verdict

NOW = complete("1996-03-31")
DEEMED = """\
document Confirmation by Borrower
document Letter dated 1996-02-07 by Borrower
section 5
    Amendment takes effect when
        (c) Lender received Confirmation
            deemed satisfied by Letter when Lender received Letter
"""
WAIVER = """\
event Closing
event Signing
section 5
    Lender may waive section 5{}
    Amendment takes effect when
        (a) Closing occurred
        (b) all of
            (1) Signing occurred
            (2) Closing occurred
"""


@pytest.mark.parametrize(
    ("facts", "answer", "status"),
    [
        ("", "NOT YET", "OUTSTANDING"),
        ("1996-03-01 Lender received Confirmation\n", "EFFECTIVE since 1996-03-01", "SATISFIED"),
        ("1996-02-08 Lender received Letter\n", "EFFECTIVE since 1996-02-08", "DEEMED SATISFIED"),
    ],
)
def test_met_or_deemed(facts, answer, status):
    """The main limb satisfies, the instrument deems; without the instrument the main limb stays open."""
    finding = case(DEEMED, NOW + facts).finding()
    assert (case(DEEMED, NOW + facts).verdict(), section(finding, "5(c)").status) == (answer, status)


def test_the_finding_names_the_instrument():
    """A deemed condition says by which instrument, and cites the fact that brought it."""
    finding = case(DEEMED, NOW + "1996-02-08 Lender received Letter\n").finding()
    row = section(finding, "5(c)")
    assert "Letter" in row.note
    assert [fact.sentence for one in row.walk() if one.decisive for fact in one.facts] == ["Lender received Letter"]


def test_an_instrument_that_nobody_is_known_to_have():
    """Whether the letter came is unknown: then so is whether the condition is deemed satisfied."""
    finding = case(DEEMED, "1996-03-31 Lender did not receive Confirmation\n").finding()
    assert (finding.verdict, section(finding, "5(c)").status) == ("UNDETERMINED", "UNDETERMINED")


def test_deeming_has_its_own_condition():
    """What the instrument must say is part of the deeming: another letter does not deem."""
    contract = DEEMED.replace("by Borrower\nsection", "by Borrower\n    with word as Yes or No\nsection").replace(
        "received Letter\n", "received Letter with word Yes\n"
    )
    yes = "1996-02-08 Lender received Letter with word Yes\n"
    assert verdict(contract, NOW + yes) == "EFFECTIVE since 1996-02-08"
    assert verdict(contract, NOW + yes.replace("Yes", "No")) == "NOT YET"
    assert verdict(contract, NOW + "1996-02-08 Lender received Letter\n") == "UNDETERMINED"


def test_two_instruments():
    """Either of two instruments deems, and the finding says which did."""
    contract = DEEMED.replace("section 5", "document Binder by Borrower\nsection 5") + (
        "            deemed satisfied by Binder when Lender received Binder\n"
    )
    finding = case(contract, NOW + "1996-02-09 Lender received Binder\n").finding()
    assert section(finding, "5(c)").status == "DEEMED SATISFIED"
    assert "Binder" in section(finding, "5(c)").note


WRITING = WAIVER.format(" in writing")
ANYHOW = WAIVER.format("")
SIGNED = NOW + "1996-03-01 Signing occurred\n"


@pytest.mark.parametrize(
    ("contract", "form", "answer"),
    [
        (WRITING, " in writing", "WAIVED"),
        (WRITING, " orally", "OUTSTANDING"),
        (WRITING, "", "UNDETERMINED"),
        (ANYHOW, " in writing", "WAIVED"),
        (ANYHOW, " orally", "WAIVED"),
        (ANYHOW, "", "WAIVED"),
    ],
)
def test_the_form_of_a_waiver(contract, form, answer):
    """Where writing is required an oral waiver is none, and one of a form nobody recorded is unknown."""
    finding = case(contract, f"{SIGNED}1996-03-05 Lender waived section 5(a){form}\n").finding()
    row = section(finding, "5(a)")
    assert row.status == answer
    if answer == "WAIVED":
        assert str(row.since) == "1996-03-05" and "Lender" in row.note


@pytest.mark.parametrize(
    ("waived", "answer"),
    [
        ("section 5", "EFFECTIVE since 1996-03-05"),
        ("section 5(a)", "NOT YET"),
        ("section 5(b)", "NOT YET"),
        ("section 5(b)(2)", "NOT YET"),
    ],
)
def test_how_far_a_waiver_reaches(waived, answer):
    """A waiver of a section waives all of it, one of an item that item and nothing beside it."""
    assert verdict(ANYHOW, f"{SIGNED}1996-03-05 Lender waived {waived}\n") == answer


def test_two_waivers_together():
    """Each open item waived on its own day: effective from the last of them."""
    journal = f"{SIGNED}1996-03-05 Lender waived section 5(a)\n1996-03-09 Lender waived section 5(b)(2)\n"
    finding = case(ANYHOW, journal).finding()
    assert case(ANYHOW, journal).verdict() == "EFFECTIVE since 1996-03-09"
    statuses = [section(finding, label).status for label in ("5(a)", "5(b)", "5(b)(1)", "5(b)(2)")]
    assert statuses == ["WAIVED", "SATISFIED", "SATISFIED", "WAIVED"]


def test_what_is_met_is_not_shown_as_waived():
    """A waiver of a condition that was met anyway changes nothing about how it is shown."""
    journal = f"{SIGNED}1996-03-01 Closing occurred\n1996-03-05 Lender waived section 5(a)\n"
    assert section(case(ANYHOW, journal).finding(), "5(a)").status == "SATISFIED"


def test_only_the_beneficiary_may_waive():
    """A waiver by a party that the contract does not let waive is refused where it is recorded."""
    _, found = read("1996-03-05 Borrower waived section 5(a)\n", contract_of(ANYHOW))
    assert [finding.code for finding in found] == ["no-waiver-clause"]
    assert found[0].words["who"] == "only `Lender` may"


def test_a_waiver_of_a_lost_condition():
    """What no act can meet any more a waiver still removes."""
    contract = ANYHOW.replace("(a) Closing occurred", "(a) Closing occurred by 1996-02-15")
    journal = f"{SIGNED}1996-03-02 Closing occurred\n"
    assert verdict(contract, journal) == "CAN NO LONGER BE"
    assert verdict(contract, journal + "1996-03-05 Lender waived section 5(a)\n") == "EFFECTIVE since 1996-03-05"


def test_a_deemed_condition_may_be_waived_too():
    """Deemed, waived or met: the waiver helps only where neither limb holds."""
    contract = DEEMED.replace("section 5\n", "section 5\n    Lender may waive section 5\n")
    assert section(case(contract, NOW + "1996-02-08 Lender received Letter\n").finding(), "5(c)").status == (
        "DEEMED SATISFIED"
    )
    waived = case(contract, NOW + "1996-02-09 Lender waived section 5(c)\n").finding()
    assert (waived.verdict, section(waived, "5(c)").status) == ("EFFECTIVE", "WAIVED")


ELSEWHERE = """\
agreement Loan between Lender, Borrower
document Note by Borrower
event Closing
Lender may waive section 5(a) of Loan in writing
Amendment takes effect when Closing occurred
section 5(a) of Loan reads
    Deliveries are complete when Lender received
        (i) Note
"""


def test_a_deliverable_of_another_agreement_can_be_waived():
    """Who may waive a section of another agreement is said as for the contract's own sections."""
    record = "record of everything is complete through 1996-03-01\n"
    waived = "1996-02-28 Lender waived section 5(a)(i) of Loan in writing\n"
    contract = ELSEWHERE.replace("Lender received\n", "Lender received, each satisfactory to Lender\n")
    assert verdict(contract, record, "Deliveries", as_of="1996-03-01") == "NOT YET"
    assert verdict(contract, record + waived, "Deliveries", as_of="1996-03-01") == "SATISFIED since 1996-02-28"
