"""What recorded amounts add up to, moment by moment: what is sure of a total, and what it may be (rule S17).

Within the record the total is what is recorded. Beyond it, and where an occurrence is recorded without its amount or in
another currency, it may be more; it is never less than what is recorded, for no amount is negative.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from assent.engine.evaluation.courses import first_of, last_of
from assent.engine.evaluation.pulses import Pulse, passes
from assent.engine.facts.ledger import Entry, Occurred
from assent.engine.model.happenings import Addend, Test, Total, size_of, sized

if TYPE_CHECKING:
    from assent.engine.evaluation.record import Record

_Tests = tuple[Test, ...]


class Counted(NamedTuple):
    """A recorded occurrence that counts, or may: its amount, where it can have been, and whether it surely counts.

    An `amount` of None is not recorded, or in another currency.
    """

    entry: Entry
    amount: "int | Fraction | None"
    possible: int
    surely: bool


def counted(record: "Record", total: Total) -> Iterator[Counted]:
    """The recorded occurrences that a total adds up, or may."""
    for addend in total.addends:
        window = _window(record, addend)
        for entry in record.entries(addend.happening):
            outcome = passes(entry, addend.tests)
            possible = record.possible(entry)
            if outcome is not False and possible & window:
                surely = outcome is True and not possible & ~window
                yield Counted(entry, _amount(entry, addend, total.unit), possible & window, surely)


def _window(record: "Record", addend: Addend) -> int:
    """The moments at which an occurrence counts."""
    timeline = record.timeline
    upto = timeline.full if addend.through is None else timeline.upto(addend.through)
    return upto if addend.since is None else upto & ~timeline.before(addend.since)


def _amount(entry: Entry, addend: Addend, unit: str) -> "int | Fraction | None":
    assert isinstance(entry.assertion, Occurred)
    stated = size_of(dict(entry.assertion.particulars).get(addend.particular))
    return stated[1] if stated is not None and stated[0] == unit else None


def unrecorded(record: "Record", total: Total) -> int:
    """The moments at which a total may have grown, or may yet grow, by what nobody recorded."""
    unknown = 0
    for addend in total.addends:
        unknown |= record.unknown(addend.happening) & _window(record, addend)
    for one in counted(record, total):
        unknown |= one.possible if one.amount is None else 0
    return unknown


def reached(record: "Record", total: Total, tests: _Tests) -> Pulse:
    """When a total reaches a size: the first moment at which it surely has, and those at which it may."""
    found = list(counted(record, total))
    sure = _first([(last_of(one.possible), one.amount) for one in found if one.surely], tests, total.unit)
    may = _first([(first_of(one.possible), one.amount) for one in found], tests, total.unit)
    return Pulse(sure, may | sure | unrecorded(record, total))


def _first(amounts: "list[tuple[int, int | Fraction | None]]", tests: _Tests, unit: str) -> int:
    """The first moment by which some amounts add up to what passes; before all time nothing has been added."""
    so_far: int | Fraction = 0
    if _passes(so_far, tests, unit):
        return 1
    for moment, amount in sorted(amounts, key=lambda one: one[0]):
        so_far += amount or 0
        if _passes(so_far, tests, unit):
            return moment
    return 0


def _passes(amount: "int | Fraction", tests: _Tests, unit: str) -> bool:
    value = sized(amount, unit)
    return all(test.passes(value) for test in tests)


def so_far(record: "Record", total: Total, upto: int) -> "int | Fraction":
    """What is surely recorded up to a moment, added up."""
    found = (one for one in counted(record, total) if one.surely and last_of(one.possible) & upto)
    return sum((one.amount or 0 for one in found), 0)
