"""A blank journal holds every sentence that could be recorded, and each of them is read as a fact."""

from pathlib import Path

import pytest

from assent.engine.analysis.recordable import recordable
from assent.engine.facts.journal import suppose
from assent.engine.facts.ledger import Facts
from assent.engine.session import load_contract, load_facts
from assent.grammar.parser import parse_supposed
from tests.support.contracts import contract_of

DEAL = Path(__file__).resolve().parents[2] / "contracts" / "lexington-1996"


@pytest.fixture
def lexington():
    return load_contract(DEAL / "amendment.assent")


def test_every_sentence_for_lexington_is_a_fact_of_it(lexington):
    sentences = [sentence for section in recordable(lexington) for sentence in section.sentences]
    assert len(sentences) > 50
    assert len(sentences) == len(set(sentences))
    for sentence in sentences:
        parsed = parse_supposed(f"1996-02-28 {sentence}")
        assert parsed.tree is not None, sentence
        assert parsed.diagnostics == ()
        _, found = suppose(Facts("Amendment", ()), parsed.tree, lexington)
        assert found == (), sentence


def test_every_happening_of_the_baseline_could_have_come_from_it(lexington):
    """What a real journal records is in the blank one, by what happened to what."""
    from assent.engine.facts.ledger import Occurred

    offered = set()
    for section in recordable(lexington):
        for sentence in section.sentences:
            parsed = parse_supposed(f"1996-02-28 {sentence}")
            assert parsed.tree is not None
            facts, _ = suppose(Facts("Amendment", ()), parsed.tree, lexington)
            offered |= {e.assertion.happening for e in facts.entries if isinstance(e.assertion, Occurred)}
    recorded = load_facts(DEAL / "closing.facts", lexington).entries
    happened = {e.assertion.happening for e in recorded if isinstance(e.assertion, Occurred)}
    assert happened <= offered


def test_a_permitted_act_is_offered_though_no_condition_asks_for_it():
    """Whether an act was covered is asked once it was done, and no other sentence says that it was."""
    contract = contract_of("event Sale\nevent Filing\nConsent permits Sale when Filing occurred\n")
    offered = [sentence for section in recordable(contract) for sentence in section.sentences]
    assert offered == ["Filing occurred", "Sale occurred"]
