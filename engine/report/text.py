"""The answer as a person reads it: verdict, rows that decide, what is missing, which readings it rests on."""

from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from assent.engine.evaluation.findings import ByReading, Evaluation, Finding, Verdict
from assent.engine.model.conditions import Refers, Waivable, walk
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RECORD_KINDS, RecordKind
from assent.engine.report.choices import choice_words, combined
from assent.engine.report.layout import GAP, NARROWEST, Column, cells, paragraph, spread, visible, widest
from assent.engine.report.lines import MOST_FACTS, Grid, grid_of, row_lines
from assent.engine.report.missing import Act, outstanding, unknown
from assent.engine.report.places import Places, places_of
from assent.engine.report.rows import Row, decisive_rows, full_rows
from assent.engine.report.style import Style, plain, verdict_role
from assent.grammar.frozen import Frozen
from assent.grammar.values import Moment

Explain = Literal["decisive", "full", "none"]
Complete = Mapping[RecordKind, Moment] | Mapping[str, Moment]

PROSPECTS: frozenset[Verdict] = frozenset(
    {"NOT YET", "NOT PERMITTED YET", "CAN NO LONGER BE", "NO LONGER PERMITTED", "NOT COVERED"}
)
GLOSSES: dict[Verdict, str] = {"PERMITTED": "done now, it would be covered"}
NO_READING = "no other choice of a single reading changes this verdict"
LONGEST_VERDICT = 40
ALL_FACTS = 1_000_000
MOST_COMBINATIONS = 4


def render_evaluation(
    contract: Contract,
    evaluation: Evaluation,
    *,
    explain: Explain = "decisive",
    width: int = 80,
    style: Style = plain,
    complete: Complete | None = None,
) -> str:
    """The whole answer: a header, then each finding with its reasons (rule S11).

    `explain` shows the rows that decide, every row, or the verdicts alone. `complete` says how far the record
    is complete, by kind (rule S2). Lines are at most `width` wide, and that is 60 at least.
    """
    width = max(width, NARROWEST)
    blocks = [header(contract, evaluation, complete or {}, width, style)]
    if explain == "none" or len(evaluation.findings) > 1:
        blocks.append(verdict_lines(evaluation.findings, width, style))
    if explain != "none":
        places = places_of(evaluation)
        for finding in evaluation.findings:
            rows = full_rows(finding) if explain == "full" else decisive_rows(finding)
            table = Table(grid_of(rows, places, width), places, width, style, full=explain == "full")
            blocks.append(_finding(contract, evaluation, finding, rows, table))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def header(
    contract: Contract,
    evaluation: Evaluation,
    complete: Complete,
    width: int,
    style: Style,
) -> list[str]:
    """What was asked: the contract, the moment, how far the record goes, and the readings chosen by hand."""
    lines = paragraph(contract.title or contract.name, width, style, "title", 0)
    lines += paragraph(f"as of {evaluation.as_of}; {record_words(complete)}", width, style, "aside", 0)
    chosen = [
        f"{question.name} {evaluation.readings[name]} (default {question.default})"
        for name, question in contract.questions.items()
        if evaluation.readings.get(name, question.default) != question.default
    ]
    if chosen:
        lines += paragraph("readings chosen: " + ", ".join(chosen), width, style, "aside", 0)
    return lines


def record_words(complete: Complete) -> str:
    """How far the record is complete, in words; kinds that end on the same day together (rule S2)."""
    by_moment: dict[str, list[str]] = {}
    for kind in RECORD_KINDS:
        by_moment.setdefault(str(complete[kind]) if kind in complete else "", []).append(kind)
    open_ended = by_moment.pop("", [])
    if not by_moment:
        return "no record is declared complete"
    if not open_ended and len(by_moment) == 1:
        return f"record complete through {next(iter(by_moment))}"
    parts = [f"of {_and(kinds)} through {moment}" for moment, kinds in by_moment.items()]
    words = "record complete " + ", ".join(parts)
    return words + (f"; not declared complete: {_and(open_ended)}" if open_ended else "")


def verdict_words(verdict: Verdict, since: Moment | None, at_latest: bool = False) -> str:
    """`EFFECTIVE since 1996-02-28`, `... at the latest` when an unknown fact could make it earlier."""
    words = f"{verdict} since {since}" if since is not None else verdict
    return words + (" at the latest" if since is not None and at_latest else "")


def verdict_lines(findings: Sequence[Finding], width: int, style: Style) -> list[str]:
    """One line for each finding, the verdicts in a column."""
    names = widest((finding.name for finding in findings), most=width - LONGEST_VERDICT)
    return [line for finding in findings for line in verdict_line(finding, width, style, names)]


def verdict_line(finding: Finding, width: int, style: Style, names: int = 0) -> list[str]:
    """`Amendment  EFFECTIVE since 1996-02-28`; two lines for a name that leaves no room."""
    words = verdict_words(finding.verdict, finding.since, finding.at_latest)
    name, verdict = visible(finding.name), style(verdict_role(finding.verdict), words)
    names = max(names, cells(name))
    if names + len(GAP) + len(words) <= width:
        return [style("title", name) + " " * (names - cells(name)) + GAP + verdict]
    return [*paragraph(name, width, style, "title", 0), GAP + verdict]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Table(Frozen):
    """How the rows of a finding are laid out: columns, short file names, width, style, how much is shown."""

    grid: Grid
    places: Places
    width: int
    style: Style
    full: bool

    def row(self, row: Row) -> list[str]:
        """The lines of one row."""
        most = ALL_FACTS if self.full else MOST_FACTS
        return row_lines(row, self.grid, self.places, self.style, most=most, missing=self.full)


def _finding(
    contract: Contract, evaluation: Evaluation, finding: Finding, rows: Sequence[Row], table: Table
) -> list[str]:
    """A finding: its verdict, its rows, what is missing, its readings, and what stands outside the answer."""
    width, style = table.width, table.style
    lines = verdict_line(finding, width, style)
    for agreement in dict.fromkeys(reason.agreement for reason in finding.reasons if reason.agreement):
        lines += paragraph(f"sections of {agreement}", width, style, "aside")
    if finding.verdict in GLOSSES:
        lines += paragraph(GLOSSES[finding.verdict], width, style, "aside")
    if finding.note:
        lines += paragraph(finding.note, width, style, "aside")
    if rows:
        lines += ["", *(line for row in rows for line in table.row(row))]
    lines += _still_missing(outstanding(finding), width, style)
    lines += _not_known(finding, width, style)
    lines += reading_lines(evaluation.by_reading.get(finding.name, ()), width, style)
    lines += _closing(contract, finding, width, style)
    return lines


def _still_missing(acts: Sequence[Act], width: int, style: Style) -> list[str]:
    if not acts:
        return []
    lines = ["", "  " + style("label", "still missing")]
    section = widest((act.section for act in acts), least=4, most=14)
    last = ""
    for act in acts:
        shown = act.section if act.section != last else ""
        lines += _act(act, shown, section, width, style, 0)
        last = act.section
    return lines


def _act(act: Act, shown: str, section: int, width: int, style: Style, indent: int) -> list[str]:
    words = width - 4 - section - len(GAP)
    text = act.text if not act.inner else f"{act.text}:"
    lines = spread([Column(shown, section, "section"), Column(text, words, "words", indent)], style, 4)
    for inner in act.inner:
        lines += _act(inner, "", section, width, style, indent + 2)
    return lines


def _not_known(finding: Finding, width: int, style: Style) -> list[str]:
    if not finding.missing:
        return []
    lines = ["", "  " + style("label", "not known")]
    for why, facts in unknown(finding):
        for fact in facts:
            lines += paragraph(fact.sentence, width, style, "words", 4, 2)
        if why:
            lines += paragraph(why, width, style, "aside", 6)
    return lines


def reading_lines(groups: Sequence[ByReading], width: int, style: Style) -> list[str]:
    """The verdicts under all readings, each with the combinations that give it."""
    if not groups:
        return []
    if len(groups) == 1:
        words = verdict_words(groups[0].verdict, groups[0].since)
        return ["", *paragraph(f"under every reading: {words}", width, style, "aside")]
    lines = ["", "  " + style("label", "under the readings")]
    for group in groups:
        words = verdict_words(group.verdict, group.since)
        lines.append("    " + style(verdict_role(group.verdict), words))
        choices = combined(group.readings)
        shown = choices[:MOST_COMBINATIONS]
        for choice in shown:
            lines += paragraph(choice_words(choice), width, style, "aside", 6, 2)
        if len(choices) > len(shown):
            lines.append(f"      and {len(choices) - len(shown)} more combinations")
    return lines


def _closing(contract: Contract, finding: Finding, width: int, style: Style) -> list[str]:
    lines: list[str] = []
    if finding.readings:
        lines += paragraph(_readings(finding), width, style, "aside", hang=2)
    if finding.verdict in PROSPECTS:
        who = _and(waivers(contract, finding.name))
        waiver = f"A waiver by {who}" if who else "A waiver"
        text = f"{waiver} or a further amendment can always change this; neither is counted."
        lines += paragraph(text, width, style, "aside")
    return ["", *lines] if lines else []


def _readings(finding: Finding) -> list[str]:
    """Which readings the verdict rests on, or if nobody worked that out, those it was given under (S10)."""
    resting = finding.readings if finding.rests_on is None else finding.rests_on
    names = [f"{question} {finding.readings[question]}" for question in resting if question in finding.readings]
    if not names:
        return [NO_READING]
    lead = "under the readings" if finding.rests_on is None else "rests on the readings"
    return [lead, *(f"{name}," for name in names[:-1]), names[-1]]


def waivers(contract: Contract, name: str) -> list[str]:
    """The parties that may waive a condition of a clause, or of one that it refers to."""
    found: dict[str, None] = {}
    if name not in contract.structure.waivable:
        return []
    asked, waiting = {name}, [name]
    while waiting:
        clause = contract.clauses.get(waiting.pop())
        for version in clause.versions if clause else ():
            for condition, _ in walk(version.condition) if version.condition else ():
                if isinstance(condition, Waivable):
                    found.update(dict.fromkeys(giver for _, giver, _ in condition.given()))
                elif isinstance(condition, Refers) and condition.clause not in asked:
                    asked.add(condition.clause)
                    waiting.append(condition.clause)
    return list(found)


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
