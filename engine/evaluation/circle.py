"""Circles solved: clauses that wait for each other, as the encoding says they are read (rule S8)."""

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import attrs

from assent.engine.evaluation.courses import NEVER, Course, all_of, any_of

if TYPE_CHECKING:
    from assent.engine.evaluation.world import World


class _Found(NamedTuple):
    """A clause worked out: its course, those of its conditions, and what it was told of those it asked in sequence."""

    course: Course
    nodes: dict[int, Course]
    in_sequence: dict[str, Course]


@attrs.define(eq=False, repr=False)
class Circle:
    """The clauses of one circle while their courses are worked out (S8).

    References read in sequence start from nothing and grow (outer loop, least fixpoint); all others start from
    everything and shrink (inner loop, greatest fixpoint). So a circle is as strict as its strictest reference. A
    clause behind a negation, such as a default that only an uncovered act begins, starts at the other end. A clause is
    worked out once for all rounds in which what it leans on stands the same. `nodes` are the courses of the conditions
    of the clause being worked out, as far as they hang on the circle.
    """

    world: "World"
    members: frozenset[str]
    values: dict[str, Course] = attrs.field(factory=dict)
    _sequential: dict[str, Course] = attrs.field(factory=dict)
    _leaning: dict[str, list[str]] = attrs.field(factory=dict)
    _inside: dict[str, list[str]] = attrs.field(factory=dict)
    _found: dict[tuple[object, ...], _Found] = attrs.field(factory=dict)
    nodes: dict[int, Course] = attrs.field(factory=dict, init=False)
    _in_sequence: dict[str, Course] = attrs.field(factory=dict)

    def clause(self, name: str) -> Course:
        """The value so far of a clause of the circle, or the course of one outside it."""
        value = self.values.get(name)
        if value is not None:
            return value
        return _outside(self.world, name)

    def sequential(self, name: str) -> Course:
        """What a reference read in sequence may lean on."""
        if name == self.world.granted:
            return Course(self.world.full, self.world.full)
        course = self._in_sequence[name] = self._sequential[name]
        return course

    def solve(self) -> None:
        """Iterate both loops until nothing changes; every loop is monotone, so both end."""
        world = self.world
        # effects first: most else in a circle leans on them, and is then worked out once
        clauses = world.contract.clauses
        ordered = sorted(self.members - {world.granted}, key=lambda name: (clauses[name].kind != "effect", name))
        leans_on = world.contract.structure.leans_on
        self._inside = {name: [target for target in ordered if target in leans_on[name]] for name in ordered}
        self._leaning = {name: [other for other in ordered if name in leans_on[other]] for name in self.members}
        if any(clauses[name].lasting is not None for name in ordered):
            self._step_by_step(ordered)
        else:
            self._solve(ordered, {}, world.full)

    def _step_by_step(self, ordered: list[str]) -> None:
        """Solve each moment behind those before it: what ends for good may begin too early for its own good (S15)."""
        known = dict.fromkeys(ordered, NEVER)
        for index in range(self.world.full.bit_length()):
            self._solve(ordered, known, -1 << index & self.world.full)
            past = (1 << index + 1) - 1
            known = {name: Course(value.sure & past, value.may & past) for name, value in self.values.items()}
        self.values = known

    def _solve(self, ordered: list[str], known: dict[str, Course], open_: int) -> None:
        """Both loops, from the moments that are open on; those before them are `known`."""
        negative = self.world.contract.structure.behind_negation
        nothing = {name: known.get(name, NEVER) for name in ordered}
        everything = {name: Course(value.sure | open_, value.may | open_) for name, value in nothing.items()}
        # behind a negation, nothing is what helps nothing: a clause that holds
        self._sequential = {name: (everything if name in negative else nothing)[name] for name in ordered}
        while True:
            self.values = {name: (nothing if name in negative else everything)[name] for name in ordered}
            self._settle(ordered)
            grown = {name: self._grown(name) for name in ordered}
            if grown == self._sequential or not any(found.in_sequence for found in self._found.values()):
                return
            self._sequential = grown

    def settled(self) -> dict[int, Course]:
        """The courses of the conditions as they stand once all is solved; what looks in sequence looks anew."""
        nodes: dict[int, Course] = {}
        for name in self._inside:
            found = self._found[self._key(name)]
            if not found.in_sequence:
                nodes.update(found.nodes)
        return nodes

    def _settle(self, ordered: list[str]) -> None:
        """The inner loop: work out again whatever leans on something that has changed."""
        waiting, queue = set(ordered), deque(ordered)
        while queue:
            name = queue.popleft()
            waiting.remove(name)
            course = self._shrunk(name, self._work_out(name))
            if course != self.values[name]:
                self.values[name] = course
                again = [other for other in self._leaning[name] if other not in waiting]
                waiting.update(again)
                queue.extend(again)

    def _key(self, name: str) -> tuple[object, ...]:
        """A clause with all that it leans on in the circle, as that stands."""
        return (name, *[self.values[target] for target in self._inside[name]])

    def _work_out(self, name: str) -> Course:
        """The course of a clause from what it leans on; one worked out before, if it would be told the same again."""
        key = self._key(name)
        found = self._found.get(key)
        if found is None or any(self._sequential[other] != course for other, course in found.in_sequence.items()):
            self.nodes, self._in_sequence = {}, {}
            found = self._found[key] = _Found(self.world.work_out(name), self.nodes, self._in_sequence)
        return found.course

    def _shrunk(self, name: str, course: Course) -> Course:
        """A course no better than the one before, so that the loop ends also where a text supplied asks for more."""
        negative = self.world.contract.structure.behind_negation
        before = self.values[name]
        return any_of((before, course)) if name in negative else all_of((before, course), self.world.full)

    def _grown(self, name: str) -> Course:
        """What a reference in sequence may lean on next: no less than before."""
        negative = self.world.contract.structure.behind_negation
        before, now = self._sequential[name], self.values[name]
        return all_of((before, now), self.world.full) if name in negative else any_of((before, now))


def _outside(world: "World", name: str) -> Course:
    """The course of a clause that is not in the circle being solved: a circle of its own, or none."""
    circle, world.circle = world.circle, None
    try:
        return world.clause(name)
    finally:
        world.circle = circle
