"""One case that a property is tried on: a journal, a moment, a choice of readings; and how it is told as text."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st

from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract, Subject
from assent.engine.testing.journals import journals, lines, moments, readings
from assent.engine.testing.vocabulary import as_text
from assent.grammar.values import Moment


@attrs.frozen(repr=False)
class Situation:
    """A journal, the moment that is asked about, and a choice of readings.

    A property that needs more may use `more`, a few further lines, `other`, another moment, and `seed`.
    """

    contract: Contract = attrs.field(eq=False)
    facts: Facts
    as_of: Moment
    readings: Mapping[str, str]
    more: tuple[tuple[Entry, ...], ...] = ()
    other: Moment | None = None
    seed: int = 0

    def __repr__(self) -> str:
        return self.text()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What Hypothesis shows of a failing case: the journal, not the Python behind it."""
        printer.text("\n" + self.text())

    def text(self, saying: str = "") -> str:
        """A journal that can be saved and replayed; `saying` is told above it."""
        told = [f"# {line}" for line in saying.splitlines()]
        chosen = "".join(f" --reading {question}={name}" for question, name in self.readings.items())
        contract = self.contract.source or "CONTRACT.assent"
        command = f'# assent eval {contract} failing.facts --as-of "{self.as_of}"{chosen}'
        return "\n".join([*told, command]) + "\n" + as_text(self.facts)


def situations(
    contract: Contract, *, starts: Sequence[Facts] = (), about: Collection[Subject] = ()
) -> st.SearchStrategy[Situation]:
    """A journal, a moment at which something may change, and a choice of readings.

    `starts` and `about` are those of `journals`.
    """
    drawn, chosen = journals(contract, starts=starts, about=about), readings(contract)
    some, seeds = st.lists(lines(contract), max_size=3).map(tuple), st.integers(0, 999)

    @st.composite
    def a_situation(draw: st.DrawFn) -> Situation:
        facts = draw(drawn)
        when = moments(contract, facts)
        return Situation(contract, facts, draw(when), draw(chosen), draw(some), draw(when), draw(seeds))

    return a_situation()
