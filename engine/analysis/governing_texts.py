"""Which text of each section governs, since when and by which effect, and what will change that (rule S9).

A section that nothing replaces has one text, of which nothing need be said. Of the others, each clause is asked about
by itself. Whether an effect holds is settled as in any answer; which of several texts governs is read off the order
in which their effects began.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

import attrs

from assent.engine.analysis.history import Told, standings_through, told
from assent.engine.analysis.history_standing import Standings
from assent.engine.evaluation.courses import Course, run_start
from assent.engine.evaluation.evaluate import NO_READINGS
from assent.engine.evaluation.findings import POSITIVE
from assent.engine.evaluation.governing import texts as texts_of
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Clause, Contract, Version
from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.values import Moment

Rank = Literal["GOVERNS", "MAY GOVERN", "REPLACED", "NOT IN EFFECT"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Text(Frozen):
    """One text of a clause, and whether it governs.

    `supplied_by` is the effect that supplies it, empty for the text before all others, and `effect` what is told of it.
    `since` is the moment from which on it has governed, `at_latest` where it may have before; None where it always has,
    or does not. A text that is not `in_record` has no words.
    """

    supplied_by: str
    in_record: bool
    rank: Rank
    since: Moment | None
    at_latest: bool
    effect: Told | None
    span: Span


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Ahead(Frozen):
    """A moment after the one asked about from which on another text governs, as the record stands."""

    moment: Moment
    governing: tuple[str, ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Governed(Frozen):
    """A clause that has several texts, where it stands, the texts in the order of the contract, and what is ahead.

    `agreement` is empty for a section of the contract itself.
    """

    clause: str
    section: str
    agreement: str
    texts: tuple[Text, ...]
    ahead: tuple[Ahead, ...]

    @property
    def governing(self) -> tuple[Text, ...]:
        """The text that governs; each that may, where that is not settled."""
        return tuple(text for text in self.texts if text.rank in ("GOVERNS", "MAY GOVERN"))

    @property
    def known(self) -> bool:
        """Whether it is settled which text governs, and that text is in the record."""
        return all(text.in_record and text.rank == "GOVERNS" for text in self.governing)


def governing_texts(
    contract: Contract, facts: Facts, as_of: Moment, readings: Mapping[str, str] = NO_READINGS
) -> tuple[Governed, ...]:
    """Every clause that has several texts, as of a moment, under a choice of readings."""
    clauses = [clause for clause in contract.clauses.values() if len(clause.versions) > 1]
    if not clauses:
        return ()
    now, *later = standings_through(contract, facts, as_of, readings)
    return tuple(_governed(clause, now, later) for clause in clauses)


def _governed(clause: Clause, now: Standings, later: Sequence[Standings]) -> Governed:
    first = clause.versions[0]
    ahead = [
        Ahead(after.moment, _names(after, clause))
        for before, after in pairwise([now, *later])
        if _names(before, clause) != _names(after, clause)
    ]
    return Governed(clause.name, first.section, first.agreement, _texts(now, clause), tuple(ahead))


def _names(standings: Standings, clause: Clause) -> tuple[str, ...]:
    """The effects whose texts govern, or may; empty for the text before all others."""
    found = _texts(standings, clause)
    return tuple(text.supplied_by for text in found if text.rank in ("GOVERNS", "MAY GOVERN"))


def _texts(standings: Standings, clause: Clause) -> tuple[Text, ...]:
    world = standings.world
    bit = 1 << world.record.timeline.now
    effects = {name: told(standings.of(name).answer) for name in suppliers(clause)}
    held = any(effect.verdict in POSITIVE for effect in effects.values())
    courses = texts_of(world, clause)
    open_ones = [
        version
        for version, course in courses
        if course.may & bit and (_may_hold(effects[version.supplied_by]) if version.supplied_by else not held)
    ]
    return tuple(
        _text(world, version, course, open_ones, effects.get(version.supplied_by)) for version, course in courses
    )


def _may_hold(effect: Told) -> bool:
    return effect.verdict in POSITIVE or effect.verdict == "UNDETERMINED"


def _text(world: World, version: Version, governs: Course, open_ones: Sequence[Version], effect: Told | None) -> Text:
    """A text and its rank; `governs` tells when it does, `open_ones` are all that may at the moment asked about."""
    since: Moment | None = None
    at_latest = False
    if version not in open_ones:
        rank: Rank = "NOT IN EFFECT" if effect is not None and not _may_hold(effect) else "REPLACED"
    elif len(open_ones) == 1:
        rank = "GOVERNS"
        since, at_latest = _since(world, governs, effect)
    else:
        rank = "MAY GOVERN"
    return Text(version.supplied_by, version.condition is not None, rank, since, at_latest, effect, version.span)


def _since(world: World, governs: Course, effect: Told | None) -> tuple[Moment | None, bool]:
    """From when on a text has governed without a break, and whether it may have before; None for always."""
    timeline = world.record.timeline
    bit = 1 << timeline.now
    if not governs.sure & bit:  # what is certain of its effect is all that is
        return (effect.since, effect.at_latest) if effect is not None else (None, False)
    start = run_start(governs.sure, bit)
    return (timeline.moment(start), bool(governs.may & (1 << start >> 1))) if start else (None, False)


def suppliers(clause: Clause) -> tuple[str, ...]:
    """The effects that supply texts of a clause, each once, in the order of the contract."""
    return tuple(dict.fromkeys(version.supplied_by for version in clause.versions if version.supplied_by))
