"""The course of a condition in all completions at once: at each moment met, unmet, or met where a formula is true.

The two-valued twin of engine.evaluation.courses: `sure` marks the moments at which the condition is met whatever
happens, `open` gives a formula for those at which that depends; at all others it is unmet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from assent.engine.analysis.exact.logic import Formula, Logic


@attrs.frozen
class Course:
    """When a condition is met: for sure, and under which formula."""

    sure: int
    open: Mapping[int, Formula]

    @property
    def may(self) -> int:
        """The moments at which it can be met."""
        return self.sure | sum(1 << index for index in self.open)


NEVER = Course(0, {})


@attrs.frozen(eq=False)
class Algebra:
    """The operations on courses over so many moments."""

    formulas: Logic
    count: int

    @property
    def full(self) -> int:
        """All moments."""
        return (1 << self.count) - 1

    @property
    def always(self) -> Course:
        """Met at every moment."""
        return Course(self.full, {})

    def at(self, course: Course, index: int) -> Formula:
        """Whether a course is met at a moment, as a formula."""
        if course.sure >> index & 1:
            return self.formulas.true
        return course.open.get(index, self.formulas.false)

    def course(self, values: Iterable[tuple[int, Formula]], sure: int = 0) -> Course:
        """A course from its formulas, constants told apart."""
        open_moments: dict[int, Formula] = {}
        for index, value in values:
            if value == self.formulas.true:
                sure |= 1 << index
            elif value != self.formulas.false:
                open_moments[index] = value
        return Course(sure, open_moments)

    def constant(self, value: Formula, mask: int | None = None) -> Course:
        """The same formula at every moment of a mask, by default at all."""
        moments = bits(self.full if mask is None else mask)
        return self.course((index, value) for index in moments)

    def all_of(self, courses: Sequence[Course]) -> Course:
        """Met where every course is."""
        sure = may = self.full
        for course in courses:
            sure &= course.sure
            may &= course.may
        found: list[tuple[int, Formula]] = []
        for index in bits(may & ~sure):
            value = self.formulas.true
            for course in courses:
                if not course.sure >> index & 1:
                    value = value & course.open[index]
            found.append((index, value))
        return self.course(found, sure)

    def any_of(self, courses: Sequence[Course]) -> Course:
        """Met where one course is."""
        sure = 0
        for course in courses:
            sure |= course.sure
        found: dict[int, Formula] = {}
        for course in courses:
            for index, value in course.open.items():
                if not sure >> index & 1:
                    earlier = found.get(index)
                    found[index] = value if earlier is None else earlier | value
        return self.course(found.items(), sure)

    def opposite(self, course: Course) -> Course:
        """Met where a course is not."""
        return Course(self.full & ~course.may, {index: ~value for index, value in course.open.items()})

    def latched(self, course: Course) -> Course:
        """Met from the first moment on at which a course is (rule S5)."""
        first_sure = (course.sure & -course.sure).bit_length() - 1 if course.sure else self.count
        sure = self.full & ~((1 << first_sure) - 1)
        early = [index for index in course.open if index < first_sure]
        if not early:
            return Course(sure, {})
        value = self.formulas.false
        found: list[tuple[int, Formula]] = []
        for index in range(min(early), first_sure):
            if index in course.open:
                value = value | course.open[index]
            found.append((index, value))
        return self.course(found, sure)

    def first(self, course: Course) -> Course:
        """Met at the first moment at which a course is, alone."""
        latched = self.latched(course)
        earlier = Course(
            latched.sure << 1 & self.full, {i + 1: f for i, f in latched.open.items() if i + 1 < self.count}
        )
        return self.all_of([latched, self.opposite(earlier)])


def bits(mask: int) -> Iterator[int]:
    """The indices of the moments of a mask."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
