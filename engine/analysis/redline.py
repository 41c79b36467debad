"""The semantic redline of two encodings: what the new one asks more or less for each effect, with a witness (S13).

Two texts are compared by what follows from them, on every journal, under every reading, at any time; how they are
worded does not count.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from assent.engine.analysis.counterexample import Counterexample, Values, shrunk, written
from assent.engine.analysis.exact.abstracted import Abstracted
from assent.engine.analysis.exact.all_journals import AllJournals
from assent.engine.analysis.exact.witnesses import leaned_on, moments_needed
from assent.engine.analysis.prove import tests_of
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer
from assent.engine.evaluation.world import World
from assent.engine.model.contract import ASKED_KINDS, Clause, Contract, Question

Relation = Literal["equivalent", "stronger", "weaker", "neither", "added", "removed", "not settled"]
_FEW = (1, 2, 3)
_MOST_TRIES = 20
_POSITIVE = frozenset({"EFFECTIVE", "SATISFIED", "PERMITTED", "COVERED"})


@attrs.frozen
class Witness:
    """A journal on which two encodings differ, and what each says there."""

    example: Counterexample
    old: Answer
    new: Answer


@attrs.frozen
class Redline:
    """How the new encoding of a clause relates to the old one.

    *stronger*: it asks more, so that it holds on fewer journals; *weaker*: it asks less; *neither*: on some journals
    one holds and the other does not, and the other way about. `only_old` and `only_new` are journals on which just
    that one holds; None where there is none, or none that a journal can tell.
    """

    name: str
    relation: Relation
    only_old: Witness | None = None
    only_new: Witness | None = None


def redline(old: Contract, new: Contract) -> tuple[Redline, ...]:
    """Compare every clause that can be asked, in the order of the new contract, then those that it drops."""
    names = {name: None for contract in (new, old) for name, clause in contract.clauses.items() if _asked(clause)}
    return tuple(_compare(old, new, name) for name in names)


def _asked(clause: Clause) -> bool:
    return clause.kind in ASKED_KINDS


def _compare(old: Contract, new: Contract, name: str) -> Redline:
    if name not in old.clauses:
        return Redline(name, "added")
    if name not in new.clauses:
        return Redline(name, "removed")
    if _same(old, new, name):
        return Redline(name, "equivalent")
    return _Comparison(old, new, name).found()


def _same(old: Contract, new: Contract, name: str) -> bool:
    """Whether a clause and all that it leans on are written the same, wherever they stand."""
    reached = {name, *old.structure.reaches[name]}
    if reached != {name, *new.structure.reaches[name]}:
        return False
    return all(_written(old.clauses[one]) == _written(new.clauses[one]) for one in reached)


def _written(clause: Clause) -> str:
    """A clause as it is written, places apart."""
    from assent.engine.analysis.canonical import canonical

    return canonical(clause)


@attrs.define(eq=False)
class _Comparison:
    """One clause in both contracts."""

    old: Contract
    new: Contract
    name: str

    def found(self) -> Redline:
        """Compare both ways: what only the old one lets through, and what only the new one does."""
        only_old, old_settled = self._only(self.old, self.new)
        only_new, new_settled = self._only(self.new, self.old)
        relation: Relation = "equivalent"
        if only_old and only_new:
            relation = "neither"
        elif only_old:
            relation = "stronger" if new_settled else "not settled"
        elif only_new:
            relation = "weaker" if old_settled else "not settled"
        elif not (old_settled and new_settled):
            relation = "not settled"
        return Redline(self.name, relation, only_old, only_new)

    def _only(self, one: Contract, other: Contract) -> tuple[Witness | None, bool]:
        """A journal on which it holds by one contract alone; and, where there is none, whether that is certain."""
        names = {self.name, *one.structure.reaches[self.name], *other.structure.reaches[self.name]}
        changed = frozenset(name for name in names if not self._shared(name))
        count = self._count(changed)
        if next(self._differing(one, other, changed, count), None) is None:
            return None, True
        whole = frozenset(names)
        most = self._count(whole)
        for few in (*(few for few in _FEW if few < most), most):
            for frame, values in self._differing(one, other, whole, few):
                witness = self._witness(one, frame, values)
                if witness is not None:
                    return witness, True
        return None, next(self._differing(one, other, whole, most), None) is None

    def _shared(self, name: str) -> bool:
        """Whether a clause is the same in both contracts, with all that it leans on."""
        both = name in self.old.clauses and name in self.new.clauses
        return both and name != self.name and _same(self.old, self.new, name)

    def _count(self, opened: frozenset[str]) -> int:
        counts = [moments_needed(c, [name for name in opened if name in c.clauses]) for c in (self.old, self.new)]
        return sum(counts) - 1

    def _frame(self, count: int) -> AllJournals:
        questions = _questions(self.old, self.new)
        merged = attrs.evolve(self.new, nouns={**self.old.nouns, **self.new.nouns}, questions=questions)
        dates = tuple(dict.fromkeys((*self.old.moments, *self.new.moments)))
        tests = {happening: tests for happening, tests in tests_of(self.old).items()}
        for happening, more in tests_of(self.new).items():
            tests[happening] = tuple(dict.fromkeys((*tests.get(happening, ()), *more)))
        return AllJournals(questions, merged, dates, tests, count)

    def _differing(
        self, one: Contract, other: Contract, opened: frozenset[str], count: int
    ) -> Iterator[tuple[AllJournals, Values]]:
        """Histories of so many moments at the end of which it holds by one contract and not by the other."""
        frame = self._frame(count)
        last = count - 1
        holds = Abstracted(one, frame, opened=opened).answer(self.name, last)
        fails = ~Abstracted(other, frame, opened=opened).answer(self.name, last)
        differs = holds & fails & frame.possible()
        for values in frame.models(differs, _MOST_TRIES):
            yield frame, values

    def _witness(self, one: Contract, frame: AllJournals, values: Values) -> Witness | None:
        """A history as a journal, if the two contracts answer differently on it, one of them with a yes."""
        example = written(frame, frame.nouns, values)
        if not self._tells(example, one):
            return None
        example = shrunk(example, lambda smaller: self._tells(smaller, one))
        return Witness(example, self._answer(self.old, example), self._answer(self.new, example))

    def _tells(self, example: Counterexample, one: Contract) -> bool:
        positive = {contract is one: self._positive(contract, example) for contract in (self.old, self.new)}
        return positive[True] and not positive[False]

    def _positive(self, contract: Contract, example: Counterexample) -> bool:
        return self._answer(contract, example).verdict in _POSITIVE

    def _answer(self, contract: Contract, example: Counterexample) -> Answer:
        chosen = {name: example.readings.get(name, one.default) for name, one in contract.questions.items()}
        record = lay_out(contract, example.facts, example.as_of)
        return settle(World(contract, record, chosen), self.name)


def _questions(old: Contract, new: Contract) -> Mapping[str, Question]:
    """The questions of both contracts, each with the alternatives of both."""
    found = dict(old.questions)
    for name, question in new.questions.items():
        earlier = found[name].alternatives if name in found else ()
        known = {one.name for one in question.alternatives}
        more = tuple(one for one in earlier if one.name not in known)
        found[name] = attrs.evolve(question, alternatives=question.alternatives + more)
    return found
