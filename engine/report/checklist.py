"""The closing checklist on paper: for the terminal, as Markdown to send to the other side, and as CSV."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from assent.engine.evaluation.findings import Evaluation, Finding, Status
from assent.engine.model.contract import Contract
from assent.engine.report.checklist_rows import ChecklistRow, checklist_rows
from assent.engine.report.layout import GAP, NARROWEST, Column, paragraph, spread, visible, widest
from assent.engine.report.style import Style, plain, status_role
from assent.engine.report.text import verdict_line, verdict_words

__all__ = ["COLUMNS", "LEGEND", "ChecklistRow", "checklist_rows", "render_checklist"]

Kind = Literal["text", "markdown", "csv"]

BOXES: dict[Status, str] = {
    "SATISFIED": "[x]",
    "DEEMED SATISFIED": "[x]",
    "WAIVED": "[x]",
    "OUTSTANDING": "[ ]",
    "RECEIVED": "[~]",
    "DEFERRED": "[>]",
    "FAILED": "[!]",
    "UNDETERMINED": "[?]",
    "NOT APPLICABLE": "[-]",
}
NOT_NEEDED = "[-]"
LEGEND: dict[Status, str] = {
    "SATISFIED": "done",
    "DEEMED SATISFIED": "counts as done by the instrument named",
    "WAIVED": "given up by the party that it protects",
    "OUTSTANDING": "still to be done",
    "RECEIVED": "in hand, not yet found satisfactory",
    "DEFERRED": "put off until after the closing",
    "FAILED": "can no longer be done",
    "UNDETERMINED": "facts are missing",
    "NOT APPLICABLE": "not a condition under the readings chosen",
}
COLUMNS = ("effect", "section", "item", "party", "document", "evidence", "status", "since", "note")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_checklist(
    rows: Sequence[ChecklistRow],
    contract: Contract,
    evaluation: Evaluation,
    kind: Kind = "text",
    width: int = 80,
    style: Style = plain,
) -> str:
    """The rows of `checklist_rows` as a table: `text` within a width, `markdown`, or `csv` (RFC 4180)."""
    if kind == "csv":
        return _csv(rows)
    if kind == "markdown":
        return _markdown(rows, contract, evaluation)
    return _text(rows, contract, evaluation, max(width, NARROWEST), style)


def _by_finding(rows: Sequence[ChecklistRow], evaluation: Evaluation) -> Iterator[tuple[Finding, list[ChecklistRow]]]:
    for name, group in groupby(rows, key=lambda row: row.effect):
        yield evaluation[name], list(group)


# --- terminal --------------------------------------------------------------------------------------------


def _text(rows: Sequence[ChecklistRow], contract: Contract, evaluation: Evaluation, width: int, style: Style) -> str:
    title = f"Closing checklist: {contract.title or contract.name}"
    blocks = [[*paragraph(title, width, style, "title", 0), style("aside", f"as of {evaluation.as_of}")]]
    for finding, group in _by_finding(rows, evaluation):
        lines = [*verdict_line(finding, width, style), ""]
        section = widest((row.section for row in group), least=4, most=12)
        shown = ""
        for row in group:
            label = row.section if row.section != shown or not row.depth else ""
            lines += _text_row(row, label, section, width, style)
            shown = row.section
        blocks.append(lines)
    used = [status for status in LEGEND if any(row.status == status for row in rows)]
    legend = [paragraph(f"{BOXES[s]} {s}: {LEGEND[s]}", width, style, "aside", 2, 4) for s in used]
    blocks.append([line for lines in legend for line in lines])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _text_row(row: ChecklistRow, label: str, section: int, width: int, style: Style) -> list[str]:
    party, status = 14, 16
    item = width - 2 - 3 - section - party - status - 4 * len(GAP)
    indent = 2 * min(row.depth, 6)
    role = status_role(row.status) if row.needed else "idle"
    lines = spread(
        [
            Column(BOXES[row.status] if row.needed else NOT_NEEDED, 3, role),
            Column(label, section, "section"),
            Column(row.item, item, "words" if row.depth else "title", indent),
            Column(row.party, party),
            Column(row.status, status, role),
        ],
        style,
    )
    notes = [str(text) for text in (row.since, row.evidence, row.note) if text]
    if notes:
        beside = [Column("", 3), Column("", section)]
        words = width - 2 - 3 - section - 2 * len(GAP)
        lines += spread([*beside, Column("; ".join(notes), words, "aside", indent)], style)
    return lines


# --- Markdown --------------------------------------------------------------------------------------------


def _markdown(rows: Sequence[ChecklistRow], contract: Contract, evaluation: Evaluation) -> str:
    lines = [f"# Closing checklist: {_md(contract.title or contract.name)}", "", f"As of {evaluation.as_of}."]
    for finding, group in _by_finding(rows, evaluation):
        words = verdict_words(finding.verdict, finding.since, finding.at_latest)
        lines += ["", f"## {_md(finding.name)}: {words}", ""]
        lines += [
            "| Section | Item | Responsible | Document and evidence | Status | Since | Note |",
            "| :-- | :-- | :-- | :-- | :-- | :-- | :-- |",
        ]
        lines += [_markdown_row(row) for row in group]
    used = [status for status in LEGEND if any(row.status == status for row in rows)]
    lines += ["", *(f"- **{status}**: {LEGEND[status]}" for status in used)]
    readings = ", ".join(f"{name} {choice}" for name, choice in evaluation.readings.items())
    if readings:
        lines += ["", f"Readings: {_md(readings)}."]
    return "\n".join(lines) + "\n"


def _markdown_row(row: ChecklistRow) -> str:
    item = _md(row.item) if row.depth else f"**{_md(row.item)}**"
    evidence = ": ".join(_md(text) for text in (row.document, row.evidence) if text)
    since = str(row.since) if row.since else ""
    indent = "&emsp;" * max(0, row.depth - 1)
    cells = [row.section if not row.depth else "", indent + item, _md(row.party), evidence, row.status, since]
    return "| " + " | ".join([*cells, _md(row.note)]) + " |"


def _md(text: str) -> str:
    """Text that Markdown shows as it is: its own signs escaped, no line breaks."""
    words = " ".join(visible(text).split())
    for sign in "\\`*_[]<>|#":
        words = words.replace(sign, "\\" + sign)
    return words


# --- CSV -------------------------------------------------------------------------------------------------


def _csv(rows: Sequence[ChecklistRow]) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> str:
    """A cell that a spreadsheet takes for text: one that looks like a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
