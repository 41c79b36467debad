"""Guarantees tried on one journal: which of them some facts break, at a moment, under a choice of readings (S13).

In come a contract, facts, a moment and readings; out come the guarantees that are definitely unmet there. That none
is broken by some facts proves nothing about others: this is the test of one case.
"""

from collections.abc import Iterable, Mapping

import attrs

from assent.engine.evaluation.evaluate import NO_READINGS
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import surely_unmet
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract, Guarantee
from assent.engine.model.room import room
from assent.grammar.values import Moment


@attrs.frozen
class Breach:
    """A guarantee that some facts break, and the readings under which they do, by question."""

    guarantee: Guarantee
    readings: Mapping[str, str]


def breaches(
    contract: Contract, facts: Facts, as_of: Moment, readings: Mapping[str, str] = NO_READINGS
) -> tuple[Guarantee, ...]:
    """The guarantees whose condition is definitely unmet as of a moment; what is unknown is no breach (S13).

    `readings` chooses alternatives by question; the others use their defaults.
    """
    return tuple(breach.guarantee for breach in all_breaches(contract, facts, as_of, [readings]))


def all_breaches(
    contract: Contract, facts: Facts, as_of: Moment, choices: Iterable[Mapping[str, str]]
) -> tuple[Breach, ...]:
    """The breaches under several choices of readings: each guarantee once, with the first choice that breaks it."""
    found: dict[str, Breach] = {}
    if not contract.guarantees:
        return ()
    stated = with_guarantees(contract)
    quick, exact = _world(stated, facts, as_of), None
    for readings in choices:
        for guarantee in contract.guarantees:
            if guarantee.label in found or not surely_unmet(_read_by(quick, readings), guarantee.name):
                continue
            # the moments that are enough for the clauses may be too few for a guarantee: more of them leave more open
            exact = exact or _world(with_room(stated), facts, as_of)
            if surely_unmet(_read_by(exact, readings), guarantee.name):
                found[guarantee.label] = Breach(guarantee, readings)
    return tuple(found.values())


def _world(contract: Contract, facts: Facts, as_of: Moment) -> World:
    return World(contract, lay_out(contract, facts, as_of), contract.read_by({}))


def _read_by(world: World, readings: Mapping[str, str]) -> World:
    for question, alternative in readings.items():
        if alternative != world.readings[question]:
            world = world.reading(question, alternative)
    return world


def with_room(contract: Contract) -> Contract:
    """A contract with as many moments between two dates as all clauses that it has now need."""
    return attrs.evolve(contract, room=room(contract.clauses, contract.structure, contract.nouns))


def with_guarantees(contract: Contract) -> Contract:
    """The contract with each guarantee as a clause that holds while its condition does, named as `Guarantee.name`."""
    clauses = {guarantee.name: guarantee.as_clause() for guarantee in contract.guarantees}
    moments = {*contract.moments, *(moment for one in contract.guarantees for moment in m.moments_in(one.condition))}
    ordered = sorted(moments, key=lambda moment: (moment.day, moment.minute or 0))
    counted = [*contract.counted, *(one for each in contract.guarantees for one in m.counted_in(each.condition))]
    return attrs.evolve(
        contract,
        clauses={**contract.clauses, **clauses},
        moments=tuple(ordered),
        counted=tuple(dict.fromkeys(counted)),
    )
