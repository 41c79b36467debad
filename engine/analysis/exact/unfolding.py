"""A contract unfolded into formulas: each condition and clause, moment by moment, in every completion at once (S4-S10).

The two-valued twin of engine.evaluation: it follows the same rules, but what is open stays open, as a variable, so
that questions about all completions are answered at once. Moments are worked out in their order: a condition looks
at the moments before its own, never behind it, but for what relates back. The tests hold the twins equal.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import attrs

from assent.engine.analysis.exact.courses import NEVER, Algebra, Course, bits
from assent.engine.analysis.exact.frame import Frame
from assent.engine.analysis.exact.logic import Formula
from assent.engine.analysis.exact.thresholds import reached
from assent.engine.evaluation.world import happenings_of
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, RelationBack, Version
from assent.engine.model.happenings import Happening

Pulses = Mapping[Happening, Course]
_NOTHING: Pulses = {}


@attrs.define(eq=False)
class Unfolding:
    """The formulas of a contract in one frame; `supposed` happen when it says, and at no other moment (S12)."""

    contract: Contract
    frame: Frame
    supposed: Pulses = _NOTHING
    _known: dict[Hashable, dict[int, Any]] = attrs.field(factory=dict, init=False)
    _pulses: dict[int, Course] = attrs.field(factory=dict, init=False)
    _circle: "_Circle | None" = attrs.field(default=None, init=False)
    _solved: dict[str, int] = attrs.field(factory=dict, init=False)
    _seen: dict[str, Any] = attrs.field(factory=dict, init=False)
    _sums: dict[Hashable, Any] = attrs.field(factory=dict, init=False)
    _looked_back: set[str] = attrs.field(factory=set, init=False)
    _without: "Unfolding | None" = attrs.field(default=None, init=False)

    @property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments of the frame."""
        return self.frame.algebra

    # --- clauses ---------------------------------------------------------------------------------------------

    def clause(self, name: str) -> Course:
        """When a clause holds: effective, complete, covered, true."""
        self._look_back(name)
        return self.algebra.course((index, self.clause_at(name, index)) for index in range(self.algebra.count))

    def clause_at(self, name: str, index: int) -> Any:
        """Whether a clause holds at a moment."""
        known = self._known.setdefault(name, {})
        if index in known:
            return known[index]
        circle = self._circle
        if circle is not None and circle.index == index and name in circle.values:
            return circle.values[name]
        self._circle = None
        try:
            structure = self.contract.structure
            if name in structure.deep:
                for other in structure.before(name, lambda other: index in self._known.get(other, ())):
                    self.clause_at(other, index)
            members = structure.together.get(name)
            if members:
                self._solve(sorted(members), index)
            else:
                known[index] = self.work_out(name, index)
        finally:
            self._circle = circle
        return known[index]

    def _solve(self, members: list[str], index: int) -> None:
        """Solve a circle at every moment up to one, in their order."""
        for moment in range(self._solved.get(members[0], 0), index + 1):
            self._circle = _Circle(self, members, moment)
            self._circle.solve()
            for name, value in self._circle.values.items():
                self._known.setdefault(name, {})[moment] = value
            self._solved[members[0]] = moment + 1

    def work_out(self, name: str, index: int) -> Any:
        """Whether a clause holds at a moment, from what it leans on as that stands so far."""
        clause = self.contract.clauses[name]
        match clause.kind:
            case "permission":
                return self._covered(clause, index)
            case "effect" | "force":
                return self._related_back(clause, self._effective(clause, index), index)
            case _:
                return self.governing(clause, index)

    def _effective(self, clause: Clause, index: int) -> Any:
        """Whether an effect has come about by itself, or is in force, whatever relates back."""
        if clause.kind == "force":
            return self.governing(clause, index)
        return self.ever(("effect", clause.name), index, lambda moment: self._comes_about(clause, moment))

    def _comes_about(self, clause: Clause, index: int) -> Any:
        met = self.governing(clause, index)
        if clause.lapses is not None:
            met = met & self.algebra.at(self.frame.upto(clause.lapses), index)
        return met

    def _covered(self, clause: Clause, index: int) -> Any:
        """Whether the permitted act was done while all that the permission asks was met (S12)."""
        assert clause.act is not None
        pulse = self.pulse(clause.act)

        def done(moment: int) -> Any:
            doing = self.algebra.at(pulse, moment)
            return doing if doing == self.algebra.formulas.false else doing & self.governing(clause, moment)

        return self.ever(("covered", clause.name), index, done)

    def governing(self, clause: Clause, index: int) -> Any:
        """Whether the text that governs at a moment is met (S9)."""
        older, *newer = clause.versions
        met = self._text(clause, older, index)
        if not newer:
            return met
        holds = {version.supplied_by: self.clause_at(version.supplied_by, index) for version in newer}
        met = met & ~self.algebra.formulas.any_of(holds.values())
        for own, version in enumerate(newer):
            governs = holds[version.supplied_by]
            for place, other in enumerate(newer):
                if place != own:
                    governs = governs & ~(holds[other.supplied_by] & self._newer(other, version, place > own, index))
            met = met | (governs & self._text(clause, version, index))
        return met

    def _newer(self, one: Version, other: Version, later: bool, index: int) -> Any:
        """Whether, of two texts whose effects hold, that of one began last; `later`, last in the contract (S9)."""
        if later:
            return ~self._began_before(one.supplied_by, other.supplied_by, index)
        return self._began_before(other.supplied_by, one.supplied_by, index)

    def _began_before(self, one: str, other: str, index: int) -> Any:
        """Whether one clause holds and began before another did, or the other does not hold."""

        def before(moment: int) -> Any:
            holds = self.clause_at(one, moment)
            if holds == self.algebra.formulas.false:
                return holds
            earlier = self.kept(key, moment - 1, before) if moment else self.algebra.formulas.false
            return holds & (~self.clause_at(other, moment) | earlier)

        key = ("before", one, other)
        return self.kept(key, index, before)

    def _text(self, clause: Clause, version: Version, index: int) -> Any:
        if version.condition is None:
            return self.algebra.at(self.frame.text(clause, version), index)
        return self.at(version.condition, index)

    # --- relation back ---------------------------------------------------------------------------------------

    def _related_back(self, clause: Clause, met: Any, index: int) -> Any:
        """Seen from the vantage, an effect that holds there has held since the moment it relates back to."""
        for relation in clause.relations_back:
            since = ~self.algebra.at(self.frame.before(relation.moment), index)
            met = met | (since & self._stands(relation) & self._seen.get(clause.name, self.algebra.formulas.true))
        return met

    def _stands(self, relation: RelationBack) -> Any:
        if not relation.question:
            return self.algebra.formulas.true
        return self.frame.chosen(relation.question, relation.alternative)

    def _look_back(self, name: str) -> None:
        """Find out which effects hold at the vantage: taken to at first, until that bears itself out (S8).

        In a circle read in sequence nothing may lean on what it supports: there an effect relates back only once it has
        come about without that.
        """
        if name in self._looked_back:
            return
        self._looked_back.add(name)
        reached = [name, *self.contract.structure.reaches[name]]
        back = [one for one in reached if self._relates_back(one) and one not in self._seen]
        if not back:
            return
        grows = {one: self._grows(one) for one in back}
        self._seen |= {one: ~value for one, value in grows.items()}
        for _ in back:
            found = {one: self._effective(self.contract.clauses[one], self.frame.vantage) for one in back}
            self._forget()
            if found == {one: self._seen[one] for one in back}:
                return
            for one, value in found.items():
                before = self._seen[one]
                self._seen[one] = (before & value) | (grows[one] & (before | value))

    def _grows(self, name: str) -> Any:
        """Where an effect has to come about before it counts: in a circle read in sequence; not behind a negation."""
        formulas = self.algebra.formulas
        in_sequence = formulas.false
        circle = self.contract.structure.together.get(name, frozenset())
        for one in sorted(circle):
            for version in self.contract.clauses[one].versions:
                if version.condition is not None:
                    in_sequence = in_sequence | self._sequences(version.condition, circle)
        return ~in_sequence if name in self.contract.structure.behind_negation else in_sequence

    def _sequences(self, condition: m.Condition, circle: frozenset[str]) -> Any:
        """Under which readings a reference inside a circle is read in sequence."""
        if isinstance(condition, m.Refers):
            outside = condition.number in self.contract.structure.inside_permissions or condition.clause not in circle
            read = condition.mode == "in sequence" and not outside
            return self.algebra.formulas.true if read else self.algebra.formulas.false
        found = self.algebra.formulas.any_of(self._sequences(part, circle) for part in m.parts_of(condition))
        if isinstance(condition, m.UnderReading):
            return found & self.frame.chosen(condition.question, condition.alternative)
        return found

    def _relates_back(self, name: str) -> bool:
        relations = self.contract.clauses[name].relations_back
        return any(self._stands(relation) != self.algebra.formulas.false for relation in relations)

    def _forget(self) -> None:
        self._known.clear()
        self._solved.clear()

    # --- worlds ----------------------------------------------------------------------------------------------

    def sequential(self, refers: m.Refers, index: int) -> Any:
        """What a reference read in sequence leans on (S8, S12)."""
        if refers.number in self.contract.structure.inside_permissions:
            without = self.without()
            if without is not self:
                without._look_back(refers.clause)
            return without.clause_at(refers.clause, index)
        circle = self._circle
        if circle is not None and circle.index == index and refers.clause in circle.values:
            return circle.sequential(refers.clause)
        return self.clause_at(refers.clause, index)

    def without(self) -> "Unfolding":
        """The same in a world in which no permitted act is ever done."""
        if self._without is None:
            acts = [clause.act for clause in self.contract.clauses.values() if clause.act is not None]
            never = {happening: NEVER for act in acts for happening in happenings_of(act)}
            if all(self.supposed.get(happening) == NEVER for happening in never):
                return self
            self._without = self.supposing(never)
        return self._without

    def supposing(self, pulses: Pulses) -> "Unfolding":
        """The same in a world in which some things happen when it is said, and at no other moment."""
        return attrs.evolve(self, supposed={**self.supposed, **pulses})

    # --- conditions ------------------------------------------------------------------------------------------

    def at(self, condition: m.Condition, index: int) -> Any:
        """Whether a condition is met at a moment."""
        known = self._known.setdefault(condition.number, {})
        value = known.get(index)
        if value is None:
            value = FORMULAS[type(condition)](self, condition, index)
            circular = self.contract.structure.circular[condition.number]
            if not circular or self._circle is None or self._circle.index != index:
                known[index] = value
        return value

    def kept(self, key: Hashable, index: int, work_out: Callable[[int], Any]) -> Any:
        """What is worked out at a moment, kept for later ones unless a circle is being solved at it."""
        known = self._known.setdefault(key, {})
        value = known.get(index)
        if value is None:
            value = work_out(index)
            if self._circle is None or self._circle.index != index:
                known[index] = value
        return value

    def ever(self, key: Hashable, index: int, met: Callable[[int], Any]) -> Any:
        """Whether something has been so at some moment up to one."""

        def so_far(moment: int) -> Any:
            earlier = self.kept(key, moment - 1, so_far) if moment else self.algebra.formulas.false
            return earlier if earlier == self.algebra.formulas.true else earlier | met(moment)

        return self.kept(key, index, so_far)

    def latched(self, condition: m.Condition, index: int, met: Callable[[int], Any]) -> Any:
        """Whether, for a condition, something has been so at some moment up to one."""
        return self.ever(("latched", condition.number), index, met)

    def reached(self, vote: m.Carried, parts: tuple[Any, ...]) -> Any:
        """Whether those who are for it have the weight that is needed, as far as it is known."""
        key = (vote.weights, vote.needed, parts)
        found = self._sums.get(key)
        if found is None:
            found = self._sums[key] = reached(self.algebra.formulas, parts, vote.weights, vote.needed)
        return found

    def state(self, state: str, index: int) -> Any:
        """Whether a state holds: as recorded, or begun by a clause of the contract and not ended since (S15)."""
        course, ends = self.frame.state(state)
        said = self.algebra.at(course, index)
        if state not in self.contract.clauses:
            return said

        def begun(moment: int) -> Any:
            return self.ever(("begun", state), moment, lambda one: self.clause_at(state, one))

        def ending(moment: int) -> Any:
            return self.algebra.at(ends, moment) & begun(moment - 1) if moment else self.algebra.formulas.false

        ended = self.ever(("ended", state), index, ending)
        if self.contract.clauses[state].spells is not None:
            return said | (self.clause_at(state, index) & ~ended)
        return said | (begun(index) & ~ended)

    def pulse(self, occurrence: m.Happened | m.Composite) -> Course:
        """The moments at which something happens."""
        if isinstance(occurrence, m.Composite):
            pulse = self._pulses.get(occurrence.number)
            if pulse is None:
                pulse = self._pulses[occurrence.number] = self._composite(occurrence)
            return pulse
        supposed = self.supposed.get(occurrence.happening)
        return supposed if supposed is not None else self.frame.pulse(occurrence.happening, occurrence.tests)

    def happened(self, occurrence: m.Happened | m.Composite) -> Course:
        """From when on it has happened."""
        if isinstance(occurrence, m.Happened) and occurrence.happening not in self.supposed:
            return self.frame.happened(occurrence.happening, occurrence.tests)
        return self.algebra.latched(self.pulse(occurrence))

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
    """The clauses of one circle while they are worked out at one moment (S8).

    References read in sequence start from nothing and grow, all others start from everything and shrink. Each round
    settles one clause more, so that as many rounds as there are clauses are enough; mostly two or three are.
    """

    unfolding: Unfolding
    members: list[str]
    index: int
    values: dict[str, Any] = attrs.field(factory=dict)
    _sequential: dict[str, Any] = attrs.field(factory=dict)
    _asked_in_sequence: bool = False

    def sequential(self, name: str) -> Any:
        """What a reference read in sequence may lean on."""
        self._asked_in_sequence = True
        return self._sequential[name]

    def solve(self) -> None:
        """References in sequence grow from nothing; inside that, all others shrink from everything."""
        formulas = self.unfolding.algebra.formulas
        negative = self.unfolding.contract.structure.behind_negation
        # behind a negation, nothing is what helps nothing: a clause that holds
        self._sequential = {name: formulas.true if name in negative else formulas.false for name in self.members}
        for _ in range(len(self.members) + 1):
            self.values = {name: formulas.false if name in negative else formulas.true for name in self.members}
            self._shrink(negative)
            if not self._asked_in_sequence or self.values == self._sequential:
                return
            self._sequential = {
                name: before & self.values[name] if name in negative else before | self.values[name]
                for name, before in self._sequential.items()
            }

    def _shrink(self, negative: frozenset[str]) -> None:
        """Work all out again and again; nothing rises once it has fallen, also where a text supplied asks for more."""
        for _ in range(len(self.members) + 1):
            before = dict(self.values)
            for name in self.members:
                value = self.unfolding.work_out(name, self.index)
                self.values[name] = self.values[name] | value if name in negative else self.values[name] & value
            if before == self.values:
                return


# --- one way to work out each kind of condition ----------------------------------------------------------------


def _all_of(world: Unfolding, condition: m.AllOf, index: int) -> Formula:
    formulas = world.algebra.formulas
    parts: list[Formula] = []
    for part in condition.parts:
        met = world.at(part, index)
        if met == formulas.false:
            return met
        parts.append(met)
    return formulas.all_of(reversed(parts))  # what was asked for last stands lowest, and is cheap to build upon


def _one_of(world: Unfolding, parts: tuple[m.Condition, ...], index: int) -> Formula:
    formulas = world.algebra.formulas
    found: list[Formula] = []
    for part in parts:
        met = world.at(part, index)
        if met == formulas.true:
            return met
        found.append(met)
    return formulas.any_of(reversed(found))


def _any_of(world: Unfolding, condition: m.AnyOf, index: int) -> Formula:
    return _one_of(world, condition.parts, index)


def _at_least(world: Unfolding, condition: m.AtLeast, index: int) -> Formula:
    formulas = world.algebra.formulas
    reached = [formulas.true] + [formulas.false] * condition.count
    for part in condition.parts:
        met = world.at(part, index)
        for row in range(condition.count, 0, -1):
            reached[row] = reached[row] | (reached[row - 1] & met)
    return reached[condition.count]


def _carried(world: Unfolding, condition: m.Carried, index: int) -> Formula:
    """Carried for sure, or carried if the weights that are not in the record are such as to carry it (S14)."""
    formulas = world.algebra.formulas
    parts = tuple(world.at(part, index) for part in condition.parts)
    of_unknown = [part for name, part in zip(condition.voters, parts, strict=True) if name in condition.unknown]
    weighty = [part for part, weight in zip(parts, condition.weights, strict=True) if weight]
    enough = world.reached(condition, parts) if weighty else formulas.false
    everybody = formulas.all_of(parts)
    sure = everybody | (formulas.all_of(of_unknown) & (enough if weighty or not of_unknown else formulas.true))
    outweighing = formulas.all_of([formulas.any_of(of_unknown), *(weighty if condition.all else ())])
    perhaps = sure | enough | outweighing
    if sure == perhaps:
        return sure
    return sure | (perhaps & world.algebra.at(world.frame.weighed(condition), index))


def _not(world: Unfolding, condition: m.Not, index: int) -> Formula:
    return ~world.at(condition.part, index)


def _happened(world: Unfolding, condition: m.Happened | m.Composite, index: int) -> Formula:
    return world.algebra.at(world.happened(condition), index)


def _held_while(world: Unfolding, condition: m.HeldWhile, index: int) -> Formula:
    pulse = world.pulse(condition.occurrence)
    return world.latched(condition, index, lambda at: world.algebra.at(pulse, at) & world.at(condition.part, at))


def _by_date(world: Unfolding, condition: m.ByDate, index: int) -> Formula:
    limit = world.frame.upto(condition.deadline)
    return world.latched(condition, index, lambda at: world.algebra.at(limit, at) & world.at(condition.part, at))


def _after(world: Unfolding, condition: m.After, index: int) -> Formula:
    return world.algebra.at(world.frame.after(condition.moment), index)


def _elapsed(world: Unfolding, condition: m.Elapsed, index: int) -> Formula:
    pulse, at = world.pulse(condition.occurrence), world.algebra.at
    return world.algebra.formulas.any_of(
        at(pulse, start) & at(world.frame.elapsed(condition.period, start), index)
        for start in bits(pulse.may & ((1 << index) - 1))
    )


def _in_time(world: Unfolding, condition: m.InTime, index: int) -> Formula:
    return world.latched(condition, index, lambda at: world.at(condition.part, at) & ~world.at(condition.passed, at))


def _on_date(world: Unfolding, condition: m.OnDate, index: int) -> Formula:
    """The value at the last moment of the date so far: from each moment of it on, until the next one."""
    looked = world.frame.looked_at(condition.date)

    def value(at: int) -> Formula:
        earlier = world.kept(condition.number, at - 1, value) if at else world.algebra.formulas.false
        looks = world.algebra.at(looked, at)
        if looks == world.algebra.formulas.false:
            return earlier
        return (looks & world.at(condition.part, at)) | (~looks & earlier)

    return value(index)


def _on_each_date(world: Unfolding, condition: m.OnEachDate, index: int) -> Formula:
    pulse = world.pulse(condition.occurrence)
    return ~world.latched(condition, index, lambda at: world.algebra.at(pulse, at) & ~world.at(condition.part, at))


def _throughout(world: Unfolding, condition: m.Throughout, index: int) -> Formula:
    since = world.algebra.opposite(world.frame.before(condition.since))
    return ~world.latched(condition, index, lambda at: world.algebra.at(since, at) & ~world.at(condition.part, at))


def _lasting(world: Unfolding, condition: m.Lasting, index: int) -> Formula:
    """Begun, and at no moment from the beginning on ended; void once it is, at the moment asked or at the vantage."""

    def begun(at: int) -> Formula:
        return world.ever(("begins", condition.number), at, lambda one: world.at(condition.begins, one))

    def ended(at: int) -> Formula:
        return world.ever(
            ("ends", condition.number), at, lambda one: begun(one) & ~_all_met(world, condition.ends, one)
        )

    met = begun(index) & ~ended(index)
    if condition.valid is None or met == world.algebra.formulas.false:
        return met
    valid = condition.valid

    def void(at: int) -> Formula:
        return world.ever(("void", condition.number), at, lambda one: begun(one) & ~world.at(valid, one))

    return met & ~void(max(index, world.frame.vantage))


def _all_met(world: Unfolding, conditions: tuple[m.Condition, ...], index: int) -> Formula:
    return world.algebra.formulas.all_of([world.at(condition, index) for condition in conditions])


def _spells(world: Unfolding, condition: m.Spells, index: int) -> Formula:
    stays = world.at(condition.stays, index)
    if stays == world.algebra.formulas.false:
        return stays

    def before(at: int) -> Formula:
        return _spells(world, condition, at)

    earlier = world.kept(("spell", condition.number), index - 1, before) if index else world.algebra.formulas.false
    return stays & (world.at(condition.begins, index) | earlier)


def _state_holds(world: Unfolding, condition: m.StateHolds, index: int) -> Formula:
    return world.state(condition.state, index)


def _state_occurred(world: Unfolding, condition: m.StateOccurred, index: int) -> Formula:
    held = world.latched(condition, index, lambda at: world.state(condition.state, at))
    return held | world.algebra.at(world.frame.ever(condition.state), index)


def _stated(world: Unfolding, condition: m.Stated, index: int) -> Formula:
    return world.algebra.at(world.frame.truth(condition.subject, material=condition.material), index)


def _determined(world: Unfolding, condition: m.Determined, index: int) -> Formula:
    return world.algebra.at(world.frame.determined(condition.happening), index)


def _in_form(world: Unfolding, condition: m.InForm, index: int) -> Formula:
    return world.algebra.at(world.frame.in_form(condition.document, condition.date), index)


def _refers(world: Unfolding, condition: m.Refers, index: int) -> Formula:
    if condition.mode == "in sequence":
        return world.sequential(condition, index)
    return world.clause_at(condition.clause, index)


def _deemed(world: Unfolding, condition: m.Deemed, index: int) -> Formula:
    return _one_of(world, (condition.main, *condition.deeming), index)


def _waivable(world: Unfolding, condition: m.Waivable, index: int) -> Formula:
    return _one_of(world, (condition.part, *condition.waivers), index)


def _under(world: Unfolding, condition: m.UnderReading, index: int) -> Formula:
    """Its part under the reading; under others what lets it drop out of its list (S10)."""
    formulas = world.algebra.formulas
    chosen = world.frame.chosen(condition.question, condition.alternative)
    neutral = formulas.true if condition.neutral else formulas.false
    if chosen == formulas.false:
        return neutral
    part = world.at(condition.part, index)
    return part | ~chosen if condition.neutral else part & chosen


FORMULAS: dict[type, Callable[[Unfolding, Any, int], Formula]] = {
    m.AllOf: _all_of,
    m.AnyOf: _any_of,
    m.AtLeast: _at_least,
    m.Carried: _carried,
    m.Not: _not,
    m.Happened: _happened,
    m.Composite: _happened,
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
