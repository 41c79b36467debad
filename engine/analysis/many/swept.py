"""What varies, and how often each verdict comes out over all combinations of it (S3, S10)."""

from collections.abc import Mapping, Sequence
from itertools import product

import attrs

from assent.engine.analysis.many.tally import Tally, possible, tally
from assent.engine.analysis.many.varied import Journals, Varied
from assent.engine.evaluation.findings import Verdict
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment

MOST_RUNS = 1_000


class TooManyRunsError(Exception):
    """More combinations of readings and dates than are worked out one by one."""


@attrs.frozen
class Way:
    """One way in which something turns out: a reading that is chosen, or facts that are recorded."""

    words: str
    reading: str = ""
    entries: tuple[Entry, ...] = ()


@attrs.frozen
class Over:
    """What varies: facts that are recorded or not, and things that turn out in one of several ways each.

    `facts` is the journal without any of the facts that vary.
    """

    facts: Facts
    varied: tuple[Varied, ...]
    several: tuple[tuple[str, tuple[Way, ...]], ...] = ()

    @property
    def runs(self) -> int:
        """How many combinations there are of what turns out in several ways."""
        count = 1
        for _, ways in self.several:
            count *= len(ways)
        return count


@attrs.frozen
class Run:
    """One combination of what turns out in several ways: its words, and how often each verdict comes out in it."""

    words: tuple[str, ...]
    tallies: tuple[Tally, ...]


@attrs.frozen
class Swept:
    """All combinations: the words of the facts that vary, the `journals` that can be, and the runs.

    `combinations` counts those too in which facts contradict each other.
    """

    as_of: Moment
    over: tuple[str, ...]
    several: tuple[str, ...]
    combinations: int
    journals: int
    runs: tuple[Run, ...]

    def counts(self, name: str) -> dict[Verdict, int]:
        """How often each verdict on a clause comes out."""
        found: dict[Verdict, int] = {}
        for one in self.of(name):
            for verdict, count in one.counts.items():
                found[verdict] = found.get(verdict, 0) + count
        return found

    def of(self, name: str) -> list[Tally]:
        """The tallies of a clause, one for each run."""
        return [tally for run in self.runs for tally in run.tallies if tally.name == name]

    def turning(self, name: str) -> list[tuple[str, int, int]]:
        """The facts that turn a verdict: their words, in how many pairs of journals, and of how many; most first."""
        found: dict[int, tuple[int, int]] = {}
        for one in self.of(name):
            for turning in one.turning:
                differing, pairs = found.get(turning.number, (0, 0))
                found[turning.number] = (differing + turning.differing, pairs + turning.pairs)
        ordered = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
        return [(self.over[number], differing, pairs) for number, (differing, pairs) in ordered]


def sweep(contract: Contract, over: Over, as_of: Moment, readings: Mapping[str, str], asked: Sequence[str]) -> Swept:
    """How often each verdict comes out over all combinations, and which facts turn it.

    Raises TooManyRunsError, TooManyError or TooLargeError where there are too many to work out.
    """
    if over.runs > MOST_RUNS:
        raise TooManyRunsError
    runs: list[Run] = []
    journals = 0
    for ways in product(*(ways for _, ways in over.several)):
        entries = (*over.facts.entries, *(entry for way in ways for entry in way.entries))
        chosen = dict(readings)
        for (name, _), way in zip(over.several, ways, strict=True):
            if way.reading:
                chosen[name] = way.reading
        among = Journals(contract, attrs.evolve(over.facts, entries=entries), over.varied, as_of)
        journals += possible(among)
        tallies = tally(among, contract.read_by(chosen), asked)
        runs.append(Run(tuple(way.words for way in ways), tallies))
    words = tuple(varied.words for varied in over.varied)
    combinations = over.runs << len(over.varied)
    return Swept(as_of, words, tuple(name for name, _ in over.several), combinations, journals, tuple(runs))
