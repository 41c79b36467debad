"""Which readings a verdict rests on: those whose change alone would change it (rule S10)."""

from assent.engine.evaluation.findings import POSITIVE
from assent.engine.evaluation.verdicts import Answer, answer
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause


def questions_that_matter(world: World, clause: Clause, found: Answer) -> tuple[str, ...]:
    """The questions of which another alternative, all else as it is, gives another verdict or another date.

    A question whose places read the same with and without it at the moments that count is passed by unasked.
    """
    structure = world.contract.structure
    candidates = {
        choice.question for choice, polarity in structure.choices[clause.name] if _tells(world, choice, polarity, found)
    }
    for other in world.contract.clauses.values():
        if other.name == clause.name or other.name in structure.reaches[clause.name]:
            candidates |= {relation.question for relation in other.relations_back}
    return tuple(q for q in world.contract.questions if q in candidates and _turns(world, clause, found, q))


def _tells(world: World, choice: m.UnderReading, polarity: int, found: Answer) -> bool:
    """Whether, at the moments that count, a place where a reading is chosen differs from its dropping out.

    A positive verdict counts on what is surely so at its moment; one that is negative on what may be so, now and
    later; behind a negation the other way round.
    """
    if isinstance(choice.part, m.Refers) and choice.part.mode == "in sequence":
        return True
    timeline = world.record.timeline
    course = world.course(choice.part)
    positive = found.verdict in POSITIVE
    bits = 1 << found.at if positive or found.at != timeline.now else 1 << found.at | timeline.future
    neutral = bits if choice.neutral else 0
    surely = course.sure & bits != neutral
    maybe = course.may & bits != neutral
    if found.verdict == "UNDETERMINED":
        return surely or maybe
    return surely if positive == (polarity > 0) else maybe


def _turns(world: World, clause: Clause, found: Answer, question: str) -> bool:
    for alternative in world.contract.questions[question].alternatives:
        if alternative.name != world.readings.get(question):
            other = answer(world.reading(question, alternative.name), clause)
            if (other.verdict, other.since) != (found.verdict, found.since):
                return True
    return False
