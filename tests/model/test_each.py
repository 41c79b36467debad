"""Sets of parties and `for each`: each is resolved into what could have been written out, and nothing else."""

import pytest

from assent.engine.analysis.canonical import canonical
from assent.engine.model import conditions as m
from tests.support.contracts import case, contract_of, missing, reason

PARTIES = """\
party Alpha Bank
party Beta Bank
party Gamma Bank
parties Lenders are Alpha Bank, Seniors
parties Seniors are Beta Bank, Gamma Bank, Alpha Bank
document Note between Lenders, Borrower
document Deed
documents Papers are Note, Deed
recurring event Fee Payment with payee as party
"""


def form(condition: str) -> str:
    """What a condition asks, without its words and places."""
    return canonical(contract_of(f"{PARTIES}Amendment takes effect when {condition}\n").clauses["Amendment"])


def written_out(condition: str, *names: str, joint: str = "and") -> str:
    """A condition about `X`, once for each name."""
    return f" {joint} ".join(condition.replace("X", name) for name in names)


LENDERS = ("Alpha Bank", "Beta Bank", "Gamma Bank")


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Lenders received Deed", "Alpha Bank, Beta Bank, Gamma Bank received Deed"),
        ("Lenders did not execute Deed", "Alpha Bank, Beta Bank, Gamma Bank did not execute Deed"),
        ("Deed is satisfactory to Lenders", "Deed is satisfactory to Alpha Bank, Beta Bank, Gamma Bank"),
        ("Lenders, Alpha Bank received Deed", "Alpha Bank, Beta Bank, Gamma Bank received Deed"),
        (
            "Borrower received Deed executed by Lenders",
            "Borrower received Deed executed by Alpha Bank, Beta Bank, Gamma Bank",
        ),
        (
            "Borrower received Note executed by its parties",
            "Borrower received Note executed by Alpha Bank, Beta Bank, Gamma Bank, Borrower",
        ),
        (
            "Lenders received, each satisfactory to Lenders\n    - Deed",
            "Alpha Bank, Beta Bank, Gamma Bank received, each satisfactory to Alpha Bank, Beta Bank, Gamma Bank\n"
            "    - Deed",
        ),
        ("for each Member in Lenders, Member received Deed", written_out("X received Deed", *LENDERS)),
        ("for any Member in Lenders, Member received Deed", written_out("X received Deed", *LENDERS, joint="or")),
        ("for each Paper in Papers, Borrower received Paper", written_out("Borrower received X", "Note", "Deed")),
        (
            "for each Member in Lenders, Fee Payment occurred with payee Member",
            written_out("Fee Payment occurred with payee X", *LENDERS),
        ),
        (
            "for each Member in Seniors, for any Paper in Papers, Member received Paper",
            "all of\n"
            + "".join(
                f"    - any of\n        - {lender} received Note\n        - {lender} received Deed\n"
                for lender in ("Beta Bank", "Gamma Bank", "Alpha Bank")
            ),
        ),
    ],
)
def test_it_is_what_could_have_been_written_out(short, long):
    """A set stands for its members, each once, in the order of the definition; so does `for each`."""
    assert form(short) == form(long)


def test_a_reading_drops_out_of_the_list_that_for_each_makes():
    """Under another reading a condition that any member may meet is not met by dropping out (S10)."""
    text = f"""{PARTIES}question Q
    LOOSE, default
    STRICT
Amendment takes effect when for any Member in Lenders, under STRICT, Member received Deed
"""
    condition = contract_of(text).clauses["Amendment"].versions[0].condition
    assert isinstance(condition, m.AnyOf)
    assert [part.neutral for part in condition.parts if isinstance(part, m.UnderReading)] == [False] * 3


def test_answers_name_the_members():
    """What is said of a condition says of whom it is so, and never the name that `for each` brought."""
    text = f"""{PARTIES}Standstill is in force while for each Member in Lenders, any of
    - Member did not execute Deed
    - Fee Payment occurred with payee Member
"""
    found = case(text, "record of everything is complete through 1996-03-05\n1996-03-01 Lenders executed Deed\n")
    finding = found.finding("Standstill")
    assert finding.verdict == "NOT YET"
    assert reason(finding, "Fee Payment occurred with payee Gamma Bank").status == "OUTSTANDING"
    texts = [one.text for one in finding.walk()]
    assert "Alpha Bank did not execute Deed" in texts
    assert not [one for one in texts if "Member " in one and not one.startswith("for each")]


def test_a_fact_about_a_set_is_a_fact_about_each():
    """A journal may speak of a set where all of its members did the same on one day."""
    text = f"{PARTIES}Amendment takes effect when Gamma Bank executed Deed and Deed is satisfactory to Beta Bank\n"
    assert case(text, "1996-03-01 Lenders executed Deed\n1996-03-02 Deed is satisfactory to Lenders\n").verdict() == (
        "EFFECTIVE since 1996-03-02"
    )


def test_what_is_missing_is_missing_of_a_member():
    """Of a set of whom one has not signed, that one is named."""
    text = f"{PARTIES}Amendment takes effect when Lenders executed Deed\n"
    finding = case(text, "1996-03-01 Alpha Bank, Gamma Bank executed Deed\n").finding()
    assert finding.verdict == "UNDETERMINED"
    assert missing(finding) == {"Beta Bank executed Deed"}


def test_each_of_a_set_may_waive():
    """Who may waive is each member by itself, as it is of several names."""
    text = f"""{PARTIES}section 2
    Amendment takes effect when
        (a) Borrower received Deed
    Lenders may waive section 2
"""
    journal = "record of everything is complete through 1996-03-05\n1996-03-02 Gamma Bank waived section 2(a)\n"
    assert case(text, journal).verdict() == "EFFECTIVE since 1996-03-02"
