"""Combinations of readings in the fewest rows: a row that leaves a question out stands for all its alternatives."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import attrs

Row = frozenset[tuple[str, str]]
Alternatives = Mapping[str, Sequence[str]]
MOST_ROWS = 60_000
MOST_STEPS = 1_000


def fewest_rows(rows: Iterable[Mapping[str, str]], alternatives: Alternatives) -> list[dict[str, str]]:
    """The same combinations in the fewest rows; `alternatives` are those of every question, in its order.

    Rows may overlap. Where more than 60,000 rows could be written, or the search for the fewest takes too long, none is
    left that the others make needless, but fewer might be possible.
    """
    given = [frozenset(row.items()) for row in rows]
    asked = {name: names for name, names in alternatives.items() if any(name in dict(row) for row in given)}
    possible = 1
    for names in asked.values():
        possible *= len(names) + 1
    chosen = _Table(given, asked).fewest() if possible <= MOST_ROWS else _widened(given, asked)
    order = {name: position for position, name in enumerate(asked)}
    return sorted(
        (dict(sorted(row, key=lambda one: order[one[0]])) for row in chosen),
        key=lambda row: [(order[name], list(asked[name]).index(choice)) for name, choice in row.items()],
    )


# --- few questions: every row that could be written ----------------------------------------------------------


@attrs.define
class _Table:
    """All combinations of some questions, each a bit; a row is the mask of those that stand in it."""

    given: list[Row]
    asked: Alternatives
    literals: dict[tuple[str, str], int] = attrs.field(factory=dict)
    full: int = 0

    def __attrs_post_init__(self) -> None:
        for index, chosen in enumerate(product(*self.asked.values())):
            self.full |= 1 << index
            for literal in zip(self.asked, chosen, strict=True):
                self.literals[literal] = self.literals.get(literal, 0) | 1 << index

    def mask(self, row: Iterable[tuple[str, str]]) -> int:
        """The combinations that stand in a row."""
        mask = self.full
        for literal in row:
            mask &= self.literals[literal]
        return mask

    def fewest(self) -> list[Row]:
        """As few rows as hold the given ones and nothing else."""
        whole = 0
        for row in self.given:
            whole |= self.mask(row)
        widest = [row for row in self._rows() if self._is_widest(row, whole)]
        search = _Search([self.mask(row) for row in widest], whole)
        return [widest[index] for index in search.run()]

    def _rows(self) -> Iterable[Row]:
        choices = [(None, *((name, choice) for choice in names)) for name, names in self.asked.items()]
        for chosen in product(*choices):
            yield frozenset(literal for literal in chosen if literal is not None)

    def _is_widest(self, row: Row, whole: int) -> bool:
        """Whether a row holds nothing else, and would if it left out one question more."""
        if self.mask(row) & ~whole:
            return False
        return all(self.mask(row - {literal}) & ~whole for literal in row)


@attrs.define
class _Search:
    """A search for the fewest masks that fill a whole: the bit that fewest masks can fill first, wide masks first."""

    masks: list[int]
    whole: int
    best: tuple[int, ...] = ()
    steps: int = MOST_STEPS
    bits: list[tuple[int, list[int]]] = attrs.field(factory=list)

    def run(self) -> tuple[int, ...]:
        """The masks chosen."""
        left = self.whole
        while left:
            bit = left & -left
            self.bits.append((bit, [index for index, mask in enumerate(self.masks) if mask & bit]))
            left &= ~bit
        self.bits.sort(key=lambda one: len(one[1]))
        self._fill(self.whole, ())
        return self.best

    def _fill(self, left: int, chosen: tuple[int, ...]) -> None:
        """Fill what is left, in fewer masks than the best so far."""
        if not left:
            self.best = chosen
            return
        self.steps -= 1
        most = max((mask & left).bit_count() for mask in self.masks)
        needed = -(-left.bit_count() // most)
        if self.best and (len(chosen) + needed >= len(self.best) or self.steps < 0):
            return
        fitting = next(fitting for bit, fitting in self.bits if bit & left)
        for index in sorted(fitting, key=lambda one: -(self.masks[one] & left).bit_count()):
            self._fill(left & ~self.masks[index], (*chosen, index))


# --- many questions: rows widened one by one -----------------------------------------------------------------


def _widened(given: list[Row], asked: Alternatives) -> list[Row]:
    """The given rows, each without the questions that it can leave out, and without those that are needless then."""
    wide: list[Row] = []
    for row in given:
        for literal in sorted(row):
            if _inside(row - {literal}, given, asked):
                row = row - {literal}
        if row not in wide:
            wide.append(row)
    for row in sorted(wide, key=len, reverse=True):
        others = [other for other in wide if other != row]
        if _inside(row, others, asked):
            wide = others
    return wide


def _inside(row: Row, rows: list[Row], asked: Alternatives) -> bool:
    """Whether all combinations of a row stand in some rows."""
    stated = dict(row)
    near = [other - row for other in rows if all(stated.get(name, choice) == choice for name, choice in other)]
    if not near or frozenset() in near:
        return bool(near)
    shortest = min(near, key=len)
    name = min(shortest)[0]
    return all(_inside(row | {(name, choice)}, near, asked) for choice in asked[name])
