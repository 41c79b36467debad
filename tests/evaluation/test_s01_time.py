"""S1: a question is asked as of a moment; days are whole, times of day decide only where they are told."""

import pytest

from tests.support.contracts import case, complete, missing, verdict

CLOSING = "event Closing\n"
BY_DAY = CLOSING + "Amendment takes effect when Closing occurred by 1996-05-31\n"
BY_HOUR = CLOSING + "Amendment takes effect when Closing occurred by 1996-05-31 17:00\n"
BY_DALLAS = CLOSING + "Amendment takes effect when Closing occurred by 1996-05-31 17:00 America/Chicago\n"
ONCE = CLOSING + "Amendment takes effect when Closing occurred\n"


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("1996-05-30", "EFFECTIVE since 1996-05-30"),
        ("1996-05-31", "EFFECTIVE since 1996-05-31"),
        ("1996-05-31 23:59", "EFFECTIVE since 1996-05-31 23:59"),
        ("1996-06-01 00:00", "CAN NO LONGER BE"),
        ("1996-06-01", "CAN NO LONGER BE"),
    ],
)
def test_a_deadline_without_a_time_includes_its_whole_day(when, answer):
    """A deadline without a time of day is kept by an act at any minute of that day, and by none of the next."""
    assert verdict(BY_DAY, f"{when} Closing occurred\n", as_of="1996-06-03") == answer


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("1996-05-30", "EFFECTIVE since 1996-05-30"),
        ("1996-05-31 16:59", "EFFECTIVE since 1996-05-31 16:59"),
        ("1996-05-31 17:00", "EFFECTIVE since 1996-05-31 17:00"),
        ("1996-05-31 17:01", "CAN NO LONGER BE"),
        ("1996-06-01", "CAN NO LONGER BE"),
    ],
)
def test_a_deadline_with_a_time_is_kept_up_to_that_minute(when, answer):
    """A deadline with a time is kept up to and including that minute; a fact of the day before needs no time."""
    assert verdict(BY_HOUR, f"{when} Closing occurred\n", as_of="1996-06-03") == answer


def test_only_the_time_of_day_would_tell():
    """A fact without a time happened at some time on its day: against five o'clock that is undetermined, and said."""
    finding = case(BY_HOUR, "1996-05-31 Closing occurred\n").finding(as_of="1996-06-03")
    assert finding.verdict == "UNDETERMINED"
    (fact,) = finding.missing
    assert "time of day on 1996-05-31" in fact.why
    assert finding.missing[0].nouns == ("Closing",)


@pytest.mark.parametrize(
    ("as_of", "answer"),
    [
        ("1996-05-30", "NOT YET"),
        ("1996-05-31", "NOT YET"),
        ("1996-05-31 23:58", "NOT YET"),
        ("1996-06-01", "CAN NO LONGER BE"),
    ],
)
def test_as_of_a_day_leaves_the_rest_of_that_day_open(as_of, answer):
    """Asked as of the last day itself, the deadline can still be kept that day; asked a day later, it cannot."""
    assert verdict(BY_DAY, complete(as_of), as_of=as_of) == answer


@pytest.mark.parametrize(
    ("as_of", "answer"),
    [
        ("1996-05-31 16:59", "NOT YET"),
        ("1996-05-31 17:01", "CAN NO LONGER BE"),
        ("1996-05-31", "NOT YET"),
        ("1996-06-01", "CAN NO LONGER BE"),
    ],
)
def test_a_time_of_day_in_the_question(as_of, answer):
    """A question with a time looks from that minute; one without looks from some time on that day."""
    assert verdict(BY_HOUR, complete(as_of), as_of=as_of) == answer


@pytest.mark.parametrize(
    ("fact", "as_of", "answer"),
    [
        ("1996-06-02", "1996-06-01", "NOT YET"),
        ("1996-06-01", "1996-06-01", "EFFECTIVE since 1996-06-01"),
        ("1996-06-01 15:00", "1996-06-01 14:59", "NOT YET"),
        ("1996-06-01 15:00", "1996-06-01 15:00", "EFFECTIVE since 1996-06-01 15:00"),
        ("1996-06-01 15:00", "1996-06-01", "EFFECTIVE since 1996-06-01 15:00"),
        ("1996-06-01", "1996-06-01 14:00", "UNDETERMINED"),
        ("1996-06-01", "1996-05-31 23:59", "NOT YET"),
    ],
)
def test_facts_after_the_moment_do_not_exist_yet(fact, as_of, answer):
    """What is dated after the moment of the question is not there; on its very day only a time can tell."""
    assert verdict(ONCE, complete("1996-06-30") + f"{fact} Closing occurred\n", as_of=as_of) == answer


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("1996-05-31 17:30 America/New_York", "EFFECTIVE"),
        ("1996-05-31 18:00 America/New_York", "EFFECTIVE"),
        ("1996-05-31 18:01 America/New_York", "CAN NO LONGER BE"),
        ("1996-05-31 15:00 America/Los_Angeles", "EFFECTIVE"),
        ("1996-05-31 15:01 America/Los_Angeles", "CAN NO LONGER BE"),
        ("1996-06-01 00:00 Europe/Paris", "EFFECTIVE"),
        ("1996-06-01 00:01 Europe/Paris", "CAN NO LONGER BE"),
        ("1996-06-01 07:00 Asia/Tokyo", "EFFECTIVE"),
        ("1996-06-01 07:01 Asia/Tokyo", "CAN NO LONGER BE"),
        ("1996-05-31 17:00 America/Chicago", "EFFECTIVE"),
        ("1996-05-31 17:01 America/Chicago", "CAN NO LONGER BE"),
    ],
)
def test_times_in_other_zones_are_the_same_moment(when, answer):
    """Five o'clock Dallas time is six in New York and midnight in Paris: a moment is a moment."""
    finding = case(BY_DALLAS, f"{when} Closing occurred\n").finding(as_of="1996-06-03")
    assert finding.verdict == answer


ZONES = ["1996-05-30 10:00 America/New_York First occurred\n", "1996-05-30 10:00 America/Los_Angeles Second occurred\n"]


@pytest.mark.parametrize("first", [0, 1])
def test_the_order_of_lines_in_two_zones_never_decides(first):
    """A deadline that names no zone reads the same whichever of two zones the journal happens to name first."""
    contract = (
        CLOSING
        + "event First\nevent Second\nAmendment takes effect when all of\n"
        + ("    - Closing occurred by 1996-05-31 17:00\n    - First occurred\n    - Second occurred\n")
    )
    closing = "1996-05-31 19:00 America/New_York Closing occurred\n"
    journals = [closing + ZONES[first] + ZONES[1 - first], ZONES[1 - first] + ZONES[first] + closing]
    answers = {verdict(contract, journal, as_of="1996-06-03") for journal in journals}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("fact", "as_of", "answer"),
    [
        ("1996-03-15 18:00 Europe/London", "1996-03-15 14:00 America/New_York", "EFFECTIVE since 1996-03-15 13:00"),
        ("1996-03-15 18:00 Europe/London", "1996-03-15 12:59 America/New_York", "NOT YET"),
        ("1996-03-15 12:00 America/Los_Angeles", "1996-03-15 14:00 America/New_York", "NOT YET"),
        ("1996-03-16 01:00 Asia/Tokyo", "1996-03-15 12:00 America/New_York", "EFFECTIVE since 1996-03-15 11:00"),
        ("1996-03-15 22:00 America/New_York", "1996-03-16 02:00 Europe/London", "NOT YET"),
    ],
)
def test_a_fact_and_a_question_in_two_zones_are_put_in_order_on_one_clock(fact, as_of, answer):
    """Six in London is one in New York: at two in New York it is an hour ago, whatever the figures are."""
    contract = CLOSING + "Amendment takes effect when Closing occurred by 1996-03-15 23:00 America/New_York\n"
    assert verdict(contract, complete("1996-03-15") + f"{fact} Closing occurred\n", as_of=as_of) == answer


def test_as_of_a_moment_before_every_fact():
    """Before the first fact nothing has happened within the record, and nothing is known outside it."""
    fact = "1996-03-01 Closing occurred\n"
    assert verdict(ONCE, complete("1996-03-01") + fact, as_of="1996-01-01") == "NOT YET"
    finding = case(ONCE, fact).finding(as_of="1996-01-01")
    assert finding.verdict in ("NOT YET", "UNDETERMINED")
    assert verdict(BY_DAY, fact, as_of="1996-01-01") in ("NOT YET", "UNDETERMINED")


def test_a_day_that_holds_a_deadline_by_the_minute_is_still_one_day_elsewhere():
    """That one condition of a contract tells minutes apart does not change what others ask of the same day."""
    contract = (
        CLOSING
        + "event Signing\nAmendment takes effect when all of\n"
        + ("    - Signing occurred by 1996-05-31 17:00\n    - Closing occurred by 1996-05-31\n")
    )
    journal = "1996-05-31 09:00 Signing occurred\n1996-05-31 Closing occurred\n"
    finding = case(contract, journal).finding(as_of="1996-05-31")
    assert finding.verdict == "EFFECTIVE"
    assert finding.since is not None and str(finding.since.day) == "1996-05-31"
    assert missing(finding) == set()


NOON = (
    CLOSING
    + "event Signing\nrecurring event Advance\ndocument Note\nPermit permits Signing when Lender received Note\n"
)


@pytest.mark.parametrize(
    ("condition", "noon", "untimed"),
    [
        ("Signing occurred while Closing occurred", "Closing occurred", "Signing occurred"),
        ("Signing occurred while Closing did not occur", "Closing occurred", "Signing occurred"),
        ("Note is satisfactory to Lender", "Note was amended", "Note is satisfactory to Lender"),
        ("Note is satisfactory to Lender", "Note is satisfactory to Lender", "Note was amended"),
        ("Signing occurred and Closing occurred on each date of Advance", "Closing occurred", "Advance occurred"),
    ],
)
def test_what_has_no_time_may_have_been_before_what_has_one(condition, noon, untimed):
    """One fact is of noon, the other of some time on that day: which came first is unknown, and that decides."""
    contract = f"{NOON}Amendment takes effect when {condition}\n"
    signing = "" if untimed.startswith("Signing") else "1996-05-31 Signing occurred\n"
    journal = complete("1996-05-31") + f"1996-05-10 12:00 {noon}\n1996-05-10 {untimed}\n{signing}"
    assert verdict(contract, journal, as_of="1996-05-31") == "UNDETERMINED"


def test_an_act_without_a_time_may_have_come_before_a_delivery_at_noon():
    """Signed some time on the day on which the note came at noon: whether that was covered is unknown (S12)."""
    journal = complete("1996-05-31") + "1996-05-10 12:00 Lender received Note\n1996-05-10 {}Signing occurred\n"
    assert verdict(NOON, journal.format(""), "Permit", "1996-05-31") == "UNDETERMINED"
    assert verdict(NOON, journal.format("11:59 "), "Permit", "1996-05-31") == "NOT COVERED"
    assert verdict(NOON, journal.format("12:01 "), "Permit", "1996-05-31") == "COVERED since 1996-05-10 12:01"


def test_what_is_not_recorded_may_have_been_before_noon_too():
    """Behind the end of the record a signing may have come on the day of the closing, and before it."""
    contract = f"{NOON}Amendment takes effect when Signing occurred while Closing did not occur\n"
    journal = complete("1996-05-09") + "1996-05-10 12:00 Closing occurred\n"
    assert verdict(contract, journal, as_of="1996-05-31") == "UNDETERMINED"
    assert verdict(contract, journal.replace("12:00", "00:00"), as_of="1996-05-31") == "CAN NO LONGER BE"


def test_what_was_denied_by_five_happened_afterwards():
    """Not yet at five, and done some time on that day: it was done after five, and had then occurred (S12, S3)."""
    contract = CLOSING + "Consent permits Closing when Closing did not occur\n"
    journal = complete("1996-03-09") + "1996-03-09 17:00 Closing did not occur\n1996-03-09 Closing occurred\n"
    assert verdict(contract, journal, "Consent") == "NOT COVERED"


EVENTS = "event Closing\nstate Default\nAmendment takes effect when Closing occurred and no Default exists\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("12:00 America/New_York no Default exists", "17:00 Europe/London Default exists"),
        ("12:00 America/New_York Closing occurred", "17:00 Europe/London Closing did not occur"),
        ("12:00 America/New_York Closing occurred", "17:01 Europe/London Closing occurred"),
        ("12:00 America/New_York Default began", "16:59 Europe/London Default ended"),
    ],
)
def test_facts_in_two_zones_contradict_each_other_on_one_clock(first, second):
    """Noon in New York is five in the afternoon in London: what one denies of that minute the other cannot say."""
    journal = f"1996-03-05 {first}\n1996-03-05 {second}\n"
    with pytest.raises(AssertionError):
        case(EVENTS, journal)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("08:00 America/New_York Closing occurred", "11:30 Europe/London Closing did not occur"),
        ("12:00 America/New_York Closing occurred", "17:00 Europe/London Closing occurred"),
        ("12:00 America/New_York Default ended", "16:00 Europe/London Default began"),
        ("12:00 America/New_York no Default exists", "12:00 Europe/London Default exists"),
    ],
)
def test_facts_in_two_zones_that_only_look_as_if_they_contradict(first, second):
    """Eight in New York is one in London, after half past eleven; the figures alone say nothing."""
    case(EVENTS, f"1996-03-05 {first}\n1996-03-05 {second}\n")


@pytest.mark.parametrize(("zone", "last"), [("America/New_York", 0), ("Europe/London", 1)])
def test_the_last_fact_is_the_last_on_one_clock(zone, last):
    """Asked without a moment: eleven at night in New York is four in the morning of the next day in London."""
    moments = [f"1996-03-05 23:00 {zone}", "1996-03-06 01:00 Europe/London"]
    made = case(EVENTS, "".join(f"{moment} no Default exists\n" for moment in moments))
    assert str(made.facts.latest()) == moments[last]


def test_what_is_cited_first_is_first_on_one_clock():
    """Of two receipts the earlier is given as the reason, whichever zone makes it look so."""
    contract = "document Note by Borrower\nAmendment takes effect when Lender received Note\n"
    journal = (
        "1996-03-05 09:00 America/New_York Lender received Note\n1996-03-05 10:00 Europe/London Lender received Note\n"
    )
    (fact,) = case(contract, journal).finding().reasons[0].facts
    assert str(fact.on) == "1996-03-05 10:00 Europe/London"
