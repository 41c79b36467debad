"""Facts fixed by supposition: an act supposed to be done, or one way in which an unknown may turn out (S3, S12)."""

from collections.abc import Mapping

import attrs

from assent.engine.evaluation.courses import Course, first_of
from assent.engine.evaluation.pulses import Pulse, passes
from assent.engine.evaluation.record import Record
from assent.engine.facts.ledger import Entry
from assent.engine.model.conditions import Happened
from assent.engine.model.happenings import ParticularValue, Test
from assent.grammar.frozen import Frozen


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FixedPulse(Frozen):
    """A happening takes place at the moments of a mask and at no other than those recorded; `alone`, not even then.

    `particulars` are those it has; None means whichever are asked. They also fill what recorded happenings leave out.
    What can happen again may have others at the moments of `again`.
    """

    mask: int
    particulars: Mapping[str, ParticularValue] | None = None
    alone: bool = False
    again: int = 0

    def pulse(self, record: Record, occurrence: Happened) -> Pulse:
        """When it takes place with the particulars that a condition asks."""
        sure = may = 0  # at which of several moments of its day something recorded was is no less unknown for that
        for entry in self._passing(record, occurrence):
            sure |= record.timeline.sure(entry.moment)
            may |= record.possible(entry)
        mask = self._mask(occurrence)
        return Pulse(sure | mask, may | mask | self.again)

    def each(self, record: Record, occurrence: Happened) -> list[int]:
        """For each time that it takes place, the moments at which that can be."""
        found = [record.possible(entry) for entry in self._passing(record, occurrence)]
        mask = self._mask(occurrence)
        while mask:
            found.append(first_of(mask))
            mask &= mask - 1
        return found

    def _passing(self, record: Record, occurrence: Happened) -> list[Entry]:
        entries = () if self.alone else record.entries(occurrence.happening)
        return [entry for entry in entries if passes(entry, occurrence.tests, self.particulars or {}) is True]

    def _mask(self, occurrence: Happened) -> int:
        passed = self.particulars is None or all(
            test.particular in self.particulars and test.passes(self.particulars[test.particular])
            for test in occurrence.tests
        )
        return self.mask if passed else 0


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FixedTotal(Frozen):
    """A total reaches each of some sizes at one moment, or never (S17); all else of it is as recorded."""

    moments: Mapping[tuple[Test, ...], int]

    def pulse(self, record: Record, occurrence: Happened) -> Pulse:
        """When it reaches the size that a condition asks about."""
        moment = self.moments.get(occurrence.tests)
        return record.pulse(occurrence.happening, occurrence.tests) if moment is None else Pulse(moment, moment)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FixedCourse(Frozen):
    """A state or truth at the moments of `known` is as `value` says."""

    known: int
    value: int

    def over(self, course: Course) -> Course:
        """A course with the moments that are fixed."""
        return Course(course.sure & ~self.known | self.value, course.may & ~self.known | self.value)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class FixedTruth(Frozen):
    """A representation, as far as it is not recorded: wholly true at some moments, materially true at others."""

    full: FixedCourse
    material: FixedCourse

    def over(self, course: Course, *, material: bool) -> Course:
        """The course of one of the two with the moments that are fixed."""
        return (self.material if material else self.full).over(course)


Fixed = FixedPulse | FixedTotal | FixedCourse | FixedTruth
