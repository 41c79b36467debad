"""Boolean formulas as circuits for a satisfiability solver: not canonical, but as large as they are written.

The twin of engine.analysis.exact.formulas for questions about all journals at once, whose decision diagrams would not
fit. The solver is python-sat's CaDiCaL (docs/decisions/0013), needed only here.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, not_, or_
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


class Literal:
    """A gate of a circuit or its opposite, by its signed number; of each there is one alone."""

    __slots__ = ("circuit", "number", "opposite")
    opposite: "Literal"

    def __init__(self, number: int, circuit: "Circuits") -> None:
        self.number = number
        self.circuit = circuit

    def __and__(self, other: "Literal") -> "Literal":
        return self.circuit.both(self, other)

    def __or__(self, other: "Literal") -> "Literal":
        return self.circuit.both(self.opposite, other.opposite).opposite

    def __invert__(self) -> "Literal":
        return self.opposite

    def __repr__(self) -> str:
        return f"Literal({self.number})"


@attrs.define(eq=False)
class Circuits:
    """The circuits of one question; equal gates are one gate. Variables are made when they are first asked for."""

    keys: list[Hashable] = attrs.field(factory=list, init=False)
    true: Literal = attrs.field(init=False)
    false: Literal = attrs.field(init=False)
    _literals: list[Literal] = attrs.field(factory=list, init=False)
    _variables: dict[Hashable, Literal] = attrs.field(factory=dict, init=False)
    _gates: dict[tuple[int, int], Literal] = attrs.field(factory=dict, init=False)
    _inputs: dict[int, tuple[int, int]] = attrs.field(factory=dict, init=False)
    _solver: Any = attrs.field(default=None, init=False)
    _told: set[int] = attrs.field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self._literals.append(Literal(0, self))  # so that a literal stands at its number
        self.true = self._new()
        self.false = self.true.opposite

    def _new(self) -> Literal:
        made = Literal(len(self._literals), self)
        made.opposite = Literal(-made.number, self)
        made.opposite.opposite = made
        self._literals.append(made)
        return made

    def _literal(self, number: int) -> Literal:
        return self._literals[number] if number > 0 else self._literals[-number].opposite

    @property
    def gates(self) -> int:
        """How many gates there are."""
        return len(self._inputs)

    # --- building ----------------------------------------------------------------------------------------------

    def variable(self, key: Hashable) -> Literal:
        """The variable of that name."""
        found = self._variables.get(key)
        if found is None:
            found = self._variables[key] = self._new()
            self.keys.append(key)
        return found

    def has(self, key: Hashable) -> bool:
        """Whether a variable of that name has been asked for."""
        return key in self._variables

    def both(self, one: Literal, other: Literal) -> Literal:
        """True where both are; what is plain to see is not built."""
        a, b = one.number, other.number
        if a == 1 or a == b:
            return other
        if b == 1:
            return one
        if a == -1 or b == -1 or a == -b:
            return self.false
        key = (a, b) if a < b else (b, a)
        found = self._gates.get(key)
        if found is None:
            number = self._absorbed(a, b) or self._absorbed(b, a)
            found = self._literal(number) if number is not None else self._new()
            if number is None:
                self._inputs[found.number] = key
            self._gates[key] = found
        return found

    def _absorbed(self, one: int, other: int) -> int | None:
        """`(x and y) and x` is `x and y`; `not x and not (x and y)` is `not x`; with `not x`, nothing is."""
        inputs = self._inputs.get(abs(one))
        if inputs is None:
            return None
        if one > 0:
            return one if other in inputs else -1 if -other in inputs else None
        if -other in inputs:
            return other
        return None

    def all_of(self, formulas: Iterable[Literal]) -> Literal:
        """True where every formula is."""
        return reduce(and_, formulas, self.true)

    def any_of(self, formulas: Iterable[Literal]) -> Literal:
        """True where one formula is."""
        return reduce(or_, formulas, self.false)

    # --- asking ------------------------------------------------------------------------------------------------

    def model(self, *formulas: Literal) -> dict[Hashable, bool] | None:
        """Values that make all formulas true at once; None where there are none."""
        solver = self._ready(formulas)
        if not solver.solve(assumptions=[formula.number for formula in formulas]):
            return None
        found = set(solver.get_model())
        told = {key: literal.number for key, literal in self._variables.items() if literal.number in self._told}
        return {key: number in found for key, number in told.items()}

    def can_be(self, *formulas: Literal) -> bool:
        """Whether some values make all formulas true at once."""
        found: bool = self._ready(formulas).solve(assumptions=[formula.number for formula in formulas])
        return found

    def all_equal(self, pairs: Iterable[tuple[Literal, Literal]]) -> bool:
        """Whether the two formulas of each pair mean the same."""
        differing = [(one & ~other) | (other & ~one) for one, other in pairs if one != other]
        return not differing or self.model(self.any_of(differing)) is None

    def substituted(self, formula: Literal, values: Mapping[Hashable, bool]) -> Literal:
        """A formula with the values of some variables put in; what does not rest on them stays as it is."""
        given = {literal.number: values[key] for key, literal in self._variables.items() if key in values}
        made = {number: self.true if value else self.false for number, value in given.items()}
        for number in self._below([formula.number]):
            one, other = self._inputs[number]
            if abs(one) in made or abs(other) in made:
                made[number] = self._put(one, made) & self._put(other, made)
        return self._put(formula.number, made)

    def _put(self, number: int, made: Mapping[int, Literal]) -> Literal:
        """What a literal has become."""
        found = made.get(abs(number))
        if found is None:
            return self._literal(number)
        return found if number > 0 else ~found

    def polarities(self, formula: Literal) -> dict[Hashable, set[bool]]:
        """Which way each variable pulls a formula: up where it stands unnegated, down behind a negation, or both."""
        signs: dict[int, set[bool]] = {abs(formula.number): {formula.number > 0}}
        for number in reversed(self._below([formula.number])):
            above = signs[number]
            for inner in self._inputs[number]:
                below = signs.setdefault(abs(inner), set())
                below |= above if inner > 0 else {not sign for sign in above}
        named = ((key, signs.get(literal.number)) for key, literal in self._variables.items())
        return {key: found for key, found in named if found}

    def value(self, formula: Literal, values: Mapping[Hashable, bool]) -> bool:
        """The value of a formula; variables that are not given count as false."""
        return self.fold([formula], True, lambda key: values.get(key, False), and_, not_)[0]

    def fold(
        self,
        formulas: Sequence[Literal],
        true: T,
        variable: Callable[[Hashable], T],
        both: Callable[[T, T], T],
        opposite: Callable[[T], T],
    ) -> list[T]:
        """What formulas come to where their variables, `and` and `not` are given another meaning; each gate once."""
        names = {literal.number: key for key, literal in self._variables.items()}
        known: dict[int, T] = {1: true}

        def of(number: int) -> T:
            found = known.get(number)
            if found is None:
                found = known[number] = opposite(of(-number)) if number < 0 else variable(names[number])
            return found

        numbers = [formula.number for formula in formulas]
        for number in self._below(numbers):
            a, b = self._inputs[number]
            known[number] = both(of(a), of(b))
        return [of(number) for number in numbers]

    def gates_below(self, formula: Literal) -> dict[int, tuple[int, int]]:
        """The two inputs of each gate below a formula, by number, inputs first."""
        return {number: self._inputs[number] for number in self._below([formula.number])}

    def _ready(self, formulas: Iterable[Literal]) -> Any:
        """The solver, told of every gate below some formulas."""
        if self._solver is None:
            from pysat.solvers import Solver

            self._solver = Solver(name="cadical195", bootstrap_with=[[1]])
        numbers = [formula.number for formula in formulas]
        clauses: list[list[int]] = []
        for number in self._below(numbers, self._told):
            a, b = self._inputs[number]
            self._told |= {number, *(abs(one) for one in (a, b) if abs(one) not in self._inputs)}
            clauses += [[-number, a], [-number, b], [number, -a, -b]]
        self._solver.append_formula(clauses)
        self._told.update(abs(number) for number in numbers if abs(number) not in self._inputs)
        return self._solver

    def _below(self, numbers: Iterable[int], known: Iterable[int] = ()) -> list[int]:
        """The gates below some literals, inputs first, without those that are known."""
        order: list[int] = []
        seen = set(known)
        stack = [(abs(number), False) for number in numbers]
        while stack:
            number, ready = stack.pop()
            if ready:
                order.append(number)
                continue
            if number in seen or number not in self._inputs:
                continue
            seen.add(number)
            stack.append((number, True))
            stack += [(abs(inner), False) for inner in self._inputs[number]]
        return order
