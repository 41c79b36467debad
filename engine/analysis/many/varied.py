"""Facts that may or may not be recorded, and the journal besides them: what many questions have in common."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

import attrs

from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.timeline import Timeline
from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.ledger import Entry, Facts, Occurred, StateFact
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment


@attrs.frozen
class Varied:
    """One thing that is recorded or is not: its words, and the facts that record it."""

    words: str
    entries: tuple[Entry, ...]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What its facts are about."""
        return frozenset(noun_of(entry) for entry in self.entries)


def noun_of(entry: Entry) -> str:
    """The document, event, section waived, state, representation or matter that a fact is about."""
    match entry.assertion:
        case Occurred(happening):
            return happening.object
        case StateFact(state):
            return state
        case other:
            return other.subject


@attrs.frozen(slots=False)
class Journals:
    """All journals that have some facts, and of some others each subset; asked as of one moment.

    Of the varied facts, known by their numbers, those of `decided` are recorded in all of the journals or in none.
    """

    contract: Contract
    facts: Facts
    varied: tuple[Varied, ...]
    as_of: Moment
    decided: Mapping[int, bool] = attrs.field(factory=dict)

    def deciding(self, number: int, recorded: bool) -> "Journals":
        """Those of the journals in which a varied fact is recorded, or those in which it is not."""
        return attrs.evolve(self, decided={**self.decided, number: recorded})

    def journal(self, chosen: Iterable[int]) -> Facts:
        """The journal in which, of the facts that vary, those of some numbers are recorded and no others."""
        numbers = [*chosen, *(number for number, recorded in self.decided.items() if recorded)]
        more = [entry for number in sorted(numbers) for entry in self.varied[number].entries]
        return attrs.evolve(self.facts, entries=(*self.facts.entries, *more))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The facts that all of the journals have."""
        return self.journal(()).entries

    @cached_property
    def timeline(self) -> Timeline:
        """One timeline for all of them."""
        everything = attrs.evolve(self, decided={}).journal(range(len(self.varied)))
        return lay_out(self.contract, everything, self.as_of).timeline

    def touching(self, noun: str) -> tuple[int, ...]:
        """The numbers of the facts that vary and are about a noun."""
        return tuple(number for number in self._about.get(noun, ()) if number not in self.decided)

    @cached_property
    def _about(self) -> Mapping[str, Sequence[int]]:
        """For each noun the numbers of the facts that vary and are about it."""
        found: dict[str, list[int]] = {}
        for number, varied in enumerate(self.varied):
            for noun in varied.nouns:
                found.setdefault(noun, []).append(number)
        return found

    @cached_property
    def impossible(self) -> tuple[tuple[int, ...], ...]:
        """The varied facts, alone or in pairs, that no journal can record: they contradict each other, or the rest."""
        alone = [(number,) for number in range(len(self.varied)) if self._clash((number,))]
        barred = {number for (number,) in alone}
        related = {pair for numbers in self._about.values() for pair in combinations(numbers, 2)}
        pairs = [pair for pair in sorted(related) if not barred.intersection(pair) and self._clash(pair)]
        return (*alone, *pairs)

    def _clash(self, chosen: Sequence[int]) -> bool:
        return next(contradictions(self.journal(chosen)), None) is not None
