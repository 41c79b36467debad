"""The journals of `engine/testing` on the calendar of these tests: 24 days of February and March 1996, some timed."""

import datetime

from hypothesis import strategies as st

from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RecordKind
from assent.engine.testing import journals as drawing
from assent.engine.testing.vocabulary import (
    Saying,
    as_text,
    is_consistent,
    plus,
    speaks_of_the_unknown,
    vocabulary,
)
from assent.grammar.values import Moment

__all__ = [
    "DAYS",
    "START",
    "Saying",
    "as_text",
    "day",
    "days",
    "is_consistent",
    "journals",
    "lines",
    "moments",
    "plus",
    "records",
    "speaks_of_the_unknown",
    "vocabulary",
]
START = datetime.date(1996, 2, 20)
DAYS = 24


def day(number: int, minute: int | None = None) -> Moment:
    """The n-th day of the calendar of these tests."""
    return Moment(START + datetime.timedelta(days=number), minute)


moments = st.builds(day, st.integers(0, DAYS - 1), st.none() | st.sampled_from([None, 600, 1020, 1021]))
days = st.builds(day, st.integers(0, DAYS - 1))
records: st.SearchStrategy[dict[RecordKind, Moment]] = drawing.records(days)


def lines(contract: Contract, when: st.SearchStrategy[Moment] = moments) -> st.SearchStrategy[tuple[Entry, ...]]:
    """One line: an entry for each thing that it says."""
    return drawing.lines(contract, when)


def journals(contract: Contract, most: int = 12, when: st.SearchStrategy[Moment] = moments) -> st.SearchStrategy[Facts]:
    """A journal of a few lines about anything, without contradictions."""
    return drawing.sparse(contract, when, most)
