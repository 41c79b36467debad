"""What a contract speaks of: parties, documents, events, states, representations and matters."""

import datetime
from typing import Literal

import attrs

from assent.engine.model.happenings import ParticularValue
from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment, Money, Percent

ParticularKind = Literal["money", "date", "number", "decimal", "percent", "ratio", "party", "choice"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Particular(Frozen):
    """One thing that a record of a document or an event may state: its amount, its issuer, its form.

    `choices` are the values of a `choice`, and empty for the other kinds.
    """

    name: str
    kind: ParticularKind
    choices: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Noun(Frozen):
    """A defined term: its name as written, a gloss for readers, and where it is defined."""

    name: str
    gloss: str = ""
    section: str = ""
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Party(Noun):
    """A person that acts: signs, receives, determines, waives."""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Document(Noun):
    """A paper that can be executed, sent, received, amended and found satisfactory; agreements are documents.

    `dated` is the date that it bears by its definition; `makers` are those who sign or issue it.
    """

    dated: Moment | None = None
    makers: tuple[str, ...] = ()
    particulars: tuple[Particular, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DocumentSet(Noun):
    """Several documents under one name, in the order of the definition."""

    members: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class PartySet(Noun):
    """Several parties under one name, in the order of the definition; a member may be a set itself.

    `measure` is what its members are weighed by in a vote: their commitment, their shares. It is empty where each
    counts as one, and where the members are sets that say it themselves. `weights` are those of the members, None for
    one that is not in the record.
    """

    members: tuple[str, ...] = ()
    measure: str = ""
    weights: tuple[Money | int | None, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Vote(Noun):
    """What so large a share of some parties does, or so many of them do, they have done (S14).

    `share` is of all weight, or a number of parties. `strict` asks for more than that.
    """

    of: tuple[str, ...] = ()
    share: Percent | int = 0
    strict: bool = False

    @property
    def rule(self) -> str:
        """`more than 50% of Lenders`."""
        return f"{'more than' if self.strict else 'at least'} {self.share} of {', '.join(self.of)}"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Calendar(Noun):
    """The days that count for periods: those from `first` through `last` on which it is not closed (S1).

    It knows nothing of other days; `source` says where its closed days are taken from.
    """

    first: datetime.date = datetime.date.min
    last: datetime.date = datetime.date.max
    closed: frozenset[datetime.date] = frozenset()
    weekdays: frozenset[int] = frozenset()
    source: str = ""

    def is_open(self, day: datetime.date) -> bool:
        """Whether a day within its years counts."""
        return day.weekday() not in self.weekdays and day not in self.closed

    def knows(self, day: datetime.date) -> bool:
        """Whether a day lies within its years."""
        return self.first <= day <= self.last

    def counted(self, start: datetime.date, count: int) -> datetime.date | None:
        """The day that is so many open ones after a day, or before it; None where the count leaves its years."""
        step = 1 if count > 0 else -1
        number, first, last = start.toordinal(), self.first.toordinal(), self.last.toordinal()
        while count:
            number += step
            if not first <= number <= last:
                return None
            if self.is_open(datetime.date.fromordinal(number)):
                count -= step
        return datetime.date.fromordinal(number)

    def next_open(self, day: datetime.date) -> datetime.date | None:
        """The day itself where it is open, else the next that is; None where that leaves its years."""
        while self.knows(day):
            if self.is_open(day):
                return day
            day += datetime.timedelta(1)
        return None


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Row(Frozen):
    """What a table says in one row: a value for each column."""

    values: tuple[ParticularValue, ...]
    span: Span = attrs.field(default=NOWHERE, eq=False, repr=False)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Table(Noun):
    """Values in rows, such as the level of a covenant at the end of each quarter; a `for each` reads them."""

    columns: tuple[Particular, ...] = ()
    rows: tuple[Row, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Event(Noun):
    """Something that happens once, or, when `recurring`, again and again.

    An event with `parts` happens when all of them have; `simultaneous` asks that they happen on one day.
    """

    recurring: bool = False
    parts: tuple[str, ...] = ()
    simultaneous: bool = False
    particulars: tuple[Particular, ...] = ()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class State(Noun):
    """Something that holds from a moment to a moment, such as an Event of Default; never presumed (rule S2)."""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Representation(Noun):
    """A statement whose truth is asked at a date; never presumed (rule S2)."""


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Matter(Noun):
    """A plain proposition that is true or untrue once for all; `absent` when its text is not in the record (S9)."""

    absent: bool = False
