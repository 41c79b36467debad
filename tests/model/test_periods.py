"""S1: dates counted from others, and calendars that know their years and no others."""

import datetime

import pytest

from assent.engine.model.nouns import Calendar
from assent.engine.model.periods import added
from assent.engine.model.resolve import resolve_contract
from assent.engine.session import load_contract
from assent.grammar.parser import parse_contract
from tests.support.contracts import contract_of
from tests.support.underlined import words as words_at

CALENDAR = """\
calendar Business Days from 1997-01-01 through 1998-12-31
    source "section 1.1"
    closed on Saturday, Sunday
    closed 1997-07-04 "Independence Day"
"""
HEAD = "contract Amendment\n    dated 1997-07-03\nparty Lender\nevent Payment\n"


def deadline(when: str, calendar: str = CALENDAR) -> str:
    """The date that a moment comes to."""
    contract = contract_of(f"{HEAD}{calendar}Amendment takes effect when Payment occurred by {when}\n")
    (moment,) = contract.moments
    return str(moment)


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("10 days after 1997-02-20", "1997-03-02"),
        ("1 day before 1996-03-01", "1996-02-29"),
        ("2 weeks after the date of Amendment", "1997-07-17"),
        ("1 month after 1997-01-31", "1997-02-28"),
        ("1 month after 1996-01-31", "1996-02-29"),
        ("3 months before 1997-01-15", "1996-10-15"),
        ("12 months after 1997-12-31", "1998-12-31"),
        ("1 year after 1996-02-29", "1997-02-28"),
        ("1 day after 1997-03-03 12:00", "1997-03-04"),
        ("1 Business Day after the date of Amendment", "1997-07-07"),
        ("5 Business Days after 1997-07-03", "1997-07-11"),
        ("2 Business Days before 1997-07-07", "1997-07-02"),
        ("1 Business Day after 1997-07-05", "1997-07-07"),
        ("1997-07-05 or the next Business Day", "1997-07-07"),
        ("1997-07-03 12:00 or the next Business Day", "1997-07-03 12:00"),
        ("2 weeks after 1997-06-20 or the next Business Day", "1997-07-07"),
        ("the later of 1997-07-05 and 1 week after 1997-07-01", "1997-07-08"),
        ("the earlier of 1997-07-05 and 1 week after 1997-07-01", "1997-07-05"),
        ("the later of 1997-07-05 12:00 and 1997-07-05", "1997-07-05"),
        ("3 days after the later of 1997-07-05 and the date of Amendment", "1997-07-08"),
    ],
)
def test_what_a_period_comes_to(when, date):
    """The day itself is not counted; months clamp; a day without a time is its end."""
    calendar = CALENDAR if "Business" in when else ""
    assert deadline(when, calendar) == date


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (CALENDAR + "Amendment takes effect when Payment occurred by 380 Business Days after 1997-07-04\n", "", ""),
        (CALENDAR + "Amendment takes effect when Payment occurred by 600 Business Days after 1997-07-04\n",
         "outside-calendar", "600 Business Days after 1997-07-04"),
        (CALENDAR + "Amendment takes effect when Payment occurred by 1 Business Day after 1996-12-20\n",
         "outside-calendar", "1 Business Day after 1996-12-20"),
        (CALENDAR + "Amendment takes effect when Payment occurred by 1999-01-02 or the next Business Day\n",
         "outside-calendar", "1999-01-02 or the next Business Day"),
        (CALENDAR + "    closed 1999-01-01\nAmendment takes effect when Payment occurred\n",
         "outside-calendar", "closed 1999-01-01"),
        ("Amendment takes effect when Payment occurred by 0 days after 1997-07-04\n",
         "no-such-period", "0 days after 1997-07-04"),
        ("Amendment takes effect when Payment occurred by 9000 years after 1997-07-04\n",
         "no-such-period", "9000 years after 1997-07-04"),
        ("Amendment takes effect when Payment occurred by 1 Banking Day after 1997-07-04\n",
         "unknown-term", "Banking Day"),
        ("Amendment takes effect when Payment occurred by 1 Lender after 1997-07-04\n", "wrong-kind", "Lender"),
        ("calendar Odd Days from 1997-01-01 through 1997-12-31\n    closed on Sunday\n", "no-source", "Odd Days"),
        ('calendar Odd Days from 1997-01-02 through 1997-01-01\n    source "x"\n', "no-years", "Odd Days"),
        ('calendar Odd Days\n    source "x"\n', "no-years", "Odd Days"),
        ('calendar Odd Days from 1997-01-01 through 1997-12-31\n    source "x"\n    closed on Sundays\n',
         "not-a-weekday", "Sundays"),
        ('calendar Odd Days from 1997-01-01 through 1997-12-31\n    source "x"\n    closed as in Odd Days\n',
         "part-of-itself", "closed as in Odd Days"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(lines, code, words):
    """A calendar never guesses; the words at fault are underlined."""
    text = HEAD + lines
    parsed = parse_contract(text, "")
    findings = [*parsed.diagnostics, *resolve_contract(parsed.tree)[1]]
    errors = [finding for finding in findings if finding.severity == "error"]
    if not code:
        assert not errors
        return
    assert errors[0].code == code
    assert words_at(text, errors[0].span) == words


def test_a_period_and_its_opposite_meet_in_days_and_weeks():
    """So many days on and as many back is the day itself."""
    start = datetime.date(1996, 2, 29)
    for unit in ("day", "week"):
        for count in range(1, 400, 7):
            there = added(start, count, unit)
            assert there is not None
            assert added(there, -count, unit) == start


def test_in_a_journal_dates_are_written_out():
    """A fact is what happened on a day that somebody can name."""
    from assent.grammar.parser import parse_journal

    parsed = parse_journal("facts for Amendment\n1 day after 1997-07-04 Payment occurred\n", "")
    assert [finding.code for finding in parsed.diagnostics] == ["date-needed"]


# --- the library -------------------------------------------------------------------------------------------


def by_statute(year: int) -> set[datetime.date]:
    """The weekdays of a year on which the Reserve Banks keep a holiday: 5 U.S.C. 6103(a), Saturdays not moved.

    Written from the statute: it goes through all days of the year and asks of each whether it is a holiday.
    """
    kept: set[datetime.date] = set()
    for number in range(366):
        day = datetime.date(year, 1, 1) + datetime.timedelta(number)
        if day.year != year:
            break
        week, last_week = (day.day - 1) // 7 + 1, (day + datetime.timedelta(7)).month != day.month
        monday, thursday = day.weekday() == 0, day.weekday() == 3
        on_a_weekday = (
            (monday and week == 3 and day.month in (1, 2))
            or (monday and last_week and day.month == 5)
            or (monday and week == 1 and day.month == 9)
            or (monday and week == 2 and day.month == 10)
            or (thursday and week == 4 and day.month == 11)
        )
        fixed = {(1, 1), (7, 4), (11, 11), (12, 25)} | ({(6, 19)} if year >= 2021 else set())
        yesterday = day - datetime.timedelta(1)
        moved = monday and (yesterday.month, yesterday.day) in fixed
        if on_a_weekday or moved or ((day.month, day.day) in fixed and day.weekday() < 5):
            kept.add(day)
    return kept


def federal_reserve(tmp_path) -> Calendar:
    path = tmp_path / "a.assent"
    path.write_text(
        'include library "us-federal-reserve"\n' + HEAD + "Amendment takes effect when Payment occurred by "
        "1 Federal Reserve Day after 1997-07-03\n"
    )
    contract = load_contract(path)
    calendar = contract.nouns["Federal Reserve Days"]
    assert isinstance(calendar, Calendar)
    assert [str(moment) for moment in contract.moments] == ["1997-07-07"]
    return calendar


def test_the_days_of_the_federal_reserve_are_those_of_the_statute(tmp_path):
    """Every weekday of 1990 to 2030 is closed in the library exactly if the statute closes it."""
    calendar = federal_reserve(tmp_path)
    assert (calendar.first, calendar.last) == (datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))
    assert calendar.weekdays == {5, 6}
    assert calendar.closed == set().union(*(by_statute(year) for year in range(1990, 2031)))


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("1997-07-04", False),
        ("1999-12-31", True),  # New Year's Day of 2000 was a Saturday
        ("2004-12-31", True),
        ("2010-12-31", True),
        ("2011-12-26", False),  # Christmas Day was a Sunday
        ("2017-01-02", False),
        ("2020-07-03", True),  # 4 July was a Saturday: federal offices closed, Reserve Banks open
        ("2020-06-19", True),
        ("2021-06-18", True),
        ("2022-06-20", False),
        ("2023-11-10", True),
        ("2024-11-28", False),
    ],
)
def test_days_that_are_well_known(tmp_path, day, is_open):
    """Taken from the published schedules of the Reserve Banks, and from no computation."""
    assert federal_reserve(tmp_path).is_open(datetime.date.fromisoformat(day)) is is_open
