"""Laws of readings and reasons: which combinations there are, and what an answer may and must say for itself.

Each law quotes the rule it comes from. The quick profile is for every run; `--hypothesis-profile deep` tries many.
"""

import itertools

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.analysis.readings import by_reading
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import MET, Finding
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract
from tests.support.contracts import case as case_of
from tests.support.laws import POSITIVE, every, every_but_lexington, law_of, situations

with_questions = pytest.mark.parametrize("name", ["ring", "lexington", "drawn"])

# --- readings ----------------------------------------------------------------------------------------------


@with_questions
def test_a_reading_that_a_verdict_does_not_rest_on_leaves_it_alone(name):
    """S10, law 7: switching a reading that is not named changes neither verdict nor date."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        if not case.contract.questions:
            return
        question = data.draw(st.sampled_from(list(case.contract.questions.values())))
        other = data.draw(st.sampled_from(question.alternatives))
        note(f"--reading {question.name}={other.name}")
        names = tuple(case.contract.clauses)
        before = evaluate(case.contract, case.facts, case.moment, case.readings, names, rests_on=True)
        after = case.ask(**{question.name: other.name})
        for finding in before.findings:
            if question.name not in (finding.rests_on or ()):
                assert (after[finding.name].verdict, after[finding.name].since) == (finding.verdict, finding.since)

    law()


@pytest.mark.parametrize("name", ["ring", "drawn"])
def test_every_combination_of_readings_stands_in_one_row(name):
    """S10: the rows of all readings divide the combinations among them, and each row says what its combinations say.

    Rows may overlap in nothing but the defaults' own, whose combination stands first and need not be repeated.
    """

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        names = case.contract.asked()
        rows = by_reading(case.contract, case.facts, case.moment, names)
        questions = case.contract.questions
        choices = [[alternative.name for alternative in question.alternatives] for question in questions.values()]
        for combination in itertools.product(*choices):
            chosen = dict(zip(questions, combination, strict=True))
            answers = case.ask(**chosen)
            for clause in names:
                said = {
                    (row.verdict, row.since)
                    for row in rows[clause]
                    if any(set(one.items()) <= set(chosen.items()) for one in row.readings) or len(rows[clause]) == 1
                }
                assert said == {(answers[clause].verdict, answers[clause].since)}, (clause, chosen)

    law()


def test_a_verdict_rests_on_a_question_that_moves_its_date_alone():
    """S10: effective since 3 March or since 1 March, as the question is answered: the verdict rests on it."""
    questioned = """\
question Q
    LOOSE, default
    STRICT
document Note
document Deed
Amendment takes effect when all of
    - Lender received Note
    - under LOOSE, Lender received Deed
"""
    told = "record of everything is complete through 1996-03-05\n1996-03-01 Lender received Note\n"
    asked = case_of(questioned, told + "1996-03-03 Lender received Deed\n")
    for reading, since in (("LOOSE", "1996-03-03"), ("STRICT", "1996-03-01")):
        finding = asked.evaluate(rests_on=True, Q=reading)["Amendment"]
        assert (str(finding.since), finding.rests_on) == (since, ("Q",))


# --- reasons -----------------------------------------------------------------------------------------------


@every
def test_an_undetermined_verdict_names_what_is_missing(name):
    """S11: undetermined is never said without the fact, or the text, that would settle it."""

    @law_of(name)
    @given(st.data())
    def law(data):
        for finding in data.draw(situations(name)).ask().findings:
            if finding.verdict == "UNDETERMINED":
                assert finding.missing, finding.name

    law()


@every_but_lexington
def test_the_explanation_is_sufficient(name):
    """S11: the facts that decisive rows cite, with the record, are enough for a positive verdict."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        for finding in case.ask().findings:
            if finding.verdict not in ("EFFECTIVE", "SATISFIED"):
                continue
            said = {(fact.sentence, fact.on) for row in finding.walk() if row.decisive for fact in row.facts}
            kept = tuple(entry for entry in case.facts.entries if (entry.sentence, entry.moment) in said)
            note(f"{finding.name}: {said}")
            again = case.ask(attrs.evolve(case.facts, entries=kept))
            assert again[finding.name].verdict == finding.verdict

    law()


@every
def test_statuses_agree_with_the_verdict(name):
    """S11: the outermost reason of a positive verdict is met, and that of a lost one is not."""

    @law_of(name)
    @given(st.data())
    def law(data):
        for finding in data.draw(situations(name)).ask().findings:
            if finding.kind != "effect" or len(finding.reasons) != 1:
                continue
            status = finding.reasons[0].status
            if finding.verdict == "EFFECTIVE":
                assert status in (*MET, "UNDETERMINED", "NOT APPLICABLE"), finding.name  # the last asks for nothing
            elif finding.verdict in ("NOT YET", "CAN NO LONGER BE"):
                assert status not in MET, finding.name

    law()


@every
def test_what_is_satisfied_is_in_its_explanation_and_not_among_what_is_missing(name):
    """S11: every sentence of the governing text has its row; a row that is met, and an answer yes, lack nothing."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        for finding in case.ask().findings:
            for row in finding.walk():
                if row.status in MET:
                    assert not row.missing, (finding.name, row.text)
            if finding.verdict in POSITIVE:
                assert not finding.missing, finding.name
            if name != "lexington" and finding.verdict in ("EFFECTIVE", "SATISFIED"):
                assert not unexplained(finding, case.contract, {**defaults(case.contract), **case.readings})

    law()


def defaults(contract: Contract) -> dict[str, str]:
    return {question.name: question.default for question in contract.questions.values()}


def unexplained(finding: Finding, contract: Contract, readings: dict[str, str]) -> list[str]:
    """The sentences of a clause with one text that have no row of their own."""
    versions = contract.clauses[finding.name].versions
    if len(versions) > 1 or versions[0].condition is None:
        return []
    rows = {row.span for row in finding.walk()}
    return [leaf.place.text for leaf in leaves(versions[0].condition, readings) if leaf.place.span not in rows]


def leaves(condition: m.Condition, readings: dict[str, str]) -> list[m.Condition]:
    """The sentences that count under some readings, but not the waivers and dates around them."""
    match condition:
        case m.UnderReading() if readings[condition.question] != condition.alternative:
            return []
        case m.Waivable(part=part) | m.OnEachDate(part=part):
            return leaves(part, readings) if isinstance(condition, m.Waivable) else []
        case m.Composite():
            return [condition]
        case m.Not(part=part) | m.ByDate(part=part) if not m.parts_of(part):
            return [condition]  # one row for both
        case m.Not(part=m.ByDate(part=part)) if not m.parts_of(part):
            return [condition]  # one row for all three
    parts = m.parts_of(condition)
    return [leaf for part in parts for leaf in leaves(part, readings)] if parts else [condition]
