"""One clock for the moments of several zones (rule S1)."""

import datetime
from collections.abc import Callable, Iterable

from assent.grammar.values import Moment

Clock = Callable[[Moment], tuple[int, int | None]]


def first_zone(moments: Iterable[Moment]) -> str | None:
    """The zone that moments are laid on: of several the first by name, so that the order of lines never matters."""
    return min((moment.zone for moment in moments if moment.zone is not None), default=None)


def common_clock(contract: Iterable[Moment], as_of: Moment, recorded: Iterable[Moment]) -> Clock:
    """Days and minutes on one clock: that of the zone the contract names, else the question, else the facts."""
    return clock_of(first_zone(contract) or as_of.zone or first_zone(recorded))


def clock_of(home: str | None) -> Clock:
    """Days and minutes on the clock of a zone; a time without a zone is on that clock too."""
    if home is None:
        return lambda moment: (moment.day.toordinal(), moment.minute)

    def clock(moment: Moment) -> tuple[int, int | None]:
        if moment.minute is None or moment.zone in (None, home):
            return moment.day.toordinal(), moment.minute
        from zoneinfo import ZoneInfo

        clock_time = datetime.time(moment.minute // 60, moment.minute % 60)
        there = datetime.datetime.combine(moment.day, clock_time, ZoneInfo(str(moment.zone)))
        local = there.astimezone(ZoneInfo(home))
        return local.toordinal(), local.hour * 60 + local.minute

    return clock
