"""Clauses whose text several effects supply, drawn at random with a journal of what bears on them (S9)."""

from hypothesis import strategies as st

from tests.support.contracts import contract_of, facts_of
from tests.support.encodings import Drawn, change_points, journals

STACKED = """\
contract Amendment
    between Lender, Borrower

party Lender
party Borrower
agreement Loan between Lender, Borrower
document Note by Borrower
event Closing
event Signing
state Default
Amendment {}
Side Letter {}
{}
once Amendment is effective, section 4 of Loan reads
    Deliveries are complete when Lender received Note
once Side Letter is effective, section 4 of Loan reads
    Deliveries are complete when Lender did not receive Note
"""
EFFECTS = (
    "takes effect when Closing occurred",
    "is in force while no Default exists",
    "is in force while Default exists",
)
OLD_TEXTS = (
    "section 4 of Loan is not in the record",
    "section 4 of Loan reads\n    Deliveries are complete when Closing occurred",
)
WORDS = {"": "Closing occurred", "Amendment": "Lender received Note", "Side Letter": "Lender did not receive Note"}
"""What each text asks, by the effect that supplies it."""


@st.composite
def stacks(draw: st.DrawFn) -> Drawn:
    """A clause whose text two effects supply, and a journal of what bears on it."""
    effects = [draw(st.sampled_from(EFFECTS)), draw(st.sampled_from(EFFECTS)).replace("Closing", "Signing")]
    text = STACKED.format(*effects, draw(st.sampled_from(OLD_TEXTS)))
    contract = contract_of(text)
    journal = draw(journals(contract, 4))
    moment = draw(st.sampled_from(change_points(contract, facts_of(journal, contract))))
    return Drawn(text, journal, moment)
