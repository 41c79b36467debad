"""Circles: clauses that wait for each other, found at load and reported edge by edge (rule S8)."""

from collections.abc import Iterator, Mapping

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Circle, Clause, Edge
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


def check_circles(clauses: Mapping[str, Clause], terms: Terms) -> tuple[Circle, ...]:
    """The circles of a contract; a circle with an odd number of negations or without a meaning is a finding."""
    steps = [step for clause in clauses.values() for step in _steps(clause, clauses)]
    circles = tuple(_circles(steps))
    for circle in circles:
        _check(circle, steps, terms)
    _check_marks(steps, circles, terms)
    return circles


def _steps(clause: Clause, clauses: Mapping[str, Clause]) -> Iterator[_Step]:
    acts = {happening: name for name, other in clauses.items() for happening in _acts(other)}
    for version in clause.versions:
        if version.supplied_by:
            place = m.Place(version.section, version.agreement, text=f"{version.supplied_by} is effective")
            yield _Step(clause.name, version.supplied_by, "", False, False, place)
        if version.condition is None:
            continue
        for condition, polarity in m.walk(version.condition):
            negated = polarity < 0
            match condition:
                case m.Refers(clause=target, mode=mode):
                    yield _Step(clause.name, target, mode, negated, False, condition.place)
                case m.StateHolds(state=target) | m.StateOccurred(state=target) if target in clauses:
                    yield _Step(clause.name, target, "", negated, False, condition.place)
                case m.Happened(happening=happening) if happening in acts and clause.kind != "permission":
                    yield _Step(clause.name, acts[happening], "", negated, True, condition.place)
                case _:
                    pass


def _acts(clause: Clause) -> Iterator[object]:
    if clause.act is not None:
        for condition, _ in m.walk(clause.act):
            if isinstance(condition, m.Happened):
                yield condition.happening


def _circles(steps: list[_Step]) -> Iterator[Circle]:
    """Every simple circle, once, from its first clause in the order of the contract."""
    targets: dict[str, list[str]] = {}
    for step in steps:
        if step.target not in targets.setdefault(step.source, []):
            targets[step.source].append(step.target)
    order = {name: index for index, name in enumerate(targets)}
    found = 0
    for start in targets:
        for path in _paths(start, targets, order):
            yield Circle(tuple(_edge(steps, a, b) for a, b in zip(path, (*path[1:], start), strict=True)))
            found += 1
            if found == _MOST_REPORTED:
                return


def _paths(start: str, targets: Mapping[str, list[str]], order: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Every way from a clause back to itself through clauses that come after it, without recursion.

    A step is taken only where the way back is still open: without that, references in layers would make the search
    try every way through them, of which there are exponentially many, and find no circle.
    """
    path = [start]
    waiting = [iter(targets[start])]
    while waiting:
        for target in waiting[-1]:
            if target == start:
                yield tuple(path)
            elif order.get(target, -1) > order[start] and _leads_back(target, path, targets, order):
                path.append(target)
                waiting.append(iter(targets[target]))
                break
        else:
            path.pop()
            waiting.pop()


def _leads_back(here: str, path: list[str], targets: Mapping[str, list[str]], order: Mapping[str, int]) -> bool:
    """Whether a way leads from a clause to the start of a path that does not cross the path."""
    start, seen, open_ends = path[0], set(path), [here]
    if here in seen:
        return False
    seen.add(here)
    while open_ends:
        for target in targets.get(open_ends.pop(), ()):
            if target == start:
                return True
            if target not in seen and order.get(target, -1) > order[start]:
                seen.add(target)
                open_ends.append(target)
    return False


def _edge(steps: list[_Step], source: str, target: str) -> Edge:
    between = [step for step in steps if (step.source, step.target) == (source, target)]
    modes = sorted({step.mode for step in between if step.mode}, reverse=True)
    first = next((step for step in between if not step.act), between[0])
    return Edge(
        source,
        target,
        first.place.section,
        first.place.text,
        " or ".join(modes),
        first.negated,
        first.place.span,
    )


def _check(circle: Circle, steps: list[_Step], terms: Terms) -> None:
    """An odd number of negations has no meaning; neither has a circle of references that nobody gave one."""
    negations = {0}
    for edge in circle.edges:
        real = [s for s in steps if (s.source, s.target) == (edge.source, edge.target) and not s.act]
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


def _best_span(circle: Circle) -> Span:
    return circle.edges[-1].span


def _check_marks(steps: list[_Step], circles: tuple[Circle, ...], terms: Terms) -> None:
    in_circle = {(edge.source, edge.target) for circle in circles for edge in circle.edges}
    for step in steps:
        if step.mode and (step.source, step.target) not in in_circle:
            terms.warn("useless-mark", step.place.span, name=step.target, mode=step.mode)
