"""The identity of a happening, and what a condition may ask of its particulars."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Literal, cast

import attrs

from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio, Relation

Verb = Literal[
    "received",
    "executed",
    "sent",
    "requested",
    "occurred",
    "amended",
    "restored",
    "satisfactory",
    "determined",
    "waived",
    "totalled",
]
RecordKind = Literal["documents", "events", "determinations", "waivers"]

RECORD_KINDS: tuple[RecordKind, ...] = ("documents", "events", "determinations", "waivers")

_KIND_OF: dict[Verb, RecordKind] = {
    "received": "documents",
    "executed": "documents",
    "sent": "documents",
    "requested": "documents",
    "amended": "documents",
    "restored": "documents",
    "occurred": "events",
    "satisfactory": "determinations",
    "determined": "determinations",
    "waived": "waivers",
    "totalled": "events",
}

ENCLOSED = "enclosed in"
"""The particular of a document that came with another one."""
ParticularValue = Money | Percent | Ratio | Decimal | int | str | Moment


@attrs.frozen(order=True, cache_hash=True)
class Happening:
    """Who did what to what: `received` by `Congress` of `Title Policy`; an event has no subject.

    `once` is true of an event that cannot happen again.
    """

    verb: Verb
    subject: str
    object: str
    once: bool = attrs.field(default=False, eq=False, order=False)

    @property
    def about(self) -> tuple[str, ...]:
        """The terms whose facts tell of it: what something was done to, or what happened."""
        return (self.object,)

    @property
    def kind(self) -> RecordKind:
        """The part of the record that would tell of it (rule S2)."""
        return _KIND_OF[self.verb]


@attrs.frozen(cache_hash=True)
class Addend:
    """One thing that is added up: a particular of what happens again and again, if the rest of it passes some tests.

    Only what happened between `since` and `through` counts, both included; None leaves that side open.
    """

    happening: Happening
    particular: str
    tests: tuple["Test", ...] = ()
    since: Moment | None = None
    through: Moment | None = None


@attrs.frozen(cache_hash=True)
class Total(Happening):
    """That amounts of happenings, added up, have reached a size (S17); `object` says in words what is added up.

    Nobody records it: it follows from what is recorded of its addends. Amounts are never negative, so that a size
    once reached stays reached, as what has happened has happened. `unit` is the currency, or `number`, or `decimal`.
    """

    addends: tuple[Addend, ...] = ()
    unit: str = "number"

    @property
    def about(self) -> tuple[str, ...]:
        """The events that are added up."""
        return tuple(dict.fromkeys(one.happening.object for one in self.addends))


@attrs.frozen(cache_hash=True)
class Test:
    """What is asked of one particular: `amount is USD 825,000`, `dated by 1996-05-31`.

    `barred` when no value passes, because a definition says another: a document bears the date of its definition.
    """

    particular: str
    relation: Relation
    value: ParticularValue
    barred: bool = False

    @property
    def passes_any(self) -> bool:
        """Whether every value that could be stated passes: what is received is at least a copy."""
        return self.particular == "copy" and _FORM_RANK[str(self.value)] == 0

    def passes(self, stated: ParticularValue) -> bool:
        """Whether a stated value passes; values of unlike kinds or currencies never do."""
        if self.barred:
            return False
        if self.particular == "copy":
            return _FORM_RANK[str(stated)] >= _FORM_RANK[str(self.value)]
        if self.relation == "is":
            return stated == self.value
        stated_size, asked_size = size_of(stated), size_of(self.value)
        if stated_size is None or asked_size is None or stated_size[0] != asked_size[0]:
            return False
        return _compare(self.relation, stated_size[1], asked_size[1])


_FORM_RANK = {"a copy": 0, "a true and complete copy": 1, "an original": 2}


def size_of(value: ParticularValue | None) -> "tuple[str, int | Fraction] | None":
    """How much a value is, and of what: amounts of one currency can be compared; None where it has no size."""
    match value:
        case Money(currency, hundredths):
            return currency, hundredths
        case Percent(share):
            return "%", share
        case Moment(day, minute):
            return "date", day.toordinal() * 1440 + (minute or 0)
        case Ratio(share):
            return "to 1", share
        case Decimal(share):
            return "decimal", share
        case int():
            return "number", value
        case _:
            return None


def _compare(relation: Relation, stated: "int | Fraction", asked: "int | Fraction") -> bool:
    match relation:
        case "at least" | "on or after":
            return stated >= asked
        case "at most" | "by":
            return stated <= asked
        case "before" | "less than":
            return stated < asked
        case "after" | "more than":
            return stated > asked
        case "is":
            return stated == asked


def sized(size: "int | Fraction", unit: str) -> ParticularValue:
    """A value of some size: the other way of `size_of`, of money and numbers."""
    if unit == "number":
        return int(size)
    return Decimal(Fraction(size)) if unit == "decimal" else Money(unit, int(size))


def beside(asked: Iterable[ParticularValue]) -> Iterator[ParticularValue]:
    """Values beside some that are asked of one particular, so that with them all tests can be told apart.

    Money is counted in hundredths, numbers are whole, dates are days; between two other amounts there is always one
    more.
    """
    shares: dict[type, set[Fraction]] = {}
    for value in asked:
        match value:
            case Money(currency, hundredths):
                yield Money(currency, hundredths + 1)
                if hundredths:
                    yield Money(currency, hundredths - 1)
            case Moment(day):
                yield Moment(day.fromordinal(day.toordinal() + 1))
                yield Moment(day.fromordinal(day.toordinal() - 1))
            case int():
                yield value + 1
                if value:
                    yield value - 1
            case Percent(share) | Ratio(share) | Decimal(share):
                shares.setdefault(type(value), set()).add(share)
    for kind, known in shares.items():
        yield from (kind(share) for share in _around(sorted(known)))


def _around(known: "list[Fraction]") -> "Iterator[Fraction]":
    """An amount above all, one below all where there is one, and one between each two; whole ones where they do."""
    yield known[-1] + 1
    if known[0]:
        yield known[0] - 1 if known[0] >= 1 else known[0] / 2
    for lower, higher in pairwise(known):
        yield Fraction(lower // 1 + 1) if lower // 1 + 1 < higher else (lower + higher) / 2


def as_verb(word: str) -> Verb:
    """A verb of the language as the verb of a happening."""
    return cast(Verb, word)
