"""Which clauses depend on which: strongly connected groups, signs behind negations, conditions inside circles."""

from collections.abc import Iterator, Mapping

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Structure

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
    return Structure(together, _behind_negation(clauses, edges, together), tuple(circular), frozenset(inside))


def _references(clause: Clause, clauses: Mapping[str, Clause]) -> Iterator[tuple[str, bool]]:
    for version in clause.versions:
        if version.supplied_by:
            yield version.supplied_by, False
        if version.condition is None:
            continue
        for condition, polarity in m.walk(version.condition):
            match condition:
                case m.Refers(clause=target):
                    yield target, polarity < 0
                case (m.StateHolds(state=target) | m.StateOccurred(state=target)) if target in clauses:
                    yield target, polarity < 0
                case _:
                    pass


def _mark(
    condition: m.Condition, together: Mapping[str, object], clauses: Mapping[str, Clause], circular: list[bool]
) -> bool:
    depends = False
    for part in m.parts_of(condition):
        depends |= _mark(part, together, clauses, circular)
    match condition:
        case m.Refers(clause=target) | m.StateHolds(state=target) | m.StateOccurred(state=target):
            depends |= target in together
        case _:
            pass
    circular[condition.number] = depends
    return depends


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
