"""The course of each kind of condition in a world: one function a kind, listed by name (rules S1 to S10)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assent.engine.evaluation.courses import (
    NEVER,
    Course,
    all_of,
    any_of,
    at_least,
    bits,
    filled,
    first_of,
    last_of,
    latch,
    latched,
    opposite,
    throughout,
    upto,
)
from assent.engine.evaluation.fixed import FixedCourse, FixedPulse, FixedTruth
from assent.engine.model import conditions as m
from assent.engine.model.happenings import Happening
from assent.engine.model.tally import may_be_carried, surely_carried
from assent.grammar.values import Moment

if TYPE_CHECKING:
    from assent.engine.evaluation.world import World


def _all_of(world: "World", condition: m.AllOf) -> Course:
    return all_of(map(world.course, condition.parts), world.full)


def _any_of(world: "World", condition: m.AnyOf) -> Course:
    return any_of(map(world.course, condition.parts))


def _happened(world: "World", condition: m.Happened) -> Course:
    if world.fixed:
        return world.happened(condition)
    return world.record.happened(condition.happening, condition.tests)


def _composite(world: "World", condition: m.Composite) -> Course:
    return world.happened(condition)


def _at_least(world: "World", condition: m.AtLeast) -> Course:
    return at_least(condition.count, [world.course(part) for part in condition.parts], world.full)


def _carried(world: "World", condition: m.Carried) -> Course:
    """The votes that are surely cast carry it for sure, or do not; those that may be cast may (S14)."""
    courses = [world.course(part) for part in condition.parts]
    sure = may = 0
    for mask, favour, heads, unknown in _cast(condition, [course.sure for course in courses], world.full):
        sure |= mask if surely_carried(condition, favour, heads, unknown) else 0
    for mask, favour, _, unknown in _cast(condition, [course.may for course in courses], world.full):
        may |= mask if may_be_carried(condition, favour, unknown) else 0
    return Course(sure, may)


def _cast(condition: m.Carried, masks: Sequence[int], full: int) -> list[tuple[int, int, int, int]]:
    """The moments parted by who has voted then: the known weight of these, their heads, and how many may have more."""
    found = [(full, 0, 0, 0)]
    for name, weight, mask in zip(condition.voters, condition.weights, masks, strict=True):
        more = int(name in condition.unknown)
        here = [(m & mask, favour + weight, heads + 1, u + more) for m, favour, heads, u in found if m & mask]
        found = here + [(m & ~mask, favour, heads, u) for m, favour, heads, u in found if m & ~mask]
    return found


def _not(world: "World", condition: m.Not) -> Course:
    return opposite(world.course(condition.part), world.full)


def _determined(world: "World", condition: m.Determined) -> Course:
    course = world.record.determined(condition.happening)
    fixed = world.fixed.get(condition.happening) if world.fixed else None
    return fixed.over(course) if isinstance(fixed, FixedCourse) else course


def _stated(world: "World", condition: m.Stated) -> Course:
    course = world.record.truth(condition.subject, condition.material)
    fixed = world.fixed.get(condition.subject) if world.fixed else None
    if isinstance(fixed, FixedTruth):
        return fixed.over(course, material=condition.material)
    return fixed.over(course) if isinstance(fixed, FixedCourse) else course


def _state_holds(world: "World", condition: m.StateHolds) -> Course:
    return _state(world, condition.state)


def _state_occurred(world: "World", condition: m.StateOccurred) -> Course:
    ever = world.record.ever(condition.state)
    held = latched(_state(world, condition.state), world.full)
    return Course(held.sure | ever, held.may | ever)


def _in_form(world: "World", condition: m.InForm) -> Course:
    fixed = world.fixed.get(Happening("amended", "", condition.document)) if world.fixed else None
    course = world.record.in_form(condition.document, condition.date)
    if not isinstance(fixed, FixedPulse):
        return course
    since = world.full & ~world.record.timeline.upto(condition.date)
    kept = world.full & ~latch(fixed.mask & since, world.full)
    return Course(course.may & kept, course.may & kept)


def _by_date(world: "World", condition: m.ByDate) -> Course:
    limit = world.record.timeline.upto(condition.deadline)
    course = world.course(condition.part)
    return latched(Course(course.sure & limit, course.may & limit), world.full)


def _after(world: "World", condition: m.After) -> Course:
    course = Course(*world.record.timeline.after(condition.moment))
    fixed = world.fixed.get(condition.moment) if world.fixed else None
    return fixed.over(course) if isinstance(fixed, FixedCourse) else course


def _elapsed(world: "World", condition: m.Elapsed) -> Course:
    """Surely once it has since some sure occurrence: an earlier one would only make it sooner."""
    timeline = world.record.timeline
    pulse = world.pulse(condition.occurrence)
    sure = may = 0
    for index in bits(pulse.may | pulse.sure):
        surely, perhaps = timeline.elapsed(index, condition.period)
        sure |= surely if pulse.sure >> index & 1 else 0
        may |= perhaps
    return Course(sure, may | sure)


def _in_time(world: "World", condition: m.InTime) -> Course:
    course = all_of((world.course(condition.part), opposite(world.course(condition.passed), world.full)), world.full)
    return latched(course, world.full)


def _on_date(world: "World", condition: m.OnDate) -> Course:
    return _on(world, world.course(condition.part), condition.date)


def _on_each_date(world: "World", condition: m.OnEachDate) -> Course:
    return _on_each(world, world.course(condition.part), condition.occurrence)


def _throughout(world: "World", condition: m.Throughout) -> Course:
    since = world.full & ~world.record.timeline.before(condition.since)
    return throughout(world.course(condition.part), since, world.full)


def _lasting(world: "World", condition: m.Lasting) -> Course:
    """From its beginning until its end; where the beginning is open, the latest possible one serves best (S15)."""
    full, begins = world.full, world.course(condition.begins)
    begun = latched(begins, full)
    stays = all_of(map(world.course, condition.ends), full)
    starts = begins.may & (upto(first_of(begins.sure)) if begins.sure else full)
    sure = begun.sure & ~latch(begun.may & ~stays.sure, full)
    may = filled(starts, stays.may)
    if condition.valid is None:
        return Course(sure, may)
    valid, seen = world.course(condition.valid), 1 << world.vantage
    surely, perhaps = latch(begun.sure & ~valid.may, full), latch(begun.may & ~valid.sure, full)
    return Course(0 if perhaps & seen else sure, 0 if surely & seen else may)


def _spells(world: "World", condition: m.Spells) -> Course:
    begins, stays = world.course(condition.begins), world.course(condition.stays)
    return Course(filled(begins.sure, stays.sure), filled(begins.may, stays.may))


def _held_while(world: "World", condition: m.HeldWhile) -> Course:
    return latched(world.met_while(condition.occurrence, world.course(condition.part)), world.full)


def _deemed(world: "World", condition: m.Deemed) -> Course:
    return any_of(map(world.course, (condition.main, *condition.deeming)))


def _waivable(world: "World", condition: m.Waivable) -> Course:
    return any_of([world.course(condition.part), *map(world.course, condition.waivers)])


def _on(world: "World", course: Course, date: Moment) -> Course:
    """The value at one date, from that date on; what is left of the as-of day can still change it."""
    timeline = world.record.timeline
    at = timeline.sure(date)
    rest = timeline.upto(date) & ~timeline.before(date) & ~timeline.recorded
    rest_on = latch(rest, world.full)
    at_on = latch(at, world.full) & ~rest_on
    return Course(
        (at_on if course.sure & at else 0) | (rest_on if course.sure & rest else 0),
        (at_on if course.may & at else 0) | (rest_on if course.may & rest else 0),
    )


def _on_each(world: "World", course: Course, occurrence: m.Happened | m.Composite) -> Course:
    """Met so far at every occurrence: broken for sure by a sure one where the course is surely unmet."""
    full = world.full
    pulse = world.pulse(occurrence)
    may_break = latch(pulse.may & ~course.sure, full)
    broken = pulse.sure & ~course.may & world.record.timeline.unclocked
    for possible in world.sure_on_clocked_days(occurrence):
        if not possible & course.may:
            broken |= last_of(possible)
    return Course(full & ~may_break, full & ~latch(broken, full))


def _under(world: "World", condition: m.UnderReading) -> Course:
    chosen = world.readings.get(condition.question)
    counts = world.counts[condition.number] if chosen is None else chosen == condition.alternative
    if counts:
        return world.course(condition.part)
    return Course(world.full, world.full) if condition.neutral else NEVER


def _refers(world: "World", condition: m.Refers) -> Course:
    if condition.mode == "in sequence":
        if condition.number in world.contract.structure.inside_permissions:
            return world.without().clause(condition.clause)
        if world.circle is not None and condition.clause in world.circle.members:
            return world.circle.sequential(condition.clause)
    return world.clause(condition.clause)


def _state(world: "World", state: str) -> Course:
    """A state as recorded, and as it begins and ends by clauses; what lasts now may end later (S4, S15)."""
    course, ends = world.record.state(state)
    fixed = world.fixed.get(state) if world.fixed else None
    if isinstance(fixed, FixedCourse):
        course = fixed.over(course)
    if state not in world.contract.clauses:
        return course
    begun, past = world.clause(state), world.record.timeline.past
    if world.contract.clauses[state].spells is None:
        begun = latched(begun, world.full)
    derived = Course(_cut(world, begun.sure, ends), _cut(world, begun.may, ends))
    return Course((course.sure | derived.sure) & past, course.may | derived.may)


def _cut(world: "World", begun: int, ends: int) -> int:
    """The moments of a mask up to an end that is recorded after its first."""
    later = ends & latch(begun, world.full) & ~first_of(begun)
    return begun & ~latch(later, world.full)


# One way to work out each kind of condition; a test holds it complete.
COURSES: dict[type, Callable[["World", Any], Course]] = {
    m.AllOf: _all_of,
    m.AnyOf: _any_of,
    m.AtLeast: _at_least,
    m.Carried: _carried,
    m.Not: _not,
    m.Happened: _happened,
    m.Composite: _composite,
    m.HeldWhile: _held_while,
    m.ByDate: _by_date,
    m.OnDate: _on_date,
    m.After: _after,
    m.Elapsed: _elapsed,
    m.InTime: _in_time,
    m.OnEachDate: _on_each_date,
    m.Throughout: _throughout,
    m.Lasting: _lasting,
    m.Spells: _spells,
    m.StateHolds: _state_holds,
    m.StateOccurred: _state_occurred,
    m.Stated: _stated,
    m.Determined: _determined,
    m.InForm: _in_form,
    m.Refers: _refers,
    m.Deemed: _deemed,
    m.Waivable: _waivable,
    m.UnderReading: _under,
}
