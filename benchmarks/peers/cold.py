"""One verdict from nothing: `python -m benchmarks.peers.cold PEER FOLDER` reads the rules and one set of facts."""

import json
import sys
from pathlib import Path

from benchmarks.peers.registry import peer


def main() -> None:
    name, place = sys.argv[1:]
    found = peer(name)
    judge = found.load(Path(place, f"{name}.{found.file}").read_text(encoding="utf-8"))
    facts = json.loads(Path(place, "one.json").read_text(encoding="utf-8"))
    print(judge.verdict(judge.given(facts)))


if __name__ == "__main__":
    main()
