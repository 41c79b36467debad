"""Facts as meant: what happened, what was stated, and how far the record is complete (rule S2)."""

import datetime
from collections.abc import Mapping
from typing import Literal

import attrs

from assent.engine.model.clock import Clock, clock_of, first_zone
from assent.engine.model.happenings import Happening, ParticularValue, RecordKind
from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Occurred(Frozen):
    """A happening with the particulars recorded of it, or, when `negated`, that it had not happened by then."""

    happening: Happening
    particulars: tuple[tuple[str, ParticularValue], ...] = ()
    negated: bool = False


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class StateFact(Frozen):
    """What is said of a state: `none` and `exists` speak of their moment, the `ever` forms of all moments up to it."""

    state: str
    word: Literal["began", "ended", "exists", "none", "ever", "never"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class TruthFact(Frozen):
    """What is said of a representation or matter; None is not said: `untrue` leaves open whether materially.

    A matter is `timeless`: true or untrue once for all; a representation is spoken of at its moment.
    """

    subject: str
    full: bool | None
    material: bool | None
    timeless: bool = False


Assertion = Occurred | StateFact | TruthFact


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Entry(Frozen):
    """One fact: its moment, what it asserts, the sentence and evidence as recorded, and its line."""

    moment: Moment
    assertion: Assertion
    sentence: str
    evidence: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Facts(Frozen):
    """A journal as meant. The order of `entries` never matters.

    `complete` tells for each kind of happening through which moment the record is complete; a kind that is not
    there has no complete record. `zone` is the one that the contract names, if it does.
    """

    contract: str
    entries: tuple[Entry, ...]
    complete: Mapping[RecordKind, Moment] = attrs.field(factory=dict)
    source: str = ""
    zone: str | None = None

    def clock(self) -> Clock:
        """The one clock on which all moments of this journal can be compared (S1)."""
        told = (*self.complete.values(), *(entry.moment for entry in self.entries))
        return clock_of(self.zone or first_zone(told))

    def latest(self) -> Moment | None:
        """The moment this journal speaks of last: the end of its complete record, or else its last fact."""
        told = [*self.complete.values()] or [entry.moment for entry in self.entries]
        clock = self.clock()
        return max(told, key=lambda moment: last_minute(clock(moment)), default=None)

    def on_one_clock(self) -> tuple[Entry, ...]:
        """The entries with their moments on one clock, without zones."""
        if all(entry.moment.zone is None for entry in self.entries):
            return self.entries
        clock = self.clock()
        return tuple(attrs.evolve(entry, moment=_laid(clock(entry.moment))) for entry in self.entries)


def last_minute(at: tuple[int, int | None]) -> tuple[int, int]:
    """The last minute that a day, or a minute of one, may mean, for putting them in order."""
    day, minute = at
    return day, 24 * 60 if minute is None else minute


def _laid(at: tuple[int, int | None]) -> Moment:
    day, minute = at
    return Moment(datetime.date.fromordinal(day), minute)
