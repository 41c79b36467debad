"""A clause compiled to gates: the circuit of its verdict, in the order in which it is worked out (S3).

It is as large as the clause is written, however much its facts have to do with each other. A decision diagram is often
smaller, and then quicker; where it is not, or grows too large to be made, the gates are run.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.evaluation.findings import Verdict

FALSE, TRUE = 0, 1
_FEW = 12
_DEEP = 40


@attrs.frozen(slots=False)
class Gates:
    """The verdict on a clause as a function of which of some facts, by their numbers, are recorded.

    Values are numbered: `2 n` is true where the value at place n is, `2 n + 1` where it is not. Place 0 is false; then
    come the `count` facts, then the gates, each true where both of its `inputs` are. `outputs` says for each verdict
    which value tells that it is the one.
    """

    count: int
    inputs: tuple[tuple[int, int], ...]
    outputs: tuple[int, ...]
    verdicts: tuple[Verdict, ...]

    def __call__(self, recorded: Sequence[bool]) -> Verdict:
        """The verdict when, of each fact, it is so or not that it is recorded."""
        code: int = self._run(recorded)
        return self.verdicts[code]

    def ready(self) -> "Gates":
        """The same, its function made: that takes longer than many verdicts."""
        assert callable(self._run)
        return self

    @cached_property
    def _run(self) -> Any:
        """The gates as a Python function, made of numbers alone; what does not matter is not worked out."""
        made: dict[str, Any] = {}
        exec("\n".join(_Written(self).lines()), made)
        return made["verdict"]

    def __getstate__(self) -> dict[str, Any]:
        """All but the function, which is made anew where it is needed."""
        return {name: value for name, value in self.__dict__.items() if name != "_run"}

    def gate(self, place: int) -> tuple[int, int] | None:
        """The inputs of a gate; None for a fact."""
        return self.inputs[place - self.count - 1] if place > self.count else None


def gates_of(circuits: Circuits, count: int, verdicts: Mapping[Verdict, Literal]) -> Gates:
    """The circuits of some verdicts over so many facts, numbered as the variables are."""
    inputs: list[tuple[int, int]] = []

    def both(one: int, other: int) -> int:
        inputs.append((one, other))
        return 2 * (count + len(inputs))

    outputs = circuits.fold(list(verdicts.values()), TRUE, _of_fact, both, lambda value: value ^ 1)
    return Gates(count, tuple(inputs), tuple(outputs), tuple(verdicts))


def _of_fact(key: Any) -> int:
    return 2 * (int(key) + 1)


@attrs.define(eq=False)
class _Written:
    """Gates written as Python: nested conditions, and a name for what is asked more than once or stands too deep."""

    gates: Gates
    uses: dict[int, int] = attrs.field(factory=dict)
    named: set[int] = attrs.field(factory=set)
    written: set[int] = attrs.field(factory=set)

    def __attrs_post_init__(self) -> None:
        gates = self.gates
        for value in (*gates.outputs, *(value for pair in gates.inputs for value in pair)):
            self.uses[value >> 1] = self.uses.get(value >> 1, 0) + 1
        size: dict[int, int] = {}
        depth: dict[int, int] = {}
        for place, pair in enumerate(gates.inputs, gates.count + 1):
            size[place] = sum(size.get(value >> 1, 1) for value in pair)
            depth[place] = 1 + max(depth.get(value >> 1, 0) for value in pair)
            if depth[place] > _DEEP or (self.uses.get(place, 0) > 1 and size[place] > _FEW):
                self.named.add(place)
                size[place], depth[place] = 1, 0

    def lines(self) -> Iterator[str]:
        yield "def verdict(r):"
        last = len(self.gates.outputs) - 1
        for code, value in enumerate(self.gates.outputs[:last]):
            yield from self._names(value)
            yield f"    if {self._value(value)}: return {code}"
        yield f"    return {last}"

    def _names(self, value: int) -> Iterator[str]:
        """The names that a value needs and that are not written yet, those below first."""
        waiting = [(value >> 1, False)]
        while waiting:
            place, ready = waiting.pop()
            pair = self.gates.gate(place)
            if pair is None or place in self.written:
                continue
            if ready:
                self.written.add(place)
                if place in self.named:
                    yield f"    g{place} = {self._joined(place, True)}"
                continue
            waiting += [(place, True), (pair[0] >> 1, False), (pair[1] >> 1, False)]

    def _value(self, value: int) -> str:
        place, opposite = value >> 1, value & 1
        if place == 0:
            return "True" if opposite else "False"
        if place in self.named:
            return f"not g{place}" if opposite else f"g{place}"
        if place <= self.gates.count:
            return f"not r[{place - 1}]" if opposite else f"r[{place - 1}]"
        return f"({self._joined(place, not opposite)})"

    def _joined(self, place: int, wanted: bool) -> str:
        """That a gate is true, or that it is not: one list of conditions, as long as gates feed only each other."""
        parts = [self._value(value if wanted else value ^ 1) for value in self._flat(place)]
        return (" and " if wanted else " or ").join(parts)

    def _flat(self, place: int) -> Iterator[int]:
        pair = self.gates.gate(place)
        assert pair is not None
        for value in pair:
            inner = value >> 1
            if value & 1 or inner <= self.gates.count or inner in self.named:
                yield value
            else:
                yield from self._flat(inner)
