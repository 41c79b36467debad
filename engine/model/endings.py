"""How what has begun ends: effects that cease or are void from the start, states that end by a clause (rule S15).

An end is resolved into the condition of the clause that it ends, so that no clause of its own remains: an effect that
can end is in force while it lasts.
"""

from collections.abc import Callable, Mapping

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import ClauseKind
from assent.grammar.spans import Span
from assent.grammar.syntax import contract as k
from assent.grammar.values import Moment

ENDED: Mapping[k.ClauseKind, ClauseKind] = {
    "ends when": "state",
    "ceases to be effective when": "effect",
    "is void from the start when": "effect",
}
"""What kind of clause each way of ending ends."""

_NOT_YET: Mapping[k.ClauseKind, tuple[str, str]] = {
    "ends when": ("has not ended", "have not ended"),
    "ceases to be effective when": ("has not ceased to be effective", "have not ceased to be effective"),
    "is void from the start when": ("is not void from the start", "are not void from the start"),
}


@attrs.frozen
class Ending:
    """An end of a clause: what has to stay met lest it come, and where it is written."""

    stays: m.Condition
    span: Span


Endings = Mapping[k.ClauseKind, Ending]


def not_yet(kind: k.ClauseKind, name: str) -> str:
    """What is so as long as an end has not come, in words."""
    return f"{name} {_NOT_YET[kind][name.endswith('s')]}"


def lasting(
    name: str, begins: m.Condition, ends: Endings, lapses: Moment | None, number: Callable[[], int]
) -> m.Lasting | m.Spells:
    """The condition of a clause that can end, from the one that begins it."""
    place = attrs.evolve(begins.place, labelled=False, heading="", text="all of")
    if "ends when" in ends:
        return m.Spells(number(), place, begins, ends["ends when"].stays)
    if lapses is not None:
        until = attrs.evolve(place, text=f"{name} lapses after {lapses}")
        begins = m.ByDate(number(), until, begins, lapses)
    stays = [
        ends[kind].stays if kind in ends else None
        for kind in ("ceases to be effective when", "is void from the start when")
    ]
    return m.Lasting(number(), place, begins, *stays)
