"""The Playboy encoding: its scenarios, its readings, each lender, every command, and each construct at work."""

import datetime

import attrs
import pytest

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import Evaluation
from assent.engine.facts.ledger import Entry, Occurred
from assent.engine.model.happenings import Happening, as_verb
from assent.grammar.values import Moment
from tests.support.agreement_checks import answer, idle, unexpected
from tests.support.agreements import Agreement

PLAYBOY = Agreement("playboy-2000")


def test_all_scenarios_pass():
    """Every case gives what a careful lawyer expects, and no guarantee is broken on any."""
    assert not unexpected(PLAYBOY)


def test_every_command_answers(assent):
    """Nothing to report, nothing to lay out anew; every command has something to say."""
    old = {"old": "credit-agreement.assent", "told": "asks something else"}
    answer(assent, PLAYBOY, "no-certificate.facts", over="Manifest Error is true", **old)


QUESTIONS = {
    "P1": "INCLUDED BEFORE",
    "P2": "CONDITIONS ALL",
    "P3": "CONCL EVID",
    "P4": "AGENT LENDER",
    "P5": "CERTIFIED TRUE",
    "P6": "MADE ONCE",
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_reading_changes_a_scenario(name):
    """Each question is there under its name, its default first, and some scenario asks for its other answer."""
    question = PLAYBOY.contract.questions[name]
    default, other = QUESTIONS[name].split()
    assert [question.default, *(one.name for one in question.alternatives if one.name != default)] == [default, other]
    text = (PLAYBOY.folder / "acceptance.scenarios").read_text(encoding="utf-8")
    assert f" under {other}:" in text


def test_nothing_waits_for_itself():
    """Section 1 waits for the paper and the paper not for section 1: there is no circle."""
    assert not PLAYBOY.contract.circles


# --- each lender, alike -------------------------------------------------------------------------------------

SIGNED = [
    "Credit Suisse First Boston",
    "Bank of America",
    "First Dominion Funding II",
    "First Dominion Funding III",
    "Franklin Floating Rate Trust",
    "Mountain Capital CLO I",
    "Galaxy CLO",
    "Harris Trust",
    "KZH ING-3",
    "KZH Soleil-2",
    "LaSalle Bank",
    "PPM America",
    "PPM Spyglass",
]
BLANK = ["ING Bank", "KZH ING-2", "KZH Soleil", "SRF Trading", "Other Lenders"]
THE_EIGHTH, THE_TENTH = (Moment(datetime.date(2000, 6, day)) for day in (8, 10))


def signing(party: str, moment: Moment) -> Entry:
    return Entry(moment, Occurred(Happening(as_verb("executed"), party, "Third Amendment")), "")


def is_fee_of(entry: Entry, lender: str) -> bool:
    return isinstance(entry.assertion, Occurred) and ("account", lender) in entry.assertion.particulars


def is_signature_of(entry: Entry, lender: str) -> bool:
    return isinstance(entry.assertion, Occurred) and entry.assertion.happening == (
        Happening(as_verb("executed"), lender, "Third Amendment")
    )


def closing(*more: Entry, unsigned: str = "", unpaid: str = "") -> Evaluation:
    """The closing with further facts, without the signature of one lender or the fee of another."""
    facts = PLAYBOY.base_of(("closing.facts",), PLAYBOY.contract)
    kept = [one for one in facts.entries if not is_fee_of(one, unpaid) and not is_signature_of(one, unsigned)]
    moment = facts.latest()
    assert moment is not None
    return evaluate(PLAYBOY.contract, attrs.evolve(facts, entries=(*kept, *more)), moment)


@pytest.mark.parametrize("lender", SIGNED)
def test_each_lender_of_the_conformed_copy_is_counted_and_paid(lender):
    """That the thirteen suffice says nothing of twelve (section 3); who signed by noon has a fee, later none (a)."""
    assert closing(unsigned=lender)["Third Amendment"].verdict == "UNDETERMINED"
    assert closing(unpaid=lender)["Section 1 Conditions"].verdict == "NOT YET"
    late = closing(signing(lender, THE_TENTH), unsigned=lender, unpaid=lender)
    assert (late["Section 1 Amendments"].verdict, late["Third Amendment"].since) == ("EFFECTIVE", THE_TENTH)


@pytest.mark.parametrize("lender", BLANK)
def test_each_further_lender_has_a_fee_if_it_signed_by_noon(lender):
    """Section 3(a) speaks of each lender that signed by noon, whether its signature was needed or not."""
    assert closing(signing(lender, THE_EIGHTH))["Section 1 Conditions"].verdict == "NOT YET"
    assert closing(signing(lender, THE_TENTH))["Section 1 Conditions"].verdict == "SATISFIED"


# --- each construct at work ---------------------------------------------------------------------------------

INERT = {
    "who makes a paper: nothing is asked as `executed by its parties`": lambda one: (
        bool({"DatedAttribute", "Between", "MadeBy"} & {one.what, *one.within}) and "ContractHeader" not in one.within
    ),
    "the parties of the Third Amendment: their signatures are asked for by name": lambda one: (
        "ContractHeader" in one.within and one.what in ("Between", "Name")
    ),
    "a lender: each is tried above": lambda one: one.span.source.endswith("lenders.assent"),
}


def test_each_construct_deleted_changes_a_scenario():
    """Delete any construct of the encoding: it no longer resolves, or some scenario no longer gives what it must."""
    left = idle(PLAYBOY, INERT)
    assert not left, f"{len(left)} constructs change nothing:\n" + "\n".join(left)
