"""What closed the door on a verdict: the moment since when it can no longer be, and what happened then (S4)."""

from collections.abc import Iterator

import attrs

from assent.engine.evaluation.findings import LOST
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model import conditions as m
from assent.grammar.values import Moment


@attrs.frozen
class Waiver:
    """A way that remains by a clause of the contract: who may waive which section, in which form; empty means any."""

    party: str
    section: str
    form: str = ""


@attrs.frozen
class Closing:
    """Since when a verdict can no longer be positive, and why.

    `entries` are the facts dated at the last moment at which it still could; none where only time passed, and then
    `passed` is the last moment at which the door was open. `ever` is false where it was never open on this journal.
    `waivers` are those that the contract provides for the conditions that are lost.
    """

    since: Moment
    entries: tuple[Entry, ...] = ()
    passed: Moment | None = None
    ever: bool = True
    waivers: tuple[Waiver, ...] = ()


def closing(world: World, facts: Facts, as_of: Moment, name: str) -> Closing:
    """The moment at which a verdict was lost; what is lost stays lost (S4), so the moments are halved."""
    moments = list(_moments(world, facts, as_of))
    low, high = 0, len(moments) - 1
    while low < high:
        middle = (low + high) // 2
        if _is_closed(world, facts, moments[middle], name):
            high = middle
        else:
            low = middle + 1
    since = moments[low]
    entries = tuple(entry for entry in facts.entries if entry.moment.day == since.day)
    telling = tuple(entry for entry in entries if not _is_closed(world, _without(facts, entry), since, name))
    remaining = waivers(world, name)
    if telling or low == 0:
        return Closing(since, telling, ever=low > 0, waivers=remaining)
    return Closing(since, passed=moments[low - 1], waivers=remaining)


def waivers(world: World, name: str) -> tuple[Waiver, ...]:
    """The waivers that clauses provide for the conditions of a clause, or of those it leans on, that are lost."""
    granted = world.granting(name)  # what waits for the verdict alone has not failed by itself
    from_now = world.full & ~(world.record.timeline.past >> 1)
    found: dict[Waiver, None] = {}
    for reached in (name, *sorted(world.contract.structure.reaches[name] - {name})):
        for version in world.contract.clauses[reached].versions:
            for condition, sign in m.walk(version.condition) if version.condition is not None else ():
                if (
                    isinstance(condition, m.Waivable)
                    and sign == 1
                    and not granted.course(condition.part).may & from_now
                ):
                    found |= dict.fromkeys(_given(world, condition))
    return tuple(found)


def _given(world: World, condition: m.Waivable) -> Iterator[Waiver]:
    for waiver, giver, acts in condition.given():
        if isinstance(waiver, m.UnderReading) and world.readings.get(waiver.question) != waiver.alternative:
            continue
        # that of a section around it is passed by; its own says more
        own = [act for act in acts if act.happening.object == _label(condition)]
        for act in own[:1]:
            yield Waiver(giver, act.happening.object, next((str(test.value) for test in act.tests), ""))


def _label(condition: m.Waivable) -> str:
    place = condition.place
    return f"{place.section} of {place.agreement}" if place.agreement else place.section


def _moments(world: World, facts: Facts, as_of: Moment) -> Iterator[Moment]:
    """The days at which something can change: those of the facts, those of the contract and the days after them."""
    days = {entry.moment.day for entry in facts.entries}
    for moment in world.contract.moments:
        days |= {moment.day, moment.day.fromordinal(moment.day.toordinal() + 1)}
    first = min(days, default=as_of.day)
    days.add(first.fromordinal(first.toordinal() - 1))
    yield from (Moment(day) for day in sorted(days) if day < as_of.day)
    yield as_of


def _is_closed(world: World, facts: Facts, as_of: Moment, name: str) -> bool:
    record = lay_out(world.contract, facts, as_of)
    return settle(World(world.contract, record, world.readings), name).verdict in LOST


def _without(facts: Facts, entry: Entry) -> Facts:
    return attrs.evolve(facts, entries=tuple(other for other in facts.entries if other is not entry))
