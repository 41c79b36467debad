"""From a verdict to a finding: its reasons, what is missing, and what no single condition says (S11)."""

from collections.abc import Mapping

from assent.engine.evaluation.citations import cite
from assent.engine.evaluation.courses import first_of, latched, run_start
from assent.engine.evaluation.findings import POSITIVE, Finding, MissingFact, Reason
from assent.engine.evaluation.reasons import Apart, ReasonBuilder
from assent.engine.evaluation.verdicts import Answer, perhaps_too_late, suppose_act
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause
from assent.engine.model.obligations import breach_of, is_obligation

Shared = dict[tuple[str, int], Apart]


def explain(
    world: World, clause: Clause, answer: Answer, rests_on: tuple[str, ...] | None = None, shared: Shared | None = None
) -> Finding:
    """The finding on a clause: its verdict and the reasons at the moment that decides.

    `shared` keeps the reasons of clauses that others refer to, for all findings of one evaluation.
    """
    view = suppose_act(world, clause) if answer.supposed else world
    kept: Shared = {} if answer.supposed or shared is None else shared
    builder = ReasonBuilder(view, world, answer.at, kept)
    reasons = tuple(builder.clause(clause))
    if answer.verdict in POSITIVE and not builder.cut:
        kept.setdefault((clause.name, answer.at), Apart(reasons, builder.taken, builder.deepest))
    note = deadlock(world, clause, answer) if answer.verdict == "NO LONGER PERMITTED" else ""
    if answer.verdict == "CAN NO LONGER BE" and clause.lasting is not None:
        note = ended(world, clause.lasting)
    if is_obligation(clause):
        note = breached(world, clause)
    if not answer.exact:
        note = "not settled exactly: more cases stand open than were tried"
    return Finding(
        name=clause.name,
        kind=clause.kind,
        section=clause.section,
        verdict=answer.verdict,
        since=answer.since,
        at_latest=answer.at_latest,
        readings=_chosen(world, clause),
        rests_on=rests_on,
        note=note,
        reasons=reasons,
        missing=tuple(dict.fromkeys((*_whether_done(world, clause, answer), *_missing(reasons, answer)))),
    )


def _whether_done(world: World, clause: Clause, answer: Answer) -> tuple[MissingFact, ...]:
    """What would tell whether the permitted act has been done: before it another question is asked than after (S12)."""
    if clause.act is None or answer.verdict != "UNDETERMINED" or answer.supposed:
        return ()
    found = cite(world, clause.act, 1 << answer.at).missing
    parts = perhaps_too_late(world, clause)
    return (*found, *(fact for part in parts for fact in cite(world, part, 1 << answer.at).missing))


def _chosen(world: World, clause: Clause) -> Mapping[str, str]:
    """The alternatives chosen where the clause, or one it leans on, asks."""
    asked = world.contract.structure.questions[clause.name]
    return {question: chosen for question, chosen in world.readings.items() if question in asked}


def _missing(reasons: tuple[Reason, ...], answer: Answer) -> tuple[MissingFact, ...]:
    """The unknown facts that decide; for a verdict that is certain anyway, all that are unknown (S4)."""
    if answer.verdict not in ("UNDETERMINED", "NOT YET", "NOT PERMITTED YET"):
        return ()
    only_decisive = answer.verdict == "UNDETERMINED"
    found: dict[MissingFact, None] = {}
    for root in reasons:
        for reason in root.walk():
            if reason.missing and (reason.decisive or not only_decisive):
                found.update(dict.fromkeys(reason.missing))
    return tuple(found)


def ended(world: World, lasting: m.Lasting) -> str:
    """Since when an effect that took effect is one no longer, or was none at all, and by which section (S15)."""
    begun = latched(world.course(lasting.begins), world.full).sure & world.record.timeline.past
    for part, words in ((lasting.valid, "void from the start"), (lasting.stays, "ceased to be effective")):
        over = begun & ~world.course(part).may if part is not None else 0
        if part is not None and over:
            moment = world.record.timeline.moment(first_of(over).bit_length() - 1)
            on = f"{words} since {moment}" if part is lasting.valid else f"{words} on {moment}"
            return f"{on}, by section {part.place.section}" if part.place.section else on
    return ""


def breached(world: World, clause: Clause) -> str:
    """Who is in breach of an obligation, and since when; or has been, from when to when (S16)."""
    timeline, course = world.record.timeline, world.clause(breach_of(clause.name))
    who = " and ".join(clause.obliged)
    be = "have" if len(clause.obliged) > 1 else "has"
    if course.sure & 1 << timeline.now:
        return f"{who} {be} been in breach since {timeline.moment(run_start(course.sure, 1 << timeline.now))}"
    if course.may & 1 << timeline.now:
        return f"whether {who} {be} been in breach is not known"
    over = course.sure & timeline.past
    if not over:
        return ""
    last = over.bit_length() - 1
    first = timeline.moment(run_start(course.sure, 1 << last))
    return f"{who} had been in breach since {first}, and {be} not been since {timeline.moment(last + 1)}"


def deadlock(world: World, clause: Clause, answer: Answer) -> str:
    """Say when a permission is lost only because it waits for the act that waits for it (T1 read in sequence)."""
    supposed = suppose_act(world, clause)
    for version in clause.versions:
        for condition, _ in m.walk(version.condition) if version.condition is not None else ():
            if isinstance(condition, m.Refers) and condition.mode == "in sequence":
                waits = supposed.clause(condition.clause)
                act = clause.act.place.text if clause.act is not None else ""
                if waits.may & 1 << answer.at and not world.without().clause(condition.clause).may:
                    return (
                        f"deadlock: {clause.name} waits for `{condition.place.text}`, which waits for `{act}`, "
                        f"which may be done only under {clause.name}"
                    )
    return ""
