"""A world seen at one moment: the value, status and note of a condition there, and what it rests on (S4, S7, S11)."""

from typing import Literal

import attrs

from assent.engine.evaluation.citations import NOTHING, Citation, cite
from assent.engine.evaluation.courses import first_of, last_of, run_start, upto
from assent.engine.evaluation.findings import Status
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import ASKED_KINDS, Clause
from assent.grammar.values import Moment

Value = Literal["met", "unmet", "unknown"]
PLAIN = frozenset[type]({m.Happened, m.Composite, m.Determined, m.InForm, m.Stated, m.After})
STATES = (m.StateHolds, m.StateOccurred)
CLAUSES = (*STATES, m.Refers)
LEAVES = PLAIN.union(CLAUSES)
_ABOUT = (m.Not, m.ByDate)
NOTED = frozenset[type]({m.Deemed, m.Waivable, m.Refers, m.Not})


@attrs.define(eq=False, repr=False)
class View:
    """A world seen at one moment; `actual` is the world without suppositions, for what may still come."""

    world: World
    actual: World
    at: int

    def value(self, condition: m.Condition, bit: int) -> Value:
        """The value of a condition at a moment."""
        course = self.world.course(condition)
        return "met" if course.sure & bit else "unknown" if course.may & bit else "unmet"

    def is_open(self, condition: m.Condition, bit: int) -> bool:
        """Whether a later act could meet a condition (S4); a moment of the past is closed."""
        timeline = self.world.record.timeline
        return bit == 1 << timeline.now and bool(self.actual.course(condition).may & timeline.future)

    def since(self, condition: m.Condition, bit: int) -> Moment | None:
        """The first moment of the unbroken run in which a condition is met."""
        return self.world.record.timeline.moment(run_start(self.world.course(condition).sure, bit))

    def status(self, condition: m.Condition, value: Value, bit: int) -> Status:
        """The status of a condition that has a value: how it is met, or whether it still can be."""
        if value == "met":
            return self._met(condition, bit) if type(condition) in NOTED else "SATISFIED"
        if value == "unknown":
            return "UNDETERMINED"
        if not self.is_open(condition, bit):
            return "FAILED"
        in_hand = type(condition) not in PLAIN and self._in_hand(condition, bit)
        return "RECEIVED" if in_hand else "OUTSTANDING"

    def _met(self, condition: m.Condition, bit: int) -> Status:
        match condition:
            case m.Deemed() if self._by_deeming(condition, bit):
                return "DEEMED SATISFIED"
            case m.Waivable(part=part):
                return self._met(part, bit) if self.value(part, bit) == "met" else "WAIVED"
            case _:
                return "SATISFIED"

    def _by_deeming(self, condition: m.Deemed, bit: int) -> bool:
        """Whether a condition that is met is so by what deems it; its own words come first where both began at once."""
        began = [self._began(part, bit) for part in condition.deeming if self.value(part, bit) == "met"]
        own = self.value(condition.main, bit) == "met"
        return bool(began) and not (own and self._began(condition.main, bit) <= min(began))

    def _began(self, condition: m.Condition, bit: int) -> int:
        return run_start(self.world.course(condition).sure, bit)

    def _in_hand(self, condition: m.Condition, bit: int) -> bool:
        """Whether all that is missing is that somebody finds satisfactory what has been received."""
        match condition:
            case m.Waivable(part=part) | m.Deemed(main=part):
                return self._in_hand(part, bit)
            case m.UnderReading():
                counting = self._counting(condition)
                return counting is not None and self._in_hand(counting, bit)
            case m.AnyOf(parts=parts):
                return any(self._in_hand(part, bit) for part in parts)
            case m.AllOf(parts=parts):
                return self._all_but_found_satisfactory(parts, bit)
            case _:
                return False

    def _all_but_found_satisfactory(self, parts: tuple[m.Condition, ...], bit: int) -> bool:
        received = lacking = False
        for part in parts:
            counting = self._counting(part)
            if counting is None:
                continue
            if self.value(counting, bit) == "met":
                received |= is_receipt(counting)
            elif isinstance(counting, m.Determined):
                lacking = True
            elif self._in_hand(counting, bit):
                received = lacking = True
            else:
                return False
        return lacking and received

    def _counting(self, condition: m.Condition) -> m.Condition | None:
        """A condition without the reading it stands under; None when that reading is not chosen."""
        if not isinstance(condition, m.UnderReading):
            return condition
        if self.world.readings.get(condition.question) != condition.alternative:
            return None
        return self._counting(condition.part)

    def citation(self, condition: m.Condition, bit: int) -> Citation:
        """What a condition without parts of its own rests on; a negation or a deadline rests on what it is about."""
        if type(condition) in LEAVES or isinstance(condition, m.Carried):
            return cite(self.world, condition, bit)
        if isinstance(condition, m.Elapsed):
            return cite(self.world, condition, bit)
        if not isinstance(condition, _ABOUT):
            return NOTHING
        if is_late(condition):
            return self.citation(condition.part, bit)
        if type(condition.part) not in LEAVES:
            return NOTHING
        if isinstance(condition, m.Not):
            return cite(self.world, condition.part, bit)
        there = cite(self.world, condition.part, self.by(condition, bit))
        if self.value(condition, bit) != "unmet":
            return there
        late = cite(self.world, condition.part, bit)  # what came too late, or was denied since, tells as well
        return Citation(tuple(dict.fromkeys((*there.facts, *late.facts))), there.missing, there.note or late.note)

    def by(self, condition: m.ByDate, bit: int) -> int:
        """The moment that tells whether something was so by a deadline.

        The first at which it was, else the last at which it may have been, else the deadline itself.
        """
        timeline = self.world.record.timeline
        within = timeline.upto(condition.deadline) & timeline.recorded & upto(bit)
        course = self.world.course(condition.part)
        return first_of(course.sure & within) or last_of(course.may & within) or last_of(within)

    def in_time(self, condition: m.InTime, bit: int) -> int:
        """The moment that tells whether something was in time: the first at which it was, or may have been, or now."""
        course, passed = self.world.course(condition.part), self.world.course(condition.passed)
        so_far = upto(bit) & self.world.record.timeline.recorded
        return first_of(course.sure & ~passed.may & so_far) or first_of(course.may & ~passed.sure & so_far) or bit

    def when_it_may(self, clause: Clause, bit: int) -> int:
        """The moment that explains why a clause may hold: for one that lasts, the last at which it may have begun."""
        course = self.world.clause(clause.name)
        if clause.kind not in ("effect", "state") or not course.may & bit or course.sure & bit:
            return bit
        within = upto(1 << self.world.vantage if self.world.relates_back(clause) else bit)
        if clause.lapses is not None:
            within &= self.world.record.timeline.upto(clause.lapses)
        return last_of(self.world.governing(clause).may & within) or bit

    def note(self, condition: m.Condition, status: Status, bit: int, note: str) -> str:
        """What the status would hide, before what is noted already."""
        if type(condition) not in NOTED:
            return note
        match condition:
            case m.Deemed(instruments=instruments, deeming=deeming) if status == "DEEMED SATISFIED":
                by = [name for name, part in zip(instruments, deeming, strict=True) if self.value(part, bit) == "met"]
                return joined(f"deemed satisfied by {by[0]}", note)
            case m.Waivable() if status == "WAIVED":
                by = [giver for waiver, giver, _ in condition.given() if self.value(waiver, bit) == "met"]
                return joined(f"waived by {', '.join(dict.fromkeys(by))}", note)
            case m.Waivable(part=m.Deemed() as part):
                return self.note(part, status, bit, note)
            case m.Refers() | m.Not(part=m.Refers()):
                refers = condition.part if isinstance(condition, m.Not) else condition
                assert isinstance(refers, m.Refers)
                return joined(self._refers_note(refers), note)
            case _:
                return note

    def refers(self, condition: m.Condition) -> str:
        """The clause that a condition takes up and that can be asked for itself."""
        if not isinstance(condition, m.Refers):
            return ""
        kind = self.world.contract.clauses[condition.clause].kind
        return condition.clause if kind in ASKED_KINDS else ""

    def _refers_note(self, refers: m.Refers) -> str:
        circular = refers.clause in self.world.contract.structure.together
        if refers.mode == "simultaneously" and circular:
            return "read simultaneously: what waits only for the verdict itself is met"
        if refers.mode == "in sequence" and circular:
            return "read in sequence: it may not lean on what it supports"
        return ""


def is_late(condition: m.Condition) -> bool:
    """Whether a condition says of something without parts that it was not so by a deadline: one row tells it all."""
    return isinstance(condition, m.Not) and isinstance(condition.part, m.ByDate) and type(condition.part.part) in PLAIN


def joined(*notes: str) -> str:
    """Several notes as one, those left out that say nothing."""
    return "; ".join(filter(None, notes))


def is_receipt(condition: m.Condition) -> bool:
    """Whether a condition asks, anywhere in it, that something has been received."""
    return any(isinstance(inner, m.Happened) and inner.happening.verb == "received" for inner, _ in m.walk(condition))
