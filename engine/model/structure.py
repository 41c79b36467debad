"""Which clauses depend on which: strongly connected groups, signs behind negations, conditions inside circles."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Structure, Subject, Use, Version
from assent.engine.model.happenings import Happening, Test

T = TypeVar("T")
_Edges = Mapping[str, list[tuple[str, bool]]]


def find_structure(clauses: Mapping[str, Clause], size: int) -> Structure:
    """The structure of a contract's clauses; `size` is the number of its conditions."""
    edges = {name: list(_references(clause, clauses)) for name, clause in clauses.items()}
    together: dict[str, frozenset[str]] = {}
    for group in _groups(edges):
        if len(group) > 1 or any(target == group[0] for target, _ in edges[group[0]]):
            together.update(dict.fromkeys(group, frozenset(group)))
    circular = [False] * size
    inside: set[int] = set()
    for clause in clauses.values():
        for version in clause.versions:
            if version.condition is not None:
                _mark(version.condition, together, clauses, circular)
                if clause.kind == "permission":
                    inside |= {condition.number for condition, _ in m.walk(version.condition)}
    questions = {name: _questions(clauses, name) for name in clauses}
    return Structure(
        together,
        {name: frozenset(target for target, _ in targets) for name, targets in edges.items()},
        _behind_negation(clauses, edges, together),
        tuple(circular),
        frozenset(inside),
        _asks(clauses, size, questions),
        _rests_on(clauses, size),
        {name: tuple(_choices(clauses, name)) for name in clauses},
        {name: tuple(_choices(clauses, name, suppliers=False)) for name in clauses},
        questions,
        {name: frozenset(other.name for other, _, _ in _closure(clauses, name)) for name in clauses},
        {name: _suppliers(clauses, name) for name in clauses},
    )


def _references(clause: Clause, clauses: Mapping[str, Clause]) -> Iterator[tuple[str, bool]]:
    for version in clause.versions:
        if version.supplied_by:
            yield version.supplied_by, False
        if version.condition is None:
            continue
        for condition, polarity in m.walk(version.condition):
            target = m.clause_of(condition)
            if target in clauses:
                yield target, polarity < 0


def _mark(
    condition: m.Condition,
    together: Mapping[str, object],
    clauses: Mapping[str, Clause],
    circular: list[bool],
) -> bool:
    depends = False
    for part in m.parts_of(condition):
        depends |= _mark(part, together, clauses, circular)
    depends |= m.clause_of(condition) in together
    circular[condition.number] = depends
    return depends


def _closure(
    clauses: Mapping[str, Clause], name: str, *, suppliers: bool = True
) -> Iterator[tuple[Clause, Version, m.Polarity]]:
    """A clause and all it leans on: each text with the polarities it is reached with.

    Without `suppliers`, the effects that only decide which text governs are left out.
    """
    seen: set[tuple[str, int]] = set()
    waiting: list[tuple[str, m.Polarity]] = [(name, 1)]
    while waiting:
        here, sign = waiting.pop()
        if (here, sign) in seen or here not in clauses:
            continue
        seen.add((here, sign))
        for version in clauses[here].versions:
            yield clauses[here], version, sign
            if version.supplied_by and suppliers:
                waiting += [(version.supplied_by, 1), (version.supplied_by, -1)]
            if version.condition is not None:
                waiting += [(m.clause_of(c), polarity) for c, polarity in m.walk(version.condition, sign)]


def _choices(
    clauses: Mapping[str, Clause], name: str, *, suppliers: bool = True
) -> Iterator[tuple[m.UnderReading, m.Polarity]]:
    """Every place where a reading is chosen that a clause leans on, with the polarities it is reached with."""
    seen: set[tuple[int, int]] = set()
    for _, version, sign in _closure(clauses, name, suppliers=suppliers):
        for condition, polarity in m.walk(version.condition, sign) if version.condition is not None else ():
            if isinstance(condition, m.UnderReading) and (condition.number, polarity) not in seen:
                seen.add((condition.number, polarity))
                yield condition, polarity


def _suppliers(clauses: Mapping[str, Clause], name: str) -> frozenset[str]:
    """The effects that decide which text of a clause, or of one it leans on, governs."""
    texts = _closure(clauses, name, suppliers=False)
    return frozenset(version.supplied_by for _, version, _ in texts if version.supplied_by)


def _questions(clauses: Mapping[str, Clause], name: str) -> frozenset[str]:
    """The questions a clause depends on, through whatever clauses."""
    own = {relation.question for other, _, _ in _closure(clauses, name) for relation in other.relations_back}
    return frozenset({choice.question for choice, _ in _choices(clauses, name)} | own - {""})


def _asks(
    clauses: Mapping[str, Clause], size: int, of_clause: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], ...]:
    """The questions each condition depends on."""

    def own_questions(condition: m.Condition) -> frozenset[str]:
        return frozenset({condition.question} if isinstance(condition, m.UnderReading) else ())

    return _gathered(clauses, size, of_clause, own_questions)


def _rests_on(clauses: Mapping[str, Clause], size: int) -> tuple[frozenset[Subject], ...]:
    """The facts each condition depends on."""
    of_clause: dict[str, frozenset[Subject]] = {}
    for name in clauses:
        found: set[Subject] = set()
        for clause, version, _ in _closure(clauses, name):
            for root in (version.condition, clause.act):
                for condition, _ in m.walk(root) if root is not None else ():
                    found.update(subject for subject, _ in own_uses(condition, 1))
        of_clause[name] = frozenset(found)

    def own_facts(condition: m.Condition) -> frozenset[Subject]:
        return frozenset(subject for subject, _ in own_uses(condition, 1))

    return _gathered(clauses, size, of_clause, own_facts)


def _gathered(
    clauses: Mapping[str, Clause],
    size: int,
    of_clause: Mapping[str, frozenset[T]],
    own: Callable[[m.Condition], frozenset[T]],
) -> tuple[frozenset[T], ...]:
    """What each condition depends on: its own, that of its parts, and that of the clauses it refers to."""
    gathered: list[frozenset[T]] = [frozenset()] * size

    def gather(condition: m.Condition) -> frozenset[T]:
        found = own(condition).union(*(gather(part) for part in m.parts_of(condition)))
        found |= of_clause.get(m.clause_of(condition), frozenset())
        gathered[condition.number] = found
        return found

    for clause in clauses.values():
        for version in clause.versions:
            if version.condition is not None:
                gather(version.condition)
    return tuple(gathered)


def own_uses(condition: m.Condition, polarity: int) -> Iterator[tuple[Subject, Use]]:
    """The facts that a condition asks for itself; a determination and a form hang on amendments as well."""
    match condition:
        case m.Happened(happening=happening, tests=tests):
            yield happening, Use(polarity, tests)
        case m.Determined(happening=happening):
            yield happening, Use(polarity)
        case m.InForm(document=document, date=date):
            yield Happening("amended", "", document), Use(-polarity, (Test("form", "is", date),))
        case m.StateHolds(state=subject) | m.StateOccurred(state=subject):
            yield subject, Use(polarity, strong=isinstance(condition, m.StateOccurred))
        case m.Stated(subject=subject, material=material):
            yield subject, Use(polarity, strong=material)
        case _:
            pass


def _groups(edges: _Edges) -> Iterator[list[str]]:
    """The strongly connected groups, by Tarjan's method without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in edges:
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            name, step = work.pop()
            if step == 0:
                index[name] = low[name] = len(index)
                stack.append(name)
                on_stack.add(name)
            targets = edges[name]
            if step > 0:
                low[name] = min(low[name], low[targets[step - 1][0]])
            while step < len(targets):
                target = targets[step][0]
                step += 1
                if target not in index:
                    work += [(name, step), (target, 0)]
                    break
                if target in on_stack:
                    low[name] = min(low[name], index[target])
            else:
                if low[name] == index[name]:
                    at = stack.index(name)
                    group, stack[at:] = stack[at:], []
                    on_stack.difference_update(group)
                    yield group


def _behind_negation(
    clauses: Mapping[str, Clause], edges: _Edges, together: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """In each circle, the clauses an odd number of negations away from its first one that is not a state."""
    negative: dict[str, bool] = {}
    for start in sorted(edges, key=lambda name: clauses[name].kind == "state"):
        if start not in together or start in negative:
            continue
        negative[start] = False
        waiting = [start]
        while waiting:
            name = waiting.pop()
            for target, negated in edges[name]:
                if target in together[start] and target not in negative:
                    negative[target] = negative[name] ^ negated
                    waiting.append(target)
    return frozenset(name for name, odd in negative.items() if odd)
