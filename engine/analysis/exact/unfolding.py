"""A contract unfolded into formulas: the course of each condition and clause in every completion at once (S4 to S10).

The two-valued twin of engine.evaluation: it follows the same rules, but what is open stays open, as a variable, so
that questions about all completions are answered at once. The tests hold the two equal.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from assent.engine.analysis.exact.courses import NEVER, Algebra, Course, bits
from assent.engine.analysis.exact.frame import Frame
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Version
from assent.engine.model.happenings import Happening
from assent.grammar.values import Moment

Pulses = Mapping[Happening, Course]
_NOTHING: Pulses = {}


@attrs.define(eq=False)
class Unfolding:
    """The courses of a contract in one frame; `supposed` happen when it says, and at no other moment (S12)."""

    contract: Contract
    frame: Frame
    supposed: Pulses = _NOTHING
    _clauses: dict[str, Course] = attrs.field(factory=dict, init=False)
    _nodes: dict[int, Course] = attrs.field(factory=dict, init=False)
    _circle: "_Circle | None" = attrs.field(default=None, init=False)
    _without: "Unfolding | None" = attrs.field(default=None, init=False)

    @property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments of the frame."""
        return self.frame.algebra

    # --- clauses ---------------------------------------------------------------------------------------------

    def clause(self, name: str) -> Course:
        """When a clause holds: effective, complete, covered, true."""
        course = self._clauses.get(name)
        if course is not None:
            return course
        if self._circle is not None and name in self._circle.values:
            return self._circle.values[name]
        circle, self._circle = self._circle, None
        try:
            members = self.contract.structure.together.get(name, frozenset())
            if members:
                self._solve(members)
            else:
                self._clauses[name] = self.work_out(name)
        finally:
            self._circle = circle
        return self._clauses[name]

    def _solve(self, members: frozenset[str]) -> None:
        self._circle = _Circle(self, sorted(members))
        self._circle.solve()
        self._clauses.update(self._circle.values)
        self._circle = None

    def work_out(self, name: str) -> Course:
        """When a clause holds, from what it leans on as that stands so far."""
        clause = self.contract.clauses[name]
        if clause.act is not None:
            return self._covered(clause.act, clause)
        course = self.governing(clause)
        match clause.kind:
            case "effect":
                if clause.lapses is not None:
                    course = self.algebra.all_of([course, self.frame.upto(clause.lapses)])
                return self._related_back(clause, self.algebra.latched(course))
            case _:
                return course

    def _covered(self, act: m.Happened | m.Composite, clause: Clause) -> Course:
        """From when on the permitted act was done while all that the permission asks was met (S12)."""
        pulse = self.pulse(act)
        if not pulse.may:
            return NEVER
        return self.algebra.latched(self.algebra.all_of([pulse, self.governing(clause)]))

    def governing(self, clause: Clause) -> Course:
        """The course of the text that governs at each moment (S9)."""
        algebra = self.algebra
        course = NEVER
        for version in clause.versions:
            text = self._text(clause, version)
            if not version.supplied_by:
                course = text
                continue
            supplied = self.clause(version.supplied_by)
            old = algebra.all_of([algebra.opposite(supplied), course])
            course = algebra.any_of([old, algebra.all_of([supplied, text])])
        return course

    def _text(self, clause: Clause, version: Version) -> Course:
        if version.condition is None:
            return self.frame.text(clause, version)
        return self.course(version.condition)

    def _related_back(self, clause: Clause, course: Course) -> Course:
        """Seen from the vantage, an effect that holds there has held since the moment it relates back to."""
        algebra = self.algebra
        for relation in clause.relations_back:
            seen = algebra.at(course, self.frame.vantage)
            if relation.question:
                seen = seen & self.frame.chosen(relation.question, relation.alternative)
            since = algebra.opposite(self.frame.before(relation.moment))
            course = algebra.any_of([course, algebra.all_of([since, algebra.constant(seen)])])
        return course

    def sequential(self, refers: m.Refers) -> Course:
        """What a reference read in sequence leans on (S8, S12)."""
        if refers.number in self.contract.structure.inside_permissions:
            return self.without().clause(refers.clause)
        if self._circle is not None and refers.clause in self._circle.values:
            return self._circle.sequential(refers.clause)
        return self.clause(refers.clause)

    def without(self) -> "Unfolding":
        """The same in a world in which no permitted act is ever done."""
        if self._without is None:
            acts = [clause.act for clause in self.contract.clauses.values() if clause.act is not None]
            never = {happening: NEVER for act in acts for happening in happenings_of(act)}
            self._without = Unfolding(self.contract, self.frame, {**self.supposed, **never})
        return self._without

    def supposing(self, pulses: Pulses) -> "Unfolding":
        """The same in a world in which some things happen when it is said, and at no other moment."""
        return Unfolding(self.contract, self.frame, {**self.supposed, **pulses})

    # --- conditions ------------------------------------------------------------------------------------------

    def course(self, condition: m.Condition) -> Course:
        """When a condition is met."""
        course = self._nodes.get(condition.number)
        if course is None:
            course = COURSES[type(condition)](self, condition)
            if self._circle is None or not self.contract.structure.circular[condition.number]:
                self._nodes[condition.number] = course
        return course

    def pulse(self, occurrence: m.Happened | m.Composite) -> Course:
        """The moments at which something happens."""
        if isinstance(occurrence, m.Composite):
            return self._composite(occurrence)
        supposed = self.supposed.get(occurrence.happening)
        if supposed is not None:
            return supposed
        return self.frame.pulse(occurrence.happening, occurrence.tests)

    def happened(self, occurrence: m.Happened | m.Composite) -> Course:
        """From when on it has happened."""
        if isinstance(occurrence, m.Composite) or occurrence.happening in self.supposed:
            return self.algebra.latched(self.pulse(occurrence))
        return self.frame.happened(occurrence.happening, occurrence.tests)

    def _composite(self, composite: m.Composite) -> Course:
        """All parts: on one day when they must be simultaneous, else at the moment of the last."""
        algebra = self.algebra
        if not composite.simultaneous:
            return algebra.first(algebra.all_of([self.happened(part) for part in composite.parts]))
        reached = algebra.all_of([self._this_day(self.pulse(part)) for part in composite.parts])
        found = []
        for index in bits(reached.may):
            earlier = algebra.at(reached, index - 1) & self.frame.same_day(index) if index else algebra.formulas.false
            found.append((index, algebra.at(reached, index) & ~earlier))
        return algebra.course(found)

    def _this_day(self, pulse: Course) -> Course:
        """From a moment of a pulse to the end of its day."""
        algebra = self.algebra
        value = algebra.formulas.false
        found = []
        for index in range(algebra.count):
            value = algebra.at(pulse, index) | (value & self.frame.same_day(index))
            found.append((index, value))
        return algebra.course(found)


@attrs.define(eq=False)
class _Circle:
    """The clauses of one circle while they are worked out: the solver of engine.evaluation.circle on formulas (S8)."""

    unfolding: Unfolding
    members: list[str]
    values: dict[str, Course] = attrs.field(factory=dict)
    _sequential: dict[str, Course] = attrs.field(factory=dict)
    _asked_in_sequence: bool = False

    def sequential(self, name: str) -> Course:
        """What a reference read in sequence may lean on."""
        self._asked_in_sequence = True
        return self._sequential[name]

    rounds = 0

    def solve(self) -> None:
        """References in sequence grow from nothing; inside that, all others shrink from everything."""
        structure = self.unfolding.contract.structure
        self._sequential = dict.fromkeys(self.members, NEVER)
        while True:
            always = self.unfolding.algebra.always
            self.values = {name: NEVER if name in structure.behind_negation else always for name in self.members}
            self._settle()
            if not self._asked_in_sequence or self._same(self.values, self._sequential):
                return
            self._sequential = dict(self.values)

    def _settle(self) -> None:
        """All members are worked out again, in turn, until a whole round changes none."""
        while True:
            before = dict(self.values)
            for name in self.members:
                self.values[name] = self.unfolding.work_out(name)
            if self._same(before, self.values):
                return

    def _same(self, values: Mapping[str, Course], others: Mapping[str, Course]) -> bool:
        return self.unfolding.algebra.equal([values[name] for name in self.members], [others[name] for name in self.members])


def happenings_of(occurrence: m.Happened | m.Composite) -> list[Happening]:
    """The happenings that make up an occurrence, taken apart."""
    if isinstance(occurrence, m.Happened):
        return [occurrence.happening]
    return [happening for part in occurrence.parts for happening in happenings_of(part)]


# --- one way to work out each kind of condition ----------------------------------------------------------------


def _list(world: Unfolding, condition: m.AllOf | m.AnyOf) -> Course:
    parts = [world.course(part) for part in condition.parts]
    return world.algebra.all_of(parts) if isinstance(condition, m.AllOf) else world.algebra.any_of(parts)


def _at_least(world: Unfolding, condition: m.AtLeast) -> Course:
    return world.algebra.at_least(condition.count, [world.course(part) for part in condition.parts])


def _not(world: Unfolding, condition: m.Not) -> Course:
    return world.algebra.opposite(world.course(condition.part))


def _happened(world: Unfolding, condition: m.Happened | m.Composite) -> Course:
    return world.happened(condition)


def _held_while(world: Unfolding, condition: m.HeldWhile) -> Course:
    return world.algebra.latched(
        world.algebra.all_of([world.pulse(condition.occurrence), world.course(condition.part)])
    )


def _by_date(world: Unfolding, condition: m.ByDate) -> Course:
    limit = world.frame.upto(condition.deadline)
    return world.algebra.latched(world.algebra.all_of([world.course(condition.part), limit]))


def _on_date(world: Unfolding, condition: m.OnDate) -> Course:
    """The value at the last moment of the date so far: from each moment of it on, until the next one."""
    return _at_last_look(world, world.course(condition.part), condition.date)


def _at_last_look(world: Unfolding, course: Course, date: Moment) -> Course:
    algebra = world.algebra
    looked = world.frame.looked_at(date)
    value = algebra.formulas.false
    found = []
    for index in range(algebra.count):
        looks = algebra.at(looked, index)
        value = (looks & algebra.at(course, index)) | (~looks & value)
        found.append((index, value))
    return algebra.course(found)


def _on_each_date(world: Unfolding, condition: m.OnEachDate) -> Course:
    algebra = world.algebra
    broken = algebra.all_of([world.pulse(condition.occurrence), algebra.opposite(world.course(condition.part))])
    return algebra.opposite(algebra.latched(broken))


def _throughout(world: Unfolding, condition: m.Throughout) -> Course:
    algebra = world.algebra
    return algebra.unbroken(algebra.any_of([world.course(condition.part), world.frame.before(condition.since)]))


def _state_holds(world: Unfolding, condition: m.StateHolds) -> Course:
    return _state(world, condition.state)


def _state_occurred(world: Unfolding, condition: m.StateOccurred) -> Course:
    algebra = world.algebra
    return algebra.any_of([algebra.latched(_state(world, condition.state)), world.frame.ever(condition.state)])


def _state(world: Unfolding, state: str) -> Course:
    """A state as recorded, and as it begins by a clause of the contract, until an end that follows."""
    algebra = world.algebra
    course, ends = world.frame.state(state)
    if state not in world.contract.clauses:
        return course
    begun = algebra.latched(world.clause(state))
    first = algebra.first(begun)
    ended = algebra.latched(algebra.all_of([ends, begun, algebra.opposite(first)]))
    return algebra.any_of([course, algebra.all_of([begun, algebra.opposite(ended)])])


def _stated(world: Unfolding, condition: m.Stated) -> Course:
    return world.frame.truth(condition.subject, material=condition.material)


def _determined(world: Unfolding, condition: m.Determined) -> Course:
    return world.frame.determined(condition.happening)


def _in_form(world: Unfolding, condition: m.InForm) -> Course:
    return world.frame.in_form(condition.document, condition.date)


def _refers(world: Unfolding, condition: m.Refers) -> Course:
    return world.sequential(condition) if condition.mode == "in sequence" else world.clause(condition.clause)


def _deemed(world: Unfolding, condition: m.Deemed) -> Course:
    return world.algebra.any_of([world.course(part) for part in (condition.main, *condition.deeming)])


def _waivable(world: Unfolding, condition: m.Waivable) -> Course:
    return world.algebra.any_of([world.course(part) for part in (condition.part, *condition.waivers)])


def _under(world: Unfolding, condition: m.UnderReading) -> Course:
    """Its part under the reading; under others what lets it drop out of its list (S10)."""
    algebra = world.algebra
    chosen = world.frame.chosen(condition.question, condition.alternative)
    if chosen == algebra.formulas.false:
        return algebra.always if condition.neutral else NEVER
    part = world.course(condition.part)
    if chosen == algebra.formulas.true:
        return part
    if condition.neutral:
        return algebra.any_of([part, algebra.constant(~chosen)])
    return algebra.all_of([part, algebra.constant(chosen)])


COURSES: dict[type, Callable[[Unfolding, Any], Course]] = {
    m.AllOf: _list,
    m.AnyOf: _list,
    m.AtLeast: _at_least,
    m.Not: _not,
    m.Happened: _happened,
    m.Composite: _happened,
    m.HeldWhile: _held_while,
    m.ByDate: _by_date,
    m.OnDate: _on_date,
    m.OnEachDate: _on_each_date,
    m.Throughout: _throughout,
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
