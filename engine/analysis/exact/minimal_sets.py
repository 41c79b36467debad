"""The minimal sets that make a formula true, all of them at once, as a zero-suppressed decision diagram.

A formula here must be one that no variable hurts. Its minimal sets are found along its diagram (Rauzy 1993): those
through a variable, without those that do not need it. There can be more of them than could ever be listed; they
are counted without listing, and listed lightest first.
"""

import heapq
import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from itertools import count

import attrs

from assent.engine.analysis.exact.formulas import Formula, Formulas, TooLargeError

NONE = 0  # no set at all
EMPTY = 1  # the empty set, alone
_BEYOND = sys.maxsize
_MOST_NODES = 1_500_000  # some seconds; of thirty unlike commitments there are many millions


@attrs.define(eq=False)
class MinimalSets:
    """Families of sets of variables; a family is the number of its node."""

    formulas: Formulas
    _nodes: list[tuple[int, int, int]] = attrs.field(factory=lambda: [(_BEYOND, 0, 0), (_BEYOND, 0, 0)], init=False)
    _numbers: dict[tuple[int, int, int], int] = attrs.field(factory=dict, init=False)
    _known: dict[tuple[int, int], int] = attrs.field(factory=dict, init=False)

    def of(self, formula: Formula) -> int:
        """The family of the minimal sets that make a formula true."""
        found: dict[Formula, int] = {self.formulas.true: EMPTY, self.formulas.false: NONE}
        with _deep(len(self.formulas.keys)):
            for node in self.formulas.bottom_up(formula):
                children = node.cofactors()
                assert children is not None
                with_it, without_it = found[children[0]], found[children[1]]
                needed = self.not_containing(with_it, without_it)
                found[node] = self._node(node.node_var() or 0, needed, without_it)
        return found[formula]

    def _node(self, variable: int, with_it: int, without_it: int) -> int:
        if with_it == NONE:
            return without_it
        key = (variable, with_it, without_it)
        number = self._numbers.get(key)
        if number is None:
            if len(self._nodes) > _MOST_NODES or len(self._known) > _MOST_NODES:
                raise TooLargeError
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return number

    def common(self, family: int) -> set[Hashable]:
        """What every set of a family contains."""
        inside = [-1, 0]  # bits; a family without sets has all, for nothing contradicts it
        for variable, with_it, without_it in self._nodes[2 : family + 1]:
            inside.append((inside[with_it] | 1 << variable) & inside[without_it])
        return {key for number, key in enumerate(self.formulas.keys) if inside[family] >> number & 1}

    def not_containing(self, family: int, other: int) -> int:
        """The sets of a family that contain no set of another."""
        if family == NONE or other == NONE:
            return family
        if other == EMPTY or family == other:
            return NONE
        known = self._known.get((family, other))
        if known is not None:
            return known
        variable, with_it, without_it = self._nodes[family]
        other_variable, other_with, other_without = self._nodes[other]
        if variable > other_variable:
            result = self.not_containing(family, other_without)
        elif variable < other_variable:
            result = self._node(variable, self.not_containing(with_it, other), self.not_containing(without_it, other))
        else:
            kept = self.not_containing(self.not_containing(with_it, other_with), other_without)
            result = self._node(variable, kept, self.not_containing(without_it, other_without))
        self._known[(family, other)] = result
        return result

    def size(self, family: int) -> int:
        """How many sets a family has."""
        sizes = [0, 1]
        for _, with_it, without_it in self._nodes[2 : family + 1]:
            sizes.append(sizes[with_it] + sizes[without_it])
        return sizes[family]

    def lightest_first(
        self, family: int, weight: Callable[[Hashable], int] = lambda _: 1
    ) -> Iterator[frozenset[Hashable]]:
        """Every set, the lightest first."""
        keys = self.formulas.keys
        least: list[int | None] = [None, 0]
        weights: dict[int, int] = {}
        for variable, with_it, without_it in self._nodes[2 : family + 1]:
            heavy = weights.setdefault(variable, weight(keys[variable]))
            ways = [
                cost + more for node, more in ((with_it, heavy), (without_it, 0)) if (cost := least[node]) is not None
            ]
            least.append(min(ways, default=None))
        turn = count(0, -1)  # of equally light ways the one begun last comes first, so that one after the other ends
        start = least[family]
        waiting: list[tuple[int, int, int, int, frozenset[Hashable]]] = []
        if start is not None:
            heapq.heappush(waiting, (start, next(turn), 0, family, frozenset()))
        while waiting:
            _, _, spent, node, chosen = heapq.heappop(waiting)
            if node == EMPTY:
                yield chosen
                continue
            variable, with_it, without_it = self._nodes[node]
            here = ((with_it, spent + weights[variable], chosen | {keys[variable]}), (without_it, spent, chosen))
            for child, cost, named in here:
                rest = least[child]
                if rest is not None:
                    heapq.heappush(waiting, (cost + rest, next(turn), cost, child, named))


@contextmanager
def _deep(variables: int) -> Iterator[None]:
    """Room for a recursion as deep as there are variables."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 4 * variables + 1000))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
