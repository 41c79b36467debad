"""S6: a condition counts until a moment or after it; what did not come about by a deadline is told behind it."""

import pytest

from tests.support.contracts import case, complete, verdict

HEAD = "event Closing\nevent Fee\nstate Default\ndocument Deed by Lender\n"
NOW = complete("1996-03-31")


def of(condition: str, how: str = "takes effect when") -> str:
    return f"{HEAD}Amendment {how} {condition}\n"


# --- until, after -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("", "EFFECTIVE since 1996-03-11"),
        ("1996-03-05 Fee occurred\n", "EFFECTIVE since 1996-03-05"),
        ("1996-03-05 Fee occurred\n1996-03-01 Closing occurred\n", "EFFECTIVE since 1996-03-05"),
    ],
)
def test_until_asks_no_longer_behind_its_day(facts, answer):
    """`until M, C` is met by C, and from the day behind M on without it: the whole day M still asks for C."""
    assert verdict(of("until 1996-03-10, Fee occurred"), NOW + facts) == answer
    assert verdict(of("until 1996-03-10, Fee occurred"), complete("1996-03-10")) == "NOT YET"


@pytest.mark.parametrize(
    ("facts", "as_of", "answer"),
    [
        ("", "1996-03-10", "EFFECTIVE"),
        ("", "1996-03-11", "NOT YET"),
        ("1996-03-20 Fee occurred\n", "1996-03-11", "NOT YET"),
        ("1996-03-20 Fee occurred\n", "1996-03-20", "EFFECTIVE since 1996-03-20"),
    ],
)
def test_after_asks_only_behind_its_day(facts, as_of, answer):
    """`after M, C` asks for nothing up to the end of M, and from then on for C."""
    contract = of("after 1996-03-10, Fee occurred", "is in force while")
    assert verdict(contract, NOW + facts, as_of=as_of) == answer


def test_in_a_list_of_which_one_is_enough_what_does_not_count_meets_nothing():
    """Outside its time a condition drops out: of an `any of` it can then not be the one that is met (as under S10)."""
    contract = of("any of\n    - until 1996-03-10, Fee occurred\n    - Closing occurred")
    assert verdict(contract, NOW) == "NOT YET"
    assert verdict(contract, NOW + "1996-03-20 Fee occurred\n") == "NOT YET"
    assert verdict(contract, NOW + "1996-03-09 Fee occurred\n") == "EFFECTIVE since 1996-03-09"
    later = of("any of\n    - after 1996-03-10, Fee occurred\n    - Closing occurred", "is in force while")
    assert verdict(later, NOW + "1996-03-09 Fee occurred\n", as_of="1996-03-10") == "NOT YET"
    assert verdict(later, NOW + "1996-03-09 Fee occurred\n") == "EFFECTIVE since 1996-03-11"


def test_what_counted_only_until_a_moment_is_lost_behind_it():
    """S4: time never turns back."""
    contract = of("any of\n    - until 1996-03-10, Fee occurred\n    - until 1996-03-12, Closing occurred")
    assert verdict(contract, NOW, as_of="1996-03-12") == "NOT YET"
    assert verdict(contract, NOW, as_of="1996-03-13") == "CAN NO LONGER BE"


@pytest.mark.parametrize(
    ("as_of", "facts", "answer"),
    [
        ("1996-03-10 12:00", "", "NOT YET"),
        ("1996-03-10 12:01", "", "EFFECTIVE since 1996-03-10 12:01"),
        ("1996-03-09", "", "NOT YET"),
        ("1996-03-10", "", "UNDETERMINED"),
        ("1996-03-10", "1996-03-10 15:00 Closing occurred\n", "EFFECTIVE since 1996-03-10 12:01"),
        ("1996-03-10", "1996-03-10 12:00 Closing occurred\n", "UNDETERMINED"),
        ("1996-03-11", "", "EFFECTIVE since 1996-03-10 12:01"),
    ],
)
def test_an_hour_passes_within_its_day(as_of, facts, answer):
    """S1: as of a day, only a fact of a later hour tells that an hour of it has passed; the time of day would tell."""
    assert verdict(of("until 1996-03-10 12:00, Fee occurred"), NOW + facts, as_of=as_of) == answer


def test_what_does_not_hang_on_the_hour_is_told_as_of_a_day():
    """S3: before the hour or behind it, one of the two is asked for, and neither is met."""
    contract = of("all of\n    - until 1996-03-10 12:00, Fee occurred\n    - after 1996-03-10 12:00, Fee occurred")
    assert verdict(contract, NOW, as_of="1996-03-10") == "NOT YET"
    either = of("any of\n    - until 1996-03-10 12:00, Fee occurred\n    - after 1996-03-10 12:00, Fee occurred")
    assert verdict(either, NOW + "1996-03-01 Fee occurred\n", as_of="1996-03-10") == "EFFECTIVE since 1996-03-01"


def test_a_list_may_stand_behind():
    """The prefix limits the whole list, and others may stand before it."""
    contract = of("until 1996-03-10, until 1996-03-12, all of\n    - Fee occurred\n    - Closing occurred")
    assert verdict(contract, NOW + "1996-03-02 Fee occurred\n", as_of="1996-03-10") == "NOT YET"
    assert verdict(contract, NOW) == "EFFECTIVE since 1996-03-11"


def test_the_reason_says_that_time_has_passed():
    """S11: where time alone met the condition, the row that decides says so."""
    finding = case(of("until 1996-03-10, Fee occurred"), NOW).finding()
    assert [row.text for row in finding.walk() if row.decisive and not row.reasons] == ["1996-03-10 has passed"]


# --- did not, by ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "as_of", "answer"),
    [
        ("", "1996-03-10", "NOT YET"),
        ("", "1996-03-11", "EFFECTIVE since 1996-03-11"),
        ("1996-03-10 Fee occurred\n", "1996-03-31", "CAN NO LONGER BE"),
        ("1996-03-11 Fee occurred\n", "1996-03-31", "EFFECTIVE since 1996-03-11"),
        ("record of events is complete through 1996-03-09\n", "1996-03-31", "UNDETERMINED"),
    ],
)
def test_what_did_not_happen_by_a_deadline_is_told_behind_it(facts, as_of, answer):
    """Nobody can say that a fee was not paid by a day before the day is over; afterwards it is so for good."""
    assert verdict(of("Fee did not occur by 1996-03-10"), NOW + facts, as_of=as_of) == answer


@pytest.mark.parametrize("day", ["1996-03-10", "1996-03-11", "1996-03-12"])
@pytest.mark.parametrize("as_of", ["1996-03-11", "1996-03-12", "1996-03-31"])
def test_behind_a_deadline_either_it_was_or_it_was_not(day, as_of):
    """Once the deadline has passed, `X by M` and `X did not by M` are each other's opposite."""
    facts = f"{NOW}{day} Fee occurred\n"
    so = verdict(of("Fee occurred by 1996-03-10", "is in force while"), facts, as_of=as_of)
    not_so = verdict(of("Fee did not occur by 1996-03-10", "is in force while"), facts, as_of=as_of)
    assert so.startswith("EFFECTIVE") != not_so.startswith("EFFECTIVE")


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Lender did not receive Deed by 1996-03-10", "1996-03-10 Lender received Deed"),
        (
            "Lender did not receive Deed executed by Lender by 1996-03-10",
            "1996-03-05 Lender received Deed executed by Lender",
        ),
        ("Lender, Borrower did not receive Deed by 1996-03-10", "1996-03-10 Borrower received Deed"),
        ("no Default has occurred by 1996-03-10", "1996-03-10 Default began"),
        ("by 1996-03-10, Fee did not occur", "1996-03-10 Fee occurred"),
    ],
)  # fmt: skip
def test_whatever_stays_so_once_it_has_come_about(sentence, fact):
    """Of several names, none by the deadline."""
    clean = NOW + "1996-03-31 no Default has occurred\n"
    assert verdict(of(sentence), clean) == "EFFECTIVE since 1996-03-11"
    assert verdict(of(sentence), clean, as_of="1996-03-10") != "EFFECTIVE since 1996-03-11"
    assert verdict(of(sentence), NOW + f"{fact}\n") == "CAN NO LONGER BE"


def test_what_comes_and_goes_is_asked_of_any_moment_up_to_the_deadline():
    """`no Default exists by M` asks that there be none at some moment up to M: a cure, not a silence."""
    contract = of("no Default exists by 1996-03-10")
    cured = NOW + "1996-03-01 Default began\n1996-03-08 Default ended\n1996-03-08 no Default exists\n"
    assert verdict(contract, cured) == "EFFECTIVE since 1996-03-08"


def test_what_is_not_effective_by_a_deadline():
    """An effect stays so: that it was not effective by a day is told behind that day."""
    contract = of("Deal is not effective by 1996-03-10") + "Deal takes effect when Fee occurred\n"
    assert verdict(contract, NOW) == "EFFECTIVE since 1996-03-11"
    assert verdict(contract, NOW + "1996-03-10 Fee occurred\n") == "CAN NO LONGER BE"


def test_the_row_of_what_did_not_happen_cites_what_came_too_late():
    """S11: the row that decides says what was not done in time."""
    finding = case(of("Fee did not occur by 1996-03-10"), NOW + "1996-03-12 Fee occurred\n").finding()
    rows = [row.text for row in finding.walk() if row.decisive and not row.reasons]
    assert rows == ["1996-03-10 has passed", "Fee did not occur by 1996-03-10"]
