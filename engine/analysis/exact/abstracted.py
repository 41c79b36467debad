"""A contract with only some clauses unfolded: of the others it is open at each moment whether they hold.

What no history breaks however those clauses turn out, none breaks as they do turn out: many a property is proved
from the few clauses that it is about.
"""

from typing import Any

import attrs

from assent.engine.analysis.exact.unfolding import Unfolding


@attrs.frozen(cache_hash=True)
class Holding:
    """That a clause holds at a moment, in the world as it is or in one in which some things are supposed."""

    clause: str
    index: int
    supposed: bool


@attrs.define(eq=False)
class Abstracted(Unfolding):
    """An unfolding of `opened` clauses alone, and of their circles where those are opened whole."""

    opened: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)

    def answer(self, name: str, index: int) -> Any:
        """Whether a clause holds at a moment, what relates back included."""
        self._look_back(name)
        return self.clause_at(name, index)

    def clause_at(self, name: str, index: int) -> Any:
        """Whether a clause holds at a moment; what has taken effect or been covered stays so."""
        circle = self.contract.structure.together.get(name, frozenset())
        if name in self.opened and circle <= self.opened:
            return super().clause_at(name, index)
        holds = self.algebra.formulas.variable(Holding(name, index, bool(self.supposed)))
        if not index or self.contract.clauses[name].kind not in ("effect", "permission"):
            return holds
        return holds | self.clause_at(name, index - 1)
