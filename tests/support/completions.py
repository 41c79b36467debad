"""Completions drawn at random: one way in which everything that a record leaves open turns out, past and future.

The engine can look at a single completion (`World.fixing`), and the formulas of `engine/analysis/exact` at all of
them at once. `OpenRecord` is the frame of a record in which each thing that is open is a variable of its own, so
that the two can be laid side by side.
"""

from collections.abc import Hashable, Mapping
from typing import Any, cast

import attrs
from hypothesis import strategies as st

from assent.engine.analysis.exact.courses import Course, bits
from assent.engine.analysis.exact.polarity import Atom, uses_of
from assent.engine.analysis.exact.record_frame import RecordFrame
from assent.engine.evaluation.courses import Course as Known
from assent.engine.evaluation.courses import latch
from assent.engine.evaluation.fixed import Fixed, FixedCourse, FixedPulse, FixedTotal, FixedTruth
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract, Subject
from assent.engine.model.happenings import Happening, ParticularValue, Test, Total, size_of
from assent.engine.model.nouns import Matter
from assent.grammar.values import Moment

Key = tuple[str, Any, Any, int]


@attrs.define(eq=False, slots=False)
class OpenRecord(RecordFrame):
    """A record whose every opening is a variable: `(kind, subject, what is asked of it, moment)`.

    They are made moment by moment: what has to be so at one moment stands together, and formulas stay small.
    """

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        atoms = uses_of(self.contract, tuple(self.contract.clauses), {})
        for index in range(self.algebra.count):
            for atom in atoms:
                asked = atom.tests if atom.kind == "happened" else atom.date or atom.strong
                if atom.kind != "text":
                    self.formulas.variable((atom.kind, atom.subject, asked, index))

    def happening(self, atom: Atom, sure: int, may: int) -> Course:
        return self._open("happened", atom, atom.tests, sure, may)

    def changing(self, atom: Atom, known) -> Course:
        return self._open(atom.kind, atom, atom.date or atom.strong, known.sure, known.may)

    def _open(self, kind: str, atom: Atom, asked: object, sure: int, may: int) -> Course:
        moments = bits(may & ~sure)
        keys = ((index, (kind, atom.subject, asked, index)) for index in moments)
        return self.algebra.course([(index, self.formulas.variable(key)) for index, key in keys], sure)


@attrs.frozen
class Completion:
    """What is fixed of each thing that a contract speaks of; a bit of `rest` says how any other is at a moment."""

    fixed: Mapping[Subject, Fixed]
    rest: int

    def values(self, world: World, frame: OpenRecord) -> dict[Hashable, bool]:
        """The value of each variable of a frame in this completion."""
        return {key: self._value(world, cast(Key, key)) for key in frame.formulas.keys}

    def _value(self, world: World, key: Key) -> bool:
        if key[0] == "passed":  # an hour of the as-of day, once for all
            fixed = self.fixed[cast(Moment, key[1])]
            assert isinstance(fixed, FixedCourse)
            return bool(fixed.value)
        kind, subject, asked, index = key
        if subject not in self.fixed and kind != "form":
            return bool(self.rest >> index & 1)
        match kind:
            case "happened":
                pulse = self._happened(subject).pulse(world.record, m.Happened(0, m.Place(), subject, asked))
                return bool(pulse.sure >> index & 1)
            case "determined":
                first = next(bits(self._pulse(subject).mask), index + 1)
                return index >= first
            case "form":
                fixed = self._pulse(Happening("amended", "", subject))
                return not any(moment <= index for moment in bits(fixed.mask & ~world.record.timeline.upto(asked)))
            case "state":
                return bool(self._over(world.record.state(subject)[0], subject) >> index & 1)
            case "truth":
                return bool(self._over(world.record.truth(subject, asked), subject, material=asked) >> index & 1)
        raise AssertionError(key)

    def _pulse(self, subject: Subject) -> FixedPulse:
        fixed = self.fixed[subject]
        assert isinstance(fixed, FixedPulse)
        return fixed

    def _happened(self, subject: Subject) -> FixedPulse | FixedTotal:
        fixed = self.fixed[subject]
        return fixed if isinstance(fixed, FixedTotal) else self._pulse(subject)

    def _over(self, course: Known, subject: str, *, material: bool = False) -> int:
        fixed = self.fixed[subject]
        assert not isinstance(fixed, FixedPulse | FixedTotal)
        return (fixed.over(course, material=material) if isinstance(fixed, FixedTruth) else fixed.over(course)).may


def completions(world: World) -> st.SearchStrategy[Completion]:
    """One way in which everything that a world leaves open turns out."""
    asked = asked_of(world.contract)
    ways = {
        subject: _ways(world, subject, tests)
        for subject, tests in asked.items()
        if not _recorded(world.record, subject)
    }
    return st.builds(Completion, st.fixed_dictionaries(ways), st.sampled_from([0, world.full]))


def _recorded(record: Record, subject: Subject) -> bool:
    """Whether a determination is in the record: fixing one in a world leaves out those that are recorded."""
    if not isinstance(subject, Happening) or subject.verb != "satisfactory":
        return False
    return subject in record.happenings or subject.object in record.changes


def asked_of(contract: Contract) -> dict[Subject, list[Test]]:
    """Everything that the conditions of a contract ask of the facts, with the tests that they put to it."""
    found: dict[Subject, list[Test]] = {}
    for clause in contract.clauses.values():
        roots = [version.condition for version in clause.versions if version.condition is not None]
        for root in [*roots, *([clause.act] if clause.act is not None else [])]:
            for condition, _ in m.walk(root):
                match condition:
                    case m.Happened(happening=happening, tests=tests):
                        found.setdefault(happening, []).extend(tests)
                    case m.Determined(happening=happening):
                        found.setdefault(happening, [])
                    case m.After(moment=moment) if moment.minute is not None:
                        found.setdefault(moment, [])
                    case m.InForm(document=document):
                        found.setdefault(Happening("amended", "", document), [])
                    case m.StateHolds(state=subject) | m.StateOccurred(state=subject) | m.Stated(subject=subject):
                        found.setdefault(subject, [])
    return found


def _ways(world: World, subject: Subject, tests: list[Test]) -> st.SearchStrategy[Fixed]:
    if isinstance(subject, Total):
        return _totals(world, subject, tests)
    if isinstance(subject, Happening):
        return _pulses(world.record, subject, tests)
    full = world.full
    if isinstance(subject, Moment):
        sure, may = world.record.timeline.after(subject)
        return st.sampled_from([FixedCourse(may & ~sure, value) for value in (0, may & ~sure)])
    if isinstance(world.contract.nouns.get(subject), Matter):
        return st.sampled_from([FixedCourse(_open(world, subject), value) for value in (0, _open(world, subject))])
    return st.integers(0, full).map(lambda mask: FixedCourse(_open(world, subject), mask & _open(world, subject)))


@st.composite
def _totals(draw: st.DrawFn, world: World, total: Total, tests: list[Test]) -> FixedTotal:
    """When a total reaches each size that is asked about: a larger one no sooner than a smaller one."""
    moments: dict[tuple[Test, ...], int] = {}
    least: int | None = 1
    for test in sorted(dict.fromkeys(tests), key=lambda test: (size_of(test.value), test.relation)):
        pulse = world.record.pulse(total, (test,))
        open_at = [1 << index for index in bits(pulse.may & ~latch(pulse.sure, world.full))]
        sooner = [moment for moment in open_at if least is not None and moment >= least]
        moments[(test,)] = draw(st.sampled_from([*sooner, pulse.sure]))
        least = moments[(test,)] or None
    return FixedTotal(moments)


def _open(world: World, subject: str) -> int:
    """The moments at which a state or truth is open, whichever way it is asked."""
    state = world.record.state(subject)[0]
    full, material = world.record.truth(subject, False), world.record.truth(subject, True)
    truth = (full.may & ~full.sure) & (material.may & ~material.sure)
    known = subject in world.record.truths
    return truth if known else state.may & ~state.sure


def _pulses(record: Record, happening: Happening, tests: list[Test]) -> st.SearchStrategy[Fixed]:
    moments = list(bits(record.unknown(happening)))
    masks = st.just(0)
    if moments:
        single = st.sampled_from(moments).map(lambda index: 1 << index)
        masks = st.one_of(masks, single)
        if not happening.once:
            masks = st.one_of(masks, st.sets(st.sampled_from(moments)).map(lambda some: sum(1 << one for one in some)))
    values = st.fixed_dictionaries({name: _values(tests, name) for name in dict.fromkeys(t.particular for t in tests)})
    return st.builds(FixedPulse, masks, values)


def _values(tests: list[Test], name: str) -> st.SearchStrategy[ParticularValue]:
    return st.sampled_from([test.value for test in tests if test.particular == name])
