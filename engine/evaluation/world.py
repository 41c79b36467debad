"""The courses of conditions and clauses in one world: one record, one choice of readings, one supposition (S4 to S10).

A world answers for every moment at once. Nothing here knows what will be asked of the answer, or how it is shown.
"""

from collections.abc import Mapping
from typing import Literal, assert_never

import attrs

from assent.engine.evaluation.courses import (
    NEVER,
    Course,
    all_of,
    any_of,
    at_least,
    latch,
    latched,
    opposite,
    throughout,
)
from assent.engine.evaluation.record import Pulse, Record
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Version
from assent.grammar.values import Moment

Supposition = Literal["now", "never"]


@attrs.define
class World:
    """One world. `readings` chooses an alternative for each question; a question left out is undecided.

    `suppose` says of events that they happen at the as-of moment in whatever form is asked, or never happen (S12).
    `vantage` is the moment from which relation back is seen.
    """

    contract: Contract
    record: Record
    readings: Mapping[str, str]
    suppose: Mapping[str, Supposition] = attrs.field(factory=dict)
    vantage: int = -1
    _clauses: dict[str, Course] = attrs.field(factory=dict, init=False)
    _nodes: dict[int, Course] = attrs.field(factory=dict, init=False)
    _circle: "_Circle | None" = attrs.field(default=None, init=False)
    _without: "World | None" = attrs.field(default=None, init=False)
    full: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.full = self.record.timeline.full
        if self.vantage < 0:
            self.vantage = self.record.timeline.now

    # --- clauses ---------------------------------------------------------------------------------------------

    def clause(self, name: str) -> Course:
        """When a clause holds: effective, complete, covered, true."""
        course = self._clauses.get(name)
        if course is not None:
            return course
        if self._circle is not None:
            return self._circle.clause(name)
        members = self._circle_of(name)
        if not members:
            course = self._clauses[name] = self._clause(name)
            return course
        circle = _Circle(self, members)
        self._circle = circle
        circle.solve()
        self._circle = None
        self._clauses.update(circle.values)
        return self._clauses[name]

    def _circle_of(self, name: str) -> frozenset[str]:
        return self.contract.structure.together.get(name, frozenset())

    def _clause(self, name: str) -> Course:
        clause = self.contract.clauses[name]
        if clause.kind == "permission":
            return latched(self.covered(clause), self.full)
        course = self._governing(clause)
        match clause.kind:
            case "effect":
                if clause.lapses is not None:
                    limit = self.record.timeline.upto(clause.lapses)
                    course = Course(course.sure & limit, course.may & limit)
                return self._related_back(clause, latched(course, self.full))
            case _:
                return course

    def _governing(self, clause: Clause) -> Course:
        """The course of the text that governs at each moment (S9)."""
        course = NEVER
        for version in clause.versions:
            text = self._text(version)
            if not version.supplied_by:
                course = text
                continue
            supplied = self.clause(version.supplied_by)
            old = all_of((opposite(supplied, self.full), course), self.full)
            new = all_of((supplied, text), self.full)
            either = Course(course.sure & text.sure, 0)
            course = Course(old.sure | new.sure | either.sure, old.may | new.may)
        return course

    def _text(self, version: Version) -> Course:
        if version.condition is None:
            return Course(0, self.full)
        return self.course(version.condition)

    def _related_back(self, clause: Clause, course: Course) -> Course:
        """Seen from the vantage, an effect that holds there has held since the moment it relates back to."""
        for relation in clause.relations_back:
            chosen = self.readings.get(relation.question) if relation.question else relation.alternative
            since = self.full & ~self.record.timeline.before(relation.moment)
            seen = 1 << self.vantage
            back = Course(since if course.sure & seen else 0, since if course.may & seen else 0)
            related = any_of((course, back))
            if chosen == relation.alternative:
                course = related
            elif chosen is None:
                course = Course(course.sure, related.may)
        return course

    # --- permissions -----------------------------------------------------------------------------------------

    def covered(self, clause: Clause) -> Course:
        """The moments at which the act is done and all that the permission asks is met (S12)."""
        assert clause.act is not None
        pulse = self.pulse(clause.act)
        if not pulse.may:
            return NEVER
        return self._while(pulse, self._governing(clause))

    def _while(self, pulse: Pulse, course: Course) -> Course:
        """The moments of a pulse at which a course is met; where the time of day is open, at all that are possible."""
        sure = 0
        for day in self.record.timeline.days() if pulse.sure else ():
            here = pulse.sure & day
            if here and not (pulse.may & day & ~course.sure):
                sure |= here
        return Course(sure, pulse.may & course.may)

    def without(self) -> "World":
        """The world in which no permitted act is ever done: what a condition read in sequence looks at."""
        if self._without is None:
            acts = {
                event: "never"
                for clause in self.contract.clauses.values()
                if clause.act is not None
                for event in events_of(clause.act)
            }
            self._without = World(self.contract, self.record, self.readings, acts, self.vantage)  # type: ignore[arg-type]
        return self._without

    # --- happenings ------------------------------------------------------------------------------------------

    def pulse(self, occurrence: m.Happened | m.Composite) -> Pulse:
        """When something happened."""
        if isinstance(occurrence, m.Composite):
            return self._composite(occurrence)
        supposed = self.suppose.get(occurrence.happening.object) if occurrence.happening.verb == "occurred" else None
        if supposed == "now":
            now = 1 << self.record.timeline.now
            return Pulse(now, now)
        if supposed == "never":
            return Pulse(0, 0)
        return self.record.pulse(occurrence.happening, occurrence.tests)

    def _composite(self, composite: m.Composite) -> Pulse:
        """All parts: on one day when they must be simultaneous, else at the moment of the last."""
        pulses = [self.pulse(part) for part in composite.parts]
        if not composite.simultaneous:
            sure = may = self.full
            for pulse in pulses:
                sure &= latch(pulse.sure, self.full)
                may &= latch(pulse.may, self.full)
            last = 0
            for pulse in pulses:
                last |= pulse.may
            return Pulse(sure & -sure, may & last)
        return Pulse(self._together([p.sure for p in pulses]), self._together([p.may for p in pulses]))

    def _together(self, masks: list[int]) -> int:
        """The moments by which, within one day, each of several masks has had a moment."""
        if not all(masks):
            return 0
        result = 0
        for day in self.record.timeline.days():
            reached = day
            for mask in masks:
                reached &= latch(mask & day, self.full)
            result |= reached
        return result

    def _happened(self, occurrence: m.Happened | m.Composite) -> Course:
        pulse = self.pulse(occurrence)
        return Course(latch(pulse.sure, self.full), latch(pulse.may, self.full))

    # --- conditions ------------------------------------------------------------------------------------------

    def course(self, condition: m.Condition) -> Course:
        """When a condition is met."""
        course = self._nodes.get(condition.number)
        if course is None:
            course = self._course(condition)
            if self._circle is None or not self.contract.structure.circular[condition.number]:
                self._nodes[condition.number] = course
        return course

    def _course(self, condition: m.Condition) -> Course:
        full, timeline = self.full, self.record.timeline
        match condition:
            case m.Happened() | m.Composite():
                return self._happened(condition)
            case m.AllOf(parts=parts):
                return all_of([self.course(part) for part in parts], full)
            case m.AnyOf(parts=parts):
                return any_of([self.course(part) for part in parts])
            case m.AtLeast(count=count, parts=parts):
                return at_least(count, [self.course(part) for part in parts], full)
            case m.Not(part=part):
                return opposite(self.course(part), full)
            case m.UnderReading():
                return self._under(condition)
            case m.Refers():
                return self._refers(condition)
            case m.Determined(happening=happening):
                return self.record.determined(happening)
            case m.Stated(subject=subject, material=material):
                return self.record.truth(subject, material)
            case m.StateHolds(state=state):
                return self._state(state)
            case m.StateOccurred(state=state):
                ever = self.record.ever(state)
                held = latched(self._state(state), full)
                return Course(held.sure | ever, held.may | ever)
            case m.InForm(document=document, date=date):
                return self.record.in_form(document, date)
            case m.ByDate(part=part, deadline=deadline):
                limit = timeline.upto(deadline)
                inner = self.course(part)
                return latched(Course(inner.sure & limit, inner.may & limit), full)
            case m.OnDate(part=part, date=date):
                return self._on(self.course(part), date)
            case m.OnEachDate(part=part, occurrence=occurrence):
                return self._on_each(self.course(part), self.pulse(occurrence))
            case m.Throughout(part=part, since=since):
                return throughout(self.course(part), full & ~timeline.before(since), full)
            case m.HeldWhile(occurrence=occurrence, part=part):
                return latched(self._while(self.pulse(occurrence), self.course(part)), full)
            case m.Deemed(main=main, deeming=deeming):
                return any_of([self.course(main), *(self.course(part) for part in deeming)])
            case m.Waivable(part=part, waivers=waivers):
                return any_of([self.course(part), *(self._happened(waiver) for waiver in waivers)])
            case _:
                assert_never(condition)

    def _on(self, course: Course, date: Moment) -> Course:
        """The value at one date, from that date on; what is left of the as-of day can still change it."""
        timeline = self.record.timeline
        at = timeline.sure(date)
        rest = timeline.upto(date) & ~timeline.recorded
        rest_on = latch(rest, self.full)
        at_on = latch(at, self.full) & ~rest_on
        return Course(
            (at_on if course.sure & at else 0) | (rest_on if course.sure & rest else 0),
            (at_on if course.may & at else 0) | (rest_on if course.may & rest else 0),
        )

    def _on_each(self, course: Course, pulse: Pulse) -> Course:
        """Met so far at every occurrence: broken for sure by a sure one where the course is surely unmet."""
        full = self.full
        may_break = latch(pulse.may & ~course.sure, full)
        broken = 0
        for day in self.record.timeline.days() if pulse.sure else ():
            if pulse.sure & day and not (pulse.may & day & course.may):
                broken |= pulse.sure & day
        return Course(full & ~may_break, full & ~latch(broken, full))

    def _under(self, condition: m.UnderReading) -> Course:
        chosen = self.readings.get(condition.question)
        neutral = Course(self.full, self.full) if condition.neutral else NEVER
        if chosen == condition.alternative:
            return self.course(condition.part)
        if chosen is not None:
            return neutral
        part = self.course(condition.part)
        return Course(part.sure & neutral.sure, part.may | neutral.may)

    def _refers(self, condition: m.Refers) -> Course:
        if condition.mode == "in sequence":
            if condition.number in self.contract.structure.inside_permissions:
                return self.without().clause(condition.clause)
            if self._circle is not None and condition.clause in self._circle.members:
                return self._circle.sequential(condition.clause)
        return self.clause(condition.clause)

    def _state(self, state: str) -> Course:
        """A state as recorded, and as it begins by a clause of the contract; what lasts now may end later (S4)."""
        course, ends = self.record.state(state)
        if state not in self.contract.clauses:
            return course
        begins = self.clause(state)
        derived = Course(self._until(begins.sure, ends), self._until(begins.may, ends))
        past = self.record.timeline.past
        return Course((course.sure | derived.sure) & past, course.may | derived.may)

    def _until(self, mask: int, ends: int) -> int:
        """From the first moment of a mask until an end that is recorded after it."""
        begun = latch(mask, self.full)
        later = ends & begun & ~(begun & -begun)
        return begun & ~latch(later, self.full)


def events_of(occurrence: m.Happened | m.Composite) -> list[str]:
    """The events that make up an occurrence, taken apart."""
    if isinstance(occurrence, m.Happened):
        return [occurrence.happening.object]
    return [event for part in occurrence.parts for event in events_of(part)]


@attrs.define
class _Circle:
    """The clauses of one circle while their courses are worked out (S8).

    References read in sequence start from nothing and grow (outer loop, least fixpoint); all others start from
    everything and shrink (inner loop, greatest fixpoint). So a circle is as strict as its strictest reference. A
    clause behind a negation, such as a default that only an uncovered act begins, starts at the other end.
    """

    world: World
    members: frozenset[str]
    values: dict[str, Course] = attrs.field(factory=dict)
    _sequential: dict[str, Course] = attrs.field(factory=dict)

    def clause(self, name: str) -> Course:
        """The value so far of a clause of the circle, or the course of one outside it."""
        value = self.values.get(name)
        if value is not None:
            return value
        return outside(self.world, name)

    def sequential(self, name: str) -> Course:
        """What a reference read in sequence may lean on."""
        return self._sequential[name]

    def solve(self) -> None:
        """Iterate both loops until nothing changes; every loop is monotone, so both end."""
        world = self.world
        ordered = [name for name in world.contract.clauses if name in self.members]
        self._sequential = dict.fromkeys(ordered, NEVER)
        while True:
            everything = Course(world.full, world.full)
            negative = world.contract.structure.behind_negation
            self.values = {name: NEVER if name in negative else everything for name in ordered}
            self._shrink(ordered)
            if self.values == self._sequential:
                return
            self._sequential = dict(self.values)

    def _shrink(self, ordered: list[str]) -> None:
        changed = True
        while changed:
            changed = False
            for name in ordered:
                course = self.world._clause(name)
                if course != self.values[name]:
                    self.values[name] = course
                    changed = True


def outside(world: World, name: str) -> Course:
    """The course of a clause that is not in the circle being solved: a circle of its own, or none."""
    circle, world._circle = world._circle, None
    try:
        return world.clause(name)
    finally:
        world._circle = circle
