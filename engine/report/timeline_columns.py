"""The columns of a picture of a history: which moments begin one, what is written above it, where facts fall."""

import datetime
from collections.abc import Sequence

import attrs

from assent.engine.analysis.history import History
from assent.engine.facts.ledger import Entry
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment

MOST = 14

Tick = tuple[int, float, tuple[Entry, ...]]


def _key(moment: Moment) -> tuple[int, int]:
    return moment.day.toordinal(), -1 if moment.minute is None else moment.minute


def _following(moment: Moment) -> Moment:
    """The day after a moment: a history goes by days."""
    if moment.day == datetime.date.max:
        return moment
    return Moment(moment.day + datetime.timedelta(days=1))


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Columns(Frozen):
    """Columns in order; the first, which begins with None, is all time before the second.

    `ahead` is the first behind the as-of moment, `turning` are those at whose beginning something changes, and
    `named` those whose date is written. `ticks` tell where the facts fall: the column, how far into it, and the facts
    of one moment.
    """

    starts: tuple[Moment | None, ...]
    ahead: int
    turning: frozenset[int]
    named: frozenset[int]
    ticks: tuple[Tick, ...] = ()

    def at(self, moment: object) -> int:
        """The column that begins at a moment."""
        assert isinstance(moment, Moment)
        return self.before(moment)

    def before(self, moment: Moment) -> int:
        """The column in which a moment falls."""
        return max(i for i, start in enumerate(self.starts) if start is None or _key(start) <= _key(moment))

    def after(self, moment: Moment) -> int:
        """The column that begins when a moment is over."""
        return self.before(_following(moment))

    def heading(self, index: int) -> str:
        """What is written above a column."""
        start = self.starts[index]
        if start is None:
            return "before"
        return str(start) if index in self.named else "later"

    def days(self, index: int) -> str:
        """How long a column lasts, where it has a beginning and an end."""
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else None
        if start is None or end is None:
            return ""
        days = (end.day - start.day).days
        return f"{days} day{'' if days == 1 else 's'}" if days else ""


def columns_of(history: History) -> Columns:
    """The columns of a history: changes, the as-of moment, deadlines, and the days of facts while there is room."""
    turns = [turn.moment for turn in history.turns]
    later = _following(history.as_of)
    ends = [_following(one.moment) for one in history.dates if one.kind == "deadline"]
    needed = {_key(moment): moment for moment in (*ends, later, *turns)}
    recorded = {_key(moment): moment for moment in (Moment(entry.moment.day) for entry in history.facts)}
    room = MOST - len(needed)
    if len(recorded.keys() - needed.keys()) <= room:
        needed = {**recorded, **needed}
    ordered = [needed[key] for key in sorted(needed)]
    starts: tuple[Moment | None, ...] = (None, *ordered)
    turning = frozenset(i for i, start in enumerate(starts) if start in turns)
    told = {*recorded, *map(_key, (*ends, *turns))}
    named = frozenset(i for i, start in enumerate(starts) if start is not None and _key(start) in told)
    ahead = next(i for i, start in enumerate(starts) if start is not None and _key(start) >= _key(later))
    columns = Columns(starts, ahead, turning, named)
    return attrs.evolve(columns, ticks=tuple(_ticks(columns, history.facts)))


def _ticks(columns: Columns, facts: Sequence[Entry]) -> list[Tick]:
    """The moments of facts; those that begin no column of their own are spread over the one in which they fall."""
    days: dict[tuple[int, int], list[Entry]] = {}
    for entry in sorted(facts, key=lambda entry: _key(entry.moment)):
        days.setdefault(_key(Moment(entry.moment.day)), []).append(entry)
    inside: dict[int, list[list[Entry]]] = {}
    for entries in days.values():
        inside.setdefault(columns.before(Moment(entries[0].moment.day)), []).append(entries)
    found: list[Tick] = []
    for column, groups in inside.items():
        start = columns.starts[column]
        first = 0 if start is not None and groups[0][0].moment.day == start.day else 1
        for number, entries in enumerate(groups):
            found.append((column, 0.06 + 0.9 * (number + first) / (len(groups) + first), tuple(entries)))
    return found
