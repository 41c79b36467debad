"""What a verdict rests on: a record of which one may keep or forget what it says of each fact (S11).

What is forgotten is unknown again. A fact that pulls one way then turns out as it hurts; one that pulls both ways
turns out in every way. Where the verdict stands all the same, what was kept is enough for it.
"""

from collections.abc import Hashable, Iterator, Mapping

import attrs

from assent.engine.analysis.exact.courses import NEVER, Course
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.polarity import Atom, Uses
from assent.engine.analysis.exact.record_frame import RecordFrame
from assent.engine.evaluation.courses import Course as Known
from assent.engine.model.contract import Clause, Version


@attrs.frozen(cache_hash=True)
class Kept:
    """That what the record says of something is kept: whether it happened, a state, a truth, a determination."""

    kind: str
    subject: Hashable


@attrs.frozen(cache_hash=True)
class Forgotten:
    """How a fact that pulls both ways turns out at a moment, as far as the record does not tell."""

    atom: Atom
    index: int


@attrs.define(eq=False, slots=False)
class Cited(RecordFrame):
    """A record whose every fact can be forgotten; `met` tells whether the clause is to hold or not to."""

    uses: Mapping[Atom, Uses] = attrs.field(factory=dict, kw_only=True)
    met: bool = attrs.field(default=True, kw_only=True)
    rules: list[Formula] = attrs.field(factory=list, init=False)
    unknown: dict[Hashable, None] = attrs.field(factory=dict, init=False)

    def kept(self, atom: Atom) -> Formula:
        """Whether what the record says of an atom's subject is kept."""
        return self.formulas.variable(Kept(atom.kind, atom.subject))

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """The moments of something that surely happens at some and may happen at others."""
        return self.changing(atom, Known(sure, may))

    def changing(self, atom: Atom, known: Known) -> Course:
        """The course of something of which so much is known, as far as that is kept."""
        signs = self._signs(atom)
        kept = self.kept(atom)
        if signs == {1}:
            return self.algebra.constant(kept, known.sure)
        if signs == {-1}:
            never = self.algebra.full & ~known.may
            return self.algebra.any_of([Course(known.may, {}), self.algebra.constant(~kept, never)])
        return self.algebra.course((index, self._open(atom, known, index)) for index in range(self.algebra.count))

    def _signs(self, atom: Atom) -> set[int]:
        """1 where meeting an atom helps what is to be shown, -1 where it hurts."""
        uses = self.uses.get(atom)
        signs = uses.signs if uses is not None else {1}
        return signs if self.met else {-sign for sign in signs}

    def _open(self, atom: Atom, known: Known, index: int) -> Formula:
        key = Forgotten(atom, index)
        value = self.formulas.variable(key)
        self.unknown[key] = None
        if known.sure >> index & 1:
            self.rules.append(~self.kept(atom) | value)
        elif not known.may >> index & 1:
            self.rules.append(~self.kept(atom) | ~value)
        return value

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record turns out as it hurts."""
        signs = self._signs(Atom("text", clause.name))
        if len(signs) == 1:
            return NEVER if signs == {1} else self.algebra.always
        course = super().text(clause, version)
        for value in course.open.values():
            self.unknown |= dict.fromkeys(self.formulas.variables_of(value))
        return course

    def settled(self, target: Formula) -> Formula:
        """A target in what is kept alone, however the rest turns out."""
        return self.formulas.for_all(self.unknown, target, self.formulas.all_of(self.rules))


def kept_in(values: Mapping[Hashable, bool]) -> Iterator[Kept]:
    """What some values keep."""
    return (key for key, value in values.items() if value and isinstance(key, Kept))
