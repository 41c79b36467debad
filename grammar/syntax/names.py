"""Names and values as they stand in a file."""

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio


def place() -> Span:
    """A field for the place of a node: it rides along, equality ignores it."""
    return attrs.field(default=NOWHERE, eq=False, repr=False, kw_only=True)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Name(Frozen):
    """A term, or a lower-case name of a particular, exactly as written but for its spacing."""

    text: str
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class SectionReference(Frozen):
    """`section 5(d)` or `section 5(a) of Real Estate Loan Amendment`."""

    number: str
    agreement: Name | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DateOf(Frozen):
    """`the date of Amendment`: the date that the term is declared to be dated."""

    name: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class WrittenMoment(Frozen):
    """A moment with the place where it was written."""

    moment: Moment
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Counted(Frozen):
    """`5 Business Days after the date of Amendment`: so many days of a calendar, or units of time, from a moment.

    `unit` is `day`, `week`, `month` or `year`, or the name of a calendar.
    """

    count: int
    unit: "str | Name"
    after: bool
    start: "When"
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Either(Frozen):
    """`the later of 2000-08-31 and the date of Consent`, `the earlier of ... and ...`."""

    later: bool
    first: "When"
    second: "When"
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class OrNext(Frozen):
    """`2024-03-30 or the next Business Day`: moved on where the calendar is closed on that day."""

    moment: "When"
    calendar: Name
    span: Span = place()


# A name is a moment where a `for each` around it makes it the date of a row.
When = WrittenMoment | DateOf | Counted | Either | OrNext | Name
Value = Money | Percent | Ratio | Decimal | int | When
