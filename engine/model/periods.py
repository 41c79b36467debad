"""Periods of days, weeks, months and years counted from a day (S1)."""

import calendar
import datetime

import attrs

from assent.engine.model.nouns import Calendar
from assent.grammar.values import Moment

MOST_COUNTED = 10_000
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def added(start: datetime.date, count: int, unit: str) -> datetime.date | None:
    """The day that is so many units after a day, or before it; None where no calendar has it.

    The day itself is not counted. A month ends on the day of its number, or on its last where it has no such day.
    """
    try:
        if unit in _DAYS:
            return start + datetime.timedelta(count * _DAYS[unit])
        year, month = divmod(start.year * 12 + start.month - 1 + count * _MONTHS[unit], 12)
        last = calendar.monthrange(year, month + 1)[1]
        return datetime.date(year, month + 1, min(start.day, last))
    except (OverflowError, ValueError, calendar.IllegalMonthError):
        return None


@attrs.frozen
class Period:
    """So many days, weeks, months or years, or so many open days of a calendar; none of them is the day itself."""

    count: int
    unit: str = "day"
    calendar: Calendar | None = None

    def end(self, start: datetime.date) -> datetime.date | None:
        """The last day of the period that runs from a day; None where it leaves the years of its calendar."""
        if self.calendar is not None:
            return self.calendar.counted(start, self.count)
        return added(start, self.count, self.unit)


def in_order(moment: Moment) -> tuple[int, int]:
    """What puts moments in order: a day without a time ends with its last minute."""
    return moment.last_minute
