"""The verdict on a clause as circuits: for each verdict, whether it is the one, judged by the tables (S3, S4, S12).

The twin of engine.evaluation.verdicts. What a table leaves undetermined may still be settled case by case (S3): that
is for engine.evaluation.settle to say, journal by journal.
"""

from collections.abc import Mapping

import attrs

from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.analysis.exact.courses import Course, bits
from assent.engine.analysis.exact.polarity import uses_of
from assent.engine.analysis.exact.unfolding import Unfolding
from assent.engine.analysis.many.continuations import Continuation
from assent.engine.analysis.many.tables import Plain, Tables, Ternary, Valuation
from assent.engine.analysis.many.varied import Journals
from assent.engine.analysis.many.varied_frame import VariedFrame
from assent.engine.evaluation.findings import Verdict
from assent.engine.evaluation.verdicts import YES, at_once
from assent.engine.evaluation.world import happenings_of
from assent.engine.facts.ledger import Occurred
from assent.engine.model.contract import Clause
from assent.engine.model.happenings import Happening

_STILL: tuple[Verdict, ...] = ("NOT YET", "NOT PERMITTED YET")


@attrs.define(eq=False)
class Verdicts:
    """The verdicts of the clauses of one contract, for all journals of a kind and one choice of readings."""

    journals: Journals
    readings: Mapping[str, str]
    plain: Circuits = attrs.field(factory=Plain)
    _now: Unfolding = attrs.field(init=False)
    _end: Unfolding = attrs.field(init=False)
    _tables: Tables = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        timeline = self.journals.timeline
        here = VariedFrame(self.journals, self.readings, timeline.now)
        self._tables = Tables(here.formulas, self.plain)
        self._now = self._end = Unfolding(self.journals.contract, here)
        if self.journals.contract.structure.relating:
            there = attrs.evolve(here, vantage=len(timeline.points) - 1)
            self._end = Unfolding(self.journals.contract, there)

    def of(self, name: str) -> dict[Verdict, Literal]:
        """For each verdict that a clause can have, under which facts it has it; in every journal it has one."""
        clause = self.journals.contract.clauses[name]
        if clause.kind == "permission":
            return self._permission(clause)
        return self._effect(clause)

    def _effect(self, clause: Clause) -> dict[Verdict, Literal]:
        met = self._at(self._now.clause(clause.name), self.journals.timeline.now)
        return self._ranked(
            (YES[clause.kind], met.sure),
            ("UNDETERMINED", met.may),
            ("NOT YET", self._ahead(clause.name).may),
            ("CAN NO LONGER BE", self.plain.true),
        )

    def _permission(self, clause: Clause) -> dict[Verdict, Literal]:
        """After the act: was it covered. Before it: would it be, done now; could it be, done later.

        What is supposed to be done is what is not recorded yet (S12): a part of the act that varies is decided first.
        """
        varying = [number for part in _parts(clause) for number in self.journals.touching(part.object)]
        if varying:
            there, absent = (self._deciding(varying[0], recorded)._permission(clause) for recorded in (True, False))
            told = self.plain.variable(varying[0])
            return {name: (told & there[name]) | (~told & absent[name]) for name in there}
        assert clause.act is not None
        timeline = self.journals.timeline
        pulse = self._now.pulse(clause.act)
        done = self._some(pulse, timeline.past).sure
        may_be = self._some(pulse, timeline.past).may
        ever = self._some(pulse, timeline.full).may
        after = done | ~ever if self._begun(clause) else done
        covered = self._at(self._now.clause(clause.name), timeline.now)
        supposed = self._supposed(clause)
        if_done = self._at(supposed.clause(clause.name), timeline.now)
        return self._ranked(
            ("COVERED", after & covered.sure),
            ("UNDETERMINED", (after & covered.may) | (~after & may_be)),
            ("NOT COVERED", after),
            ("UNDETERMINED", self._perhaps_too_late(clause)),
            ("PERMITTED", if_done.sure),
            ("UNDETERMINED", if_done.may),
            ("NOT PERMITTED YET", self._ahead(clause.name).may),
            ("NO LONGER PERMITTED", self.plain.true),
        )

    def _deciding(self, number: int, recorded: bool) -> "Verdicts":
        return attrs.evolve(self, journals=self.journals.deciding(number, recorded))

    def _ranked(self, *cases: tuple[Verdict, Literal]) -> dict[Verdict, Literal]:
        """The first case that holds is the verdict."""
        found: dict[Verdict, Literal] = {}
        earlier = self.plain.false
        for verdict, holds in cases:
            found[verdict] = found.get(verdict, self.plain.false) | (holds & ~earlier)
            earlier = earlier | holds
        return found

    # --- courses -----------------------------------------------------------------------------------------------

    def _at(self, course: Course, index: int, unknown: Valuation | None = None) -> Ternary:
        return self._tables.of(self._now.algebra.at(course, index), unknown)

    def _some(self, course: Course, mask: int, unknown: Valuation | None = None) -> Ternary:
        """Whether a course is met at some moment of a mask."""
        values = [self._at(course, index, unknown) for index in bits(mask & course.may)]
        return Ternary(
            self.plain.any_of(value.sure for value in values), self.plain.any_of(value.may for value in values)
        )

    def _ahead(self, name: str, unknown: Valuation | None = None) -> Ternary:
        """Whether a clause is met at some moment ahead."""
        worlds = (self._now,) if self._now is self._end else (self._now, self._end)
        future = self.journals.timeline.future
        found = [self._some(world.clause(name), future, unknown) for world in worlds]
        return Ternary(self.plain.any_of(one.sure for one in found), self.plain.any_of(one.may for one in found))

    # --- the last word -----------------------------------------------------------------------------------------

    def unsettled(self, name: str, verdicts: Mapping[Verdict, Literal]) -> Literal:
        """Where the tables do not say the last word: no way is known that shows it (S3, S4).

        What is not lost has a way ahead that meets it; what is undetermined, one that meets it and one that does not.
        """
        if name not in self.journals.contract.structure.entangled:
            return self.plain.false
        now = self.journals.timeline.now
        uses = uses_of(self.journals.contract, (name,), self.readings)
        ahead = self._ahead(name, Continuation(uses, now + 1, good=True).value)
        still = self.plain.any_of(verdicts[verdict] for verdict in _STILL if verdict in verdicts)
        good, bad = (self._valued(name, Continuation(uses, now, good=good).value) for good in (True, False))
        shown = good.sure & ~bad.may
        return (still & ~ahead.sure) | (verdicts["UNDETERMINED"] & ~shown)

    def _valued(self, name: str, unknown: Valuation) -> Ternary:
        """Whether a clause is met now, in one way in which the unknown turns out."""
        return self._at(self._now.clause(name), self.journals.timeline.now, unknown)

    # --- permitted acts ----------------------------------------------------------------------------------------

    def _begun(self, clause: Clause) -> bool:
        """Whether a part of the permitted act has been done, in whatever form."""
        return any(self._recorded(happening) for happening in _parts(clause))

    def _perhaps_too_late(self, clause: Clause) -> Literal:
        """Whether a part may have been done on an earlier day, so that the whole can no longer be done on one (S12)."""
        assert clause.act is not None
        parts = [part for part in at_once(clause.act) if part.happening.once and not self._recorded(part.happening)]
        earlier = self.journals.timeline.days_before
        return self.plain.any_of(self._some(self._now.pulse(part), earlier).may for part in parts)

    def _supposed(self, clause: Clause) -> Unfolding:
        """The world in which what is missing of the act is done at the as-of moment, in whatever form is asked."""
        now = Course(1 << self.journals.timeline.now, {})
        return self._now.supposing({part: now for part in _parts(clause) if not self._recorded(part)})

    def _recorded(self, happening: Happening) -> bool:
        """Whether all of the journals record a happening."""
        told = (entry.assertion for entry in self.journals.entries)
        return any(isinstance(one, Occurred) and one.happening == happening and not one.negated for one in told)


def _parts(clause: Clause) -> list[Happening]:
    """The happenings that make up a permitted act."""
    assert clause.act is not None
    return list(happenings_of(clause.act))
