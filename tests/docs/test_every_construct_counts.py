"""Nothing is parsed and then ignored (promise 9): every kind of construct of the reference changes some verdict."""

import functools
from collections.abc import Iterator

from assent.engine.analysis.scenarios import prepare
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from assent.grammar.syntax.contract import ContractFile
from assent.grammar.syntax.scenarios import Scenario
from tests.support.deals import Deal, examples
from tests.support.deletions import deletions

ELSEWHERE = {  # without these the contract is refused wherever they stand, or they are counted otherwise
    "Question": "the readings that are chosen have no names",
    "Alternative": "a reading that is chosen has no name",
    "Modified": "it is a part of a list together with its modifier; each modifier is also taken off by itself",
    "modifier ForEach": "the name that it brings means nothing without it",
    "Table": "a `for each` over it has nothing to read then",
    "Cell": "the row then has too few values; each row is also taken out as a whole",
    "Vote": "what is asked of a vote is then asked of nobody",
    "AbsentText": "a text that is replaced is neither given nor said to be missing",
}
BY_THE_REASON = {
    "NotInRecord": "unspoken of, a matter is unknown anyway; that its text is not there is the reason given"
}


@functools.cache
def kinds() -> dict[str, bool]:
    """Every kind of thing that is taken out of some example, and whether a scenario of the page noticed it."""
    found: dict[str, bool] = {}
    for deal in examples():
        tree = parse_contract(deal.contract, "contract").tree
        assert isinstance(tree, ContractFile)
        for one in deletions(tree):
            if not found.get(one.what):
                found[one.what] = _noticed(one.tree, deal)
    return found


def _noticed(tree: ContractFile, deal: Deal) -> bool:
    """Whether what is left still resolves, and no longer takes the facts or answers as the page says."""
    contract, findings = resolve_contract(tree)
    if contract is None or any(finding.severity == "error" for finding in findings):
        return False
    journal = parse_journal(deal.journal, "journal").tree
    assert journal is not None
    facts, wrong = read_facts(journal, contract)
    return bool(wrong) or not all(_answers(contract, facts, deal))


def _answers(contract: Contract, facts: Facts, deal: Deal) -> Iterator[bool]:
    scenarios = parse_scenarios(deal.scenarios, "scenarios").tree
    assert scenarios is not None
    for scenario in scenarios.parts:
        if isinstance(scenario, Scenario):
            prepared, wrong = prepare(scenario, contract, facts)
            yield prepared is not None and not wrong and prepared.run().passed


def test_every_kind_of_construct_changes_some_verdict():
    """Whatever kind of thing is taken out of the reference's examples, at some place a verdict is another one then."""
    unnoticed = {kind for kind, noticed in kinds().items() if not noticed}
    assert unnoticed == ELSEWHERE.keys() | BY_THE_REASON.keys()
