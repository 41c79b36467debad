"""Sums of weights that reach what is needed, as formulas: so many signatures that they are a majority."""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from typing import Any

import attrs

from assent.engine.analysis.exact.logic import Formula, Logic


def reached(formulas: Logic, parts: Sequence[Formula], weights: Sequence[int], needed: int) -> Formula:
    """Whether the weights of those parts that are met reach what is needed."""
    return _Sums(formulas, parts, weights).reach(0, needed).formula


@attrs.frozen
class _Reached:
    """A formula, with the needs that it answers for: all above the first and up to the second."""

    above: float
    upto: float
    formula: Any


@attrs.define(eq=False)
class _Sums:
    """Part for part it is asked how much is needed still of the rest; needs with one answer share it.

    Of thirty voters there are a thousand million coalitions, and in most cases a few hundred different rests.
    """

    formulas: Logic
    parts: Sequence[Formula]
    weights: Sequence[int]
    left: list[int] = attrs.field(init=False)
    known: list[list[_Reached]] = attrs.field(init=False)
    ends: list[list[float]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.left = [sum(self.weights[index:]) for index in range(len(self.weights) + 1)]
        self.known = [[] for _ in self.left]
        self.ends = [[] for _ in self.left]

    def reach(self, index: int, needed: int) -> _Reached:
        """Whether the parts from one on reach what is needed still."""
        if needed <= 0:
            return _Reached(-inf, 0, self.formulas.true)
        if needed > self.left[index]:
            return _Reached(self.left[index], inf, self.formulas.false)
        known, ends = self.known[index], self.ends[index]
        at = bisect_left(ends, needed)
        if at < len(known) and known[at].above < needed:
            return known[at]
        weight = self.weights[index]
        without = self.reach(index + 1, needed)
        with_it = self.reach(index + 1, needed - weight)
        formula = (self.parts[index] & with_it.formula) | without.formula
        made = _Reached(max(without.above, with_it.above + weight), min(without.upto, with_it.upto + weight), formula)
        at = bisect_left(ends, made.upto)
        known.insert(at, made)
        ends.insert(at, made.upto)
        return made
