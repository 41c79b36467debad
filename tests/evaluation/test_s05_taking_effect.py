"""S5: an effect takes hold at the first moment at which all of its condition is met at once, and stays."""

import pytest

from tests.support.contracts import case, complete, verdict

HEAD = "event Closing\nstate Default\nrepresentation Solvency\ndocument Note by Borrower\n"
BOTH = "Closing occurred and no Default exists\n"
JOURNAL = complete("1996-06-30") + (
    "1996-03-01 Closing occurred\n1996-03-01 no Default has occurred\n"
    "1996-04-10 Default began\n1996-05-10 Default ended\n1996-05-20 no Default exists\n"
)
DATES = ("1996-02-29", "1996-03-01", "1996-04-20", "1996-05-20")


@pytest.mark.parametrize(
    ("verb", "answers"),
    [
        (
            "takes effect when",
            ("NOT YET", "EFFECTIVE since 1996-03-01", "EFFECTIVE since 1996-03-01", "EFFECTIVE since 1996-03-01"),
        ),
        (
            "is in force while",
            ("NOT YET", "EFFECTIVE since 1996-03-01", "NOT YET", "EFFECTIVE since 1996-05-20"),
        ),
    ],
)
def test_what_takes_effect_stays_and_what_is_in_force_follows(verb, answers):
    """A later default undoes nothing that took effect; `in force while` follows its condition at each moment."""
    contract = f"{HEAD}Amendment {verb} {BOTH}"
    assert tuple(verdict(contract, JOURNAL, as_of=date) for date in DATES) == answers


@pytest.mark.parametrize(("verb", "asked"), [("are complete when", "Deliveries"), ("are required when", "Deliveries")])
def test_what_is_complete_or_required_follows_its_condition(verb, asked):
    """Deliveries are complete while they are, and a duty lasts while its condition does."""
    contract = f"{HEAD}Deliveries {verb} {BOTH}"
    answers = tuple(verdict(contract, JOURNAL, asked, date) for date in DATES)
    assert answers == ("NOT YET", "SATISFIED since 1996-03-01", "NOT YET", "SATISFIED since 1996-05-20")


def test_all_conditions_must_be_met_at_once():
    """Each was met at some time, but never all together: not yet."""
    contract = f"{HEAD}Amendment takes effect when Closing occurred and Solvency is true\n"
    journal = complete("1996-03-30") + (
        "1996-03-01 Solvency is true\n1996-03-02 Solvency is untrue\n"
        "1996-03-02 Closing occurred\n1996-03-30 Solvency is untrue\n"
    )
    finding = case(contract, journal).finding(as_of="1996-03-02")
    assert finding.verdict == "NOT YET"
    again = journal.replace("1996-03-30 Solvency is untrue", "1996-03-30 Solvency is true")
    assert verdict(contract, again) == "EFFECTIVE since 1996-03-30"


def test_the_first_moment_counts():
    """Since when: the day on which the last condition came to be met, not the day of the question."""
    contract = f"{HEAD}Amendment takes effect when Closing occurred and Lender received Note\n"
    journal = (
        complete("1996-06-30")
        + "1996-03-05 Lender received Note\n1996-03-01 Closing occurred\n1996-03-09 Lender received Note\n"
    )
    assert verdict(contract, journal) == "EFFECTIVE since 1996-03-05"


def test_what_is_not_known_to_have_been_earlier_is_since_then_at_the_latest():
    """An unknown that could only make it earlier leaves the verdict definite, and the date says `at the latest`."""
    contract = f"{HEAD}Amendment takes effect when {BOTH}"
    journal = "1996-03-01 Closing occurred\n1996-03-09 no Default exists\n"
    finding = case(contract, journal).finding(as_of="1996-03-10")
    assert (finding.verdict, str(finding.since), finding.at_latest) == ("EFFECTIVE", "1996-03-09", True)


def test_what_took_effect_before_it_would_lapse_stays():
    """A long-stop date stops an effect from taking hold; it does not end one that has."""
    contract = f"{HEAD}Amendment takes effect when Closing occurred\nAmendment lapses after 1996-03-31\n"
    early = complete("1996-06-30") + "1996-03-31 Closing occurred\n"
    assert verdict(contract, early) == "EFFECTIVE since 1996-03-31"
    late = complete("1996-06-30") + "1996-04-01 Closing occurred\n"
    assert verdict(contract, late) == "CAN NO LONGER BE"


def test_relation_back():
    """Effective as of an earlier date: once it is effective, it has been since then; before that it is not yet."""
    contract = f"{HEAD}Amendment takes effect when Closing occurred\nAmendment relates back to the date of Amendment\n"
    journal = complete("1996-06-30") + "1996-03-31 Closing occurred\n"
    assert verdict(contract, journal, as_of="1996-03-30") == "NOT YET"
    assert verdict(contract, journal, as_of="1996-03-31") == "EFFECTIVE since 1996-02-28"


def test_what_leans_on_a_related_back_effect():
    """A closing while the amendment is effective: relation back covers it, seen from the day of effectiveness."""
    contract = HEAD + (
        "event Signing\nAmendment takes effect when Signing occurred\nAmendment relates back to 1996-02-28\n"
        "Second takes effect when Closing occurred while Amendment is effective\n"
    )
    journal = complete("1996-06-30") + "1996-03-10 Closing occurred\n1996-03-31 Signing occurred\n"
    assert verdict(contract, journal, "Second", "1996-03-30") == "NOT YET"
    assert verdict(contract, journal, "Second", "1996-03-31") == "EFFECTIVE since 1996-03-10"


def test_staged_effects():
    """One effect may wait for another: it takes hold when that one has and its own condition is met."""
    contract = HEAD + (
        "First takes effect when Lender received Note\n"
        "Amendment takes effect when First is effective and Closing occurred\n"
    )
    journal = complete("1996-06-30") + "1996-03-10 Closing occurred\n1996-03-31 Lender received Note\n"
    assert verdict(contract, journal, as_of="1996-03-30") == "NOT YET"
    assert verdict(contract, journal) == "EFFECTIVE since 1996-03-31"


def test_an_effect_that_wants_another_not_to_be():
    """`is not effective` without a circle: met until the other takes effect, and lost from then on."""
    contract = HEAD + (
        "First takes effect when Lender received Note\n"
        "Amendment takes effect when First is not effective and Closing occurred\n"
    )
    closed = "1996-03-10 Closing occurred\n"
    noted = "1996-03-05 Lender received Note\n"
    assert verdict(contract, complete("1996-06-30") + closed) == "EFFECTIVE since 1996-03-10"
    assert verdict(contract, complete("1996-06-30") + closed + noted) == "CAN NO LONGER BE"


@pytest.mark.parametrize(
    ("condition", "journal", "answer"),
    [
        ("Closing occurred", complete("1996-03-31"), "NOT YET"),
        ("Closing occurred", "", "UNDETERMINED"),
        ("Closing occurred by 1996-03-01", complete("1996-03-31"), "CAN NO LONGER BE"),
        ("Closing occurred", complete("1996-03-31") + "1996-03-05 Closing occurred\n", "EFFECTIVE"),
    ],
)
def test_only_a_date_can_be_one_at_the_latest(condition, journal, answer):
    """What is not effective has no date; what nothing unknown could make earlier has its own."""
    finding = case(f"event Closing\nAmendment takes effect when {condition}\n", journal).finding(as_of="1996-03-31")
    assert (finding.verdict, finding.at_latest) == (answer, False)
    assert str(finding.since) == ("1996-03-05" if answer == "EFFECTIVE" else "None")


LATER = (
    "event Closing\nevent Deed\nAmendment takes effect when Closing occurred on 1996-04-10\n"
    "Amendment relates back to 1996-03-01\nStandstill is in force while Amendment is not effective and Deed occurred\n"
)


def test_what_is_certain_to_take_effect_does_not_relate_back_before_it_has():
    """The closing has occurred, so on 10 April it will have: until then nothing is effective or relates back."""
    journal = complete("1996-04-10") + "1996-03-05 Closing occurred\n"
    assert verdict(LATER, journal, as_of="1996-03-31") == "NOT YET"
    assert verdict(LATER, journal, as_of="1996-04-09") == "NOT YET"
    assert verdict(LATER, journal, as_of="1996-04-10") == "EFFECTIVE since 1996-03-01"


def test_until_it_takes_effect_there_is_time_for_what_it_will_end():
    """Seen from 10 April the standstill never was; asked before, it can come into force, and does with the deed."""
    journal = complete("1996-04-10") + "1996-03-05 Closing occurred\n"
    deed = journal + "1996-04-05 Deed occurred\n"
    assert verdict(LATER, journal, "Standstill", "1996-03-31") == "NOT YET"
    assert verdict(LATER, deed, "Standstill", "1996-04-05") == "EFFECTIVE since 1996-04-05"
    assert verdict(LATER, deed, "Standstill", "1996-04-10") == "CAN NO LONGER BE"
