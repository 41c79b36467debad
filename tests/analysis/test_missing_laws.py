"""The laws of `assent missing`, against brute force: each set works, none of its parts does, and none is left out."""

import datetime

import attrs
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from assent.engine.analysis.missing import missing
from assent.engine.facts.ledger import Assertion
from assent.engine.model import conditions as m
from assent.engine.model.happenings import RECORD_KINDS
from assent.engine.testing.vocabulary import subject, vocabulary
from assent.grammar.values import Moment
from tests.support.enacting import Question, implied
from tests.support.encodings import cases
from tests.support.profiles import cases as cases_of

many = settings(cases_of(60), suppress_health_check=list(HealthCheck))  # most questions drawn are settled already


@st.composite
def questions(draw) -> Question:
    """A clause of a small contract, not yet met or not known to be, with the record complete up to now."""
    case = draw(cases(most_clauses=2, most_atoms=3, most_facts=4))
    contract = case.contract
    as_of = Moment(case.as_of.day)
    past = tuple(entry for entry in case.facts.entries if entry.moment.day <= as_of.day)
    facts = attrs.evolve(case.facts, entries=past, complete=dict.fromkeys(RECORD_KINDS, as_of))
    asked = {(c.subject, c.material) for root in roots(contract) for c, _ in m.walk(root) if isinstance(c, m.Stated)}
    assume(len({subject for subject, _ in asked}) == len(asked))
    assume(not contract.structure.together or not any(clause.relations_back for clause in contract.clauses.values()))
    names = [name for name, clause in contract.clauses.items() if clause.kind != "permission"]
    assume(names)
    question = Question(contract, facts, as_of, case.readings, draw(st.sampled_from(names)), case.contract_text)
    assume(question.verdict(facts, as_of) in ("NOT YET", "UNDETERMINED"))
    return question


def roots(contract):
    return [version.condition for _, version in contract.conditions()]


def sets_of(question: Question, most: int = 200):
    (found,) = missing(question.contract, question.facts, question.as_of, question.readings, [question.name], most=most)
    return found


def enactments(question, acts):
    """Ways to do some acts: all now, all tomorrow, one before or after the others; what has a moment, then.

    A whole of several events may be done part by part.
    """
    now, tomorrow = question.as_of, Moment(question.as_of.day + datetime.timedelta(1))
    said = [(act, assertion) for act in acts for assertion in act.asserts]
    late = [(), tuple(acts), *((act,) for act in acts), *(tuple(a for a in acts if a is not act) for act in acts)]
    for waiting in dict.fromkeys(late):
        yield [(act.on or (tomorrow if act in waiting else now), assertion) for act, assertion in said]
    for act in acts:
        for part in act.asserts if len(act.asserts) > 1 else ():
            yield [(one.on or (tomorrow if assertion is part else now), assertion) for one, assertion in said]
    yield [(act.on or act.by or now, assertion) for act, assertion in said]
    for hour in (date for date in question.contract.moments if date.day == now.day and date.minute is not None):
        yield [(act.on or hour, assertion) for act, assertion in said]


def enough(question, acts) -> bool:
    return any(
        (here := question.filled(said)).consistent(said) and here.works(said) for said in enactments(question, acts)
    )


def told(acts) -> str:
    return "; ".join(f"{act.on or ''} {act.sentence}" for act in acts)


@many
@given(st.data())
def test_each_set_works_and_no_part_of_it_does(data):
    """Sound and minimal."""
    question = data.draw(questions())
    found = sets_of(question)
    note(str(found.count))
    for one in found.sets[:12]:
        note(told(one.acts))
        assert enough(question, one.acts), "does not work: " + told(one.acts)
        for left_out in one.acts:
            fewer = [act for act in one.acts if act is not left_out]
            assert not enough(question, fewer), f"works without {left_out.sentence}: {told(one.acts)}"


@many
@given(st.data())
def test_no_set_is_left_out(data):
    """Complete: whatever is enough contains one of the sets."""
    question = data.draw(questions())
    found = sets_of(question)
    if not found.exact or len(found.sets) < found.count:
        return
    by_subject: dict[object, list[Assertion]] = {}
    for saying in vocabulary(question.contract):
        if saying.sentence.split(" ")[1:2] == ["waived"] or " waived section" in saying.sentence:
            continue
        for assertion in saying.assertions:
            by_subject.setdefault(subject(assertion), []).append(assertion)
    said: list[tuple[Moment, Assertion]] = []
    for assertions in by_subject.values():
        chosen = data.draw(st.sampled_from([None, *assertions, *assertions[:1] * 2]))
        if chosen is not None and question.consistent([*said, (question.as_of, chosen)]):
            said.append((question.as_of, chosen))
    if not question.works(said):
        return
    for one in list(said):
        fewer = [other for other in said if other is not one]
        if question.works(fewer):
            said = fewer
    note(f"enough: {[assertion for _, assertion in said]}")
    note("sets: " + " | ".join(told(one.acts) for one in found.sets))
    assert any(
        all(
            any(implied(question.contract, asked, told) for _, told in said)
            for act in one.acts
            for asked in act.asserts
        )
        for one in found.sets
    )
