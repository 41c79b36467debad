"""DuckDB: an expression over columns that may be NULL, whose logic is Kleene's; prepared once for a single row."""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.infix import Words, written
from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, UNKNOWN, UNMET, Facts, Rules, pushed


def _least(count: int, parts: Sequence[str]) -> str:
    sure = " + ".join(f"coalesce(({part})::INT, 0)" for part in parts)
    may = " + ".join(f"coalesce(({part})::INT, 1)" for part in parts)
    return f"CASE WHEN {sure} >= {count} THEN TRUE WHEN {may} < {count} THEN FALSE END"


def _words(column: str) -> Words:
    return Words(lambda n: column.format(n, n + 1), lambda n: f"NOT {column.format(n, n + 1)}", "AND", "OR", _least)


class DuckDB(Peer):
    name = "DuckDB"
    package = "duckdb"
    needs = ("duckdb", "pyarrow", "numpy")
    unknown = "native (NULL)"
    file = "rules.json"

    def encode(self, rules: Rules) -> str:
        tree = pushed(rules.tree)
        return json.dumps([rules.facts, written(tree, _words("f{0}")), written(tree, _words("${1}::BOOLEAN"))])

    def load(self, text: str) -> Judge:
        return _DuckDB(*json.loads(text))


class _DuckDB(Judge):
    columns = True

    def __init__(self, count: int, columns: str, places: str) -> None:
        import duckdb

        self.connection = duckdb.connect()
        self.count = count
        self.connection.execute(f"PREPARE single AS SELECT coalesce(2 * ({places})::TINYINT, {UNKNOWN})")
        self.bulk = f"SELECT coalesce(2 * ({columns})::TINYINT, {UNKNOWN})::UTINYINT AS whole FROM facts"
        self.words = {MET: "TRUE", UNMET: "FALSE", UNKNOWN: "NULL"}

    def given(self, facts: Facts) -> str:
        return f"EXECUTE single({', '.join(self.words[fact] for fact in facts)})"

    def verdict(self, given: Any) -> int:
        found = self.connection.execute(given).fetchone()
        assert found is not None
        return int(found[0])

    def rows(self, table: Sequence[Facts]) -> Any:
        import numpy
        import pyarrow

        facts = numpy.asarray(table, dtype=numpy.uint8)
        columns = {
            f"f{number}": pyarrow.array(column == MET, mask=column == UNKNOWN) for number, column in enumerate(facts.T)
        }
        arrow = pyarrow.table(columns)
        self.connection.execute("CREATE OR REPLACE TABLE facts AS SELECT * FROM arrow")
        return arrow.num_rows

    def many(self, rows: Any) -> Any:
        return self.connection.execute(self.bulk).fetchnumpy()["whole"]
