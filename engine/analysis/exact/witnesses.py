"""How many moments could ever matter to some clauses: all time before, the last, one for each thing to last (S13)."""

from collections.abc import Collection, Iterator

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract
from assent.engine.model.happenings import Total
from assent.engine.model.room import happenings_in, lasts


def moments_needed(contract: Contract, names: Collection[str]) -> int:
    """So many moments are enough to break, or to keep, whatever can be said of some clauses.

    A thinned history keeps the last moment, and the first at which each of these was so: an effect taken on, an act
    covered, a condition met at a date, by a date, on or while something happens, or broken throughout; a state; and
    each event whose very moment is asked. What has merely happened needs no moment of its own: it has happened still.
    Of several effects that supply a text, the order in which they began counts (S9): see `_of_stacks`.
    """
    count = 2
    instants: set[object] = set()
    dates: set[object] = set()
    for name in names:
        clause = contract.clauses[name]
        count += _of_clause(contract, clause)
        if clause.act is not None:
            instants |= happenings_in(clause.act)
        for condition in _conditions(clause):
            match condition:
                case m.HeldWhile() | m.OnEachDate() | m.Elapsed():
                    instants |= happenings_in(condition.occurrence)
                    count += 1
                case m.Composite():
                    instants |= happenings_in(condition)
                case m.Happened(happening=Total() as total):
                    instants.add(total)  # what is added up through a date cannot be put off
                case m.OnDate(date=date):
                    dates.add(date)
                case m.Throughout() | m.StateOccurred() | m.After() | m.InTime():
                    count += 1
                case m.Lasting():  # its beginning, and the first of each of its ends
                    count += 1 + len(condition.ends)
                case m.ByDate(part=part) if not lasts(contract.clauses, part):
                    count += 1
                case _:
                    pass
    count += len(instants) + len(dates)
    if any(isinstance(condition, m.Spells) for name in names for condition in _conditions(contract.clauses[name])):
        count = 1 + 2 * (count - 1)  # each moment with what began, or ended, last before it
    return _of_stacks(contract, names, count)


def _of_stacks(contract: Contract, names: Collection[str], count: int) -> int:
    """The moments needed where several effects supply a text of one clause.

    What lasts began in the order of its first moments: one for each effect. Where one can end and begin again, the
    order at each moment follows from the moments just before each began for the last time: one for each, every time.
    """
    stacks = [names_of for name in names if len(names_of := _suppliers(contract.clauses[name])) > 1]
    lasting = {one for stack in stacks if _all_last(contract, stack) for one in stack}
    count += len(lasting)
    for stack in stacks:
        if not _all_last(contract, stack):
            count *= 1 + len(stack)
    return count


def _suppliers(clause: Clause) -> tuple[str, ...]:
    return tuple(dict.fromkeys(version.supplied_by for version in clause.versions if version.supplied_by))


def _all_last(contract: Contract, stack: Collection[str]) -> bool:
    return all(contract.clauses[name].kind == "effect" for name in stack)


def moments_apart(contract: Contract, names: Collection[str]) -> int:
    """So many moments where an amendment and what makes good for it have to be told apart: one more before each."""
    count = moments_needed(contract, names)
    changing = any(_of_forms(condition) for name in names for condition in _conditions(contract.clauses[name]))
    return 1 + 2 * (count - 1) if changing else count


def _of_forms(condition: m.Condition) -> bool:
    amended = isinstance(condition, m.Happened) and condition.happening.verb == "amended"
    return amended or isinstance(condition, m.InForm)


def leaned_on(contract: Contract, names: Collection[str]) -> set[str]:
    """The clauses that some clauses refer to."""
    found: set[str] = set()
    for name in names:
        clause = contract.clauses[name]
        found |= {version.supplied_by for version in clause.versions}
        found |= {m.clause_of(condition) for condition in _conditions(clause)}
    return found & contract.clauses.keys()


def _of_clause(contract: Contract, clause: Clause) -> int:
    """The moments that a clause needs for itself."""
    match clause.kind:
        case "permission" | "state":
            return 1
        case "effect":
            return int(clause.lapses is not None or not all(lasts(contract.clauses, root) for root in _roots(clause)))
        case _:
            return 0


def _roots(clause: Clause) -> Iterator[m.Condition]:
    return (version.condition for version in clause.versions if version.condition is not None)


def _conditions(clause: Clause) -> Iterator[m.Condition]:
    for root in _roots(clause):
        yield from (condition for condition, _ in m.walk(root))
