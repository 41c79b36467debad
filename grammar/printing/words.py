"""Names, values and the number of a subject, as they are written in a line."""

from typing import assert_never

from assent.grammar.syntax import names as n
from assent.grammar.values import Decimal, Money, Percent, Ratio

_SINGULAR_ENDINGS = ("ss", "us", "is")


def listed(names: tuple[n.Name, ...]) -> str:
    """`Congress, LPC`."""
    return ", ".join(name.text for name in names)


def is_plural(*names: n.Name) -> bool:
    """Whether a verb with this subject is plural: several names, or one whose head word ends in `s`.

    `Lakewood IDA Agreements` and `Events of Default` are plural; `Congress` and `Event of Default` are not.
    """
    if len(names) != 1:
        return True
    head = names[0].text.split(" of ")[0].split()[-1]
    return len(head) > 3 and head.endswith("s") and not head.endswith(_SINGULAR_ENDINGS)


def number(names: tuple[n.Name, ...], singular: str, plural: str) -> str:
    """The word that agrees with the subject."""
    return plural if is_plural(*names) else singular


def moment(when: n.When) -> str:
    """`1996-02-28 17:00 America/Chicago`, `the date of Amendment`."""
    match when:
        case n.WrittenMoment():
            return str(when.moment)
        case n.DateOf():
            return f"the date of {when.name.text}"
        case n.Counted(count, unit, after, start):
            return f"{count} {unit_text(count, unit)} {'after' if after else 'before'} {moment(start)}"
        case n.Either(later, first, second):
            return f"the {'later' if later else 'earlier'} of {moment(first)} and {moment(second)}"
        case n.Name():
            return when.text
        case n.OrNext(inner, calendar):
            return f"{moment(inner)} or the next {calendar.text}"
        case _:
            assert_never(when)


def unit_text(count: int, unit: str | n.Name) -> str:
    """`day`, `days`, or the name of a calendar as it was written."""
    if isinstance(unit, n.Name):
        return unit.text
    return unit if count == 1 else f"{unit}s"


def value(written: n.Value) -> str:
    """The value of a particular."""
    match written:
        case n.Name():
            return written.text
        case n.WrittenMoment() | n.DateOf() | n.Counted() | n.Either() | n.OrNext():
            return moment(written)
        case Money() | Percent() | Ratio() | Decimal() | int():
            return str(written)
        case _:
            assert_never(written)


def section(reference: n.SectionReference) -> str:
    """`section 5(a) of Real Estate Loan Amendment`."""
    of = f" of {reference.agreement.text}" if reference.agreement else ""
    return f"section {reference.number}{of}"


def quoted(text: str | None) -> str:
    """A quoted text with a space before it; nothing for None."""
    return "" if text is None else f' "{text}"'
