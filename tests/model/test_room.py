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
