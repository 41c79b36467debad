"""What one process does: try an engine on all facts, or measure it.

`python -m benchmarks.peers.worker check|measure ENGINE FOLDER` prints JSON. A folder holds one rule set: `facts.json`
with facts and the verdicts on them, and the file of each engine.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import Judge
from benchmarks.peers.registry import peer

SINGLE = 60  # facts on which a single verdict is timed, one after another
LISTED = 2_000  # rows asked at once of a judge that takes one after another; fewer of a slow one
CELLS = 1 << 25  # facts in all rows at once, of a judge that takes columns
ENOUGH = 0.2  # seconds


def judge_in(name: str, folder: Path) -> Judge:
    """A judge that has read its file."""
    found = peer(name)
    return found.load((folder / f"{name}.{found.file}").read_text(encoding="utf-8"))


def check(judge: Judge, told: dict[str, Any]) -> dict[str, Any]:
    """How many verdicts are not what they should be, asked one by one and all at once."""
    facts, verdicts = told["facts"], told["verdicts"]
    single = [judge.verdict(judge.given(one)) for one in facts]
    many = [int(verdict) for verdict in judge.many(judge.rows(facts))]
    wrong = sum(one != verdict for one, verdict in zip(single, verdicts, strict=True))
    return {"asked": len(facts), "wrong": wrong + sum(a != b for a, b in zip(many, verdicts, strict=True))}


def measure(judge: Judge, told: dict[str, Any], load: tuple[float, float]) -> dict[str, Any]:
    """Seconds, on the wall and of the processor: to load, for one verdict; verdicts a second in bulk; peak memory."""
    given = [judge.given(facts) for facts in told["facts"][:SINGLE]]
    one = timed(lambda: [judge.verdict(facts) for facts in given])
    memory = peak()
    rows = _rows(judge, told["facts"], one[1] / len(given))
    many = timed(lambda: judge.many(rows[0]))
    return {
        "load": load,
        "single": [seconds / len(given) for seconds in one],
        "rows": rows[1],
        "bulk": [seconds / rows[1] for seconds in many],
        "memory": memory,
        "memory in bulk": peak(),
    }


def _rows(judge: Judge, facts: list[Any], one: float) -> tuple[Any, int]:
    """Rows in the judge's own form: as many as take a while, at most as many as memory should hold."""
    source = random.Random(3)
    if not judge.columns:
        listed = max(SINGLE, min(LISTED, int(1 / max(one, 1e-9))))
        return judge.rows([source.choice(facts) for _ in range(listed)]), listed
    import numpy

    table = numpy.array(facts, dtype=numpy.uint8)
    count = min(CELLS // table.shape[1], 1 << 20)
    chosen = numpy.random.default_rng(3).integers(0, len(table), count)
    return judge.rows(table[chosen]), count


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Median seconds of some runs after a first one that does not count."""
    start = time.perf_counter()
    work()
    first = time.perf_counter() - start
    runs = max(3, min(50, int(ENOUGH / max(first, 1e-9)))) if first < 2 else 1
    wall, processor = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return statistics.median(wall), statistics.median(processor)


def peak() -> float:
    """The most memory so far, in MB: of this program alone, where the system tells, and not of what started it."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
        return int(told.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    task, name, place = sys.argv[1:]
    folder = Path(place)
    told = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    start, used = time.perf_counter(), time.process_time()
    judge = judge_in(name, folder)
    load = time.perf_counter() - start, time.process_time() - used
    print(json.dumps(check(judge, told) if task == "check" else measure(judge, told, load)))


if __name__ == "__main__":
    main()
