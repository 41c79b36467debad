"""The Lexington encoding as text, trees and scenarios, read once."""

from assent.engine.analysis.scenarios import Prepared
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from tests.support.agreements import Agreement, Row

LEXINGTON = Agreement("lexington-1996")
FOLDER = LEXINGTON.folder
TEXT = LEXINGTON.text


def contract() -> Contract:
    return LEXINGTON.contract


def base_of(journals: tuple[str, ...], of: Contract) -> Facts:
    """Some journals as one."""
    return LEXINGTON.base_of(journals, of)


def cases() -> tuple[tuple[Row, Prepared], ...]:
    """Every scenario, ready to run against the encoding as it is."""
    return LEXINGTON.cases
