"""Decisions run on planes: arrays of machine words in which each bit is one journal (numpy, the extra `bulk`)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from assent.engine.analysis.many.decisions import Decision

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Plane = NDArray[numpy.uint64]

WORD = 64
BLOCK = 4096  # words: 32 KiB a plane, so that those of a decision stay in a core's own cache
ALL = 0xFFFFFFFFFFFFFFFF
_WITHIN = (
    0xAAAAAAAAAAAAAAAA,
    0xCCCCCCCCCCCCCCCC,
    0xF0F0F0F0F0F0F0F0,
    0xFF00FF00FF00FF00,
    0xFFFF0000FFFF0000,
    0xFFFFFFFF00000000,
)


class NeedsNumpyError(Exception):
    """numpy is not installed: it comes with `pip install assent[bulk]`."""


def load_numpy() -> Any:
    """The library that runs planes; raises NeedsNumpyError where it is not installed."""
    try:
        import numpy
    except ImportError:
        raise NeedsNumpyError from None
    return numpy


@attrs.define(eq=False)
class Machine:
    """A decision for blocks of so many words: at each node the journals that reach it, parted by one fact."""

    decision: Decision
    words: int = BLOCK
    _idle: "list[Plane]" = attrs.field(factory=list, init=False)

    def run(self, facts: "Mapping[int, Plane]") -> "list[Plane | None]":
        """For each verdict the journals that have it, None where none does; `facts` are those that record each fact.

        The planes belong to the machine, and hold until it runs again.
        """
        numpy = load_numpy()
        decision = self.decision
        reach: dict[int, Plane] = {decision.start: self._plane()}
        reach[decision.start].fill(ALL)
        for node in range(decision.start, -1, -1):
            here = reach.pop(node, None)
            if here is None:
                continue
            there = self._plane()
            numpy.bitwise_and(here, facts[decision.tests[node]], out=there)
            numpy.bitwise_xor(here, there, out=here)
            self._join(reach, decision.there[node], there)
            self._join(reach, decision.absent[node], here)
        found = [reach.get(~number) for number in range(len(decision.verdicts))]
        self._idle += [plane for plane in found if plane is not None]
        return found

    def _plane(self) -> "Plane":
        """A plane that nothing else uses."""
        numpy = load_numpy()
        plane: Plane = self._idle.pop() if self._idle else numpy.empty(self.words, dtype=numpy.uint64)
        return plane

    def _join(self, reach: "dict[int, Plane]", node: int, more: "Plane") -> None:
        there = reach.get(node)
        if there is None:
            reach[node] = more
        else:
            load_numpy().bitwise_or(there, more, out=there)
            self._idle.append(more)


def counting(facts: Sequence[int], first: int, words: int = BLOCK) -> "dict[int, Plane]":
    """The planes of some facts for the journals from `first * 64` on: their numbers' bits say which facts they have."""
    numpy = load_numpy()
    indices = numpy.arange(first, first + words, dtype=numpy.uint64)
    planes: dict[int, Plane] = {}
    for digit, fact in enumerate(facts):
        if digit < len(_WITHIN):
            planes[fact] = numpy.full(words, _WITHIN[digit], dtype=numpy.uint64)
        else:
            bit = indices >> numpy.uint64(digit - len(_WITHIN)) & numpy.uint64(1)
            planes[fact] = bit * numpy.uint64(ALL)
    return planes


@attrs.frozen
class Packed:
    """Rows of truth values as planes, one for each column, of so many rows."""

    planes: "NDArray[Any]"
    rows: int


Runs = Callable[[int], "Runner"]


class Runner(Protocol):
    """What judges blocks of planes: a decision, or gates."""

    def run(self, facts: "Mapping[int, Plane]") -> "list[Plane | None]":
        """For each verdict the journals that have it, None where none does."""
        ...


def packed(rows: "Sequence[Sequence[bool]] | NDArray[Any] | Packed") -> Packed:
    """Rows of truth values as planes; journals that fill the last word record nothing."""
    if isinstance(rows, Packed):
        return rows
    numpy = load_numpy()
    table = numpy.asarray(rows, dtype=bool)
    count, columns = table.shape
    padded = numpy.zeros((columns, -(-count // WORD) * WORD), dtype=bool)
    padded[:, :count] = table.T
    return Packed(numpy.packbits(padded, axis=1, bitorder="little").view(numpy.uint64), count)


def judge(runs: Runs, rows: "Sequence[Sequence[bool]] | NDArray[Any] | Packed") -> "NDArray[Any]":
    """For each row, which says of every fact whether it is recorded, the number of its verdict.

    `runs` makes what judges blocks of so many words.
    """
    numpy = load_numpy()
    table = packed(rows)
    total = table.planes.shape[1]
    codes: NDArray[Any] = numpy.zeros(total * WORD, dtype=numpy.uint8)
    runners: dict[int, Runner] = {}
    for first, words in _blocks(total):
        runner = runners.get(words) or runners.setdefault(words, runs(words))
        facts = {number: plane[first : first + words] for number, plane in enumerate(table.planes)}
        for code, plane in enumerate(runner.run(facts)):
            if code and plane is not None:
                bits = numpy.unpackbits(plane.view(numpy.uint8), bitorder="little")
                codes[first * WORD : (first + words) * WORD] |= bits * numpy.uint8(code)
    return codes[: table.rows]


def _blocks(words: int) -> Iterator[tuple[int, int]]:
    """So many words in blocks: where each begins, and how many it has."""
    for first in range(0, words, BLOCK):
        yield first, min(BLOCK, words - first)
