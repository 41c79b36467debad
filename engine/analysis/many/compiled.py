"""A contract compiled: the verdicts on its clauses as functions of facts that are recorded or not."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from assent.engine.analysis.many.decisions import Decision

if TYPE_CHECKING:
    from numpy.typing import NDArray


@attrs.frozen
class Compiled:
    """A contract compiled for a journal of which some facts vary: verdicts, without reasons, as fast as can be.

    `over` are the words of the facts that vary. A clause by its name is a function: of a sequence that says of each of
    these facts whether it is recorded, in their order, it gives the verdict.
    """

    over: tuple[str, ...]
    decisions: Mapping[str, Decision]

    def __getitem__(self, name: str) -> Decision:
        """The function of a clause."""
        return self.decisions[name]

    def many(self, name: str, rows: "Sequence[Sequence[bool]] | NDArray[Any]") -> "NDArray[Any]":
        """For each row the number of its verdict in `compiled[name].verdicts`, as an array of bytes.

        A row says of each fact whether it is recorded. Raises NeedsNumpyError without the extra `bulk`.
        """
        from assent.engine.analysis.many.planes import judge

        return judge(self.decisions[name], rows)
