"""Facts that cannot stand together: each finding names both lines (rule S2)."""

import bisect
import itertools
from collections.abc import Iterator

from assent.engine.facts.ledger import Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.model.happenings import Happening
from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic, Related
from assent.grammar.values import Moment


def contradictions(facts: Facts) -> Iterator[Diagnostic]:
    """Pairs of facts that contradict each other, and states that end before they began; not more than anybody reads."""
    return itertools.islice(_contradictions(facts), MOST_FINDINGS)


def _contradictions(facts: Facts) -> Iterator[Diagnostic]:
    happenings: dict[Happening, list[Entry]] = {}
    states: dict[str, list[Entry]] = {}
    truths: dict[str, list[Entry]] = {}
    for entry in facts.on_one_clock():
        match entry.assertion:
            case Occurred(happening):
                happenings.setdefault(happening, []).append(entry)
            case StateFact(state):
                states.setdefault(state, []).append(entry)
            case TruthFact(subject):
                truths.setdefault(subject, []).append(entry)
    for happening, entries in happenings.items():
        yield from _happening(happening, entries)
    for entries in states.values():
        yield from _state(entries)
    for entries in truths.values():
        yield from _truth(entries)


def _clash(first: Entry, second: Entry) -> Diagnostic:
    first, second = sorted((first, second), key=lambda entry: entry.span)
    words = {"sentence": second.sentence, "other": first.sentence}
    return Diagnostic("contradiction", second.span, words, related=(Related(first.span, "contradicts"),))


def _happening(happening: Happening, entries: list[Entry]) -> Iterator[Diagnostic]:
    positive = [entry for entry in entries if isinstance(entry.assertion, Occurred) and not entry.assertion.negated]
    negative = [entry for entry in entries if isinstance(entry.assertion, Occurred) and entry.assertion.negated]
    if happening.verb == "satisfactory":  # a determination can be taken back, and made again
        on_moment = _by_moment(negative)
        for yes in positive:
            for no in on_moment.get(yes.moment, ()):
                yield _clash(yes, no)
    else:
        latest = max((_last_minute(no) for no in negative), default=(0, 0))
        for yes in positive:
            for no in negative if _last_minute(yes) <= latest else ():
                if _last_minute(yes) <= _last_minute(no):
                    yield _clash(yes, no)
    if happening.once:
        yield from _twice(happening, positive)


def _twice(happening: Happening, entries: list[Entry]) -> Iterator[Diagnostic]:
    """An event that happens once may be recorded twice only in the same words."""
    for entry in entries[1:]:
        if (entry.moment, entry.assertion) != (entries[0].moment, entries[0].assertion):
            first, second = sorted((entries[0], entry), key=lambda one: one.span)
            related = (Related(first.span, "recorded here first"),)
            yield Diagnostic("happened-twice", second.span, {"name": happening.object}, related=related)


def _state(entries: list[Entry]) -> Iterator[Diagnostic]:
    def said(*words: str) -> list[Entry]:
        return [e for e in entries if isinstance(e.assertion, StateFact) and e.assertion.word in words]

    began, ended = said("began"), said("ended")
    ends = sorted(map(_last_minute, ended))
    starts = sorted(began, key=_last_minute)
    on_moment = _by_moment(said("exists", "began"))
    for none in said("none"):
        for there in on_moment.get(none.moment, ()):
            yield _clash(there, none)
        for start in _still_there(starts, ends, none):
            if start.moment != none.moment:
                yield _clash(start, none)
    seen = said("exists", "began", "ever")
    earliest = min(map(_last_minute, seen), default=())
    for never in said("never"):
        for there in seen if earliest <= _last_minute(never) else ():
            if _last_minute(there) <= _last_minute(never):
                yield _clash(there, never)
    first = min(map(_last_minute, said("began", "exists")), default=())
    for end in ended:
        later = (
            [start for start in began if _last_minute(start) > _last_minute(end)] if first > _last_minute(end) else []
        )
        if later:
            name = end.assertion.state if isinstance(end.assertion, StateFact) else ""
            related = (Related(later[0].span, "began here"),)
            yield Diagnostic("ended-before-began", end.span, {"name": name}, related=related)


def _still_there(starts: list[Entry], ends: list[tuple[int, int]], at: Entry) -> list[Entry]:
    """What began and still held at a later moment, for it did not end in between; both lists are in order."""
    now = at.moment.last_minute
    ended = bisect.bisect_right(ends, now)
    first = bisect.bisect_right(starts, ends[ended - 1], key=_last_minute) if ended else 0
    return starts[first : bisect.bisect_right(starts, now, key=_last_minute)]


def _last_minute(entry: Entry) -> tuple[int, int]:
    return entry.moment.last_minute


def _by_moment(entries: list[Entry]) -> dict[Moment, list[Entry]]:
    found: dict[Moment, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.moment, []).append(entry)
    return found


def _truth(entries: list[Entry]) -> Iterator[Diagnostic]:
    """Truths are of a moment, that of a matter is of all time: only facts of one moment can contradict each other."""
    together: dict[Moment | None, list[tuple[Entry, TruthFact]]] = {}
    for entry in entries:
        if isinstance(entry.assertion, TruthFact):
            moment = None if entry.assertion.timeless else entry.moment
            together.setdefault(moment, []).append((entry, entry.assertion))
    for group in together.values():
        said = {(fact.full, fact.material): fact for _, fact in group}
        if any(_opposed(first, second) for first, second in itertools.combinations(said.values(), 2)):
            for (one, first), (other, second) in itertools.combinations(group, 2):
                if _opposed(first, second):
                    yield _clash(one, other)


def _opposed(first: TruthFact, second: TruthFact) -> bool:
    yes_and_no = {True, False}
    return {first.full, second.full} == yes_and_no or {first.material, second.material} == yes_and_no
