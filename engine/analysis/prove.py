"""Guarantees proved for all journals, all readings and all times, or refuted by the smallest journal found (S13)."""

from collections.abc import Iterator, Sequence

import attrs

from assent.engine.analysis.counterexample import Counterexample, Values, shrunk, written
from assent.engine.analysis.exact.abstracted import Abstracted
from assent.engine.analysis.exact.all_journals import AllJournals
from assent.engine.analysis.exact.witnesses import leaned_on, moments_needed
from assent.engine.analysis.guarantees import breaches, with_guarantees
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract, Guarantee
from assent.engine.model.happenings import Happening, Test

_FEW = (2, 3, 4)
_MOST_TRIES = 20


@attrs.frozen
class Proof:
    """Whether a guarantee holds on every journal: proved, refuted by a counterexample, or, rarely, neither.

    `moments` is the number of moments a history may need to tell; a proof looked at all histories of so many.
    """

    guarantee: Guarantee
    proved: bool
    counterexample: Counterexample | None = None
    moments: int = 0


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
        """Try the few clauses that it is about, then look for a short counterexample, then all it leans on."""
        opened = frozenset({self.guarantee.name})
        everything = frozenset({self.guarantee.name, *self.whole.structure.reaches[self.guarantee.name]})
        searched = False
        while opened != everything:
            count = moments_needed(self.whole, opened)
            if not self._may_break(opened, count):
                return Proof(self.guarantee, proved=True, moments=count)
            if not searched:
                searched = True
                for few in _FEW:
                    found = self._counterexample(everything, few)
                    if found is not None:
                        return Proof(self.guarantee, proved=False, counterexample=found, moments=few)
            opened |= leaned_on(self.whole, opened)
        count = moments_needed(self.whole, everything)
        if not self._may_break(everything, count):
            return Proof(self.guarantee, proved=True, moments=count)
        return Proof(
            self.guarantee, proved=False, counterexample=self._counterexample(everything, count), moments=count
        )

    def _frame(self, count: int) -> AllJournals:
        return AllJournals(self.whole.questions, self.whole, self.whole.moments, tests_of(self.whole), count)

    def _may_break(self, opened: frozenset[str], count: int) -> bool:
        return next(self._breaking(self._frame(count), opened), None) is not None

    def _breaking(self, frame: AllJournals, opened: frozenset[str]) -> Iterator[Values]:
        """Histories that break it, whatever a text asks that is not in the record; each differs from those before."""
        unfolding = Abstracted(self.whole, frame, opened=opened)
        breaks = ~unfolding.answer(self.guarantee.name, frame.count - 1) & frame.possible()
        filled = [frame.filled(breaks, met=met) for met in (False, True)]
        yield from frame.models(frame.formulas.all_of(filled), _MOST_TRIES)

    def _counterexample(self, opened: frozenset[str], count: int) -> Counterexample | None:
        """A history of so many moments that breaks it, as a journal; None where there is none that a journal can tell."""
        frame = self._frame(count)
        for values in self._breaking(frame, opened):
            example = written(frame, self.contract, values)
            if self._breaks(example):
                return shrunk(example, self._breaks)
        return None

    def _breaks(self, example: Counterexample) -> bool:
        return self.guarantee in breaches(self.contract, example.facts, example.as_of, example.readings)


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
