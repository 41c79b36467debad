"""The tables of three values in circuits of two: what is surely so, and what may be (rule S3)."""

from collections.abc import Callable, Hashable

import attrs

from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.analysis.many.varied_frame import Told, Unknown

Valuation = Callable[[Unknown], bool]


@attrs.frozen
class Ternary:
    """A value of three as two of two: met is both, unmet neither, unknown `may` alone."""

    sure: Literal
    may: Literal


class Plain(Circuits):
    """Circuits in which what is so whether or not a fact is recorded does not ask for it.

    `x and y, or not x and y` is `y`: where a fact is met if it is recorded and unknown if not, it may be met in both.
    """

    def both(self, one: Literal, other: Literal) -> Literal:
        """True where both are."""
        shared = self._shared(one.number, other.number)
        return super().both(one, other) if shared is None else self._literal(-shared)

    def _shared(self, one: int, other: int) -> int | None:
        """The input that two gates behind a negation share, when the other inputs are each other's opposite."""
        if one > 0 or other > 0:
            return None
        left, right = self._inputs.get(-one), self._inputs.get(-other)
        if left is None or right is None:
            return None
        (a, b), inputs = left, right
        if a in inputs and -b in inputs:
            return a
        return b if b in inputs and -a in inputs else None


@attrs.define(eq=False)
class Tables:
    """Formulas of `source` taken over into `plain` circuits, in which every variable is a fact that is told or not."""

    source: Circuits
    plain: Circuits
    _known: dict[tuple[int, Valuation | None], Ternary] = attrs.field(factory=dict, init=False)

    def of(self, formula: Literal, unknown: Valuation | None = None) -> Ternary:
        """When a formula is surely true, and when it may be; what is unknown may be either, or is as it is valued."""
        found = self._known.get((formula.number, unknown))
        if found is None:
            true = Ternary(self.plain.true, self.plain.true)
            found = self.source.fold([formula], true, lambda key: self._variable(key, unknown), _both, _opposite)[0]
            self._known[formula.number, unknown] = found
        return found

    def _variable(self, key: Hashable, unknown: Valuation | None) -> Ternary:
        if isinstance(key, Told):
            told = self.plain.variable(key.number)
            return Ternary(told, told)
        if isinstance(key, Unknown) and unknown is not None:
            value = self.plain.true if unknown(key) else self.plain.false
            return Ternary(value, value)
        return Ternary(self.plain.false, self.plain.true)


def _both(one: Ternary, other: Ternary) -> Ternary:
    return Ternary(one.sure & other.sure, one.may & other.may)


def _opposite(value: Ternary) -> Ternary:
    return Ternary(~value.may, ~value.sure)
