"""Combinations of readings in the fewest rows: a row that leaves a question out stands for all its alternatives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import attrs

Row = frozenset[tuple[str, str]]
Alternatives = Mapping[str, Sequence[str]]
MOST_COMBINATIONS = 4_096
MOST_STEPS = 20_000


def fewest_rows(rows: Iterable[Mapping[str, str]], alternatives: Alternatives) -> list[dict[str, str]]:
    """The same combinations in the fewest rows; `alternatives` are those of every question, in its order.

    Rows may overlap. Above 4,096 combinations, or where the search for the fewest takes too long, none is left that
    the others make needless, but fewer might be possible.
    """
    given = {frozenset(row.items()) for row in rows}
    asked = {name: names for name, names in alternatives.items() if any(name in dict(row) for row in given)}
    widest = _widest(given, asked)
    size = 1
    for names in asked.values():
        size *= len(names)
    chosen = _cover(widest, asked) if size <= MOST_COMBINATIONS else _thinned(widest, given)
    order = {name: position for position, name in enumerate(asked)}
    return sorted(
        (dict(sorted(row, key=lambda one: order[one[0]])) for row in chosen),
        key=lambda row: [(order[name], list(asked[name]).index(choice)) for name, choice in row.items()],
    )


# --- the widest rows -----------------------------------------------------------------------------------------


def _widest(rows: set[Row], asked: Alternatives) -> list[Row]:
    """Every row that cannot leave out one question more: rows are joined until none is new.

    Rows with each alternative of one question between them, that agree in the rest, are one row without it.
    """
    kept = _absorbed(rows)
    while True:
        new = {row for name, names in asked.items() for row in _joined(kept, name, names)}
        more = _absorbed(kept | new)
        if more == kept:
            return sorted(kept, key=lambda row: (len(row), sorted(row)))
        kept = more


def _joined(rows: set[Row], name: str, names: Sequence[str]) -> Iterator[Row]:
    """Rows that leave a question out, from one row for each of its alternatives."""
    merged: set[Row] = {frozenset()}
    for alternative in names:
        here = [row - {(name, alternative)} for row in rows if (name, alternative) in row]
        merged = {both for one in merged for other in here if (both := _both(one, other)) is not None}
        if not merged:
            return
    yield from merged


def _both(one: Row, other: Row) -> Row | None:
    """What two rows have in common, or None when they contradict each other."""
    both = one | other
    return both if len({name for name, _ in both}) == len(both) else None


def _absorbed(rows: set[Row]) -> set[Row]:
    """The rows that are not inside a wider one."""
    kept: list[Row] = []
    for row in sorted(rows, key=len):
        if not any(wider <= row for wider in kept):
            kept.append(row)
    return set(kept)


# --- the fewest of them --------------------------------------------------------------------------------------


def _cover(rows: list[Row], asked: Alternatives) -> list[Row]:
    """As few of the rows as hold all their combinations."""
    combinations = [frozenset(zip(asked, chosen, strict=True)) for chosen in product(*(asked[name] for name in asked))]
    masks = [sum(1 << index for index, one in enumerate(combinations) if row <= one) for row in rows]
    whole = 0
    for mask in masks:
        whole |= mask
    search = _Search(masks)
    search.run(whole, ())
    return [rows[index] for index in search.best]


@attrs.define
class _Search:
    """A search for the fewest masks that fill a whole: the hardest bit first, wide masks first."""

    masks: list[int]
    best: tuple[int, ...] = ()
    steps: int = MOST_STEPS

    def run(self, left: int, chosen: tuple[int, ...]) -> None:
        """Fill what is left, in fewer masks than the best so far."""
        if not left:
            self.best = chosen
            return
        self.steps -= 1
        most = max((mask & left).bit_count() for mask in self.masks)
        needed = -(-left.bit_count() // most)
        if self.best and (len(chosen) + needed >= len(self.best) or self.steps < 0):
            return
        fitting = self._hardest(left)
        for index in sorted(fitting, key=lambda one: -(self.masks[one] & left).bit_count()):
            self.run(left & ~self.masks[index], (*chosen, index))

    def _hardest(self, left: int) -> list[int]:
        """The masks that can fill the bit which fewest masks can."""
        fewest: list[int] = []
        while left:
            bit = left & -left
            fitting = [index for index, mask in enumerate(self.masks) if mask & bit]
            if not fewest or len(fitting) < len(fewest):
                fewest = fitting
            left &= ~bit
        return fewest


def _thinned(rows: list[Row], given: set[Row]) -> list[Row]:
    """Of wide rows, enough to hold each given one whole, the widest first."""
    left = set(given)
    chosen: list[Row] = []
    for row in rows:
        held = {one for one in left if row <= one}
        if held:
            left -= held
            chosen.append(row)
    return chosen
