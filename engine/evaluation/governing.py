"""Which text of a clause governs, moment by moment (rule S9)."""

from typing import TYPE_CHECKING

from assent.engine.evaluation.courses import Course, all_of, any_of, opposite
from assent.engine.model.contract import Clause, Version

if TYPE_CHECKING:
    from assent.engine.evaluation.world import World


def governing_at(world: "World", clause: Clause, bit: int) -> list[Version]:
    """The text that governs at a moment; each that may, where that is not settled."""
    return [version for version, governs in texts(world, clause) if governs.may & bit]


def texts(world: "World", clause: Clause) -> list[tuple[Version, Course]]:
    """Each text of a clause with the moments at which it governs.

    The text before all others governs while no effect supplies another. Of the texts whose effects hold, the one whose
    effect began last governs; of those that began at one moment, the last in the order of the contract.
    """
    supplied = [version for version in clause.versions if version.supplied_by]
    holds = [world.clause(version.supplied_by) for version in supplied]
    replaces = [world.replacing(version.supplied_by).clause(version.supplied_by) for version in supplied]
    none = all_of([opposite(course, world.full) for course in replaces], world.full)
    found = [(version, none) for version in clause.versions if not version.supplied_by]
    for own, version in enumerate(supplied):
        newest = [_newer(holds, replaces, own, other, world.full) for other in range(len(supplied)) if other != own]
        found.append((version, all_of([holds[own], *newest], world.full)))
    return found


def _newer(holds: list[Course], replaces: list[Course], own: int, other: int, full: int) -> Course:
    """Where another text does not stand in the way of one: its effect does not hold, or began before.

    `holds` helps the one, `replaces` is what hurts it; they differ where a bound is asked for, not an answer.
    """
    if own < other:  # the other is later in the contract: it has to have begun strictly before
        before = began_before(holds[other], replaces[own])
    else:
        before = opposite(began_before(replaces[own], holds[other]), full)
    return any_of((opposite(replaces[other], full), before))


def began_before(one: Course, other: Course) -> Course:
    """Where one thing holds, and began before another did that holds too; or the other does not hold."""
    return Course(_lasting(one.sure & ~other.may, one.sure), _lasting(one.may & ~other.sure, one.may))


def _lasting(begun: int, through: int) -> int:
    """The moments from each of a mask on, for as long as another mask lasts; in twice as large steps each time."""
    step = 1
    while through:
        begun |= through & (begun << step)
        through &= through << step
        step *= 2
    return begun
