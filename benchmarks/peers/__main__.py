"""Compare Assent with other engines: `python -m benchmarks.peers [--sizes lexington,300,3000] [--only NAME]`.

Every engine is first asked for the verdict on 240 sets of facts, one by one and all at once; one that answers otherwise
than the tables say is not timed. Needs no network; an engine that is not installed is left out, with a word. The extra
`bench` installs them.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.peers import table
from benchmarks.peers.drawn import drawn
from benchmarks.peers.lexington import lexington
from benchmarks.peers.measure import Bench, measured
from benchmarks.peers.registry import NAMES, peer
from benchmarks.peers.rules import Rules, size


def rules_of(name: str) -> Rules:
    """A rule set by its name: Lexington's, or one drawn of about so many conditions."""
    return lexington() if name == "lexington" else drawn(int(name))


def machine() -> dict[str, Any]:
    """Where it is measured."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--sizes", default="lexington,300,3000", help="rule sets, by commas")
    parser.add_argument("--only", choices=NAMES, action="append", help="one engine, as often as needed")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="keep the figures")
    chosen = parser.parse_args()
    names, report = _installed(chosen.only or list(NAMES))
    report = {"machine": machine(), "versions": report, "sizes": {}}
    for name in chosen.sizes.split(","):
        rules = rules_of(name)
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(rules, Path(folder))
            bench.write(names)
            figures = measured(bench, names, chosen.rounds, lambda words: print(words, file=sys.stderr))
        report["sizes"][name] = {"conditions": size(rules.tree), "facts": rules.facts, "figures": figures}
        print(f"\n## {name}: {size(rules.tree):,} conditions, {rules.facts:,} facts\n")
        print("\n".join(table.lines(figures)))
        if chosen.json:
            chosen.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print("\n" + "; ".join(f"{peer(name).name} {version}" for name, version in report["versions"].items()))
    print("SWI-Prolog is left out: it is no Python package, and has no encoding here yet")


def _installed(names: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Those that are installed, and their versions."""
    versions = {name: peer(name).version() for name in names}
    for name, version in versions.items():
        if not version:
            print(f"{peer(name).name} is left out: it is not installed (pip install assent[bench])")
    return [name for name in names if versions[name]], {name: version for name, version in versions.items() if version}


if __name__ == "__main__":
    main()
