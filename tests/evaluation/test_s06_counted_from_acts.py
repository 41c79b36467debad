"""S1, S6: deadlines that are counted from an act, and moments of which one hangs on an act."""

import pytest

from tests.support.contracts import case, complete, verdict

HEAD = """\
calendar Business Days from 1996-01-01 through 1996-04-30
    source "the tests"
    closed on Saturday, Sunday
event Sale
event Fee
recurring event Advance
document Deed by Lender
event Listing
event Handover
event Closing consists of Listing, Handover
"""
NOW = complete("1996-03-31")


def of(condition: str, how: str = "takes effect when") -> str:
    return f"{HEAD}Amendment {how} {condition}\n"


TEN = "Fee occurred by 10 days after Sale occurred"
SALE = "1996-03-01 Sale occurred\n"


@pytest.mark.parametrize(
    ("facts", "as_of", "answer"),
    [
        ("", "", "NOT YET"),
        (SALE, "1996-03-11", "NOT YET"),
        (SALE, "1996-03-12", "CAN NO LONGER BE"),
        (SALE + "1996-03-11 Fee occurred\n", "", "EFFECTIVE since 1996-03-11"),
        (SALE + "1996-03-12 Fee occurred\n", "", "CAN NO LONGER BE"),
        ("1996-02-01 Fee occurred\n", "", "EFFECTIVE since 1996-02-01"),
        ("1996-02-01 Fee occurred\n" + SALE, "", "EFFECTIVE since 1996-02-01"),
    ],
)
def test_a_deadline_that_runs_from_an_act(facts, as_of, answer):
    """The day of the act does not count; before the act nothing runs, and what is done then is done in time."""
    assert verdict(of(TEN), NOW + facts, as_of=as_of) == answer


@pytest.mark.parametrize(
    ("facts", "as_of", "answer"),
    [
        ("", "", "NOT YET"),
        (SALE, "1996-03-11", "NOT YET"),
        (SALE, "1996-03-12", "EFFECTIVE since 1996-03-12"),
        (SALE + "1996-03-11 Fee occurred\n", "", "CAN NO LONGER BE"),
        (SALE + "1996-03-12 Fee occurred\n", "", "EFFECTIVE since 1996-03-12"),
    ],
)
def test_what_was_not_done_in_time(facts, as_of, answer):
    """`did not ... by` is told once the deadline has passed, whatever happens later."""
    contract = of("Fee did not occur by 10 days after Sale occurred")
    assert verdict(contract, NOW + facts, as_of=as_of) == answer


@pytest.mark.parametrize(
    ("instant", "answer"),
    [
        ("Sale occurred", "EFFECTIVE since 1996-03-01 12:00"),
        ("the day on which Sale occurred", "EFFECTIVE since 1996-03-02"),
        ("the later of 1996-02-20 and the day on which Sale occurred", "EFFECTIVE since 1996-03-02"),
        ("the earlier of 1996-02-20 and the day on which Sale occurred", "EFFECTIVE since 1996-02-21"),
        ("the later of 1996-03-20 and the day on which Sale occurred", "EFFECTIVE since 1996-03-21"),
    ],
)
def test_an_act_is_its_moment_and_the_day_on_which_it_is_done_is_that_day(instant, answer):
    """Behind `until`, `Sale occurred` passes with the sale, and `the day on which Sale occurred` with that day."""
    facts = NOW + "1996-03-01 12:00 Sale occurred\n"
    assert verdict(of(f"until {instant}, Fee occurred"), facts) == answer


@pytest.mark.parametrize(("fee", "met"), [("1996-03-01 23:59", True), ("1996-03-02 00:00", False)])
def test_as_a_deadline_an_act_and_its_day_are_the_same(fee, met):
    """`by Sale occurred` runs to the end of that day, with or without the words that say so."""
    facts = f"{NOW}1996-03-01 12:00 Sale occurred\n{fee} Fee occurred\n"
    for instant in ("Sale occurred", "the day on which Sale occurred"):
        answer = verdict(of(f"Fee occurred by {instant}"), facts)
        assert answer.startswith("EFFECTIVE") == met, answer


@pytest.mark.parametrize("fee", [f"1996-03-{day:02d}" for day in range(1, 21)])
@pytest.mark.parametrize("deadline", ["1 Business Day after Sale occurred", "2 weeks after Sale occurred"])
def test_behind_the_deadline_either_it_was_or_it_was_not(fee, deadline):
    """In time and not in time are each other's opposite once the deadline has passed."""
    facts = f"{NOW}{SALE}{fee} Fee occurred\n"
    so = verdict(of(f"Fee occurred by {deadline}", "is in force while"), facts)
    not_so = verdict(of(f"Fee did not occur by {deadline}", "is in force while"), facts)
    assert so.startswith("EFFECTIVE") != not_so.startswith("EFFECTIVE")


def test_open_days_are_counted_from_the_act():
    """1 March 1996 was a Friday: the Business Day after it is Monday the 4th."""
    contract = of("Fee occurred by 1 Business Day after Sale occurred")
    assert verdict(contract, NOW + SALE + "1996-03-04 Fee occurred\n") == "EFFECTIVE since 1996-03-04"
    assert verdict(contract, NOW + SALE + "1996-03-05 Fee occurred\n") == "CAN NO LONGER BE"


def test_a_calendar_that_ends_leaves_the_answer_open():
    """A count that leaves the years of its calendar has no end that anybody knows."""
    facts = complete("1996-06-30") + "1996-04-26 Sale occurred\n"
    finding = case(of("Fee did not occur by 5 Business Days after Sale occurred"), facts).finding()
    assert finding.verdict == "UNDETERMINED"
    assert any("Business Days" in fact.why for fact in finding.missing)


def test_the_first_of_several_counts():
    """A period runs from the first time; a second advance starts no second one."""
    facts = NOW + "1996-03-01 Advance occurred\n1996-03-10 Advance occurred\n1996-03-15 Fee occurred\n"
    assert verdict(of("Fee occurred by 10 days after Advance occurred"), facts) == "CAN NO LONGER BE"
    assert verdict(of("Fee occurred by 14 days after Advance occurred"), facts) == "EFFECTIVE since 1996-03-15"


def test_a_whole_of_events_happens_with_its_last():
    """The period runs from the day on which the whole has happened."""
    facts = NOW + "1996-03-01 Listing occurred\n1996-03-05 Handover occurred\n1996-03-15 Fee occurred\n"
    assert verdict(of("Fee occurred by 10 days after Closing occurred"), facts) == "EFFECTIVE since 1996-03-15"
    assert verdict(of("Fee occurred by 9 days after Closing occurred"), facts) == "CAN NO LONGER BE"


def test_where_the_act_is_unknown_so_is_the_deadline():
    """S2: beyond the record the act may have happened, and its deadline may have passed."""
    journal = "record of events is complete through 1996-03-01\n1996-03-20 Lender received Deed\n"
    contract = of("Lender received Deed by 10 days after Sale occurred")
    assert verdict(contract, journal, as_of="1996-03-31") == "UNDETERMINED"
    denied = journal + "1996-03-15 Sale did not occur\n"
    assert verdict(contract, denied, as_of="1996-03-31") == "EFFECTIVE since 1996-03-20"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("", "NOT YET"),
        ("1996-03-05 Lender received Deed\n", "EFFECTIVE since 1996-03-11"),
        ("1996-03-20 Lender received Deed\n", "EFFECTIVE since 1996-03-20"),
        ("1996-03-02 Fee occurred\n", "EFFECTIVE since 1996-03-02"),
    ],
)
def test_until_the_later_of_a_day_and_an_act(facts, answer):
    """Both have to have passed: the day with its end, the act when it is done."""
    contract = of("until the later of 1996-03-10 and Lender received Deed, Fee occurred")
    assert verdict(contract, NOW + facts) == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("", "EFFECTIVE since 1996-03-11"),
        ("1996-03-05 Lender received Deed\n", "EFFECTIVE since 1996-03-05"),
        ("1996-03-20 Lender received Deed\n", "EFFECTIVE since 1996-03-11"),
    ],
)
def test_until_the_earlier_of_a_day_and_an_act(facts, answer):
    """One of the two is enough."""
    contract = of("until the earlier of 1996-03-10 and Lender received Deed, Fee occurred")
    assert verdict(contract, NOW + facts) == answer


@pytest.mark.parametrize(
    ("fee", "answer"),
    [
        ("1996-03-10", "EFFECTIVE since 1996-03-10"),
        ("1996-03-15", "EFFECTIVE since 1996-03-15"),
        ("1996-03-16", "CAN NO LONGER BE"),
    ],
)
def test_by_the_later_of_a_day_and_an_act(fee, answer):
    """As a deadline an act stands for its day, to the end."""
    contract = of("Fee occurred by the later of 1996-03-10 and Sale occurred")
    assert verdict(contract, NOW + f"1996-03-15 Sale occurred\n{fee} Fee occurred\n") == answer


def test_after_an_act_and_until_one():
    """An act passes when it is done: from then on a condition counts, or no longer does."""
    follows = of("until Sale occurred, Fee occurred", "is in force while")
    assert verdict(follows, NOW) == "NOT YET"
    assert verdict(follows, NOW + SALE) == "EFFECTIVE since 1996-03-01"
    later = of("after Sale occurred, Fee occurred", "is in force while")
    assert verdict(later, NOW) == "EFFECTIVE"
    assert verdict(later, NOW + SALE) == "NOT YET"


def test_what_hangs_on_an_act_to_come_can_still_be():
    """S4: the act and the time behind it are still ahead, however long."""
    assert verdict(of("Fee did not occur by 400 days after Sale occurred"), NOW) == "NOT YET"
    assert verdict(of("Fee did not occur by 400 days after Sale occurred"), NOW + SALE) == "NOT YET"


def test_the_reason_shows_act_and_period():
    """S11: the rows say what was not done, from what the time ran, and that it has."""
    finding = case(of("Fee did not occur by 10 days after Sale occurred"), NOW + SALE).finding()
    rows = [row.text for row in finding.walk() if row.decisive]
    assert "10 days after Sale occurred have passed" in rows
    assert any(fact.sentence == "Sale occurred" for row in finding.walk() for fact in row.facts)
