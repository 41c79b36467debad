"""The identity of a happening, and what a condition may ask of its particulars."""

from typing import TYPE_CHECKING, Literal, cast

import attrs

from assent.grammar.values import Moment, Money, Percent, Relation

if TYPE_CHECKING:
    from fractions import Fraction

Verb = Literal["received", "executed", "sent", "occurred", "amended", "restored", "satisfactory", "waived"]
RecordKind = Literal["documents", "events", "determinations", "waivers"]

RECORD_KINDS: tuple[RecordKind, ...] = ("documents", "events", "determinations", "waivers")

_KIND_OF: dict[Verb, RecordKind] = {
    "received": "documents",
    "executed": "documents",
    "sent": "documents",
    "amended": "documents",
    "restored": "documents",
    "occurred": "events",
    "satisfactory": "determinations",
    "waived": "waivers",
}

ParticularValue = Money | Percent | int | str | Moment


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
    def kind(self) -> RecordKind:
        """The part of the record that would tell of it (rule S2)."""
        return _KIND_OF[self.verb]


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
        stated_size, asked_size = _size(stated), _size(self.value)
        if stated_size is None or asked_size is None or stated_size[0] != asked_size[0]:
            return False
        return _compare(self.relation, stated_size[1], asked_size[1])


_FORM_RANK = {"a copy": 0, "a true and complete copy": 1, "an original": 2}


def _size(value: ParticularValue) -> "tuple[str, int | Fraction] | None":
    match value:
        case Money(currency, hundredths):
            return currency, hundredths
        case Percent(share):
            return "%", share
        case Moment(day, minute):
            return "date", day.toordinal() * 1440 + (minute or 0)
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
        case "before":
            return stated < asked
        case "after":
            return stated > asked
        case "is":
            return stated == asked


def as_verb(word: str) -> Verb:
    """A verb of the language as the verb of a happening."""
    return cast(Verb, word)
