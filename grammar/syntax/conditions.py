"""Conditions as written: sentences joined in a line, or listed in the outline of the contract."""

from typing import Literal

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.syntax.names import Name, When, place
from assent.grammar.syntax.sentences import Acts, AsForm, Detail, ExecutedBy, Happens, Sentence


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Phrase(Frozen):
    """A deliverable without its verb, `Title Policy with amount USD 825,000`, in a list of deliveries."""

    names: tuple[Name, ...]
    details: tuple[Detail, ...] = ()
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Under(Frozen):
    """`under EVER`: counts only in runs that choose this alternative of its question (S10)."""

    name: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Throughout(Frozen):
    """`at all times since 1996-02-28`."""

    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class OnEachDate(Frozen):
    """`on each date of Loan B Advance Request`: tested at every moment at which the event occurred (S6)."""

    name: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class CountedFrom(Frozen):
    """`10 days after Bank received Deed`: so long after the first time that something was done or happened."""

    count: int
    unit: str | Name
    act: Acts | Happens
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DayOf(Frozen):
    """`the day on which Bank received Deed`: the day of the first time, to its end."""

    act: Acts | Happens
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class EitherAct(Frozen):
    """`the later of 2000-08-31 and Sale occurred`: of two moments, of which one at least hangs on an act."""

    later: bool
    first: "Instant"
    second: "Instant"
    span: Span = place()


Instant = When | Acts | Happens | DayOf | CountedFrom | EitherAct


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class OnDate(Frozen):
    """`on 1996-02-28`: tested at that date and no other (S6)."""

    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ByDate(Frozen):
    """`by 1996-05-31`: met at some moment up to it, the whole day included (S1)."""

    moment: Instant
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class HeldWhile(Frozen):
    """`... while Lakewood IDA Lease is in its form of 1996-02-28`: tested at the moment of the occurrence."""

    sentence: Sentence
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ForEach(Frozen):
    """`for each Lender in Lenders`: the condition once for each member, with its name in the place of `Lender`.

    `every` asks for all of these conditions; otherwise, written `for any`, one of them is enough.
    """

    names: tuple[Name, ...]
    over: Name
    every: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Until(Frozen):
    """`until 2000-06-08`: counts as long as that moment has not passed; then it drops out of its list (S6)."""

    moment: Instant
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class After(Frozen):
    """`after 2000-06-08`: counts once that moment has passed; before, it drops out of its list (S6)."""

    moment: Instant
    span: Span = place()


Modifier = Under | Throughout | OnEachDate | OnDate | ByDate | HeldWhile | ForEach | Until | After


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Modified(Frozen):
    """A condition with a modifier, written before it (`prefix`) or behind it."""

    modifier: Modifier
    condition: "Condition"
    prefix: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Inline(Frozen):
    """Conditions joined in one line by `and` alone or by `or` alone."""

    connective: Literal["and", "or"]
    parts: tuple["Condition", ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Deliveries(Frozen):
    """`Congress received, each as an original, each satisfactory to Congress`, over a list."""

    subjects: tuple[Name, ...]
    verb: str
    forms: tuple[AsForm | ExecutedBy, ...] = ()
    judges: tuple[Name, ...] = ()
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Counted(Frozen):
    """`all of`, `any of`, `at least 2 of`; an empty word is a list without a quantifier, which means all."""

    word: Literal["", "all of", "any of", "at least"]
    number: int = 0
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Deemed(Frozen):
    """`deemed satisfied by Title Letter of February 7 when ...` (S7)."""

    instrument: Name
    condition: "Condition"
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Item(Frozen):
    """One line of a list: `(c)`, `-` or `provided that`, an optional heading, a condition and its deeming."""

    marker: str
    heading: str | None
    condition: "Condition"
    deemed: tuple[Deemed, ...] = ()
    nested: bool = False
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Group(Frozen):
    """A list of conditions under a quantifier."""

    quantifier: Counted | Deliveries
    items: tuple[Item, ...]
    span: Span = place()


Condition = Sentence | Phrase | Modified | Inline | Group
