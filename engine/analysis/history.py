"""How the answers moved: every moment at which a verdict or the standing of a condition changes, and why.

As of each moment, the answer is what one would have been told then: facts dated later do not exist, and the record is
complete as far as it was (rules S1, S2). Beyond the as-of moment it is the answer *as the record stands*: nothing
more happens and nothing more is said. What is unknown at the as-of moment stays so, and a state or a representation
is not presumed to go on where the facts speak of one day alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from assent.engine.analysis.history_causes import Cause, Causes, Dated, dates_of
from assent.engine.analysis.history_moments import Order, moments_to_ask
from assent.engine.analysis.history_standing import Item, Key, Standings, items_of, standings
from assent.engine.evaluation.evaluate import NO_READINGS
from assent.engine.evaluation.findings import Status, Verdict
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.verdicts import Answer
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RECORD_KINDS
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment


@attrs.frozen
class Told:
    """A verdict as one would have been told it; `at_latest` and `exact` as in an answer."""

    verdict: Verdict
    since: Moment | None
    at_latest: bool
    exact: bool

    def differs(self, other: "Told") -> bool:
        """Whether another answer was told. A date at the latest may move with the day on which it is asked."""
        same = self.at_latest or self.since == other.since
        return not same or (self.verdict, self.at_latest, self.exact) != (other.verdict, other.at_latest, other.exact)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class VerdictChange(Frozen):
    """One answer that changes, from what to what, and why."""

    name: str
    before: Told
    after: Told
    because: tuple[Cause, ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ConditionChange(Frozen):
    """One condition that stands otherwise, and why; None where it plays no part, as when another text governs."""

    item: Item
    before: Status | None
    after: Status | None
    because: tuple[Cause, ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Turn(Frozen):
    """One moment at which something changes; `unchanged` counts the conditions that do not.

    `ahead` is set beyond the as-of moment.
    """

    moment: Moment
    ahead: bool
    verdicts: tuple[VerdictChange, ...]
    conditions: tuple[ConditionChange, ...]
    unchanged: int


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Bar(Frozen):
    """From when until when a condition had one status: up to `end`, at which it has another.

    None is before everything, and after.
    """

    start: Moment | None
    end: Moment | None
    status: Status


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Track(Frozen):
    """A condition through time: its bars, in order; where there is none, it plays no part."""

    item: Item
    bars: tuple[Bar, ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class VerdictBar(Frozen):
    """From when until when an answer was the same."""

    start: Moment | None
    end: Moment | None
    told: Told


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class History(Frozen):
    """How the answers to some questions moved.

    `verdicts` and `tracks` are complete: together with `turns` they say the same. `dates` are the deadlines and days
    of test that the contract sets for what was asked. `facts` are those known as of the moment asked.
    """

    as_of: Moment
    readings: Mapping[str, str]
    verdicts: Mapping[str, tuple[VerdictBar, ...]]
    tracks: tuple[Track, ...]
    turns: tuple[Turn, ...]
    dates: tuple[Dated, ...]
    facts: tuple[Entry, ...]

    @property
    def now(self) -> Mapping[str, Told]:
        """The answers as of the moment asked."""
        last: dict[str, Told] = {name: bars[0].told for name, bars in self.verdicts.items()}
        for turn in self.turns:
            if not turn.ahead:
                last.update((change.name, change.after) for change in turn.verdicts)
        return last


def history(
    contract: Contract,
    facts: Facts,
    as_of: Moment,
    readings: Mapping[str, str] = NO_READINGS,
    asked: Sequence[str] | None = None,
) -> History:
    """How the answers to some clauses, all that can be asked unless told which, moved and will move."""
    chosen = contract.read_by(readings)
    names = contract.asked() if asked is None else tuple(asked)
    return _Walk(contract, facts, as_of, chosen, names).history()


def standings_through(
    contract: Contract, facts: Facts, as_of: Moment, readings: Mapping[str, str] = NO_READINGS
) -> list[Standings]:
    """Where everything stands as of a moment, and at each moment after it at which anything can change by itself."""
    walk = _Walk(contract, facts, as_of, contract.read_by(readings), ())
    moments = moments_to_ask(contract, facts, as_of, walk.order)
    end = walk.order.end
    return [walk.stand(as_of), *(walk.stand(moment) for moment in moments if end(moment) > end(as_of))]


@attrs.define(eq=False, repr=False)
class _Walk:
    """One walk through the moments, each compared with the one before it."""

    contract: Contract
    facts: Facts
    as_of: Moment
    chosen: dict[str, str]
    names: tuple[str, ...]
    order: Order = attrs.field(init=False)
    items: tuple[Item, ...] = attrs.field(init=False)
    standing: Facts = attrs.field(init=False)
    marked: Contract = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.order = Order(lay_out(self.contract, self.facts, self.as_of).timeline.clock)
        self.items = tuple(item for name in self.names for item in items_of(self.contract.clauses[name]))
        known = self.order.known(self.facts.entries, self.as_of)
        complete = {kind: min(moment, self.as_of, key=self.order.end) for kind, moment in self.facts.complete.items()}
        self.standing = attrs.evolve(self.facts, entries=known, complete=complete)
        self.marked = attrs.evolve(self.contract, moments=(*self.contract.moments, self.as_of))

    def history(self) -> History:
        found = [self.stand(moment) for moment in moments_to_ask(self.contract, self.facts, self.as_of, self.order)]
        turns = [turn for before, after in pairwise(found) if (turn := self._turn(before, after))]
        first = found[0]
        dates = [one for name in self.names for one in dates_of(self.contract.clauses[name], self.chosen)]
        return History(
            self.as_of,
            self.chosen,
            {name: tuple(_verdict_bars(name, told(first.of(name).answer), turns)) for name in self.names},
            tuple(_tracks(self.items, _statuses(first, self.names), turns)),
            tuple(turns),
            tuple(dates),
            self.standing.entries,
        )

    def stand(self, moment: Moment) -> Standings:
        """What one would have been told as of a moment; beyond the as-of moment, as the record stands."""
        if self.order.end(moment) <= self.order.end(self.as_of):
            return standings(self.contract, lay_out(self.contract, self.facts, moment), moment, self.chosen)
        record = lay_out(self.marked, self.standing, moment)
        since = record.timeline.upto(moment) & ~record.timeline.upto(self.as_of)
        for kind in RECORD_KINDS:  # nothing more happens, of whatever kind
            record.known[kind] = record.known.get(kind, 0) | since
        return standings(self.contract, record, moment, self.chosen)

    def _turn(self, before: Standings, after: Standings) -> Turn | None:
        """What changes between two moments; None when nothing does."""
        old, new = _statuses(before, self.names), _statuses(after, self.names)
        items = [item for item in self.items if old.get(item.key) != new.get(item.key)]
        names = [name for name in self.names if told(before.of(name).answer).differs(told(after.of(name).answer))]
        if not items and not names:
            return None
        causes = Causes(self.contract, self.facts, self.chosen, self.order, before, after)
        conditions = tuple(_change(causes, item, old.get(item.key), new.get(item.key)) for item in items)
        verdicts = tuple(
            VerdictChange(name, told(before.of(name).answer), told(after.of(name).answer), causes.of(name))
            for name in names
        )
        ahead = self.order.end(after.moment) > self.order.end(self.as_of)
        return Turn(after.moment, ahead, verdicts, conditions, len(set(old) | set(new)) - len(items))


def told(answer: Answer) -> Told:
    """An answer without what only its reasons need."""
    return Told(answer.verdict, answer.since, answer.at_latest, answer.exact)


def _change(causes: Causes, item: Item, before: Status | None, after: Status | None) -> ConditionChange:
    own = () if item.condition is None else (item.condition,)
    because = causes.of(item.clause, own, texts=before is None or after is None)
    return ConditionChange(item, before, after, because)


def _statuses(standings: Standings, names: Sequence[str]) -> dict[Key, Status]:
    return {key: status for name in names for key, status in standings.of(name).statuses.items()}


def _verdict_bars(name: str, first: Told, turns: Sequence[Turn]) -> Iterator[VerdictBar]:
    start: Moment | None = None
    for turn in turns:
        for change in turn.verdicts:
            if change.name == name:
                yield VerdictBar(start, turn.moment, first)
                start, first = turn.moment, change.after
    yield VerdictBar(start, None, first)


def _tracks(items: Sequence[Item], first: Mapping[Key, Status], turns: Sequence[Turn]) -> Iterator[Track]:
    """The items that ever play a part."""
    for item in items:
        bars: list[Bar] = []
        start: Moment | None = None
        status = first.get(item.key)
        for turn in turns:
            for change in turn.conditions:
                if change.item.key == item.key:
                    bars += [Bar(start, turn.moment, status)] if status else []
                    start, status = turn.moment, change.after
        bars += [Bar(start, None, status)] if status else []
        if bars:
            yield Track(item, tuple(bars))
