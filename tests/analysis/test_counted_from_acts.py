"""Deadlines that run from an act, as the analyses see them: last days are told, and what is proved holds."""

import pytest

from assent.engine.analysis.missing import missing
from assent.engine.analysis.prove import prove
from assent.engine.cli import main
from assent.engine.session_moments import read_moment
from tests.support.contracts import case, complete, contract_of

HEAD = """\
calendar Business Days from 1996-01-01 through 1996-12-31
    source "the tests"
    closed on Saturday, Sunday
event Sale
event Fee
"""
LATE = "Charge is required when Fee did not occur by 1 Business Day after Sale occurred\n"


def test_what_is_missing_is_told_with_its_last_day():
    """1 March 1996 was a Friday: the fee can be paid until Monday the 4th."""
    made = case(
        HEAD + "Amendment takes effect when Fee occurred by 1 Business Day after Sale occurred\n",
        complete("1996-03-02") + "1996-03-01 Sale occurred\n",
    )
    as_of = read_moment("1996-03-02", "as of")
    assert as_of is not None
    (found,) = missing(made.contract, made.facts, as_of, {}, ["Amendment"])
    acts = [(act.sentence, str(act.by)) for way in found.sets for act in way.acts]
    assert acts == [("Fee occurred", "1996-03-04")]


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ("Charge is not required or Sale occurred", "proved"),
        ("Charge is required only if Fee occurred", "refuted"),
        ("Fee occurred by 3 days after Sale occurred only if Fee occurred", "proved"),
    ],
)
def test_guarantees_about_deadlines_that_run_from_acts(condition, outcome):
    """A charge needs a sale; it needs no fee; what is done in time is done. A refutation replays, or it is none."""
    contract = contract_of(f'{HEAD}{LATE}guarantee "it" always {condition}\n')
    (proof,) = prove(contract)
    assert proof.outcome == outcome


def test_why_asks_of_a_period_before_the_first_date(tmp_path, capsys):
    """Moments before every date that is told have a day too: a period that runs from one of them can be counted."""
    contract, facts = tmp_path / "a.assent", tmp_path / "a.facts"
    contract.write_text(
        "contract Amendment\nevent Sale\nevent Fee\nstate Default\n"
        "Default begins when Fee did not occur by 10 days after Sale occurred\n"
        "Amendment takes effect when Fee occurred by 10 days after Sale occurred and Default exists\n"
    )
    facts.write_text("facts for Amendment\nrecord of everything is complete through 1996-03-31\n")
    assert main(["why", str(contract), str(facts), "--as-of", "1996-03-01"]) != 70
    assert "bug" not in capsys.readouterr().err
