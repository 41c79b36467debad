"""Every reading at once: the verdict for each combination of alternatives that can matter (rule S10).

Combinations are not tried one by one. For the questions still open, one world counts all that can hurt and one all
that can help; where both give the same verdict, so does every combination, and only where they differ is a question
split into its alternatives.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from assent.engine.evaluation.findings import ByReading
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer, answer
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.conditions import Polarity, UnderReading
from assent.engine.model.contract import Clause, Contract
from assent.grammar.values import Moment

Readings = Mapping[str, str]
_Outcome = tuple[Answer, Readings]


def by_reading(
    contract: Contract, facts: Facts, as_of: Moment, asked: Sequence[str]
) -> Mapping[str, tuple[ByReading, ...]]:
    """For each clause asked, its verdicts with the combinations that give them; that of the defaults comes first.

    A question that a combination leaves out does not matter to it. A verdict alone means that it is robust.
    """
    world = World(contract, lay_out(contract, facts, as_of), {})
    return {name: _Splitter(world, contract.clauses[name]).groups() for name in asked}


@attrs.define
class _Splitter:
    """The readings of one clause; `defaults` complete a combination where nothing depends on the rest."""

    world: World
    clause: Clause
    choices: tuple[tuple[UnderReading, Polarity], ...] = attrs.field(init=False)
    defaults: Readings = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.choices = self.world.contract.structure.own_choices[self.clause.name]
        self.defaults = {name: question.default for name, question in self.world.contract.questions.items()}

    def groups(self) -> tuple[ByReading, ...]:
        """The combinations by verdict and date."""
        found: dict[tuple[object, ...], list[Readings]] = {}
        default = self._exact(self.defaults)
        found[(default.verdict, default.since)] = []
        for outcome, readings in self.outcomes():
            found.setdefault((outcome.verdict, outcome.since), []).append(readings)
        return tuple(
            ByReading(verdict, since, tuple(self._fewest(combinations)))  # type: ignore[arg-type]
            for (verdict, since), combinations in found.items()
        )

    def _fewest(self, combinations: list[Readings]) -> list[Readings]:
        """The same combinations in fewer rows: one for all alternatives of a question where nothing else differs."""
        for question in self.world.contract.questions.values():
            alternatives = {alternative.name for alternative in question.alternatives}
            for one in combinations:
                rest = _without(one, question.name)
                alike = [c for c in combinations if question.name in c and _without(c, question.name) == rest]
                if {c[question.name] for c in alike} == alternatives:
                    return self._fewest([*(c for c in combinations if c not in alike), rest])
        return [combination for combination in combinations if combination]

    def outcomes(self) -> list[_Outcome]:
        """The outcome for every combination that can matter, those of the effects that supply its texts first."""
        started: list[Readings] = [{}]
        for supplier in sorted(self.world.contract.structure.suppliers[self.clause.name]):
            found = _Splitter(self.world, self.world.contract.clauses[supplier]).outcomes()
            started = [{**one, **other} for one in started for _, other in found if _agree(one, other)]
        forced = self._forced()
        return [outcome for readings in started for outcome in self._split(readings, forced)]

    def _forced(self) -> list[str]:
        """Questions that no bound can speak for: they relate back, or count both ways behind negations."""
        polarities: dict[int, set[int]] = {}
        for choice, polarity in self.choices:
            polarities.setdefault(choice.number, set()).add(polarity)
        forced = {choice.question for choice, _ in self.choices if len(polarities[choice.number]) > 1}
        structure = self.world.contract.structure
        if not structure.suppliers[self.clause.name]:
            for name in (self.clause.name, *structure.reaches[self.clause.name]):
                forced |= {relation.question for relation in self.world.contract.clauses[name].relations_back}
        return [question for question in self.world.contract.questions if question in forced]

    def _split(self, readings: Readings, forced: list[str]) -> Iterator[_Outcome]:
        """The outcomes under some decided questions; equal outcomes of all alternatives are one."""
        question = next((name for name in forced if name not in readings), None)
        if question is None:
            worst, best = self._bound(readings, helping=False), self._bound(readings, helping=True)
            if _same(worst, best):
                yield self._exact({**self.defaults, **readings}), readings
                return
            question = self._telling(readings, worst, best)
        if question is None:
            yield self._exact({**self.defaults, **readings}), readings
            return
        branches = [
            list(self._split({**readings, question: alternative.name}, forced))
            for alternative in self.world.contract.questions[question].alternatives
        ]
        yield from self._merged(question, branches)

    def _merged(self, question: str, branches: list[list[_Outcome]]) -> Iterator[_Outcome]:
        """The outcomes of a split, without the question where all its alternatives come to the same."""
        bare = [[(a.verdict, a.since, _without(r, question)) for a, r in branch] for branch in branches]
        if all(branch == bare[0] for branch in bare):
            for outcome, readings in branches[0]:
                yield outcome, _without(readings, question)
            return
        for branch in branches:
            yield from branch

    def _bound(self, readings: Readings, *, helping: bool) -> Answer:
        """The verdict when all open places count that help, or all that hurt."""
        counts: dict[int, bool] = {}
        for choice, polarity in self.choices:
            hurts = choice.neutral == (polarity > 0)
            counts[choice.number] = hurts != helping
        own = {choice.question for choice, _ in self.choices}
        elsewhere = {name: chosen for name, chosen in self.defaults.items() if name not in own}
        decided = {**elsewhere, **readings}
        return answer(attrs.evolve(self.world, readings=decided, counts=counts), self.clause)

    def _telling(self, readings: Readings, worst: Answer, best: Answer) -> str | None:
        """The open question whose default moves the bounds most: splitting it ends soonest."""
        ranked: list[tuple[int, str]] = []
        for question in dict.fromkeys(choice.question for choice, _ in self.choices):
            if question in readings:
                continue
            decided = {**readings, question: self.defaults[question]}
            moved = int(not _same(self._bound(decided, helping=False), worst))
            moved += int(not _same(self._bound(decided, helping=True), best))
            ranked.append((-moved, question))
        return min(ranked, default=(0, None), key=lambda one: one[0])[1]

    def _exact(self, readings: Readings) -> Answer:
        return settle(attrs.evolve(self.world, readings=readings, counts={}), self.clause.name)


def _same(one: Answer, other: Answer) -> bool:
    return (one.verdict, one.since, one.at_latest) == (other.verdict, other.since, other.at_latest)


def _agree(one: Readings, other: Readings) -> bool:
    return all(other.get(question, chosen) == chosen for question, chosen in one.items())


def _without(readings: Readings, question: str) -> Readings:
    return {name: chosen for name, chosen in readings.items() if name != question}
