"""A difference as a plan: the changes supposed, changed verdicts and rows only, the outcome in one line."""

from assent.engine.analysis.difference import ChangedRow, ChangedVerdict, Difference
from assent.engine.evaluation.findings import Reason
from assent.engine.model.contract import Contract
from assent.engine.report.layout import GAP, NARROWEST, Column, cells, paragraph, spread, widest
from assent.engine.report.rows import words_of
from assent.engine.report.style import Role, Style, plain, status_role, verdict_role
from assent.engine.report.text import verdict_words

ARROW = " -> "
_MARKS: dict[str, Role] = {"~": "changed", "+": "added", "-": "removed"}


def render_whatif(
    contract: Contract, difference: Difference, *, width: int = 80, style: Style = plain
) -> str:
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
    lines = _sides(f"{mark} {style('title', verdict.name)}", 2 + cells(verdict.name), verdict, width, style)
    if after.note and after.note != before.note:
        lines += paragraph(after.note, width, style, "aside", 4)
    section = widest((row.reason.section for row in verdict.rows), least=4, most=14)
    last = ""
    shown = [row for row in verdict.rows if _worth_showing(row)]
    for row in shown:
        lines += _row(row, row.reason.section if row.reason.section != last else "", section, width, style)
        last = row.reason.section
    hidden = verdict.unchanged + len(verdict.rows) - len(shown)
    if hidden:
        lines.append("    " + style("aside", f"({_count(hidden, 'row')} hidden)"))
    return lines


def _sides(name: str, used: int, verdict: ChangedVerdict, width: int, style: Style) -> list[str]:
    """`~ Amendment  EFFECTIVE since 1996-02-28 -> NOT YET`, in two or three lines where one is too short."""
    findings = [verdict.before, verdict.after] if verdict.changed else [verdict.after]
    words = [verdict_words(finding.verdict, finding.since, finding.at_latest) for finding in findings]
    roles = [verdict_role(finding.verdict) for finding in findings]
    styled = [style(role, text) for role, text in zip(roles, words, strict=True)]
    tail = "" if verdict.changed else style("aside", " (unchanged)")
    if used + len(GAP) + len(ARROW.join(words)) + len(" (unchanged)") <= width:
        return [name + GAP + ARROW.join(styled) + tail]
    arrows = [text if index == 0 else f"-> {text}" for index, text in enumerate(styled)]
    return [name, *("    " + text for text in arrows[:-1]), "    " + arrows[-1] + tail]


def _worth_showing(row: ChangedRow) -> bool:
    """Labelled rows always; a part of one when its status changed, not for a date or a note alone."""
    if row.reason.labelled or row.before is None or row.after is None:
        return row.reason.labelled
    return row.before.status != row.after.status


def _row(row: ChangedRow, shown: str, section: int, width: int, style: Style) -> list[str]:
    """`~ 5(d)  OUTSTANDING -> WAIVED`, and below it the words of the condition and its note."""
    mark = "+" if row.before is None else "-" if row.after is None else "~"
    sides = [reason for reason in (row.before, row.after) if reason is not None]
    states = ARROW.join(_state(reason, sides, style) for reason in sides)
    label = style("section", shown) + " " * (section - cells(shown))
    lines = [f"  {style(_MARKS[mark], mark)} {label}{GAP}{states}"]
    words = width - 4 - section - len(GAP)
    for text, role in _texts(row):
        lines += spread([Column("", section), Column(text, words, role)], style, 4)
    return lines


def _texts(row: ChangedRow) -> list[tuple[str, Role]]:
    """The words of a row, and its note where that is new."""
    old = row.before.note if row.before else ""
    texts: list[tuple[str, Role]] = [(words_of(row.reason), "words")]
    if row.after and row.after.note and row.after.note != old:
        texts.append((row.after.note, "aside"))
    return texts


def _state(reason: Reason, sides: list[Reason], style: Style) -> str:
    """The status of one side, with its date where the other side has the same status."""
    same = len(sides) == 2 and sides[0].status == sides[1].status
    since = f" since {reason.since}" if reason.since and (same or reason is sides[-1]) else ""
    return style(status_role(reason.status), reason.status + since)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
