"""Facts that cannot stand together: each finding names both lines (rule S2)."""

from collections.abc import Iterator

from assent.engine.facts.ledger import Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.model.happenings import Happening
from assent.grammar.diagnostics import Diagnostic, Related


def contradictions(facts: Facts) -> Iterator[Diagnostic]:
    """Every pair of facts that contradict each other, and every state that ends before it began."""
    happenings: dict[Happening, list[Entry]] = {}
    states: dict[str, list[Entry]] = {}
    truths: dict[str, list[Entry]] = {}
    for entry in facts.entries:
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
    for yes in positive:
        for no in negative:
            same = yes.moment == no.moment
            if same or (happening.verb != "satisfactory" and yes.moment.last_minute <= no.moment.last_minute):
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
    for none in said("none"):
        for there in said("exists", "began"):
            if there.moment == none.moment:
                yield _clash(there, none)
        for start in began:
            if start.moment != none.moment and _lasted(start, ended, none):
                yield _clash(start, none)
    for never in said("never"):
        for there in said("exists", "began", "ever"):
            if there.moment.last_minute <= never.moment.last_minute:
                yield _clash(there, never)
    for end in ended:
        started = [e for e in said("began", "exists") if e.moment.last_minute <= end.moment.last_minute]
        later = [start for start in began if start.moment.last_minute > end.moment.last_minute]
        if later and not started:
            name = end.assertion.state if isinstance(end.assertion, StateFact) else ""
            related = (Related(later[0].span, "began here"),)
            yield Diagnostic("ended-before-began", end.span, {"name": name}, related=related)


def _lasted(start: Entry, ended: list[Entry], at: Entry) -> bool:
    """Whether what began still held at a later moment: it did not end in between."""
    if start.moment.last_minute > at.moment.last_minute:
        return False
    return not any(start.moment.last_minute <= end.moment.last_minute <= at.moment.last_minute for end in ended)


def _truth(entries: list[Entry]) -> Iterator[Diagnostic]:
    for index, one in enumerate(entries):
        for other in entries[index + 1 :]:
            first, second = one.assertion, other.assertion
            assert isinstance(first, TruthFact) and isinstance(second, TruthFact)
            same_moment = first.timeless or one.moment == other.moment
            clash = {first.full, second.full} == {True, False} or {first.material, second.material} == {
                True,
                False,
            }
            if clash and same_moment:
                yield _clash(one, other)
