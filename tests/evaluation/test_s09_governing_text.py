"""S9: an amending clause supplies its text only while its own effect holds; a text that is not there is unknown."""

import pytest

from assent.engine.analysis.prove import prove
from tests.support.contracts import case, complete, contract_of, resolved, verdict

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


SECOND = AMENDED.replace("once Amendment", "once Second").replace("        (i) Lender received Note\n", "")
STACK = "event Signing\nSecond {} Signing occurred\n"
TWO = TAKES + STACK.format("takes effect when") + ORIGINAL + AMENDED + SECOND
TURNED = TAKES + STACK.format("takes effect when") + ORIGINAL + SECOND + AMENDED
SIGNED = "1996-03-12 Signing occurred\n"
EARLY = "1996-03-08 Signing occurred\n"
TOGETHER = "1996-03-10 Signing occurred\n"


@pytest.mark.parametrize(
    ("contract", "facts", "answer"),
    [
        (TWO, "", "NOT YET"),  # the old text: a note
        (TWO, CLOSED, "NOT YET"),  # a note and a mortgage
        (TWO, SIGNED, "SATISFIED since 1996-03-20"),  # a mortgage
        (TWO, CLOSED + SIGNED, "SATISFIED since 1996-03-20"),
        (TWO, EARLY + CLOSED, "NOT YET"),
        (TWO, CLOSED + TOGETHER, "SATISFIED since 1996-03-20"),
        (TURNED, CLOSED + SIGNED, "SATISFIED since 1996-03-20"),
        (TURNED, EARLY + CLOSED, "NOT YET"),
        (TURNED, CLOSED + TOGETHER, "NOT YET"),
    ],
)
def test_the_text_governs_whose_effect_began_last(contract, facts, answer):
    """Of two amendments of one section the later governs, wherever they stand; of one moment, the last that stands."""
    assert verdict(contract, NOW + MORTGAGE + facts, "Deliveries") == answer


def test_times_of_one_day_tell_which_began_last():
    """Within a day the clock tells them apart."""
    closed, signed = "1996-03-10 {} Closing occurred\n", "1996-03-10 {} Signing occurred\n"
    first = NOW + MORTGAGE + closed.format("09:00") + signed.format("10:00")
    last = NOW + MORTGAGE + closed.format("11:00") + signed.format("10:00")
    assert verdict(TWO, first, "Deliveries") == "SATISFIED since 1996-03-20"
    assert verdict(TWO, last, "Deliveries") == "NOT YET"


def test_what_is_in_force_again_began_last():
    """The beginning that counts is that of the time that lasts: a text that comes back goes before one since then."""
    second = "state Trigger\nSecond is in force while Trigger exists\n"
    contract = TAKES + second + ORIGINAL + AMENDED + SECOND
    states = "1996-03-05 Trigger began\n1996-03-15 Trigger ended\n1996-03-18 Trigger began\n"
    journal = NOW + CLOSED + MORTGAGE + states
    for day, answer in (("1996-03-06", "NOT YET"), ("1996-03-12", "NOT YET"), ("1996-03-16", "NOT YET")):
        assert verdict(contract, journal, "Deliveries", day) == answer
    assert verdict(contract, journal, "Deliveries", "1996-03-31") == "SATISFIED since 1996-03-20"
    lasting = journal.replace("1996-03-15 Trigger ended\n1996-03-18 Trigger began\n", "")
    assert verdict(contract, lasting, "Deliveries", "1996-03-31") == "NOT YET"  # Amendment began since


def test_three_texts_one_after_another():
    """However many there are, each goes before all whose effects began before its own."""
    third = "event Filing\nThird takes effect when Filing occurred\n"
    third += "once Third is effective, section 5(a) of Loan Agreement reads\n    Deliveries are complete when "
    contract = TWO + third + "Filing occurred\n"
    for filed, answer in (("03-01", "NOT YET"), ("03-11", "NOT YET"), ("03-29", "SATISFIED since 1996-03-29")):
        facts = SIGNED + CLOSED + f"1996-{filed} Filing occurred\n"
        assert verdict(contract, NOW + facts, "Deliveries") == answer


def test_which_began_last_may_be_unknown():
    """Where the order is not known both texts count, and only what both say is certain."""
    silent = "record of documents, determinations, waivers is complete through 1996-03-31\n"
    known = silent + CLOSED + MORTGAGE  # when Signing occurred, if ever, nobody says
    assert verdict(TWO, known, "Deliveries") == "UNDETERMINED"
    assert verdict(TWO, known + "1996-03-25 Lender received Note\n", "Deliveries").startswith("SATISFIED")


def test_the_date_is_the_latest_of_all_that_may_be():
    """Two effects of one state: since when the text governs depends on days of which nobody tells; the last is told."""
    contract = (
        "agreement Loan\ndocument Note by Borrower\nstate Default\n"
        "Relief is in force while Default exists\nStandstill is in force while Default exists\n"
        "section 4 of Loan is not in the record\n"
        "once Relief is effective, section 4 of Loan reads\n    Deliveries are complete when Lender received Note\n"
        "once Standstill is effective, section 4 of Loan reads\n"
        "    Deliveries are complete when Lender did not receive Note\n"
    )
    journal = "1996-02-28 no Default has occurred\n1996-03-01 Default began\n" + complete("1996-03-01")
    assert verdict(contract, journal, "Deliveries", "1996-03-01") == "SATISFIED since 1996-03-01"


def test_reasons_tell_which_text_governs():
    """The row of each effect says what has become of its text."""
    finding = case(TWO, NOW + EARLY + CLOSED).finding("Deliveries")
    words = [row.text for row in finding.walk()]
    assert "this text governs: Amendment is effective" in words
    assert "a later text governs: Second is effective" in words


def test_the_order_on_all_journals():
    """What is proved and refuted where texts follow each other: the formulas say what the evaluation says."""
    promise = 'guarantee "a paper is needed" always Deliveries are complete only if Lender received {}\n'
    head = "section 5(a) of Loan Agreement reads\n    Deliveries are complete when Lender received Mortgage\n"
    contract = TAKES + STACK.format("takes effect when") + head + AMENDED + SECOND
    for paper, outcome in (("Mortgage", "proved"), ("Note", "refuted")):
        (proof,) = prove(contract_of(contract + promise.format(paper)))
        assert proof.outcome == outcome


@pytest.mark.parametrize("kind", ["takes effect when", "is in force while"])
def test_a_journal_that_shows_an_order(kind):
    """That the first text governs though the second effect holds needs a journal in which the first began last."""
    contract = TWO.replace("takes effect when", kind).replace("        (ii) Lender received Mortgage\n", "", 1)
    contract += 'guarantee "the second text" always\n'
    contract += "    Second is effective and Deliveries are complete only if Lender received Mortgage\n"
    (proof,) = prove(contract_of(contract))
    assert proof.outcome == "refuted"
    assert proof.counterexample is not None


def test_an_original_stands_once():
    """Two old texts of one clause: nobody can say which of them an amendment replaces."""
    _, found = resolved(TAKES + ORIGINAL + ORIGINAL + AMENDED)
    assert [finding.code for finding in found] == ["duplicate-definition"]
    assert found[0].related


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
