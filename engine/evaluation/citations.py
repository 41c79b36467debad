"""What a single condition rests on: the facts that decide it at a moment, or the facts that are missing (S2, S11)."""

from collections.abc import Callable, Iterable

import attrs

from assent.engine.evaluation.courses import upto
from assent.engine.evaluation.findings import CitedFact, MissingFact
from assent.engine.evaluation.fixed import FixedPulse
from assent.engine.evaluation.record import Record, passes
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry, Occurred, StateFact, TruthFact
from assent.engine.model import conditions as m
from assent.engine.model.happenings import Happening
from assent.engine.model.nouns import Matter
from assent.grammar.frozen import Frozen


@attrs.frozen(eq=False, repr=False)
class Citation(Frozen):
    """The facts used, the facts missing, and a word on what the status alone would hide."""

    facts: tuple[CitedFact, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    note: str = ""


NOTHING = Citation()


def cite(world: World, condition: m.Condition, bit: int) -> Citation:
    """What a condition without parts of its own rests on at one moment, given as a mask of one bit."""
    match condition:
        case m.Happened():
            return _happened(world, condition, bit)
        case m.Composite(parts=parts):
            return _together(cite(world, part, bit) for part in parts)
        case m.Determined(happening=happening):
            return _determined(world, condition, happening, bit)
        case m.InForm(document=document):
            return _in_form(world, condition, document, bit)
        case m.StateHolds(state=state) | m.StateOccurred(state=state):
            return _state(world, condition, state, bit)
        case m.Stated(subject=subject):
            return _stated(world, condition, subject, bit)
        case _:
            return NOTHING


def _together(citations: Iterable[Citation]) -> Citation:
    citations = tuple(citations)
    notes = dict.fromkeys(citation.note for citation in citations if citation.note)
    return Citation(
        tuple(fact for citation in citations for fact in citation.facts),
        tuple(missing for citation in citations for missing in citation.missing),
        "; ".join(notes),
    )


def _facts(entries: Iterable[Entry]) -> tuple[CitedFact, ...]:
    return tuple(CitedFact(e.sentence, e.moment, e.evidence, e.span) for e in entries)


def _unknown(world: World, condition: m.Condition, bit: int) -> bool:
    course = world.course(condition)
    return bool(course.may & bit) and not course.sure & bit


def nouns_of(happening: Happening) -> tuple[str, ...]:
    """The terms a happening speaks of."""
    return tuple(name for name in (happening.subject, happening.object) if name)


def _happened(world: World, condition: m.Happened, bit: int) -> Citation:
    happening = condition.happening
    fixed = world.fixed.get(happening)
    if isinstance(fixed, FixedPulse) and fixed.alone:
        return Citation(note="not yet done when asked in sequence")
    if isinstance(fixed, FixedPulse):
        return Citation(note="supposed")
    record = world.record
    entries = [e for e in record.entries(happening) if record.timeline.possible(e.moment) & upto(bit)]
    passed = [entry for entry in entries if passes(entry, condition.tests) is True]
    course = world.course(condition)
    if course.sure & bit:
        return Citation(_facts(_first(passed)))
    if not course.may & bit:
        denied = record.negations(happening)
        return Citation(_facts([*entries, *denied]), note=_why_not(entries, condition))
    incomplete = [entry for entry in entries if passes(entry, condition.tests) is not False]
    if incomplete and not passed:
        asked = ", ".join(t.particular for t in condition.tests)
        why = f"the fact on {incomplete[0].moment} does not say its {asked}"
        return Citation(_facts(incomplete), (MissingFact(condition.place.text, why, nouns_of(happening)),))
    why = f"only the time of day on {passed[0].moment} would tell" if passed else _silence(record, happening)
    return Citation(_facts(passed), (MissingFact(condition.place.text, why, nouns_of(happening)),))


def _first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (e.moment.day, e.moment.minute or 0))[:1]


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


_PARTICULARS = {"copy": "as", "from": "from", "dated": "date"}


def _silence(record: Record, happening: Happening) -> str:
    kind = happening.kind
    known = record.known.get(kind)
    if known is None:
        return f"not recorded, and no record of {kind} is declared complete"
    last = (known & record.timeline.past).bit_length() - 1
    through = record.timeline.moment(last) if last >= 0 else None
    return f"not recorded, and the record of {kind} is complete only through {through}"


def _determined(world: World, condition: m.Determined, happening: Happening, bit: int) -> Citation:
    record = world.record
    made = [e for e in record.happenings.get(happening, ()) if record.timeline.sure(e.moment) & upto(bit)]
    changed = [
        e for e in record.entries(Happening("amended", "", happening.object))
        if record.timeline.sure(e.moment) & upto(bit)
    ]  # fmt: skip
    latest = sorted([*made, *changed], key=lambda e: (e.moment.day, e.moment.minute or 0))
    if _unknown(world, condition, bit):
        missing = MissingFact(condition.place.text, _silence(record, happening), nouns_of(happening))
        return Citation(_facts(latest[-1:]), (missing,))
    note = ""
    if changed and latest[-1] in changed:
        note = f"found satisfactory in an earlier form, amended on {latest[-1].moment}" if made else ""
    return Citation(_facts(latest[-1:]), note=note)


def _in_form(world: World, condition: m.InForm, document: str, bit: int) -> Citation:
    record = world.record
    entries = [
        e
        for verb in ("amended", "restored")
        for e in record.entries(Happening(verb, "", document))
        if record.timeline.sure(e.moment) & upto(bit)
    ]
    if _unknown(world, condition, bit):
        why = _silence(record, Happening("amended", "", document)).replace("not recorded", "no amendment is recorded")
        return Citation(_facts(entries), (MissingFact(condition.place.text, why, (document,)),))
    return Citation(_facts(entries))


def _state(world: World, condition: m.StateHolds | m.StateOccurred, state: str, bit: int) -> Citation:
    timeline = world.record.timeline
    before = upto(bit)
    speaks: dict[str, Callable[[Entry], int]] = {
        "none": lambda e: timeline.possible(e.moment) & bit,
        "exists": lambda e: timeline.possible(e.moment) & (before if isinstance(condition, m.StateOccurred) else bit),
        "never": lambda e: timeline.upto(e.moment) & bit,
        "began": lambda e: timeline.sure(e.moment) & before,
        "ended": lambda e: timeline.sure(e.moment) & before,
        "ever": lambda e: timeline.sure(e.moment) & before if isinstance(condition, m.StateOccurred) else 0,
    }
    entries = [
        e
        for e in world.record.states.get(state, ())
        if isinstance(e.assertion, StateFact) and speaks[e.assertion.word](e)
    ]
    if _unknown(world, condition, bit):
        moment = timeline.moment(bit.bit_length() - 1)
        word = "has occurred" if isinstance(condition, m.StateOccurred) else "exists"
        missing = MissingFact(
            f"no {state} {word}", f"nothing is recorded of it as of {moment}; it is never presumed", (state,)
        )
        return Citation(_facts(entries), (missing,))
    return Citation(_facts(entries))


def _stated(world: World, condition: m.Stated, subject: str, bit: int) -> Citation:
    timeline = world.record.timeline
    entries = [
        e
        for e in world.record.truths.get(subject, ())
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
        return Citation(_facts(entries), (MissingFact(condition.place.text, why, (subject,)),))
    return Citation(_facts(entries))
