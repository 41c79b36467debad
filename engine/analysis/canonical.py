"""A clause as it is meant, whatever its place: two clauses with one canonical form ask the same in the same words."""

from enum import Enum

import attrs

from assent.engine.model.conditions import Node, Place
from assent.engine.model.contract import Clause
from assent.engine.model.nouns import Calendar

_PLACES = frozenset({"number", "place", "span", "section", "agreement"})


def canonical(clause: Clause) -> str:
    """The form of a clause: its kind, its texts and what they ask, without numbers and places."""
    return form(clause)


def form(value: object) -> str:
    """The form of anything in a contract as it is meant."""
    if isinstance(value, Place):
        return ""
    if isinstance(value, Calendar):
        days = sorted(value.closed), sorted(value.weekdays)
        return f"Calendar({value.name!r},{value.first},{value.last},{days})"
    if isinstance(value, tuple | list):
        return "(" + ",".join(map(form, value)) + ")"
    if isinstance(value, Enum | str | int | float | None):
        return repr(value)
    kind: type = type(value)
    if attrs.has(kind):
        placed = isinstance(value, Node) or kind.__module__.endswith(".contract")
        shown = [
            f"{field.name}={form(getattr(value, field.name))}"
            for field in attrs.fields(kind)
            if not (placed and field.name in _PLACES)
        ]
        return f"{kind.__name__}({','.join(shown)})"
    return repr(value)
