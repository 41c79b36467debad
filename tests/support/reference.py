"""A second evaluator: rules S3 to S10 and S12 of docs/semantics.md, as plainly as they can be run.

It has no caches, no reasons and no shortcuts. What is unknown is settled by trying every history that agrees with the
facts (tests/support/histories.py), what may yet be by trying every way in which one can go on, and a circle by its
definition. It is there to be compared with the engine on small cases, and raises NotCovered for what it leaves out:
the forms of a paper, times with zones, the time of day of what is not a happening, an order within one moment,
circles through a change of text, wholes of recurring events, the verdict on a state itself, and cases of more than MOST
histories.
"""

import datetime
from itertools import product

from assent.engine.model import conditions as m
from assent.grammar.values import Moment, Percent
from tests.support.histories import DAYTIME, NOTHING, ORDER, NotCovered, Record, calendar, every, first, last, need


class World:
    """One history, and what the clauses come to at each of its moments."""

    def __init__(self, record, readings, history, size):
        self.record, self.readings, self.history, self.size = record, readings, history, size
        self.points, self.structure, self.clauses = record.points, record.contract.structure, record.contract.clauses
        self.values: dict[str, list[bool]] = {}
        self.undone: dict[str, World] = {}
        for clause in record.clauses:
            if clause.act is not None and any(self.done(clause.act, p) for p in range(size)):
                never = {c.happening: (NOTHING,) * size for c, _ in m.walk(clause.act) if isinstance(c, m.Happened)}
                self.undone[clause.name] = World(record, readings, history | never, size)
        for clause in sorted(record.clauses, key=lambda clause: len(self.structure.reaches[clause.name])):
            if clause.name not in self.values:
                self.settle(self.structure.together.get(clause.name, {clause.name}))

    def settle(self, circle):
        """S8: start from all that a circle could come to, and leave out what does not follow; begin again with the
        references in sequence, at first to nothing, pointing to what came out, until nothing is added."""
        behind = self.structure.behind_negation
        inner = [v for name in circle for v in self.clauses[name].versions if v.supplied_by in circle]
        need(not inner, "circles through a change of text")
        self.below = self.values | {name: [name in behind] * self.size for name in circle}
        while True:
            self.values = self.values | {name: [name not in behind] * self.size for name in circle}
            while (new := self.values | {name: self.course(self.clauses[name]) for name in circle}) != self.values:
                self.values = new
            if self.values == self.below:
                return
            self.below = self.values

    def course(self, clause):
        """Whether a clause holds, at each moment (S5): an effect does from the first one at which its text is met."""
        texts = [self.text(clause, p) for p in range(self.size)]
        if clause.kind == "permission":
            return [any(texts[q] and self.done(clause.act, q) for q in range(p + 1)) for p in range(self.size)]
        if clause.kind not in ("effect", "state"):
            return texts
        in_time = [clause.lapses is None or point <= last(clause.lapses) for point in self.points]
        begun = [any(texts[q] and in_time[q] for q in range(p + 1)) for p in range(self.size)]
        back = [first(r.moment) for r in clause.relations_back if self.readings[r.question] == r.alternative]
        return [begun[p] or (begun[-1] and any(at <= self.points[p] for at in back)) for p in range(self.size)]

    def text(self, clause, p):
        """Whether the text of a clause that governs at a moment is met then (S9)."""
        numbers = {self.began(v.supplied_by, p): v for v in clause.versions if self.began(v.supplied_by, p) is not None}
        text = numbers[max(numbers)].condition  # of those that began at one moment the last one stays
        return self.history["text", clause.name][p] if text is None else self.met(text, p, clause.name)

    def began(self, supplier, p):
        """Since when the effect that supplies a text has held; before all for the text that none supplies."""
        if not supplier:
            return -1
        held = self.values[supplier]
        return min(q for q in range(p + 1) if all(held[q : p + 1])) if held[p] else None

    def met(self, c, p, name):  # noqa: C901
        """Whether a condition of a clause is met at a moment (S6, S7, S10)."""
        past = range(p + 1)

        def met(part, at=p):
            return self.met(part, at, name)

        match c:
            case m.AllOf():
                return all(map(met, c.parts))
            case m.AnyOf() | m.Deemed() | m.Waivable():
                return any(map(met, m.parts_of(c)))
            case m.AtLeast():
                return sum(map(met, c.parts)) >= c.count
            case m.Carried():
                ways = carried(c, [v for v, part in zip(c.voters, c.parts, strict=True) if met(part)], self.record)
                return ways.pop() if len(ways) == 1 else self.history["weights", c.number][p]
            case m.Not():
                return not met(c.part)
            case m.UnderReading():
                return met(c.part) if self.readings[c.question] == c.alternative else c.neutral
            case m.Happened() | m.Composite():
                return any(self.done(c, q) for q in past)
            case m.HeldWhile():
                return any(self.done(c.occurrence, q) and met(c.part, q) for q in past)
            case m.OnEachDate():
                return all(met(c.part, q) for q in past if self.done(c.occurrence, q))
            case m.ByDate():
                return any(met(c.part, q) for q in past if self.points[q] <= last(c.deadline))
            case m.OnDate():
                need(len(self.record.on(c.date)) < 2, DAYTIME)
                return any(met(c.part, q) for q in past if first(c.date) <= self.points[q] <= last(c.date))
            case m.After():
                return self.points[p] > last(c.moment)
            case m.Throughout():
                return all(met(c.part, q) for q in past if self.points[q] >= first(c.since))
            case m.StateHolds():
                return self.holds(c.state, p)
            case m.StateOccurred():
                return any(self.holds(c.state, q) for q in past)
            case m.Stated():
                return self.history[c.subject][p][c.material]
            case m.Determined():
                return self.history[c.happening][p]
            case m.Refers(mode="in sequence"):  # inside a permission: in the world in which the act is never done
                return (self.undone[name].values if name in self.undone else self.below)[c.clause][p]
            case m.Refers():
                return self.values[c.clause][p]
        raise NotCovered(type(c).__name__)

    def done(self, act, p):
        """Whether something happens at a moment; a whole of events does with the last of its parts."""
        if isinstance(act, m.Happened):
            return act.tests in self.history[act.happening][p]
        times = [[q for q in range(p + 1) if self.done(part, q)] for part in act.parts]
        need(all(len(some) < 2 for some in times), "wholes of recurring events")
        days = {int(self.points[q]) for some in times for q in some}
        return all(times) and [p] in times and (len(days) == 1 or not act.simultaneous)

    def holds(self, state, p):
        """A state is there when it is for reasons of its own, or when its clause has begun it and it has not ended."""
        course, begun = self.history[state], self.values.get(state, [False] * self.size)
        since = begun.index(True) if begun[p] else p
        need(not begun[p] or course[since] != "ended", ORDER)
        return course[p] == "holds" or (begun[p] and "ended" not in course[since : p + 1])


def answer(contract, facts, as_of, readings, name):
    """The verdict on a clause and, where it is positive, since when (S3, S4, S12)."""
    clause = contract.clauses[name]
    need(clause.kind != "state", "the verdict on a state itself")
    readings = {"": ""} | {q.name: readings.get(q.name, q.default) for q in contract.questions.values()}
    named = {as_of, *contract.moments, *facts.complete.values(), *(entry.moment for entry in facts.entries)}
    points, clauses = calendar(named, as_of), [contract.clauses[other] for other in contract.structure.reaches[name]]
    records = [Record(contract, facts, as_of, clauses, points, now) for now in presents(facts, as_of, points)]
    known = [World(r, readings, history, r.now + 1) for r in records for history in r.histories(r.now + 1)]
    need(known, "facts that no history bears out")
    met, positive = [world.values[name][-1] for world in known], "SATISFIED"
    still_open, lost = "NOT YET", "CAN NO LONGER BE"
    if clause.kind in ("effect", "force"):
        positive = "EFFECTIVE"
    if clause.kind == "permission":
        act = {how_done(clause.act, world) for world in known}
        if len(act) > 1:
            return "UNDETERMINED", None
        if act == {"not"}:
            met, still_open, lost = [supposed(clause, w) for w in known], "NOT PERMITTED YET", "NO LONGER PERMITTED"
            if all(met):
                return "PERMITTED", None
        else:
            positive, still_open, lost = "COVERED", "NOT COVERED", "NOT COVERED"
    if all(met):
        return positive, since([world.values[name] for world in known], named, points)
    if any(met):
        return "UNDETERMINED", None
    for record in records:
        for size in range(record.now + 2, len(points) + 1):
            if any(World(record, readings, h, size).values[name][-1] for h in record.histories(size)):
                return still_open, None
    return lost, None


def presents(facts, as_of, points):
    """The moments at which a question may be asked: on a day without a time, any behind the facts of that day."""
    at = [first(entry.moment) for entry in facts.entries if entry.moment.minute is not None]
    so_far = max((moment for moment in at if moment <= last(as_of)), default=0)
    here = [p for p, point in enumerate(points) if max(first(as_of), so_far) <= point <= last(as_of)]
    return here if as_of.minute is not None else here[:-1]


def carried(vote, for_it, record):
    """Whether a vote is carried (S14), for weights not in the record: none, little, more than all else."""
    rule = record.contract.nouns[vote.vote]
    ways = set()
    for more in product((0, 1, 10**12), repeat=len(vote.unknown)):
        extra = dict(zip(vote.unknown, more, strict=True))
        weights = {voter: known + extra.get(voter, 0) for voter, known in zip(vote.voters, vote.weights, strict=True)}
        so_far, total = sum(weights[voter] for voter in for_it), sum(weights.values())
        needed = rule.share.hundredths * total if isinstance(rule.share, Percent) else rule.share * 100
        if total:
            ways.add(so_far * 100 > needed if rule.strict else so_far * 100 >= needed)
    return ways


def since(courses, named, points):
    """From when on something has been so, at the latest; None for ever."""
    start = max(max((p for p, holds in enumerate(course) if not holds), default=-1) + 1 for course in courses)
    exact = [moment for moment in named if moment.minute is not None and first(moment) == points[start]]
    exact += [
        Moment(moment.day, moment.minute + 1)
        for moment in named
        if moment.minute is not None and moment.minute < 1439 and abs(points[start] - first(moment) - 0.0003) < 1e-6
    ]
    return None if start == 0 else (exact or [Moment(datetime.date.fromordinal(int(points[start])))])[0]


def how_done(act, world):
    """Whether an act has been done, has not, or only in part and can no longer be (S12)."""
    if any(world.done(act, p) for p in range(world.size)):
        return "done"
    if not any(any(world.history[c.happening]) for c, _ in m.walk(act) if isinstance(c, m.Happened)):
        return "not"
    for size in range(world.size + 1, len(world.points) + 1):
        for longer in world.record.histories(size):
            continues = all(longer[about][: world.size] == course for about, course in world.history.items())
            if continues and World(world.record, world.readings, longer, size).done(act, size - 1):
                return "not"
    return "too late"


def supposed(clause, world):
    """Whether an act is covered when what is missing of it is done now, in some form (S12)."""
    parts = {c.happening for c, _ in m.walk(clause.act) if isinstance(c, m.Happened)}
    missing = [part for part in parts if not any(world.history[part])]
    for kinds in every(world.record.kinds(part, {}) for part in missing):
        now = {part: (*world.history[part][:-1], kind) for part, kind in zip(missing, kinds, strict=True)}
        if World(world.record, world.readings, world.history | now, world.size).values[clause.name][-1]:
            return True
    return False
