"""The unfolding of a contract into formulas says of every completion what the evaluation says of that completion."""

from hypothesis import assume, given, note
from hypothesis import strategies as st

from assent.engine.analysis.exact.unfolding import Unfolding
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from tests.support.completions import OpenRecord, completions
from tests.support.encodings import cases


def world_of(case) -> World:
    contract = case.contract
    readings = {name: case.readings.get(name, question.default) for name, question in contract.questions.items()}
    return World(contract, lay_out(contract, case.facts, case.as_of), readings)


def is_compared(contract) -> bool:
    """Whether every text is in the record, and no effect that relates back could close a circle."""
    circular = bool(contract.structure.together)
    if circular and any(clause.relations_back for clause in contract.clauses.values()):
        return False
    texts = [version.condition for clause in contract.clauses.values() for version in clause.versions]
    if None in texts:
        return False
    inside = (one for text in texts if text is not None for one, _ in m.walk(text))
    return not any(isinstance(one, m.Carried) and one.unknown for one in inside)  # a weight that no history tells


@given(st.data())
def test_a_completion_put_into_the_formulas_gives_its_evaluation(data):
    """S3: in a completion nothing is open, and a formula has the one value that the completion gives it.

    The tables of the evaluation say less than that where only the time of day would decide (S1); there their surely
    met and may be met enclose the value.
    """
    case = data.draw(cases())
    assume(is_compared(case.contract))
    world = world_of(case)
    drawn = data.draw(completions(world))
    fixed = world.fixing(drawn.fixed)
    frame = OpenRecord(world.contract, world.record, world.readings, vantage=world.record.timeline.now)
    unfolding = Unfolding(world.contract, frame)
    for name in world.contract.clauses:
        unfolding.clause(name)
    pairs = list(laid_side_by_side(unfolding, fixed))
    values = drawn.values(world, frame)
    for words, course, known in pairs:
        met = sum(
            1 << index
            for index in range(frame.algebra.count)
            if frame.formulas.value(frame.algebra.at(course, index), values)
        )
        note(f"{words}: formula {met:b}, evaluation {known.sure:b} {known.may:b}")
        assert known.sure & ~met == 0, words
        assert met & ~known.may == 0, words


def laid_side_by_side(unfolding, world):
    """Each clause with its course in formulas and in the evaluation."""
    contract = world.contract
    for name in contract.clauses:
        yield name, unfolding.clause(name), world.clause(name)


@given(st.data())
def test_a_definite_verdict_is_what_every_completion_says(data):
    """S3, S4: a verdict is definite when every completion gives it, and never means that no continuation meets it."""
    case = data.draw(cases())
    assume(is_compared(case.contract))
    world = world_of(case)
    timeline = world.record.timeline
    names = [name for name, clause in world.contract.clauses.items() if clause.kind != "permission"]
    assume(names)
    name = data.draw(st.sampled_from(names))
    found = settle(world, name)
    assume(found.verdict != "UNDETERMINED")
    now = timeline.now if found.verdict != "CAN NO LONGER BE" else len(timeline.points) - 1
    frame = OpenRecord(world.contract, world.record, world.readings, vantage=now)
    course = Unfolding(world.contract, frame).clause(name)
    values = data.draw(completions(world)).values(world, frame)
    met = [frame.formulas.value(frame.algebra.at(course, index), values) for index in range(now + 1)]
    if found.verdict == "CAN NO LONGER BE":
        assert not any(met[timeline.now :])
    else:
        assert met[timeline.now] == (found.verdict != "NOT YET")
