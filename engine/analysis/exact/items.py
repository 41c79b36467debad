"""What could still be done, shown or kept so: a record whose openings are items that one may or may not have.

An *item* is one thing that would have to come about: an act, a determination, a truth. Without its item an opening
turns out badly; with it, well, at the best moment. A fact that pulls one way is replaced by its item at once. One that
pulls both ways stays a variable: what is unknown of the past is taken to turn out in every way, what is ahead can be
timed as one likes (S3, S4).
"""

from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property

import attrs

from assent.engine.analysis.exact.courses import NEVER, Course, bits
from assent.engine.analysis.exact.formulas import Formula
from assent.engine.analysis.exact.particulars import compatible, implies
from assent.engine.analysis.exact.polarity import Atom, Uses, weights_of
from assent.engine.analysis.exact.record_frame import RecordFrame
from assent.engine.evaluation.courses import Course as Known
from assent.engine.evaluation.pulses import passes
from assent.engine.model.conditions import Carried, StateOccurred
from assent.engine.model.contract import Clause, Version
from assent.engine.model.happenings import Happening, Total
from assent.engine.model.nouns import Matter


@attrs.frozen(cache_hash=True)
class Item:
    """One thing that would have to come about: that an atom is met, or, when not `met`, that it is not.

    `at` is the index of the moment of the past that it speaks of; None for a thing ahead, or without a moment of its
    own. `ever` asks of a state that it never was, up to now.
    """

    atom: Atom
    met: bool
    at: int | None = None
    ever: bool = False


@attrs.frozen(cache_hash=True)
class Staying:
    """That something which is so as of the question stays so."""

    atom: Atom
    met: bool


@attrs.frozen(cache_hash=True)
class Late:
    """An item that comes about no sooner than a moment ahead, by its index."""

    item: Item
    index: int


@attrs.frozen(cache_hash=True)
class Timed:
    """One moment of a fact that pulls both ways."""

    atom: Atom
    index: int


@attrs.define(eq=False, slots=False)
class Items(RecordFrame):
    """A record with its openings as items; `uses` tells which way each fact pulls.

    `unknown` are the variables that turn out as they will, within `rules`; `timed` those that can be chosen, within
    `choices`. It is `cautious` where an act would have to be other than what hurts, which no act here says: then there
    may be more ways than are found. Of each act there is one variable more for each moment of `late`: that it is done
    then.
    """

    late: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    uses: Mapping[Atom, Uses] = attrs.field(factory=dict, kw_only=True)
    timed: dict[Hashable, None] = attrs.field(factory=dict, init=False)
    rules: list[Formula] = attrs.field(factory=list, init=False)
    choices: list[Formula] = attrs.field(factory=list, init=False)
    cautious: bool = attrs.field(default=False, init=False)
    _signs: dict[Atom, set[int]] = attrs.field(factory=dict, init=False)

    def signs(self, atom: Atom) -> set[int]:
        """The ways in which a fact pulls; of happenings, also those in which others pull that it could be as well."""
        known = self._signs.get(atom)
        if known is None:
            uses = self.uses.get(atom)
            known = set(uses.signs) if uses is not None else {1}
            for other in self._siblings.get(atom.subject, ()) if atom.kind == "happened" else ():
                if not self.uses[other].signs <= known and self._may_be(atom, other):
                    known |= self.uses[other].signs
            self._signs[atom] = known
        return known

    def _only_hurts(self, atom: Atom) -> bool:
        uses = self.uses.get(atom)
        return uses is not None and uses.signs == {-1}

    def _may_be(self, atom: Atom, other: Atom) -> bool:
        """Whether one happening could be what two atoms ask."""
        return compatible(self.contract, _happening(atom), atom.tests + other.tests)

    def item(self, atom: Atom, *, met: bool, at: int | None = None, ever: bool = False) -> Formula:
        """The variable of an item."""
        return self.formulas.variable(Item(atom, met, at, ever))

    # --- happenings ------------------------------------------------------------------------------------------

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        """The moments of something that surely happens at some and may happen at others."""
        if not compatible(self.contract, _happening(atom), atom.tests):
            return Course(sure, {})  # nothing could be as it is asked
        if isinstance(atom.subject, Total):
            return self._total(atom, sure, may)
        match self.signs(atom):
            case signs if signs == {1}:
                return self._helpful(atom, sure)
            case signs if signs == {-1}:
                return self._harmful(atom, may)
            case _:
                return self._both_ways(atom, sure)

    def _helpful(self, atom: Atom, sure: int) -> Course:
        """At the moments recorded, and at the first that is open if some item brings it about."""
        first = self._first_opening(atom)
        if first is None:
            return Course(sure, {})
        satisfying = list(self._satisfying(atom))
        openings = {first: self.formulas.any_of(self.item(other, met=True) for other in satisfying)}
        unknown = self.record.unknown(_happening(atom))
        for index in self.late:
            if unknown >> index & 1:
                lately = [self.formulas.variable(Late(Item(other, met=True), index)) for other in satisfying]
                openings[index] = self.formulas.any_of([*lately, openings.get(index, self.formulas.false)])
        return self.algebra.any_of([Course(sure, {}), Course(0, openings)])

    def _first_opening(self, atom: Atom) -> int | None:
        """The first moment at which it may have happened, may yet happen, or was recorded without a particular."""
        openings = self.record.unknown(_happening(atom))
        for entry in self.record.entries(_happening(atom)):
            if passes(entry, atom.tests) is None:
                openings |= self.record.timeline.sure(entry.moment)
        return next(bits(openings), None)

    def _satisfying(self, atom: Atom) -> Iterator[Atom]:
        """The atoms on the same happening whose tests imply those of this one, itself among them."""
        for other in self._siblings.get(atom.subject, [atom]):
            implied = other == atom or implies(self.contract, _happening(atom), other.tests, atom.tests)
            if implied and self._first_opening(other) is not None:
                yield other

    @cached_property
    def _siblings(self) -> dict[Happening | str, list[Atom]]:
        found: dict[Happening | str, list[Atom]] = {}
        for atom in self.uses:
            if atom.kind == "happened":
                found.setdefault(atom.subject, []).append(atom)
        return found

    def _harmful(self, atom: Atom, may: int) -> Course:
        """Wherever it may have been so far, unless an item shows that it was not; what is ahead can be left undone."""
        past = self.record.timeline.past
        recorded = may & ~self.record.unknown(_happening(atom)) & past
        unknown = may & past & ~recorded
        absent = self.algebra.constant(~self.item(atom, met=False), unknown) if unknown else NEVER
        return self.algebra.any_of([Course(recorded, {}), absent])

    def _total(self, atom: Atom, sure: int, may: int) -> Course:
        """The moments at which a total reaches a size: no sooner than some item asks, if nobody wants it to.

        No sentence says that it has not grown: what may have been so far has, where that hurts.
        """
        if atom not in self.uses or self.uses[atom].signs == {1}:
            return self._helpful(atom, sure)
        first = self._first_opening(atom)
        known = Course(sure | may & self.record.timeline.past, {})
        if first is None:
            return known
        asked = [self.item(other, met=True) for other in self._satisfying(atom) if 1 in self.uses[other].signs]
        return self.algebra.any_of([known, Course(0, {first: self.formulas.any_of(asked)})])

    def _both_ways(self, atom: Atom, sure: int) -> Course:
        """Free at every moment that is open: timed as one likes ahead, in every way in the past."""
        happening = _happening(atom)
        satisfying = list(self._satisfying(atom))
        happens = self.formulas.any_of(self._brought_about(other) for other in satisfying)
        absent = self.item(atom, met=False)
        found: list[tuple[int, Formula]] = []
        earlier: list[Formula] = []
        for index in bits(self.record.unknown(happening)):
            key = Timed(atom, index)
            value = self.formulas.variable(key)
            rules = [~value | ~other for other in earlier] if happening.once else []
            rules += [~forcing | value for forcing in self._forcing(atom, index, first=not earlier)]
            if self.record.timeline.past >> index & 1:
                self.unknown[key] = None
                self.rules += [*rules, ~absent | ~value]
            else:
                self.timed[key] = None
                self.choices += rules if self._only_hurts(atom) else [*rules, ~value | happens]
            earlier.append(value)
            found.append((index, value))
        return self.algebra.course(found, sure)

    def _brought_about(self, atom: Atom) -> Formula:
        """Whether some item brings an atom about, whenever."""
        lately = [self.formulas.variable(Late(Item(atom, met=True), index)) for index in self.late]
        return self.formulas.any_of([self.item(atom, met=True), *lately])

    def _forcing(self, atom: Atom, index: int, *, first: bool) -> Iterator[Formula]:
        """What makes it happen at just this moment: the same thing with other particulars, or done late."""
        past = bool(self.record.timeline.past >> index & 1)
        for other in self._siblings.get(atom.subject, [atom]):
            if self._first_opening(other) is None or not self._may_be(atom, other):
                continue
            if other != atom and not implies(self.contract, _happening(atom), other.tests, atom.tests):
                if not self._only_hurts(atom):
                    continue
                self.cautious = True  # it may be what hurts, for nothing says that it is not
            if index in self.late:
                yield self.formulas.variable(Late(Item(other, met=True), index))
            if other != atom:
                yield self.formulas.variable(Timed(other, index))
        if first and past:
            yield self.item(atom, met=True)

    # --- states, truths, determinations, forms ----------------------------------------------------------------

    def changing(self, atom: Atom, known: Known) -> Course:
        """The course of something that can change: open moments hang on its items, or on that it stays as it is."""
        signs = self.signs(atom)
        now = self.record.timeline.now
        openings = list(bits(known.may & ~known.sure))
        if len(signs) == 1:
            met = signs == {1}
            found = [(index, self._turns_out(atom, known, index, met=met)) for index in openings]
            return self.algebra.course(((i, f if met else ~f) for i, f in found), known.sure)
        values: list[tuple[int, Formula]] = []
        for index in openings:
            value = self.formulas.variable(key := Timed(atom, index))
            self.unknown[key] = None
            good = self._turns_out(atom, known, index, met=True)
            bad = self._turns_out(atom, known, index, met=False)
            if index > now:  # what stays as it is does so unless something brings it to an end
                good, bad = (good & ~bad, bad) if known.sure >> now & 1 else (good, bad & ~good)
            self.rules += [~good | value, ~bad | ~value]
            values.append((index, value))
        return self.algebra.course(values, known.sure)

    def _turns_out(self, atom: Atom, known: Known, index: int, *, met: bool) -> Formula:
        """Whether it is as one would have it at an open moment."""
        timeline = self.record.timeline
        if index > timeline.now:
            stands = (known.sure if met else ~known.may) >> timeline.now & 1
            return self.formulas.variable(Staying(atom, met)) if stands else self._ahead(atom, index, met=met)
        if index == timeline.now or not self._speaks_of_a_day(atom):
            return self._shown(atom, met=met)
        never = self.formulas.false
        if not met and any(isinstance(condition, StateOccurred) for condition in self.uses[atom].conditions):
            never = self.item(atom, met=False, ever=True)
        between = index == 0 or timeline.points[index].between
        return never if between else never | self._shown(atom, met=met, at=index)

    def _shown(self, atom: Atom, *, met: bool, at: int | None = None) -> Formula:
        """An item, or one that says more: what is true is true in all material respects as well."""
        said = [self.item(atom, met=met, at=at)]
        if atom.kind == "truth" and atom.strong == met:
            other = attrs.evolve(atom, strong=not atom.strong)
            if other in self.uses and met in {sign == 1 for sign in self.signs(other)}:
                said.append(self.item(other, met=met, at=at))
        return self.formulas.any_of(said)

    def _ahead(self, atom: Atom, index: int, *, met: bool) -> Formula:
        """Its item; of a determination also that it is made late, but not later than that moment."""
        item = self._shown(atom, met=met)
        if atom.kind != "determined":
            return item
        lately = [Late(Item(atom, met), moment) for moment in self.late if moment <= index]
        return self.formulas.any_of([item, *map(self.formulas.variable, lately)])

    def _speaks_of_a_day(self, atom: Atom) -> bool:
        """Whether what a journal says of it speaks of its own day alone (S2)."""
        if atom.kind == "truth":
            return not isinstance(self.contract.nouns.get(str(atom.subject)), Matter)
        return atom.kind == "state"

    def text(self, clause: Clause, version: Version) -> Course:
        """A text that is not in the record: no act can say what it asks, so it turns out badly."""
        signs = self.signs(Atom("text", clause.name))
        if len(signs) == 1:
            return NEVER if signs == {1} else self.algebra.always
        course = super().text(clause, version)
        self.unknown |= dict.fromkeys(("text", clause.name, version.supplied_by, index) for index in course.open)
        return course

    def weighed(self, vote: Carried) -> Course:
        """Weights that are not in the record: no act can say what they are, so they turn out badly."""
        signs = self.signs(weights_of(vote))
        if len(signs) == 1:
            return NEVER if signs == {1} else self.algebra.always
        course = super().weighed(vote)
        self.unknown |= dict.fromkeys(("weights", vote.number, index) for index in course.open)
        return course

    # --- the target ------------------------------------------------------------------------------------------

    def settled(self, target: Formula) -> Formula:
        """A target in items alone: however the unknown turns out, with the best timing of what is ahead."""
        target = self.formulas.for_all(self.unknown, target, self.formulas.all_of(self.rules))
        return self.formulas.for_some(self.timed, target, self.formulas.all_of(self.choices))

    def conflicts(self) -> Formula:
        """Where items cannot all be, for what is open could then turn out in no way."""
        rules = self.formulas.for_some(self.unknown, self.formulas.all_of(self.rules))
        return self.formulas.any_of(
            [~rules, *(self.formulas.all_of(map(self.formulas.variable, pair)) for pair in self._exclusive())]
        )

    def _exclusive(self) -> Iterator[tuple[Item, Item]]:
        """Pairs of items that cannot be both: of what happens once, or of the same thing at the same time."""
        alike: dict[object, list[Item]] = {}
        for key in self.formulas.keys:
            if isinstance(key, Item):
                alike.setdefault((key.atom.subject, key.at, key.atom.date), []).append(key)
        for items in alike.values():
            for number, one in enumerate(items):
                yield from ((one, other) for other in items[:number] if not self._together(one, other))

    def _together(self, one: Item, other: Item) -> bool:
        """Whether two items on the same thing can both be."""
        kinds = {one.atom.kind, other.atom.kind}
        if kinds == {"happened"}:
            happening = _happening(one.atom)
            if not happening.once:
                return True
            return one.met == other.met and compatible(self.contract, happening, one.atom.tests + other.atom.tests)
        if one.met == other.met or len(kinds) > 1:
            return True
        # untrue, but in all material respects true
        return kinds == {"truth"} and (one if one.met else other).atom.strong > (other if one.met else one).atom.strong


def _happening(atom: Atom) -> Happening:
    assert isinstance(atom.subject, Happening)
    return atom.subject
