"""Where everything stood as of one moment: the verdicts, and the status of each condition that bears a label.

The statuses are those of the reasons that an evaluation gives (rule S11); only, no reasons are made for them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from assent.engine.evaluation.courses import first_of, upto
from assent.engine.evaluation.findings import CitedFact, Status
from assent.engine.evaluation.governing import governing_at
from assent.engine.evaluation.record import Record
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer, suppose_act
from assent.engine.evaluation.view import View
from assent.engine.evaluation.world import World
from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Version
from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.values import Moment

Key = tuple[str, str, int]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Item(Frozen):
    """A condition whose standing is followed: one with a label, or all of a text in which none has one.

    `clause` is the answer that it belongs to. `condition` is None for a text that is not in the record (S9).
    """

    clause: str
    version: Version
    condition: m.Condition | None

    @property
    def key(self) -> Key:
        """What tells it from the others: its clause, its text, its number."""
        index = self.condition.number if self.condition is not None else -1
        return self.clause, self.version.supplied_by, index

    @property
    def section(self) -> str:
        """Its label, or the section in which it stands."""
        return self.condition.place.section if self.condition is not None else self.version.section

    @property
    def agreement(self) -> str:
        """The agreement to which its section belongs, when it is another one."""
        return self.version.agreement

    @property
    def span(self) -> Span:
        """Where it is written."""
        return self.condition.place.span if self.condition is not None else self.version.span


def items_of(clause: Clause) -> tuple[Item, ...]:
    """The conditions of a clause that are followed, text by text."""
    return tuple(item for version in clause.versions for item in _items(clause, version))


def _items(clause: Clause, version: Version) -> Iterator[Item]:
    if version.condition is None:
        yield Item(clause.name, version, None)
        return
    labelled = [node for node, _ in m.walk(version.condition) if node.place.labelled]
    for node in labelled or [version.condition]:
        yield Item(clause.name, version, node)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Standing(Frozen):
    """What one would have been told of one clause.

    `statuses` are those of its conditions; one that plays no part, as when another text governs, is not there.
    """

    answer: Answer
    view: View
    statuses: Mapping[Key, Status]


@attrs.define(eq=False, repr=False)
class Standings:
    """What one would have been told as of one moment, clause by clause."""

    moment: Moment
    world: World
    told: dict[str, Standing] = attrs.field(factory=dict)

    def of(self, name: str) -> Standing:
        """Where one clause stood."""
        if name not in self.told:
            clause = self.world.contract.clauses[name]
            answer = settle(self.world, name)
            view = View(suppose_act(self.world, clause) if answer.supposed else self.world, self.world, answer.at)
            self.told[name] = Standing(answer, view, dict(_statuses(view, clause)))
        return self.told[name]

    def cited(self, standing: Standing, conditions: Iterable[m.Condition]) -> dict[tuple[Span, str], CitedFact]:
        """The facts on which some conditions without parts rest."""
        bit = 1 << standing.view.at
        facts = (fact for leaf in conditions for fact in standing.view.citation(leaf, bit).facts)
        return {(fact.span, fact.sentence): fact for fact in facts}


def standings(contract: Contract, record: Record, moment: Moment, readings: Mapping[str, str]) -> Standings:
    """Where everything stood as of a moment, from the record as it was then."""
    return Standings(moment, World(contract, record, readings))


def governing(view: View, clause: Clause) -> tuple[Version, ...]:
    """The text that governs at the moment of a view; each that may, where that is not settled (S9)."""
    return tuple(governing_at(view.world, clause, 1 << view.at))


def _statuses(view: View, clause: Clause) -> Iterator[tuple[Key, Status]]:
    for version in governing(view, clause):
        if version.condition is None:
            yield Item(clause.name, version, None).key, "UNDETERMINED"
            continue
        labelled = False
        for node, status in _inside(view, version.condition, 1 << view.at):
            if node.place.labelled:
                yield Item(clause.name, version, node).key, status
                labelled = True
        if not labelled:
            root = version.condition
            yield Item(clause.name, version, root).key, _status(view, root, 1 << view.at)


def _status(view: View, condition: m.Condition, bit: int) -> Status:
    if isinstance(condition, m.UnderReading):
        if view.world.readings.get(condition.question) != condition.alternative:
            return "NOT APPLICABLE"
        return _status(view, condition.part, bit)
    return view.status(condition, view.value(condition, bit), bit)


def _inside(view: View, condition: m.Condition, bit: int) -> Iterator[tuple[m.Condition, Status]]:
    """The conditions that bear labels, each at the moment at which it is tested (S6)."""
    if condition.place.labelled:
        yield condition, _status(view, condition, bit)
    timeline = view.world.record.timeline
    match condition:
        case m.UnderReading(question=question, alternative=alternative):
            if view.world.readings.get(question) != alternative:
                return
        case m.HeldWhile(occurrence=occurrence):
            bit = first_of(view.world.pulse(occurrence).sure & upto(bit)) or bit
        case m.OnDate(date=date):
            bit = timeline.sure(date) or bit
        case m.OnEachDate(occurrence=occurrence):  # the last of them speaks for all
            pulses = view.world.pulse(occurrence).sure & upto(bit)
            if not pulses:
                return
            bit = 1 << (pulses.bit_length() - 1)
        case m.Throughout(part=part, since=since):
            course, asked = view.world.course(part), upto(bit) & ~timeline.before(since)
            bit = first_of(asked & ~course.may) or first_of(asked & ~course.sure) or bit
        case _:
            pass
    for part in m.parts_of(condition):
        yield from _inside(view, part, bit)


def leaves(
    world: World, conditions: Iterable[m.Condition], wanted: Callable[[m.Condition], bool], closed: set[str]
) -> Iterator[m.Condition]:
    """The wanted ones of the conditions without parts, inside some conditions and inside the clauses they refer to.

    What does not count under the readings chosen is left out, and so are the insides of clauses that are `closed`:
    each is closed once it has been opened.
    """
    for condition in conditions:
        if isinstance(condition, m.UnderReading) and world.readings.get(condition.question) != condition.alternative:
            continue
        parts = m.parts_of(condition)
        if parts and not isinstance(condition, m.Composite):
            yield from leaves(world, parts, wanted, closed)
            continue
        if not wanted(condition):
            continue
        yield condition
        clause = world.contract.clauses.get(m.clause_of(condition))
        if clause is not None and clause.name not in closed:
            closed.add(clause.name)
            texts = [version.condition for version in clause.versions if version.condition is not None]
            yield from leaves(world, texts, wanted, closed)
