"""The course of a condition through time, in three values at once (rules S1, S3, S4).

A course is two bit masks over the moments of a timeline. A bit of `sure` says that the condition is met at that
moment however the unknowns turn out, a bit of `may` that it is met if they turn out well. So met is both bits, unmet
is neither, unknown is `may` alone, and `and`, `or`, `not` are one machine operation each for all moments together.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple


class Course(NamedTuple):
    """When a condition is surely met and when it may be; `sure` never has a bit that `may` lacks."""

    sure: int
    may: int


NEVER = Course(0, 0)

# A course from its two masks, made without the call of Python code that making a named tuple is: one in five of all
# courses is worked out here, and an evaluation works out hundreds.
made: Callable[[tuple[int, int]], Course] = partial(tuple.__new__, Course)


def latch(mask: int, full: int) -> int:
    """The moments from the first of a mask on."""
    return -(mask & -mask) & full if mask else 0


def first_of(mask: int) -> int:
    """The first moment of a mask, alone."""
    return mask & -mask


def last_of(mask: int) -> int:
    """The last moment of a mask, alone."""
    return 1 << (mask.bit_length() - 1) if mask else 0


def bits(mask: int) -> Iterator[int]:
    """The indices of the moments of a mask."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def upto(bit: int) -> int:
    """The moments up to one."""
    return (bit << 1) - 1


def run_start(mask: int, bit: int) -> int:
    """The index of the first moment of the unbroken run of a mask that reaches a moment."""
    return (~mask & (bit - 1)).bit_length()


def all_of(courses: Iterable[Course], full: int) -> Course:
    """Met where every course is."""
    sure = may = full
    for surely, maybe in courses:
        sure &= surely
        may &= maybe
    return made((sure, may))


def any_of(courses: Iterable[Course]) -> Course:
    """Met where one course is."""
    sure = may = 0
    for surely, maybe in courses:
        sure |= surely
        may |= maybe
    return made((sure, may))


def opposite(course: Course, full: int) -> Course:
    """Met where a course is not."""
    sure, may = course
    return made((full & ~may, full & ~sure))


def latched(masks: tuple[int, int], full: int) -> Course:
    """Met from the first moment on at which a course is, or at which something happens (rule S5)."""
    sure, may = masks
    return made((-(sure & -sure) & full, -(may & -may) & full))


def throughout(course: Course, since: int, full: int) -> Course:
    """Met while a course has been met at every moment of `since` so far."""
    return Course(_unbroken(course.sure, since, full), _unbroken(course.may, since, full))


def _unbroken(mask: int, since: int, full: int) -> int:
    gaps = since & ~mask
    return full & ~latch(gaps, full)


def filled(starts: int, allowed: int) -> int:
    """The moments that follow a start without a gap in what is allowed, the start included."""
    result, waiting = 0, starts & allowed
    while waiting:
        start = waiting & -waiting
        gaps = ~allowed & -start
        run = (gaps & -gaps) - start
        result |= run
        waiting &= ~run
    return result


def at_least(count: int, courses: list[Course], full: int) -> Course:
    """Met where at least `count` courses are; counted for all moments together, one carry row for each count."""
    return Course(
        _counted(count, [course.sure for course in courses], full),
        _counted(count, [course.may for course in courses], full),
    )


def _counted(count: int, masks: list[int], full: int) -> int:
    reached = [full] + [0] * count
    for mask in masks:
        for number in range(count, 0, -1):
            reached[number] |= reached[number - 1] & mask
    return reached[count]
