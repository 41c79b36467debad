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


BANKS = """party Alpha Bank
party Beta Bank
parties Lenders are Alpha Bank, Beta Bank
"""


def offered(text: str) -> list[str]:
    """The sentences of a blank journal, each of which is a fact of the contract."""
    contract = contract_of(text)
    found = [sentence for section in recordable(contract) for sentence in section.sentences]
    for sentence in found:
        parsed = parse_supposed(f"1996-02-28 {sentence}")
        assert parsed.tree is not None, sentence
        assert suppose(Facts("Amendment", ()), parsed.tree, contract)[1] == (), sentence
    return found


def test_each_party_that_is_asked_is_offered():
    """A receipt from one party is no receipt from another, and a payment to one none to another."""
    text = f"""{BANKS}document Consent
recurring event Fee with payee as party, amount as money
Amendment takes effect when all of
    - for each Bank in Lenders, Borrower received Consent from Bank
    - Fee occurred with payee Alpha Bank, amount at least USD 5
    - Fee occurred with payee Beta Bank, amount at least USD 9
"""
    assert offered(text) == [
        "Borrower received Consent from Alpha Bank",
        "Borrower received Consent from Beta Bank",
        "Fee occurred with payee Alpha Bank, amount USD 5",
        "Fee occurred with payee Beta Bank, amount USD 9",
    ]


def test_each_row_of_a_table_is_offered():
    """Each quarter has a certificate of its own, with the figure that its row asks."""
    text = """document Certificate with ebitda as money
table Levels with end as date, amount as money
    1996-02-10, USD 100
    1996-02-20, USD 200
Amendment takes effect when for each End, Amount in Levels, all of
    - Lender received Certificate dated End with ebitda at least Amount
"""
    assert offered(text) == [
        "Lender received Certificate dated 1996-02-10 with ebitda USD 100",
        "Lender received Certificate dated 1996-02-20 with ebitda USD 200",
    ]


def test_one_sentence_answers_what_asks_alike():
    """What one record can state at once is offered at once: the party of one condition, the amount of another."""
    text = f"""{BANKS}document Consent dated 1996-02-01 with amount as money
Amendment takes effect when all of
    - Borrower received Consent from Alpha Bank
    - Borrower received Consent with amount at least USD 5
    - Borrower received Consent dated 1996-02-07 as a copy
"""
    sentence = "Borrower received Consent as a copy from Alpha Bank dated 1996-02-01 with amount USD 5"
    assert offered(text) == [sentence]
