"""How long the exact analyses take: Lexington, and deals of 300 and of 3,000 conditions.

`python -m benchmarks.analyses` prints the median and the memory for each size; each runs in a process of its own.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import assent
from assent.engine.analysis.missing import missing
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.grammar.parser import parse_contract, parse_journal
from benchmarks.deals import deal

LEXINGTON = Path(__file__).parents[1] / "contracts" / "lexington-1996"
GOALS = {"Lexington": (0.050, 500), "300": (0.200, 500), "3000": (2.0, 500)}
OPEN = {"300": 60, "3000": 600}


def case(size: str) -> tuple[Contract, Facts]:
    """A contract and a journal of one size."""
    if size == "Lexington":
        contract = assent.load_contract(LEXINGTON / "amendment.assent")
        return contract, assent.load_facts(LEXINGTON / "before-closing.facts", contract)
    made = deal(int(size), OPEN[size])
    resolved, found = resolve_contract(parse_contract(made.contract, "deal.assent").tree)
    assert resolved is not None, [(one.code, dict(one.words)) for one in found]
    facts, wrong = read_facts(parse_journal(made.journal, "deal.facts").tree, resolved)
    assert not wrong, [(one.code, dict(one.words)) for one in wrong]
    return resolved, facts


def measure(size: str, rounds: int) -> None:
    """Print one line for a size."""
    contract, facts = case(size)
    as_of = facts.latest()
    assert as_of is not None
    times = []
    found = None
    for _ in range(rounds):
        start = time.perf_counter()
        found = missing(contract, facts, as_of, {}, [contract.asked()[0]])[0]
        times.append(time.perf_counter() - start)
    assert found is not None
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    goal, most = GOALS[size]
    sets = f"{found.count:.3g}" if found.count > 10**6 else str(found.count)
    print(
        f"{size:>9}  {contract.size:>5} conditions  {sets:>9} sets  "
        f"{statistics.median(times) * 1000:7.0f} ms (goal {goal * 1000:.0f})  {memory:4.0f} MB (goal {most})"
    )


def main() -> None:
    """All sizes, each in its own process, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", choices=list(GOALS))
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    if args.size:
        measure(args.size, args.rounds)
        return
    for size in GOALS:
        subprocess.run([sys.executable, "-m", "benchmarks.analyses", size, "--rounds", str(args.rounds)], check=True)


if __name__ == "__main__":
    main()
