"""How long one evaluation takes in a running process, and what it is spent on.

    python benchmarks/in_process.py [--runs N] [--contract FILE] [--facts FILE]

Times are those of the processor, not of the clock on the wall, so that a busy machine disturbs them less; the table
shows the median and the least of all rounds. Every round starts from the contract and the facts alone: nothing that an
earlier round worked out is used again.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import assent
from assent.engine.evaluation.explain import Shared, explain
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract

T = TypeVar("T")

DEAL = Path(__file__).resolve().parents[1] / "contracts" / "lexington-1996"


class Clock:
    """Seconds of processor time by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}

    def measure(self, what: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        self.spent.setdefault(what, []).append(time.process_time() - start)
        return result


def one_round(contract: Contract, facts: Facts, clock: Clock) -> int:
    """One evaluation as a whole, then its stages one by one; how many reasons it gives."""
    whole = clock.measure("evaluate(), all of it", lambda: assent.evaluate(contract, facts))
    record = clock.measure("facts laid on a timeline", lambda: lay_out(contract, facts, whole.as_of))
    world = World(contract, record, dict(whole.readings))
    clauses = [contract.clauses[name] for name in contract.asked()]
    answers = clock.measure("verdicts", lambda: [settle(world, clause.name) for clause in clauses])
    shared: Shared = {}
    clock.measure(
        "reasons",
        lambda: [explain(world, clause, found, None, shared) for clause, found in zip(clauses, answers, strict=True)],
    )
    return len({id(reason) for finding in whole.findings for reason in finding.walk()})


def main() -> None:
    parser = argparse.ArgumentParser(description="one evaluation in a running process, by its stages")
    parser.add_argument("--runs", type=int, default=300, metavar="N", help="rounds (default: 300)")
    parser.add_argument("--contract", type=Path, default=DEAL / "amendment.assent")
    parser.add_argument("--facts", type=Path, default=DEAL / "closing.facts")
    chosen = parser.parse_args()
    contract = assent.load_contract(chosen.contract)
    facts = assent.load_facts(chosen.facts, contract)
    for _ in range(5):  # the interpreter adapts its code in the first runs
        one_round(contract, facts, Clock())
    clock = Clock()
    reasons = [one_round(contract, facts, clock) for _ in range(chosen.runs)][-1]
    print(f"{', '.join(contract.asked())}: {reasons} reasons; {chosen.runs} rounds\n")
    print(f"{'milliseconds of processor time':32}{'median':>9}{'least':>9}")
    for what, times in clock.spent.items():
        print(f"{what:32}{statistics.median(times) * 1000:9.3f}{min(times) * 1000:9.3f}")


if __name__ == "__main__":
    main()
