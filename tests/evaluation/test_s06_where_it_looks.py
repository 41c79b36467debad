"""S6: a condition is tested at the moment under test, unless it carries a moment of its own."""

import pytest

from tests.support.contracts import case, complete, verdict

HEAD = "event Closing\nrecurring event Advance\nstate Default\nrepresentation Solvency\n"
NOW = complete("1996-03-31")


def of(condition: str) -> str:
    return f"{HEAD}Amendment takes effect when {condition}\n"


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("1996-02-28 Solvency is true", "EFFECTIVE"),
        ("1996-02-28 Solvency is untrue", "CAN NO LONGER BE"),
        ("1996-02-27 Solvency is true", "UNDETERMINED"),
        ("1996-03-31 Solvency is true", "UNDETERMINED"),
        ("1996-02-28 Solvency is true\n1996-03-05 Solvency is untrue", "EFFECTIVE"),
        ("1996-02-28 Solvency is untrue\n1996-03-05 Solvency is true", "CAN NO LONGER BE"),
    ],
)
def test_on_a_date(fact, answer):
    """`on 1996-02-28` asks of that day and no other, whatever was so before or after."""
    contract = of("Solvency is true on 1996-02-28 and Closing occurred")
    journal = f"{NOW}1996-02-20 Closing occurred\n{fact}\n"
    assert case(contract, journal).finding().verdict == answer
    assert verdict(contract, journal, as_of="1996-02-27") == "NOT YET"


def test_on_the_date_of_a_document():
    """`on the date of Amendment` is the date that the contract bears."""
    contract = of("Solvency is true on the date of Amendment")
    assert verdict(contract, NOW + "1996-02-28 Solvency is true\n") == "EFFECTIVE since 1996-02-28"


def test_at_the_moment_under_test():
    """Without a date of its own a condition asks of the moment at which the rest is met."""
    contract = of("Closing occurred and Solvency is true")
    journal = NOW + "1996-02-28 Solvency is true\n1996-03-10 Closing occurred\n"
    assert verdict(contract, journal) == "UNDETERMINED"
    assert verdict(contract, journal + "1996-03-10 Solvency is true\n") == "EFFECTIVE since 1996-03-10"


ADVANCE = of("Closing occurred and Solvency is true on each date of Advance")
TWO = NOW + "1996-03-30 Closing occurred\n1996-03-05 Advance occurred\n1996-03-15 Advance occurred\n"


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("true", "true", "EFFECTIVE"),
        ("true", "untrue", "CAN NO LONGER BE"),
        ("untrue", "true", "CAN NO LONGER BE"),
        ("true", "", "UNDETERMINED"),
        ("untrue", "", "CAN NO LONGER BE"),
    ],
)
def test_on_each_date(first, second, answer):
    """Tested on each date on which the event happened: one bad date is enough, one unknown date leaves it open."""
    lines = f"1996-03-05 Solvency is {first}\n" + (f"1996-03-15 Solvency is {second}\n" if second else "")
    assert case(ADVANCE, TWO + lines).finding().verdict == answer


def test_each_date_is_a_row():
    """The reasons have one row for each date, each with its own status and fact."""
    lines = "1996-03-05 Solvency is true\n1996-03-15 Solvency is untrue\n"
    finding = case(ADVANCE, TWO + lines).finding()
    rows = [one for one in finding.walk() if one.text == "Solvency is true" and one.note.startswith("on ")]
    assert [(row.note[:13], row.status, str(row.facts[0].on)) for row in rows] == [
        ("on 1996-03-05", "SATISFIED", "1996-03-05"),
        ("on 1996-03-15", "FAILED", "1996-03-15"),
    ]


def test_no_date_at_all():
    """Where the event never happened within the record there is no date on which it could fail."""
    assert verdict(ADVANCE, NOW + "1996-03-30 Closing occurred\n") == "EFFECTIVE since 1996-03-30"
    outside = "record of documents is complete through 1996-03-31\n1996-03-30 Closing occurred\n"
    assert verdict(ADVANCE, outside) == "UNDETERMINED"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ("1996-03-31 no Default has occurred", "EFFECTIVE"),
        ("1996-03-05 Default exists", "CAN NO LONGER BE"),
        ("1996-02-10 Default began\n1996-02-20 Default ended", "UNDETERMINED"),
        ("1996-03-31 no Default exists", "UNDETERMINED"),
        ("1996-03-05 Default began\n1996-03-06 Default ended\n1996-03-31 no Default exists", "CAN NO LONGER BE"),
    ],
)
def test_at_all_times_since(facts, answer):
    """`at all times since` asks of every moment from that day on: one bad day is enough, a day nobody told of too."""
    contract = f"{HEAD}Amendment is in force while at all times since 1996-02-28, no Default exists\n"
    assert case(contract, f"{NOW}{facts}\n").finding().verdict == answer


def test_a_deadline_looks_at_the_past():
    """`by` a date asks whether it was met at some moment up to then; that it ended later is no matter."""
    contract = of("Default exists by 1996-02-28 and Closing occurred")
    journal = NOW + "1996-02-10 Default began\n1996-02-20 Default ended\n1996-03-10 Closing occurred\n"
    assert verdict(contract, journal) == "EFFECTIVE since 1996-03-10"


def test_a_date_ahead_is_looked_at_when_it_comes():
    """`on` a date looks at that day alone: what is left of today does not stand for it."""
    contract = of("Closing did not occur on 1996-04-10") + "Amendment lapses after 1996-04-05\n"
    assert verdict(contract, NOW) == "CAN NO LONGER BE"


def test_a_form_is_that_of_its_date():
    """An amendment before the date is part of the form of that date."""
    contract = "document Note\n" + of("Note is in its form of 1996-03-15 and Note was amended by 1996-03-10")
    assert verdict(contract, "", as_of="1996-03-31") == "UNDETERMINED"


BY_THE_CLOCK = "event Signing\n" + of("Closing occurred on each date of Advance and Signing occurred")


@pytest.mark.parametrize(
    ("closing", "advance", "answer"),
    [
        ("1996-03-05 12:00", "1996-03-05 11:59", "CAN NO LONGER BE"),
        ("1996-03-05 12:00", "1996-03-05 12:01", "EFFECTIVE since 1996-03-30"),
        ("1996-03-05 12:00", "1996-03-06", "EFFECTIVE since 1996-03-30"),
        ("1996-03-05 12:00", "1996-03-04", "CAN NO LONGER BE"),
        ("1996-03-05 12:00", "1996-03-05", "UNDETERMINED"),
        ("1996-03-04", "1996-03-05", "EFFECTIVE since 1996-03-30"),
        ("1996-03-06", "1996-03-05", "CAN NO LONGER BE"),
    ],
)
def test_each_date_on_a_day_of_several_times(closing, advance, answer):
    """Where times are told apart, an advance is judged at its minute; without one, at each that it may have."""
    journal = f"{NOW}1996-03-30 Signing occurred\n{closing} Closing occurred\n{advance} Advance occurred\n"
    assert verdict(BY_THE_CLOCK, journal + "1996-03-05 10:00 Default exists\n") == answer


def test_a_date_that_is_today_is_not_over():
    """What is asked `on` the as-of day can still be done in the rest of it (S1); a day later it cannot."""
    contract = of("Closing occurred on 1996-03-31")
    assert verdict(contract, NOW) == "NOT YET"
    assert verdict(contract, complete("1996-04-01"), as_of="1996-04-01") == "CAN NO LONGER BE"


@pytest.mark.parametrize(
    ("advance", "answer"),
    [("11:00 ", "EFFECTIVE since 1996-03-30"), ("11:01 ", "CAN NO LONGER BE"), ("", "UNDETERMINED")],
)
def test_each_date_on_the_day_on_which_a_default_began(advance, answer):
    """Up to eleven there was no default, a minute later there was: an advance without a time is of either."""
    contract = "event Signing\n" + of("no Default exists on each date of Advance and Signing occurred")
    default = "1996-03-05 11:00 no Default has occurred\n1996-03-05 11:01 Default began\n"
    journal = f"{NOW}1996-03-30 Signing occurred\n{default}1996-03-05 {advance}Advance occurred\n"
    assert verdict(contract, journal) == answer


@pytest.mark.parametrize(
    ("signing", "answer"), [("10:00", "EFFECTIVE since 1996-03-05 10:00"), ("12:00", "CAN NO LONGER BE")]
)
def test_an_advance_breaks_nothing_before_its_minute(signing, answer):
    """The bad advance is of half past eleven: what took effect at ten stays so, and at twelve nothing can (S5)."""
    contract = "event Signing\n" + of("no Default exists on each date of Advance and Signing occurred")
    default = "1996-03-05 11:00 no Default has occurred\n1996-03-05 11:01 Default began\n"
    journal = f"{NOW}1996-03-05 {signing} Signing occurred\n{default}1996-03-05 11:30 Advance occurred\n"
    assert verdict(contract, journal) == answer


WHOLE = (
    "event Whole consists of First Part, Second Part{}\nevent First Part\nevent Second Part\n"
    "event Signing\nstate Default\n"
)


@pytest.mark.parametrize(
    ("first", "second", "default", "answer"),
    [
        ("1996-03-05", "1996-03-08", "1996-03-08", "EFFECTIVE since 1996-03-08"),
        ("1996-03-05", "1996-03-08", "1996-03-05", "CAN NO LONGER BE"),
        ("1996-03-08", "1996-03-05", "1996-03-05", "CAN NO LONGER BE"),
        ("1996-03-08", "1996-03-05", "1996-03-08", "EFFECTIVE since 1996-03-08"),
        ("1996-03-05", "1996-03-08", "1996-03-10", "CAN NO LONGER BE"),
    ],
)
def test_an_event_of_two_parts_is_looked_at_when_the_last_was_done(first, second, default, answer):
    """`while` asks of the moment of the event, and that is the moment of its last part, not that of its first."""
    contract = WHOLE.format("") + "Amendment takes effect when Whole occurred while Default exists\n"
    states = [f"1996-03-{day} {'' if default.endswith(day) else 'no '}Default exists\n" for day in ("05", "08", "10")]
    journal = f"{NOW}{first} First Part occurred\n{second} Second Part occurred\n{''.join(states)}"
    assert verdict(contract, journal) == answer


@pytest.mark.parametrize(
    ("signing", "answer"),
    [
        ("1996-03-05 10:30", "EFFECTIVE since 1996-03-05 11:00"),
        ("1996-03-05 11:30", "CAN NO LONGER BE"),
        ("1996-03-06", "CAN NO LONGER BE"),
    ],
)
def test_parts_on_one_day_are_done_with_the_last_of_them(signing, answer):
    """Done simultaneously means on one day: at eleven it is done, and what is signed later was not yet when it was."""
    contract = WHOLE.format(" simultaneously") + "Amendment takes effect when Whole occurred while Signing occurred\n"
    journal = f"{NOW}1996-03-05 10:00 First Part occurred\n1996-03-05 11:00 Second Part occurred\n"
    assert verdict(contract, journal + f"{signing} Signing occurred\n") == answer


TWICE = "1996-03-05 12:00 Closing occurred\n1996-03-05 {} Advance occurred\n1996-03-05 {} Advance occurred\n"


@pytest.mark.parametrize(
    ("condition", "first", "second", "answer"),
    [
        ("Advance occurred while Closing occurred", "11:59", "12:10", "EFFECTIVE since 1996-03-05 12:10"),
        ("Advance occurred while Closing did not occur", "11:59", "12:10", "EFFECTIVE since 1996-03-05 11:59"),
        ("Advance occurred while Closing occurred", "11:50", "11:59", "NOT YET"),
        (
            "Closing occurred and Closing occurred on each date of Advance",
            "12:10",
            "12:20",
            "EFFECTIVE since 1996-03-05 12:00",
        ),
        ("Closing occurred and Closing occurred on each date of Advance", "11:59", "12:10", "CAN NO LONGER BE"),
    ],
)
def test_each_of_several_on_one_day_is_judged_by_itself(condition, first, second, answer):
    """S1: two advances on one day, at known times: each is before the closing or not, and nothing is unknown."""
    assert verdict(of(condition), NOW + TWICE.format(first, second)) == answer


def test_one_of_two_on_one_day_without_a_time():
    """An advance at ten past twelve was made while closed, whenever on that day the other one was."""
    journal = NOW + TWICE.format("12:10", "").replace("05  Advance", "05 Advance")
    assert verdict(of("Advance occurred while Closing occurred"), journal).startswith("EFFECTIVE")
    assert verdict(of("Advance occurred while Closing did not occur"), journal) == "UNDETERMINED"
