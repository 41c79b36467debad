"""How long reading takes as inputs grow: medians for each size, and the exponent of growth.

    python benchmarks/reading.py [--runs N] [--only WORDS] [--json FILE]

Run it with an interpreter that has assent installed, or with the checkout on its path. Each input is made in
four sizes, each twice the one before. The exponent is the slope of time over size, both as logarithms: 1 is
linear, 2 quadratic. Linear is the promise.
"""

import argparse
import json
import math
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import parse_json_facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.grammar.formatter import format_contract
from assent.grammar.parser import parse_contract, parse_journal

DEAL = Path(__file__).resolve().parents[1] / "contracts" / "lexington-1996"
ENCODING = (DEAL / "amendment.assent").read_text(encoding="utf-8")
JOURNAL = (DEAL / "closing.facts").read_text(encoding="utf-8")

SIZES = (1, 2, 4, 8)
TOO_SHORT = 100.0  # milliseconds: what never takes longer has no growth that can be told from noise
MOST = 1.25  # a linear reader measured on a busy machine, with its constant part and its garbage collection

SMALL = "contract C\nparty Bank\ndocument Deed\nevent Sale\nX takes effect when Bank received Deed and Sale occurred\n"


class Case(NamedTuple):
    what: str
    make: Callable[[int], str]
    read: Callable[[str], object]


class Row(NamedTuple):
    what: str
    megabytes: float
    ms: tuple[float, ...]
    exponent: float


def small() -> Contract:
    contract, _ = resolve_contract(parse_contract(SMALL, "").tree)
    assert contract is not None
    return contract


def contract(text: str) -> object:
    return parse_contract(text, "")


def journal(text: str) -> object:
    return parse_journal(text, "")


def resolved(text: str) -> object:
    return resolve_contract(parse_contract(text, "").tree)


def facts(text: str) -> object:
    return read_facts(parse_journal(text, "").tree, small())


def json_facts(text: str) -> object:
    return read_facts(parse_json_facts(text, "").tree, small())


def levels(deep: int) -> str:
    lines = ["X takes effect when all of", *("    " * level + "- all of" for level in range(1, deep))]
    return "\n".join([*lines, "    " * deep + "- A occurred"]) + "\n"


def misspelt(count: int) -> str:
    parties = "".join(f"party Holder{number}\n" for number in range(count))
    return "contract C\n" + parties + "".join(f"X{n} takes effect when Holdr{n} received Deed\n" for n in range(count))


def as_json(count: int, fact: str) -> str:
    return '{"facts_for": "C", "facts": [\n' + ",\n".join([fact] * count) + "\n]}\n"


FACT = '{"on": "2024-03-05", "sentence": "Bank received Deed"}'
ESCAPED = '{"on": "2024-03-05", "sentence": "B\\u0061nk received Deed"}'
MISSHAPEN = '{"on": 5}'
HELD = "".join(f"2024-{month:02}-{day:02} Bank received Deed\n" for month in range(1, 13) for day in range(1, 29))

CASES = (
    Case("Lexington, N times over", lambda n: ENCODING * n, contract),
    Case("Lexington formatted, N times over", lambda n: ENCODING * n, format_contract),
    Case("its journal, 20 N times over", lambda n: JOURNAL * (20 * n), journal),
    Case("100 N lines of 10,000 brackets", lambda n: ("(" * 10_000 + "\n") * (100 * n), contract),
    Case("2 N MB on one line", lambda n: "A" * 2_000_000 * n, contract),
    Case("10,000 N lines that are not the language", lambda n: "foo Bar\n" * (10_000 * n), contract),
    Case("2,000 N such lines in one section", lambda n: "section 1\n" + "    foo Bar\n" * (2_000 * n), contract),
    Case("1,000 N dates that do not exist", lambda n: "section 1\n" + "    X lapses after 1996-02-30\n" * (1_000 * n),
         contract),
    Case("2,000 N lines with a tab", lambda n: "party A\tB\n" * (2_000 * n), contract),
    Case("5 N lines of 4,000 foreign letters", lambda n: ("Жa " * 1_300 + "\n") * (5 * n), contract),
    Case("40 levels, 5 N times over", lambda n: levels(40) * (5 * n), contract),
    Case("400 levels, N times over", lambda n: levels(400) * n, contract),
    Case("50,000 N empty lines", lambda n: "section 1\n" + "\n" * (50_000 * n) + "    party A\n", contract),
    Case("1,000 N comments, formatted", lambda n: "# c\nparty A  # x\n" * (1_000 * n), format_contract),
    Case("500 N names misspelt", lambda n: misspelt(500 * n), resolved),
    Case("500 N names defined twice", lambda n: "contract C\n" + "party Bank\n" * (500 * n), resolved),
    Case("336 N facts about one thing", lambda n: "facts for C\n" + HELD * n, facts),
    Case("500 N facts as JSON", lambda n: as_json(500 * n, FACT), json_facts),
    Case("500 N facts as JSON with escapes", lambda n: as_json(500 * n, ESCAPED), json_facts),
    Case("2,000 N facts as JSON that are none", lambda n: as_json(2_000 * n, MISSHAPEN), json_facts),
)  # fmt: skip


def measure(case: Case, runs: int) -> Row:
    texts = [case.make(size) for size in SIZES]
    case.read(texts[0])
    times: list[list[float]] = [[] for _ in SIZES]
    for _ in range(runs):
        for text, found in zip(texts, times, strict=True):
            start = time.perf_counter()
            case.read(text)
            found.append(time.perf_counter() - start)
    medians = [statistics.median(found) for found in times]
    return Row(case.what, len(texts[-1]) / 1e6, tuple(1000 * m for m in medians), exponent(medians))


def exponent(medians: Sequence[float]) -> float:
    """The slope of the line through the logarithms of sizes and times."""
    xs, ys = [math.log(size) for size in SIZES], [math.log(median) for median in medians]
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="only the rows that contain these words")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {args.runs} runs each, medians in milliseconds\n")
    print(f"{'':42}{'MB':>6}" + "".join(f"{f'N = {size}':>9}" for size in SIZES) + f"{'exponent':>10}")
    rows = []
    for case in CASES:
        if args.only in case.what:
            row = measure(case, args.runs)
            rows.append(row)
            times = "".join(f"{ms:>9.1f}" for ms in row.ms)
            told = f"{row.exponent:>10.2f}" if max(row.ms) >= TOO_SHORT else f"{'-':>10}"
            verdict = "  NOT LINEAR" if row.exponent > MOST and max(row.ms) >= TOO_SHORT else ""
            print(f"{row.what:42}{row.megabytes:>6.2f}{times}{told}{verdict}", flush=True)
    if args.json:
        args.json.write_text(json.dumps([row._asdict() for row in rows], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
