"""Open questions as a list, and combinations of readings in words."""

import attrs

from assent.engine.analysis.questions import open_questions
from assent.engine.analysis.readings import by_reading
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.report.choices import choice_words, combined
from assent.engine.report.readings import render_readings
from tests.support.contracts import case

CONTRACT = """\
question Q1 "Is the filing a condition?"
    FREE "no: the list does not name it", default
    ASKED "yes: it is part of the closing"
question Q2 "Is a closing a condition?"
    NEEDED "everybody thinks so", default
    IDLE "nobody says so"
event Closing
event Filing
Amendment takes effect when all of
    - Lender received Amendment
    - under ASKED, Filing occurred
    - under NEEDED, Closing occurred
"""
JOURNAL = """\
record of everything is complete through 1996-03-05
1996-03-01 Closing occurred
1996-03-02 Lender received Amendment
"""
PAGE = """\
Amendment
as of 1996-03-05; no record is declared complete

Amendment  EFFECTIVE since 1996-03-02

1 of 2 open questions changes an answer on these facts: Q1.

Q1  Is the filing a condition?
  *  FREE   no: the list does not name it (default)
     ASKED  yes: it is part of the closing
    under ASKED: Amendment NOT YET

Q2  Is a closing a condition?
  *  NEEDED  everybody thinks so (default)
     IDLE    nobody says so
    robust: changes no answer

Amendment
  under the readings
    EFFECTIVE since 1996-03-02
      Q1 FREE
    NOT YET
      Q1 ASKED
"""


def test_the_page_is_as_drawn():
    """Questions that change an answer first; each with its alternatives, their reasons, and what they change."""
    one = case(CONTRACT, JOURNAL)
    moment = one.facts.latest()
    assert moment is not None
    names = one.contract.asked()
    answers = attrs.evolve(
        evaluate(one.contract, one.facts, moment, {}, names),
        by_reading=by_reading(one.contract, one.facts, moment, names),
    )
    assert render_readings(one.contract, answers, open_questions(one.contract, answers)) == PAGE


def test_rows_that_differ_in_one_question_are_told_together():
    """Three rows of one question are one line; rows that differ in more stay apart."""
    rows = [{"T1": "SIM", "T2": "COIND"}, {"T1": "SIM", "T2": "BIND"}, {"T1": "SEQ", "T17": "IDLE"}]
    first, second = combined(rows)
    assert choice_words(first) == ["T1 SIM and", "T2 (COIND or BIND)"]
    assert choice_words(second) == ["T1 SEQ and", "T17 IDLE"]
    (alone,) = combined([{"T2": "COIND"}, {"T2": "BIND"}])
    assert choice_words(alone) == ["T2 COIND or BIND"]
    assert choice_words({}) == ["all others"]
