"""The values of a circuit's gates, kept up to date while variables are changed one by one."""

from collections.abc import Hashable, Iterable, Mapping
from heapq import heapify, heappop, heappush

import attrs

from assent.engine.analysis.exact.circuits import Circuits, Literal

Changes = dict[int, bool]


@attrs.define(eq=False)
class Valuation:
    """The values of the gates below one formula; variables that are not given are false.

    A change is carried upwards only as far as it makes a difference: to try one variable after another costs little,
    however large the circuit is. A gate is numbered behind its inputs, and worked out when both of them stand.
    """

    circuits: Circuits
    formula: Literal
    given: Mapping[Hashable, bool]
    _inputs: Mapping[int, tuple[int, int]] = attrs.field(init=False)
    _values: dict[int, bool] = attrs.field(init=False)
    _above: dict[int, list[int]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._inputs = self.circuits.gates_below(self.formula)
        numbers = ((self.circuits.variable(key).number, value) for key, value in self.given.items())
        self._values = {1: True, **dict(numbers)}
        self._above = {}
        for number, inputs in self._inputs.items():
            self._values[number] = self._of(number)
            for one in inputs:
                self._above.setdefault(abs(one), []).append(number)

    @property
    def met(self) -> bool:
        """Whether the formula is true."""
        return self._value(self.formula.number)

    def lower(self, key: Hashable) -> bool:
        """Make a variable false, if the formula stays true; whether it did."""
        before = self._set(self.circuits.variable(key).number, value=False)
        if not self.met:
            self._values.update(before)
            return False
        return True

    def _value(self, number: int) -> bool:
        return self._values.get(abs(number), False) == (number > 0)

    def _of(self, number: int) -> bool:
        one, other = self._inputs[number]
        return self._value(one) and self._value(other)

    def _set(self, variable: int, *, value: bool) -> Changes:
        """Give a variable a value; what the gates that change were before."""
        before = {variable: self._values.get(variable, False)}
        self._values[variable] = value
        waiting = list(self._above.get(variable, ()))
        heapify(waiting)
        while waiting:
            number = heappop(waiting)
            found = self._of(number)
            if found != self._values[number]:
                before[number] = not found
                self._values[number] = found
                for above in self._above.get(number, ()):
                    heappush(waiting, above)
        return before


def leaner(
    circuits: Circuits, formula: Literal, values: Mapping[Hashable, bool], keys: Iterable[Hashable]
) -> dict[Hashable, bool]:
    """Values that make a formula true still, without those of some true variables that it does not need, one by one."""
    valuation = Valuation(circuits, formula, values)
    return {**values, **{key: False for key in keys if values.get(key) and valuation.lower(key)}}
