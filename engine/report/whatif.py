"""A difference as a plan: the changes supposed, changed verdicts and rows only, the outcome in one line."""

from collections.abc import Sequence

from assent.engine.analysis.difference import ChangedRow, ChangedVerdict, Difference
from assent.engine.analysis.sweep import Run, Sweep, Swept, Told
from assent.engine.evaluation.findings import Reason
from assent.engine.model.contract import Contract
from assent.engine.report.layout import GAP, NARROWEST, Column, cells, paragraph, spread, widest
from assent.engine.report.rows import words_of
from assent.engine.report.style import Role, Style, plain, status_role, verdict_role
from assent.engine.report.text import verdict_words

ARROW = " -> "
WIDEST_STATES = 32
_MARKS: dict[str, Role] = {"~": "changed", "+": "added", "-": "removed"}


def render_whatif(contract: Contract, difference: Difference, *, width: int = 80, style: Style = plain) -> str:
    """What the supposed changes change. Rows that stay as they were are counted, not shown."""
    width = max(width, NARROWEST)
    head = paragraph(contract.title or contract.name, width, style, "title", 0)
    head.append(style("aside", _moments(difference)))
    blocks = [head]
    if difference.changes:
        changes = [paragraph(change, width, style, "words", 2, 2) for change in difference.changes]
        blocks.append([line for change in changes for line in change])
    blocks += [_verdict(verdict, width, style) for verdict in difference.verdicts]
    if difference.unchanged:
        blocks.append([style("aside", f"{_count(difference.unchanged, 'answer')} unchanged")])
    blocks.append(paragraph(outcome(difference), width, style, "title", 0, 2))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def render_sweep(
    contract: Contract, sweep: Sweep, changes: Sequence[str] = (), *, width: int = 80, style: Style = plain
) -> str:
    """What each verdict is while one fact has each date of a range: runs of dates on which the same is said.

    Answers that the date does not change stand together at the end.
    """
    width = max(width, NARROWEST)
    head = paragraph(contract.title or contract.name, width, style, "title", 0)
    later = "" if sweep.fixed else ", or of the date of the fact where that is later"
    head += paragraph(f"as of {sweep.as_of}{later}", width, style, "aside", 0)
    told = [paragraph(change, width, style, "words", 2, 2) for change in changes]
    told.append(paragraph(f"vary {sweep.first}..{sweep.last} {sweep.sentence}", width, style, "words", 2, 2))
    for entry in sweep.moved:
        place = f" ({entry.span.source}:{entry.span.line})" if entry.span.source else ""
        told.append(paragraph(f"in the place of {entry.moment} {entry.sentence}{place}", width, style, "aside", 4, 2))
    if not sweep.moved:
        told.append(paragraph("no fact says it yet", width, style, "aside", 4))
    shown = [clause for clause in sweep.clauses if clause.changes]
    blocks = [head, [line for change in told for line in change]]
    blocks += [_swept(clause, width, style) for clause in shown]
    kept = [clause for clause in sweep.clauses if not clause.changes]
    if kept:
        verb = "stays" if len(kept) == 1 else "stay"
        blocks.append([style("aside", f"{_count(len(kept), 'answer')} {verb} as recorded on every date")])
        blocks[-1] += [line for clause in kept for line in paragraph(_unchanged(clause), width, style, "aside", 2, 2)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _unchanged(clause: Swept) -> str:
    return f"{clause.name} {verdict_words(clause.before.verdict, clause.before.since, clause.before.at_latest)}"


def _swept(clause: Swept, width: int, style: Style) -> list[str]:
    before = verdict_words(clause.before.verdict, clause.before.since, clause.before.at_latest)
    lines = paragraph(clause.name, width, style, "title", 0)
    lines += paragraph(f"as it is: {before}", width, style, "aside")
    ranges = [_range(run) for run in clause.runs]
    column = widest(ranges, most=width // 2)
    for run, dates in zip(clause.runs, ranges, strict=True):
        role: Role = verdict_role(run.told.verdict) if run.told.verdict is not None else "idle"
        columns = [Column(dates, column), Column(told_words(run.told), width - 2 - column - len(GAP), role)]
        lines += spread(columns, style, 2)
    return lines


def _range(run: Run) -> str:
    return str(run.first) if run.first == run.last else f"{run.first}..{run.last}"


def told_words(told: Told) -> str:
    """`EFFECTIVE since that day`, `EFFECTIVE since 1996-02-28`; or that the fact would contradict another."""
    if told.verdict is None:
        return "cannot be: another fact contradicts it"
    if told.after is None or told.since is not None:
        return verdict_words(told.verdict, told.since, told.at_latest)
    when = (
        "that day" if told.after == 0 else f"{_count(abs(told.after), 'day')} {'after' if told.after > 0 else 'before'}"
    )
    return f"{told.verdict} since {when}" + (" at the latest" if told.at_latest else "")


def outcome(difference: Difference) -> str:
    """The last line: which verdicts changed, and to what."""
    changed = difference.changed
    if not changed:
        return "Outcome: no verdict changes."
    total = len(difference.verdicts) + difference.unchanged
    verdicts = ", ".join(
        f"{v.name} {verdict_words(v.after.verdict, v.after.since, v.after.at_latest)}" for v in changed
    )
    return f"Outcome: {len(changed)} of {_count(total, 'verdict')} changed: {verdicts}."


def _moments(difference: Difference) -> str:
    before, after = difference.before.as_of, difference.after.as_of
    return f"as of {before}" if before == after else f"as of {before}{ARROW}{after}"


def _verdict(verdict: ChangedVerdict, width: int, style: Style) -> list[str]:
    before, after = verdict.before, verdict.after
    mark = style(_MARKS["~"], "~") if verdict.changed else " "
    lines = _sides(mark, verdict, width, style)
    if after.note and after.note != before.note:
        lines += paragraph(after.note, width, style, "aside", 4)
    shown = _shown(verdict.rows)
    section = widest((row.reason.section for row in shown), least=4, most=14)
    states = widest((_states(row) for row in shown), most=WIDEST_STATES)
    last = ""
    for row in shown:
        label = row.reason.section if row.reason.section != last else ""
        lines += _row(row, label, section, states, width, style)
        last = row.reason.section
    hidden = verdict.unchanged + len(verdict.rows) - len(shown)
    if hidden:
        lines.append("    " + style("aside", f"({_count(hidden, 'row')} hidden)"))
    return lines


def _shown(rows: Sequence[ChangedRow]) -> list[ChangedRow]:
    """The rows worth a line: labelled ones; of their parts those with a new status, equal ones once."""
    found: dict[tuple[str, str, str], ChangedRow] = {}
    for row in rows:
        new = row.before is not None and row.after is not None and row.before.status != row.after.status
        if row.reason.labelled or new:
            found.setdefault((row.reason.section, words_of(row.reason), _states(row)), row)
    return list(found.values())


def _sides(mark: str, verdict: ChangedVerdict, width: int, style: Style) -> list[str]:
    """`~ Amendment  EFFECTIVE since 1996-02-28 -> NOT YET`, in two or three lines where one is too short."""
    findings = [verdict.before, verdict.after] if verdict.changed else [verdict.after]
    words = [verdict_words(finding.verdict, finding.since, finding.at_latest) for finding in findings]
    roles = [verdict_role(finding.verdict) for finding in findings]
    styled = [style(role, text) for role, text in zip(roles, words, strict=True)]
    tail = "" if verdict.changed else style("aside", " (unchanged)")
    name = f"{mark} {style('title', verdict.name)}"
    if 2 + cells(verdict.name) + len(GAP) + len(ARROW.join(words)) + len(" (unchanged)") <= width:
        return [name + GAP + ARROW.join(styled) + tail]
    arrows = [text if index == 0 else f"-> {text}" for index, text in enumerate(styled)]
    names = paragraph(verdict.name, width, style, "title", 2)
    names[0] = f"{mark}{names[0][1:]}"
    return [*names, *("    " + text for text in arrows[:-1]), "    " + arrows[-1] + tail]


def _row(row: ChangedRow, label: str, section: int, states: int, width: int, style: Style) -> list[str]:
    """`~ 5(d)  OUTSTANDING -> WAIVED  Protection Mutual's letter`, and below it a note that is new."""
    mark = "+" if row.before is None else "-" if row.after is None else "~"
    head = f"  {style(_MARKS[mark], mark)} {style('section', label)}{' ' * (section - cells(label))}{GAP}"
    words = width - 4 - section - 2 * len(GAP) - states
    columns = [Column("", section), Column("", states)]
    texts: list[str] = []
    for text, role in _texts(row):
        texts += spread([*columns, Column(text, words, role)], style, 4)
    used = cells(_states(row))
    if used > states:
        return [head + _styled(row, style), *texts]
    first = texts[0][4 + section + len(GAP) + states :]
    return [head + _styled(row, style) + " " * (states - used) + first, *texts[1:]]


def _styled(row: ChangedRow, style: Style) -> str:
    sides = _sides_of(row)
    return ARROW.join(style(status_role(side.status), _state(side, sides)) for side in sides)


def _states(row: ChangedRow) -> str:
    sides = _sides_of(row)
    return ARROW.join(_state(side, sides) for side in sides)


def _sides_of(row: ChangedRow) -> list[Reason]:
    return [reason for reason in (row.before, row.after) if reason is not None]


def _state(side: Reason, sides: Sequence[Reason]) -> str:
    """The status of one side, with its date where the status alone would not tell the sides apart."""
    same = len(sides) == 2 and sides[0].status == sides[1].status
    return f"{side.status} since {side.since}" if same and side.since else side.status


def _texts(row: ChangedRow) -> list[tuple[str, Role]]:
    """The words of a row, and its note where that is new."""
    old = row.before.note if row.before else ""
    texts: list[tuple[str, Role]] = [(words_of(row.reason), "words")]
    if row.after and row.after.note and row.after.note != old:
        texts.append((row.after.note, "aside"))
    return texts


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
