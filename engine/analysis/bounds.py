"""How well and how badly a clause can fare under the readings still open: two worlds, and all others between (S10).

In one world all that helps a clause counts, in the other all that hurts it. What lies between counts for neither: the
verdict under any combination of the open readings is between the verdicts of the two, and where these are the same,
it is theirs.
"""

from collections.abc import Iterator, Mapping

import attrs

from assent.engine.evaluation.record import Record
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, RelationBack

Relation = tuple[str, str]
Counted = tuple[tuple[tuple[bool, bool], ...], frozenset[tuple[Relation, str | bool]]]
_Reached = tuple[str, m.Polarity]


@attrs.frozen(eq=False)
class Openings:
    """Where the readings of a contract bear on one clause.

    `places` are the conditions that stand under an alternative, each with whether its counting helps the clause;
    `backward` says the same of relations back, by clause and question. `questions` are all questions among them, in the
    order of the contract; `twofold` are those that bear on the clause in both ways. `replacing` is whether some text on
    which the clause leans replaces another.
    """

    places: tuple[tuple[m.UnderReading, bool], ...]
    backward: Mapping[Relation, bool]
    questions: tuple[str, ...]
    twofold: tuple[str, ...]
    replacing: bool

    def counted(self, readings: Mapping[str, str], helped: frozenset[str]) -> Counted:
        """For each place, and each relation back: whether it counts in a bound, and in the opposite one if asked."""
        marks: list[tuple[bool, bool]] = []
        for place, helps in self.places:
            chosen = readings.get(place.question)
            counts = helps == (place.question in helped) if chosen is None else chosen == place.alternative
            marks.append((counts, self.replacing and (counts if chosen is not None else not counts)))
        relations = frozenset(
            (relation, readings.get(relation[1], relation[1] in helped)) for relation in self.backward
        )
        return tuple(marks), relations


@attrs.define(eq=False, repr=False)
class Bound(World):
    """A world in which questions are left open, and each place counts or not as that serves the bound.

    `backward` says so of relations back, by clause and question. An effect that supplies a text helps the new text and
    hurts the old one, so the old one asks the opposite world.
    """

    backward: Mapping[Relation, bool] = attrs.field(factory=dict)
    _opposite: "Bound | None" = attrs.field(default=None, init=False)

    def relates_back(self, clause: Clause) -> list[RelationBack]:
        """The relations back that stand, those of open questions where they serve this bound."""
        return [relation for relation in clause.relations_back if self._stands(clause, relation)]

    def _stands(self, clause: Clause, relation: RelationBack) -> bool:
        chosen = self.readings.get(relation.question)
        if relation.question and chosen is None:
            return self.backward.get((clause.name, relation.question), False)
        return not relation.question or chosen == relation.alternative

    def replacing(self, supplier: str) -> World:
        """The opposite world, but inside a circle, whose clauses are worked out together."""
        if self.circle is not None and supplier in self.circle.members:
            return self
        if self._opposite is None:
            counts = {number: not counted for number, counted in self.counts.items()}
            backward = {relation: not counted for relation, counted in self.backward.items()}
            self._opposite = attrs.evolve(self, counts=counts, backward=backward)
            self._opposite._opposite = self
        return self._opposite

    def keep(self, other: "Bound", differing: frozenset[str]) -> None:
        """Take over from another world what does not depend on the questions in which the two differ."""
        structure = self.contract.structure
        self._pulses = other._pulses
        self._nodes = {n: course for n, course in other._nodes.items() if structure.asks[n].isdisjoint(differing)}
        self._clauses = {
            name: course for name, course in other._clauses.items() if structure.questions[name].isdisjoint(differing)
        }


def bound(
    contract: Contract, record: Record, openings: Openings, readings: Mapping[str, str], helped: frozenset[str]
) -> Bound:
    """The world in which the questions of `helped` help as they can; those decided are as they are, the others hurt."""
    counts = {place.number: helps == (place.question in helped) for place, helps in openings.places}
    backward = {relation: helps == (relation[1] in helped) for relation, helps in openings.backward.items()}
    return Bound(contract, record, readings, counts=counts, backward=backward)


def openings_of(contract: Contract, name: str) -> Openings:
    """Where readings bear on a clause, through whatever clauses it leans on."""
    places: dict[int, tuple[m.UnderReading, set[bool]]] = {}
    backward: dict[Relation, set[bool]] = {}
    questions: set[str] = set()
    replacing = False
    for reached, sign in _reached(contract, name):
        clause = contract.clauses[reached]
        replacing |= any(version.supplied_by for version in clause.versions)
        for place, polarity in _places(clause):
            helps = (polarity == sign) != place.neutral
            places.setdefault(place.number, (place, set()))[1].add(helps)
            questions.add(place.question)
        for relation in clause.relations_back:
            if relation.question:
                backward.setdefault((reached, relation.question), set()).add(sign > 0)
                questions.add(relation.question)
    twofold = {place.question for place, ways in places.values() if len(ways) > 1}
    twofold |= {question for (_, question), ways in backward.items() if len(ways) > 1}
    return Openings(
        tuple((place, True in ways) for place, ways in places.values()),
        {relation: True in ways for relation, ways in backward.items()},
        tuple(question for question in contract.questions if question in questions),
        tuple(question for question in contract.questions if question in twofold),
        replacing,
    )


def _places(clause: Clause) -> Iterator[tuple[m.UnderReading, m.Polarity]]:
    for version in clause.versions:
        if version.condition is not None:
            for condition, polarity in m.pulling(version.condition):
                if isinstance(condition, m.UnderReading):
                    yield condition, polarity


def _reached(contract: Contract, name: str) -> Iterator[_Reached]:
    """A clause and all that it leans on, each with the polarities with which it is reached."""
    seen: set[_Reached] = set()
    waiting: list[_Reached] = [(name, 1)]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        waiting += _leaning(contract, *here)


def _leaning(contract: Contract, name: str, sign: m.Polarity) -> Iterator[_Reached]:
    together = contract.structure.together.get(name, frozenset())
    for version in contract.clauses[name].versions:
        if version.supplied_by:
            yield version.supplied_by, sign
            if version.supplied_by in together:
                yield version.supplied_by, _opposite(sign)
        for condition, polarity in m.pulling(version.condition) if version.condition is not None else ():
            target = m.clause_of(condition)
            if target in contract.clauses:
                yield target, 1 if polarity == sign else -1


def _opposite(sign: m.Polarity) -> m.Polarity:
    return -1 if sign > 0 else 1
