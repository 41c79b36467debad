"""A contract compiled: the verdicts on its clauses as functions of facts that are recorded or not."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from assent.engine.analysis.many.decisions import Decision
from assent.engine.analysis.many.gates import Gates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assent.engine.analysis.many.gate_planes import Plan
    from assent.engine.analysis.many.planes import Packed, Runner


@attrs.frozen
class Compiled:
    """A contract compiled for a journal of which some facts vary: verdicts, without reasons, as fast as can be.

    `over` are the words of the facts that vary. A clause by its name is a function: of a sequence that says of each of
    these facts whether it is recorded, in their order, it gives the verdict.
    """

    over: tuple[str, ...]
    functions: Mapping[str, Decision | Gates]
    _plans: "dict[str, Plan]" = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __getitem__(self, name: str) -> Decision | Gates:
        """The function of a clause."""
        return self.functions[name]

    def many(self, name: str, rows: "Sequence[Sequence[bool]] | NDArray[Any] | Packed") -> "NDArray[Any]":
        """For each row the number of its verdict in `compiled[name].verdicts`, as an array of bytes.

        A row says of each fact whether it is recorded. Raises NeedsNumpyError without the extra `bulk`.
        """
        from assent.engine.analysis.many.planes import judge

        return judge(lambda words: self._runner(name, words), rows)

    def packed(self, rows: "Sequence[Sequence[bool]] | NDArray[Any]") -> "Packed":
        """Rows as `many` takes them, made ready once to be judged more than once, for several clauses say."""
        from assent.engine.analysis.many.planes import packed

        return packed(rows)

    def _runner(self, name: str, words: int) -> "Runner":
        """What runs the function of a clause on planes."""
        from assent.engine.analysis.many.gate_planes import GateMachine, Plan
        from assent.engine.analysis.many.planes import Machine

        function = self.functions[name]
        if isinstance(function, Decision):
            return Machine(function, words)
        return GateMachine(self._plans.get(name) or self._plans.setdefault(name, Plan(function)), words)
