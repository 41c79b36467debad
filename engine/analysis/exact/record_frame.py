"""A record as a frame: what it settles stays so, and what it leaves open is resolved by each kind of question."""

from collections.abc import Hashable, Mapping
from functools import cached_property

import attrs

from assent.engine.analysis.exact.courses import Algebra, Course, bits
from assent.engine.analysis.exact.formulas import Formula, Formulas
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.evaluation.courses import Course as Known
from assent.engine.evaluation.record import Record
from assent.engine.model.contract import Clause, Contract, Version
from assent.engine.model.happenings import Happening, Test
from assent.grammar.values import Moment


@attrs.define(eq=False, slots=False)
class RecordFrame:
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

    @cached_property
    def algebra(self) -> Algebra:
        """The operations on courses over the moments of the timeline."""
        return Algebra(self.formulas, len(self.record.timeline.points))

    # --- what questions resolve ------------------------------------------------------------------------------

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """The moments of something that surely happens at some and may happen at others."""
        raise NotImplementedError

    def changing(self, atom: Atom, known: Known) -> Course:
        """The course of a state, a truth, a determination or a form of which so much is known."""
        raise NotImplementedError

    # --- moments ---------------------------------------------------------------------------------------------

    def upto(self, moment: Moment) -> Course:
        """The moments up to one."""
        return Course(self.record.timeline.upto(moment), {})

    def after(self, moment: Moment) -> Course:
        """The moments at which a moment has passed; as of a day, whether an hour of it has can be open."""
        sure, may = self.record.timeline.after(moment)
        return self.algebra.course(((index, self.unsettled(("passed", moment))) for index in bits(may & ~sure)), sure)

    def unsettled(self, key: Hashable) -> Formula:
        """What no fact settles, and turns out one way or the other."""
        self.unknown[key] = None
        return self.formulas.variable(key)

    def before(self, moment: Moment) -> Course:
        """The moments before the first minute that a moment may mean."""
        return Course(self.record.timeline.before(moment), {})

    def looked_at(self, moment: Moment) -> Course:
        """The last recorded moment of a date, and what is left of it when it is the as-of day."""
        timeline = self.record.timeline
        rest = timeline.upto(moment) & ~timeline.before(moment) & ~timeline.recorded
        return Course(timeline.sure(moment) | rest, {})

    def same_day(self, index: int) -> Formula:
        """Whether a moment is on the day of the one before it."""
        points = self.record.timeline.points
        same = index > 0 and points[index].day == points[index - 1].day
        return self.formulas.true if same else self.formulas.false

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

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record may ask anything, at each moment anew."""
        keys = ((index, ("text", clause.name, version.supplied_by, index)) for index in bits(self.algebra.full))
        return self.algebra.course((index, self.formulas.variable(key)) for index, key in keys)

    # --- readings --------------------------------------------------------------------------------------------

    def chosen(self, question: str, alternative: str) -> Formula:
        """Whether an alternative is the reading chosen; of a question that is open, by variables, one of them."""
        reading = self.readings.get(question)
        if reading is not None:
            return self.formulas.true if reading == alternative else self.formulas.false
        names = [one.name for one in self.contract.questions[question].alternatives]
        earlier = [~self.formulas.variable(("reading", question, name)) for name in names[: names.index(alternative)]]
        if alternative == names[-1]:
            return self.formulas.all_of(earlier)
        return self.formulas.all_of([*earlier, self.formulas.variable(("reading", question, alternative))])
