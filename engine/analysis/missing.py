"""What is missing: every minimal set of acts that would make a verdict positive, or what closed the door (S4, S11)."""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from datetime import timedelta
from functools import cached_property
from itertools import combinations, islice
from typing import Any

import attrs

from assent.engine.analysis.acts import Act, Actions
from assent.engine.analysis.closed_door import Closing, closing
from assent.engine.analysis.exact.formulas import Formula, Formulas, TooLargeError
from assent.engine.analysis.exact.items import Item, Items, Late, Staying
from assent.engine.analysis.exact.minimal_sets import MinimalSets
from assent.engine.analysis.exact.polarity import Atom, Uses, uses_of
from assent.engine.analysis.exact.unfolding import Unfolding
from assent.engine.analysis.one_way import OneWay
from assent.engine.evaluation.findings import LOST, POSITIVE
from assent.engine.evaluation.record import Record, ends_counted, lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.timeline import Timeline
from assent.engine.evaluation.verdicts import Answer
from assent.engine.evaluation.world import World, happenings_of
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, Total
from assent.grammar.values import Moment

MOST_SETS = 10
_MOST_EVENTS = 6
MOST_IN_ORDER = 50


@attrs.frozen
class ActSet:
    """Acts that together would do, none of which can be left out; and what must stay as it is until they are done."""

    acts: tuple[Act, ...]
    staying: tuple[str, ...] = ()


@attrs.frozen
class Missing:
    """What is missing for one verdict.

    `sets` are the first of `count` minimal sets, smallest first and among those the earliest deadline first; of more
    than 50 those listed are some of the smallest, and only among themselves in that order. `by` is the party in whose
    power they must be, if one was given. `common` are the acts of every set, also of those not listed. Where nothing
    can be done any more, `closed` says what closed the door. An answer that is not `exact` may lack sets: those in
    which an act would have to be other than what stands in the way. Where there was too much to work out it is
    `partial`: one set at most, found by trying, without deadlines, and what else would do was not looked for.
    """

    name: str
    answer: Answer
    sets: tuple[ActSet, ...]
    count: int
    by: str = ""
    closed: Closing | None = None
    exact: bool = True
    common: tuple[Act, ...] = ()
    partial: bool = False

    @property
    def positive(self) -> bool:
        """Whether nothing is missing."""
        return self.answer.verdict in POSITIVE


def missing(
    contract: Contract,
    facts: Facts,
    as_of: Moment,
    readings: Mapping[str, str],
    asked: Sequence[str],
    *,
    by: str = "",
    most: int = MOST_SETS,
) -> tuple[Missing, ...]:
    """For each clause asked, every minimal set of acts after the as-of moment that would make its verdict positive.

    `by` keeps to sets that lie in the power of one party; `most` are listed, all are counted. A set counts with each
    thing that must come about, also where several of them are told as one act.
    """
    chosen = contract.read_by(readings)
    world = World(contract, lay_out(contract, facts, as_of), chosen)
    return tuple(_Search(world, facts, as_of, name, by, most).found() for name in asked)


@attrs.define(eq=False)
class _Search:
    """The sets for one clause."""

    world: World
    facts: Facts
    as_of: Moment
    name: str
    by: str
    most: int

    @property
    def record(self) -> Record:
        return self.world.record

    def found(self) -> Missing:
        """What is missing."""
        answer = settle(self.world, self.name)
        if answer.verdict in POSITIVE:
            return Missing(self.name, answer, (), 0, self.by)
        if answer.verdict in LOST:
            closed = closing(self.world, self.facts, self.as_of, self.name)
            return Missing(self.name, answer, (), 0, self.by, closed)
        uses = uses_of(self.world.contract, (self.name,), self.world.readings)
        if _totals_mixed(uses):
            return self._partly(answer)
        try:
            return self._sets(answer, uses)
        except TooLargeError:
            return self._partly(answer)

    def _partly(self, answer: Answer) -> Missing:
        """One way that was found by trying, or none."""
        acts = OneWay(self.world, self.facts, self.as_of, self.name, self.by).acts()
        found = (ActSet(acts),) if acts else ()
        return Missing(self.name, answer, found, len(found), self.by, exact=False, partial=True)

    def _sets(self, answer: Answer, uses: Mapping[Atom, Uses]) -> Missing:
        contract = self.world.contract
        ends = (entry for entries in self.record.said.values() for entry in entries)
        named = (*contract.moments, *ends_counted(contract, ends))
        dates = Dates(self.record.timeline, self.as_of, named)
        items = Items(
            contract, self.record, self.world.readings, uses=uses, late=tuple(index for index, _ in dates.marks)
        )
        listing = _Listing(items, Actions(contract, self.record, uses), self._target(items), dates, self.as_of)
        listing.supposed = self._supposed(items, answer)
        sets = MinimalSets(items.formulas)
        given = {**listing.given(), **listing.beyond(self.by)}
        family = sets.of(items.formulas.fixed(listing.target, {**given, **dict.fromkeys(listing.supposed, True)}))
        family = sets.not_containing(family, sets.of(items.conflicts()))
        count = sets.size(family)
        chosen = islice(sets.lightest_first(family), count if count <= MOST_IN_ORDER else self.most)
        found = [listing.act_set([key for key in keys if isinstance(key, Item)]) for keys in chosen]
        ordered = tuple(sorted(found, key=_order))[: self.most]
        needed = sets.common(family)
        common = [act for act in ordered[0].acts if needed.issuperset(act.items)] if ordered else []
        told = [{(act.sentence, act.on, act.by) for act in one.acts} for one in ordered]
        common = [act for act in common if all((act.sentence, act.on, act.by) in acts for acts in told)]
        exact = not items.cautious
        return Missing(self.name, answer, ordered, count, self.by, exact=exact, common=tuple(common))

    def _supposed(self, items: Items, answer: Answer) -> tuple[Item, ...]:
        """Before a permitted act it is supposed to be done, in whatever form is asked (S12): no way need name it."""
        act = self.world.contract.clauses[self.name].act
        if act is None or not answer.supposed:
            return ()
        done = set(happenings_of(act))
        keys = [key for key in items.formulas.keys if isinstance(key, Item) and key.met]
        return tuple(key for key in keys if key.atom.subject in done and key.atom.kind == "happened")

    def _target(self, items: Items) -> Formula:
        """Whether the clause comes to hold, as a formula in items; before an act, whether it would be covered."""
        contract = self.world.contract
        clause = contract.clauses[self.name]
        algebra = items.algebra
        course = Unfolding(contract, items).clause(self.name)
        if clause.kind in ("effect", "permission"):
            last: Any = algebra.at(course, algebra.count - 1)
            return items.settled(last)
        moments = range(self.record.timeline.now, algebra.count)
        found: list[Any] = [algebra.at(course, index) for index in moments]
        return items.settled(items.formulas.any_of(found))


def _totals_mixed(uses: Mapping[Atom, Uses]) -> bool:
    """Whether a total is asked beside another total of the same events, or beside the events themselves (S17).

    The formulas take them to be independent, and an act that helps the one may be what hurts the other.
    """
    happenings = {atom.subject for atom in uses if isinstance(atom.subject, Happening)}
    totals = [one for one in happenings if isinstance(one, Total)]
    return any(
        other != total and set(total.about) & set(other.about if isinstance(other, Total) else (other.object,))
        for total in totals
        for other in happenings
    )


@attrs.define(eq=False, slots=False)
class _Listing:
    """Minimal sets of items turned into acts with their deadlines."""

    items: Items
    actions: Actions
    target: Formula
    dates: "Dates"
    as_of: Moment
    supposed: tuple[Item, ...] = ()

    def beyond(self, party: str) -> dict[Hashable, bool]:
        """What does not lie in the power of a party, and is then not done."""
        if not party:
            return {}
        keys = [key for key in self.items.formulas.keys if isinstance(key, Item)]
        return {key: False for key in keys if not any(act.within(party) for act in self.actions.acts([key]))}

    def act_set(self, chosen: Sequence[Item]) -> ActSet:
        """One set, each act with its deadline, and what must stay as it is for it."""
        acts = self._dated(self.actions.acts(chosen), chosen)
        formulas = self.items.formulas
        left = formulas.fixed(self.target, {**self._not_late, **dict.fromkeys((*chosen, *self.supposed), True)})
        needed = formulas.lightest(left, dict.fromkeys(formulas.keys, (0, 1))) or {}
        staying = [key for key, value in needed.items() if value and isinstance(key, Staying)]
        return ActSet(acts, tuple(self.actions.staying(key.atom, met=key.met) for key in staying))

    def _dated(self, acts: tuple[Act, ...], chosen: Sequence[Item]) -> tuple[Act, ...]:
        """Acts with the last moment at which each can be done, the others at once or with it.

        What helps at no moment ahead can only be shown to have been: a statement about the past.
        """
        late = _Lateness.of(self, chosen)
        open_acts = [act for act in acts if act.kind != "statement"]
        marks: dict[tuple[Item, ...], tuple[int, Moment | None]] = {}
        for index, by in reversed(self.dates.marks):
            found = late.in_time(open_acts, index)
            marks |= dict.fromkeys((act.items for act in found), (index, by))
            open_acts = [act for act in open_acts if act.items not in marks]
        return tuple(self._told(act, marks) if act.kind != "statement" else act for act in acts)

    def _told(self, act: Act, marks: Mapping[tuple[Item, ...], tuple[int, Moment | None]]) -> Act:
        if act.items not in marks:
            return attrs.evolve(act, kind="statement", on=self.actions.recorded(act))
        index, by = marks[act.items]
        return attrs.evolve(act, by=by, kind=act.kind if index > self.dates.timeline.now else "statement")

    @cached_property
    def _stays(self) -> dict[Hashable, bool]:
        return {key: True for key in self.items.formulas.keys if isinstance(key, Staying)}

    @cached_property
    def _not_late(self) -> dict[Hashable, bool]:
        return {key: False for key in self.items.formulas.keys if isinstance(key, Late)}

    def given(self) -> dict[Hashable, bool]:
        """What stays as it is, and that nothing is done late."""
        return {**self._stays, **self._not_late}


@attrs.define(eq=False)
class _Lateness:
    """One set of items, to be tried with some of them late: its target, and the numbers of its variables."""

    formulas: Formulas
    target: Formula
    at_once: Mapping[Item, int]
    lately: Mapping[tuple[Item, int], int]
    events: Mapping[object, frozenset[Item]]

    @classmethod
    def of(cls, listing: "_Listing", chosen: Sequence[Item]) -> "_Lateness":
        """The set of some items, those supposed with them; nothing else is done, and what is so stays so."""
        formulas = listing.items.formulas
        items = {*chosen, *listing.supposed}
        at_once: dict[Item, int] = {}
        lately: dict[tuple[Item, int], int] = {}
        values: dict[Hashable, bool] = {}
        for number, key in enumerate(formulas.keys):
            if isinstance(key, Item) and key in items:
                at_once[key] = number
            elif isinstance(key, Late) and key.item in items:
                lately[key.item, key.index] = number
            else:
                values[key] = isinstance(key, Staying)
        events: dict[object, set[Item]] = {}
        for item in items:
            if not _once(item) or len(listing.items.signs(item.atom)) == 1:
                continue  # what only helps is best done at once
            events.setdefault(item.atom.subject, set()).add(item)
        waiting = {event: frozenset(inside) for event, inside in events.items()}
        return cls(formulas, formulas.fixed(listing.target, values), at_once, lately, waiting)

    def in_time(self, acts: Sequence[Act], index: int) -> list[Act]:
        """Those of some acts that still help at a moment, each by itself."""
        alone = {act.items[0]: act for act in acts if len(act.items) == 1}
        numbers = {
            item: (self.at_once[item], self.lately[item, index]) for item in alone if (item, index) in self.lately
        }
        true = set(self.at_once.values())
        values = self.formulas.exchanged(self.target, true, dict(numbers.values()))
        known = {item: values[number] for item, (number, _) in numbers.items() if number in values}
        sure = {act.items for item, act in alone.items() if item in known and (known[item] or not self.events)}
        return [act for act in acts if (known[act.items[0]] if act.items in sure else self.works(act, index))]

    def works(self, act: Act, index: int) -> bool:
        """Whether an act helps at a moment. What happens once may wait for it; all else is best done at once."""
        late = set(act.items)
        free = [inside for inside in self.events.values() if not inside & late]
        return any(self._helps(late.union(*waiting), index) for waiting in _subsets(free))

    def _helps(self, late: Set[Item], index: int) -> bool:
        true = [number for item, number in self.at_once.items() if item not in late]
        true += [number for item in late if (number := self.lately.get((item, index))) is not None]
        return self.formulas.met(self.target, (*self.at_once.values(), *self.lately.values()), true)


def _once(item: Item) -> bool:
    return isinstance(item.atom.subject, Happening) and item.atom.subject.once


def _subsets(events: Sequence[frozenset[Item]]) -> Iterator[tuple[frozenset[Item], ...]]:
    """Every choice of the events that wait, or, where there are many, none and all of them."""
    if len(events) > _MOST_EVENTS:
        yield from ((), tuple(events))
        return
    for size in range(len(events) + 1):
        yield from combinations(events, size)


@attrs.define(eq=False, slots=False)
class Dates:
    """The moments between which a deadline can lie: at each date of the contract, and, of those ahead, behind it."""

    timeline: Timeline
    as_of: Moment
    dates: tuple[Moment, ...]

    @cached_property
    def marks(self) -> list[tuple[int, Moment | None]]:
        """Each moment, by index, with the deadline of what helps then and no later; None for what always helps."""
        return [*self._behind(), (self.timeline.now + 1, self.as_of), *self._ahead()]

    def _behind(self) -> Iterator[tuple[int, Moment | None]]:
        for date in sorted(self.dates, key=lambda date: date.last_minute):
            if 0 < (at := self.timeline.upto(date).bit_length() - 1) <= self.timeline.now:
                yield at, date

    def _ahead(self) -> Iterator[tuple[int, Moment | None]]:
        future = self.timeline.future
        ahead = sorted((d for d in self.dates if self.timeline.upto(d) & future), key=lambda date: date.last_minute)
        yield from [] if ahead else [(self.timeline.now + 1, None)]
        for date, following in zip(ahead, [*ahead[1:], None], strict=False):
            upto = self.timeline.upto(date)
            if (at := upto.bit_length() - 1) > self.timeline.now:
                yield at, date
            if behind := self.timeline.future & ~upto:
                before = Moment(following.day - timedelta(days=1)) if following is not None else None
                yield (behind & -behind).bit_length() - 1, before


def _order(found: ActSet) -> tuple[int, tuple[int, int], tuple[str, ...]]:
    """Smallest first, then the earliest deadline, then by words."""
    deadlines = [act.by.last_minute for act in found.acts if act.by is not None]
    return len(found.acts), min(deadlines, default=(10**9, 0)), tuple(act.sentence for act in found.acts)
