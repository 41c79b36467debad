"""How much work an answer takes, counted in calls, gates, nodes and look-ups: a slower program shows on any machine.

A limit is a tenth above what was counted when it was set, with Python 3.11; later versions call less. Where one is
passed, find out why (`python benchmarks/in_process.py` shows where an evaluation goes): mend it, or, where the work
is worth it, raise the limit here and say in the commit what it buys.
"""

import sys
from pathlib import Path

import attrs
import pytest

from assent import compile_verdicts, evaluate, load_contract, load_facts
from assent.engine.analysis.many.decisions import Decision
from assent.engine.analysis.many.varied import Journals, Varied
from assent.engine.analysis.many.verdicts import Verdicts
from assent.engine.facts.journal import read_facts
from assent.grammar.parser import parse_journal

DEAL = Path(__file__).parents[2] / "contracts" / "lexington-1996"
LIMITS = {
    "calls of one evaluation": 12_200,
    "calls to read a journal": 24_400,
    "gates of a verdict": 660,
    "nodes of the decision": 28,
    "look-ups of one verdict": 28,
}


@pytest.fixture(scope="module")
def lexington():
    contract = load_contract(DEAL / "amendment.assent")
    return contract, load_facts(DEAL / "closing.facts", contract)


def calls(work):
    """How many functions are called, after a first time that does not count."""
    work()
    count = 0

    def seen(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def within(what, count):
    """That a count is below its limit and not so far below that the limit says nothing."""
    limit = LIMITS[what]
    assert count <= limit, (
        f"{what}: {count}, where {limit} is the limit. Something takes more work than it did: mend it, or raise the "
        f"limit in {Path(__file__).name} and say in the commit what it buys."
    )
    assert 2 * count >= limit, f"{what}: {count}, less than half of the limit {limit}: set it anew, a tenth above"


def test_one_evaluation(lexington):
    contract, facts = lexington
    within("calls of one evaluation", calls(lambda: evaluate(contract, facts)))


def test_reading_a_journal(lexington):
    contract, _ = lexington
    text = (DEAL / "closing.facts").read_text(encoding="utf-8")
    within("calls to read a journal", calls(lambda: read_facts(parse_journal(text, "closing.facts").tree, contract)))


def test_compiling_the_verdicts(lexington):
    """Gates of the circuits of the amendment's verdict, every fact of the closing varying."""
    contract, facts = lexington
    varied = tuple(Varied(str(number), (entry,)) for number, entry in enumerate(facts.entries))
    journals = Journals(contract, attrs.evolve(facts, entries=()), varied, facts.latest())
    verdicts = Verdicts(journals, contract.read_by({}))
    verdicts.of("Amendment")
    within("gates of a verdict", verdicts.plain.gates)


class Counted(list[bool]):
    """Facts that count how often they are looked at."""

    looked = 0

    def __getitem__(self, number):
        self.looked += 1
        return super().__getitem__(number)


def test_one_compiled_verdict(lexington):
    """Of the whole closing: every fact that matters is looked at once."""
    contract, facts = lexington
    compiled = compile_verdicts(contract, facts, ["recorded"], asked=["Amendment"])
    function = compiled["Amendment"]
    assert isinstance(function, Decision)
    within("nodes of the decision", len(function.tests))
    told = Counted([True] * len(compiled.over))
    assert compiled["Amendment"](told) == "EFFECTIVE"
    within("look-ups of one verdict", told.looked)
