"""Polars: an expression over columns that may be null, whose logic is Kleene's."""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, UNKNOWN, Facts, Rules, Tree


class Polars(Peer):
    name = "Polars"
    package = "polars"
    needs = ("polars", "numpy")
    unknown = "native (null)"
    file = "rules.json"

    def encode(self, rules: Rules) -> str:
        return json.dumps([rules.facts, rules.tree])

    def load(self, text: str) -> Judge:
        return _Polars(*json.loads(text))


class _Polars(Judge):
    columns = True

    def __init__(self, count: int, tree: Tree) -> None:
        import polars

        self.polars = polars
        whole = self._expression(tree)
        verdict = (whole.cast(polars.UInt8) * 2).fill_null(UNKNOWN)
        self.expression = verdict.alias("whole")

    def _expression(self, tree: Tree) -> Any:
        pl = self.polars
        match tree:
            case ["fact", number]:
                return pl.col(f"f{number}")
            case ["not", part]:
                return ~self._expression(part)
            case ["least", count, parts]:
                found = [self._expression(part) for part in parts]
                sure = pl.sum_horizontal(part.fill_null(False).cast(pl.UInt8) for part in found) >= count
                may = pl.sum_horizontal(part.fill_null(True).cast(pl.UInt8) for part in found) >= count
                return pl.when(sure).then(True).when(~may).then(False)
            case ["all", parts]:
                return pl.all_horizontal([self._expression(part) for part in parts])
            case ["any", parts]:
                return pl.any_horizontal([self._expression(part) for part in parts])
        raise ValueError(tree)

    def given(self, facts: Facts) -> Any:
        return self.rows([facts])

    def verdict(self, given: Any) -> int:
        return int(given.select(self.expression).item())

    def rows(self, table: Sequence[Facts]) -> Any:
        import numpy

        pl = self.polars
        facts = numpy.asarray(table, dtype=numpy.uint8)
        columns = (pl.Series(f"f{number}", column) for number, column in enumerate(facts.T))
        return pl.DataFrame([pl.select(_read(pl, column)).to_series() for column in columns])

    def many(self, rows: Any) -> Any:
        return rows.select(self.expression).to_series().to_numpy()


def _read(pl: Any, column: Any) -> Any:
    known = pl.lit(column) != UNKNOWN
    return pl.when(known).then(pl.lit(column) == MET).alias(column.name)
