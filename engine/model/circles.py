"""Circles: clauses that wait for each other, found at load and reported edge by edge (rule S8)."""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Circle, Clause, Edge
from assent.engine.model.structure import groups
from assent.engine.model.terms import Terms
from assent.grammar.spans import Span

_MOST_REPORTED = 64


@attrs.frozen
class _Step:
    """One reference from a clause to another; an `act` is the wait for a permitted act, which S12 gives a meaning."""

    source: str
    target: str
    mode: str
    negated: bool
    act: bool
    place: m.Place
    under: str = ""


_Between = Mapping[tuple[str, str], list[_Step]]


def check_circles(clauses: Mapping[str, Clause], terms: Terms) -> tuple[Circle, ...]:
    """The circles of a contract; a circle with an odd number of negations or without a meaning is a finding."""
    acts = {happening: name for name, clause in clauses.items() for happening in _acts(clause)}
    between: dict[tuple[str, str], list[_Step]] = {}
    for clause in clauses.values():
        for step in _steps(clause, clauses, acts):
            between.setdefault((step.source, step.target), []).append(step)
    targets: dict[str, list[str]] = {}
    for source, target in between:
        targets.setdefault(source, []).append(target)
    circles = tuple(_circles(targets, between))
    for circle in circles:
        _check(circle, between, terms)
        if all(any(not step.act for step in between[edge.source, edge.target]) for edge in circle.edges):
            _check_void(circle, clauses, terms)
    _check_marks(targets, between, terms)
    return circles


def _steps(clause: Clause, clauses: Mapping[str, Clause], acts: Mapping[object, str]) -> Iterator[_Step]:
    for version in clause.versions:
        if version.supplied_by:
            place = m.Place(version.section, version.agreement, text=f"{version.supplied_by} is effective")
            yield _Step(clause.name, version.supplied_by, "", False, False, place)
        if version.condition is None:
            continue
        under = _alternatives(version.condition)
        for condition, polarity in m.walk(version.condition):
            negated = polarity < 0
            match condition:
                case m.Refers(clause=target, mode=mode):
                    yield _Step(clause.name, target, mode, negated, False, condition.place, under[condition.number])
                case m.StateHolds(state=target) | m.StateOccurred(state=target) if target in clauses:
                    yield _Step(clause.name, target, "", negated, False, condition.place)
                case m.Happened(happening=happening) if happening in acts and clause.kind != "permission":
                    yield _Step(clause.name, acts[happening], "", negated, True, condition.place)
                case _:
                    pass


def _alternatives(condition: m.Condition, inside: str = "") -> dict[int, str]:
    """The readings under which each condition inside one stands; empty where it stands under all."""
    if isinstance(condition, m.UnderReading):
        inside = f"{inside} and {condition.alternative}" if inside else condition.alternative
    found = {condition.number: inside}
    for part in m.parts_of(condition):
        found |= _alternatives(part, inside)
    return found


def _acts(clause: Clause) -> Iterator[object]:
    if clause.act is not None:
        for condition, _ in m.walk(clause.act):
            if isinstance(condition, m.Happened):
                yield condition.happening


def _circles(targets: Mapping[str, list[str]], between: _Between) -> Iterator[Circle]:
    """Every simple circle, once, from its first clause in the order of the contract.

    A circle stays within one group of clauses that all lead to each other. Once those through the first clause of a
    group are told, what is left without it falls into smaller groups.
    """
    order = {name: index for index, name in enumerate(targets)}
    waiting = _circular(targets, order)
    found = 0
    while waiting:
        _, group = heappop(waiting)
        inside = {name: [target for target in targets[name] if target in group] for name in group}
        start = min(group, key=order.__getitem__)
        for path in _paths(start, inside):
            yield Circle(tuple(_edge(between, a, b) for a, b in zip(path, (*path[1:], start), strict=True)))
            found += 1
            if found == _MOST_REPORTED:
                return
        del inside[start]
        for one in _circular(inside, order):
            heappush(waiting, one)


def _circular(targets: Mapping[str, list[str]], order: Mapping[str, int]) -> list[tuple[int, frozenset[str]]]:
    """The groups of clauses that lead to each other, each behind the place of its first clause."""
    found = [group for group in groups(targets) if len(group) > 1 or group[0] in targets[group[0]]]
    return sorted((min(order[name] for name in group), frozenset(group)) for group in found)


def _paths(start: str, targets: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Every way from a clause back to itself within its group, without recursion.

    A step is taken only where the way back is still open: without that, references in layers would make the search
    try every way through them, of which there are exponentially many, and find no circle. Where only one step can be
    taken, it leads back.
    """
    path = [start]
    on_path = {start}
    waiting = [iter(targets[start])]
    while waiting:
        ways = [target for target in targets[path[-1]] if target == start or target not in on_path]
        for target in waiting[-1]:
            if target == start:
                yield tuple(path)
            elif target in ways and (len(ways) == 1 or _leads_back(target, path, targets)):
                path.append(target)
                on_path.add(target)
                waiting.append(iter(targets[target]))
                break
        else:
            on_path.remove(path.pop())
            waiting.pop()


def _leads_back(here: str, path: list[str], targets: Mapping[str, list[str]]) -> bool:
    """Whether a way leads from a clause to the start of a path that does not cross the path."""
    start, seen, open_ends = path[0], {*path, here}, [here]
    while open_ends:
        for target in targets.get(open_ends.pop(), ()):
            if target == start:
                return True
            if target in targets and target not in seen:
                seen.add(target)
                open_ends.append(target)
    return False


def _edge(between: _Between, source: str, target: str) -> Edge:
    steps = between[source, target]
    modes = sorted({step.mode for step in steps if step.mode}, reverse=True)
    first = next((step for step in steps if not step.act), steps[0])
    return Edge(
        source,
        target,
        first.place.section,
        first.place.text,
        " or ".join(modes),
        first.negated,
        first.place.span,
        tuple((mode, _under(mode, steps)) for mode in modes),
    )


def _under(mode: str, steps: list[_Step]) -> str:
    """The readings under which a reference is read in one way, in words; empty where it is under all."""
    names = [step.under for step in steps if step.mode == mode]
    return " or ".join(dict.fromkeys(names)) if all(names) else ""


def _check(circle: Circle, between: _Between, terms: Terms) -> None:
    """An odd number of negations has no meaning; neither has a circle of references that nobody gave one."""
    negations = {0}
    for edge in circle.edges:
        real = [step for step in between[edge.source, edge.target] if not step.act]
        if not real:
            return  # the circle goes through a permitted act: rule S12 says what it means
        negations = {(count + step.negated) % 2 for count in negations for step in real}
    names = " -> ".join([edge.source for edge in circle.edges] + [circle.edges[0].source])
    edges = "; ".join(f"{edge.source} waits for `{edge.text}`" for edge in circle.edges)
    span = _best_span(circle)
    if 1 in negations:
        terms.say("odd-circle", span, circle=names, edges=edges)
    elif not circle.meaning:
        terms.say("undeclared-circle", span, circle=names, edges=edges)


def _check_void(circle: Circle, clauses: Mapping[str, Clause], terms: Terms) -> None:
    """What can be void is seen from the moment asked about, and a circle is worked out moment by moment (S15)."""
    names = " -> ".join([edge.source for edge in circle.edges] + [circle.edges[0].source])
    for edge in circle.edges:
        lasting = clauses[edge.source].lasting
        if lasting is not None and lasting.valid is not None:
            terms.say("void-in-a-circle", lasting.valid.place.span, name=edge.source, circle=names)


def _best_span(circle: Circle) -> Span:
    return circle.edges[-1].span


def _check_marks(targets: Mapping[str, list[str]], between: _Between, terms: Terms) -> None:
    """A mark means something only where the reference is part of a circle: within one group."""
    group_of = {name: number for number, group in enumerate(groups(targets)) for name in group}
    for (source, target), steps in between.items():
        if group_of[source] != group_of.get(target):
            for step in steps:
                if step.mode:
                    terms.warn("useless-mark", step.place.span, name=step.target, mode=step.mode)
