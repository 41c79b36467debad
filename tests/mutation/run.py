"""Are the tests any good? Mistakes planted in a module one by one, and the tests that run its line let loose on each.

    python -m tests.mutation.run engine/evaluation/courses.py tests/evaluation tests/contracts --session found.json

By hand, not by pytest: it takes minutes for each module. See "The tests are tested" in tests/README.md. One process
loads everything, runs each test once to see which lines it runs and how long it takes, and is then forked for each
mutant. The child plants its mutant, and runs the tests of that line, those first that found the last mutants of
the same function, then the quickest. The first that fails has killed it; so has one that finds no end.
"""

import argparse
import collections
import functools
import gc
import importlib
import json
import os
import random
import resource
import signal
import sys
import time
import types
from pathlib import Path
from typing import Any

import attrs
import hypothesis
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant, mutants, planted
from tests.mutation.planting import NotPlanted, plant

ROOT = Path(__file__).parents[2]
MEMORY = 3 * 2**30
SLOW = 0.5  # seconds, from which on a test is taken to run every line: finding out costs several times as much


@attrs.define
class Test:
    """A test with what it cost when nothing was planted, and the lines of the modules that it ran."""

    item: pytest.Item
    seconds: float = 0.0
    lines: dict[str, set[int]] = attrs.field(factory=lambda: collections.defaultdict(set))

    def runs(self, module: str, line: int) -> bool:
        return self.seconds >= SLOW or line in self.lines[module]


@attrs.define
class Session:
    """Results by mutant, kept in a file after each of them, so that a run can be broken off and taken up."""

    path: Path
    results: dict[str, dict[str, Any]] = attrs.field(factory=dict)

    @classmethod
    def open(cls, path: Path) -> "Session":
        return cls(path, json.loads(path.read_text(encoding="utf-8")) if path.exists() else {})

    def add(self, mutant: Mutant, result: str, by: str, seconds: float, line: str) -> None:
        self.results[mutant.name] = {
            "module": mutant.module,
            "operator": mutant.operator,
            "line": mutant.line,
            "column": mutant.column,
            "function": mutant.function,
            "result": result,
            "by": by,
            "seconds": round(seconds, 2),
            "text": line,
        }
        spare = self.path.with_suffix(".new")
        spare.write_text(json.dumps(self.results, indent=0), encoding="utf-8")
        spare.replace(self.path)


@attrs.define
class Hunt:
    """A plugin of pytest: in place of running the tests once, it runs them on every mutant."""

    modules: list[str]
    session: Session
    limit: float
    sample: float
    seconds: float
    fresh_caches: bool
    again: bool = False
    tests: list[Test] = attrs.field(factory=list)
    killers: dict[str, collections.Counter[str]] = attrs.field(
        factory=lambda: collections.defaultdict(collections.Counter)
    )

    def pytest_collection(self) -> None:
        """Before the tests are loaded: what a law draws is not made small, and no text is read twice."""
        quick = hypothesis.settings.get_profile("quick")
        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile("mutation", quick, phases=phases, print_blob=False)
        hypothesis.settings.load_profile("mutation")
        _read_once()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.tests = [Test(item) for item in session.items]
        self._measure()
        end = time.monotonic() + self.seconds
        for module in self.modules:
            source = (ROOT / module).read_text(encoding="utf-8")
            text = source.splitlines()
            for mutant in self._chosen(mutants(module, source)):
                if time.monotonic() > end:
                    print("time is up")
                    return True
                if self._due(mutant):
                    started = time.monotonic()
                    result, by = self._try(mutant, source)
                    self.session.add(mutant, result, by, time.monotonic() - started, text[mutant.line - 1].strip())
                    if result != "killed":
                        print(
                            f"{result:9} {mutant.name}\n          {text[mutant.line - 1].strip()}  ({by})", flush=True
                        )
        return True

    def _due(self, mutant: Mutant) -> bool:
        """Whether a mutant is still to be tried, or, when survivors are, tried again."""
        known = self.session.results.get(mutant.name)
        return known is not None and known["result"] == "survived" if self.again else known is None

    def _chosen(self, found: list[Mutant]) -> list[Mutant]:
        if self.sample >= 1:
            return found
        return [one for one in found if random.Random(one.name).random() < self.sample]

    # --- once, with nothing planted ---------------------------------------------------------------------------

    def _measure(self) -> None:
        names = {str(ROOT / module): module for module in self.modules}
        good = []
        for test in self.tests:
            _forget(self.fresh_caches)
            started = time.process_time()
            failed = _fails(test.item)
            test.seconds = time.process_time() - started
            if test.seconds < SLOW:
                _forget(self.fresh_caches)
                with _traced(names, test.lines):
                    _fails(test.item)
            if failed:
                print(f"fails with nothing planted, left out: {test.item.nodeid}")
            else:
                good.append(test)
        self.tests = sorted(good, key=lambda test: test.seconds)
        print(f"{len(good)} tests, {sum(test.seconds for test in good):.1f} s", flush=True)

    # --- for each mutant --------------------------------------------------------------------------------------

    def _of_line(self, mutant: Mutant) -> list[Test]:
        """The tests that run a line, or any of its function when the line is none that counts as run."""
        tests = [test for test in self.tests if test.runs(mutant.module, mutant.line)]
        if not any(mutant.line in test.lines[mutant.module] for test in tests):
            last = [line for test in self.tests for line in test.lines[mutant.module] if line < mutant.line]
            near = max(last, default=0)
            tests = [test for test in self.tests if test.runs(mutant.module, near)] if mutant.function else self.tests
        known = self.killers[mutant.function]
        return sorted(tests, key=lambda test: (-known[test.item.nodeid], test.seconds))

    def _try(self, mutant: Mutant, source: str) -> tuple[str, str]:
        tests = self._of_line(mutant)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._child(mutant, source, tests, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "killed", f"signal {os.WTERMSIG(status)}"
        result, _, by = said.partition(" ")
        if result == "killed" and "::" in by:
            self.killers[mutant.function][by] += 1
        return result or "killed", by

    def _child(self, mutant: Mutant, source: str, tests: list[Test], writing: int) -> None:
        limit = int(min(self.limit, 5 + 3 * sum(test.seconds for test in tests)))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(6 * limit)
        said = "survived"
        try:
            changed = planted(mutant, source)
            try:
                plant(_module(mutant.module), changed)
            except NotPlanted:
                said = "unplanted"
            except Exception as error:
                said = f"killed while loading: {type(error).__name__}"
            else:
                _forget(self.fresh_caches)
                said = f"survived {len(tests)} tests"
                for test in tests:
                    if _fails(test.item):
                        said = f"killed {test.item.nodeid}"
                        break
        except MemoryError:
            said = "killed out of memory"
        finally:
            os.write(writing, said.encode())
            os._exit(0)


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def _module(path: str) -> types.ModuleType:
    return importlib.import_module("assent." + path.removesuffix(".py").replace("/", "."))


class _traced:
    """Note the lines of some files that are run."""

    def __init__(self, names: dict[str, str], lines: dict[str, set[int]]) -> None:
        self.names, self.lines = names, lines

    def __enter__(self) -> None:
        lines, names = self.lines, self.names

        def local(frame: types.FrameType, event: str, argument: object) -> Any:
            lines[names[frame.f_code.co_filename]].add(frame.f_lineno)
            return local

        def enter(frame: types.FrameType, event: str, argument: object) -> Any:
            if frame.f_code.co_filename not in names:
                return None
            lines[names[frame.f_code.co_filename]].add(frame.f_lineno)
            return local

        sys.settrace(enter)

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)


@functools.cache
def _caches() -> list[Any]:
    """What the tests and the engine keep between two tests."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith(("tests.", "assent.engine"))
    ]


def _forget(everything: bool) -> None:
    if everything:
        for cache in _caches():
            if cache.__module__ != __name__:
                cache.cache_clear()


def _read_once() -> None:
    """Reading a text is dear, and what is planted has nothing to do with it."""
    from assent.grammar import parser

    for name in ("parse_contract", "parse_journal", "parse_scenarios"):
        setattr(parser, name, functools.lru_cache(maxsize=20_000)(getattr(parser, name)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.run", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", help="modules (engine/...) and tests (tests/...)")
    parser.add_argument("--session", type=Path, default=Path("mutation.json"), help="where results are kept")
    parser.add_argument("--limit", type=float, default=60, help="seconds of processor time for one mutant")
    parser.add_argument("--minutes", type=float, default=600, help="when to break off")
    parser.add_argument(
        "--sample", type=float, default=1, help="the share of the mutants that is tried, always the same"
    )
    parser.add_argument("--again", action="store_true", help="try the survivors again, and nothing else")
    parser.add_argument("--deselect", action="append", default=[], help="tests to leave out, as pytest names them")
    arguments = parser.parse_intermixed_args()
    modules = [path for path in arguments.paths if path.startswith("engine/")]
    tests = [path for path in arguments.paths if not path.startswith("engine/")]
    hunt = Hunt(
        modules,
        Session.open(arguments.session),
        arguments.limit,
        arguments.sample,
        60 * arguments.minutes,
        any(path.startswith("engine/model") for path in modules),
        arguments.again,
    )
    left_out = [f"--deselect={one}" for one in arguments.deselect]
    pytest.main(["-q", "-s", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", *left_out, *tests], plugins=[hunt])
    print(report(hunt.session))


def report(session: Session) -> str:
    """A row for each module."""
    rows: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for one in session.results.values():
        rows[one["module"]][one["result"]] += 1
        rows[one["module"]]["endless"] += one["by"].startswith("signal")
    return "\n".join(
        f"{module}: {counts['killed']} killed ({counts['endless']} by their time), {counts['survived']} survived, "
        f"{counts['unplanted']} not planted"
        for module, counts in rows.items()
    )


if __name__ == "__main__":
    main()
