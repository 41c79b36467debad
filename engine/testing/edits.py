"""Edits of a journal drawn at random: a fact supposed, withdrawn or moved to another day, each with its sentence."""

import datetime
from collections.abc import Iterator
from typing import Literal

import attrs
from hypothesis import strategies as st

from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.engine.testing.journals import days, lines
from assent.engine.testing.vocabulary import is_consistent, plus
from assent.grammar.values import Moment


@attrs.frozen
class Edit:
    """One change to a journal: what it is in words, and the journal after it."""

    kind: Literal["suppose", "withdraw", "shift"]
    words: str
    facts: Facts

    def __repr__(self) -> str:
        return self.words


def edits(contract: Contract, facts: Facts) -> st.SearchStrategy[Edit]:
    """A change to a journal after which it still does not contradict itself."""
    kinds: list[st.SearchStrategy[Edit | None]] = [
        st.builds(lambda line: _supposed(facts, line), lines(contract)),
    ]
    if facts.entries:
        one = st.sampled_from(range(len(facts.entries)))
        steps = st.sampled_from([1, -1, 2, -2, 7, -7, 30, -30]).map(lambda days: datetime.timedelta(days))
        kinds += [
            st.builds(lambda at: _withdrawn(facts, at), one),
            st.builds(lambda at, step: _shifted(facts, at, step), one, steps),
            st.builds(lambda at, day: _shifted(facts, at, day.day - facts.entries[at].moment.day), one, days(contract)),
        ]
    made = st.one_of(*kinds).filter(lambda edit: edit is not None)
    return made.map(_sure)


def _sure(edit: Edit | None) -> Edit:
    assert edit is not None
    return edit


def _supposed(facts: Facts, line: tuple[Entry, ...]) -> Edit | None:
    more = plus(facts, line)
    first = line[0]
    return Edit("suppose", f'--suppose "{first.moment} {first.sentence}"', more) if is_consistent(more) else None


def _withdrawn(facts: Facts, at: int) -> Edit | None:
    """Without the whole line: every entry that stands behind the same words on the same day."""
    gone = facts.entries[at]
    kept = tuple(entry for entry in facts.entries if not _same_line(entry, gone))
    less = attrs.evolve(facts, entries=kept)
    return Edit("withdraw", f'--without "{gone.moment} {gone.sentence}"', less) if is_consistent(less) else None


def _shifted(facts: Facts, at: int, step: datetime.timedelta) -> Edit | None:
    moved = facts.entries[at]
    if not step:
        return None
    to = Moment(moved.moment.day + step, moved.moment.minute, moved.moment.zone)
    entries = tuple(_moved(facts.entries, moved, to))
    words = f'--without "{moved.moment} {moved.sentence}" --suppose "{to} {moved.sentence}"'
    after = attrs.evolve(facts, entries=entries)
    return Edit("shift", words, after) if is_consistent(after) else None


def _moved(entries: tuple[Entry, ...], moved: Entry, to: Moment) -> Iterator[Entry]:
    for entry in entries:
        yield attrs.evolve(entry, moment=to) if _same_line(entry, moved) else entry


def _same_line(one: Entry, other: Entry) -> bool:
    return (one.moment, one.sentence) == (other.moment, other.sentence)
