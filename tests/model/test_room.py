"""How many moments there have to be between two dates, and that more of them change nothing (S3)."""

import attrs
import pytest
from hypothesis import given, note

from assent import load_contract
from assent.engine.evaluation.evaluate import evaluate
from tests.docs.pages import ROOT
from tests.support import profiles
from tests.support.contracts import case
from tests.support.encodings import cases

EVENTS = "".join(f"event Act {letter}\n" for letter in "ABCDE") + "recurring event Advance\nstate Default\n"
NEEDED = [
    # nothing pulls both ways, so nothing has to come before anything
    (1, "Amendment takes effect when Act A occurred and Act B occurred"),
    (1, "Amendment takes effect when Act A occurred while Act B occurred"),
    (1, "Amendment takes effect when Act A occurred while Act B did not occur"),
    # the same moment is asked about twice, and no other one
    (1, "Amendment is in force while Act A occurred and Act A did not occur"),
    # Act A before Act B, Act B before Act C
    (2, "Amendment is in force while all of\n    - Act A occurred while Act B did not occur\n    - Act B occurred"),
    (
        3,
        "Amendment is in force while all of\n    - Act A occurred while Act B did not occur\n"
        "    - Act B occurred while Act C did not occur\n    - Act C occurred",
    ),
    # two pairs that have nothing to do with each other may share their moments
    (
        2,
        "Amendment is in force while all of\n    - Act A occurred while Act B did not occur\n    - Act B occurred\n"
        "    - Act C occurred while Act D did not occur\n    - Act D occurred",
    ),
    # an effect that stays comes before what ends its condition
    (
        2,
        "Standstill takes effect when Act A did not occur\n"
        "Amendment is in force while Standstill is effective and Act A occurred",
    ),
    # a default may come and go, but only two things are kept of it: that there was one, and the effect
    (
        2,
        "Standstill takes effect when no Default exists\n"
        "Amendment is in force while Standstill is effective and Default exists",
    ),
]


@pytest.mark.parametrize(("needed", "clauses"), NEEDED)
def test_how_many_moments_a_contract_needs(needed, clauses):
    """One, and one more for each thing that has to come first."""
    assert case(f"{EVENTS}{clauses}\n", "").contract.room == needed


VOTERS = """party Alpha Bank
party Beta Bank
party Gamma Bank
parties Lenders are Alpha Bank, Beta Bank, Gamma Bank
parties Majority are more than 50% of Lenders
document Deed
recurring event Drawing with rooms as number
"""
FOLLOWING = [
    # a total that grows past one size after another, with an act between each two
    """First is complete when total rooms of Drawing is at most 1
Second is complete when total rooms of Drawing is at least 2 and total rooms of Drawing is at most 3
Third is complete when total rooms of Drawing is at least 4
Amendment is in force while all of
    - Act A occurred while First is complete
    - Act B occurred while Second is complete
    - Act C occurred while Third is complete
""",
    # one lender signs, then another, with an act before each and one behind
    """Amendment is in force while all of
    - Act A occurred while Alpha Bank did not execute Deed
    - Act B occurred while Majority did not execute Deed
    - Act B occurred while Alpha Bank executed Deed
    - Majority executed Deed
""",
    # each act by the day of the next one, and none of them with the next one
    """Amendment is in force while all of
    - Act A occurred by Act B occurred
    - Act B occurred by Act C occurred
    - Act A occurred while Act B did not occur
    - Act B occurred while Act C did not occur
    - Act C occurred
""",
    # the period has to run out before the act, and begin after another one
    """Amendment is in force while all of
    - Act A occurred while Act B did not occur
    - Act B did not occur by 1 day after Act A occurred
    - Act B occurred
""",
]


@pytest.mark.parametrize("clauses", FOLLOWING, ids=["totals", "votes", "by an act", "a period from an act"])
def test_what_follows_one_another_unrecorded_may_have_done_so(clauses):
    """S3: nothing is recorded, so everything may have happened, one thing after another; the answer is open."""
    found = case(f"{EVENTS}{VOTERS}{clauses}", "").finding(as_of="1996-03-05")
    assert (found.verdict, found.note) == ("UNDETERMINED", "")


def test_a_total_takes_as_many_moments_as_it_has_sizes():
    """It reaches each size once: that can be once before each act, and the acts pull one way."""
    assert case(f"{EVENTS}{VOTERS}{FOLLOWING[0]}", "").contract.room == 1 + 3


def test_a_long_agreement_needs_few():
    """Most of what a real agreement asks pulls one way: its many conditions need five moments between two dates."""
    assert load_contract(ROOT / "contracts" / "lexington-1996" / "amendment.assent").room <= 5


@profiles.cases(quick=40)
@given(cases())
def test_more_moments_change_nothing(drawn):
    """S3: no verdict, and no date of one, depends on how many moments are laid out beyond those needed."""
    note(drawn.replay())
    names = tuple(drawn.contract.clauses)
    roomy = attrs.evolve(drawn.contract, room=drawn.contract.room + 1)
    found = drawn.evaluate()
    others = evaluate(roomy, drawn.facts, drawn.as_of, drawn.readings, names)
    for name in names:
        if "not settled exactly" not in found[name].note + others[name].note:
            assert (found[name].verdict, found[name].since) == (others[name].verdict, others[name].since), name
