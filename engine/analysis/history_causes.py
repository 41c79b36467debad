"""Why a condition stands otherwise: a fact, a deadline, a statement that speaks no more, another clause."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from assent.engine.analysis.history_moments import Order
from assent.engine.analysis.history_standing import Standing, Standings, governing, leaves
from assent.engine.evaluation.findings import CitedFact, Verdict
from assent.engine.evaluation.view import Value, View
from assent.engine.facts.ledger import Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment

CauseKind = Literal["fact", "deadline", "date", "lapse", "clause", "record", "room", "silence"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Cause(Frozen):
    """One reason for a change.

    fact: it is dated then. deadline: it has passed, or `lapses after` has. date: a day on which something is tested
    has come. lapse: a fact speaks of its own day alone, or of the time up to it, as `words` say. clause: the clause
    that `words` name changed then, to `verdict`. record: the record of the kinds in `words` is complete no further.
    room: what must still be done no longer fits before a date. silence: of the days that have passed nothing is said.
    Of a deadline or date, `words` are those of its condition.
    """

    kind: CauseKind
    moment: Moment | None = None
    fact: CitedFact | None = None
    section: str = ""
    words: str = ""
    verdict: Verdict | None = None


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Dated(Frozen):
    """A date that the contract sets: a deadline, or a day on which something is tested, with its section and words."""

    kind: Literal["deadline", "date"]
    moment: Moment
    section: str
    words: str


def dated(conditions: Iterable[m.Condition], readings: Mapping[str, str]) -> Iterator[tuple[m.Condition, Dated]]:
    """The dates inside some conditions, without those that do not count under the readings chosen."""
    for condition in conditions:
        if isinstance(condition, m.UnderReading) and readings.get(condition.question) != condition.alternative:
            continue
        place = condition.place
        match condition:
            case m.ByDate(deadline=moment):
                yield condition, Dated("deadline", moment, place.section, place.text)
            case m.OnDate(date=moment) | m.Throughout(since=moment) | m.InForm(date=moment):
                yield condition, Dated("date", moment, place.section, place.text)
            case m.After(moment=moment):
                yield condition, Dated("deadline", moment, place.section, place.text)
            case _:
                pass
        yield from dated(m.parts_of(condition), readings)


def ends_of(clause: Clause, readings: Mapping[str, str]) -> Iterator[Dated]:
    """The end of the time in which a clause can take effect, and what it relates back to."""
    if clause.lapses is not None:
        yield Dated("deadline", clause.lapses, clause.section, f"{clause.name} lapses after {clause.lapses}")
    for relation in clause.relations_back:
        if not relation.question or readings.get(relation.question) == relation.alternative:
            words = f"{clause.name} relates back to {relation.moment}"
            yield Dated("date", relation.moment, clause.section, words)


def dates_of(clause: Clause, readings: Mapping[str, str]) -> tuple[Dated, ...]:
    """The dates that a clause sets itself, each once."""
    texts = [version.condition for version in clause.versions if version.condition is not None]
    found = [*(one for _, one in dated(texts, readings)), *ends_of(clause, readings)]
    return tuple({(one.kind, one.moment, one.section, one.words): one for one in found}.values())


def _differs(old: View, new: View, condition: m.Condition) -> bool:
    """Whether a condition has another value than before, or other prospects."""
    return _state(old, condition) != _state(new, condition)


def _state(view: View, condition: m.Condition) -> tuple[Value, bool]:
    bit = 1 << view.at
    return view.value(condition, bit), view.is_open(condition, bit)


def _reach(entry: Entry) -> str:
    """How far a fact speaks that does not speak of later days; empty for one that does (rule S2)."""
    match entry.assertion:
        case Occurred(negated=True) | StateFact(word="never"):
            return "up to"
        case StateFact(word="exists" | "none") | TruthFact(timeless=False):
            return "alone"
        case _:
            return ""


def _identity(cause: Cause) -> tuple[object, ...]:
    fact = (cause.fact.span, cause.fact.sentence) if cause.fact is not None else ()
    return cause.kind, cause.moment, cause.section, cause.words, fact


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Causes:
    """What lies between two moments at which one was told different things."""

    contract: Contract
    facts: Facts
    readings: Mapping[str, str]
    order: Order
    before: Standings
    after: Standings

    def of(self, name: str, conditions: Sequence[m.Condition] = (), *, texts: bool = True) -> tuple[Cause, ...]:
        """Why some conditions of a clause stand otherwise; why the whole clause does when none are given.

        `texts` asks also whether another text of the clause governs.
        """
        old, new = self.before.of(name), self.after.of(name)
        clause = self.contract.clauses[name]
        own = [*conditions] or [v.condition for v in governing(new.view, clause) if v.condition is not None]
        ends = [clause.act, *own] if clause.act is not None and not conditions else own
        suppliers = [version.supplied_by for version in clause.versions if version.supplied_by and texts]
        closed = {name, *(other for other in self.contract.asked() if self._turned(other))}
        differing = list(leaves(new.view.world, ends, lambda leaf: _differs(old.view, new.view, leaf), {*closed}))
        found = [*self._of(name, differing, suppliers), *self._dates(clause, ends, old.view, new.view)]
        if not found:
            found = [*self._of(name, list(leaves(new.view.world, ends, lambda leaf: True, {*closed})), ())]
        return tuple({_identity(cause): cause for cause in found or self._rest(ends)}.values())

    def _of(self, name: str, asked: Sequence[m.Condition], suppliers: Sequence[str]) -> Iterator[Cause]:
        """What conditions without parts tell: facts that are new, clauses that turned, facts that speak no more."""
        old, new = self.before.of(name), self.after.of(name)
        yield from self._facts(new, asked)
        for other in dict.fromkeys([*suppliers, *(leaf.clause for leaf in asked if isinstance(leaf, m.Refers))]):
            if other != name and other in self.contract.asked() and self._turned(other):
                yield Cause("clause", self.after.moment, words=other, verdict=self.after.of(other).answer.verdict)
        yield from self._lapses(old, new, asked)

    def _facts(self, new: Standing, asked: Sequence[m.Condition]) -> Iterator[Cause]:
        """The facts that exist only now and on which the conditions rest."""
        known = {id(entry) for entry in self.order.known(self.facts.entries, self.before.moment)}
        now = self.order.known(self.facts.entries, self.after.moment)
        fresh = {(entry.span, entry.sentence) for entry in now if id(entry) not in known}
        for key, fact in self.after.cited(new, asked).items():
            if key in fresh:
                yield Cause("fact", fact.on, fact)

    def _dates(self, clause: Clause, asked: Sequence[m.Condition], old: View, new: View) -> Iterator[Cause]:
        """The deadlines that have passed, and the days that have come, where that makes a difference."""
        found = [one for node, one in dated(asked, self.readings) if _differs(old, new, node)]
        for one in (*found, *ends_of(clause, self.readings)):
            here = self.order.passed if one.kind == "deadline" else self.order.reached
            if here(one.moment, self.before.moment, self.after.moment):
                yield Cause(one.kind, one.moment, None, one.section, one.words)
        for node in (inner for whole in asked for inner, _ in m.walk(whole) if isinstance(inner, m.Elapsed)):
            since = new.since(node, 1 << new.at) if _differs(old, new, node) else None
            if since is not None:
                last = Moment(since.day - datetime.timedelta(1))
                yield Cause("deadline", last, None, node.place.section, node.place.text)

    def _turned(self, name: str) -> bool:
        answers = [one.of(name).answer for one in (self.before, self.after)]
        return (answers[0].verdict, answers[0].since) != (answers[1].verdict, answers[1].since)

    def _lapses(self, old: Standing, new: Standing, asked: Sequence[m.Condition]) -> Iterator[Cause]:
        """The facts on which the conditions rested that do not speak of the days after theirs."""
        still = self.after.cited(new, asked)
        gone = {key: fact for key, fact in self.before.cited(old, asked).items() if key not in still}
        for entry in self.facts.entries if gone else ():
            fact, reach = gone.get((entry.span, entry.sentence)), _reach(entry)
            if fact is not None and reach and self.order.passed(fact.on, self.before.moment, self.after.moment):
                yield Cause("lapse", fact.on, fact, words=reach)

    def _rest(self, asked: Sequence[m.Condition]) -> Iterator[Cause]:
        """What no single condition tells: where the record ends, days that are too few, days of silence."""
        ends = [
            (kind, moment)
            for kind, moment in self.facts.complete.items()
            if self.order.passed(moment, self.before.moment, self.after.moment)
        ]
        if ends:
            yield Cause("record", ends[0][1], words=" and ".join(kind for kind, _ in ends))
            return
        near = [
            moment
            for moment in self.contract.moments
            if 0 <= (moment.day - self.after.moment.day).days <= 3
            and any(moment in m.moments_in(condition) for condition in asked)
        ]
        if near:
            yield Cause("room", near[0])
            return
        yield Cause("silence", self.before.moment)
