"""Sentences as written: one form for conditions, facts and the command line."""

from typing import Literal

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.syntax.names import Name, SectionReference, Value, When, place
from assent.grammar.values import Decimal, Form, Mode, Money, Relation

Degree = Literal["true", "untrue", "true in all material respects", "untrue in a material respect"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class AsForm(Frozen):
    """`as an original`, `as a true and complete copy`."""

    form: Form
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ExecutedBy(Frozen):
    """`executed by Congress, LPC`; no names means `executed by its parties`."""

    names: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FromParty(Frozen):
    """`from Title Insurer`: who made the thing that was received."""

    name: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Enclosing(Frozen):
    """`enclosing Resolutions, Incumbency Certificate`: what came with the thing that was received."""

    names: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class EnclosedIn(Frozen):
    """`enclosed in Officer Certificate`: what the thing that was received came with."""

    name: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DatedDetail(Frozen):
    """`dated 1996-02-07`, `dated by 1996-05-31`: the date that the thing itself bears."""

    relation: Relation
    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Particular(Frozen):
    """`amount USD 825,000`: one particular and the value recorded of it, or asked of it."""

    name: Name
    relation: Relation
    value: Value
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class WithDetails(Frozen):
    """`with amount USD 825,000, issuer Title Insurer`."""

    particulars: tuple[Particular, ...]
    span: Span = place()


Detail = AsForm | ExecutedBy | FromParty | Enclosing | EnclosedIn | DatedDetail | WithDetails


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Acts(Frozen):
    """`Congress received Title Policy with amount USD 825,000`: a party does something to a document.

    `LPC determined Cost Savings` is written alike, of a matter and without details.
    """

    subjects: tuple[Name, ...]
    verb: str
    objects: tuple[Name, ...]
    details: tuple[Detail, ...] = ()
    negated: bool = False
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Happens(Frozen):
    """`Lakewood Conveyance occurred`, `Event of Default began`."""

    subjects: tuple[Name, ...]
    verb: str
    details: WithDetails | None = None
    negated: bool = False
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Amended(Frozen):
    """`Lakewood IDA Lease was amended`."""

    names: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Restored(Frozen):
    """`Lakewood IDA Lease was restored to its form of 1996-02-28`."""

    names: tuple[Name, ...]
    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Waives(Frozen):
    """`Congress waived section 5(d) in writing`; an empty form means that the form is not recorded."""

    subjects: tuple[Name, ...]
    section: SectionReference
    form: Literal["", "in writing", "orally"]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Judged(Frozen):
    """`Title Policy is satisfactory to Congress`: a determination that somebody made."""

    names: tuple[Name, ...]
    judges: tuple[Name, ...]
    negated: bool = False
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Stands(Frozen):
    """`Amendment is effective`, `Lakewood Closing is not covered`; `mode` reads a circle (S8)."""

    names: tuple[Name, ...]
    standing: str
    negated: bool = False
    mode: Mode = ""
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Truth(Frozen):
    """`Accounts Representations are true in all material respects`."""

    names: tuple[Name, ...]
    degree: Degree
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class InForm(Frozen):
    """`Lakewood IDA Lease is in its form of 1996-02-28`."""

    names: tuple[Name, ...]
    moment: When
    negated: bool = False
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Exists(Frozen):
    """`Event of Default exists` (at its moment) or `has occurred` (at any moment up to it)."""

    names: tuple[Name, ...]
    ever: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class NoneExists(Frozen):
    """`no Event of Default exists`, `no Event of Default has occurred`."""

    name: Name
    ever: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Sum(Frozen):
    """`amount of Investment with borrower Playboy Online from 2000-01-01 through 2000-06-08`: what is added up."""

    particular: Name
    names: tuple[Name, ...]
    details: WithDetails | None = None
    since: When | None = None
    through: When | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Totals(Frozen):
    """`total amount of Investment is at most USD 13,500,000 less total amount of Repayment` (S17)."""

    sum: Sum
    relation: Relation
    limit: Money | Decimal | int | Name
    less: tuple[Sum, ...] = ()
    span: Span = place()


Sentence = (
    Totals | Acts | Happens | Amended | Restored | Waives | Judged | Stands | Truth | InForm | Exists | NoneExists
)
