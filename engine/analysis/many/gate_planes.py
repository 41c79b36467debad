"""Gates run on planes: arrays of machine words in which each bit is one journal (numpy, the extra `bulk`)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from assent.engine.analysis.many.gates import Gates
from assent.engine.analysis.many.planes import ALL, BLOCK, load_numpy

if TYPE_CHECKING:
    from assent.engine.analysis.many.planes import Plane


_MANY = 1 << 30


class _Step(NamedTuple):
    """One operation: what is done to the planes in two slots, and the slot that receives it."""

    work: Any
    one: int
    other: int
    into: int


@attrs.define(eq=False)
class Plan:
    """The operations that work gates out, and the slots they take: first one for false and for each fact.

    A plane is kept as it is or as its opposite, whichever costs no operation. Of two inputs the larger is worked out
    first, so that few wait, and a slot is used again as soon as nothing asks for it: what is worked on stays in a
    core's own cache.
    """

    gates: Gates
    steps: list[_Step] = attrs.field(factory=list, init=False)
    slots: int = attrs.field(init=False)
    kept: dict[int, tuple[int, bool]] = attrs.field(init=False)
    _free: list[int] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        count = self.gates.count
        self.slots = count + 1
        self.kept = {place: (place, False) for place in range(count + 1)}
        order = self._order()
        until = self._last_uses(order)
        for at, (place, (one, other)) in enumerate(order):
            if not self._free:
                self._free.append(self.slots)
                self.slots += 1
            self._add(place, one, other)
            for inner in {one >> 1, other >> 1}:
                if inner > count and until.get(inner) == at:
                    self._free.append(self.kept[inner][0])

    def literal(self, value: int) -> tuple[int, bool]:
        """The slot of a value, and whether it is kept there as its opposite."""
        slot, opposite = self.kept[value >> 1]
        return slot, opposite != bool(value & 1)

    def _order(self) -> list[tuple[int, tuple[int, int]]]:
        """The gates on which a verdict rests, with their inputs, each behind those and the larger of them first."""
        sizes = self._sizes()
        found: dict[int, tuple[int, int]] = {}
        waiting = [(value >> 1, False) for value in reversed(self.gates.outputs)]
        while waiting:
            place, ready = waiting.pop()
            pair = self.gates.gate(place)
            if pair is None or place in found:
                continue
            if ready:
                found[place] = pair
                continue
            inner = sorted((value >> 1 for value in pair), key=lambda one: sizes.get(one, 0))
            waiting += [(place, True), *((one, False) for one in inner)]
        return list(found.items())

    def _sizes(self) -> dict[int, int]:
        """How many gates there are below each, as if none were asked twice, up to a limit."""
        found: dict[int, int] = {}
        for place, pair in enumerate(self.gates.inputs, self.gates.count + 1):
            found[place] = min(_MANY, 1 + sum(found.get(value >> 1, 0) for value in pair))
        return found

    def _last_uses(self, order: list[tuple[int, tuple[int, int]]]) -> dict[int, int]:
        """At which gate each value is asked for the last time; those of verdicts are kept to the end."""
        found = {value >> 1: at for at, (_, pair) in enumerate(order) for value in pair}
        for value in self.gates.outputs:
            found.pop(value >> 1, None)
        return found

    def _add(self, place: int, one: int, other: int) -> None:
        """A gate: both; of two that are kept as opposites, the opposite of either; of one, the other without it."""
        numpy = load_numpy()
        (a, one_not), (b, other_not) = self.literal(one), self.literal(other)
        into = self._free.pop()
        if one_not and not other_not:
            a, b = b, a
        neither = one_not and other_not
        self.kept[place] = (into, neither)
        self.steps.append(_Step(numpy.bitwise_or if neither else numpy.bitwise_and, a, b, into))
        if one_not != other_not:
            self.steps.append(_Step(numpy.bitwise_xor, into, a, into))


@attrs.define(eq=False)
class GateMachine:
    """A plan for blocks of so many words."""

    plan: Plan
    words: int = BLOCK
    _slots: "list[Plane]" = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        numpy = load_numpy()
        facts = self.plan.gates.count + 1
        self._slots = [numpy.zeros(self.words, dtype=numpy.uint64)] * facts
        self._slots += [numpy.empty(self.words, dtype=numpy.uint64) for _ in range(self.plan.slots - facts)]

    def run(self, facts: "Mapping[int, Plane]") -> "list[Plane | None]":
        """For each verdict the journals that have it; `facts` are those that record each fact.

        The planes hold until the machine runs again.
        """
        slots = self._slots
        for number, plane in facts.items():
            slots[number + 1] = plane
        for work, one, other, into in self.plan.steps:
            work(slots[one], slots[other], slots[into])
        return [self._read(value) for value in self.plan.gates.outputs]

    def _read(self, value: int) -> "Plane":
        slot, opposite = self.plan.literal(value)
        plane: Plane = self._slots[slot]
        return plane ^ load_numpy().uint64(ALL) if opposite else plane
