"""A contract file as written: its header, sections, questions, definitions and clauses."""

import datetime
from typing import Literal

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.syntax.conditions import Condition
from assent.grammar.syntax.names import Name, SectionReference, Value, When, place
from assent.grammar.values import Money, Percent


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DatedAttribute(Frozen):
    """`dated 1996-02-28`."""

    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Between(Frozen):
    """`between Congress, LPC`: its parties."""

    names: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class MadeBy(Frozen):
    """`by Protection Mutual`: who makes, signs or sends it."""

    names: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Declared(Frozen):
    """`amount as money` or `form as Agreed or Other`: one particular and the values it may have."""

    name: Name
    kind: str
    choices: tuple[Name, ...] = ()
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DeclaredParticulars(Frozen):
    """`with amount as money, issuer as party`."""

    particulars: tuple[Declared, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ConsistsOf(Frozen):
    """`consists of Lakewood Conveyance, Lakewood Leaseback simultaneously`."""

    names: tuple[Name, ...]
    simultaneously: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class NotInRecord(Frozen):
    """`not in the record`: the text that would settle it is missing (S9)."""

    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Include(Frozen):
    """`include "lenders.assent"`: what stands in another file, as if it stood here.

    `path` leads from the folder of the file that bears the line; of a `library` that comes with the program, it is the
    name.
    """

    path: Name
    library: bool = False
    span: Span = place()


Attribute = DatedAttribute | Between | MadeBy | DeclaredParticulars | ConsistsOf | NotInRecord


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ContractHeader(Frozen):
    """`contract Amendment "..." dated ... between ...`."""

    name: Name
    gloss: str | None
    attributes: tuple[Attribute, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Definition(Frozen):
    """`document Lakewood Deed "..." dated ... by LPC`."""

    kind: str
    recurring: bool
    name: Name
    gloss: str | None
    attributes: tuple[Attribute, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class DocumentSet(Frozen):
    """`documents Lakewood IDA Agreements are Lakewood Deed, ...`."""

    name: Name
    gloss: str | None
    members: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Member(Frozen):
    """`Alpha Bank with commitment USD 40,000,000`: a member and what it counts for in a vote.

    `measure` is None where nothing is said of that, `weight` where it is said to be not in the record.
    """

    name: Name
    measure: Name | None = None
    weight: Money | int | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class PartySet(Frozen):
    """`parties Lenders are Alpha Bank, Beta Bank`."""

    name: Name
    gloss: str | None
    members: tuple[Member, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Vote(Frozen):
    """`parties Required Lenders are more than 50% of Lenders`, or `at least 2 of Directors` (S14)."""

    name: Name
    gloss: str | None
    relation: Literal["at least", "more than"]
    share: Percent | int
    of: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ClosedWeekdays(Frozen):
    """`closed on Saturday, Sunday`."""

    days: tuple[Name, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ClosedAsIn(Frozen):
    """`closed as in Federal Reserve Days`: on every day on which another calendar is closed."""

    calendar: Name
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ClosedDay(Frozen):
    """`closed 1997-07-04 "Independence Day"`."""

    day: datetime.date
    gloss: str | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Source(Frozen):
    """`source "..."`: where the closed days of a calendar are taken from."""

    text: str
    span: Span = place()


CalendarLine = ClosedWeekdays | ClosedAsIn | ClosedDay | Source


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Calendar(Frozen):
    """`calendar Business Days from 1997-01-01 through 1998-12-31` with the days on which it is closed (S1)."""

    name: Name
    gloss: str | None
    first: datetime.date
    last: datetime.date
    lines: tuple[CalendarLine, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Cell(Frozen):
    """`USD 22,000,000`: what a row of a table says in one column."""

    value: Value
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Row(Frozen):
    """`2004-01-03, USD 22,000,000`: one row of a table."""

    cells: tuple[Cell, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Table(Frozen):
    """`table EBITDA Levels with end as date, amount as money` and its rows."""

    name: Name
    gloss: str | None
    columns: DeclaredParticulars
    rows: tuple[Row, ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Alternative(Frozen):
    """One answer to a question, with its reason."""

    name: Name
    gloss: str | None
    default: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Question(Frozen):
    """An open question of construction and the readings that a lawyer could defend (S10)."""

    name: Name
    gloss: str | None
    alternatives: tuple[Alternative, ...]
    span: Span = place()


ClauseKind = Literal[
    "takes effect when",
    "is in force while",
    "is complete when",
    "is required when",
    "is true when",
    "begins when",
    "ends when",
    "ceases to be effective when",
    "is void from the start when",
    "applies when",
    "does not apply when",
    "is cured when",
]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Clause(Frozen):
    """`Amendment takes effect when ...` and its siblings: a term, what it does, and on which condition."""

    kind: ClauseKind
    name: Name
    condition: Condition
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Permits(Frozen):
    """`Lakewood Closing permits Lakewood IDA Transaction when ...` (S12)."""

    name: Name
    act: Name
    condition: Condition
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Obliges(Frozen):
    """`Prompt Prepayment obliges Borrower to ...`, `Asset Sales forbids Borrower to permit ...` (S16)."""

    name: Name
    parties: tuple[Name, ...]
    condition: Condition
    forbids: bool = False
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class RelatesBack(Frozen):
    """`Amendment relates back to 1996-02-28`: once effective, effective as of then."""

    name: Name
    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Lapses(Frozen):
    """`Amendment lapses after 2000-06-30`: cannot take effect later than that."""

    name: Name
    moment: When
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class MayWaive(Frozen):
    """`Congress may waive section 5 in writing` (S7)."""

    names: tuple[Name, ...]
    section: SectionReference
    in_writing: bool
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Guarantee(Frozen):
    """`guarantee "..." always CONDITION`, or `always CONDITION only if CONSEQUENCE` (S13)."""

    label: str
    condition: Condition
    only_if: Condition | None = None
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class AbsentText(Frozen):
    """`section 5(a) of Real Estate Loan Amendment is not in the record` (S9)."""

    section: SectionReference
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Version(Frozen):
    """A text of a section of an agreement; `once` names the effect that supplies it (S9)."""

    section: SectionReference
    once: Name | None
    elements: tuple["Element", ...]
    span: Span = place()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class UnderStatement(Frozen):
    """`under ASOF, Amendment relates back to ...`: a clause that exists under one reading only."""

    reading: Name
    statement: "Statement"
    span: Span = place()


Statement = (
    Clause | Permits | Obliges | RelatesBack | Lapses | MayWaive | AbsentText | Version | Guarantee | UnderStatement
)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Labelled(Frozen):
    """`(b) document Lakewood Deed ...`: a definition or clause with the label it bears in the contract."""

    label: str
    heading: str | None
    element: Definition | DocumentSet | PartySet | Vote | Calendar | Table | Statement
    span: Span = place()


Element = Labelled | Definition | DocumentSet | PartySet | Vote | Calendar | Table | Statement


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Section(Frozen):
    """`section 5 "Conditions to effectiveness"` and what stands in it."""

    number: str
    heading: str | None
    elements: tuple[Element, ...]
    span: Span = place()


Part = (
    ContractHeader
    | Include
    | Section
    | Question
    | Definition
    | DocumentSet
    | PartySet
    | Vote
    | Calendar
    | Table
    | Statement
)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ContractFile(Frozen):
    """A whole contract file, part by part as written."""

    parts: tuple[Part, ...]
    source: str = ""
