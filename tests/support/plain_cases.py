"""Bookkeeping for the reference evaluator: a question as plain data, in which that one looks up what it needs.

Which clauses a clause leans on and in which circles, which basic facts they ask about and what each can be at a moment,
which moments make up a small calendar, and the facts of a journal, each with what it speaks of in one word. What any of
this comes to is said in tests/support/reference.py alone.
"""

import datetime
from collections.abc import Sequence
from itertools import combinations, product
from math import prod
from typing import Any

import attrs

from assent.engine.facts.ledger import Occurred, StateFact, TruthFact
from assent.engine.model import conditions as m
from assent.engine.model.happenings import Happening, Total
from assent.engine.model.nouns import Matter, Representation, State
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio

MOST = 1000
NOTHING: frozenset[Any] = frozenset()
UNTOLD: list[tuple[Any, ...]] = [()]  # the one course of what has had no moment yet
FORMS = ("a copy", "a true and complete copy", "an original")
STEP = 0.0003  # less than a minute, in days
STATES = {"exists": (True,), "none": (False, None), "ended": (None,)}  # None is said to have ended
LEVELS = (0, 1, 2)  # untrue in a material respect, untrue and yet true in all of these, true
_EFFECT = ("EFFECTIVE", "NOT YET", "CAN NO LONGER BE")
VERDICTS = {
    **dict.fromkeys(("set", "duty", "representation"), ("SATISFIED", *_EFFECT[1:])),
    **dict.fromkeys(("effect", "force"), _EFFECT),
    "obligation": ("PERFORMED", *_EFFECT[1:]),
    "prohibition": ("COMPLIED WITH", *_EFFECT[1:]),
    "breach": ("BREACHED", *_EFFECT[1:]),
    "act": ("PERMITTED", "NOT PERMITTED YET", "NO LONGER PERMITTED"),  # asked before it
    "permission": ("COVERED", "NOT COVERED", "NOT COVERED"),  # and after it
}


class NotCovered(Exception):
    """Says what the reference evaluator leaves out."""


def need(covered, construct):
    """Leave a case out unless this is so."""
    if not covered:
        raise NotCovered(construct)


@attrs.frozen
class Told:
    """A fact: its date, what it is about, its word, what it allows; `at` is the moment meant of those `on` its date."""

    date: Moment
    about: Any
    word: str
    allows: frozenset[Any] = NOTHING
    timeless: bool = False
    at: int = -1
    on: Sequence[int] = ()

    def meant(self, at, on):
        """The same, where one moment of its date is meant; what has no time is told of every moment (S2)."""
        spoken_of = {"became": (at,)}.get(self.word, on)
        return attrs.evolve(self, at=at, on=range(at + MOST) if self.timeless else tuple(spoken_of))


def every(told):
    """What may have come about at a moment by all that is told of it."""
    return {NOTHING.union(*some) for some in product(*(fact.allows for fact in told if fact.word == "happened"))}


class Case:
    """A question about one clause, as plain data.

    `clauses` are those that it leans on, itself at last, in `circles`; those `behind` are the ones behind a negation.
    `texts` are what each may say. `values` are what every basic fact that they ask about can be at a moment: of a
    happening, the sets of tests that it may pass at once. `sorts` are those of the table in the reference evaluator.
    `complete` tells up to when the record of a basic fact is.
    """

    def __init__(self, contract, facts, as_of, readings, name):
        need(contract.clauses[name].kind in VERDICTS, "the verdict on a state itself")
        self.contract, self.as_of, self.kind = contract, as_of, contract.clauses[name].kind
        self.readings = {"": ""} | {q.name: readings.get(q.name, q.default) for q in contract.questions.values()}
        self.named = {as_of, *contract.moments, *facts.complete.values(), *(entry.moment for entry in facts.entries)}
        self.points = calendar(self.named, as_of)
        self.days = [int(point) for point in self.points]
        self._read_clauses(name)
        self._read_facts(facts)

    def _read_clauses(self, name):
        together, reaches = self.contract.structure.together, self.contract.structure.reaches
        self.behind = self.contract.structure.behind_negation
        order = sorted(reaches[name], key=lambda other: len(reaches[other]))
        self.clauses = {other: self.contract.clauses[other] for other in order}
        self.circles = list(dict.fromkeys(together.get(other, frozenset([other])) for other in order))
        self.texts = {other: texts(clause) for other, clause in self.clauses.items()}
        changed = any(by in circle for circle in self.circles for other in circle for by, _ in self.texts[other])
        need(not changed, "circles through a change of text")
        ends = any(name in together and self.contract.clauses[name].lasting for name in order)
        need(not ends, "circles with an end")
        inside = [one for pairs in self.texts.values() for _, text in pairs for one, _ in m.walk(text)]
        need(not any(isinstance(one, m.Elapsed | m.InTime) for one in inside), "deadlines counted from an act")
        totals = any(isinstance(one, m.Happened) and isinstance(one.happening, Total) for one in inside)
        need(not totals, "totals")
        self.tests = {"anything": {()}} | asked_by(self)  # so that a history has moments where nothing is asked
        self.sorts = {about: self.sort_of(about) for about in self.tests}
        self.waivers = {about for about in self.tests if getattr(about, "verb", "") == "waived"}

    def _read_facts(self, facts):
        told = dict.fromkeys(self.plain(entry) for entry in facts.entries)
        judged = {about.object for about, sort in self.sorts.items() if sort == "determination"}
        changed = {fact.about.object for fact in told if getattr(fact.about, "verb", "") in ("amended", "restored")}
        need(not judged & changed, "the forms of a paper")
        self.ended = {fact.about for fact in told if fact.allows == {None}}
        self.values = {about: self.values_of(about) for about in self.tests}
        # an hour that is told tells what time it is, whatever it is told of
        self.facts = [fact for fact in told if fact.about in self.values or fact.date.minute is not None]
        ends = {kind: span(end)[1] for kind, end in facts.complete.items()}
        self.complete = {about: ends.get(getattr(about, "kind", ""), 0) for about in self.values}

    def on(self, moment):
        """The moments of the calendar that a date may mean."""
        first, last = span(moment)
        return [p for p, point in enumerate(self.points) if first <= point <= last]

    def chooses(self, one):
        """Whether a run chooses the alternative of something that stands under one."""
        return self.readings[one.question] == one.alternative

    def in_time(self, clause, p):
        """Whether a clause has not lapsed yet."""
        return clause.lapses is None or self.points[p] <= span(clause.lapses)[1]

    def sort_of(self, about):
        """Which of the sorts of basic facts one is of."""
        match self.contract.nouns.get(about, about):
            case Happening(verb="satisfactory"):
                return "determination"
            case Happening(once=once):
                return "event" if once else "delivery"
            case Matter():
                return "matter"
            case State():
                return "state"
        return "text"

    def values_of(self, about):
        """What a basic fact can be at one moment."""
        match self.sorts[about]:
            case "event":
                return {NOTHING, *self.kinds(about, {})}
            case "delivery":
                kinds = self.kinds(about, {})
                return {NOTHING.union(*some) for n in range(len(kinds) + 1) for some in combinations(kinds, n)}
            case "state":
                return {False, True, None} if about in self.clauses or about in self.ended else {False, True}
            case "matter":
                return {0, 2}
        if about == "anything":
            return {True}
        return set(LEVELS) if isinstance(self.contract.nouns.get(about), Representation) else {False, True}

    def plain(self, entry):
        """A fact in its plain form."""
        on, fact = entry.moment, entry.assertion
        match fact:
            case Occurred(Happening(verb="satisfactory") as about):
                return Told(on, about, "became", frozenset([not fact.negated]))
            case Occurred(about, particulars):
                return Told(
                    on, about, "never" if fact.negated else "happened", frozenset(self.kinds(about, dict(particulars)))
                )
            case StateFact(word="exists" | "none" | "ended" as word):
                return Told(on, fact.state, "became" if word == "ended" else "is", frozenset(STATES[word]))
            case StateFact(state, word):
                return Told(on, state, word)
            case TruthFact(subject, full, material, timeless):
                levels = [way for way in LEVELS if full in (None, way == 2) and material in (None, way > 0)]
                return Told(on, subject, "is", frozenset(levels), timeless)

    def histories(self, courses, so_far):
        """Every way of choosing one course of each basic fact, told moment by moment."""
        need(prod(map(len, courses)) + so_far <= MOST, "so many histories")
        return [
            [dict(zip(self.values, now, strict=True)) for now in zip(*one, strict=True)] for one in product(*courses)
        ]

    def date(self, p):
        """A moment of the calendar as a date; with its minute where one is named, or has just passed as a deadline."""
        if p == 0:
            return None
        timed = {span(moment)[0]: moment for moment in self.named if moment.minute is not None}
        passed = {span(t)[0] + STEP: t for t in self.contract.moments if t.minute is not None and t.minute < 1439}
        if point := passed.get(self.points[p]):
            need(
                all(fact.date != Moment(point.day) for fact in self.facts), "the time of day of what is not a happening"
            )
            return attrs.evolve(point, minute=point.minute + 1)
        return timed.get(self.points[p], Moment(datetime.date.fromordinal(self.days[p])))

    def kinds(self, happening, stated):
        """Which tests an occurrence may pass at once, for every filling of those particulars that are not stated."""
        noun, asked = self.contract.nouns.get(happening.object), self.tests.get(happening, ())
        fillings: dict[str, set[Any]] = {}
        choices = {particular.name: particular.choices for particular in getattr(noun, "particulars", ())}
        for test in {test for tests in asked for test in tests}:
            values = around(test.value, choices.get(test.particular))
            fillings[test.particular] = fillings.get(test.particular, set()) | values
        fillings |= {name: {value} for name, value in stated.items()}
        if getattr(noun, "dated", None):
            fillings["dated"] = {noun.dated}
        wholes = [dict(zip(fillings, values, strict=True)) for values in product(*fillings.values())]
        return {frozenset(tests for tests in asked if all(t.passes(w[t.particular]) for t in tests)) for w in wholes}


def span(moment):
    """The first and the last instant that a moment may mean, in days: one without a time is all of its day."""
    need(not moment.zone, "times with zones")
    day = moment.day.toordinal()
    return (day, day + 0.9999) if moment.minute is None else (day + moment.minute / 1440,) * 2


def calendar(named, as_of):
    """Every day and minute that is named, something before, between and behind them, and the end of what is asked."""
    days = {int(span(moment)[0]) for moment in named}
    points = {min(days) - 0.5, max(days) + 2.5, span(as_of)[1]}
    for day in days:
        clock = [t for t in (span(m)[0] for m in named if m.minute is not None) if int(t) == day]
        points |= {day + 1.5} | ({max(day, t + step) for t in clock for step in (-STEP, 0, STEP)} or {day + 0.5})
    return sorted(points)


def texts(clause):
    """The texts of a clause, each with the effect that supplies it; one that is not in the record may be met or not."""
    lost = m.StateHolds(0, m.Place(), f"the text of {clause.name}")
    return [(version.supplied_by, version.condition or lost) for version in clause.versions]


def asked_by(case):
    """What clauses ask about, with the tests that each is put to."""
    asked: dict[Any, set[Any]] = {}
    for name, clause in case.clauses.items():
        for text in [*(text for _, text in case.texts[name]), *([clause.act] if clause.act else [])]:
            for c, _ in m.walk(text):
                need(not isinstance(c, m.InForm), "the forms of a paper")
                need(not isinstance(c, m.Carried) or not c.unknown, "weights that are not in the record")
                need(
                    not isinstance(c, m.OnDate) or len(case.on(c.date)) < 2,
                    "the time of day of what is not a happening",
                )
                for about in (getattr(c, field) for field in ("happening", "state", "subject") if hasattr(c, field)):
                    asked.setdefault(about, {()}).add(getattr(c, "tests", ()))
    return asked


def since(course, p):
    """From which moment on a course that holds at one has held without a break."""
    return max((q + 1 for q, so in enumerate(course[:p]) if not so), default=0)


def never(act):
    """The happenings that make up an act, each with nothing happening."""
    return {c.happening: NOTHING for c, _ in m.walk(act) if isinstance(c, m.Happened)}


def around(value, choices):
    """Values that tell apart what is asked of a particular: the one that a test names, and its neighbours."""
    match value:
        case Money(currency, size):
            return {Money("XTS", size), *(Money(currency, size + step) for step in (-1, 0, 1))}
        case Percent(share):
            return {Percent(share + step) for step in (-1, 0, 1)}
        case Ratio(size) | Decimal(size):
            return {type(value)(size + step) for step in (-1, 0, 1)}
        case Moment(day=day):
            return {attrs.evolve(value, day=day + datetime.timedelta(step)) for step in (-1, 0, 1)}
        case int():
            return {value - 1, value, value + 1}
    return set(FORMS if value in FORMS else choices or (value, "another"))
