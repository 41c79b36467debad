"""How long a user waits: cold commands as ratios to `python -c pass`, memory, evaluation in process.

    python benchmarks/cold_start.py [--runs N] [--json FILE]

Run it with an interpreter that has assent installed. All commands take turns within each round, so that
a busy machine slows them alike; the table shows medians.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DEAL = ROOT / "contracts" / "lexington-1996"

BASE, WARM, FIRST = "python -c pass", "assent eval, warm cache", "assent eval, first ever"

WARM_RATIO = 9.0
FIRST_RATIO = 25.0
IN_PROCESS_MS = 2.0
MEMORY_MB = 80.0

ANSWERS = (0, 1, 3)  # yes, no, undetermined: each is an answer; anything else is a failure

IN_PROCESS = """
import json, sys, time
import assent
contract = assent.load_contract(sys.argv[1])
facts = assent.load_facts(sys.argv[2], contract)
for _ in range(5):
    assent.evaluate(contract, facts)
times = []
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    assent.evaluate(contract, facts)
    times.append(time.perf_counter() - start)
print(json.dumps(times))
"""


class Run(NamedTuple):
    """One command from start to end."""

    seconds: float
    peak_mb: float


class Row(NamedTuple):
    command: str
    ms: float
    ratio: float
    peak_mb: float


class Goal(NamedTuple):
    what: str
    unit: str
    measured: float
    at_most: float
    met: bool


def run(command: Sequence[str], env: dict[str, str], accepted: Sequence[int] = ANSWERS) -> Run:
    """Run a command and measure it.

    A child that has just been forked counts its parent's memory as its own peak, so this process stays
    small: it never imports assent itself.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.stderr.close()
    process.returncode = code = os.waitstatus_to_exitcode(status)
    if code not in accepted or b"Traceback" in message:  # a crash of Python is exit 1 as well
        sys.exit(f"exit {code} from {' '.join(command)}\n{message.decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return Run(seconds, usage.ru_maxrss * unit / 1_000_000)


def program() -> list[str]:
    """The installed command beside this interpreter, or else `python -m assent`."""
    script = shutil.which("assent", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "assent"]


def environment(cache: Path) -> dict[str, str]:
    """The user's environment, with a new folder for everything a command keeps."""
    cache.mkdir()
    return {**os.environ, "ASSENT_CACHE_DIR": str(cache), "TMPDIR": str(cache), "NO_COLOR": "1"}


def empty(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.mkdir()


def measure_commands(runs: int, evaluation: list[str], scratch: Path) -> dict[str, list[Run]]:
    """Every command once per round, in turn."""
    warm, first = environment(scratch / "warm"), environment(scratch / "first")
    run(evaluation, warm)  # fills the cache, and the interpreter's own caches of compiled modules
    cases: dict[str, Callable[[], Run]] = {
        BASE: lambda: run([sys.executable, "-c", "pass"], warm),
        "assent --version": lambda: run([*program(), "--version"], warm, accepted=(0,)),
        WARM: lambda: run(evaluation, warm),
        FIRST: lambda: run(evaluation, first),
    }
    measured: dict[str, list[Run]] = {name: [] for name in cases}
    for _ in range(runs):
        empty(scratch / "first")
        for name, case in cases.items():
            measured[name].append(case())
    return measured


def measure_in_process(runs: int, contract: Path, journal: Path, scratch: Path) -> list[float]:
    """Seconds of each `assent.evaluate(contract, facts)` in one running process."""
    command = [sys.executable, "-c", IN_PROCESS, str(contract), str(journal), str(runs)]
    env = environment(scratch / "in-process")
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"evaluation in a running process failed\n{done.stderr.decode(errors='replace')}")
    times: list[float] = json.loads(done.stdout)
    return times


def rows(measured: dict[str, list[Run]]) -> list[Row]:
    medians = {name: statistics.median(run.seconds for run in runs) for name, runs in measured.items()}
    return [
        Row(
            command=name,
            ms=round(medians[name] * 1000, 2),
            ratio=round(medians[name] / medians[BASE], 2),
            peak_mb=round(max(run.peak_mb for run in runs), 1),
        )
        for name, runs in measured.items()
    ]


def goals(table: list[Row], in_process: list[float]) -> list[Goal]:
    """What was promised, what was measured, and whether the one keeps the other."""
    by_name = {row.command: row for row in table}
    warm, first = by_name[WARM], by_name[FIRST]
    compared = [
        (WARM, "x", warm.ratio, WARM_RATIO),
        (FIRST, "x", first.ratio, FIRST_RATIO),
        ("evaluate() in process", "ms", round(statistics.median(in_process) * 1000, 3), IN_PROCESS_MS),
        ("peak memory of eval", "MB", max(warm.peak_mb, first.peak_mb), MEMORY_MB),
    ]
    return [Goal(what, unit, value, at_most, value <= at_most) for what, unit, value, at_most in compared]


def show(setting: dict[str, Any], table: list[Row], promised: list[Goal]) -> None:
    print("Python {python}, {platform}; `{program}`; medians of {rounds} rounds\n".format_map(setting))
    print(f"{'command':26}{'ms':>9}{'ratio':>9}{'peak MB':>10}")
    for row in table:
        print(f"{row.command:26}{row.ms:9.1f}{row.ratio:9.2f}{row.peak_mb:10.1f}")
    print(f"\n{'goal':26}{'measured':>13}{'at most':>11}")
    for goal in promised:
        measured, at_most = (f"{number:g} {goal.unit}" for number in (goal.measured, goal.at_most))
        print(f"{goal.what:26}{measured:>13}{at_most:>11}  {'met' if goal.met else 'NOT MET'}")


def main() -> None:
    parser = argparse.ArgumentParser(description="cold start, memory and evaluation of Lexington")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="rounds (default: 15)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the numbers as JSON")
    parser.add_argument("--contract", type=Path, default=DEAL / "amendment.assent")
    parser.add_argument("--facts", type=Path, default=DEAL / "closing.facts")
    chosen = parser.parse_args()
    if chosen.runs < 1:
        parser.error("--runs must be at least 1")
    with tempfile.TemporaryDirectory(prefix="assent-bench-") as folder:
        scratch = Path(folder)
        evaluation = [*program(), "eval", str(chosen.contract), str(chosen.facts)]
        measured = measure_commands(chosen.runs, evaluation, scratch)
        in_process = measure_in_process(max(chosen.runs * 10, 50), chosen.contract, chosen.facts, scratch)
    setting: dict[str, Any] = {
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "program": " ".join(Path(part).name for part in program()),
        "rounds": chosen.runs,
    }
    table = rows(measured)
    promised = goals(table, in_process)
    show(setting, table, promised)
    if chosen.json:
        plain = setting | {"commands": [row._asdict() for row in table]}
        plain |= {"goals": [goal._asdict() for goal in promised]}
        chosen.json.write_text(json.dumps(plain, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
