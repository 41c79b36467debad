"""How many moments there have to be between two dates, so that whatever can be told apart by its order can be (S3).

Between two dates a history can be thinned out. Kept are the moments at which something that lasts came about, and
those of events whose very moment is asked; in between nothing that is kept is lost. Neighbours at which nothing has
changed that pulls both ways are one moment: what pulls one way alone may be taken at its best or its worst throughout.
So there are as many moments as changes of that kind, or as moments kept, whichever is less, and one more.
"""

import functools
import math
import operator
from collections.abc import Collection, Iterator, Mapping

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Structure, Subject
from assent.engine.model.happenings import Happening, Test, Total
from assent.engine.model.nouns import Matter, Noun
from assent.engine.model.structure import own_uses
from assent.grammar.values import Moment

_ALWAYS_MORE = 1_000_000  # what begins and ends may do so again and again
_Key = tuple[str, object]


def room(clauses: Mapping[str, Clause], structure: Structure, nouns: Mapping[str, Noun]) -> int:
    """So many moments between two dates are enough to judge each of some clauses."""
    found = 1
    for name in _outermost(clauses, structure):
        if name in structure.entangled:
            for sign in (1, -1):
                walk = _Walk(clauses, structure, nouns)
                walk.visit(name, sign)
                found = max(found, walk.room())
    return found


def lasts(clauses: Mapping[str, Clause], condition: m.Condition) -> bool:
    """Whether a condition, once met, stays met."""
    match condition:
        case m.Happened() | m.Composite() | m.HeldWhile() | m.StateOccurred():
            return True
        case m.ByDate() | m.After() | m.Elapsed() | m.InTime():
            return True
        case m.Refers(clause=name):
            return clauses[name].kind in ("effect", "permission")
        case m.Carried(unknown=unknown) if unknown:
            return False
        case m.AllOf() | m.AnyOf() | m.AtLeast() | m.Carried() | m.Deemed() | m.Waivable() | m.UnderReading():
            return all(lasts(clauses, part) for part in m.parts_of(condition))
        case _:
            return False


def happenings_in(occurrence: m.Condition) -> set[Happening]:
    """The happenings that make up an occurrence."""
    return {inner.happening for inner, _ in m.walk(occurrence) if isinstance(inner, m.Happened)}


def _outermost(clauses: Mapping[str, Clause], structure: Structure) -> Iterator[str]:
    """The clauses on which no other leans, and one of each circle on which none outside leans: these reach all."""
    leaned: set[str] = set()
    for name in clauses:
        leaned |= structure.leans_on[name] - structure.together.get(name, frozenset({name}))
    met: set[str] = set()
    for name in clauses:
        if name not in leaned and name not in met:
            circle = structure.together.get(name, frozenset({name}))
            met |= circle
            if not circle & leaned:
                yield name


@attrs.define(eq=False)
class _Walk:
    """A walk over all that one clause leans on, each with the sign with which it is wanted.

    `kept` are the moments that a thinned history keeps, each with the facts, as a mask, that what is kept rests on;
    `again` says how many times as many where effects that supply a text can end and begin again.
    """

    clauses: Mapping[str, Clause]
    structure: Structure
    nouns: Mapping[str, Noun]
    signs: dict[Subject, set[int]] = attrs.field(factory=dict)
    sizes: dict[Total, set[tuple[Test, ...]]] = attrs.field(factory=dict)
    kept: dict[_Key, int] = attrs.field(factory=dict)
    barred: set[Happening] = attrs.field(factory=set)
    wanted: dict[Happening, int] = attrs.field(factory=dict)
    again: dict[str, tuple[int, int]] = attrs.field(factory=dict)

    def visit(self, name: str, sign: int) -> None:
        """Visit every clause that a clause leans on once with each sign."""
        waiting = [(name, sign)]
        seen: set[tuple[str, int]] = set()
        while waiting:
            here = waiting.pop()
            if here not in seen and here[0] in self.clauses:
                seen.add(here)
                waiting += self._clause(self.clauses[here[0]], here[1])

    def _clause(self, clause: Clause, sign: int) -> Iterator[tuple[str, int]]:
        texts = [version.condition for version in clause.versions if version.condition is not None]
        mask = self._texts(clause)
        if clause.act is not None:
            self._instants(clause.act, mask | self.structure.rests_on.masks[clause.act.number], sign, clause.name)
        elif sign > 0 and (clause.kind == "state" or (clause.kind == "effect" and not self._all_last(texts))):
            self.kept["clause", clause.name] = mask
        yield from self._suppliers(clause, sign)
        for root in [*texts, clause.act] if clause.act is not None else texts:
            for condition, polarity in m.pulling(root, 1 if sign > 0 else -1):
                self._condition(condition, polarity)
                yield m.clause_of(condition), polarity

    def _suppliers(self, clause: Clause, sign: int) -> Iterator[tuple[str, int]]:
        """The effects that supply texts help by one and hurt by taking away another; of several, the last governs."""
        suppliers = list(dict.fromkeys(version.supplied_by for version in clause.versions if version.supplied_by))
        given = sum(version.condition is not None for version in clause.versions)
        for name in suppliers:
            yield name, sign
            if given > 1:
                yield name, -sign
        if len(suppliers) > 1:
            masks = [self._texts(self.clauses[name]) for name in suppliers if name in self.clauses]
            for name, mask in zip(suppliers, masks, strict=False):
                self.kept["begun", name] = mask
            if any(self.clauses[name].kind != "effect" for name in suppliers if name in self.clauses):
                self.again[clause.name] = (functools.reduce(operator.or_, masks, 0), 1 + len(suppliers))

    def _texts(self, clause: Clause) -> int:
        """The facts, as a mask, that the texts of a clause rest on."""
        numbers = (version.condition.number for version in clause.versions if version.condition is not None)
        return functools.reduce(operator.or_, (self.structure.rests_on.masks[number] for number in numbers), 0)

    def _all_last(self, texts: Collection[m.Condition]) -> bool:
        return len(texts) == 1 and all(lasts(self.clauses, text) for text in texts)

    def _condition(self, condition: m.Condition, sign: int) -> None:
        for subject, use in own_uses(condition, sign):
            self.signs.setdefault(subject, set()).add(use.polarity)
            if isinstance(subject, Total):
                self.sizes.setdefault(subject, set()).add(use.tests)
        mask = self.structure.rests_on.masks[condition.number]
        match condition:
            case m.HeldWhile(occurrence=occurrence) | m.Elapsed(occurrence=occurrence):
                self._instants(occurrence, mask, sign, condition.number)
            case m.InTime() if sign > 0:
                self.kept["condition", condition.number] = mask
            case m.OnEachDate(occurrence=occurrence):
                self._instants(occurrence, mask, -sign, condition.number)
            case m.Composite(simultaneous=True):
                self._instants(condition, mask, sign, condition.number)
            case m.Lasting():  # its beginning, and its end
                self.kept["condition", condition.number] = self.kept["end", condition.number] = mask
            case m.Spells():  # it can end and begin again
                self.kept["condition", condition.number] = mask
                self.again[f"spells {condition.number}"] = (mask, 2)
            case m.Throughout() if sign < 0:
                self.kept["condition", condition.number] = mask
            case m.StateOccurred() if sign > 0:
                self.kept["condition", condition.number] = mask
            case m.ByDate(part=part) if sign > 0 and not lasts(self.clauses, part):
                self.kept["condition", condition.number] = mask
            case _:
                pass

    def _instants(self, occurrence: m.Condition, mask: int, sign: int, owner: object) -> None:
        """The moments of an occurrence that is looked at itself: wanted, or wanted not to be at such a moment."""
        happenings = happenings_in(occurrence)
        rests_on = self.structure.rests_on
        single = isinstance(occurrence, m.Happened) and occurrence.happening.once
        for happening in happenings:
            own = mask if single else rests_on.mask([happening])
            self.kept["instant", happening] = self.kept.get(("instant", happening), 0) | own
            if sign < 0:
                self.barred.add(happening)
            else:
                self.wanted[happening] = self.wanted.get(happening, 0) + 1
        if sign > 0 and not single:
            self.kept["occurrence", owner] = mask

    # --- what it comes to ------------------------------------------------------------------------------------

    def room(self) -> int:
        """The most moments that any facts which hang together need between two dates."""
        twofold = [subject for subject, signs in self.signs.items() if len(signs) > 1]
        mask = self.structure.rests_on.mask(twofold)
        found = 0
        for together, kept in _components(rests & mask for rests in self.kept.values()):
            changes = sum(self._changes(one) for one in twofold if self.structure.rests_on.mask([one]) & together)
            times = math.prod(factor for rests, factor in self.again.values() if rests & together)
            found = max(found, min(kept * times, changes))
        return found + 1

    def _changes(self, subject: Subject) -> int:
        """How often something that pulls both ways can change between two dates."""
        if isinstance(subject, Moment):
            return 0  # a date of the contract is no moment between two dates
        if isinstance(subject, str):
            return 0 if isinstance(self.nouns.get(subject), Matter) else _ALWAYS_MORE
        if subject.verb == "satisfactory":
            return _ALWAYS_MORE
        if isinstance(subject, Total):
            return len(self.sizes[subject])  # it reaches each size once
        if subject not in self.barred:
            return 1
        return 2 if subject.once else 2 * max(1, self.wanted.get(subject, 0))


def _components(masks: Iterator[int]) -> list[tuple[int, int]]:
    """Masks that have a bit in common, put together: what they make up, and how many they are."""
    found: list[tuple[int, int]] = []
    for mask in masks:
        if mask:
            count, apart = 1, []
            for other, others in found:
                if other & mask:
                    mask, count = mask | other, count + others
                else:
                    apart.append((other, others))
            found = [*apart, (mask, count)]
    return found
