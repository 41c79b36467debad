"""From a condition of the contract to what an evaluation says of it."""

from collections.abc import Iterable

import attrs

from assent.engine.evaluation.findings import Reason
from assent.engine.model.conditions import Condition, UnderReading
from assent.grammar.spans import Span

Key = tuple[str, str, bool, str, str, Span]


class Reasons:
    """The reasons of some findings, found by the place of their condition."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self._by_place: dict[Key, Reason] = {}
        for reason in reasons:
            words = (reason.heading, reason.text)
            key = (reason.section, reason.agreement, reason.labelled, *words, reason.span)
            self._by_place.setdefault(key, reason)

    def of(self, condition: Condition) -> Reason | None:
        """What is said of a condition; None when it is not spoken of.

        A condition under a reading is spoken of by the words of what stands under it.
        """
        place = condition.place
        if isinstance(condition, UnderReading):
            part = condition.part.place
            place = attrs.evolve(place, heading=place.heading or part.heading, text=part.text, span=part.span)
        return self._by_place.get(
            (place.section, place.agreement, place.labelled, place.heading, place.text, place.span)
        )
