"""A record as a frame: what it settles stays so, and what it leaves open is resolved by each kind of question."""

from collections.abc import Hashable, Mapping

import attrs

from assent.engine.analysis.exact.courses import Course
from assent.engine.analysis.exact.formulas import Formula, Formulas
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.analysis.exact.timeline_frame import TimelineFrame
from assent.engine.evaluation.courses import Course as Known
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.timeline import Timeline
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, Test
from assent.grammar.values import Moment


@attrs.define(eq=False, slots=False)
class RecordFrame(TimelineFrame):
    """The facts of one record over its timeline.

    Subclasses say what becomes of what the record leaves open. A question that `readings` does not answer is open too.
    `unknown` are the variables that turn out as they will.
    """

    contract: Contract
    record: Record
    readings: Mapping[str, str]
    formulas: Formulas = attrs.field(factory=Formulas)
    vantage: int = -1
    unknown: dict[Hashable, None] = attrs.field(factory=dict, init=False)
    _found: dict[Atom, Course] = attrs.field(factory=dict, init=False)
    _latched: dict[Atom, Course] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        if self.vantage < 0:
            self.vantage = len(self.record.timeline.points) - 1

    @property
    def timeline(self) -> Timeline:
        """The moments of the record."""
        return self.record.timeline

    # --- what questions resolve ------------------------------------------------------------------------------

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """The moments of something that surely happens at some and may happen at others."""
        raise NotImplementedError

    def changing(self, atom: Atom, known: Known) -> Course:
        """The course of a state, a truth, a determination or a form of which so much is known."""
        raise NotImplementedError

    def unsettled(self, key: Hashable) -> Formula:
        """What no fact settles, and turns out one way or the other."""
        self.unknown[key] = None
        return self.formulas.variable(key)

    # --- facts -----------------------------------------------------------------------------------------------

    def pulse(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """The moments at which something happens with such particulars."""
        atom = Atom("happened", happening, tests)
        found = self._found.get(atom)
        if found is None:
            pulse = self.record.pulse(happening, tests)
            found = self._found[atom] = self.happening(atom, pulse.sure, pulse.may)
        return found

    def happened(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """From when on it has happened."""
        atom = Atom("happened", happening, tests)
        found = self._latched.get(atom)
        if found is None:
            found = self._latched[atom] = self.algebra.latched(self.pulse(happening, tests))
        return found

    def _changing(self, atom: Atom, known: Known) -> Course:
        found = self._found.get(atom)
        if found is None:
            found = self._found[atom] = self.changing(atom, known)
        return found

    def determined(self, happening: Happening) -> Course:
        """While the latest determination on the present form is favourable."""
        return self._changing(Atom("determined", happening), self.record.determined(happening))

    def in_form(self, document: str, date: Moment) -> Course:
        """While a document has the form that it had at a date."""
        return self._changing(Atom("form", document, date=date), self.record.in_form(document, date))

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold, and the moments at which it is said to have ended."""
        known, ends = self.record.state(state)
        return self._changing(Atom("state", state), known), Course(ends, {})

    def ever(self, state: str) -> Course:
        """From when on a state is said to have occurred."""
        return Course(self.record.ever(state), {})

    def truth(self, subject: str, *, material: bool) -> Course:
        """While a representation or matter is true."""
        return self._changing(Atom("truth", subject, strong=material), self.record.truth(subject, material))
