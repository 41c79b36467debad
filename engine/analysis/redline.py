"""The semantic redline of two encodings: what the new one asks more or less for each effect, with a witness (S13).

Two texts are compared by what follows from them, on every journal, under every reading, at any time; how they are
worded does not count.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

import attrs

from assent.engine.analysis.canonical import canonical
from assent.engine.analysis.counterexample import Counterexample, lean, shrunk, written
from assent.engine.analysis.exact import circuits
from assent.engine.analysis.exact.abstracted import Abstracted
from assent.engine.analysis.exact.all_journals import AllJournals
from assent.engine.analysis.exact.courses import Course
from assent.engine.analysis.exact.polarity import uses_of
from assent.engine.analysis.exact.witnesses import moments_needed
from assent.engine.analysis.prove import tests_of
from assent.engine.evaluation.findings import POSITIVE
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer
from assent.engine.evaluation.world import World
from assent.engine.model.contract import ASKED_KINDS, Contract, Question
from assent.engine.model.happenings import Happening, Test
from assent.engine.model.nouns import Event

Relation = Literal["equivalent", "stronger", "weaker", "neither", "added", "removed", "not settled"]
Which = Literal["old", "new"]
_OTHER: Mapping[Which, Which] = {"old": "new", "new": "old"}
_FEW = (2, 3, 4)
_MOST_TRIES = 20
_MOST_WORK = 20_000  # facts times conditions: to leave out one fact after another of more would take seconds


@attrs.frozen
class Witness:
    """A journal on which two encodings differ, and what each says there."""

    example: Counterexample
    old: Answer
    new: Answer


@attrs.frozen
class Redline:
    """How the new encoding of a clause relates to the old one.

    *stronger*: it asks more, so that it holds on fewer journals; *weaker*: it asks less; *neither*: on some journals
    one holds and the other does not, and the other way about. `only_old` and `only_new` are journals on which just
    that one holds; None where there is none, or none that a journal can tell. `through` are the clauses that it leans
    on and whose words differ, where its own do not. `unlike` is a term of which one fact says another thing to each
    contract, so that nothing is settled.
    """

    name: str
    relation: Relation
    only_old: Witness | None = None
    only_new: Witness | None = None
    through: tuple[str, ...] = ()
    unlike: str = ""


def redline(old: Contract, new: Contract, names: Iterable[str] | None = None) -> tuple[Redline, ...]:
    """Compare some clauses, or every one that can be asked: in the order of the new contract, then what it drops."""
    changed = _changed(old, new)
    return tuple(_compare(old, new, name, changed) for name in (comparable(old, new) if names is None else names))


def comparable(old: Contract, new: Contract) -> tuple[str, ...]:
    """The clauses of two contracts that can be asked."""
    both = [(name, clause) for contract in (new, old) for name, clause in contract.clauses.items()]
    return tuple(dict.fromkeys(name for name, clause in both if clause.kind in ASKED_KINDS))


def _changed(old: Contract, new: Contract) -> frozenset[str]:
    """The clauses that are not written the same in both contracts, places apart."""
    both = old.clauses.keys() & new.clauses.keys()
    same = {name for name in both if canonical(old.clauses[name]) == canonical(new.clauses[name])}
    return frozenset((old.clauses.keys() | new.clauses.keys()) - same)


def _compare(old: Contract, new: Contract, name: str, changed: frozenset[str]) -> Redline:
    if name not in old.clauses:
        return Redline(name, "added")
    if name not in new.clauses:
        return Redline(name, "removed")
    unlike = _unlike(old, new, name)
    if unlike:
        return Redline(name, "not settled", unlike=unlike)
    if _same(old, new, name, changed):
        return Redline(name, "equivalent")
    return _Comparison(old, new, name, changed).found()


def _same(old: Contract, new: Contract, name: str, changed: frozenset[str]) -> bool:
    """Whether a clause and all that it leans on are written the same, wherever they stand."""
    reached = old.structure.reaches[name] | {name}
    return reached == new.structure.reaches[name] | {name} and not reached & changed


@attrs.define(eq=False, slots=False)
class _Side(AllJournals):
    """The journals of both contracts as one of them reads them.

    A reading that it does not have is its default; an event happens once where one of the contracts says so.
    """

    own: Contract = attrs.field(kw_only=True)
    once: frozenset[Happening] = attrs.field(default=frozenset(), kw_only=True)

    def pulse(self, happening: Happening, tests: tuple[Test, ...]) -> Course:
        """The moments at which something happens with such particulars."""
        single = happening in self.once and not happening.once
        return super().pulse(attrs.evolve(happening, once=True) if single else happening, tests)

    def share(self, frame: AllJournals) -> None:
        """Keep to the rules of a frame, and add to them."""
        vars(self).update(vars(frame))

    def chosen(self, question: str, alternative: str) -> circuits.Literal:
        """Whether an alternative is the reading chosen, or stands for one that only the other contract has."""
        found = super().chosen(question, alternative)
        own = self.own.questions[question]
        if alternative != own.default:
            return found
        known = {one.name for one in own.alternatives}
        foreign = [one.name for one in self.questions[question].alternatives if one.name not in known]
        return self.formulas.any_of([found, *(super(_Side, self).chosen(question, name) for name in foreign)])


@attrs.define(eq=False, slots=False)
class _Comparison:
    """One clause in both contracts."""

    old: Contract
    new: Contract
    name: str
    changed: frozenset[str]
    _answers: dict[object, tuple[AllJournals, dict[Which, circuits.Literal]]] = attrs.field(factory=dict, init=False)

    def found(self) -> Redline:
        """Compare both ways: what only the old one lets through, and what only the new one does."""
        through = self._through()
        only_old, old_settled = self._only("old")
        only_new, new_settled = self._only("new")
        relation: Relation = "equivalent"
        if only_old and only_new:
            relation = "neither"
        elif only_old:
            relation = "stronger" if new_settled else "not settled"
        elif only_new:
            relation = "weaker" if old_settled else "not settled"
        elif not (old_settled and new_settled):
            relation = "not settled"
        return Redline(self.name, relation, only_old, only_new, through if relation != "equivalent" else ())

    def _names(self) -> frozenset[str]:
        return frozenset({self.name, *self.old.structure.reaches[self.name], *self.new.structure.reaches[self.name]})

    def _through(self) -> tuple[str, ...]:
        """The clauses whose words differ, where those of the clause itself do not."""
        if self.name in self.changed:
            return ()
        names = self._names() & self.changed & self.old.clauses.keys()
        return tuple(name for name in self.new.clauses if name in names)

    def _only(self, which: Which) -> tuple[Witness | None, bool]:
        """A journal on which it holds by one contract alone; and, where there is none, whether that is certain."""
        whole = self._names()
        opened = frozenset(name for name in whole if not self._shared(name))
        if self._impossible(which, opened, self._count(opened)):
            return None, True
        most = self._count(whole)
        counts = (*(few for few in _FEW if few < most), most)
        doubtful: Counterexample | None = None
        for told in (True, False):
            for count in counts:
                example, definite = self._witness(which, whole, count, told=told)
                if example is not None and definite:
                    return self._shrunk(example, which, definite=True), True
                doubtful = doubtful or example
        if doubtful is not None:
            return self._shrunk(doubtful, which, definite=False), True
        return None, self._impossible(which, whole, most)

    def _shared(self, name: str) -> bool:
        """Whether a clause is the same in both contracts, with all that it leans on."""
        both = name in self.old.clauses and name in self.new.clauses
        return both and name != self.name and _same(self.old, self.new, name, self.changed)

    def _count(self, opened: frozenset[str]) -> int:
        counts = [moments_needed(c, [name for name in opened if name in c.clauses]) for c in (self.old, self.new)]
        return sum(counts) - 2

    # --- histories -------------------------------------------------------------------------------------------

    def _held(self, opened: frozenset[str], count: int) -> tuple[AllJournals, dict[Which, circuits.Literal]]:
        """Whether the clause holds by each contract at the end of a history of so many moments."""
        known = self._answers.get((opened, count))
        if known is None:
            frame = self._frame(count)
            held = {which: self._held_by(one, frame, opened) for which, one in self._both()}
            known = self._answers[opened, count] = frame, held
        return known

    def _both(self) -> tuple[tuple[Which, Contract], ...]:
        return ("old", self.old), ("new", self.new)

    def _frame(self, count: int) -> AllJournals:
        questions = _questions(self.old, self.new)
        merged = attrs.evolve(self.new, nouns={**self.old.nouns, **self.new.nouns}, questions=questions)
        dates = tuple(dict.fromkeys((*self.old.moments, *self.new.moments)))
        return AllJournals(questions, merged, dates, self._tests, count)

    @cached_property
    def _tests(self) -> Mapping[Happening, tuple[tuple[Test, ...], ...]]:
        """All tests that the conditions of either contract put to each happening."""
        tests = dict(tests_of(self.old))
        for happening, more in tests_of(self.new).items():
            tests[happening] = tuple(dict.fromkeys((*tests.get(happening, ()), *more)))
        return tests

    @cached_property
    def _once(self) -> frozenset[Happening]:
        """The events that one of the contracts at least lets happen once."""
        asked = (*tests_of(self.old), *tests_of(self.new))
        return frozenset(happening for happening in asked if happening.once)

    def _held_by(self, one: Contract, frame: AllJournals, opened: frozenset[str]) -> circuits.Literal:
        given = frame.questions, frame.nouns, frame.dates, frame.tests, frame.count
        side = _Side(*given, own=one, once=self._once)
        side.share(frame)
        held: circuits.Literal = Abstracted(one, side, opened=opened).answer(self.name, frame.count - 1)
        return held

    def _impossible(self, which: Which, opened: frozenset[str], count: int) -> bool:
        frame, held = self._held(opened, count)
        return frame.formulas.model(held[which] & ~held[_OTHER[which]] & frame.possible()) is None

    # --- witnesses -------------------------------------------------------------------------------------------

    def _witness(
        self, which: Which, opened: frozenset[str], count: int, *, told: bool
    ) -> tuple[Counterexample | None, bool]:
        """A journal on which one contract answers yes and the other does not, and whether it answers a definite no.

        `told` asks for one that differs whatever is so of what no journal can tell.
        """
        frame, held = self._held(opened, count)
        differs = held[which] & ~held[_OTHER[which]] & frame.possible()
        if told:
            differs = frame.surely(differs)
        doubtful: Counterexample | None = None
        for values in frame.models(differs, _MOST_TRIES):
            example = self._explicit(written(frame, frame.nouns, lean(frame, differs, values)))
            if self._tells(example, which, definite=True):
                return example, True
            if doubtful is None and self._tells(example, which, definite=False):
                doubtful = example
        return doubtful, False

    def _shrunk(self, example: Counterexample, which: Which, *, definite: bool) -> Witness:
        if len(example.facts.entries) * self.new.size <= _MOST_WORK:
            example = shrunk(example, lambda smaller: self._tells(self._explicit(smaller), which, definite=definite))
            example = self._explicit(example)
        return Witness(example, self._answer(self.old, example), self._answer(self.new, example))

    def _explicit(self, example: Counterexample) -> Counterexample:
        """The same with a reading named for each question that the two contracts read differently by default."""
        both = {*self.old.structure.questions[self.name], *self.new.structure.questions[self.name]}
        asked = [name for name in sorted(both) if name in self.old.questions and name in self.new.questions]
        unlike = [name for name in asked if self.old.questions[name].default != self.new.questions[name].default]
        readings = {name: self.new.questions[name].default for name in unlike}
        return attrs.evolve(example, readings={**readings, **example.readings})

    def _tells(self, example: Counterexample, which: Which, *, definite: bool) -> bool:
        one, other = (self.old, self.new) if which == "old" else (self.new, self.old)
        if self._answer(one, example).verdict not in POSITIVE:
            return False
        verdict = self._answer(other, example).verdict
        return verdict not in POSITIVE and not (definite and verdict == "UNDETERMINED")

    def _answer(self, contract: Contract, example: Counterexample) -> Answer:
        record = lay_out(contract, example.facts, example.as_of)
        return settle(World(contract, record, readings_of(contract, example)), self.name)


def readings_of(contract: Contract, example: Counterexample) -> Mapping[str, str]:
    """The readings of a journal by a contract; one that the contract does not have is its default."""
    chosen = {}
    for name, question in contract.questions.items():
        asked = example.readings.get(name, question.default)
        chosen[name] = asked if any(one.name == asked for one in question.alternatives) else question.default
    return chosen


def _unlike(old: Contract, new: Contract, name: str) -> str:
    """A term of a clause of which a fact says one thing to one contract and another to the other, if there is one."""
    shared = old.nouns.keys() & new.nouns.keys()
    kinds = {term for term in shared if _kind(old, term) != _kind(new, term)}
    dates = {term for term in shared if _dated(old, term) != _dated(new, term)}
    if not kinds and not dates:
        return ""
    for contract in (old, new):
        for atom in uses_of(contract, (name,), {}):
            terms = atom.subject.about if isinstance(atom.subject, Happening) else (atom.subject,)
            for term in terms:
                if term in kinds or (term in dates and any(test.particular == "dated" for test in atom.tests)):
                    return term
    return ""


def _kind(contract: Contract, term: str) -> object:
    """What a fact about a term is about: a thing of a kind, or the parts of an event."""
    noun = contract.nouns[term]
    return type(noun), isinstance(noun, Event) and bool(noun.parts)


def _dated(contract: Contract, term: str) -> object:
    """The date that goes without saying when a paper is received."""
    return getattr(contract.nouns[term], "dated", None)


def _questions(old: Contract, new: Contract) -> Mapping[str, Question]:
    """The questions of both contracts, each with the alternatives of both."""
    found = dict(old.questions)
    for name, question in new.questions.items():
        earlier = found[name].alternatives if name in found else ()
        known = {one.name for one in question.alternatives}
        more = tuple(one for one in earlier if one.name not in known)
        found[name] = attrs.evolve(question, alternatives=question.alternatives + more)
    return found
