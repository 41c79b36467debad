"""Recorded facts moved in time, and journals compared fact by fact, as a what-if needs them (rule S2)."""

import datetime
import difflib
from collections.abc import Iterator, Sequence

import attrs

from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.journal import Findings, described
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.printer import print_sentence
from assent.grammar.syntax.journal import Withdrawn
from assent.grammar.values import Moment


@attrs.frozen
class Shifted:
    """Facts after some were moved: each fact that moved, as it was and as it is."""

    facts: Facts
    moved: tuple[tuple[Entry, Entry], ...]


def shift(facts: Facts, wanted: Withdrawn, days: int, contract: Contract) -> tuple[Shifted, Findings]:
    """Move every fact that a sentence describes by so many days; its time of day stays.

    A sentence that describes no fact is a finding, with what the journal says instead. So is a move after which two
    facts contradict each other, or out of the calendar.
    """
    entries, found = described(facts, wanted, contract)
    if found:
        return Shifted(facts, ()), found
    if not entries:
        return Shifted(facts, ()), (nothing_said(facts, wanted),)
    moved: list[tuple[Entry, Entry]] = []
    for entry in entries:
        moment = _later(entry.moment, days)
        if moment is None:
            words = {"date": f"{entry.moment} {days:+d}d"}
            return Shifted(facts, ()), (Diagnostic("no-such-date", wanted.span, words),)
        moved.append((entry, attrs.evolve(entry, moment=moment)))
    after = {id(old): new for old, new in moved}
    changed = attrs.evolve(facts, entries=tuple(after.get(id(entry), entry) for entry in facts.entries))
    return Shifted(changed, tuple(moved)), tuple(contradictions(changed))


def _later(moment: Moment, days: int) -> Moment | None:
    try:
        return attrs.evolve(moment, day=moment.day + datetime.timedelta(days=days))
    except OverflowError:
        return None


def nothing_said(facts: Facts, wanted: Withdrawn) -> Diagnostic:
    """The finding that no fact says a sentence, with those that come near it."""
    sentence = print_sentence(wanted.sentence)
    known = list(dict.fromkeys(entry.sentence for entry in facts.entries))
    # what a sentence leaves out, particulars and all, says nothing against it: only so much of each is compared
    starts = {one[: len(sentence)]: one for one in reversed(known)}
    close = difflib.get_close_matches(sentence, starts, n=3, cutoff=0.6)
    return Diagnostic("nothing-withdrawn", wanted.span, {"sentence": sentence}, tuple(starts[one] for one in close))


def facts_changed(before: Facts, after: Facts) -> Iterator[str]:
    """What only one of two journals says, in words: facts by their date, and how far the record is complete."""
    yield from (f"only before: {words}" for words in _only_in(before, after))
    yield from (f"only after: {words}" for words in _only_in(after, before))
    for kind in dict.fromkeys((*before.complete, *after.complete)):
        old, new = before.complete.get(kind), after.complete.get(kind)
        if old != new:
            yield f"record of {kind}: {_through(old)} -> {_through(new)}"


def _only_in(one: Facts, other: Facts) -> Sequence[str]:
    known = {(entry.moment, entry.assertion) for entry in other.entries}
    only = [entry for entry in one.entries if (entry.moment, entry.assertion) not in known]
    ordered = sorted(only, key=lambda entry: (entry.moment.last_minute, entry.span))
    return list(dict.fromkeys(f"{entry.moment} {entry.sentence}" for entry in ordered))


def _through(moment: Moment | None) -> str:
    return f"complete through {moment}" if moment is not None else "not declared complete"
