"""A clause compiled: one decision diagram that leads from the facts recorded to the verdict (S3).

Compiling costs as much as some evaluations; after that a verdict is as many look-ups as facts decide it. What is
counted is counted on the diagram, over more journals than could ever be tried one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import and_, invert
from typing import NamedTuple

import attrs

from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.analysis.exact.formulas import Formula, Formulas
from assent.engine.evaluation.findings import Verdict


@attrs.frozen
class Decision:
    """The verdict on a clause as a function of which of some facts, by their numbers, are recorded.

    At each node, from `start` on, it is looked up whether the fact of `tests` is recorded, and gone on to the node of
    `there` or of `absent`; a negative number is a verdict, of `verdicts` the one at its opposite.
    """

    start: int
    tests: tuple[int, ...]
    there: tuple[int, ...]
    absent: tuple[int, ...]
    verdicts: tuple[Verdict, ...]

    def __call__(self, recorded: Sequence[bool]) -> Verdict:
        """The verdict when, of each fact, it is so or not that it is recorded."""
        tests, there, absent = self.tests, self.there, self.absent
        node = self.start
        while node >= 0:
            node = there[node] if recorded[tests[node]] else absent[node]
        return self.verdicts[~node]


@attrs.define(eq=False)
class Diagrams:
    """The verdicts of one clause as decision diagrams over so many facts, numbered as the variables are."""

    count: int
    impossible: tuple[tuple[int, ...], ...]
    formulas: Formulas = attrs.field(factory=Formulas)
    possible: Formula = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        told = [self.formulas.variable(number) for number in range(self.count)]
        barred = [self.formulas.all_of(told[number] for number in numbers) for numbers in self.impossible]
        self.possible = ~self.formulas.any_of(barred)

    def read(self, circuits: Circuits, verdicts: Mapping[Verdict, Literal]) -> dict[Verdict, Formula]:
        """Circuits as diagrams, of those verdicts that some journal has. Raises TooLargeError."""
        diagrams = {verdict: self.one(circuits, literal) for verdict, literal in verdicts.items()}
        return {verdict: diagram for verdict, diagram in diagrams.items() if diagram != self.formulas.false}

    def one(self, circuits: Circuits, literal: Literal) -> Formula:
        """A circuit as a diagram: the journals in which it is true. Raises TooLargeError."""
        formulas = self.formulas
        return circuits.fold([literal], formulas.true, formulas.variable, and_, invert)[0] & self.possible

    def size(self, formula: Formula) -> int:
        """In how many of the journals a formula is true."""
        return int(formula.sat_count(self.count))

    def turned_by(self, verdicts: Iterable[Formula], number: int) -> tuple[int, int]:
        """In how many pairs of journals, alike but for one fact, the verdict differs; and how many pairs there are."""
        fixed = self.formulas.fixed
        pairs = fixed(self.possible, {number: True}) & fixed(self.possible, {number: False})
        alike = [fixed(one, {number: True}) & fixed(one, {number: False}) for one in verdicts]
        every = self.size(pairs) // 2
        return every - sum(self.size(formula) // 2 for formula in alike), every

    def decision(self, verdicts: Mapping[Verdict, Formula]) -> Decision:
        """One diagram for all verdicts."""
        return _Joined(self, tuple(verdicts.values())).decision(tuple(verdicts))


@attrs.define(eq=False)
class _Joined:
    """Several diagrams, of which just one is true in each journal, walked together."""

    diagrams: Diagrams
    formulas: tuple[Formula, ...]
    nodes: list[tuple[int, int, int]] = attrs.field(factory=list)
    known: dict[tuple[Formula, ...], int] = attrs.field(factory=dict)

    def decision(self, verdicts: tuple[Verdict, ...]) -> Decision:
        start = self._node(self.formulas)
        tests, there, absent = zip(*self.nodes, strict=True) if self.nodes else ((), (), ())
        return Decision(start, tests, there, absent, verdicts)

    def _node(self, formulas: tuple[Formula, ...]) -> int:
        """The number of a node; below 0 that of a verdict, also where no journal goes.

        A diagram is as deep as there are facts, so this does not call itself: a node waits for those it leads to.
        """
        waiting: list[tuple[tuple[Formula, ...], _Parted | None]] = [(formulas, None)]
        while waiting:
            here, parted = waiting.pop()
            if parted is not None:
                self.known[here] = self._made(parted)
            elif here not in self.known:
                parted = self._parted(here)
                if parted is None:
                    continue
                waiting += [(here, parted), (parted.absent, None), (parted.there, None)]
        return self.known[formulas]

    def _parted(self, formulas: tuple[Formula, ...]) -> "_Parted | None":
        """Formulas by their topmost fact; None where a verdict is left alone, which is then known."""
        false = self.diagrams.formulas.false
        left = [index for index, formula in enumerate(formulas) if formula != false]
        if len(left) < 2:
            self.known[formulas] = ~left[0] if left else ~0
            return None
        number = min(int(formulas[index].node_var() or 0) for index in left)
        there, absent = (tuple(_cofactor(formula, number, value) for formula in formulas) for value in (True, False))
        return _Parted(number, there, absent)

    def _made(self, parted: "_Parted") -> int:
        there, absent = self.known[parted.there], self.known[parted.absent]
        if there == absent:
            return there
        self.nodes.append((parted.number, there, absent))
        return len(self.nodes) - 1


class _Parted(NamedTuple):
    """What is left of some formulas where a fact is recorded, and where it is absent."""

    number: int
    there: tuple[Formula, ...]
    absent: tuple[Formula, ...]


def _cofactor(formula: Formula, number: int, value: bool) -> Formula:
    """A formula with its topmost variable given, if that is the one."""
    children = formula.cofactors()
    if children is None or formula.node_var() != number:
        return formula
    return children[0] if value else children[1]
