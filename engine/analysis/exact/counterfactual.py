"""What if it had been otherwise: a record in which also what is settled, and lost, could have turned out well."""

import attrs

from assent.engine.analysis.exact.courses import Course
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.items import Item, Items
from assent.engine.analysis.exact.polarity import Atom
from assent.engine.evaluation.courses import Course as Known


@attrs.define(eq=False, slots=False)
class Counterfactual(Items):
    """Items, and beside them what could no more come about: that it had been so, or had not."""

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """What can happen still, or had happened from the first; or, where it hurts, had not."""
        course = super().happening(atom, sure, may)
        signs = self.signs(atom)
        if signs == {1} and not sure & 1:
            return self.algebra.any_of([course, Course(0, {0: self.had(atom, met=True)})])
        if signs == {-1}:
            return self.algebra.all_of([course, self.algebra.constant(~self.had(atom, met=False))])
        return course

    def changing(self, atom: Atom, known: Known) -> Course:
        """What can be so still, or had been so all along."""
        course = super().changing(atom, known)
        signs = self.signs(atom)
        if signs == {1}:
            return self.algebra.any_of([course, self.algebra.constant(self.had(atom, met=True))])
        if signs == {-1}:
            return self.algebra.all_of([course, self.algebra.constant(~self.had(atom, met=False))])
        return course

    def had(self, atom: Atom, *, met: bool) -> Formula:
        """The variable of an item that is lost: that it had been so from the first, or never."""
        return self.formulas.variable(Item(atom, met, at=0))
