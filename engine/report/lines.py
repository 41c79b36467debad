"""One row of an answer as lines: section, status, since, words; below it the note and the facts."""

from collections.abc import Sequence

import attrs

from assent.engine.evaluation.findings import CitedFact, Reason
from assent.engine.report.layout import GAP, Column, cells, spread, widest
from assent.engine.report.places import Places
from assent.engine.report.rows import Row
from assent.engine.report.style import Style, status_role
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment

MARGIN = 2
MOST_FACTS = 3
LEAST_WORDS = 24
LEAST_STATUS = 16


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Grid(Frozen):
    """The columns of a table of rows: `section  status  since  words`; facts stand in the last three."""

    section: int
    status: int
    since: int
    words: int

    @property
    def before_words(self) -> tuple[Column, ...]:
        """The first three columns, empty: what stands below a row's words hangs behind them."""
        return (Column("", self.section), Column("", self.status), Column("", self.since))


def grid_of(rows: Sequence[Row], places: Places, width: int) -> Grid:
    """Columns just wide enough for some rows, leaving the rest of the width to the words."""
    facts = [fact for row in rows for fact in row.facts]
    cites = [places.cite(fact.span) for fact in facts]
    moments = [row.reason.since for row in rows] + [fact.on for fact in facts]
    section = widest((row.section for row in rows), least=4, most=14)
    status = widest([*(row.reason.status for row in rows), *cites], least=LEAST_STATUS, most=22)
    since = widest((str(moment) for moment in moments if moment), most=16)
    words = width - MARGIN - sum(column + len(GAP) for column in (section, status, since) if column)
    if words >= LEAST_WORDS:
        return Grid(section, status, since, words)
    freed = max(0, section - 8) + status - LEAST_STATUS
    return Grid(min(section, 8), LEAST_STATUS, since, words + freed)


def row_lines(
    row: Row, grid: Grid, places: Places, style: Style, *, most: int = MOST_FACTS, missing: bool = False
) -> list[str]:
    """The lines of one row, its note and its facts; `missing` adds what is not known at this condition."""
    reason = row.reason
    indent = max(0, min(2 * row.depth, grid.words - LEAST_WORDS))
    lines = spread(
        [
            Column(row.section, grid.section, "section"),
            Column(reason.status, grid.status, status_role(reason.status)),
            Column(_date(reason.since), grid.since),
            Column(row.words, grid.words, "words", indent),
        ],
        style,
        MARGIN,
    )
    for text in _asides(reason, missing):
        lines += spread([*grid.before_words, Column(text, grid.words, "aside", indent)], style, MARGIN)
    return lines + fact_lines(row.facts, grid, places, style, most=most, indent=indent)


def _asides(reason: Reason, missing: bool) -> list[str]:
    asides = [reason.note] if reason.note else []
    return asides + [f"not known: {fact.sentence} ({fact.why})" for fact in reason.missing if missing]


def fact_lines(
    facts: Sequence[CitedFact], grid: Grid, places: Places, style: Style, *, most: int, indent: int
) -> list[str]:
    """Facts as `file:line  date  sentence`; of many only the latest, and the lines of the rest."""
    shown, rest = (facts, ()) if len(facts) <= most else (facts[1 - most :], facts[: 1 - most])
    lines: list[str] = []
    for fact in shown:
        lines += _fact(fact, grid, places, style, indent)
    if rest:
        text = f"and {len(rest)} more: {places.cite_many(rest)}"
        lines += spread([*grid.before_words, Column(text, grid.words, "cite", indent)], style, MARGIN)
    return lines


def _fact(fact: CitedFact, grid: Grid, places: Places, style: Style, indent: int) -> list[str]:
    cite = places.cite(fact.span)
    words = fact.sentence + (f' "{fact.evidence}"' if fact.evidence else "")
    columns = [
        Column("", grid.section),
        Column(cite, grid.status, "cite"),
        Column(_date(fact.on), grid.since, "aside"),
        Column(words, grid.words, "aside", indent),
    ]
    if cells(cite) <= grid.status:
        return spread(columns, style, MARGIN)
    columns[1] = Column("", grid.status)
    rest = grid.status + len(GAP) + grid.since + len(GAP) + grid.words
    above = spread([Column("", grid.section), Column(cite, rest, "cite")], style, MARGIN)
    return [*above, *spread(columns, style, MARGIN)]


def _date(moment: Moment | None) -> str:
    return str(moment) if moment is not None else ""
