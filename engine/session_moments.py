"""A moment as typed on the command line or given from Python, without waking the parser."""

import datetime
import re

from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.spans import Span
from assent.grammar.values import Moment

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]+([0-9]{1,2}):([0-9]{2})(?: +(\S+))?)?")


def read_moment(text: str, source: str) -> Moment:
    """`1996-02-28`, `1996-02-28 17:00` or `1996-02-28 17:00 America/New_York`.

    Raises Refused for anything else, with `source` (the option's name) as the place.
    """
    written = text.strip()
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise _refused("not-a-date", source, text, written, word=written)
    date, hour, minute, zone = match.groups()
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        raise _refused("no-such-date", source, text, date, date=date) from None
    if hour is None:
        return Moment(day)
    clock = f"{hour}:{minute}"
    if int(hour) > 23 or int(minute) > 59:
        raise _refused("no-such-time", source, text, clock, time=clock)
    if zone is not None and not _is_zone(zone):
        raise _refused("no-such-zone", source, text, zone, zone=zone)
    return Moment(day, int(hour) * 60 + int(minute), zone)


def _refused(code: str, source: str, text: str, wrong: str, **words: str) -> Refused:
    column = text.find(wrong) + 1
    return Refused([Diagnostic(code, Span(source, 1, column, 1, column + max(len(wrong), 1)), words)])


def _is_zone(name: str) -> bool:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
