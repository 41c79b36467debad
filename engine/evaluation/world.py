"""The courses of conditions and clauses in one world: one record, one choice of readings, one supposition (S4 to S10).

A world answers for every moment at once. Nothing here knows what will be asked of the answer, or how it is shown.
"""

from collections.abc import Callable, Mapping
from typing import Any

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
from assent.engine.evaluation.fixed import Fixed, FixedCourse, FixedPulse
from assent.engine.evaluation.record import Pulse, Record
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Subject, Version
from assent.engine.model.happenings import Happening
from assent.grammar.values import Moment


@attrs.define(eq=False, repr=False)
class World:
    """One world. `readings` chooses an alternative for each question; where it is silent, `counts` says by number
    which of the places that ask for an alternative count.

    `fixed` says of some facts how they are in this world, whatever the record leaves open: a permitted act that is
    supposed to be done now, or never (S12), or one way in which an unknown may turn out (S3). `vantage` is the
    moment from which relation back is seen. `granted` is a clause that is taken to hold whatever its condition says.
    """

    contract: Contract
    record: Record
    readings: Mapping[str, str]
    fixed: Mapping[Subject, Fixed] = attrs.field(factory=dict)
    vantage: int = -1
    granted: str = ""
    counts: Mapping[int, bool] = attrs.field(factory=dict)
    _clauses: dict[str, Course] = attrs.field(factory=dict, init=False)
    _nodes: dict[int, Course] = attrs.field(factory=dict, init=False)
    _pulses: dict[int, Pulse] = attrs.field(factory=dict, init=False)
    _circle: "_Circle | None" = attrs.field(default=None, init=False)
    _without: "World | None" = attrs.field(default=None, init=False)
    _readings: dict[tuple[str, str], "World"] = attrs.field(factory=dict, init=False)
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
        if name == self.granted:
            return Course(self.full, self.full)
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
            if relation.question and self.readings[relation.question] != relation.alternative:
                continue
            since = self.full & ~self.record.timeline.before(relation.moment)
            seen = 1 << self.vantage
            back = Course(since if course.sure & seen else 0, since if course.may & seen else 0)
            course = any_of((course, back))
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
        timeline = self.record.timeline
        sure = pulse.sure & course.sure & timeline.unclocked
        for day in timeline.clocked_days if pulse.sure else ():
            here = pulse.sure & day
            if here and not (pulse.may & day & ~course.sure):
                sure |= here
        return Course(sure, pulse.may & course.may)

    def without(self) -> "World":
        """The world in which no permitted act is ever done: what a condition read in sequence looks at."""
        if self._without is None:
            acts: dict[Subject, Fixed] = {
                happening: FixedPulse(0, alone=True)
                for clause in self.contract.clauses.values()
                if clause.act is not None
                for happening in happenings_of(clause.act)
            }
            self._without = self.fixing(acts)
        return self._without

    def fixing(self, more: Mapping[Subject, Fixed]) -> "World":
        """The same world with some facts fixed; what does not depend on them is not worked out again."""
        other = attrs.evolve(self, fixed={**self.fixed, **more})
        rests_on = self.contract.structure.rests_on
        other._nodes = {number: c for number, c in self._nodes.items() if rests_on[number].isdisjoint(more)}
        return other

    def granting(self, name: str) -> "World":
        """The same world in which a clause is taken to hold: what still fails there does not wait for it alone."""
        other = attrs.evolve(self, granted=name)
        circular = self.contract.structure.circular
        other._nodes = {number: course for number, course in self._nodes.items() if not circular[number]}
        return other

    def reading(self, question: str, alternative: str) -> "World":
        """The same world under another alternative."""
        other = self._readings.get((question, alternative))
        if other is not None:
            return other
        readings = {**self.readings, question: alternative}
        other = attrs.evolve(self, readings=readings)
        asks = self.contract.structure.asks
        other._nodes = {number: c for number, c in self._nodes.items() if question not in asks[number]}
        self._readings[(question, alternative)] = other
        return other

    # --- happenings ------------------------------------------------------------------------------------------

    def pulse(self, occurrence: m.Happened | m.Composite) -> Pulse:
        """When something happened."""
        pulse = self._pulses.get(occurrence.number)
        if pulse is None:
            pulse = self._pulses[occurrence.number] = self._pulse(occurrence)
        return pulse

    def _pulse(self, occurrence: m.Happened | m.Composite) -> Pulse:
        if isinstance(occurrence, m.Composite):
            return self._composite(occurrence)
        fixed = self.fixed.get(occurrence.happening) if self.fixed else None
        if isinstance(fixed, FixedPulse):
            return fixed.pulse(self.record, occurrence)
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
        sure = self._together([pulse.sure for pulse in pulses])
        may = self._together([pulse.may for pulse in pulses])
        last = 0
        for pulse in pulses:
            last |= pulse.may
        return Pulse(self._first_of_days(sure), may & last)

    def _together(self, masks: list[int]) -> int:
        """The moments by which, within one day, each of several masks has had a moment."""
        if not all(masks):
            return 0
        timeline = self.record.timeline
        result = timeline.plain
        for mask in masks:
            result &= mask
        for day in timeline.long_days:
            reached = day
            for mask in masks:
                reached &= latch(mask & day, self.full)
            result |= reached
        return result

    def _first_of_days(self, mask: int) -> int:
        """The first moment of a mask on each day."""
        timeline = self.record.timeline
        firsts = mask & timeline.plain
        for day in timeline.long_days:
            here = mask & day
            firsts |= here & -here
        return firsts

    def _happened(self, occurrence: m.Happened | m.Composite) -> Course:
        pulse = self.pulse(occurrence)
        return Course(latch(pulse.sure, self.full), latch(pulse.may, self.full))

    # --- conditions ------------------------------------------------------------------------------------------

    def course(self, condition: m.Condition) -> Course:
        """When a condition is met."""
        course = self._nodes.get(condition.number)
        if course is None:
            course = COURSES[type(condition)](self, condition)
            if self._circle is None or not self.contract.structure.circular[condition.number]:
                self._nodes[condition.number] = course
        return course

    def _list(self, condition: m.AllOf | m.AnyOf) -> Course:
        parts = map(self.course, condition.parts)
        return all_of(parts, self.full) if isinstance(condition, m.AllOf) else any_of(parts)

    def _at_least(self, condition: m.AtLeast) -> Course:
        return at_least(condition.count, [self.course(part) for part in condition.parts], self.full)

    def _not(self, condition: m.Not) -> Course:
        return opposite(self.course(condition.part), self.full)

    def _determined(self, condition: m.Determined) -> Course:
        fixed = self.fixed.get(condition.happening) if self.fixed else None
        if isinstance(fixed, FixedPulse):
            return latched(Course(fixed.mask, fixed.mask), self.full)
        return self.record.determined(condition.happening)

    def _stated(self, condition: m.Stated) -> Course:
        course = self.record.truth(condition.subject, condition.material)
        fixed = self.fixed.get(condition.subject) if self.fixed else None
        return fixed.over(course) if isinstance(fixed, FixedCourse) else course

    def _state_holds(self, condition: m.StateHolds) -> Course:
        return self._state(condition.state)

    def _state_occurred(self, condition: m.StateOccurred) -> Course:
        ever = self.record.ever(condition.state)
        held = latched(self._state(condition.state), self.full)
        return Course(held.sure | ever, held.may | ever)

    def _in_form(self, condition: m.InForm) -> Course:
        fixed = self.fixed.get(Happening("amended", "", condition.document)) if self.fixed else None
        course = self.record.in_form(condition.document, condition.date)
        if not isinstance(fixed, FixedPulse):
            return course
        kept = self.full & ~latch(fixed.mask, self.full) | self.record.timeline.upto(condition.date)
        return Course(course.may & kept, course.may & kept)

    def _by_date(self, condition: m.ByDate) -> Course:
        limit = self.record.timeline.upto(condition.deadline)
        course = self.course(condition.part)
        return latched(Course(course.sure & limit, course.may & limit), self.full)

    def _on_date(self, condition: m.OnDate) -> Course:
        return self._on(self.course(condition.part), condition.date)

    def _on_each_date(self, condition: m.OnEachDate) -> Course:
        return self._on_each(self.course(condition.part), self.pulse(condition.occurrence))

    def _throughout(self, condition: m.Throughout) -> Course:
        since = self.full & ~self.record.timeline.before(condition.since)
        return throughout(self.course(condition.part), since, self.full)

    def _held_while(self, condition: m.HeldWhile) -> Course:
        return latched(self._while(self.pulse(condition.occurrence), self.course(condition.part)), self.full)

    def _deemed(self, condition: m.Deemed) -> Course:
        return any_of(map(self.course, (condition.main, *condition.deeming)))

    def _waivable(self, condition: m.Waivable) -> Course:
        return any_of([self.course(condition.part), *map(self._happened, condition.waivers)])

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
        timeline = self.record.timeline
        broken = pulse.sure & ~course.may & timeline.unclocked
        for day in timeline.clocked_days if pulse.sure else ():
            if pulse.sure & day and not (pulse.may & day & course.may):
                broken |= pulse.sure & day
        return Course(full & ~may_break, full & ~latch(broken, full))

    def _under(self, condition: m.UnderReading) -> Course:
        chosen = self.readings.get(condition.question)
        counts = self.counts[condition.number] if chosen is None else chosen == condition.alternative
        if counts:
            return self.course(condition.part)
        return Course(self.full, self.full) if condition.neutral else NEVER

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
        fixed = self.fixed.get(state) if self.fixed else None
        if isinstance(fixed, FixedCourse):
            course = fixed.over(course)
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


# One way to work out each kind of condition; a test holds it complete.
COURSES: dict[type, Callable[[World, Any], Course]] = {
    m.AllOf: World._list,
    m.AnyOf: World._list,
    m.AtLeast: World._at_least,
    m.Not: World._not,
    m.Happened: World._happened,
    m.Composite: World._happened,
    m.HeldWhile: World._held_while,
    m.ByDate: World._by_date,
    m.OnDate: World._on_date,
    m.OnEachDate: World._on_each_date,
    m.Throughout: World._throughout,
    m.StateHolds: World._state_holds,
    m.StateOccurred: World._state_occurred,
    m.Stated: World._stated,
    m.Determined: World._determined,
    m.InForm: World._in_form,
    m.Refers: World._refers,
    m.Deemed: World._deemed,
    m.Waivable: World._waivable,
    m.UnderReading: World._under,
}


def happenings_of(occurrence: m.Happened | m.Composite) -> list[Happening]:
    """The happenings that make up an occurrence, taken apart."""
    if isinstance(occurrence, m.Happened):
        return [occurrence.happening]
    return [happening for part in occurrence.parts for happening in happenings_of(part)]


@attrs.define(eq=False, repr=False)
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
    _asked_in_sequence: bool = False

    def clause(self, name: str) -> Course:
        """The value so far of a clause of the circle, or the course of one outside it."""
        value = self.values.get(name)
        if value is not None:
            return value
        return outside(self.world, name)

    def sequential(self, name: str) -> Course:
        """What a reference read in sequence may lean on."""
        if name == self.world.granted:
            return Course(self.world.full, self.world.full)
        self._asked_in_sequence = True
        return self._sequential[name]

    def solve(self) -> None:
        """Iterate both loops until nothing changes; every loop is monotone, so both end."""
        world = self.world
        # effects first: most else in a circle leans on them, and is then worked out once
        clauses = world.contract.clauses
        ordered = sorted(self.members - {world.granted}, key=lambda name: (clauses[name].kind != "effect", name))
        self._sequential = dict.fromkeys(ordered, NEVER)
        while True:
            everything = Course(world.full, world.full)
            negative = world.contract.structure.behind_negation
            self.values = {name: NEVER if name in negative else everything for name in ordered}
            self._settle(ordered)
            if not self._asked_in_sequence or self.values == self._sequential:
                return
            self._sequential = dict(self.values)

    def _settle(self, ordered: list[str]) -> None:
        """The inner loop: work out again whatever leans on something that has changed."""
        leans_on = self.world.contract.structure.leans_on
        waiting = dict.fromkeys(ordered)
        while waiting:
            name = next(iter(waiting))
            del waiting[name]
            course = self.world._clause(name)
            if course != self.values[name]:
                self.values[name] = course
                waiting.update(dict.fromkeys(other for other in ordered if name in leans_on[other]))


def outside(world: World, name: str) -> Course:
    """The course of a clause that is not in the circle being solved: a circle of its own, or none."""
    circle, world._circle = world._circle, None
    try:
        return world.clause(name)
    finally:
        world._circle = circle
