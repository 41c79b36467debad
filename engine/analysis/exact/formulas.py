"""Boolean formulas over named variables, kept as decision diagrams: two formulas are equal when they mean the same.

The diagrams are oxidd's (docs/decisions/0013); the rest of the analysis sees only what is here.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from functools import reduce
from operator import and_, or_

import attrs
from oxidd.bcdd import BCDDFunction, BCDDManager
from oxidd.util import BooleanOperator
from oxidd.util import DDMemoryError as TooLargeError

__all__ = ["Formula", "Formulas", "TooLargeError"]

Formula = BCDDFunction
_NODES = 1 << 22
_CACHE = 1 << 18


@attrs.define(eq=False)
class Formulas:
    """The formulas of one question: variables are made when they are first asked for, and ordered as they are made.

    More than `most` nodes raise TooLargeError.
    """

    most: int = _NODES
    keys: list[Hashable] = attrs.field(factory=list, init=False)
    _manager: BCDDManager = attrs.field(init=False)
    _numbers: dict[Hashable, int] = attrs.field(factory=dict, init=False)
    true: Formula = attrs.field(init=False)
    false: Formula = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._manager = BCDDManager(self.most, _CACHE, 1)
        self.true = self._manager.true()
        self.false = self._manager.false()

    def variable(self, key: Hashable) -> Formula:
        """The variable of that name."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._manager.add_vars(1)[0]
            self.keys.append(key)
        return self._manager.var(number)

    def has(self, key: Hashable) -> bool:
        """Whether a variable of that name has been asked for."""
        return key in self._numbers

    def key_of(self, formula: Formula) -> Hashable:
        """The name of the variable that a formula asks first."""
        return self.keys[formula.node_var() or 0]

    def all_of(self, formulas: Iterable[Formula]) -> Formula:
        """True where every formula is."""
        return reduce(and_, formulas, self.true)

    def any_of(self, formulas: Iterable[Formula]) -> Formula:
        """True where one formula is."""
        return reduce(or_, formulas, self.false)

    def for_some(self, keys: Iterable[Hashable], formula: Formula, where: Formula | None = None) -> Formula:
        """True where some values of the variables make a formula true, within a condition on them."""
        cube = self._cube(keys)
        if where is None:
            return formula.exists(cube)
        return formula.apply_exists(BooleanOperator.AND, where, cube)

    def for_all(self, keys: Iterable[Hashable], formula: Formula, where: Formula | None = None) -> Formula:
        """True where all values of the variables make a formula true, of those within a condition on them."""
        return ~self.for_some(keys, ~formula, where)

    def _cube(self, keys: Iterable[Hashable]) -> Formula:
        return self._product((key, True) for key in keys)

    def _product(self, literals: Iterable[tuple[Hashable, bool]]) -> Formula:
        """The conjunction of some literals, built from the last variable up: each step then adds one node."""
        known = {self._numbers[key]: value for key, value in literals if key in self._numbers}
        variables = ((self._manager.var(number), known[number]) for number in sorted(known, reverse=True))
        return self.all_of(variable if value else ~variable for variable, value in variables)

    def value(self, formula: Formula, values: Mapping[Hashable, bool]) -> bool:
        """The value of a formula; variables that are not given count as false."""
        return self.met(
            formula, range(len(self.keys)), [self._numbers[k] for k, v in values.items() if v and self.has(k)]
        )

    def met(self, formula: Formula, variables: Iterable[int], true: Iterable[int]) -> bool:
        """The value of a formula that depends on some variables, by number, of which some are true."""
        # every variable is given, for oxidd 0.13 takes one that is not given for true, whatever its page says
        return formula.eval([*((number, False) for number in variables), *((number, True) for number in true)])

    def exchanged(self, formula: Formula, true: Set[int], pairs: Mapping[int, int]) -> dict[int, bool]:
        """The values when some variables are true, but for one of them, and another one instead: for each such pair.

        Pairs whose second variable comes before the first are left out.
        """
        found = {number: True for number, other in pairs.items() if other > number}
        known: dict[Formula, bool] = {self.true: True, self.false: False}
        node = formula
        while (children := node.cofactors()) is not None:
            number = node.node_var() or 0
            if number in found:
                found[number] = self._walked(children[1], true, pairs[number], known)
            node = children[0] if number in true else children[1]
        return found

    def _walked(self, node: Formula, true: Set[int], also: int, known: dict[Formula, bool]) -> bool:
        """The value of a node when some variables are true and one more; what lies behind that one is remembered."""
        while (children := node.cofactors()) is not None and (number := node.node_var() or 0) <= also:
            node = children[0] if number == also or number in true else children[1]
        way: list[Formula] = []
        while node not in known:
            way.append(node)
            children = node.cofactors()
            assert children is not None
            node = children[0] if node.node_var() in true else children[1]
        known.update(dict.fromkeys(way, known[node]))
        return known[node]

    def number(self, key: Hashable) -> int | None:
        """The number of the variable of that name; None where it has not been asked for."""
        return self._numbers.get(key)

    def fixed(self, formula: Formula, values: Mapping[Hashable, bool]) -> Formula:
        """A formula with the values of some variables put in."""
        given = self._product(values.items())
        return self.for_some([key for key in values if self.has(key)], formula, given)

    def variables_of(self, formula: Formula) -> list[Hashable]:
        """The variables that a formula depends on, in their order."""
        found: set[int] = set()
        seen: set[Formula] = set()
        waiting = [formula]
        while waiting:
            node = waiting.pop()
            children = node.cofactors()
            if children is None or node in seen:
                continue
            seen.add(node)
            found.add(node.node_var() or 0)
            waiting += children
        return [self.keys[number] for number in sorted(found)]

    def lightest(self, formula: Formula, weights: Mapping[Hashable, tuple[int, int]]) -> dict[Hashable, bool] | None:
        """The values that make a formula true and weigh least; `weights` weigh a variable when false and when true.

        Variables that are left out may have any value. None when nothing makes the formula true.
        """
        best: dict[Formula, tuple[int, bool] | None] = {}
        for node in self.bottom_up(formula):
            children = node.cofactors()
            assert children is not None
            low, high = weights.get(self.key_of(node), (0, 0))
            ways = [
                (cost + weight, value)
                for value, weight, child in ((False, low, children[1]), (True, high, children[0]))
                if (cost := self._cost(child, best)) is not None
            ]
            best[node] = min(ways) if ways else None
        if self._cost(formula, best) is None:
            return None
        values: dict[Hashable, bool] = {}
        while (children := formula.cofactors()) is not None:
            step = best[formula]
            assert step is not None
            values[self.key_of(formula)] = step[1]
            formula = children[0] if step[1] else children[1]
        return values

    def _cost(self, node: Formula, best: Mapping[Formula, tuple[int, bool] | None]) -> int | None:
        if node.cofactors() is None:
            return 0 if node == self.true else None
        found = best[node]
        return None if found is None else found[0]

    def bottom_up(self, formula: Formula) -> Iterator[Formula]:
        """Every node of a diagram, those it leads to first."""
        seen: set[Formula] = set()
        stack = [(formula, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                yield node
                continue
            children = node.cofactors()
            if children is None or node in seen:
                continue
            seen.add(node)
            stack.append((node, True))
            stack += [(child, False) for child in children]
