"""The days on which an answer can change at all: those of facts, of the contract, of the record, and some beside them.

Between two of them nothing can change (rule S1): an evaluation sees of the days on which nothing stands no more than
how many there are, and of those it tells three apart. So three days are asked after everything that is dated, and
three before each date of the contract that may still be ahead.

A history goes by days and not by hours: as of a day, all facts of that day are known and its hours are still ahead.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator

import attrs

from assent.engine.evaluation.record import ends_counted
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment

_BESIDE = 3
_DAY = 24 * 60

Clock = Callable[[Moment], tuple[int, int | None]]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Order(Frozen):
    """Moments in order, on one clock."""

    clock: Clock

    def end(self, moment: Moment) -> tuple[int, int]:
        """The day and the last minute that a moment may mean."""
        day, minute = self.clock(moment)
        return day, _DAY if minute is None else minute

    def passed(self, moment: Moment, after: Moment, by: Moment) -> bool:
        """Whether a moment ran out between two others: as of the first it was not over, as of the second it was."""
        return not self._over(moment, after) and self._over(moment, by)

    def reached(self, moment: Moment, after: Moment, by: Moment) -> bool:
        """Whether a moment came between two others: as of the first it was ahead, as of the second it was there."""
        return not self._there(moment, after) and self._there(moment, by)

    def _over(self, moment: Moment, as_of: Moment) -> bool:
        """As of a day, none of its hours is over."""
        if as_of.minute is None:
            return self.clock(moment)[0] < self.clock(as_of)[0]
        return self.end(moment) < self.end(as_of)

    def _there(self, moment: Moment, as_of: Moment) -> bool:
        if as_of.minute is None or moment.minute is None:
            return self.clock(moment)[0] <= self.clock(as_of)[0]
        return self.end(moment) <= self.end(as_of)

    def known(self, entries: Iterable[Entry], as_of: Moment) -> tuple[Entry, ...]:
        """The facts that exist as of a moment (rule S1)."""
        return tuple(entry for entry in entries if self._there(entry.moment, as_of))


def moments_to_ask(contract: Contract, facts: Facts, as_of: Moment, order: Order) -> tuple[Moment, ...]:
    """All that have to be asked, in order, the as-of moment among them; the first is before everything."""
    now = order.clock(as_of)[0]
    recorded = [entry.moment for entry in order.known(facts.entries, as_of)]
    recorded += [moment for moment in facts.complete.values() if order.end(moment) <= order.end(as_of)]
    named = [*contract.moments, *ends_counted(contract, order.known(facts.entries, as_of))]
    days = {now, *_beside([*recorded, as_of], order, before=0), *_beside(named, order, before=_BESIDE)}
    first = min(days)
    found = [as_of if day == now else _day(day) for day in sorted({first - 1, *days}) if _exists(day)]
    return tuple(found)


def _beside(moments: Iterable[Moment], order: Order, before: int) -> Iterator[int]:
    """The days of some moments, and those beside them; both days, where one clock has another day than the other."""
    for moment in moments:
        for day in {moment.day.toordinal(), order.clock(moment)[0]}:
            yield from range(day - before, day + _BESIDE + 1)


def _exists(day: int) -> bool:
    return datetime.date.min.toordinal() <= day <= datetime.date.max.toordinal()


def _day(number: int) -> Moment:
    return Moment(datetime.date.fromordinal(number))
