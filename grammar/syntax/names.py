"""Names and values as they stand in a file."""

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment, Money, Percent


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


When = WrittenMoment | DateOf
Value = Money | Percent | int | Name | WrittenMoment | DateOf
