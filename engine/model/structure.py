"""Which clauses depend on which: strongly connected groups, signs behind negations, conditions inside circles."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Structure, Subject, Use
from assent.engine.model.happenings import Happening, Test
from assent.engine.model.sets import Sets
from assent.grammar.frozen import Frozen

K = TypeVar("K")
T = TypeVar("T")
_Edges = Mapping[str, list[tuple[str, bool]]]
_FLAT = 60  # as many conditions inside each other are well within what Python lets a function call itself


def find_structure(clauses: Mapping[str, Clause], size: int) -> Structure:
    """The structure of a contract's clauses; `size` is the number of its conditions."""
    edges = {name: list(_references(clause, clauses)) for name, clause in clauses.items()}
    order = list(groups({name: [target for target, _ in targets] for name, targets in edges.items()}))
    together: dict[str, frozenset[str]] = {}
    for group in order:
        if len(group) > 1 or any(target == group[0] for target, _ in edges[group[0]]):
            together.update(dict.fromkeys(group, frozenset(group)))
    circular = [False] * size
    inside: set[int] = set()
    depths: dict[str, int] = {}
    for name, clause in clauses.items():
        texts = [version.condition for version in clause.versions if version.condition is not None]
        depths[name] = max((_mark(text, together, clauses, circular) for text in texts), default=0)
        if clause.kind == "permission":
            inside |= {condition.number for text in texts for condition, _ in m.walk(text)}
    leaning = _Leaning(clauses, {name: _inside(clause) for name, clause in clauses.items()}, order, edges)
    own = leaning.without_suppliers()
    questions, facts = leaning.questions(), leaning.facts()
    entangled = _entangled(clauses, edges)
    reaches = leaning.gathered({name: (name,) for name in clauses})
    return Structure(
        together,
        {name: frozenset(target for target, _ in targets) for name, targets in edges.items()},
        _behind_negation(clauses, edges, together),
        tuple(circular),
        frozenset(inside),
        _of_conditions(clauses, questions, own_questions),
        _of_conditions(clauses, facts, own_facts),
        own.choices(),
        questions,
        reaches,
        own.suppliers(),
        _deep(order, edges, depths),
        tuple(name for name, clause in clauses.items() if clause.relations_back or can_be_void(clause)),
        facts.mask(entangled),
        facts.touching(entangled),
        reaches.touching(name for name in clauses if any(isinstance(c, m.Waivable) for c in leaning.inside[name])),
    )


def _entangled(clauses: Mapping[str, Clause], edges: _Edges) -> set[Subject]:
    """The facts that help in one place and hurt in another, or are put to several tests."""
    ways: dict[Subject, tuple[int, tuple[Test, ...], bool]] = {}
    several: set[Subject] = set()
    for name, sign in _signed(clauses, edges):
        clause = clauses[name]
        for condition in (clause.act, *(version.condition for version in clause.versions)):
            for inner, polarity in m.pulling(condition) if condition is not None else ():
                for subject, use in own_uses(inner, sign * polarity):
                    way = (use.polarity, use.tests, use.strong)
                    if ways.setdefault(subject, way) != way:
                        several.add(subject)
    return several


def _signed(clauses: Mapping[str, Clause], edges: _Edges) -> set[tuple[str, int]]:
    """Every clause with the polarities with which any clause leans on it.

    What supplies a text, and what begins something that can end, pulls both ways.
    """
    suppliers = {version.supplied_by for clause in clauses.values() for version in clause.versions}
    waiting = [(name, 1) for name in clauses]
    waiting += [(name, -1) for name in suppliers if name in clauses]
    lasting = (clause.lasting for clause in clauses.values())
    begins = [m.clause_of(inner) for one in lasting if one is not None for inner, _ in m.walk(one.begins)]
    waiting += [(name, -1) for name in begins if name in clauses]
    found = set(waiting)
    while waiting:
        name, sign = waiting.pop()
        for target, negated in edges[name]:
            reached = (target, -sign if negated else sign)
            if reached not in found:
                found.add(reached)
                waiting.append(reached)
    return found


def _inside(clause: Clause) -> list[m.Condition]:
    """Every condition in the texts of a clause."""
    texts = [version.condition for version in clause.versions if version.condition is not None]
    return [condition for text in texts for condition, _ in m.walk(text)]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class _Leaning(Frozen):
    """Which clauses lean on which: groups of those that lean on each other, each behind all that it leans on."""

    clauses: Mapping[str, Clause]
    inside: Mapping[str, list[m.Condition]]
    order: list[list[str]]
    edges: _Edges

    def without_suppliers(self) -> "_Leaning":
        """The same without the effects that only decide which text governs."""
        if not any(version.supplied_by for clause in self.clauses.values() for version in clause.versions):
            return self
        edges = {
            name: [(m.clause_of(c), False) for c in inside if m.clause_of(c) in self.clauses]
            for name, inside in self.inside.items()
        }
        order = list(groups({name: [target for target, _ in targets] for name, targets in edges.items()}))
        return _Leaning(self.clauses, self.inside, order, edges)

    def gathered(self, own: Mapping[str, Iterable[T]]) -> Sets[str, T]:
        """What each clause has of its own, or through whatever clauses it leans on."""
        index: dict[T, int] = {}
        masks: dict[str, int] = {}
        for group in self.order:
            mask = 0
            for name in group:
                for item in own[name]:
                    mask |= 1 << index.setdefault(item, len(index))
                for target, _ in self.edges[name]:
                    mask |= masks.get(target, 0)
            masks.update(dict.fromkeys(group, mask))
        return Sets(tuple(index), masks)

    def questions(self) -> Sets[str, str]:
        """The questions each clause depends on."""
        return self.gathered(
            {
                name: {question for condition in self.inside[name] for question in own_questions(condition)}
                | ({relation.question for relation in clause.relations_back} - {""})
                for name, clause in self.clauses.items()
            }
        )

    def facts(self) -> Sets[str, Subject]:
        """The facts each clause depends on."""
        own: dict[str, list[Subject]] = {}
        for name, clause in self.clauses.items():
            act = [condition for condition, _ in m.walk(clause.act)] if clause.act is not None else []
            own[name] = [subject for condition in (*self.inside[name], *act) for subject in own_facts(condition)]
        return self.gathered(own)

    def choices(self) -> Sets[str, m.UnderReading]:
        """Every place where a reading is chosen that a clause leans on."""
        places = {c.number: c for inside in self.inside.values() for c in inside if isinstance(c, m.UnderReading)}
        found = self.gathered(
            {name: [c.number for c in inside if c.number in places] for name, inside in self.inside.items()}
        )
        return Sets(tuple(places[number] for number in found.items), found.masks)

    def suppliers(self) -> Sets[str, str]:
        """The effects that decide which text of a clause, or of one it leans on, governs."""
        return self.gathered(
            {
                name: [version.supplied_by for version in clause.versions if version.supplied_by]
                for name, clause in self.clauses.items()
            }
        )


def _deep(order: list[list[str]], edges: _Edges, depths: Mapping[str, int]) -> Mapping[str, tuple[str, ...]]:
    """The clauses too far above the last one they lean on to be worked out by recursion; see Structure."""
    reached: dict[str, int] = {}
    deep: dict[str, tuple[str, ...]] = {}
    for group in order:
        below = {target for name in group for target, _ in edges[name] if target in reached}
        depth = 1 + max(depths[name] for name in group) + max((reached[target] for target in below), default=0)
        reached.update(dict.fromkeys(group, depth))
        if depth > _FLAT:
            deep.update(dict.fromkeys(group, tuple(sorted(target for target in below if target in deep))))
    return deep


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
) -> int:
    """Mark the conditions that depend on a circle; how many conditions stand inside each other."""
    depends, depth = m.clause_of(condition) in together, 0
    for part in m.parts_of(condition):
        depth = max(depth, _mark(part, together, clauses, circular))
        depends |= circular[part.number]
    circular[condition.number] = depends
    return depth + 1


def _of_conditions(
    clauses: Mapping[str, Clause],
    of_clause: Sets[str, T],
    own: Callable[[m.Condition], Iterable[T]],
) -> Sets[int, T]:
    """What each condition depends on: its own, that of its parts, and that of the clauses it refers to."""
    masks: dict[int, int] = {}

    def gather(condition: m.Condition) -> int:
        mask = of_clause.mask(own(condition)) | of_clause.masks.get(m.clause_of(condition), 0)
        for part in m.parts_of(condition):
            mask |= gather(part)
        masks[condition.number] = mask
        return mask

    for clause in clauses.values():
        for condition in (clause.act, *(version.condition for version in clause.versions)):
            if condition is not None:
                gather(condition)
    return Sets(of_clause.items, masks)


def can_be_void(clause: Clause) -> bool:
    """Whether an effect can turn out never to have been one (S15)."""
    return clause.lasting is not None and clause.lasting.valid is not None


def leans_on_what_can_be_void(contract: Contract, name: str) -> bool:
    """Whether a clause, or one it leans on, can turn out never to have held (S15)."""
    reached = (name, *contract.structure.reaches[name])
    return any(can_be_void(contract.clauses[one]) for one in reached if one in contract.clauses)


def own_questions(condition: m.Condition) -> tuple[str, ...]:
    """The question that a condition asks itself."""
    return (condition.question,) if isinstance(condition, m.UnderReading) else ()


def own_uses(condition: m.Condition, polarity: int) -> Iterable[tuple[Subject, Use]]:
    """The facts that a condition asks for itself; a determination and a form hang on amendments as well."""
    asked = _ASKED.get(type(condition))
    return asked(condition, polarity) if asked is not None else ()


def _of_form(condition: m.InForm, polarity: int) -> Iterable[tuple[Subject, Use]]:
    test = Test("form", "is", condition.date)
    return ((Happening("amended", "", condition.document), Use(-polarity, (test,))),)


_ASKED: dict[type, Callable[[Any, int], Iterable[tuple[Subject, Use]]]] = {
    m.Happened: lambda condition, polarity: ((condition.happening, Use(polarity, condition.tests)),),
    m.Determined: lambda condition, polarity: ((condition.happening, Use(polarity)),),
    m.After: lambda condition, polarity: (
        ((condition.moment, Use(polarity)),) if condition.moment.minute is not None else ()
    ),
    m.InForm: _of_form,
    m.StateHolds: lambda condition, polarity: ((condition.state, Use(polarity)),),
    m.StateOccurred: lambda condition, polarity: ((condition.state, Use(polarity, strong=True)),),
    m.Stated: lambda condition, polarity: ((condition.subject, Use(polarity, strong=condition.material)),),
}


def own_facts(condition: m.Condition) -> frozenset[Subject]:
    """The facts that a condition asks for itself."""
    return frozenset(subject for subject, _ in own_uses(condition, 1))


def groups(edges: Mapping[K, Collection[K]]) -> Iterator[list[K]]:
    """The strongly connected groups, what is leaned on before what leans, by Tarjan's method without recursion."""
    index: dict[K, int] = {}
    low: dict[K, int] = {}
    stack: list[K] = []
    on_stack: set[K] = set()
    for root in edges:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(edges[root]))]
        while work:
            name, targets = work[-1]
            for target in targets:
                if target not in edges:
                    continue
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(edges[target])))
                    break
                if target in on_stack:
                    low[name] = min(low[name], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    group: list[K] = []
                    while not group or group[-1] != name:
                        group.append(stack.pop())
                    on_stack.difference_update(group)
                    yield group[::-1]


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
