"""Which way each fact pulls: the polarities with which a clause leans on single facts, through whatever clauses."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract
from assent.engine.model.happenings import Happening, Test
from assent.grammar.values import Moment

AtomKind = Literal["happened", "determined", "form", "state", "truth", "text", "weights"]


@attrs.frozen(cache_hash=True)
class Atom:
    """One thing that is asked of the facts: whether something happened with some particulars, a state holds.

    `strong` asks of a truth whether it is so in all material respects only; `date` is that of a form. A `text` is
    that of a clause whose words are not in the record; `weights` are those of a vote, by its number.
    """

    kind: AtomKind
    subject: Happening | str
    tests: tuple[Test, ...] = ()
    strong: bool = False
    date: Moment | None = None


def atom_of(condition: m.Condition) -> Atom | None:
    """What a condition asks of the facts for itself."""
    match condition:
        case m.Happened(happening=happening, tests=tests):
            return Atom("happened", happening, tests)
        case m.Determined(happening=happening):
            return Atom("determined", happening)
        case m.InForm(document=document, date=date):
            return Atom("form", document, date=date)
        case m.StateHolds(state=state) | m.StateOccurred(state=state):
            return Atom("state", state)
        case m.Stated(subject=subject, material=material):
            return Atom("truth", subject, strong=material)
        case _:
            return None


def weights_of(vote: m.Carried) -> Atom:
    """What is asked of the weights of a vote that are not in the record."""
    return Atom("weights", str(vote.number))


@attrs.define
class Uses:
    """How clauses lean on an atom: 1 where meeting it helps, -1 where it hurts; and the conditions that ask for it.

    `sections` are those in which the conditions stand, by the nearest label around each.
    """

    signs: set[int] = attrs.field(factory=set)
    conditions: list[m.Condition] = attrs.field(factory=list)
    sections: dict[str, None] = attrs.field(factory=dict)


@attrs.frozen
class Bound:
    """A deadline that clauses lean on: the section it binds, and 1 where time helps, -1 where its end does."""

    moment: Moment
    section: str
    sign: int


def bounds_of(contract: Contract, names: tuple[str, ...], readings: Mapping[str, str]) -> list[Bound]:
    """The deadlines of conditions that clauses lean on, and of the clauses themselves (`lapses after`)."""
    bounds: dict[Bound, None] = {}

    def visit(clause: Clause, sign: int, condition: m.Condition | None, section: str) -> None:
        if condition is None and clause.lapses is not None:
            bounds[Bound(clause.lapses, clause.section, sign)] = None
        if isinstance(condition, m.ByDate):
            bounds[Bound(condition.deadline, section, sign)] = None

    uses_of(contract, names, readings, visit)
    return list(bounds)


_Visit = Callable[[Clause, int, m.Condition | None, str], None]


def uses_of(
    contract: Contract, names: tuple[str, ...], readings: Mapping[str, str], visit: _Visit | None = None
) -> dict[Atom, Uses]:
    """The atoms that clauses lean on under the readings chosen; `visit` sees each clause and condition on the way."""
    found: dict[Atom, Uses] = {}
    seen: set[tuple[str, int]] = set()
    waiting = [(name, 1) for name in names]
    while waiting:
        name, sign = waiting.pop()
        if (name, sign) in seen or name not in contract.clauses:
            continue
        seen.add((name, sign))
        clause = contract.clauses[name]
        waiting += _suppliers(clause, sign)
        if visit is not None:
            visit(clause, sign, None, clause.section)
        if any(version.condition is None for version in clause.versions):
            found.setdefault(Atom("text", name), Uses()).signs.add(sign)
        for root in _roots(clause):
            for condition, polarity, section in _walk(root, sign, readings, clause.section):
                if visit is not None:
                    visit(clause, polarity, condition, section)
                waiting.append((m.clause_of(condition), polarity))
                if isinstance(condition, m.Carried) and condition.unknown:
                    found.setdefault(weights_of(condition), Uses()).signs.add(polarity)
                atom = atom_of(condition)
                if atom is not None:
                    uses = found.setdefault(atom, Uses())
                    uses.signs.add(polarity)
                    uses.conditions.append(condition)
                    uses.sections |= {section: None} if section else {}
    return found


def _suppliers(clause: Clause, sign: int) -> Iterator[tuple[str, int]]:
    """The effects that supply texts: they help by the new text, and hurt by taking away another one in the record."""
    given = sum(version.condition is not None for version in clause.versions)
    for version in clause.versions:
        if version.supplied_by:
            yield version.supplied_by, sign
            if given > 1:
                yield version.supplied_by, -sign


def _roots(clause: Clause) -> Iterator[m.Condition]:
    if clause.act is not None:
        yield clause.act
    yield from (version.condition for version in clause.versions if version.condition is not None)


def _walk(
    condition: m.Condition, sign: int, readings: Mapping[str, str], section: str
) -> Iterator[tuple[m.Condition, int, str]]:
    """Every condition inside one but those under a reading that is not chosen, each with the label around it."""
    if isinstance(condition, m.UnderReading) and readings.get(condition.question) not in (None, condition.alternative):
        return
    section = condition.place.section or section
    yield condition, sign, section
    for part, polarity in m.pulling_parts(condition):
        yield from _walk(part, sign * polarity, readings, section)
