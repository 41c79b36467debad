"""Every history that the facts of a journal allow: rules S1 and S2 of docs/semantics.md, tried out one by one.

A history says, for each thing that some clauses ask about, what is so at each moment of a small calendar: which
particulars, of those asked, some occurrence has; whether the latest determination is favourable; whether a state holds,
does not, or is said to have ended; whether something is true, and whether materially; whether a lost text is met.
"""

import datetime
from itertools import accumulate, combinations, product
from math import prod
from typing import Any

from assent.engine.model import conditions as m
from assent.engine.model.happenings import Happening
from assent.engine.model.nouns import Matter
from assent.grammar.values import Moment, Money, Percent

MOST = 1000
DAYTIME = "the time of day of what is not a happening"
PAPER = "the forms of a paper"
ORDER = "an order within one moment"
NOTHING: frozenset[Any] = frozenset()
FORMS = ("a copy", "a true and complete copy", "an original")


class NotCovered(Exception):
    """Says what is left out."""


def need(covered, construct):
    if not covered:
        raise NotCovered(construct)


def every(choices):
    """Every way of choosing one of each."""
    choices = [list(choice) for choice in choices]
    need(prod(map(len, choices)) <= MOST, "so many histories")
    return list(product(*choices))


def first(moment):
    """A moment as a number of days, its minute as a fraction; of a day without a time, the first minute."""
    return moment.day.toordinal() + (moment.minute or 0) / 1440


def last(moment):
    """Of a day without a time, the end."""
    return moment.day.toordinal() + 0.9999 if moment.minute is None else first(moment)


def calendar(named, as_of):
    """Every day and minute that is named, something before, between and behind them, and the rest of today (S1)."""
    need(not any(moment.zone for moment in named), "times with zones")
    days = {int(first(moment)) for moment in named}
    points = {min(days) - 0.5, max(days) + 2.5, last(as_of)}
    for day in days:
        clock = [first(t) for t in named if t.minute is not None and int(first(t)) == day]
        points |= {day + 1.5} | ({max(day, t + step) for t in clock for step in (-0.0003, 0, 0.0003)} or {day + 0.5})
    return sorted(points)


class Record:
    """What is told up to the moment `now` of what some clauses ask; what is behind it is free."""

    def __init__(self, contract, facts, as_of, clauses, points, now):
        self.contract, self.as_of, self.clauses, self.points, self.now = contract, as_of, clauses, points, now
        self.facts, self.complete = dict.fromkeys((e.assertion, e.moment) for e in facts.entries), facts.complete
        texts = [version.condition for clause in clauses for version in clause.versions]
        wholes = [*texts, *(clause.act for clause in clauses)]
        self.conditions = [inner for whole in wholes if whole is not None for inner, _ in m.walk(whole)]

    def histories(self, size):
        """Every history of the first so many moments."""
        lost = [clause for clause in self.clauses if any(version.condition is None for version in clause.versions)]
        courses: dict[Any, Any] = {("text", clause.name): every([[True, False]] * size) for clause in lost}
        for condition in self.conditions:
            match condition:
                case m.Happened(happening=about):
                    courses[about] = self.happenings(about, size)
                case m.Determined(happening=about):
                    courses[about] = self.determinations(about, size)
                case m.StateHolds(state=about) | m.StateOccurred(state=about):
                    courses[about] = self.states(about, size)
                case m.Stated(subject=about):
                    courses[about] = self.truths(about, size)
                case m.Carried(unknown=unknown) if unknown:
                    courses["weights", condition.number] = every([[True, False]] * size)
                case m.InForm():
                    raise NotCovered(PAPER)
        return [dict(zip(courses, chosen, strict=True)) for chosen in every(courses.values())]

    def told(self, about):
        """The facts about something, but those dated later than the question (S1)."""
        found = []
        for fact, on in self.facts:
            named = [getattr(fact, subject, None) for subject in ("happening", "state", "subject")]
            found += [(fact, on)] if about in named and first(on) <= last(self.as_of) else []
        return found

    def on(self, moment):
        """The moments that a date may mean, as far as they have come."""
        return [p for p in range(self.now + 1) if first(moment) <= self.points[p] <= last(moment)]

    def perhaps_later(self, moment):
        """Whether a date without a time may mean one behind the minute of the question."""
        return self.as_of.minute is not None and moment == Moment(self.as_of.day)

    def at(self, moment):
        need(len(self.on(moment)) == 1 and not self.perhaps_later(moment), DAYTIME)
        return self.on(moment)[0]

    def silent(self, happening, p):
        """Whether something may have happened that is not recorded, or may happen yet; a waiver is no prospect (S4)."""
        denied = [on for fact, on in self.told(happening) if fact.negated]
        ends = denied + [end for kind, end in self.complete.items() if kind == happening.kind]
        return happening.verb != "waived" if p > self.now else not any(self.points[p] <= last(end) for end in ends)

    def kinds(self, happening, stated):
        """The kinds of occurrences: which sets of particulars it has, for every filling of what is not stated."""
        asked = {c.tests for c in self.conditions if isinstance(c, m.Happened) and c.happening == happening} | {()}
        noun = self.contract.nouns.get(happening.object)
        stated = {"dated": noun.dated, **stated} if getattr(noun, "dated", None) else stated
        choices = {p.name: p.choices for p in getattr(noun, "particulars", ())} | {"copy": FORMS}
        tests = [test for tests in asked for test in tests if test.particular not in stated]
        put = {
            test.particular: [other.value for other in tests if other.particular == test.particular] for test in tests
        }
        fillings = {name: choices.get(name) or values(put[name]) for name in put}
        wholes = [stated | dict(zip(fillings, filling, strict=True)) for filling in every(fillings.values())]
        return {frozenset(a for a in asked if all(t.passes(whole[t.particular]) for t in a)) for whole in wholes}

    def happenings(self, happening, size):
        """What is recorded, at any moment that its date may mean, and more where the record is silent."""
        need(happening.verb != "amended", PAPER)
        placed = []
        for fact, on in self.told(happening):
            if not fact.negated:
                placed.append([*product(self.on(on), self.kinds(happening, dict(fact.particulars)))])
                placed[-1] += [(0, NOTHING)] if self.perhaps_later(on) else []
        kinds = self.kinds(happening, {})
        several = {NOTHING.union(*some) for count in range(len(kinds) + 1) for some in combinations(kinds, count)}
        free = [p for p in range(size) if self.silent(happening, p)]
        if happening.once:
            single = [[kind if q == p else NOTHING for q in range(size)] for p in free for kind in kinds]
            mores = [[NOTHING] * size, *single]
        else:
            mores = every(several if p in free else [NOTHING] for p in range(size))
        courses = []
        for recorded in every(placed):
            known = [NOTHING.union(*(kind for q, kind in recorded if q == p)) for p in range(size)]
            wanted = mores if not happening.once or not any(known) else mores[:1]
            courses += [tuple(a | b for a, b in zip(known, more, strict=True)) for more in wanted]
        return courses

    def determinations(self, happening, size):
        """The latest determination holds until one against it is recorded, or is made in what is still ahead."""
        changes = [self.told(Happening(verb, "", happening.object)) for verb in ("amended", "restored")]
        need(not any(changes), PAPER)
        judged = {self.at(on): not fact.negated for fact, on in self.told(happening)}
        need(len(judged) == len(self.told(happening)), ORDER)
        possible = [[None, True] if self.silent(happening, p) else [None] for p in range(self.now + 1)]
        possible += [[None, True, False]] * (size - self.now - 1)
        choices = [[judged[p]] if p in judged else some for p, some in enumerate(possible)]
        return [tuple(map(bool, accumulate(some, latest))) for some in every(choices)]

    def states(self, state, size):
        """A state is there from where it began to where it ended; else only what is said of a moment is known of it."""
        told = [(fact.word, on) for fact, on in self.told(state)]
        there = False
        known: dict[int, str] = {}
        for p in range(self.now + 1):
            turns = {word for word, on in told if word in ("began", "ended") and self.at(on) == p}
            need(len(turns) < 2, ORDER)
            there = "began" in turns or (there and not turns)
            known |= {p: "holds"} if there else {p: "ended"} if turns else {}
        for word, on in told:
            need(word in ("began", "ended") or (on.minute is None and not self.perhaps_later(on)), DAYTIME)
            for p in [p for p in range(self.now + 1) if self.points[p] <= last(on)] if word == "never" else self.on(on):
                if word in ("exists", "none", "never"):
                    said = "holds" if word == "exists" else "no"
                    need((known.setdefault(p, said) == "holds") == (word == "exists"), ORDER)
        moves = ["holds", "no", "ended"] if state in self.contract.clauses else ["holds", "no"]
        choices = [[known[p]] if p in known else ["holds", "no"] if p <= self.now else moves for p in range(size)]
        ever = [range(self.on(on)[-1] + 1) for word, on in told if word == "ever"]
        return [course for course in every(choices) if all("holds" in (course[p] for p in past) for past in ever)]

    def truths(self, subject, size):
        """What is true is materially true; a matter has no time."""
        told = [(fact, range(size) if fact.timeless else self.on(on)) for fact, on in self.told(subject)]
        for fact, on in self.told(subject):
            need(not self.perhaps_later(on) and (fact.timeless or on.minute is None), DAYTIME)

        def open_at(p):
            said = [fact for fact, at in told if p in at]
            ways = [(True, True), (False, True), (False, False)]
            return [(f, m) for f, m in ways if all(s.full in (None, f) and s.material in (None, m) for s in said)]

        if isinstance(self.contract.nouns[subject], Matter):
            return [(way,) * size for way in open_at(0) if way[0] == way[1]]
        return every(open_at(p) for p in range(size))


def latest(old, new):
    """What stands after one more determination, or none."""
    return old if new is None else new


def values(asked):
    """Values that tell apart all that is asked of a particular."""
    found = set(asked) | ({"another"} if isinstance(asked[0], str) else set())
    found |= {Money("XTS", 100)} if isinstance(asked[0], Money) else set()
    for value, step in product(asked, (-1, 1)):
        match value:
            case Money(currency, hundredths):
                found.add(Money(currency, hundredths + step))
            case Percent(hundredths):
                found.add(Percent(hundredths + step))
            case Moment(day, minute):
                found.add(Moment(day + datetime.timedelta(days=step), minute))
            case int():
                found.add(value + step)
    return found
