"""What a single condition rests on: the facts that decide it at a moment, or the facts that are missing (S2, S11)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from assent.engine.evaluation.courses import upto
from assent.engine.evaluation.findings import CitedFact, MissingFact
from assent.engine.evaluation.fixed import FixedPulse
from assent.engine.evaluation.pulses import passes
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.timeline import Timeline
from assent.engine.evaluation.totals import Counted, counted
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry, Occurred, StateFact, TruthFact
from assent.engine.model import conditions as m
from assent.engine.model.happenings import ENCLOSED, Happening, Total, sized
from assent.engine.model.nouns import Matter
from assent.engine.model.tally import open_weights, standing


class Citation(NamedTuple):
    """The facts used, the facts missing, and a word on what the status alone would hide."""

    facts: tuple[CitedFact, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    note: str = ""


NOTHING = Citation()


def cite(world: World, condition: m.Condition, bit: int) -> Citation:
    """What a condition without parts of its own rests on at one moment, given as a mask of one bit."""
    cited = _CITED.get(type(condition))
    return cited(world, condition, bit) if cited is not None else NOTHING


def _composite(world: World, condition: m.Composite, bit: int) -> Citation:
    citations = [cite(world, part, bit) for part in condition.parts]
    notes = dict.fromkeys(citation.note for citation in citations if citation.note)
    unknown = _unknown(world, condition, bit)  # a whole may be settled while one of its parts is not
    return Citation(
        tuple(fact for citation in citations for fact in citation.facts),
        tuple(missing for citation in citations for missing in citation.missing) if unknown else (),
        "; ".join(notes),
    )


def _unknown(world: World, condition: m.Condition, bit: int) -> bool:
    course = world.course(condition)
    return bool(course.may & bit) and not course.sure & bit


def nouns_of(happening: Happening) -> tuple[str, ...]:
    """The terms a happening speaks of; of a total, the events that it adds up."""
    return tuple(name for name in (happening.subject, *happening.about) if name)


def _happened(world: World, condition: m.Happened, bit: int) -> Citation:
    happening = condition.happening
    if isinstance(happening, Total):
        return _total(world, condition, happening, bit)
    fixed = world.fixed.get(happening) if world.fixed else None
    if isinstance(fixed, FixedPulse):
        return Citation(note="not yet done when asked in sequence" if fixed.alone else "supposed")
    record = world.record
    course = world.course(condition)
    recorded = record.entries(happening)
    if course.sure & bit and len(recorded) == 1:  # it is so by this fact alone
        return Citation(record.cited(recorded))
    if not recorded and not course.may & bit:  # it is not, because nothing says so, or something denies it
        denied = record.negations(happening)
        return Citation(record.cited(denied)) if denied else NOTHING
    before, possible = upto(bit), record.timeline.possible
    entries = [e for e in recorded if possible(e.moment) & before]
    passed = [entry for entry in entries if passes(entry, condition.tests) is True] if condition.tests else entries
    if course.sure & bit:
        return Citation(record.cited(_first(record, passed)))
    if not course.may & bit:
        denied = record.negations(happening)
        if happening.once:  # it happened later, and not before
            entries = list(recorded)
        if not entries and not denied:
            return NOTHING
        return Citation(record.cited([*entries, *denied]), note=_why_not(entries, condition))
    incomplete = [entry for entry in entries if passes(entry, condition.tests) is not False]
    if incomplete and not passed:
        asked = ", ".join(t.particular for t in condition.tests)
        why = f"the fact on {incomplete[0].moment} does not say its {asked}"
        return Citation(record.cited(incomplete), (MissingFact(condition.place.text, why, nouns_of(happening)),))
    why = f"only the time of day on {passed[0].moment} would tell" if passed else _silence(record, happening)
    return Citation(record.cited(passed), (MissingFact(condition.place.text, why, nouns_of(happening)),))


def _total(world: World, condition: m.Happened, total: Total, bit: int) -> Citation:
    """What was added up so far, and what it comes to; what may be more, where that decides."""
    record = world.record
    so_far = [one for one in counted(record, total) if one.possible & upto(bit)]
    facts = record.cited(one.entry for one in so_far)
    size = sum((one.amount or 0 for one in so_far if one.surely), 0)
    note = f"{sized(size, total.unit)} recorded so far"
    if not _unknown(world, condition, bit):
        return Citation(facts, note=note)
    return Citation(
        facts, (MissingFact(condition.place.text, _why_unknown(record, total, so_far), nouns_of(total)),), note
    )


def _why_unknown(record: Record, total: Total, so_far: list[Counted]) -> str:
    """What keeps a total from being known: an occurrence that may count or not, or the silence of the record."""
    for one in so_far:
        if one.amount is None:
            currency = "" if total.unit in ("number", "decimal") else f" in {total.unit}"
            return f"the fact on {one.entry.moment} does not say how much it is{currency}"
    for one in so_far:
        if not one.surely:
            return f"whether the fact on {one.entry.moment} counts is not recorded"
    silent = [one.happening for one in total.addends if record.unknown(one.happening)]
    return _silence(record, silent[0]).replace("not recorded", "there may be more than is recorded") if silent else ""


def _first(record: Record, entries: list[Entry]) -> list[Entry]:
    return [min(entries, key=_hour(record))] if len(entries) > 1 else entries


def _hour(record: Record) -> Callable[[Entry], tuple[int, int]]:
    """The day and the first minute of a fact, on one clock (S1)."""

    def hour(entry: Entry) -> tuple[int, int]:
        day, minute = record.timeline.clock(entry.moment)
        return day, minute or 0

    return hour


def _why_not(entries: list[Entry], condition: m.Happened) -> str:
    if not entries:
        return ""
    wrong: list[str] = []
    for test in condition.tests:
        for entry in entries:
            stated = (
                dict(entry.assertion.particulars).get(test.particular)
                if isinstance(entry.assertion, Occurred)
                else None
            )
            if stated is not None and not test.passes(stated):
                wrong.append(f"{_PARTICULARS.get(test.particular, test.particular)} {stated}")
    return "recorded with " + ", ".join(dict.fromkeys(wrong)) if wrong else ""


_PARTICULARS = {"copy": "as", "from": "from", "dated": "date", ENCLOSED: ENCLOSED}


def _silence(record: Record, happening: Happening) -> str:
    kind = happening.kind
    known = record.known.get(kind)
    if known is None:
        return f"not recorded, and no record of {kind} is declared complete"
    last = (known & record.timeline.past).bit_length() - 1
    through = record.timeline.moment(last) if last >= 0 else None
    return f"not recorded, and the record of {kind} is complete only through {through}"


def unrecorded(record: Record, occurrence: m.Happened | m.Composite, mask: int) -> tuple[MissingFact, ...]:
    """What would tell whether something happened at some moments; a recorded one may have been at some of its day."""
    if isinstance(occurrence, m.Composite):
        return tuple(fact for part in occurrence.parts for fact in unrecorded(record, part, mask))
    happening = occurrence.happening
    timed = [entry for entry in record.entries(happening) if record.possible(entry) & mask]
    if timed:
        why = f"only the time of day on {timed[0].moment} would tell"
    elif record.unknown(happening) & mask:
        why = _silence(record, happening)
    else:
        return ()
    return (MissingFact(occurrence.place.text, why, nouns_of(happening)),)


def _determined(world: World, condition: m.Determined, bit: int) -> Citation:
    happening, record = condition.happening, world.record
    unsaid = happening not in record.happenings and happening.object not in record.changes
    if unsaid and not _unknown(world, condition, bit):
        return NOTHING
    before, sure = upto(bit), record.timeline.sure
    made = [e for e in record.happenings.get(happening, ()) if sure(e.moment) & before]
    changed = [e for e in record.changes.get(happening.object, ()) if _is_amended(e) and sure(e.moment) & before]
    latest = sorted([*made, *changed], key=_hour(record))
    if _unknown(world, condition, bit):
        missing = MissingFact(condition.place.text, _silence(record, happening), nouns_of(happening))
        return Citation(record.cited(latest[-1:]), (missing,))
    if not latest:
        return NOTHING
    note = ""
    if _is_amended(latest[-1]):
        note = f"found satisfactory in an earlier form, amended on {latest[-1].moment}" if made else ""
    return Citation(record.cited(latest[-1:]), note=note)


def _is_amended(entry: Entry) -> bool:
    return isinstance(entry.assertion, Occurred) and entry.assertion.happening.verb == "amended"


def _in_form(world: World, condition: m.InForm, bit: int) -> Citation:
    document, record = condition.document, world.record
    entries = [e for e in record.changes.get(document, ()) if record.timeline.sure(e.moment) & upto(bit)]
    if _unknown(world, condition, bit):
        why = _silence(record, Happening("amended", "", document)).replace("not recorded", "no amendment is recorded")
        return Citation(record.cited(entries), (MissingFact(condition.place.text, why, (document,)),))
    return Citation(record.cited(entries))


def _state(world: World, condition: m.StateHolds | m.StateOccurred, bit: int) -> Citation:
    state, record = condition.state, world.record
    timeline = record.timeline
    ever = isinstance(condition, m.StateOccurred)
    entries = [e for e in record.states.get(state, ()) if _speaks(timeline, e, ever, bit)]
    if _unknown(world, condition, bit):
        moment = timeline.moment(bit.bit_length() - 1)
        word = "has occurred" if ever else "exists"
        missing = MissingFact(
            f"no {state} {word}", f"nothing is recorded of it as of {moment}; it is never presumed", (state,)
        )
        return Citation(record.cited(entries), (missing,))
    return Citation(record.cited(entries))


def _speaks(timeline: Timeline, entry: Entry, ever: bool, bit: int) -> bool:
    """Whether a fact about a state speaks of a moment; where it is asked whether it `ever` held, of any before."""
    assert isinstance(entry.assertion, StateFact)
    match entry.assertion.word:
        case "none":
            return bool(timeline.possible(entry.moment) & bit)
        case "exists":
            return bool(timeline.possible(entry.moment) & (upto(bit) if ever else bit))
        case "never":
            return bool(timeline.upto(entry.moment) & bit)
        case "began" | "ended":
            return bool(timeline.sure(entry.moment) & upto(bit))
        case "ever":
            return ever and bool(timeline.sure(entry.moment) & upto(bit))


def _stated(world: World, condition: m.Stated, bit: int) -> Citation:
    subject, record = condition.subject, world.record
    timeline = record.timeline
    entries = [
        e
        for e in record.truths.get(subject, ())
        if isinstance(e.assertion, TruthFact) and (e.assertion.timeless or timeline.possible(e.moment) & bit)
    ]
    noun = world.contract.nouns[subject]
    if _unknown(world, condition, bit):
        if isinstance(noun, Matter) and noun.absent:
            why = "the text that would tell is not in the record"
        elif isinstance(noun, Matter):
            why = "nobody has said whether it is so; it is never presumed"
        else:
            why = f"nothing is recorded of it as of {timeline.moment(bit.bit_length() - 1)}; it is never presumed"
        return Citation(record.cited(entries), (MissingFact(condition.place.text, why, (subject,)),))
    return Citation(record.cited(entries))


def _after(world: World, condition: m.After, bit: int) -> Citation:
    """Time passes without a fact; only as of a day, without an hour, can it be open whether it has."""
    if not _unknown(world, condition, bit):
        return NOTHING
    why = f"only the time of day on {condition.moment.day} would tell"
    return Citation(missing=(MissingFact(condition.place.text, why, ()),))


def _carried(world: World, condition: m.Carried, bit: int) -> Citation:
    """How a vote stands, and which weights would tell that are not in the record; its parts tell of the votes cast."""
    courses = {name: world.course(part) for name, part in zip(condition.voters, condition.parts, strict=True)}
    sure = [name for name, course in courses.items() if course.sure & bit]
    may = [name for name, course in courses.items() if course.may & bit]
    names = open_weights(condition, sure, may) if _unknown(world, condition, bit) else ()
    terms = (condition.vote,)
    missing = (MissingFact(f"the {condition.measure} of {n}", "not in the record", (n, *terms)) for n in names)
    return Citation(missing=tuple(missing), note=standing(condition, sure))


def _elapsed(world: World, condition: m.Elapsed, bit: int) -> Citation:
    """What it runs from has a row of its own; beyond that only the days in between can be open, or the calendar."""
    if not _unknown(world, condition, bit):
        return NOTHING
    calendar = condition.period.calendar
    why = "the days in between are not known"
    if calendar is not None:
        why += f", or it leaves the years of {calendar.name}"
    return Citation(missing=(MissingFact(condition.place.text, why, ()),))


# What a condition rests on that has no parts of its own; all others rest on their parts, a vote also on its weights.
_CITED: dict[type, Callable[[World, Any, int], Citation]] = {
    m.Happened: _happened,
    m.Carried: _carried,
    m.Composite: _composite,
    m.After: _after,
    m.Elapsed: _elapsed,
    m.Determined: _determined,
    m.InForm: _in_form,
    m.StateHolds: _state,
    m.StateOccurred: _state,
    m.Stated: _stated,
}
