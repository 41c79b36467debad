"""A second evaluator: rules S1 to S10, S12, S14, S15 of docs/semantics.md, from the rules alone, as plainly as can be.

A history says what is so of each basic fact, moment by moment; it is a completion if all that is told agrees with it.
A verdict is what all completions come to, a prospect what one that goes on does. The rest is NotCovered."""

from itertools import product

from assent.engine.model import conditions as m
from tests.support.plain_cases import MOST, UNTOLD, VERDICTS, Case, every, need, never, since, span

AGREES = {  # S2: whether a fact f agrees with what was `so` of what it is about, moment by moment, up to p
    "happened": lambda so, p, f: p != f.at or so[p],
    "began": lambda so, p, f: p < f.at or so[p] or None in so[f.at :],
    **dict.fromkeys(("is", "became"), lambda so, p, f: p not in f.on or so[p] in f.allows),
    "ever": lambda so, p, f: p != f.on[-1] or any(so),
    "never": lambda so, p, f: p > f.on[-1] or not so[p],
}
MAY = {  # S2, S4: what v may be behind `old` beyond what is told `here`; `free` where the record is silent, or ahead
    "delivery": lambda v, old, here, free, ahead: any(v == least or (free and v > least) for least in every(here)),
    "event": lambda v, old, here, free, ahead: not v or (not any(old) and (v in every(here) if here else free)),
    "determination": lambda v, old, here, free, ahead: here or ahead or v == any(old[-1:]) or (v and free),
    "state": lambda v, old, here, free, ahead: v is not None or here or ahead,
    "matter": lambda v, old, here, free, ahead: v == (*old, v)[0],
    "text": lambda v, old, here, free, ahead: True,
}
MET = {  # S6, S7, S10, S14: whether a condition is met in a world at a moment p, `past` being all moments up to it
    m.AllOf: lambda w, c, p, past: all(w.met(part, p) for part in c.parts),
    m.AtLeast: lambda w, c, p, past: sum(w.met(part, p) for part in c.parts) >= c.count,
    **dict.fromkeys((m.AnyOf, m.Deemed, m.Waivable), lambda w, c, p, past: any(w.met(d, p) for d in m.parts_of(c))),
    m.Carried: lambda w, c, p, past: sum(c.weights[n] for n, d in enumerate(c.parts) if w.met(d, p)) >= c.needed,
    m.Not: lambda w, c, p, past: not w.met(c.part, p),
    m.UnderReading: lambda w, c, p, past: w.met(c.part, p) if w.case.chooses(c) else c.neutral,
    **dict.fromkeys((m.Happened, m.Composite), lambda w, c, p, past: any(w.done(c, q) for q in past)),
    m.HeldWhile: lambda w, c, p, past: any(w.done(c.occurrence, q) and w.met(c.part, q) for q in past),
    m.OnEachDate: lambda w, c, p, past: all(w.met(c.part, q) for q in past if w.done(c.occurrence, q)),
    m.ByDate: lambda w, c, p, past: any(w.met(c.part, q) for q in past if w.case.points[q] <= span(c.deadline)[1]),
    m.OnDate: lambda w, c, p, past: any(w.met(c.part, q) for q in past if q in w.case.on(c.date)),
    m.After: lambda w, c, p, past: w.case.points[p] > span(c.moment)[1],
    m.Throughout: lambda w, c, p, past: all(w.met(c.part, q) for q in past if w.case.points[q] >= span(c.since)[0]),
    m.Lasting: lambda w, c, p, past: w.lasts(c, p),
    m.Spells: lambda w, c, p, past: any(w.met(c.begins, q) and all(w.met(c.stays, r) for r in past[q:]) for q in past),
    m.StateHolds: lambda w, c, p, past: w.history[p][c.state] or w.values[c.state][p],
    m.StateOccurred: lambda w, c, p, past: any(w.history[q][c.state] or w.values[c.state][q] for q in past),
    m.Stated: lambda w, c, p, past: w.history[p][c.subject] > (0 if c.material else 1),
    m.Determined: lambda w, c, p, past: w.history[p][c.happening],
    m.Refers: lambda w, c, p, past: (w.sequence if c.mode == "in sequence" else w.values)[c.clause][p],
}


class World:
    """What the clauses come to at each moment of one history."""

    def __init__(self, case, history):
        self.case, self.history, self.now = case, history, len(history) - 1
        self.values = dict.fromkeys(case.values, [False] * len(history))  # no clause begins a state, until one does
        acts = {name: c.act for name, c in case.clauses.items() if c.act and self.met(c.act, self.now)}
        self.undone = {name: World(case, [now | never(act) for now in history]).values for name, act in acts.items()}
        for circle in case.circles:  # S8: the greatest solution, with the least of what references in sequence point to
            most, least = ({n: [(n in case.behind) == end] * (self.now + 1) for n in circle} for end in (0, 1))
            self.values, self.below = self.values | least, None
            while self.values != self.below:
                self.below, self.values = self.values, self.values | most
                while self.values != (new := self.values | {n: self.course(case.clauses[n]) for n in circle}):
                    self.values = new

    def course(self, clause):
        """S5, S12, S15: an effect begins when its text is met, a permission if its act is done then; states end."""
        case, act, self.sequence = self.case, clause.act, self.undone.get(clause.name, self.below)  # S8, within it
        met = [self.met(self.text(case.texts[clause.name], p), p) for p in range(self.now + 1)]
        begins = [so and case.in_time(clause, p) and (not act or self.done(act, p)) for p, so in enumerate(met)]
        begun = [any(begins[: p + 1]) for p in range(len(met))]
        ends = [p for p, so in enumerate(begun) if so and self.history[p].get(clause.name, True) is None]
        need(not ends or begun[ends[0] - 1], "an order within one moment")
        back = [span(r.moment)[0] for r in clause.relations_back if case.chooses(r)]
        held = begun if clause.kind in ("effect", "state", "permission") and not clause.spells else met
        begun = [so and p < min(ends, default=p + 1) for p, so in enumerate(held)]
        return [so or (begun[-1] and any(case.points[p] >= at for at in back)) for p, so in enumerate(begun)]

    def text(self, texts, p):
        """S9: of the texts whose effects hold, the one whose effect began last, and of several the last."""
        held = [(n, by) for n, (by, _) in enumerate(texts) if not by or self.values[by][p]]
        return texts[max((since(self.values.get(by, ()), p), n) for n, by in held)[1]][1]

    def met(self, condition, p):
        """Whether a condition is met at a moment."""
        return MET[type(condition)](self, condition, p, range(p + 1))

    def lasts(self, c, p):
        """S15: begun, and no end has come from the beginning on; of what can be void, not even by now."""
        begun = next((q for q in range(p + 1) if self.met(c.begins, q)), p + 1)
        valid = c.valid is None or all(self.met(c.valid, q) for q in range(begun, self.now + 1))
        return begun <= p and valid and all(self.met(end, q) for end in c.ends for q in range(begun, p + 1))

    def done(self, act, p):
        """S1: whether something happens at a moment; a whole of events does with the last of its parts."""
        if isinstance(act, m.Happened):
            return act.tests in self.history[p][act.happening]
        past = [q for q in range(p + 1) if not act.simultaneous or self.case.days[q] == self.case.days[p]]
        done = [[q for q in past if self.done(part, q)] for part in act.parts]
        return all(done) and any(p in some for some in done)

    def supposing(self, act):
        """S12: the worlds in which what is missing of an act is done now, one for each form."""
        missing = [part for part in never(act) if not any(moment[part] for moment in self.history)]
        forms = product(*(filter(None, self.case.values[part]) for part in missing))
        moments = [self.history[-1] | dict(zip(missing, form, strict=True)) for form in forms]
        return [World(self.case, [*self.history[:-1], moment]) for moment in moments]


def histories(case, more):
    """S1: every completion up to now, and more: a fact is at any moment of its date, and the rest of today ahead."""
    today, end, found = case.on(case.as_of), span(case.as_of)[1], list[object]()
    for now in today[:-1] or today:
        dated = [(f, [p for p in case.on(f.date) if p <= now], span(f.date)[1] > end) for f in case.facts]
        for told in product(*([f.meant(q, on) for q in on] + [None] * later for f, on, later in dated)):
            courses = [completions(case, about, told, now, more) for about in case.values]
            found += case.histories(courses, len(found))
    return found


def completions(case, about, told, now, more):
    """S2: every course of a basic fact with which all that is told of it agrees, as far as now, and free behind it."""
    found, told, may = UNTOLD, [f for f in told if f and f.about == about], MAY[case.sorts[about]]
    for p, point in enumerate(case.points[: now + 1 + more]):
        here = [f for f in told if f.at == p and f.word in ("happened", "became")]
        free = about not in case.waivers if p > now else point > case.complete[about]
        grown = [(so, v) for so in found for v in case.values[about] if may(v, so, here, free, p > now)]
        found = [(*so, v) for so, v in grown if p > now or all(AGREES[f.word]((*so, v), p, f) for f in told)]
        need(len(found) <= MOST, "so many histories")
    return found


def answer(contract, facts, as_of, readings, name):
    """S3, S4, S12: the verdict on a clause and, where it is positive, since when."""
    case, act = Case(contract, facts, as_of, readings, name), contract.clauses[name].act
    worlds = [World(case, history) for history in histories(case, 0)]
    tried = [(False, [world]) for world in worlds]
    if act:
        tried = [(w.met(act, w.now), [v for v in w.supposing(act) if v.met(act, v.now)]) for w in worlds]
    found = {(done, bool(ways), any(world.values[name][-1] for world in ways)) for done, ways in tried}
    need(found, "facts that no history bears out")
    if len(found) > 1:
        return "UNDETERMINED", None
    ((done, can_be, met),) = found
    positive, still_open, lost = VERDICTS["act" if act and can_be and not done else case.kind]
    if met:
        return positive, case.date(max(since(w.values[name], w.now) for w in worlds) if positive != "PERMITTED" else 0)
    ahead = (World(case, history) for more in range(1, len(case.points)) for history in histories(case, more))
    return still_open if any(world.values[name][-1] for world in ahead) else lost, None
