"""What a verdict rests on: a record of which one may keep or forget what it says of each fact (S11).

What is forgotten is unknown again. A fact that pulls one way then turns out as it hurts; one that pulls both ways
turns out in every way. A deadline that is forgotten binds nobody. Where the verdict stands all the same, what was kept
is enough for it.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from assent.engine.analysis.exact.courses import NEVER, Course
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.particulars import compatible, implies, ways_of
from assent.engine.analysis.exact.polarity import Atom, Uses, weights_of
from assent.engine.analysis.exact.record_frame import RecordFrame
from assent.engine.evaluation.courses import Course as Known
from assent.engine.evaluation.pulses import passes
from assent.engine.evaluation.record import Record
from assent.engine.model.conditions import Carried
from assent.engine.model.contract import Clause, Version
from assent.engine.model.happenings import Happening, Total
from assent.engine.model.nouns import Matter
from assent.grammar.values import Moment


@attrs.frozen(cache_hash=True)
class Kept:
    """That what the record says of something is kept: whether it happened, a state, a truth, a determination.

    Of what happened `number` keeps one fact alone; a `deadline` keeps that time has run out.
    """

    kind: str
    subject: Hashable
    number: int | None = None


@attrs.frozen(cache_hash=True)
class Forgotten:
    """How a fact that pulls both ways turns out at a moment, as far as the record does not tell."""

    atom: Atom
    index: int


@attrs.define(eq=False, slots=False)
class Cited(RecordFrame):
    """A record whose every fact can be forgotten; `met` tells whether the clause is to hold or not to.

    `deadlines` are those that can be forgotten, for they only stand in the way of what is not to be shown. Where a
    `whole` record is given, this one is a part of it, and what the whole leaves open is open here as well. `timed` are
    the happenings whose very moment is asked. Taken `apart`, questions about one thing may all turn out badly at once,
    also where no one thing could: what is kept is then enough, but may be more than is needed.
    """

    uses: Mapping[Atom, Uses] = attrs.field(factory=dict, kw_only=True)
    met: bool = attrs.field(default=True, kw_only=True)
    deadlines: frozenset[Moment] = attrs.field(default=frozenset(), kw_only=True)
    whole: Record | None = attrs.field(default=None, kw_only=True)
    timed: frozenset[Happening] = attrs.field(default=frozenset(), kw_only=True)
    apart: bool = attrs.field(default=False, kw_only=True)
    rules: list[Formula] = attrs.field(factory=list, init=False)
    _bundled: set[Hashable] = attrs.field(factory=set, init=False)

    def kept(self, atom: Atom) -> Formula:
        """Whether what the record says of an atom's subject is kept."""
        return self.formulas.variable(kept_of(atom))

    def upto(self, moment: Moment) -> Course:
        """The moments up to one; all, where the deadline is forgotten."""
        course = super().upto(moment)
        if moment not in self.deadlines or course == self.algebra.always:
            return course
        kept = self.formulas.variable(Kept("deadline", moment))
        return self.algebra.any_of([course, self.algebra.constant(~kept)])

    # --- happenings ------------------------------------------------------------------------------------------

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """The moments of something that surely happens at some and may happen at others."""
        if isinstance(atom.subject, Total):  # what is added up is kept as a whole: no fact of it decides alone
            return self._so_far_kept(atom, Known(sure, may))
        if self._subject_signs(atom) == {1} and kept_of(atom).kind == "happened":
            return self.algebra.any_of(list(self._facts(atom)))
        return self._so_far_kept(atom, Known(sure, may))

    def _subject_signs(self, atom: Atom) -> set[int]:
        """The ways in which a happening pulls, with whichever particulars."""
        return {sign for other in self._siblings(atom) for sign in self._signs(other)}

    def _facts(self, atom: Atom) -> Iterator[Course]:
        """Each fact that records a happening as it is asked, as far as it is kept."""
        assert isinstance(atom.subject, Happening)
        for number, entry in enumerate(self.record.entries(atom.subject)):
            if passes(entry, atom.tests):
                kept = self.formulas.variable(Kept(atom.kind, atom.subject, number))
                yield self.algebra.constant(kept, self.record.timeline.sure(entry.moment))

    # --- what can change -------------------------------------------------------------------------------------

    def changing(self, atom: Atom, known: Known) -> Course:
        """The course of something of which so much is known, as far as that is kept."""
        if self.whole is not None:
            whole = _known(self.whole, atom)
            known = Known(known.sure & whole.sure, known.may | whole.may)
        return self._so_far_kept(atom, known)

    def state(self, state: str) -> tuple[Course, Course]:
        """While a state is said to hold; an end that helps only as far as it is kept."""
        course, ends = super().state(state)
        atom = Atom("state", state)
        if -1 in self._signs(atom):
            ends = self.algebra.all_of([ends, self.algebra.constant(self.kept(atom))])
        return course, ends

    def ever(self, state: str) -> Course:
        """From when on a state is said to have occurred, as far as that is kept."""
        return self.algebra.all_of([super().ever(state), self.algebra.constant(self.kept(Atom("state", state)))])

    def _so_far_kept(self, atom: Atom, known: Known) -> Course:
        signs = self._signs(atom)
        kept = self.kept(atom)
        if not self.apart and self._is_bundled(atom):
            return self._open(atom, known)
        anyway = self._anyway(atom)
        if signs == {1}:
            return self.algebra.any_of([Course(anyway.sure, {}), self.algebra.constant(kept, known.sure)])
        if signs == {-1}:
            never = anyway.may & ~known.may
            return self.algebra.any_of([Course(known.may, {}), self.algebra.constant(~kept, never)])
        return self._open(atom, known)

    def _anyway(self, atom: Atom) -> Known:
        """What is so without any record: a paper has the form of a date up to it, and no waiver is still to come.

        Nor does anything happen whose particulars exclude each other.
        """
        full = self.algebra.full
        if atom.kind == "form" and atom.date is not None:
            return Known(self.record.timeline.upto(atom.date), full)
        if isinstance(atom.subject, Happening) and atom.subject.verb == "waived":
            return Known(0, self.record.timeline.past)
        if isinstance(atom.subject, Happening) and not compatible(self.contract, atom.subject, atom.tests):
            return Known(0, 0)
        return Known(0, full)

    def _signs(self, atom: Atom) -> set[int]:
        """1 where meeting an atom helps what is to be shown, -1 where it hurts."""
        uses = self.uses.get(atom)
        signs = uses.signs if uses is not None else {1}
        return signs if self.met else {-sign for sign in signs}

    # --- what cannot turn out apart --------------------------------------------------------------------------

    def _siblings(self, atom: Atom) -> list[Atom]:
        """All that is asked of one thing: a happening with these or other particulars, a truth wholly or materially."""
        return self._of_one_thing.get((atom.kind, atom.subject)) or [atom]

    @cached_property
    def _of_one_thing(self) -> dict[tuple[str, Hashable], list[Atom]]:
        found: dict[tuple[str, Hashable], list[Atom]] = {}
        for atom in self.uses:
            found.setdefault((atom.kind, atom.subject), []).append(atom)
        return found

    def _is_bundled(self, atom: Atom) -> bool:
        """Whether several questions about one thing, that hurt, could not all turn out as badly as each alone."""
        siblings = self._siblings(atom)
        if not any(-1 in self._signs(other) for other in siblings):
            return False
        if atom.kind == "truth":
            return len(siblings) > 1
        happening = atom.subject
        if atom.kind != "happened" or not isinstance(happening, Happening):
            return False
        if len(siblings) > 1 and len(self._subject_signs(atom)) > 1:
            return True
        asked = sum(len(self.uses[other].conditions) for other in siblings if other in self.uses)
        tests = tuple(dict.fromkeys(test for other in siblings for test in other.tests))
        together = happening not in self.timed and compatible(self.contract, happening, tests)
        return happening.once and (asked > 1 or happening in self.timed) and not together

    def bundles(self) -> int:
        """How many variables it takes not to take things apart; 0 where nothing hangs together."""
        return self.algebra.count * sum(self._is_bundled(atom) for atom in self.uses)

    def hangs_together(self) -> bool:
        """Whether more may be kept than is needed: of several forms of one paper, or of a determination both ways."""
        forms = [kept_of(atom).subject for atom in self.uses if kept_of(atom).kind == "form"]
        both = any(atom.kind == "determined" and len(self._signs(atom)) > 1 for atom in self.uses)
        return both or len(set(forms)) < len(forms)

    def _open(self, atom: Atom, known: Known) -> Course:
        """Free at every moment where the record is forgotten, within what can be."""
        self._bundle(atom)
        if self._is_timeless(atom):
            return self._timeless(atom, known)
        anyway = self._anyway(atom)
        values = [(index, self._free(atom, index)) for index in range(self.algebra.count)]
        self.rules += [value for index, value in values if anyway.sure >> index & 1]
        self.rules += [~value for index, value in values if not anyway.may >> index & 1]
        for index, value in values:
            if known.sure >> index & 1:
                self.rules.append(~self.kept(atom) | value)
            elif not known.may >> index & 1:
                self.rules.append(~self.kept(atom) | ~value)
        return self.algebra.course(values)

    def _free(self, atom: Atom, index: int) -> Formula:
        key = Forgotten(atom, index)
        self.unknown[key] = None
        return self.formulas.variable(key)

    def _is_timeless(self, atom: Atom) -> bool:
        return atom.kind == "truth" and isinstance(self.contract.nouns.get(str(atom.subject)), Matter)

    def _timeless(self, atom: Atom, known: Known) -> Course:
        """A matter is so at all moments or at none."""
        value = self._free(atom, 0)
        if known.sure:
            self.rules.append(~self.kept(atom) | value)
        elif not known.may:
            self.rules.append(~self.kept(atom) | ~value)
        return self.algebra.constant(value)

    def _bundle(self, atom: Atom) -> None:
        """The rules that hold among the questions about one thing, moment by moment."""
        key = (atom.kind, atom.subject)
        if self.apart or key in self._bundled or not self._is_bundled(atom):
            return
        self._bundled.add(key)
        siblings = self._siblings(atom)
        before = self.formulas.false
        for index in range(self.algebra.count):
            values = {other: self._free(other, index) for other in siblings}
            self.rules.append(self._possible(siblings, values))
            if isinstance(atom.subject, Happening) and atom.subject.once:
                happens = self.formulas.any_of(values.values())
                recorded = self.kept(atom) if self.record.entries(atom.subject) else self.formulas.false
                self.rules.append(recorded | ~before | ~happens)
                before = before | happens

    def _possible(self, siblings: list[Atom], values: Mapping[Atom, Formula]) -> Formula:
        """Which of several questions about one thing can be met together: none, or those that some particulars pass."""
        if siblings[0].kind == "truth":
            wholly, materially = (values.get(attrs.evolve(siblings[0], strong=strong)) for strong in (False, True))
            assert wholly is not None and materially is not None
            return ~wholly | materially
        happening = siblings[0].subject
        assert isinstance(happening, Happening)
        if not happening.once:
            return self.formulas.all_of(self._implied(happening, values))
        ways = [self._together(values, frozenset())]
        for outcome in ways_of(self.contract, happening, [other.tests for other in siblings]):
            ways.append(self._together(values, frozenset(other for other in siblings if other.tests in outcome)))
        return self.formulas.any_of(ways)

    def _implied(self, happening: Happening, values: Mapping[Atom, Formula]) -> Iterator[Formula]:
        """Of what can happen again: whatever passes some tests passes those that they imply."""
        for one, value in values.items():
            for other, implied in values.items():
                if one != other and implies(self.contract, happening, one.tests, other.tests):
                    yield ~value | implied

    def _together(self, values: Mapping[Atom, Formula], met: frozenset[Atom]) -> Formula:
        return self.formulas.all_of(value if atom in met else ~value for atom, value in values.items())

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record turns out as it hurts."""
        signs = self._signs(Atom("text", clause.name))
        if len(signs) == 1:
            return NEVER if signs == {1} else self.algebra.always
        course = super().text(clause, version)
        values: Iterable[Any] = course.open.values()
        for value in values:
            self.unknown |= dict.fromkeys(self.formulas.variables_of(value))
        return course

    def weighed(self, vote: Carried) -> Course:
        """Weights that are not in the record turn out as it hurts."""
        signs = self._signs(weights_of(vote))
        if len(signs) == 1:
            return NEVER if signs == {1} else self.algebra.always
        course = super().weighed(vote)
        self.unknown |= dict.fromkeys(("weights", vote.number, index) for index in course.open)
        return course

    def settled(self, target: Formula) -> Formula:
        """A target in what is kept alone, however the rest turns out."""
        return self.formulas.for_all(self.unknown, target, self.formulas.all_of(self.rules))


def _known(record: Record, atom: Atom) -> Known:
    match atom.kind, atom.subject:
        case "determined", Happening() as happening:
            return record.determined(happening)
        case "form", str(document):
            assert atom.date is not None
            return record.in_form(document, atom.date)
        case "state", str(state):
            return record.state(state)[0]
        case _:
            return record.truth(str(atom.subject), atom.strong)


def kept_of(atom: Atom) -> Kept:
    """What keeps all that the record says of an atom's subject; the changes of a paper are told as its form is."""
    if isinstance(atom.subject, Happening) and atom.subject.verb in ("amended", "restored"):
        return Kept("form", atom.subject.object)
    return Kept(atom.kind, atom.subject)


def kept_in(values: Mapping[Hashable, bool]) -> tuple[Kept, ...]:
    """What some values keep."""
    return tuple(key for key, value in values.items() if value and isinstance(key, Kept))


def keeping(kept: Iterable[Kept]) -> dict[Hashable, bool]:
    """The values that keep just this."""
    return dict.fromkeys(kept, True)
