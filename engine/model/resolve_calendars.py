"""Calendars as meant: the days on which each is closed, those of other calendars included (S1)."""

import datetime
from collections.abc import Iterable, Mapping

import attrs

from assent.engine.model.nouns import Calendar
from assent.engine.model.terms import Terms, related
from assent.grammar.syntax import contract as k

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def complete_calendars(definitions: Iterable[k.Calendar], terms: Terms) -> None:
    """Fill in the closed days of every calendar."""
    written = {definition.name.text: definition for definition in definitions}
    known: dict[str, Calendar | None] = {}
    for name in written:
        _completed(name, written, known, terms)


def _completed(
    name: str, written: Mapping[str, k.Calendar], known: dict[str, Calendar | None], terms: Terms
) -> Calendar | None:
    """A calendar with all days on which it is closed; None while it is being completed."""
    if name in known:
        return known[name]
    known[name] = None
    definition, noun = written[name], terms.nouns[name]
    assert isinstance(noun, Calendar)
    _check(definition, terms)
    source = next((line.text for line in definition.lines if isinstance(line, k.Source)), "")
    calendar = attrs.evolve(noun, first=definition.first, last=definition.last, source=source)
    for line in definition.lines:
        match line:
            case k.ClosedWeekdays():
                calendar = attrs.evolve(calendar, weekdays=calendar.weekdays | _weekdays(line, terms))
            case k.ClosedDay(day):
                if not calendar.knows(day):
                    _say_outside(line, calendar, terms)
                calendar = attrs.evolve(calendar, closed=calendar.closed | {day})
            case k.ClosedAsIn(other):
                found = terms.calendar(other, "closed as in")
                if found is not None:
                    inner = _completed(found.name, written, known, terms)
                    calendar = _closed_with(calendar, inner, line, terms)
            case k.Source():
                pass
    known[name] = terms.nouns[name] = calendar
    return calendar


def _check(definition: k.Calendar, terms: Terms) -> None:
    if definition.first > definition.last:
        terms.say("no-years", definition.name.span, name=definition.name.text)
    if not any(isinstance(line, k.Source) for line in definition.lines):
        terms.say("no-source", definition.name.span, name=definition.name.text)


def _weekdays(line: k.ClosedWeekdays, terms: Terms) -> frozenset[int]:
    for day in line.days:
        if day.text not in WEEKDAYS:
            terms.say("not-a-weekday", day.span, terms.close(day.text, WEEKDAYS), name=day.text)
    return frozenset(WEEKDAYS.index(day.text) for day in line.days if day.text in WEEKDAYS)


def _closed_with(calendar: Calendar, other: Calendar | None, line: k.ClosedAsIn, terms: Terms) -> Calendar:
    """A calendar with the closed days of another one, which has to know all its years."""
    if other is None:
        terms.say("part-of-itself", line.span, name=calendar.name)
        return calendar
    if not (other.knows(calendar.first) and other.knows(calendar.last)):
        _say_outside(line, other, terms)
    within = frozenset(day for day in other.closed if calendar.knows(day))
    return attrs.evolve(calendar, closed=calendar.closed | within, weekdays=calendar.weekdays | other.weekdays)


def _say_outside(line: k.CalendarLine, calendar: Calendar, terms: Terms) -> None:
    first, last = _text(calendar.first), _text(calendar.last)
    beside = related(calendar.span, "the calendar")
    terms.say("outside-calendar", line.span, related=beside, name=calendar.name, first=first, last=last)


def _text(day: datetime.date) -> str:
    return day.isoformat()
