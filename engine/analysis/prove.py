"""Guarantees proved for all journals, all readings and all times, or refuted by the smallest journal found (S13)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import attrs

from assent.engine.analysis.counterexample import Counterexample, lean, read_back, shrunk, written
from assent.engine.analysis.exact import circuits
from assent.engine.analysis.exact.abstracted import Abstracted
from assent.engine.analysis.exact.all_journals import AllJournals
from assent.engine.analysis.exact.witnesses import leaned_on, moments_apart, moments_needed
from assent.engine.analysis.guarantees import with_guarantees
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import surely_unmet
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract, Guarantee
from assent.engine.model.happenings import Happening, Test

_FEW = (2, 3, 4)
_PATIENCE = 2
_MOST_TRIES = 20
_MOST_WORK = 200_000  # facts times conditions: to leave out one fact after another of more would take many seconds


Outcome = Literal["proved", "refuted", "not settled"]


@attrs.frozen
class Proof:
    """Whether a guarantee holds on every journal: proved, refuted by a counterexample, or, rarely, neither.

    It is not settled where some history breaks it, but none of those tried can be told by a journal. `moments` is the
    number of moments, all time before the first fact among them, of the histories looked at.
    """

    guarantee: Guarantee
    proved: bool
    counterexample: Counterexample | None = None
    moments: int = 0

    @property
    def outcome(self) -> Outcome:
        """What was found, in a word or two."""
        return "proved" if self.proved else "not settled" if self.counterexample is None else "refuted"


def prove(contract: Contract, labels: Sequence[str] | None = None) -> tuple[Proof, ...]:
    """Prove or refute the guarantees of a contract, all of them unless told which."""
    whole = with_guarantees(contract)
    asked = [one for one in contract.guarantees if labels is None or one.label in labels]
    return tuple(_Prover(contract, whole, guarantee).proof() for guarantee in asked)


@attrs.define(eq=False)
class _Prover:
    """One guarantee; `whole` is the contract with its guarantees as clauses."""

    contract: Contract
    whole: Contract
    guarantee: Guarantee

    def proof(self) -> Proof:
        """Try the few clauses that it is about, then more; twice in vain, and a short counterexample is looked for."""
        opened = frozenset({self.guarantee.name})
        everything = frozenset({self.guarantee.name, *self.whole.structure.reaches[self.guarantee.name]})
        tries = 0
        while opened != everything:
            count = moments_needed(self.whole, opened)
            if not self._may_break(opened, count):
                return Proof(self.guarantee, proved=True, moments=count)
            tries += 1
            if tries == _PATIENCE and self._may_break(everything, _FEW[-1]):
                found = self._refuted(everything, _FEW)
                if found is not None:
                    return found
            opened |= leaned_on(self.whole, opened)
        count = moments_needed(self.whole, everything)
        if not self._may_break(everything, count):
            return Proof(self.guarantee, proved=True, moments=count)
        most = moments_apart(self.whole, everything)
        sizes = (*(few for few in _FEW if few < count and tries < _PATIENCE), *sorted({count, most}))
        found = self._refuted(everything, sizes)
        if found is not None:
            return found
        return Proof(self.guarantee, proved=not self._may_break(everything, most, apart=True), moments=most)

    def _refuted(self, opened: frozenset[str], sizes: Iterable[int]) -> Proof | None:
        """A counterexample of the fewest moments in which there is one."""
        for count in sizes:
            found = self._counterexample(opened, count)
            if found is not None:
                return Proof(self.guarantee, proved=False, counterexample=found, moments=count)
        return None

    def _frame(self, count: int, *, apart: bool) -> AllJournals:
        tests = tests_of(self.whole)
        return AllJournals(self.whole.questions, self.whole, self.whole.moments, tests, count, apart=apart)

    def _may_break(self, opened: frozenset[str], count: int, *, apart: bool = False) -> bool:
        """Whether a history of so many moments breaks it, if the clauses that are not opened may turn out anyhow."""
        frame = self._frame(count, apart=apart)
        return frame.formulas.model(self._breaking(frame, opened)) is not None

    def _breaking(self, frame: AllJournals, opened: frozenset[str]) -> circuits.Literal:
        """The histories that break it, whatever that is which no journal can tell."""
        unfolding = Abstracted(self.whole, frame, opened=opened)
        breaks = ~unfolding.answer(self.guarantee.name, frame.count - 1) & frame.possible()
        return frame.surely(breaks)

    def _counterexample(self, opened: frozenset[str], count: int) -> Counterexample | None:
        """A history of so many moments that breaks it, as a journal; None where no journal was found that tells one."""
        frame = self._frame(count, apart=True)
        breaking = self._breaking(frame, opened)
        for values in frame.models(breaking, _MOST_TRIES):
            example = written(frame, self.contract, lean(frame, breaking, values))
            if self._breaks(example):
                thoroughly = len(example.facts.entries) * self.contract.size <= _MOST_WORK
                example = shrunk(example, self._breaks, thoroughly=thoroughly)
                facts = read_back(example, self.contract)
                if facts is not None and self._breaks(attrs.evolve(example, facts=facts)):
                    return example
        return None

    def _breaks(self, example: Counterexample) -> bool:
        record = lay_out(self.whole, example.facts, example.as_of)
        return surely_unmet(World(self.whole, record, self.whole.read_by(example.readings)), self.guarantee.name)


def tests_of(contract: Contract) -> dict[Happening, tuple[tuple[Test, ...], ...]]:
    """All tests that the conditions of a contract put to each happening."""
    found: dict[Happening, dict[tuple[Test, ...], None]] = {}
    for root in _roots(contract):
        for condition, _ in m.walk(root):
            if isinstance(condition, m.Happened):
                found.setdefault(condition.happening, {})[condition.tests] = None
    return {happening: tuple(tests) for happening, tests in found.items()}


def _roots(contract: Contract) -> Iterator[m.Condition]:
    for clause, version in contract.conditions():
        if version.condition is not None:
            yield version.condition
        if clause.act is not None:
            yield clause.act
