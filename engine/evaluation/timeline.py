"""The moments that can matter: those of the facts, of the contract, of the question, and those in between (rule S1).

Every moment is one bit. Between two days stand up to two bits for the days in between, on which nothing is recorded
but unknown things may have happened; after the as-of moment stand the rest of its day, and after each date of the
contract that is still ahead up to three more, so that acts can follow each other there. All time before is one bit.
Where more things than that have to follow each other, there are as many bits as they need, before the first date too.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from operator import le, lt
from typing import NamedTuple

import attrs

from assent.engine.model.clock import Clock
from assent.engine.model.periods import Period
from assent.grammar.values import Moment

_PAST_GAP = 2
_FUTURE_GAP = 3
_DAY = 24 * 60


class Point(NamedTuple):
    """One moment of a timeline: a day, the last minute it stands for, and whether it is a day in between.

    Day 0 is all time before; days below it are earlier still, so that things can follow each other there.
    `rest` marks what is left of the as-of day: acts may still follow there, but nothing recorded stands there. Asked
    at some time of a day on which times count, those times may still be ahead, and stand in the rest once more.
    """

    day: int
    minute: int
    between: bool = False
    rest: bool = False


@attrs.define(eq=False, repr=False)
class Timeline:
    """The moments of one evaluation in order; `now` is the index of the as-of moment.

    Of the masks, `past` reaches to the as-of moment and `future` begins behind it; `recorded` leaves out the rest of
    the as-of day, where nothing recorded stands. `so_far` is the last minute that a fact of that day names, -1 where
    none does. `long_days` are the days of several moments, `clocked_days` those on
    which times of day are told apart; `plain` and `unclocked` are the moments of all other days.
    """

    points: list[Point]
    now: int
    clock: Clock
    so_far: int = -1
    full: int = attrs.field(init=False)
    recorded: int = attrs.field(init=False)
    past: int = attrs.field(init=False)
    future: int = attrs.field(init=False)
    long_days: list[int] = attrs.field(init=False)
    clocked_days: list[int] = attrs.field(init=False)
    plain: int = attrs.field(init=False)
    unclocked: int = attrs.field(init=False)
    _keys: list[tuple[int, int]] = attrs.field(init=False)
    _clocked_rest: bool = attrs.field(init=False)
    _ends: dict[tuple[int, int | None], int] = attrs.field(factory=dict, init=False)
    _starts: dict[tuple[int, int | None], int] = attrs.field(factory=dict, init=False)
    _during: dict[tuple[int, int | None], int] = attrs.field(factory=dict, init=False)
    _elapsed: dict[tuple[int, Period], tuple[int, int]] = attrs.field(factory=dict, init=False)
    _moments: dict[int, Moment | None] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._keys = [(point.day, point.minute) for point in self.points]
        self._clocked_rest = any(point.rest and point.minute != _DAY for point in self.points)
        self.full = (1 << len(self.points)) - 1
        self.past = (1 << (self.now + 1)) - 1
        self.future = self.full & ~self.past
        self.recorded = self.full & ~sum(1 << i for i, point in enumerate(self.points) if point.rest)
        self.long_days = _long_days(self.points)
        self.clocked_days = [day & self.recorded for day in self.long_days if _several(day & self.recorded)]
        self.plain = self.full & ~sum(self.long_days)
        self.unclocked = self.full & ~sum(self.clocked_days)

    @property
    def days_before(self) -> int:
        """The moments of the days before the as-of day."""
        today = self.points[self.now].day
        return sum(1 << index for index, point in enumerate(self.points[: self.now]) if point.day < today)

    def upto(self, moment: Moment) -> int:
        """The moments up to one, its whole day included unless it has a time of day."""
        key = self.clock(moment)
        mask = self._ends.get(key)
        if mask is None:
            day, minute = key
            mask = self._ends[key] = self._below((day, _DAY if minute is None else minute), bisect_right, le)
        return mask

    def after(self, moment: Moment) -> tuple[int, int]:
        """The moments at which a moment has surely passed, and those at which it may have.

        A question as of a day, without a time, may be asked at any hour of it that is behind its facts (S1).
        """
        may = self.full & ~self.upto(moment)
        day, minute = self.clock(moment)
        here = self.points[self.now]
        if minute is None or here.minute != _DAY or day != here.day or minute < self.so_far:
            return may, may
        return may & ~self.past, may

    def elapsed(self, index: int, period: Period) -> tuple[int, int]:
        """The moments at which a period from one of them has surely passed, and those at which it may have.

        Of a day in between it is only known between which days it lies.
        """
        key = (index, period)
        found = self._elapsed.get(key)
        if found is None:
            later = self.full & ~((1 << (index + 1)) - 1)
            first, last = self._days(index)
            ends = _end(period, first), _end(period, last)
            sure = self._beyond(ends[1], 0) if ends[1] is not None else 0
            may = self._beyond(ends[0], 1) if ends[0] is not None else self.full
            if not period.count:  # each day in between is a day of its own
                sure |= sum(1 << at for at, point in enumerate(self.points) if point.day > self.points[index].day)
            found = self._elapsed[key] = sure & later, (may | sure) & later
        return found

    def _beyond(self, day: int, bound: int) -> int:
        """The moments of which the first, or the last, day that they may be is behind another one."""
        return sum(1 << at for at in range(len(self.points)) if self._days(at)[bound] > day)

    def _days(self, index: int) -> tuple[int, int]:
        """The first and the last day that a moment may be."""
        point = self.points[index]
        if self._is_dated(index):
            return point.day, point.day
        behind = next(filter(self._is_dated, range(index + 1, len(self.points))), None)
        last = self.points[behind].day - (behind - index) if behind is not None else datetime.date.max.toordinal()
        return max(point.day, 1), last

    def _is_dated(self, index: int) -> bool:
        """Whether a moment is of one day, and neither in between nor in the time before the first date."""
        return self.points[index].day > 0 and not self.points[index].between

    def before(self, moment: Moment) -> int:
        """The moments before the first minute that a moment may mean."""
        key = self.clock(moment)
        mask = self._starts.get(key)
        if mask is None:
            day, minute = key
            mask = self._starts[key] = self._below((day, 0 if minute is None else minute), bisect_left, lt)
        return mask

    def _below(
        self,
        limit: tuple[int, int],
        bisect: Callable[[list[tuple[int, int]], tuple[int, int]], int],
        below: Callable[[tuple[int, int], tuple[int, int]], bool],
    ) -> int:
        """The moments below a limit; the rest of the as-of day can make them out of order."""
        if not self._clocked_rest:
            return (1 << bisect(self._keys, limit)) - 1
        return sum(1 << index for index, key in enumerate(self._keys) if below(key, limit))

    def possible(self, moment: Moment) -> int:
        """The moments at which something recorded at a moment may have been: one, or all of its day."""
        key = self.clock(moment)
        mask = self._during.get(key)
        if mask is None:
            mask = self._during[key] = self.upto(moment) & ~self.before(moment) & self.recorded
        return mask

    def sure(self, moment: Moment) -> int:
        """The one moment by which something recorded at a moment has surely been."""
        mask = self.upto(moment) & self.recorded
        return 1 << (mask.bit_length() - 1) if mask else 0

    def moment(self, index: int) -> Moment | None:
        """The date, or date and time, of a moment; None for all time before."""
        if index not in self._moments:
            self._moments[index] = _moment_of(self.points[index])
        return self._moments[index]


def _end(period: Period, day: int) -> int | None:
    end = period.end(datetime.date.fromordinal(day))
    return None if end is None else end.toordinal()


def _moment_of(point: Point) -> Moment | None:
    if point.day <= 0:
        return None
    return Moment(datetime.date.fromordinal(point.day), None if point.minute == _DAY else point.minute)


def _long_days(points: list[Point]) -> list[int]:
    """The days that have several moments, one mask each."""
    masks: dict[int, int] = {}
    for index, point in enumerate(points):
        if not point.between:
            masks[point.day] = masks.get(point.day, 0) | 1 << index
    return [mask for mask in masks.values() if _several(mask)]


def _several(mask: int) -> bool:
    return bool(mask & (mask - 1))


def build_timeline(
    recorded: Iterable[Moment], as_of: Moment, contract: Iterable[Moment], clock: Clock, room: int = 1
) -> Timeline:
    """The timeline of one question. `recorded` are the moments of the facts up to the as-of moment.

    `room` is how many moments there have to be where nothing is dated, as far as there are days for them.
    """
    past, future = max(_PAST_GAP, room), max(_FUTURE_GAP, room)
    now = clock(as_of)
    ends = {(day, _DAY if minute is None else minute) for day, minute in map(clock, (*recorded, as_of, *contract))}
    # on the day of a recorded minute something may have been before it, and needs a moment there
    ends |= {(day, minute - 1) for day, minute in map(clock, recorded) if minute}
    # what a minute of the contract ends or begins is told from the next one on
    ends |= {(day, minute + 1) for day, minute in map(clock, contract) if minute is not None}
    timed_days = {day for day, minute in ends if minute != _DAY}
    ends |= {(day, _DAY) for day in timed_days}
    points = [*(Point(-earlier, _DAY, between=True) for earlier in range(room - 1, 0, -1)), Point(0, _DAY)]
    here = (now[0], _DAY if now[1] is None else now[1])
    index = 0
    previous = 0
    for day, minute in sorted(ends):
        if day != previous:
            _between(points, previous, day, future if previous >= here[0] else past)
        points.append(Point(day, minute))
        previous = day
        if (day, minute) == here:
            index = len(points) - 1
            if minute == _DAY:
                clock_times = sorted(other for other_day, other in ends if other_day == day)
                points += [Point(day, other, rest=True) for other in clock_times]
    _between(points, previous, previous + 1 + future, future)
    so_far = max((minute for day, minute in map(clock, recorded) if minute is not None and day == now[0]), default=-1)
    return Timeline(points, index, clock, so_far)


def _between(points: list[Point], day: int, next_day: int, most: int) -> None:
    count = next_day - day - 1
    if day == 0:
        return
    for step in range(min(count, most)):
        points.append(Point(day + 1 + step, _DAY, between=True))
