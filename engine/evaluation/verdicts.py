"""From the courses of a world to a verdict: since when, not yet, never, or not determined (S3, S4, S5, S12)."""

import attrs

from assent.engine.evaluation.courses import Course, first_of, run_start, upto
from assent.engine.evaluation.findings import Verdict
from assent.engine.evaluation.fixed import FixedPulse
from assent.engine.evaluation.world import World, happenings_of
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, ClauseKind
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment

YES: dict[ClauseKind, Verdict] = {
    "effect": "EFFECTIVE",
    "force": "EFFECTIVE",
    "set": "SATISFIED",
    "duty": "SATISFIED",
    "representation": "SATISFIED",
    "state": "SATISFIED",
    "obligation": "PERFORMED",
    "prohibition": "COMPLIED WITH",
    "breach": "BREACHED",
}


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Answer(Frozen):
    """A verdict with its moment.

    `at` is the index of the moment whose conditions explain it: when an effect took hold, when an act was done, or
    now. `supposed` is set when the verdict speaks of an act that is only supposed (S12); `exact` is not when more
    cases stand open than can be tried.
    """

    verdict: Verdict
    since: Moment | None
    at_latest: bool
    at: int
    supposed: bool = False
    exact: bool = True


def answer(world: World, clause: Clause) -> Answer:
    """The verdict on a clause at the as-of moment of a world."""
    if clause.kind == "permission":
        return _permission(world, clause)
    return _effect(world, clause)


def _effect(world: World, clause: Clause) -> Answer:
    timeline = world.record.timeline
    course = world.clause(clause.name)
    now = 1 << timeline.now
    if course.sure & now:
        start = run_start(course.sure, now)
        earlier = run_start(course.may, now) < start
        # what took effect stays so, whatever became of its conditions; all else rests on them as they are now
        at = took_hold(world, clause, now) if clause.kind == "effect" else timeline.now
        return Answer(YES[clause.kind], timeline.moment(start), earlier, at)
    if course.may & now:
        return Answer("UNDETERMINED", None, False, _when_it_may(world, clause))
    if prospects(world, clause.name) & timeline.future:
        return Answer("NOT YET", None, False, timeline.now)
    return Answer("CAN NO LONGER BE", None, False, timeline.now)


def took_hold(world: World, clause: Clause, bit: int) -> int:
    """The moment whose conditions explain an effect: since when it holds, or at which it did what relates back."""
    start = run_start(world.clause(clause.name).sure, bit)
    if not world.relates_back(clause):
        return start
    within = upto(1 << world.vantage)
    if clause.lapses is not None:
        within &= world.record.timeline.upto(clause.lapses)
    met = first_of(world.governing(clause).sure & within)
    return max(met.bit_length() - 1, start) if met else start


def _when_it_may(world: World, clause: Clause) -> int:
    """The moment that explains an unknown: now, or the last at which all may have been met, if that was before."""
    timeline = world.record.timeline
    may = world.governing(clause).may & timeline.past
    if clause.lapses is not None:
        may &= timeline.upto(clause.lapses)
    return may.bit_length() - 1 if may else timeline.now


def prospects(world: World, name: str) -> int:
    """The moments at which some continuation of the facts meets a clause; relation back is seen from the end."""
    if world.contract.structure.relating:
        return world.clause(name).may | world.from_the_end().clause(name).may
    return world.clause(name).may


def _permission(world: World, clause: Clause) -> Answer:
    """Asked after the act: was it covered. Asked before it: would it be, done now; could it be, done later."""
    assert clause.act is not None
    timeline = world.record.timeline
    now = 1 << timeline.now
    pulse = world.pulse(clause.act)
    if pulse.sure & timeline.past or (begun(world, clause) and not pulse.may and _too_late(world, clause)):
        return _after_the_act(world, clause)
    if pulse.may & timeline.past or perhaps_too_late(world, clause):
        return Answer("UNDETERMINED", None, False, timeline.now)
    supposed = suppose_act(world, clause)
    course = supposed.covered(clause)
    if course.sure & now:
        return Answer("PERMITTED", None, False, timeline.now, supposed=True)
    if course.may & now:
        return Answer("UNDETERMINED", None, False, timeline.now, supposed=True)
    if prospects(world, clause.name) & timeline.future:
        return Answer("NOT PERMITTED YET", None, False, timeline.now, supposed=True)
    return Answer("NO LONGER PERMITTED", None, False, timeline.now, supposed=True)


def suppose_act(world: World, clause: Clause) -> World:
    """The world in which what is missing of the act is done at the as-of moment, in whatever form is asked."""
    assert clause.act is not None
    supposed = world.supposed.get(clause.name)
    if supposed is not None:
        return supposed
    timeline = world.record.timeline
    parts = [part for part, _ in m.walk(clause.act) if isinstance(part, m.Happened)]
    missing = [part.happening for part in parts if not world.pulse(part).sure & timeline.past]
    supposed = world.supposed[clause.name] = world.fixing(dict.fromkeys(missing, FixedPulse(1 << timeline.now)))
    return supposed


def begun(world: World, clause: Clause) -> int:
    """The moments at which a part of the permitted act has been done."""
    assert clause.act is not None
    mask = 0
    for happening in happenings_of(clause.act):
        for entry in world.record.entries(happening):
            mask |= world.record.timeline.sure(entry.moment)
        fixed = world.fixed.get(happening)
        mask |= fixed.mask & world.record.timeline.past if isinstance(fixed, FixedPulse) else 0
    return mask


def _too_late(world: World, clause: Clause) -> bool:
    """Whether what is missing of the act, done now, would not make up the whole."""
    assert clause.act is not None
    return not suppose_act(world, clause).pulse(clause.act).may


def perhaps_too_late(world: World, clause: Clause) -> list[m.Happened]:
    """The parts that may have been done on an earlier day, so that the whole can no longer be done on one (S12)."""
    assert clause.act is not None
    timeline = world.record.timeline
    found = []
    for part in at_once(clause.act):
        pulse = world.pulse(part)
        if part.happening.once and not pulse.sure & timeline.past and pulse.may & timeline.days_before:
            found.append(part)
    return found


def at_once(act: m.Happened | m.Composite) -> list[m.Happened]:
    """The parts of an act that have to be done on one day with others."""
    wholes = [one for one, _ in m.walk(act) if isinstance(one, m.Composite) and one.simultaneous]
    return [part for whole in wholes for part, _ in m.walk(whole) if isinstance(part, m.Happened)]


def _after_the_act(world: World, clause: Clause) -> Answer:
    timeline = world.record.timeline
    course: Course = world.clause(clause.name)
    now = 1 << timeline.now
    assert clause.act is not None
    done = world.pulse(clause.act).sure & timeline.past or begun(world, clause)
    at = (done & -done).bit_length() - 1 if done else timeline.now
    if course.sure & now:
        start = run_start(course.sure, now)
        return Answer("COVERED", timeline.moment(start), False, start)
    if course.may & now:
        return Answer("UNDETERMINED", None, False, at)
    return Answer("NOT COVERED", None, False, at)
