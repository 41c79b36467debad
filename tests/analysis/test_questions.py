"""What each open question changes on some facts: alone, only together with another, or nothing (rule S10)."""

import attrs

from assent.engine.analysis.questions import open_questions
from assent.engine.analysis.readings import by_reading
from assent.engine.evaluation.evaluate import evaluate
from tests.support.contracts import case

CONTRACT = """\
question Q1
    A1, default
    B1
question Q2
    A2, default
    B2
question Q3
    A3, default
    B3
question Q4
    A4, default
    B4
event Closing
event Filing
Amendment takes effect when any of
    - all of
        - under B1, Filing occurred
        - under B2, Filing occurred
        - Closing occurred
    - Filing occurred
Fee is required when all of
    - Closing occurred
    - under B3, Filing occurred
    - under B4, Closing occurred
"""
JOURNAL = "record of everything is complete through 1996-03-05\n1996-03-01 Closing occurred\n"


def asked(**readings: str):
    one = case(CONTRACT, JOURNAL)
    moment = one.facts.latest()
    assert moment is not None
    names = one.contract.asked()
    answers = evaluate(one.contract, one.facts, moment, readings, names)
    rows = by_reading(one.contract, one.facts, moment, names)
    questions = open_questions(one.contract, attrs.evolve(answers, by_reading=rows))
    return {question.question.name: question for question in questions}


def test_a_question_that_changes_an_answer_alone_says_to_what():
    """Under B3 the filing is asked, which the record lacks and which can still be had."""
    (change,) = asked()["Q3"].changes
    assert (change.clause, change.alternative, change.verdict) == ("Fee", "B3", "NOT YET")


def test_a_question_whose_places_are_met_anyway_is_robust():
    """Q4 asks, or does not, for a closing that the clause asks for anyway."""
    assert asked()["Q4"].robust


def test_where_either_question_alone_is_enough_both_are_named():
    """From the defaults either B1 or B2 asks for the filing, and the amendment is no longer effective."""
    found = asked()
    for name in ("Q1", "Q2"):
        assert [change.clause for change in found[name].changes] == ["Amendment"]
        assert found[name].together == ()


def test_questions_that_matter_only_together_are_told_so():
    """Under B1 and B2, neither A1 alone nor A2 alone brings the amendment about: only both do."""
    found = asked(Q1="B1", Q2="B2")
    for name in ("Q1", "Q2"):
        assert found[name].changes == ()
        assert found[name].together == ("Amendment",)
        assert not found[name].robust


def test_a_circle_that_holds_only_once_a_place_counts_is_rested_on():
    """S8, S10: under B1 the two wait only for each other and are met; an answer must say that it rests on Q1."""
    one = case(
        "question Q1\n    A1, default\n    B1\nevent Filing\n"
        "Amendment takes effect when Side is effective simultaneously\n"
        "Side takes effect when any of\n    - Filing occurred\n    - under B1, Amendment is effective\n",
        "record of everything is complete through 1996-03-01\n1996-03-01 Lender received Amendment\n",
    )
    assert one.verdict() == "NOT YET"
    assert one.finding(Q1="B1").verdict == "EFFECTIVE"
    assert one.evaluate(rests_on=True)["Amendment"].rests_on == ("Q1",)
