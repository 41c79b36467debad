"""S16: what somebody is obliged to do or forbidden to let happen; when that is breached, excused, cured."""

import pytest
from hypothesis import assume, given

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.model.obligations import breach_of, is_obligation
from tests.support import profiles
from tests.support.contracts import case, complete, resolved, said, verdict
from tests.support.encodings import cases

HEAD = (
    "event Closing\nevent Sale\nevent Payment\nrecurring event Advance\nstate Default\n"
    "document Note by Borrower\nagreement Loan between Lender, Borrower\n"
)
EFFECT = f"{HEAD}Amendment takes effect when Closing occurred\n"
KNOWN = complete("1996-06-30")
PREPAYMENT = EFFECT + "Prepayment obliges Borrower to Payment occurred by 10 days after Sale occurred\n"
SALES = EFFECT + "Sales forbids Borrower to permit\n    - Sale occurred\n    - Advance occurred\n"
BREACH = "Breach of Prepayment"


def days(contract: str, journal: str, name: str, *moments: str) -> list[str]:
    """The answers on one clause as of some days."""
    found = case(contract, journal)
    return [found.verdict(name, moment) for moment in moments]


# --- obligations --------------------------------------------------------------------------------------------------


def test_a_deadline_that_passes_is_a_breach_from_the_next_day_on():
    """The whole last day counts; late performance is no performance."""
    journal = KNOWN + "1996-03-05 Sale occurred\n1996-03-20 Payment occurred\n"
    moments = ("1996-03-04", "1996-03-15", "1996-03-16", "1996-06-30")
    since = "BREACHED since 1996-03-16"
    assert days(PREPAYMENT, journal, BREACH, *moments) == ["NOT YET", "NOT YET", since, since]
    assert days(PREPAYMENT, journal, "Prepayment", *moments)[2:] == ["CAN NO LONGER BE"] * 2


def test_what_is_done_in_time_is_performed_and_never_breached():
    """Performed on the last day, to its end."""
    journal = KNOWN + "1996-03-05 Sale occurred\n1996-03-15 Payment occurred\n"
    assert verdict(PREPAYMENT, journal, "Prepayment") == "PERFORMED since 1996-03-15"
    assert verdict(PREPAYMENT, journal, BREACH) == "CAN NO LONGER BE"


def test_without_a_deadline_time_breaches_nothing():
    """Nothing says when it would be too late."""
    contract = EFFECT + "Prepayment obliges Borrower to Payment occurred\n"
    assert days(contract, KNOWN, "Prepayment", "1996-03-01", "1996-06-30") == ["NOT YET", "NOT YET"]
    assert days(contract, KNOWN, BREACH, "1996-03-01", "1996-06-30") == ["CAN NO LONGER BE"] * 2


TWO = "\n    - Payment occurred by 1996-03-10\n    - Sale occurred by 1996-03-20\n"
DRAWN = "1996-03-09 Default exists\n1996-03-09 Advance occurred\n"
THREE = f"at least 2 of{TWO}    - Closing occurred\n"


@pytest.mark.parametrize(
    ("asked", "facts", "since"),
    [
        (f"all of{TWO}", "", "1996-03-11"),
        (f"all of{TWO}", "1996-03-09 Payment occurred\n", "1996-03-21"),
        (f"any of{TWO}", "", "1996-03-21"),
        (f"any of{TWO}", "1996-03-20 Sale occurred\n", ""),
        (THREE, "", "1996-03-21"),
        (THREE, "1996-03-20 Sale occurred\n", ""),
        ("any of\n    - Payment occurred by 1996-03-10\n    - Lender received Note\n", "", ""),
        ("Payment did not occur\n", "1996-03-09 Payment occurred\n", "1996-03-09"),
        ("Payment did not occur by 1996-03-10\n", "1996-03-09 Payment occurred\n", "1996-03-09"),
        ("Payment did not occur by 1996-03-10\n", "1996-03-12 Payment occurred\n", ""),
        ("no Default exists on 1996-03-10\n", "1996-03-10 Default exists\n", "1996-03-11"),
        ("no Default exists on each date of Advance\n", DRAWN, "1996-03-09"),
        ("at all times since 1996-03-01, no Default exists\n", "1996-03-09 Default began\n", "1996-03-09"),
    ],
)  # fmt: skip
def test_when_it_is_too_late(asked, facts, since):
    """Of what is needed the first deadline decides, of what would do the last; what is denied is breached when done."""
    told = "1996-02-01 no Default has occurred\n" if "Default" in asked else ""
    contract = EFFECT + f"Prepayment obliges Borrower to {asked}"
    found = verdict(contract, KNOWN + told + facts, BREACH, as_of="1996-03-31")
    assert found == f"BREACHED since {since}" if since else found in ("NOT YET", "CAN NO LONGER BE")


def test_beyond_the_record_nobody_knows_of_a_breach():
    """The payment may have been made and not recorded."""
    journal = complete("1996-03-10") + "1996-03-05 Sale occurred\n"
    assert days(PREPAYMENT, journal, BREACH, "1996-03-10", "1996-03-31") == ["NOT YET", "UNDETERMINED"]


def test_a_trigger_and_a_cure():
    """Before the trigger nothing is breached; the cure ends the breach and is no performance."""
    contract = (
        EFFECT + "Prepayment obliges Borrower to Payment occurred by 1996-03-10\n"
        "Prepayment applies when Sale occurred\nPrepayment is cured when Payment occurred\n"
    )
    journal = KNOWN + "1996-03-20 Sale occurred\n1996-04-05 Payment occurred\n"
    assert days(contract, journal, BREACH, "1996-03-19", "1996-04-04") == ["NOT YET", "BREACHED since 1996-03-20"]
    assert days(contract, journal, BREACH, "1996-04-05") == ["CAN NO LONGER BE"]
    assert verdict(contract, journal, "Prepayment") == "CAN NO LONGER BE"


def test_an_answer_names_who_is_in_breach_and_since_when():
    """Beside the verdict stands who failed, from when on, and until when."""
    contract = PREPAYMENT + "Prepayment is cured when Payment occurred\n"
    found = case(contract, KNOWN + "1996-03-05 Sale occurred\n1996-03-20 Payment occurred\n")
    assert found.finding("Prepayment", "1996-03-15").note == ""
    assert found.finding("Prepayment", "1996-03-19").note == "Borrower has been in breach since 1996-03-16"
    over = "Borrower had been in breach since 1996-03-16, and has not been since 1996-03-20"
    assert found.finding("Prepayment", "1996-03-31").note == over


def test_what_is_waived_is_breached_no_longer():
    """A waiver after the deadline excuses the breach from its day on."""
    contract = (
        EFFECT + "section 6\n    Prepayment obliges Borrower to\n        (a) Payment occurred by 1996-03-10\n"
        "    Lender may waive section 6\n"
    )
    journal = KNOWN + "1996-03-20 Lender waived section 6(a)\n"
    assert days(contract, journal, BREACH, "1996-03-19") == ["BREACHED since 1996-03-11"]
    assert days(contract, journal, BREACH, "1996-03-31") == ["CAN NO LONGER BE"]
    assert verdict(contract, journal, "Prepayment") == "PERFORMED since 1996-03-20"


# --- prohibitions -------------------------------------------------------------------------------------------------


def test_a_prohibition_is_complied_with_until_one_of_the_list_happens():
    """Of a list any one is forbidden, and the first breaches."""
    journal = KNOWN + "1996-03-05 Advance occurred\n1996-03-20 Sale occurred\n"
    assert days(SALES, journal, "Sales", "1996-03-04", "1996-06-30") == ["COMPLIED WITH", "CAN NO LONGER BE"]
    assert verdict(SALES, journal, "Breach of Sales") == "BREACHED since 1996-03-05"


def test_all_of_a_list_forbids_the_whole_alone():
    """With `all of`, what is forbidden is that all of it comes about."""
    contract = EFFECT + "Sales forbids Borrower to permit all of\n    - Sale occurred\n    - Advance occurred\n"
    journal = KNOWN + "1996-03-05 Advance occurred\n1996-03-20 Sale occurred\n"
    assert verdict(contract, journal, "Breach of Sales") == "BREACHED since 1996-03-20"


PERMITTED = SALES + "Consent permits Sale when Lender received Note\nSales does not apply when Consent is covered\n"


@pytest.mark.parametrize(
    ("note", "found"),
    [("1996-03-04", "COMPLIED WITH"), ("1996-03-06", "CAN NO LONGER BE")],
)
def test_an_exception_is_judged_when_the_act_is_done(note, found):
    """A consent that covers the act lets it through; one that came later does not."""
    journal = KNOWN + f"{note} Lender received Note\n1996-03-05 Sale occurred\n"
    assert verdict(PERMITTED, journal, "Sales") == found


def test_an_exception_that_passes_leaves_what_it_let_through():
    """What was no breach when it was done does not become one; the next act is judged by its own day."""
    contract = SALES + "Sales does not apply when no Default exists\n"
    states = "1996-03-05 no Default has occurred\n1996-03-10 Default began\n"
    journal = KNOWN + states + "1996-03-05 Sale occurred\n"
    assert verdict(contract, journal, "Sales") == "COMPLIED WITH"
    assert (
        verdict(contract, journal + "1996-03-12 Advance occurred\n", "Breach of Sales") == "BREACHED since 1996-03-12"
    )


def test_an_event_of_default_follows_from_a_breach():
    """A breach is a condition like any other."""
    contract = SALES + "Default begins when Sales is breached\nFee is required when Default exists\n"
    journal = KNOWN + "1996-03-05 Sale occurred\n"
    assert verdict(contract, journal, "Fee") == "SATISFIED since 1996-03-05"


# --- texts --------------------------------------------------------------------------------------------------------

AMENDED = (
    f"{EFFECT}section 6 of Loan reads\n    Sales forbids Borrower to permit Advance occurred\n"
    "once Amendment is effective, section 6 of Loan reads\n    Sales forbids Borrower to permit Sale occurred\n"
)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ("1996-03-05 Sale occurred\n", ""),  # not forbidden yet
        ("1996-03-12 Sale occurred\n", "BREACHED since 1996-03-12"),
        ("1996-03-12 Advance occurred\n", ""),  # forbidden no longer
    ],
)
def test_an_act_is_judged_by_the_text_that_governs_when_it_is_done(facts, found):
    """What the new text forbids was no breach before it took effect; what the old one forbade is none after."""
    answer = verdict(AMENDED, KNOWN + "1996-03-10 Closing occurred\n" + facts, "Breach of Sales")
    assert answer == found if found else not answer.startswith("BREACHED")


def test_an_exception_in_a_text_is_one_of_that_text():
    """Outside of any text it belongs to all of them."""
    inside = AMENDED + "    Sales does not apply when Lender received Note\n"
    outside = AMENDED + "Sales does not apply when Lender received Note\n"
    journal = KNOWN + "1996-03-01 Lender received Note\n1996-03-05 Advance occurred\n"
    assert verdict(inside, journal, "Breach of Sales") == "BREACHED since 1996-03-05"
    assert verdict(outside, journal, "Sales") == "COMPLIED WITH"


def test_a_deadline_is_moved_by_a_text():
    """A text with a later deadline, in force before the first has passed, leaves nothing breached."""
    contract = (
        f"{EFFECT}section 6 of Loan reads\n    Prepayment obliges Borrower to Payment occurred by 1996-03-10\n"
        "once Amendment is effective, section 6 of Loan reads\n"
        "    Prepayment obliges Borrower to Payment occurred by 1996-03-20\n"
    )
    journal = KNOWN + "1996-03-08 Closing occurred\n1996-03-15 Payment occurred\n"
    assert verdict(contract, journal, "Prepayment") == "PERFORMED since 1996-03-15"
    assert not verdict(contract, journal, BREACH, as_of="1996-03-12").startswith("BREACHED")


# --- mistakes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (SALES + "Sales is cured when Payment occurred\n", "cure-of-several", ""),
        (SALES + "Amendment is cured when Payment occurred\n", "wrong-kind", "Amendment"),
        (SALES + "Other is required when Sales is performed\n", "wrong-kind", "Sales"),
        (SALES + "Other is required when Salse is breached\n", "unknown-term", "Salse"),
        (EFFECT + "Sales forbids Closing to permit Sale occurred\n", "wrong-kind", "Closing"),
        (SALES + "Sales obliges Borrower to Payment occurred\n", "duplicate-definition", "Sales"),
        (SALES + "document Breach of Sales\n", "duplicate-definition", ""),
    ],
)
def test_mistakes(text, code, words):
    """Each stands with its place."""
    contract, found = resolved(text)
    assert contract is None
    lines = text.split("\n")
    first = found[0]
    assert first.code == code, [one.code for one in found]
    head = 5
    if words:
        line = lines[first.span.line - 1 - head]
        assert line[first.span.column - 1 : first.span.end_column - 1] == words


def test_one_cure_of_what_happens_once():
    """An equity cure of one covenant that is breached at most once."""
    contract = EFFECT + "Sales forbids Borrower to permit Sale occurred\nSales is cured when Payment occurred\n"
    journal = KNOWN + "1996-03-05 Sale occurred\n1996-03-20 Payment occurred\n"
    assert days(contract, journal, "Breach of Sales", "1996-03-19") == ["BREACHED since 1996-03-05"]
    assert verdict(contract, journal, "Sales") == "COMPLIED WITH since 1996-03-20"


# --- laws ---------------------------------------------------------------------------------------------------------


@profiles.cases(60)
@given(cases())
def test_what_is_complied_with_is_not_breached(drawn):
    """A prohibition and its breach never both hold, and one of them does where everything is known."""
    names = [name for name, clause in drawn.contract.clauses.items() if is_obligation(clause)]
    assume(names)
    asked = (*names, *map(breach_of, names))
    found = evaluate(drawn.contract, drawn.facts, drawn.as_of, drawn.readings, asked)
    for name in names:
        kept, breached = found[name], found[breach_of(name)]
        if found[name].kind == "prohibition":
            assert kept.positive <= (breached.verdict in ("NOT YET", "CAN NO LONGER BE")), said(breached)
            assert breached.positive <= (kept.verdict in ("NOT YET", "CAN NO LONGER BE")), said(kept)
            assert (kept.verdict == "UNDETERMINED") == (breached.verdict == "UNDETERMINED")
        else:
            assert not (kept.positive and breached.positive), (said(kept), said(breached))
