"""A failing situation made smaller: lines taken out, the record shortened, readings put back to their defaults.

Whole lines go at once and many lines before few, so that a journal of eighty lines takes some two hundred tries, where
a shrinker that knows nothing of journals takes thousands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.happenings import RECORD_KINDS, RecordKind
from assent.engine.testing.journals import calendar
from assent.engine.testing.situation import Situation
from assent.grammar.values import Moment

T = TypeVar("T")
MOST_TRIES = 2_000


def smallest(situation: Situation, fails: Callable[[Situation], bool]) -> Situation:
    """The smallest situation found below a failing one: nothing more can be taken out of it that leaves it failing."""
    left = [MOST_TRIES]

    def still(other: Situation) -> bool:
        left[0] -= 1
        return left[0] > 0 and fails(other)

    before = None
    while before != situation and left[0] > 0:
        before = situation
        for step in (_fewer_facts, _fewer_lines_more, _default_readings, _simpler_record, _one_day):
            situation = step(situation, still)
    return situation


def _fewer_facts(situation: Situation, fails: Callable[[Situation], bool]) -> Situation:
    lines = list(lines_of(situation.facts))
    kept = _fewer(lines, lambda some: fails(_with_lines(situation, some)))
    return _with_lines(situation, kept)


def _fewer_lines_more(situation: Situation, fails: Callable[[Situation], bool]) -> Situation:
    kept = _fewer(list(situation.more), lambda some: fails(attrs.evolve(situation, more=tuple(some))))
    return attrs.evolve(situation, more=tuple(kept))


def _default_readings(situation: Situation, fails: Callable[[Situation], bool]) -> Situation:
    pairs = list(situation.readings.items())
    kept = _fewer(pairs, lambda some: fails(attrs.evolve(situation, readings=dict(some))))
    return attrs.evolve(situation, readings=dict(kept))


def _simpler_record(situation: Situation, fails: Callable[[Situation], bool]) -> Situation:
    """No record at all, else one through the as-of day, of as few kinds as it takes."""

    def with_record(complete: Mapping[RecordKind, Moment]) -> Situation:
        return _with_facts(situation, attrs.evolve(situation.facts, complete=complete))

    if not situation.facts.complete or fails(with_record({})):
        return with_record({})
    whole = with_record(dict.fromkeys(RECORD_KINDS, Moment(situation.as_of.day)))
    kinds = list((whole if fails(whole) else situation).facts.complete.items())
    return with_record(dict(_fewer(kinds, lambda some: fails(with_record(dict(some))))))


def _one_day(situation: Situation, fails: Callable[[Situation], bool]) -> Situation:
    """All on the contract's own day, else each line on the as-of day, where the day does not matter."""
    own = calendar(situation.contract)[0]
    moved = tuple(attrs.evolve(entry, moment=own) for entry in situation.facts.entries)
    complete = dict.fromkeys(situation.facts.complete, own)
    facts = attrs.evolve(situation.facts, entries=moved, complete=complete)
    on_own = attrs.evolve(situation, facts=facts, as_of=own)
    if on_own == situation or fails(on_own):
        return on_own
    for line in list(lines_of(situation.facts)):
        if line[0].moment != situation.as_of:
            other = _with_facts(situation, _moved(situation.facts, line, situation.as_of))
            situation = other if fails(other) else situation
    return situation


def _moved(facts: Facts, line: tuple[Entry, ...], to: Moment) -> Facts:
    gone = {(entry.moment, entry.sentence) for entry in line}
    entries = (
        attrs.evolve(entry, moment=to) if (entry.moment, entry.sentence) in gone else entry for entry in facts.entries
    )
    return attrs.evolve(facts, entries=tuple(entries))


def _fewer(items: list[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """As few as leave it failing: halves first, then quarters, down to one by one."""
    size = max(len(items) // 2, 1)
    while items:
        at, taken = 0, False
        while at < len(items):
            fewer = items[:at] + items[at + size :]
            if fails(fewer):
                items, taken = fewer, True
            else:
                at += size
        if size == 1 and not taken:
            break
        size = max(size // 2, 1)
    return items


def lines_of(facts: Facts) -> Iterator[tuple[Entry, ...]]:
    """The entries by line: those behind the same words on the same day belong together."""
    found: dict[tuple[Moment, str], list[Entry]] = {}
    for entry in facts.entries:
        found.setdefault((entry.moment, entry.sentence), []).append(entry)
    for entries in found.values():
        yield tuple(entries)


def _with_lines(situation: Situation, lines: Sequence[tuple[Entry, ...]]) -> Situation:
    entries = tuple(entry for line in lines for entry in line)
    return _with_facts(situation, attrs.evolve(situation.facts, entries=entries))


def _with_facts(situation: Situation, facts: Facts) -> Situation:
    return attrs.evolve(situation, facts=facts)
