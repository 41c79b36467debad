"""The courses of conditions and clauses in one world: one record, one choice of readings, one supposition (S4 to S10).

A world answers for every moment at once. Nothing here knows what will be asked of the answer, or how it is shown.
"""

from collections.abc import Mapping

import attrs

from assent.engine.evaluation.circle import Circle
from assent.engine.evaluation.condition_courses import COURSES
from assent.engine.evaluation.courses import (
    NEVER,
    Course,
    any_of,
    last_of,
    latch,
    latched,
)
from assent.engine.evaluation.fixed import Fixed, FixedPulse, FixedTotal
from assent.engine.evaluation.governing import texts
from assent.engine.evaluation.pulses import Pulse
from assent.engine.evaluation.record import Record
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, RelationBack, Subject, Version
from assent.engine.model.happenings import Happening
from assent.engine.model.structure import can_be_void


@attrs.define(eq=False, repr=False)
class World:
    """One world: a record, a choice of readings, and what is supposed.

    `readings` chooses an alternative for each question; where it is silent, `counts` says by number which of the
    places that ask for an alternative count. `fixed` says of some facts how they are in this world, whatever the
    record leaves open: a permitted act that is supposed to be done now, or never (S12), or one way in which an unknown
    may turn out (S3). `vantage` is the moment from which relation back is seen. `granted` is a clause that is taken to
    hold whatever its condition says. `supposed` are the worlds in which the act of a permission is done now.
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
    circle: "Circle | None" = attrs.field(default=None, init=False)
    _without: "World | None" = attrs.field(default=None, init=False)
    _later: "World | None" = attrs.field(default=None, init=False)
    _readings: dict[tuple[str, str], "World"] = attrs.field(factory=dict, init=False)
    supposed: dict[str, "World"] = attrs.field(factory=dict, init=False)
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
        if self.circle is not None:
            return self.circle.clause(name)
        structure = self.contract.structure
        if name in structure.deep:
            for other in structure.before(name, self._is_known):
                self._found(other)
        return self._found(name)

    def _is_known(self, name: str) -> bool:
        return name in self._clauses or name == self.granted

    def _found(self, name: str) -> Course:
        members = self._circle_of(name)
        if not members:
            course = self._clauses[name] = self.work_out(name)
            return course
        circle = Circle(self, members)
        self.circle = circle
        circle.solve()
        self.circle = None
        self._clauses.update(circle.values)
        self._nodes.update(circle.settled())
        return self._clauses[name]

    def _circle_of(self, name: str) -> frozenset[str]:
        return self.contract.structure.together.get(name, frozenset())

    def work_out(self, name: str) -> Course:
        """When a clause holds, from what it leans on as that stands so far."""
        clause = self.contract.clauses[name]
        if clause.kind == "permission":
            return latched(self.covered(clause), self.full)
        course = self.governing(clause)
        match clause.kind:
            case "effect":
                if clause.lapses is not None:
                    limit = self.record.timeline.upto(clause.lapses)
                    course = Course(course.sure & limit, course.may & limit)
                return self._related_back(clause, latched(course, self.full))
            case "force":
                return self._related_back(clause, course)
            case _:
                return course

    def governing(self, clause: Clause) -> Course:
        """The course of the text that governs at each moment (S9)."""
        if len(clause.versions) == 1:
            return self._text(clause.versions[0])
        sure = may = some = 0
        whichever = self.full
        for version, governs in texts(self, clause):
            text = self._text(version)
            sure |= governs.sure & text.sure
            may |= governs.may & text.may
            some |= governs.may
            whichever &= text.sure | ~governs.may  # met by every text that may govern
        return Course(sure | (whichever & some), may)

    def replacing(self, supplier: str) -> "World":
        """The world in which an effect is asked whether it takes the older text away: this one."""
        del supplier
        return self

    def _text(self, version: Version) -> Course:
        if version.condition is None:
            return Course(0, self.full)
        return self.course(version.condition)

    def relates_back(self, clause: Clause) -> list[RelationBack]:
        """The relations back of a clause that stand under the readings chosen."""
        return [
            relation
            for relation in clause.relations_back
            if not relation.question or self.readings[relation.question] == relation.alternative
        ]

    def _related_back(self, clause: Clause, course: Course) -> Course:
        """Seen from the vantage, an effect that holds there has held since the moment it relates back to."""
        for relation in self.relates_back(clause):
            since = self.full & ~self.record.timeline.before(relation.moment)
            seen = 1 << self.vantage
            back = Course(since if course.sure & seen else 0, since if course.may & seen else 0)
            course = any_of((course, back))
        return course

    def from_the_end(self) -> "World":
        """The world seen from the last of all moments; this one where nothing looks otherwise from there."""
        relating = (self.contract.clauses[name] for name in self.contract.structure.relating)
        if not any(can_be_void(clause) or self.relates_back(clause) for clause in relating):
            return self
        if self._later is None:
            self._later = attrs.evolve(self, vantage=self.full.bit_length() - 1)
        return self._later

    # --- permissions -----------------------------------------------------------------------------------------

    def covered(self, clause: Clause) -> Course:
        """The moments at which the act is done and all that the permission asks is met (S12)."""
        assert clause.act is not None
        pulse = self.pulse(clause.act)
        if not pulse.may:
            return NEVER
        return self.met_while(clause.act, self.governing(clause))

    def met_while(self, occurrence: m.Happened | m.Composite, course: Course) -> Course:
        """The moments at which something happens while a course is met; at all of its day if its time is not known."""
        timeline = self.record.timeline
        pulse = self.pulse(occurrence)
        sure = pulse.sure & course.sure & timeline.unclocked
        for possible in self.sure_on_clocked_days(occurrence):
            if not possible & ~course.sure:
                sure |= last_of(possible)
        return Course(sure, pulse.may & course.may)

    def sure_on_clocked_days(self, occurrence: m.Happened | m.Composite) -> list[int]:
        """On days on which times are told apart: of each that surely happened, the moments at which it can have."""
        timeline = self.record.timeline
        pulse = self.pulse(occurrence)
        clocked = [day for day in timeline.clocked_days if pulse.sure & day]
        if not clocked:
            return []
        if isinstance(occurrence, m.Composite):
            return [pulse.may & day for day in clocked]
        fixed = self.fixed.get(occurrence.happening) if self.fixed else None
        if isinstance(fixed, FixedPulse):
            found = fixed.each(self.record, occurrence)
        else:
            found = self.record.each(occurrence.happening, occurrence.tests)
        return [possible for possible in found if possible & ~timeline.unclocked]

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
        masks, touched = rests_on.masks, rests_on.mask(more)
        other._nodes = {number: course for number, course in self._nodes.items() if not masks[number] & touched}
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
        masks, asked = asks.masks, asks.mask((question,))
        other._nodes = {number: course for number, course in self._nodes.items() if not masks[number] & asked}
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
        if isinstance(fixed, FixedPulse | FixedTotal):
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

    def happened(self, occurrence: m.Happened | m.Composite) -> Course:
        """From when on it has happened."""
        return latched(self.pulse(occurrence), self.full)

    # --- conditions ------------------------------------------------------------------------------------------

    def course(self, condition: m.Condition) -> Course:
        """When a condition is met."""
        course = self._nodes.get(condition.number)
        if course is None:
            course = COURSES[type(condition)](self, condition)
            circle = self.circle
            if circle is None or not self.contract.structure.circular[condition.number]:
                self._nodes[condition.number] = course
            else:
                circle.nodes[condition.number] = course
        return course


def happenings_of(occurrence: m.Happened | m.Composite) -> list[Happening]:
    """The happenings that make up an occurrence, taken apart."""
    if isinstance(occurrence, m.Happened):
        return [occurrence.happening]
    return [happening for part in occurrence.parts for happening in happenings_of(part)]
