"""When something happened, and whether what is recorded of it passes what is asked."""

from collections.abc import Mapping
from typing import NamedTuple

from assent.engine.facts.ledger import Entry, Occurred
from assent.engine.model.happenings import ParticularValue, Test

_Tests = tuple[Test, ...]
NO_PARTICULARS: Mapping[str, ParticularValue] = {}


class Pulse(NamedTuple):
    """When something happened.

    `sure` marks the moment by which, on its day, it surely has; `may` marks those at which it can have.
    """

    sure: int
    may: int


def passes(entry: Entry, tests: _Tests, filled: Mapping[str, ParticularValue] = NO_PARTICULARS) -> bool | None:
    """Whether a recorded happening passes some tests; None when a particular that is asked is not recorded.

    `filled` are values for particulars that are not recorded.
    """
    if not tests:
        return True
    assert isinstance(entry.assertion, Occurred)
    stated_of = dict(entry.assertion.particulars)
    recorded = {**filled, **stated_of} if filled else stated_of
    outcome: bool | None = True
    for test in tests:
        stated = recorded.get(test.particular)
        if stated is None:
            outcome = outcome if test.passes_any else None
        elif not test.passes(stated):
            return False
    return outcome
