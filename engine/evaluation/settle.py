"""The exact judge behind the fast tables: a verdict is definite when every completion of the unknowns gives it (S3).

The tables are exact for a fact that helps everywhere or hurts everywhere. Only facts that do both, or whose
particulars are put to several tests, are taken apart here, case by case, each case again judged by the tables.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

import attrs

from assent.engine.evaluation.courses import Course, latch
from assent.engine.evaluation.findings import POSITIVE, Verdict
from assent.engine.evaluation.fixed import Fixed, FixedCourse, FixedPulse, FixedTotal, FixedTruth
from assent.engine.evaluation.open_uses import open_uses
from assent.engine.evaluation.verdicts import Answer, answer, prospects, suppose_act
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Entry, Occurred
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Subject, Use
from assent.engine.model.happenings import Happening, ParticularValue, Test, Total, size_of
from assent.engine.model.nouns import Matter, Representation
from assent.engine.model.particulars import values_of
from assent.grammar.values import Moment

_OPEN = ("NOT YET", "NOT PERMITTED YET")
_LOST: dict[Verdict, Verdict] = {"NOT YET": "CAN NO LONGER BE", "NOT PERMITTED YET": "NO LONGER PERMITTED"}
_STILL: dict[Verdict, Verdict] = {lost: still for still, lost in _LOST.items()}
MOST_CASES = 2_000


def settle(world: World, name: str) -> Answer:
    """The verdict on a clause, exact; `exact` is False when more cases than can be tried stand open."""
    clause = world.contract.clauses[name]
    quick = answer(world, clause)
    if name not in world.contract.structure.entangled:
        return quick
    if quick.verdict == "UNDETERMINED":
        return _Cases(world, clause).verdict(quick)
    if quick.verdict in _OPEN:
        return _Cases(world, clause).prospect(quick)
    return quick


def surely_unmet(world: World, name: str) -> bool:
    """Whether a clause is unmet at the as-of moment however the unknown turns out; one case that meets it will do."""
    clause = world.contract.clauses[name]
    quick = answer(world, clause)
    if quick.verdict == "UNDETERMINED":
        return _Cases(world, clause).unmet()
    return not _side(quick)


@attrs.define(eq=False, repr=False)
class _Cases:
    """The completions of one world that could tell apart what the tables cannot."""

    world: World
    clause: Clause
    left: int = MOST_CASES
    uses: dict[Subject, set[Use]] = attrs.field(factory=dict)
    steady: bool = False

    # --- is it settled now ------------------------------------------------------------------------------------

    def verdict(self, quick: Answer) -> Answer:
        """What every completion agrees on, or `quick` when two disagree."""
        timeline = self.world.record.timeline
        subjects = self._entangled(timeline.past)
        if not subjects:
            return quick
        answers: list[Answer] = []
        for found in self._completions(self.world, subjects, timeline.past):
            if found.verdict == "UNDETERMINED":
                return quick if self.left > 0 else attrs.evolve(quick, exact=False)
            answers.append(found)
            if len({(_side(other), other.supposed) for other in answers}) > 1:  # of an act: done or not (S12)
                return quick
        if self.left <= 0:
            return attrs.evolve(quick, exact=False)
        agreed = _agreed(answers)
        # what a case leaves out of the past it leaves out of the future too: whether it can still be is asked anew
        open_ended = attrs.evolve(agreed, verdict=_STILL.get(agreed.verdict, agreed.verdict))
        return self.prospect(open_ended) if open_ended.verdict in _OPEN else agreed

    def unmet(self) -> bool:
        """Whether no completion meets the clause, or leaves it open."""
        within = self.world.record.timeline.past
        subjects = self._entangled(within)
        found = self._completions(self.world, subjects, within) if subjects else ()
        cases = 0
        for cases, one in enumerate(found, 1):  # noqa: B007
            if _side(one) or one.verdict == "UNDETERMINED":
                return False
        return cases > 0 and self.left > 0

    def _completions(self, world: World, subjects: list[Subject], within: int) -> Iterator[Answer]:
        found = answer(world, self.clause)
        self.left -= 1
        if found.verdict != "UNDETERMINED" or not subjects or self.left <= 0:
            yield found
            return
        first, *rest = subjects
        for fixed in self._ways(world, first, within):
            yield from self._completions(world.fixing({first: fixed}), rest, within)
            if self.left <= 0:
                return

    # --- can it still be ---------------------------------------------------------------------------------------

    def prospect(self, quick: Answer) -> Answer:
        """`quick` when some continuation meets the clause, else that it can no longer be (S4)."""
        timeline = self.world.record.timeline
        subjects = self._entangled(timeline.full)
        if not subjects:
            return quick
        # what looks at one moment at a time is met at some moment only if it is with a state that never changes
        self.steady = not _looks_across(self.world, self.clause)
        if self._hopeful(subjects) or self._reachable(self.world, subjects):
            return quick if self.left > 0 else attrs.evolve(quick, exact=False)
        return attrs.evolve(quick, verdict=_LOST[quick.verdict])

    def _hopeful(self, subjects: list[Subject]) -> bool:
        """Try first the continuation in which all that has not happened happens at the next moment."""
        future = self.world.record.timeline.future
        events = [subject for subject in subjects if isinstance(subject, Happening) and subject.once]
        if len(events) < len(subjects):
            return False
        next_moment: dict[Subject, Fixed] = {event: FixedPulse(future & -future) for event in events}
        if not all(self._consistent(event) for event in events):
            return False
        return bool(prospects(self.world.fixing(next_moment), self.clause.name) & future)

    def _consistent(self, event: Happening) -> bool:
        """Whether one set of particulars passes every test that the event is put to."""
        asked: dict[str, set[ParticularValue]] = {}
        for use in self.uses[event]:
            for test in use.tests:
                asked.setdefault(test.particular, set()).add(test.value)
        return all(len(values) == 1 for values in asked.values())

    def _reachable(self, world: World, subjects: list[Subject]) -> bool:
        future = world.record.timeline.future
        self.left -= 1
        if self.left < 0:
            return True
        if not prospects(world, self.clause.name) & future:
            return False
        if not subjects or self.left <= 0:
            return True
        first, *rest = subjects
        ways = self._ways(world, first, world.full)
        return any(self._reachable(world.fixing({first: fixed}), rest) for fixed in ways)

    # --- what is entangled, and how it can turn out --------------------------------------------------------------

    def _entangled(self, within: int) -> list[Subject]:
        """The unknown facts that pull both ways, or whose particulars are put to several tests."""
        self.uses = open_uses(self.world, self.clause, within)
        if self.clause.act is not None:  # what is open once the act is supposed counts too (S12)
            for subject, ways in open_uses(suppose_act(self.world, self.clause), self.clause, within).items():
                self.uses.setdefault(subject, set()).update(ways)
        return [
            subject
            for subject, ways in self.uses.items()
            if subject not in self.world.fixed and self._tells_apart(subject, ways) and self._unknown(subject, within)
        ]

    def _tells_apart(self, subject: Subject, ways: set[Use]) -> bool:
        if len({use.polarity for use in ways}) > 1:
            return True
        if not isinstance(subject, Happening) or len(ways) == 1:
            return False
        return subject.once or bool(self._gaps(subject, ways))

    def _unknown(self, subject: Subject, within: int) -> bool:
        if isinstance(subject, Happening) and subject.verb != "satisfactory":
            ways = self.uses[subject]
            return bool(self.world.record.unknown(subject) & within) or bool(self._gaps(subject, ways))
        return any(_open(course) & within for course in self._courses(subject))

    def _courses(self, subject: Subject) -> tuple[Course, ...]:
        """What is known of something that holds and ceases; of a representation, whether wholly and materially true."""
        record = self.world.record
        if isinstance(subject, Happening):
            return (record.determined(subject),)
        if isinstance(subject, Moment):
            return (Course(*record.timeline.after(subject)),)
        if isinstance(self.world.contract.nouns.get(subject), Matter | Representation):
            return record.truth(subject, material=False), record.truth(subject, material=True)
        return (record.state(subject)[0],)

    def _gaps(self, happening: Happening, ways: set[Use]) -> list[Entry]:
        """The recorded happenings that leave out a particular which is put to a test."""
        asked = {test.particular for use in ways for test in use.tests}
        return [
            entry
            for entry in self.world.record.entries(happening)
            if isinstance(entry.assertion, Occurred) and asked - {name for name, _ in entry.assertion.particulars}
        ]

    def _ways(self, world: World, subject: Subject, within: int) -> Iterator[Fixed]:
        """Every way in which a fact may turn out, likely ones first."""
        if isinstance(subject, Total):
            yield from self._totals(world, subject, within)
            return
        if isinstance(subject, Happening) and subject.verb != "satisfactory":
            ways = self.uses[subject]
            masks = [*_bits(world.record.unknown(subject) & within & world.record.timeline.future)]
            again = self._again(world, subject, within)
            masks += [0, *_bits(world.record.unknown(subject) & within & world.record.timeline.past)]
            for mask in masks:
                for particulars in self._particulars(subject, ways):
                    yield FixedPulse(mask, particulars, again=again)
            return
        unknown = [_open(course) & within for course in self._courses(subject)]
        if isinstance(subject, Happening):
            yield from self._judgements(unknown[0], world.full & ~self._courses(subject)[0].may)
            return
        if isinstance(subject, Moment):
            yield from (FixedCourse(unknown[0], value) for value in (unknown[0], 0))
            return
        noun = world.contract.nouns.get(subject)
        if isinstance(noun, Matter):
            yield FixedCourse(world.full, world.full)
            yield FixedCourse(world.full, 0)
        elif isinstance(noun, Representation):
            yield from self._truths(*unknown, degrees={use.strong for use in self.uses[subject]})
        elif all(use.strong for use in self.uses[subject]):  # of what has ever been, the first moment says it all
            yield from (FixedCourse(unknown[0], first) for first in (0, *_bits(unknown[0])))
        else:
            yield from (FixedCourse(unknown[0], value) for value in self._values_of(unknown[0]))

    def _again(self, world: World, happening: Happening, within: int) -> int:
        """When what only helps, or only hurts, can still happen with other particulars than a recorded one left out."""
        if happening.once or len({use.polarity for use in self.uses[happening]}) > 1:
            return 0
        return world.record.unknown(happening) & within & world.record.timeline.future

    def _totals(self, world: World, total: Total, within: int) -> Iterator[Fixed]:
        """Every way in which a total may grow: a larger size is reached no sooner than a smaller one."""
        sizes = sorted({use.tests for use in self.uses[total]}, key=_strictness)
        for moments in product(*(self._reached(world, total, tests, within) for tests in sizes)):
            if all(not later or (sooner and sooner <= later) for sooner, later in pairwise(moments)):
                yield FixedTotal(dict(zip(sizes, moments, strict=True)))

    def _reached(self, world: World, total: Total, tests: tuple[Test, ...], within: int) -> list[int]:
        """The moments at which a total may reach a size: when it surely has, sooner where it may, or never."""
        pulse = world.record.pulse(total, tests)
        sooner = pulse.may & within & ~latch(pulse.sure, world.full)
        return [*_bits(sooner & world.record.timeline.future), pulse.sure, *_bits(sooner & world.record.timeline.past)]

    def _judgements(self, unknown: int, against: int) -> Iterator[Fixed]:
        """A favourable one may have been made unrecorded, and stands until one against it is; ahead both can be."""
        timeline = self.world.record.timeline
        stretches = []
        past = unknown & timeline.past
        while past:
            rest = latch(against & latch(past, timeline.past), timeline.past)
            stretches.append([latch(made, past & ~rest) for made in (0, *_bits(past & ~rest))])
            past &= rest
        for later in self._values_of(unknown & timeline.future):
            for made in product(*stretches):
                yield FixedCourse(unknown, later | sum(made))

    def _truths(self, full: int, material: int, *, degrees: set[bool]) -> Iterator[Fixed]:
        """Wholly true, or only materially, where both are asked; else not at all."""
        for value in self._values_of(full | material):
            for partly in self._values_of((full | material) & ~value) if len(degrees) > 1 else (0,):
                yield FixedTruth(FixedCourse(full, full & value), FixedCourse(material, material & (value | partly)))

    def _values_of(self, unknown: int) -> Iterator[int]:
        """Every way in which something may be at some moments; those that never change first, or alone."""
        yield unknown
        if not unknown:
            return
        yield 0
        if self.steady:
            return
        bits = list(_bits(unknown))
        for values in product((0, 1), repeat=len(bits)):
            if 0 < sum(values) < len(bits):
                yield sum(bit for bit, chosen in zip(bits, values, strict=True) if chosen)

    def _particulars(self, happening: Happening, ways: set[Use]) -> Iterator[dict[str, ParticularValue]]:
        tests: dict[str, list[Test]] = {}
        for use in ways:
            for test in use.tests:
                tests.setdefault(test.particular, []).append(test)
        nouns = self.world.contract.nouns
        choices = [values_of(nouns, happening, name, asked, strangers=True) for name, asked in tests.items()]
        for values in product(*choices):
            yield dict(zip(tests, values, strict=True))


_ACROSS = (
    m.OnDate, m.OnEachDate, m.Throughout, m.HeldWhile, m.StateOccurred, m.Lasting, m.Spells, m.Elapsed, m.InTime,
)  # fmt: skip


def _looks_across(world: World, clause: Clause) -> bool:
    """Whether a clause, or one it leans on, compares moments: looks back, or leans on what holds for good."""
    for name in (clause.name, *world.contract.structure.reaches[clause.name]):
        here = world.contract.clauses[name]
        if name != clause.name and here.kind in ("effect", "permission", "state"):
            return True
        for version in here.versions:
            for condition, _ in m.walk(version.condition) if version.condition is not None else ():
                if isinstance(condition, _ACROSS) or _looks_back(condition):
                    return True
    return clause.kind == "permission"


def _looks_back(condition: m.Condition) -> bool:
    """Whether a deadline keeps what may have ceased since; what has happened has happened anyway."""
    return isinstance(condition, m.ByDate) and not isinstance(condition.part, m.Happened | m.Composite)


def _open(course: Course) -> int:
    return course.may & ~course.sure


def _strictness(tests: tuple[Test, ...]) -> tuple[Fraction, bool]:
    """Sizes in the order in which a total reaches them: more than so much comes no sooner than at least so much."""
    size = size_of(tests[0].value)
    assert size is not None
    return Fraction(size[1]), tests[0].relation == "more than"


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield mask & -mask
        mask &= mask - 1


def _side(found: Answer) -> bool:
    return found.verdict in POSITIVE


def _agreed(answers: list[Answer]) -> Answer:
    """What all completions say: of several dates the latest, of several prospects the best."""
    if _side(answers[0]):
        # what follows its condition is judged at one moment in every completion: there the date alone tells them apart
        dated = [(found.at, found.since.last_minute, found) for found in answers if found.since is not None]
        latest = max(dated, key=lambda one: one[:2])[2] if dated else answers[0]
        differ = any(found.since != latest.since or found.at_latest for found in answers)
        return attrs.evolve(latest, at_latest=differ)
    return next((found for found in answers if found.verdict in _OPEN), answers[0])
