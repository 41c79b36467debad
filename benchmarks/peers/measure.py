"""All engines on one rule set: tried first, then measured by turns, each in processes of its own."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import attrs

from benchmarks.peers import contract
from benchmarks.peers.drawn import assignments
from benchmarks.peers.registry import peer
from benchmarks.peers.rules import NO, UNKNOWN, YES, Rules, judged

ROOT = Path(__file__).parents[2]
ASKED = 240
EXITS = {0: YES, 1: NO, 3: UNKNOWN}


class Failed(Exception):
    """A process did not do what it should: its last words."""


@attrs.frozen
class Bench:
    """A rule set in a folder, as every engine reads it."""

    rules: Rules
    folder: Path

    def write(self, names: list[str]) -> None:
        facts = assignments(self.rules, ASKED)
        verdicts = [judged(self.rules.tree, one) for one in facts]
        self._json("facts.json", {"facts": facts, "verdicts": verdicts})
        self._json("one.json", facts[0])
        (self.folder / "deal.assent").write_text(contract.contract(self.rules), encoding="utf-8")
        (self.folder / "deal.facts").write_text(contract.journal(facts[0]), encoding="utf-8")
        for name in names:
            found = peer(name)
            (self.folder / f"{name}.{found.file}").write_text(found.encode(self.rules), encoding="utf-8")

    def _json(self, name: str, value: Any) -> None:
        (self.folder / name).write_text(json.dumps(value), encoding="utf-8")

    def work(self, task: str, name: str) -> Any:
        """What a worker prints."""
        command = [sys.executable, "-m", "benchmarks.peers.worker", task, name, str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, env=_environment(self.folder), check=False)
        if done.returncode:
            raise Failed((done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1][:200])
        return json.loads(done.stdout.splitlines()[-1])

    def cold(self, name: str, first: bool = False) -> dict[str, float]:
        """One verdict from nothing; of Assent with its cache as an earlier run left it, or with none yet."""
        with tempfile.TemporaryDirectory() as empty:
            environment = _environment(Path(empty) if first else self.folder)
            deal = [str(self.folder / "deal.assent"), str(self.folder / "deal.facts")]
            if name == "assent-evaluate":
                return _run(["-m", "assent", "eval", *deal], environment, exits=True, right=self._right())
            module = ["-m", "benchmarks.peers.cold", name, str(self.folder)]
            return _run(module, environment, exits=False, right=self._right())

    def _right(self) -> int:
        told = json.loads((self.folder / "facts.json").read_text(encoding="utf-8"))
        return int(told["verdicts"][0])


def _environment(cache: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "ASSENT_CACHE_DIR": str(cache / "cache")}


def _run(arguments: list[str], environment: dict[str, str], exits: bool, right: int | None) -> dict[str, float]:
    """Seconds of a Python process, on the wall and of the processor; its answer is compared with the right one."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], stdout=output, stderr=output, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = code = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().strip()
    answer = EXITS.get(code) if exits else int(said) if said.isdigit() else None
    if right is not None and answer != right:
        raise Failed(f"answered {answer}, not {right}: {said[-200:]}")
    return {"wall": wall, "processor": used.ru_utime + used.ru_stime}


def nothing() -> dict[str, float]:
    """What starting Python takes."""
    return _run(["-c", "pass"], dict(os.environ), exits=True, right=YES)


def measured(bench: Bench, names: list[str], rounds: int, say: Any) -> dict[str, dict[str, Any]]:
    """For each engine its figures, medians of all rounds, or why it has none."""
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        try:
            outcome = bench.work("check", name)
            found[name] = outcome if not outcome["wrong"] else {"why": f"{outcome['wrong']} answers differ"}
        except Failed as failed:
            found[name] = {"why": str(failed)}
        say(f"{bench.rules.name}: {name} tried: {found[name].get('why', 'all answers equal')}")
    able = [name for name in names if "why" not in found[name]]
    for name in able:
        bench.cold(name)  # files are compiled, and caches filled, by an earlier run
    turns: dict[str, list[dict[str, Any]]] = {name: [] for name in able}
    starts = []
    for turn in range(rounds):
        starts.append(nothing())
        for name in able[turn % len(able) :] + able[: turn % len(able)]:
            figures = bench.work("measure", name)
            figures["cold"] = bench.cold(name)
            if name == "assent-evaluate":
                figures["first"] = bench.cold(name, first=True)
            turns[name].append(figures)
        say(f"{bench.rules.name}: round {turn + 1} of {rounds}")
    for name in able:
        found[name] |= _medians(turns[name])
    found["nothing"] = _medians(starts)
    return found


def _medians(turns: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure over all rounds."""

    def middle(values: list[Any]) -> Any:
        if isinstance(values[0], dict):
            return {key: middle([one[key] for one in values]) for key in values[0]}
        if isinstance(values[0], list):
            return [statistics.median(column) for column in zip(*values, strict=True)]
        return statistics.median(values)

    return dict(middle(turns))
