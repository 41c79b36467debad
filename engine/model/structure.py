"""Which clauses depend on which: strongly connected groups, signs behind negations, conditions inside circles."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Structure, Subject, Use, Version
from assent.engine.model.happenings import Happening, Test

T = TypeVar("T")
_Edges = Mapping[str, list[tuple[str, bool]]]


class _Text(NamedTuple):
    """One text of a clause: what stands in it, gathered in one walk, with its polarities."""

    clause: Clause
    version: Version
    refers: tuple[tuple[str, m.Polarity], ...]
    choices: tuple[tuple[m.UnderReading, m.Polarity], ...]
    facts: frozenset[Subject]


_Closure = list[tuple[_Text, m.Polarity]]


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
    texts = {name: [_text(clause, version) for version in clause.versions] for name, clause in clauses.items()}
    closures = {name: list(_closure(texts, name)) for name in clauses}
    without_suppliers = {name: list(_closure(texts, name, suppliers=False)) for name in clauses}
    questions = {name: _questions(closure) for name, closure in closures.items()}
    return Structure(
        together,
        {name: frozenset(target for target, _ in targets) for name, targets in edges.items()},
        _behind_negation(clauses, edges, together),
        tuple(circular),
        frozenset(inside),
        _asks(clauses, size, questions),
        _rests_on(clauses, size, closures),
        {name: tuple(_choices(closure)) for name, closure in closures.items()},
        {name: tuple(_choices(closure)) for name, closure in without_suppliers.items()},
        questions,
        {name: frozenset(text.clause.name for text, _ in closure) for name, closure in closures.items()},
        {name: _suppliers(closure) for name, closure in without_suppliers.items()},
    )


def _text(clause: Clause, version: Version) -> _Text:
    inside = list(m.walk(version.condition)) if version.condition is not None else []
    act = list(m.walk(clause.act)) if clause.act is not None else []
    return _Text(
        clause,
        version,
        tuple((target, polarity) for condition, polarity in inside if (target := m.clause_of(condition))),
        tuple((condition, polarity) for condition, polarity in inside if isinstance(condition, m.UnderReading)),
        frozenset[Subject]().union(*(own_facts(condition) for condition, _ in (*inside, *act))),
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
    texts: Mapping[str, list[_Text]], name: str, *, suppliers: bool = True
) -> Iterator[tuple[_Text, m.Polarity]]:
    """A clause and all it leans on: each text with the polarities it is reached with.

    Without `suppliers`, the effects that only decide which text governs are left out.
    """
    seen: set[tuple[str, int]] = set()
    waiting: list[tuple[str, m.Polarity]] = [(name, 1)]
    while waiting:
        here, sign = waiting.pop()
        if (here, sign) in seen or here not in texts:
            continue
        seen.add((here, sign))
        for text in texts[here]:
            yield text, sign
            if text.version.supplied_by and suppliers:
                waiting += [(text.version.supplied_by, 1), (text.version.supplied_by, -1)]
            waiting += [(target, _times(sign, polarity)) for target, polarity in text.refers]


def _times(sign: m.Polarity, polarity: m.Polarity) -> m.Polarity:
    return 1 if sign == polarity else -1


def _choices(closure: _Closure) -> Iterator[tuple[m.UnderReading, m.Polarity]]:
    """Every place where a reading is chosen that a clause leans on, with the polarities it is reached with."""
    seen: set[tuple[int, int]] = set()
    for text, sign in closure:
        for choice, polarity in text.choices:
            reached = _times(sign, polarity)
            if (choice.number, reached) not in seen:
                seen.add((choice.number, reached))
                yield choice, reached


def _suppliers(closure: _Closure) -> frozenset[str]:
    """The effects that decide which text of a clause, or of one it leans on, governs."""
    return frozenset(text.version.supplied_by for text, _ in closure if text.version.supplied_by)


def _questions(closure: _Closure) -> frozenset[str]:
    """The questions a clause depends on, through whatever clauses."""
    own = {relation.question for text, _ in closure for relation in text.clause.relations_back}
    return frozenset({choice.question for choice, _ in _choices(closure)} | own - {""})


def _asks(
    clauses: Mapping[str, Clause], size: int, of_clause: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], ...]:
    """The questions each condition depends on."""

    def own_questions(condition: m.Condition) -> frozenset[str]:
        return frozenset({condition.question} if isinstance(condition, m.UnderReading) else ())

    return _gathered(clauses, size, of_clause, own_questions)


def _rests_on(
    clauses: Mapping[str, Clause], size: int, closures: Mapping[str, _Closure]
) -> tuple[frozenset[Subject], ...]:
    """The facts each condition depends on."""
    of_clause = {
        name: frozenset[Subject]().union(*(text.facts for text, _ in closure)) for name, closure in closures.items()
    }
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


def own_facts(condition: m.Condition) -> frozenset[Subject]:
    """The facts that a condition asks for itself."""
    return frozenset(subject for subject, _ in own_uses(condition, 1))


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
