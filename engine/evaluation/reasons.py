"""The tree of reasons behind a verdict, built after the fact from the courses of a world (rule S11).

Nothing here decides anything: it reads off, at the moment that decides, which conditions are met, which are not and
could still be, and which of them the verdict rests on.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import attrs

from assent.engine.evaluation.citations import Citation, cite, unrecorded
from assent.engine.evaluation.courses import Course, first_of, last_of, latched, run_start, upto
from assent.engine.evaluation.findings import CitedFact, MissingFact, Reason, Status
from assent.engine.evaluation.governing import governing_at
from assent.engine.evaluation.grounds import why_not_begun
from assent.engine.evaluation.verdicts import took_hold
from assent.engine.evaluation.view import CLAUSES, LEAVES, NOTED, PLAIN, STATES, Value, View, is_late, joined
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import ASKED_KINDS, Clause, Version

_LISTS = (m.AllOf, m.AnyOf, m.AtLeast, m.Carried)
CHOICES = frozenset[type](
    {m.AnyOf, m.AtLeast, m.Carried, m.Deemed, m.Waivable}
)  # fewer than all of their parts are enough

DEEPEST = 32
MOST_CLAUSES = 1_000
MORE = "more stands behind this than one answer shows"


class Apart(NamedTuple):
    """The reasons of a clause taken apart: of how many clauses they tell, and how deep they stand in each other."""

    reasons: tuple[Reason, ...]
    clauses: int
    depth: int


@attrs.define(eq=False, repr=False)
class ReasonBuilder(View):
    """Builds reasons at one moment of one world.

    `shared` keeps those of clauses that others refer to; `expanding` are the clauses being taken apart. No clause is
    taken apart `DEEPEST` reasons down, nor after `MOST_CLAUSES` of one answer: of these `taken` have been, `depth` is
    where the builder stands, `deepest` where it has been, and `cut` says that it had to stop somewhere.
    """

    shared: dict[tuple[str, int], Apart] = attrs.field(factory=dict)
    expanding: list[str] = attrs.field(factory=list)
    granted: dict[str, World] = attrs.field(factory=dict)
    depth: int = 0
    taken: int = 0
    deepest: int = 0
    cut: bool = False
    _stopped_at: str = attrs.field(default="", init=False)

    # --- clauses and their texts -----------------------------------------------------------------------------

    def clause(self, clause: Clause) -> Iterator[Reason]:
        """The reasons of the text that governs; of every text that may, when that is not settled (S9)."""
        bit = 1 << self.at
        self.expanding.append(clause.name)
        governing = governing_at(self.world, clause, bit)
        for version in governing:
            if version.condition is None:
                yield self._absent(clause, version)
            else:
                yield self.reason(version.condition, bit, decisive=True)
        for version in clause.versions:
            if version.supplied_by and version.supplied_by not in self.expanding:
                yield self._supplied(version, bit, governs=version in governing)
        self.expanding.pop()

    def _supplied(self, version: Version, bit: int, *, governs: bool) -> Reason:
        """Whether the effect that supplies a text holds: which text governs is part of the answer (S9)."""
        clause = self.world.contract.clauses[version.supplied_by]
        course = self.world.clause(clause.name)
        held, unknown = bool(course.sure & bit), bool(course.may & bit) and not course.sure & bit
        self.expanding.append(clause.name)
        reasons = (
            self._held(clause, bit)
            if held
            else tuple(self._texts(clause, self.when_it_may(clause, bit), decisive=True))
        )
        self.expanding.pop()
        return Reason(
            section=version.section,
            agreement=version.agreement,
            heading="",
            text=_governs(clause.name, held=held, unknown=unknown, governs=governs),
            labelled=False,
            status="UNDETERMINED" if unknown else "SATISFIED",
            since=self.world.record.timeline.moment(run_start(course.sure, bit)) if held else None,
            decisive=True,
            note="",
            span=version.span,
            reasons=reasons,
            refers=clause.name,
        )

    def _texts(self, clause: Clause, bit: int, *, decisive: bool) -> Iterator[Reason]:
        for version in governing_at(self.world, clause, bit):
            if version.condition is None:
                yield self._absent(clause, version)
            else:
                yield self.reason(version.condition, bit, decisive=decisive)

    def _held(self, clause: Clause, bit: int) -> tuple[Reason, ...]:
        """What a clause that holds rests on, at the moment since which it has; worked out once for all who ask."""
        at = took_hold(self.world, clause, bit) if clause.kind == "effect" else bit.bit_length() - 1
        key = (clause.name, at)
        kept = self.shared.get(key)
        if kept is not None and self.depth + kept.depth <= DEEPEST and self.taken + kept.clauses <= MOST_CLAUSES:
            self.taken += kept.clauses
            self.deepest = max(self.deepest, self.depth + kept.depth)
            return kept.reasons
        inner = ReasonBuilder(
            self.world, self.actual, at, self.shared, list(self.expanding), self.granted, self.depth, self.taken,
            self.depth,
        )  # fmt: skip
        reasons = tuple(inner._texts(clause, 1 << at, decisive=True))
        circle = self.world.contract.structure.together.get(clause.name, frozenset())
        if not inner.cut and circle.isdisjoint(self.expanding[:-1]):
            self.shared[key] = Apart(reasons, inner.taken - self.taken, inner.deepest - self.depth)
        self.taken, self.cut = inner.taken, self.cut or inner.cut
        self.deepest = max(self.deepest, inner.deepest)
        return reasons

    def _absent(self, clause: Clause, version: Version) -> Reason:
        place = f"section {version.section} of {version.agreement}"
        later = list(dict.fromkeys(other.supplied_by for other in clause.versions if other.supplied_by))
        names = " or ".join(later)
        none = f"{names} is not effective" if len(later) == 1 else f"none of {', '.join(later)} is effective"
        note = f"{none}: the old {place} governs and is not in the record" if later else ""
        if any(self.world.clause(name).may & (1 << self.at) for name in later):
            note = f"unless {names} is effective, the old {place} governs and is not in the record"
        missing = MissingFact(f"the text of the old {place}", "not in the record", (place, version.agreement))
        return Reason(
            version.section, version.agreement, "", place, True, "UNDETERMINED", None, True, note, version.span,
            missing=(missing,),
        )  # fmt: skip

    # --- reasons ---------------------------------------------------------------------------------------------

    def reason(
        self, condition: m.Condition, bit: int, *, decisive: bool, note: str = "", under: m.UnderReading | None = None
    ) -> Reason:
        """The reason of one condition at one moment; one that stands `under` a reading is shown in its place."""
        kind = type(condition)
        if isinstance(condition, m.UnderReading):
            reason = self._under(condition, bit, decisive)
            return reason if under is None else _shown_under(under, reason)
        world, place = self.world, condition.place
        sure, may = world.course(condition)
        since = None
        value: Value = "met"
        status: Status = "SATISFIED"
        if sure & bit:
            since = world.record.timeline.moment(run_start(sure, bit))
        else:
            value = "unknown" if may & bit else "unmet"
        if kind in NOTED or value != "met":
            status = self.status(condition, value, bit)
        children: tuple[Reason, ...] = ()
        if kind in PLAIN:
            citation = cite(world, condition, bit)
            noted = joined(note, citation.note) if note else citation.note
        else:
            citation = self.citation(condition, bit)
            noted = joined(note, citation.note) if note else citation.note
            if kind in NOTED:
                noted = self.note(condition, status, bit, noted)
                if decisive and status == "SATISFIED" and isinstance(condition, m.Not):
                    citation = self._why_not(citation, condition.part, bit)
            children = self._inner(condition, bit, value, status, decisive)
            if self._stopped_at:
                citation, noted = self._stopped(citation, place, status), joined(noted, MORE)
        where, heading = place, place.heading
        if under is not None:
            where, noted = under.place, joined(f"under {under.alternative}", noted)
            heading = where.heading or heading
        return Reason(
            where.section, place.agreement, heading, place.text, where.labelled, status, since, decisive, noted,
            place.span, citation.facts, citation.missing, children, kind in CHOICES,
            self.refers(condition) if kind is m.Refers else "",
        )  # fmt: skip

    def _inner(
        self, condition: m.Condition, bit: int, value: Value, status: Status, decisive: bool
    ) -> tuple[Reason, ...]:
        """The reasons inside one, a step deeper."""
        self.depth += 1
        if self.depth > self.deepest:
            self.deepest = self.depth
        if isinstance(condition, _LISTS):
            children = tuple(self._listed(condition, bit, value, status, decisive))
        else:
            children = tuple(self._children(condition, bit, value, status, decisive))
        self.depth -= 1
        return children

    def _stopped(self, citation: Citation, place: m.Place, status: Status) -> Citation:
        """What a condition rests on whose clause is not taken apart: the clause itself, where it is not known."""
        name, self._stopped_at = self._stopped_at, ""
        if status != "UNDETERMINED":
            return citation
        return Citation(citation.facts, (*citation.missing, MissingFact(place.text, MORE, (name,))))

    def _why_not(self, citation: Citation, state: m.Condition, bit: int) -> Citation:
        """What a negation rests on, with the facts for which no clause has begun the state that is denied."""
        unbegun = tuple(why_not_begun(self, m.clause_of(state), bit)) if isinstance(state, STATES) else ()
        return citation._replace(facts=tuple(dict.fromkeys((*citation.facts, *unbegun)))) if unbegun else citation

    def _under(self, condition: m.UnderReading, bit: int, decisive: bool) -> Reason:
        chosen = self.world.readings.get(condition.question)
        place = condition.place
        if chosen == condition.alternative:
            return self.reason(condition.part, bit, decisive=decisive, under=condition)
        return Reason(
            place.section, place.agreement, place.heading, place.text, place.labelled, "NOT APPLICABLE", None, False,
            f"not a condition under {chosen}; counts under {condition.alternative}", place.span,
            facts=tuple(self._bearing(condition.part, bit)) if place.heading else (),
        )  # fmt: skip

    def _bearing(self, condition: m.Condition, bit: int) -> list[CitedFact]:
        """The facts that bear on a condition which does not count but has a heading: it is watched all the same."""
        found: list[CitedFact] = []
        waiting = [condition]
        while waiting:
            here = waiting.pop()
            if type(here) in LEAVES:
                found += cite(self.world, here, bit).facts
            else:
                waiting += reversed(m.parts_of(here))
        return found

    # --- the conditions inside -------------------------------------------------------------------------------

    def _listed(
        self,
        condition: m.AllOf | m.AnyOf | m.AtLeast | m.Carried,
        bit: int,
        value: Value,
        status: Status,
        decisive: bool,
    ) -> list[Reason]:
        """The parts of a list, those marked that decide it."""
        if not decisive or (value == "met" and isinstance(condition, m.AllOf)):
            return [self.reason(part, bit, decisive=decisive) for part in condition.parts]
        rest_on = self._decisive_parts(condition, bit, value, status)
        return [self.reason(part, bit, decisive=part.number in rest_on) for part in condition.parts]

    def _children(
        self, condition: m.Condition, bit: int, value: Value, status: Status, decisive: bool
    ) -> Iterator[Reason]:
        match condition:
            case m.Deemed():
                yield from self._limbs(condition, bit, value, status, decisive)
            case m.Waivable():
                yield from self._waivers(condition, bit, status, decisive)
            case m.HeldWhile() | m.OnDate() | m.OnEachDate() | m.Throughout():
                yield from self._elsewhen(condition, bit, decisive)
            case m.Lasting():
                yield from self._lasted(condition, bit, value, decisive)
            case m.Spells():
                yield from self._spell(condition, bit, value, decisive)
            case m.ByDate(part=part):
                yield from self._inside(part, self.by(condition, bit), decisive)
            case m.InTime(part=part, passed=passed):
                yield self.reason(part, self.in_time(condition, bit), decisive=decisive)
                yield self.reason(passed, self.in_time(condition, bit), decisive=decisive and value != "met")
            case m.Elapsed(occurrence=occurrence):
                yield self.reason(occurrence, bit, decisive=decisive)
            case m.Not(part=part) if not is_late(condition):
                yield from self._inside(part, bit, decisive)
            case m.Refers() | m.StateHolds() | m.StateOccurred():
                yield from self._expanded(condition, bit, decisive)
            case _:
                pass

    def _inside(self, part: m.Condition, bit: int, decisive: bool) -> Iterator[Reason]:
        """What stands behind a negation or a deadline; a sentence shares the row of these."""
        if type(part) not in LEAVES:
            yield self.reason(part, bit, decisive=decisive)
        elif isinstance(part, CLAUSES):
            yield from self._expanded(part, bit, decisive)

    def _limbs(self, condition: m.Deemed, bit: int, value: Value, status: Status, decisive: bool) -> Iterator[Reason]:
        """The main limb and the deeming; of both, what stands as the whole does counts, of what is met only one."""
        for part in (condition.main, *condition.deeming):
            counts = self.value(part, bit) == value
            if value == "met":
                counts = counts and (part is condition.main) == (status == "SATISFIED")
            yield self.reason(part, bit, decisive=decisive and counts)

    def _waivers(self, condition: m.Waivable, bit: int, status: Status, decisive: bool) -> Iterator[Reason]:
        """What can be waived, and the waivers that were given or may have been."""
        yield self.reason(condition.part, bit, decisive=decisive and status != "WAIVED")
        for waiver in condition.waivers:
            if self.value(waiver, bit) != "unmet":
                yield self.reason(waiver, bit, decisive=decisive and status in ("WAIVED", "UNDETERMINED"))

    def _elsewhen(
        self, condition: m.HeldWhile | m.OnDate | m.OnEachDate | m.Throughout, bit: int, decisive: bool
    ) -> Iterator[Reason]:
        """What is tested at another moment than the whole: at an occurrence, on a date, where a run broke (S6)."""
        match condition:
            case m.HeldWhile(occurrence=occurrence, part=part):
                yield self.reason(occurrence, bit, decisive=decisive)
                yield self.reason(part, self._at_occurrence(occurrence, part, bit), decisive=decisive)
            case m.OnDate(part=part, date=date):
                yield self.reason(part, self.world.record.timeline.sure(date) or bit, decisive=decisive)
            case m.OnEachDate():
                yield from self._each_date(condition, bit, decisive)
            case m.Throughout(part=part):
                yield self.reason(part, self._broken(condition, bit), decisive=decisive)

    def _lasted(self, condition: m.Lasting, bit: int, value: Value, decisive: bool) -> Iterator[Reason]:
        """What began an effect, at its beginning; and each of its ends: where it came, else now (S15)."""
        begins = self.world.course(condition.begins)
        begun, so_far = latched(begins, self.world.full), upto(bit)
        began = first_of(begins.sure & so_far) or last_of(begins.may & so_far) or bit
        ends = [(part, self._ended(part, begun, bit)) for part in condition.ends]
        ended = any(status is not None for _, (_, status) in ends)
        counts = value == "met" or (not ended if value == "unmet" else not begun.sure & bit)
        yield self.reason(condition.begins, began, decisive=decisive and counts)
        for part, (at, status) in ends if value != "unmet" or ended else ():
            found = self.reason(part, at, decisive=decisive and ended == (status is not None))
            yield attrs.evolve(found, status=status) if status is not None else found

    def _ended(self, stays: m.Condition, begun: Course, bit: int) -> tuple[int, Literal["FAILED"] | None]:
        """Where an end came that surely did, or will as soon as it begins; else where it may have come, or now."""
        course, future = self.world.course(stays), self.world.record.timeline.future
        broken = begun.sure & ~course.may & upto(bit)
        if broken:
            return first_of(broken), "FAILED"
        if not begun.sure & bit and not course.may & (bit | future):
            return bit, "FAILED"
        return first_of(begun.may & ~course.sure & upto(bit)) or bit, None

    def _spell(self, condition: m.Spells, bit: int, value: Value, decisive: bool) -> Iterator[Reason]:
        """What began a state, at the last beginning of which it lasts, and that it has not ended; or what ended it."""
        begins, stays = self.world.course(condition.begins), self.world.course(condition.stays)
        here = self.world.course(condition)
        if value == "unmet":
            ended = not stays.may & bit and bool(begins.may & upto(bit))
            yield self.reason(condition.begins, bit, decisive=decisive and not ended)
            yield self.reason(condition.stays, bit, decisive=decisive and ended)
            return
        run = upto(bit) & ~((1 << run_start(here.sure if value == "met" else here.may, bit)) - 1)
        began = first_of(begins.sure & run) or last_of(begins.may & run) or bit
        yield self.reason(condition.begins, began, decisive=decisive)
        yield self.reason(condition.stays, first_of(run & ~stays.sure) or bit, decisive=decisive)

    def _at_occurrence(self, occurrence: m.Happened | m.Composite, part: m.Condition, bit: int) -> int:
        """The occurrence that tells: the first at which a condition was met, or may have been, or the first at all."""
        pulse = self.world.pulse(occurrence)
        held = self.world.met_while(occurrence, self.world.course(part))
        return (
            first_of(held.sure & upto(bit)) or first_of(held.may & upto(bit)) or first_of(pulse.sure & upto(bit)) or bit
        )

    def _decisive_parts(
        self, condition: m.AllOf | m.AnyOf | m.AtLeast | m.Carried, bit: int, value: Value, status: Status
    ) -> frozenset[int]:
        """The parts that a list rests on: what decides it the way it stands."""
        same = [part for part in condition.parts if self.value(part, bit) == value]
        if isinstance(condition, m.AllOf) and len(same) > 1:
            same = [part for part in same if not self._waits_only(part, bit)] or same
            if status == "FAILED":
                same = [part for part in same if not self.is_open(part, bit)] or same
        elif isinstance(condition, m.AnyOf) and value == "met":
            same = same[:1]
        elif isinstance(condition, (m.AnyOf, m.AtLeast, m.Carried)) and value == "unmet":
            same = [part for part in condition.parts if self.value(part, bit) != "met"]
        return frozenset([part.number for part in same])

    def _waits_only(self, part: m.Condition, bit: int) -> bool:
        """Whether a condition that is not met waits for nothing but the clause it is part of (S8)."""
        if not self.world.contract.structure.circular[part.number]:
            return False
        clauses = self.world.contract.clauses
        asked = (name for name in reversed(self.expanding) if clauses[name].kind in ASKED_KINDS)
        inner = next(asked, self.expanding[0])
        if inner not in self.granted:
            self.granted[inner] = self.world.granting(inner)
        return bool(self.granted[inner].course(part).sure & bit)

    def _each_date(self, condition: m.OnEachDate, bit: int, decisive: bool) -> Iterator[Reason]:
        """One row for each date on which the event happened, and one for those on which it may have (S6)."""
        timeline = self.world.record.timeline
        part, pulse = condition.part, self.world.pulse(condition.occurrence)
        pulses = pulse.sure & upto(bit)
        while pulses:
            at = pulses & -pulses
            pulses &= ~at
            yield self.reason(part, at, decisive=decisive, note=f"on {timeline.moment(at.bit_length() - 1)}")
        perhaps = pulse.may & ~pulse.sure & ~self.world.course(part).sure & upto(bit)
        if perhaps and self.value(condition, bit) == "unknown":
            yield self._perhaps(condition.occurrence, perhaps, decisive)

    def _perhaps(self, occurrence: m.Happened | m.Composite, mask: int, decisive: bool) -> Reason:
        """That an event may have happened at some moments, or once more."""
        place = occurrence.place
        return Reason(
            place.section, place.agreement, "", place.text, False, "UNDETERMINED", None, decisive, "", place.span,
            missing=unrecorded(self.world.record, occurrence, mask),
        )  # fmt: skip

    def _broken(self, condition: m.Throughout, bit: int) -> int:
        """The first moment at which an unbroken run broke, or the moment asked."""
        timeline = self.world.record.timeline
        asked = upto(bit) & ~timeline.before(condition.since)
        course = self.world.course(condition.part)
        return first_of(asked & ~course.may) or first_of(asked & ~course.sure) or bit

    def _expanded(
        self, condition: m.Refers | m.StateHolds | m.StateOccurred, bit: int, decisive: bool
    ) -> Iterator[Reason]:
        """What a clause that is referred to rests on; never a clause inside itself."""
        name = m.clause_of(condition)
        clause = self.world.contract.clauses.get(name)
        if clause is None or name in self.expanding:
            return
        if clause.kind == "state" and not self.world.clause(name).may & upto(bit):
            return
        if isinstance(condition, m.Refers) and condition.mode == "in sequence":
            if self.value(condition, bit) == "unmet":
                return
            if condition.number in self.world.contract.structure.inside_permissions:
                yield from self._undone(clause, bit, decisive)
                return
        if clause.kind in ASKED_KINDS and not decisive:  # its own finding tells
            return
        if self.depth > DEEPEST or self.taken >= MOST_CLAUSES:
            self.cut, self._stopped_at = True, name
            return
        self.taken += 1
        self.expanding.append(name)
        if clause.act is not None:
            yield from self._permitted(clause, clause.act, bit, decisive)
        elif clause.kind in ASKED_KINDS and self.world.clause(name).sure & bit:
            yield from self._held(clause, bit)
        else:
            yield from self._texts(clause, self.when_it_may(clause, bit), decisive=decisive)
        self.expanding.pop()

    def _undone(self, clause: Clause, bit: int, decisive: bool) -> Iterator[Reason]:
        """What a clause rests on in the world in which no permitted act is done (S8)."""
        world = self.world.without()
        if self.depth > DEEPEST or self.taken >= MOST_CLAUSES or world is self.world:
            return
        course = world.clause(clause.name)
        lasts = course.sure & bit and clause.kind == "effect"
        at = took_hold(world, clause, bit) if lasts else bit.bit_length() - 1
        inner = ReasonBuilder(
            world, self.actual, at, {}, [*self.expanding, clause.name], {}, self.depth, self.taken + 1, self.depth
        )
        there = 1 << at if course.sure & bit else inner.when_it_may(clause, bit)
        yield from inner._texts(clause, there, decisive=decisive)
        self.taken, self.cut = inner.taken, self.cut or inner.cut
        self.deepest = max(self.deepest, inner.deepest)

    def _permitted(self, clause: Clause, act: m.Happened | m.Composite, bit: int, decisive: bool) -> Iterator[Reason]:
        """The act of a permission, and what was asked when it was done and covered, or each time it was not (S12)."""
        yield self.reason(act, bit, decisive=decisive)
        covered, done = self.world.covered(clause), self.world.pulse(act).sure & upto(bit)
        moments = first_of(covered.sure & done) or done or last_of(covered.may & upto(bit))
        while moments:
            at = first_of(moments)
            moments &= ~at
            yield from self._texts(clause, at, decisive=decisive)


def _shown_under(under: m.UnderReading, reason: Reason) -> Reason:
    """A reason in the place of the reading that it stands under."""
    place = under.place
    return attrs.evolve(
        reason,
        section=place.section,
        heading=place.heading or reason.heading,
        labelled=place.labelled,
        note=joined(f"under {under.alternative}", reason.note),
    )


def _governs(supplier: str, *, held: bool, unknown: bool, governs: bool) -> str:
    if unknown:
        return f"which text governs: {supplier} is effective"
    if not held:
        return f"the old text governs: {supplier} is not effective"
    return (
        f"this text governs: {supplier} is effective" if governs else f"a later text governs: {supplier} is effective"
    )
