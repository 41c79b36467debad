"""The figures as a table in Markdown: processor time, so that other work on the machine weighs less."""

from collections.abc import Iterator
from typing import Any

from benchmarks.peers.registry import peer

HEAD = (
    "| engine | unknown | reasons | cold, ms | load, ms | one verdict, us | x | verdicts a second | memory, MB |",
    "|---|---|---|---|---|---|---|---|---|",
)


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """One row for each engine, in the order of a single verdict; those that have no figures at the end."""
    start = figures["nothing"]
    yield from HEAD
    able = sorted((name for name in figures if "single" in figures[name]), key=lambda name: figures[name]["single"][1])
    base = figures["assent"]["single"][1] if "assent" in able else None
    for name in able:
        yield _row(name, figures[name], base)
    yield f"| `python -c pass` | | | {start['processor'] * 1e3:.0f} | | | | | |"
    for name, found in figures.items():
        if "why" in found:
            yield f"\n{peer(name).name}: {found['why']}"


def _row(name: str, found: dict[str, Any], base: float | None) -> str:
    told = peer(name)
    cold = f"{found['cold']['processor'] * 1e3:.0f}"
    if "first" in found:
        cold += f" (first ever {found['first']['processor'] * 1e3:.0f})"
    ratio = f"{found['single'][1] / base:.3g}" if base else ""
    memory = f"{found['memory']:.0f}, in bulk {found['memory in bulk']:.0f}"
    bulk = f"{1 / found['bulk'][1]:,.0f}"
    single = f"{found['single'][1] * 1e6:,.1f}"
    cells = [told.name, told.unknown, told.reasons, cold, f"{found['load'][1] * 1e3:,.0f}", single, ratio, bulk, memory]
    return f"| {' | '.join(cells)} |"
