"""What if it had been otherwise: a record in which also what is settled, and lost, could have turned out well."""

import attrs

from assent.engine.analysis.exact.courses import Course
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.items import Item, Items
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.evaluation.courses import Course as Known
from assent.engine.model.happenings import Happening


@attrs.define(eq=False, slots=False)
class Counterfactual(Items):
    """Items, and beside them what could no more come about: that it had been so, or had not.

    A waiver, which is never a prospect (S4), is an item here: one given now.
    """

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """What can happen still, or had happened from the first; or, where it hurts, had not."""
        course = super().happening(atom, sure, may)
        signs = self.signs(atom)
        if signs == {1}:
            ways = [course]
            if is_waiver(atom):
                ways.append(Course(0, {self.record.timeline.now: self.item(atom, met=True)}))
            if not sure & 1:
                ways.append(Course(0, {0: self.had(atom, met=True)}))
            return self.algebra.any_of(ways)
        if signs == {-1}:
            return self._unless(course, atom, met=False)
        return course

    def changing(self, atom: Atom, known: Known) -> Course:
        """What can be so still, or had been so all along."""
        course = super().changing(atom, known)
        signs = self.signs(atom)
        if signs == {1}:
            return self.algebra.any_of([course, self.algebra.constant(self.had(atom, met=True))])
        if signs == {-1}:
            return self._unless(course, atom, met=False)
        return course

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold, and its ends, unless it had never ended."""
        course, ends = super().state(state)
        atom = Atom("state", state)
        return course, self._unless(ends, atom, met=True) if self.signs(atom) == {1} else ends

    def ever(self, state: str) -> Course:
        """From when on a state is said to have occurred, unless it never had."""
        course = super().ever(state)
        atom = Atom("state", state)
        return self._unless(course, atom, met=False) if self.signs(atom) == {-1} else course

    def _unless(self, course: Course, atom: Atom, *, met: bool) -> Course:
        if not course.may:
            return course
        return self.algebra.all_of([course, self.algebra.constant(~self.had(atom, met=met))])

    def had(self, atom: Atom, *, met: bool) -> Formula:
        """The variable of an item that is lost: that it had been so from the first, or never."""
        return self.formulas.variable(Item(atom, met, at=0))


def is_waiver(atom: Atom) -> bool:
    """Whether an atom asks for a waiver."""
    return isinstance(atom.subject, Happening) and atom.subject.verb == "waived"
