"""Every combination of some facts, as a person reads it: how often each verdict, and which facts turn it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assent.engine.analysis.many.swept import Swept
from assent.engine.evaluation.findings import Verdict
from assent.engine.model.contract import Contract
from assent.engine.report.layout import NARROWEST, Column, paragraph, spread, widest
from assent.engine.report.style import Style, plain, verdict_role

OPEN = (
    "Of {count} of these the last word is not said: they were judged by the tables alone, and taken case by case some "
    "might turn out settled, or lost. `assent eval` says it of each."
)


def render_sweep(
    contract: Contract, swept: Swept, names: Sequence[str], *, most: int = 10, width: int = 80, style: Style = plain
) -> str:
    """What varied, and for each clause the counts and the facts that turn it, the most telling first."""
    width = max(width, NARROWEST)
    blocks = [[*paragraph(contract.title or contract.name, width, style, "title", 0), *_head(swept, width, style)]]
    for name in names:
        blocks.append([style("title", name), *_counts(swept, name, width, style)])
        for number, what in enumerate(swept.several):
            blocks.append([*paragraph(f"by {what}", width, style, "label"), *_by(swept, name, number, width, style)])
        turning = _turning(swept, name, most, width, style)
        if turning:
            blocks.append(turning)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(swept: Swept, width: int, style: Style) -> list[str]:
    count = len(swept.over)
    parts = [f"{count} fact{'s' if count != 1 else ''}, each recorded or not"] if count else []
    parts += [f"every way of {what}" for what in swept.several]
    lines = paragraph(f"as of {swept.as_of}: {'; '.join(parts)}", width, style, "aside", 0)
    words = f"{_counted(swept.journals)} journal{'s' if swept.journals != 1 else ''}"
    left_out = swept.combinations - swept.journals
    if left_out:
        words += f"; {_counted(left_out)} more would contradict themselves"
    return lines + paragraph(words, width, style, "aside", 0)


def _counts(swept: Swept, name: str, width: int, style: Style) -> list[str]:
    lines = _table(swept.counts(name), swept.journals, width, style)
    undecided = sum(tally.open for tally in swept.of(name))
    if undecided:
        lines += paragraph(OPEN.format(count=_counted(undecided)), width, style, "aside")
    return lines


def _table(counts: Mapping[Verdict, int], total: int, width: int, style: Style, before: str = "") -> list[str]:
    rows = [(verdict, _counted(count), _share(count, total)) for verdict, count in _ordered(counts)]
    wide = widest([row[1] for row in rows])
    lines: list[str] = []
    for verdict, count, share in rows:
        columns = [
            Column(before, max(0, len(before)), "words"),
            Column(verdict, 20, verdict_role(verdict)),
            Column(count.rjust(wide), wide),
            Column(share, 10, "aside"),
        ]
        lines += spread(columns, style)
    return lines


def _ordered(counts: Mapping[Verdict, int]) -> list[tuple[Verdict, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by(swept: Swept, name: str, number: int, width: int, style: Style) -> Iterator[str]:
    """The counts for each way in which one thing turns out."""
    ways = dict.fromkeys(run.words[number] for run in swept.runs)
    wide = widest(ways)
    for way in ways:
        counts: dict[Verdict, int] = {}
        for run in swept.runs:
            for tally in run.tallies if run.words[number] == way else ():
                for verdict, count in tally.counts.items() if tally.name == name else ():
                    counts[verdict] = counts.get(verdict, 0) + count
        yield from _table(counts, sum(counts.values()), width, style, way.ljust(wide))


def _turning(swept: Swept, name: str, most: int, width: int, style: Style) -> list[str]:
    turning = swept.turning(name)
    idle = len(swept.over) - len(turning)
    if not swept.over:
        return []
    lines = paragraph("what turns the verdict, in so many of the journals without it", width, style, "label")
    wide = widest([_counted(differing) for _, differing, _ in turning])
    for words, differing, pairs in turning[:most]:
        columns = [
            Column(_counted(differing).rjust(wide), wide),
            Column(_share(differing, pairs), 9, "aside"),
            Column(words, width - wide - 17, "words"),
        ]
        lines += spread(columns, style)
    if len(turning) > most:
        lines += paragraph(f"and {len(turning) - most} more (--most)", width, style, "aside")
    if idle:
        lines += paragraph(f"{idle} of the facts never turn{'s' if idle == 1 else ''} it", width, style, "aside")
    return lines


def _counted(count: int) -> str:
    """A number that can be read: beyond a million million, its first figures and its size."""
    return f"{count:,}" if count < 10**12 else f"{count:.3g}".replace("e+", " x 10^")


def _share(count: int, total: int) -> str:
    share = 100 * count / total if total else 0.0
    return "< 0.1 %" if 0 < share < 0.1 else "> 99.9 %" if 99.9 < share < 100 else f"{share:.1f} %"


def sweep_data(swept: Swept, names: Sequence[str]) -> dict[str, Any]:
    """The same for programs; counts are exact."""
    return {
        "over": list(swept.over),
        "several": list(swept.several),
        "combinations": swept.combinations,
        "journals": swept.journals,
        "clauses": [_clause(swept, name) for name in names],
    }


def _clause(swept: Swept, name: str) -> dict[str, Any]:
    turning = swept.turning(name)
    runs = [
        {"ways": list(run.words), "counts": {str(verdict): count for verdict, count in tally.counts.items()}}
        for run in swept.runs
        for tally in run.tallies
        if tally.name == name
    ]
    return {
        "name": name,
        "counts": dict(swept.counts(name)),
        "open": sum(tally.open for tally in swept.of(name)),
        "turning": [{"sentence": words, "differing": differing, "pairs": pairs} for words, differing, pairs in turning],
        "runs": runs,
    }
