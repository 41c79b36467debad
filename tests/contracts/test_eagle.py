"""The Eagle encoding: its scenarios, its circle, each lender's page, every command, and each construct at work."""

import pytest

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.nouns import PartySet
from assent.grammar.parser import parse_journal
from tests.support.agreement_checks import answer, idle, unexpected
from tests.support.agreements import Agreement

EAGLE = Agreement("eagle-2003")
LISTED = EAGLE.contract.nouns["Listed Lenders"]
LENDERS = LISTED.members if isinstance(LISTED, PartySet) else ()


def test_all_scenarios_pass():
    """Every case gives what a careful lawyer expects, and no guarantee is broken on any."""
    assert not unexpected(EAGLE)


def test_every_command_answers(assent):
    """Nothing to report, nothing to lay out anew; every command has something to say."""
    answer(
        assent,
        EAGLE,
        "before-closing.facts",
        over="Proposed Sale occurred",
        old="credit-agreement.assent",
        told="asks less",
    )


def test_the_guarantees_are_proved(assent):
    """What the text promises holds for every journal, under every reading, at any time."""
    done = assent("prove", EAGLE.folder / "amendment.assent")
    assert done.code == 0
    assert "7 guarantees: 7 proved" in done.out


def test_the_circle_has_its_meaning():
    """Consent, effectiveness and sale wait for each other: at one moment, or in sequence."""
    (circle,) = EAGLE.contract.circles
    assert {edge.source for edge in circle.edges} == {"Sale Consent", "Consent And Waiver", "Amendment"}
    assert circle.meaning == "simultaneously or in sequence"


def test_the_lenders_are_those_of_the_signature_pages():
    """Twenty-four pages of lenders, of which the Agent's own is one."""
    assert len(LENDERS) == 24


def closing_signed_by(lenders: list[str]) -> Facts:
    """The closing, with the pages of these lenders."""
    text = (EAGLE.folder / "closing.facts").read_text(encoding="utf-8")
    assert "executed by Listed Lenders" in text
    text = text.replace("executed by Listed Lenders", f"executed by {', '.join(lenders)}")
    facts, found = read_facts(parse_journal(text, "closing.facts").tree, EAGLE.contract)
    assert not found
    return facts


@pytest.mark.parametrize("missing", LENDERS)
def test_no_page_of_a_lender_is_known_to_be_dispensable(missing):
    """Section 5(b)(i): commitments are not in the record, so a majority without it is neither sure nor ruled out."""
    facts = closing_signed_by([name for name in LENDERS if name != missing])
    moment = facts.latest()
    assert moment is not None
    finding = evaluate(EAGLE.contract, facts, moment)["Amendment"]
    assert finding.verdict == "UNDETERMINED"
    assert missing in {noun for fact in finding.missing for noun in fact.nouns}


INERT = {
    "who makes a paper and when, where no condition asks for it": lambda one: (
        bool({"DatedAttribute", "Between"} & {one.what, *one.within}) and "Credit Agreement" in one.within
    ),
    "the Borrower and Holdings as makers of the Amendment: their pages are asked for by name": lambda one: (
        "ContractHeader" in one.within and one.what == "Name"
    ),
    "a lender: the page of each is tried above": lambda one: one.what == "Member",
}


def test_each_construct_deleted_changes_a_scenario():
    """Delete any construct of the encoding: it no longer resolves, or some scenario no longer gives what it must."""
    left = idle(EAGLE, INERT)
    assert not left, f"{len(left)} constructs change nothing:\n" + "\n".join(left)
