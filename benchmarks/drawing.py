"""How many examples a second are drawn for property tests, with and without evaluating them.

    python benchmarks/drawing.py [--examples N]

Times are those of the processor. Drawing must not wait for the engine, nor the engine for drawing: a hunt that spends
most of its time on one of them finds little. Drawn are journals by `assent.testing`, for Lexington, and contracts by
the tests of this checkout.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # for tests.support

from assent import evaluate, load_contract, load_facts  # noqa: E402
from assent.testing import Situation, situations  # noqa: E402
from tests.support.encodings import encodings  # noqa: E402

FOLDER = ROOT / "contracts" / "lexington-1996"


def rate(strategy: st.SearchStrategy[Any], use: Callable[[Any], object], examples: int) -> float:
    """Examples a second of the processor, drawn and used."""
    drawn = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def each(example: Any) -> None:
        nonlocal drawn
        drawn += 1
        use(example)

    start = time.process_time()
    each()
    return drawn / (time.process_time() - start)


def answer(situation: Situation) -> object:
    """What a property test does with what was drawn."""
    return evaluate(situation.contract, situation.facts, situation.as_of, situation.readings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=300)
    examples = parser.parse_args().examples
    contract = load_contract(FOLDER / "amendment.assent")
    closing = load_facts(FOLDER / "closing.facts", contract)
    rows: list[tuple[str, st.SearchStrategy[Any]]] = [
        ("journals, from nothing", situations(contract)),
        ("journals, from a closing", situations(contract, starts=[closing])),
    ]
    print("| examples a second | drawn | drawn and evaluated |\n|---|---|---|")
    for name, strategy in rows:
        print(f"| {name} | {rate(strategy, id, examples):.0f} | {rate(strategy, answer, examples):.0f} |")
    print(f"| contracts | {rate(encodings(), id, examples):.0f} | |")


if __name__ == "__main__":
    main()
