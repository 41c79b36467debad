"""One fact tried on every day of a range: where each verdict changes (rules S1, S2).

Only days near something are evaluated: a fact, a date of the contract, an end of the record, the as-of moment, an end
of the range. On all days between, farther than `NEAR` from any of these, the row of moments is the same but for the day
itself, and so is the answer; of each such stretch the first and the last day are evaluated.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence

import attrs

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import POSITIVE, Finding, Verdict
from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment

NEAR = 6  # three days in between count on either side of a moment (S1), a zone can shift it by one, and one to spare


@attrs.frozen
class Told:
    """What is said of a clause while the fact has some date; no verdict when it would contradict another fact.

    `after` says how many days after the date of the fact `since` is.
    """

    verdict: Verdict | None
    since: Moment | None = None
    at_latest: bool = False
    after: int | None = None


@attrs.frozen
class Run:
    """Dates in a row on which the same is said. Of `since` and `after`, the one that is the same on all of them."""

    first: Moment
    last: Moment
    told: Told


@attrs.frozen
class Swept:
    """A clause with its runs, and what is said of it on the facts as they are recorded."""

    before: Finding
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """The clause."""
        return self.before.name

    @property
    def changes(self) -> bool:
        """Whether the date of the fact makes any difference to the answer."""
        told = {(run.told.verdict, run.told.since, run.told.at_latest) for run in self.runs}
        return told != {(self.before.verdict, self.before.since, self.before.at_latest)}


@attrs.frozen
class Sweep:
    """A fact tried on every date of a range; `moved` are the recorded facts whose place it takes.

    `as_of` is the moment that is asked about, or the date of the fact where that is later; `fixed` when it is asked
    about whatever the date. `evaluations` counts the dates that were evaluated.
    """

    sentence: str
    first: Moment
    last: Moment
    as_of: Moment
    fixed: bool
    moved: tuple[Entry, ...]
    clauses: tuple[Swept, ...]
    evaluations: int


@attrs.frozen
class Question:
    """What is asked at each date: on which facts besides the varied one, as of when, under which readings."""

    contract: Contract
    facts: Facts
    as_of: Moment
    fixed: bool
    readings: dict[str, str]
    asked: tuple[str, ...]

    def told(self, entries: Sequence[Entry], moment: Moment) -> tuple[Told, ...]:
        """What is said of each clause when the fact has a date."""
        dated = tuple(attrs.evolve(entry, moment=moment) for entry in entries)
        facts = attrs.evolve(self.facts, entries=(*self.facts.entries, *dated))
        if next(iter(contradictions(facts)), None) is not None:
            return tuple(Told(None) for _ in self.asked)
        as_of = self.as_of if self.fixed else max(self.as_of, moment, key=lambda one: one.last_minute)
        findings = evaluate(self.contract, facts, as_of, self.readings, self.asked).findings
        return tuple(_told(finding, moment) for finding in findings)

    def dates(self) -> set[datetime.date]:
        """The days on which something else is dated."""
        moments = [entry.moment for entry in self.facts.entries]
        return {moment.day for moment in (*moments, *self.facts.complete.values(), *self.contract.moments, self.as_of)}


def _told(finding: Finding, moment: Moment) -> Told:
    after = (finding.since.day - moment.day).days if finding.since is not None else None
    return Told(finding.verdict, finding.since, finding.at_latest, after)


def sweep(question: Question, entries: Sequence[Entry], first: Moment, last: Moment) -> tuple[list[list[Run]], int]:
    """For each clause asked its runs over the range, and how many dates were evaluated.

    The ends of the range may have times of day; between them stand whole days.
    """
    found: dict[Moment, tuple[Told, ...]] = {}

    def told(moment: Moment) -> tuple[Told, ...]:
        if moment not in found:
            found[moment] = question.told(entries, moment)
        return found[moment]

    steps = list(_stretches(question, first, last))
    runs: list[list[Run]] = []
    for index in range(len(question.asked)):
        here: list[Run] = []
        for start, end in steps:
            for run in _even(start, end, lambda moment, index=index: told(moment)[index]):  # type: ignore[misc]
                _append(here, run)
        runs.append([_plain(run) for run in here])
    return runs, len(found)


def _stretches(question: Question, first: Moment, last: Moment) -> Iterable[tuple[Moment, Moment]]:
    """The range in pieces: single dates near something, and stretches that are near nothing."""
    near = {date.toordinal() + step for date in question.dates() for step in range(-NEAR, NEAR + 1)}
    start, end = first.day.toordinal(), last.day.toordinal()
    near |= {day for edge in (start, end) for day in (edge,)}
    day = start
    while day <= end:
        stop = day
        if day not in near:
            later = [other for other in near if other > day]
            stop = min([*later, end]) - 1
        yield _date(day, first, last), _date(stop, first, last)
        day = stop + 1
    if first.day == last.day and first != last:
        yield last, last


def _date(day: int, first: Moment, last: Moment) -> Moment:
    for edge in (first, last):
        if edge.day.toordinal() == day:
            return edge
    return Moment(datetime.date.fromordinal(day))


def _even(start: Moment, end: Moment, told: Callable[[Moment], Told]) -> Iterable[Run]:
    """A stretch as one run; day by day should its ends not agree."""
    run = Run(start, start, told(start))
    if start == end:
        yield run
        return
    both = _common(run.told, told(end))
    if both is not None:
        yield Run(start, end, both)
        return
    for day in range(start.day.toordinal(), end.day.toordinal() + 1):
        moment = Moment(datetime.date.fromordinal(day))
        yield Run(moment, moment, told(moment))


def _append(runs: list[Run], run: Run) -> None:
    """Put a run behind others, joined to the last of them where the same is said."""
    both = _common(runs[-1].told, run.told) if runs else None
    if both is None:
        runs.append(run)
    else:
        runs[-1] = Run(runs[-1].first, run.last, both)


def _common(one: Told, other: Told) -> Told | None:
    """What two dates have in common: a date since when, or the number of days after the fact."""
    if (one.verdict, one.at_latest) != (other.verdict, other.at_latest):
        return None
    since = one.since if one.since == other.since else None
    after = one.after if one.after == other.after else None
    if since is None and after is None and not (_undated(one) and _undated(other)):
        return None
    return Told(one.verdict, since, one.at_latest, after)


def _undated(told: Told) -> bool:
    return told.since is None and told.after is None


def _plain(run: Run) -> Run:
    """A run that says since when in one way: by a date where there is one."""
    told = run.told
    return attrs.evolve(run, told=attrs.evolve(told, after=None)) if told.since is not None else run


def worst(sweep: Sweep, names: Iterable[str]) -> Verdict | None:
    """The worst that is said of some clauses at any date: undetermined before no before yes."""
    told = [run.told.verdict for clause in sweep.clauses if clause.name in set(names) for run in clause.runs]
    said = [verdict for verdict in told if verdict is not None]
    if "UNDETERMINED" in said:
        return "UNDETERMINED"
    return next((verdict for verdict in said if verdict not in POSITIVE), said[0] if said else None)
