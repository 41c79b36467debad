"""S9: an amending clause supplies its text only while its own effect holds; a text that is not there is unknown."""

import pytest

from tests.support.contracts import case, complete, resolved, verdict

HEAD = """\
agreement Loan Agreement between Lender, Borrower
document Note by Borrower
document Mortgage by Borrower
event Closing
Amendment {} Closing occurred
"""
ABSENT = "section 5(a) of Loan Agreement is not in the record\n"
ORIGINAL = """\
section 5(a) of Loan Agreement reads
    Deliveries are complete when
        (i) Lender received Note
"""
AMENDED = """\
once Amendment is effective, section 5(a) of Loan Agreement reads
    Deliveries are complete when
        (i) Lender received Note
        (ii) Lender received Mortgage
"""
NOW = complete("1996-03-31")
NOTE = "1996-03-01 Lender received Note\n"
MORTGAGE = "1996-03-20 Lender received Mortgage\n"
CLOSED = "1996-03-10 Closing occurred\n"
TAKES = HEAD.format("takes effect when")
WHILE = HEAD.format("is in force while")


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("", "UNDETERMINED"),
        (NOTE + MORTGAGE, "UNDETERMINED"),
        (CLOSED, "NOT YET"),
        (CLOSED + NOTE, "NOT YET"),
        (CLOSED + NOTE + MORTGAGE, "SATISFIED since 1996-03-20"),
    ],
)
def test_the_old_text_is_not_in_the_record(facts, answer):
    """Before the amendment is effective the old section governs, and nobody can say what it asks."""
    assert verdict(TAKES + ABSENT + AMENDED, NOW + facts, "Deliveries") == answer


def test_the_reason_is_that_the_text_is_not_in_the_record():
    """The answer says which text is missing, and that the amendment is not effective."""
    finding = case(TAKES + ABSENT + AMENDED, NOW).finding("Deliveries")
    (fact,) = finding.missing
    assert set(fact.nouns) == {"section 5(a) of Loan Agreement", "Loan Agreement"}
    assert "not in the record" in finding.reasons[0].note and "Amendment" in finding.reasons[0].note


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("", "NOT YET"),
        (NOTE, "SATISFIED since 1996-03-01"),
        (CLOSED + NOTE, "NOT YET"),
        (CLOSED + NOTE + MORTGAGE, "SATISFIED since 1996-03-20"),
        (CLOSED + MORTGAGE, "NOT YET"),
    ],
)
def test_the_original_text_is_given(facts, answer):
    """The old text governs until the amendment is effective, the new one from then on."""
    assert verdict(TAKES + ORIGINAL + AMENDED, NOW + facts, "Deliveries") == answer


def test_the_governing_text_is_that_of_the_moment():
    """As of a day before the amendment took effect, the old text still governs."""
    case_ = case(TAKES + ORIGINAL + AMENDED, NOW + NOTE + CLOSED)
    assert case_.verdict("Deliveries", "1996-03-09") == "SATISFIED since 1996-03-01"
    assert case_.verdict("Deliveries", "1996-03-10") == "NOT YET"


def test_only_the_governing_text_is_explained():
    """The reasons show the text that governs, under its section and agreement, and not the other."""
    for facts, labels in ((NOTE, {"5(a)(i)"}), (NOTE + CLOSED, {"5(a)(i)", "5(a)(ii)"})):
        finding = case(TAKES + ORIGINAL + AMENDED, NOW + facts).finding("Deliveries")
        rows = [row for row in finding.walk() if row.labelled]
        assert {row.section for row in rows} == labels
        assert {row.agreement for row in rows} == {"Loan Agreement"}


def test_when_it_is_unknown_which_text_governs():
    """Whether the amendment is effective is unknown: both texts count, and only what both say is certain."""
    events_unknown = "record of documents, determinations, waivers is complete through 1996-03-31\n"
    contract = TAKES + ORIGINAL + AMENDED
    assert verdict(contract, events_unknown, "Deliveries") == "NOT YET"
    assert verdict(contract, events_unknown + NOTE, "Deliveries") == "UNDETERMINED"
    assert verdict(contract, events_unknown + NOTE + MORTGAGE, "Deliveries").startswith("SATISFIED")


def test_an_amendment_in_force_for_a_while():
    """A text that an effect in force supplies goes when that effect goes: then the old one governs again."""
    contract = (
        (WHILE + ORIGINAL + AMENDED)
        .replace("event Closing\n", "state Default\n")
        .replace("Closing occurred", "no Default exists")
    )
    journal = NOW + NOTE + "1996-03-10 no Default has occurred\n1996-03-15 Default began\n"
    assert verdict(contract, journal, "Deliveries", "1996-03-10") == "NOT YET"
    assert verdict(contract, journal, "Deliveries", "1996-03-16") in (
        "SATISFIED since 1996-03-15",
        "SATISFIED since 1996-03-01",
    )


def test_two_amendments_of_one_section():
    """The text of the later clause goes before that of the earlier one once both are effective."""
    second = AMENDED.replace("once Amendment", "once Second").replace("        (i) Lender received Note\n", "")
    contract = TAKES + "event Signing\nSecond takes effect when Signing occurred\n" + ORIGINAL + AMENDED + second
    signed = "1996-03-12 Signing occurred\n"
    assert verdict(contract, NOW + CLOSED + MORTGAGE, "Deliveries") == "NOT YET"
    assert verdict(contract, NOW + CLOSED + signed + MORTGAGE, "Deliveries") == "SATISFIED since 1996-03-20"


def test_an_original_is_needed():
    """A section that an amendment rewrites needs its old text, or the words that it is not in the record."""
    _, found = resolved(TAKES + AMENDED)
    assert [finding.code for finding in found] == ["missing-version"]


def test_a_matter_that_is_not_in_the_record():
    """A proposition whose text is missing is unknown, and that is the reason given."""
    contract = "matter Old Terms not in the record\nAmendment takes effect when Old Terms are true\n"
    finding = case(contract, NOW).finding()
    assert finding.verdict == "UNDETERMINED"
    assert "not in the record" in finding.missing[0].why


def test_the_fact_that_makes_the_old_text_govern_is_cited():
    """That the amendment is not effective is part of the answer: the fact that says so is among its reasons."""
    journal = NOTE + "1996-03-10 Closing did not occur\n"
    finding = case(TAKES + ORIGINAL + AMENDED, journal).finding("Deliveries", "1996-03-10")
    assert finding.verdict == "SATISFIED"
    assert "Closing did not occur" in {fact.sentence for row in finding.walk() for fact in row.facts}


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("", "UNDETERMINED"),
        (CLOSED, "UNDETERMINED"),
        (CLOSED + MORTGAGE, "EFFECTIVE since 1996-03-20"),
    ],
)
def test_an_effect_by_a_text_that_is_not_there_is_unknown(facts, answer):
    """Nobody can tell whether the old text gave the effect; had it, it would have lasted under the new one too (S5)."""
    contract = TAKES + ABSENT + "once Amendment is effective, section 5(a) of Loan Agreement reads\n"
    contract += "    Relief takes effect when Lender received Mortgage\n"
    assert verdict(contract, NOW + facts, "Relief") == answer
