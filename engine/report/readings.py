"""The open questions as a list: what each asks, the answers there are, and what another answer would change."""

from collections.abc import Sequence

from assent.engine.analysis.questions import Change, OpenQuestion
from assent.engine.evaluation.findings import Evaluation
from assent.engine.model.contract import Contract
from assent.engine.report.layout import GAP, NARROWEST, Column, paragraph, spread, widest
from assent.engine.report.style import Style, plain, verdict_role
from assent.engine.report.text import Complete, header, reading_lines, verdict_lines, verdict_words


def render_readings(
    contract: Contract,
    evaluation: Evaluation,
    questions: Sequence[OpenQuestion],
    *,
    complete: Complete | None = None,
    width: int = 80,
    style: Style = plain,
) -> str:
    """Questions that change an answer first, then those that change none; at the end the combinations."""
    width = max(width, NARROWEST)
    telling = [one for one in questions if not one.robust]
    robust = [one for one in questions if one.robust]
    blocks = [
        header(contract, evaluation, complete or {}, width, style),
        verdict_lines(evaluation.findings, width, style),
        paragraph(summary(questions), width, style, "title", 0, 2),
    ]
    blocks += [_question(one, width, style) for one in (*telling, *robust)]
    for finding in evaluation.findings:
        rows = evaluation.by_reading[finding.name]
        if len(rows) > 1:
            blocks.append([style("title", finding.name), *reading_lines(rows, width, style)[1:]])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def summary(questions: Sequence[OpenQuestion]) -> str:
    """How many questions change an answer on these facts."""
    telling = [one.question.name for one in questions if not one.robust]
    if not questions:
        return "No question of construction is open."
    if not telling:
        return f"Robust: none of {len(questions)} open questions changes an answer on these facts."
    verb = "changes" if len(telling) == 1 else "change"
    return f"{len(telling)} of {len(questions)} open questions {verb} an answer on these facts: {', '.join(telling)}."


def _question(one: OpenQuestion, width: int, style: Style) -> list[str]:
    question = one.question
    name = question.name
    lines = spread(
        [Column(name, len(name), "section"), Column(question.text, width - len(name) - len(GAP), "title")], style, 0
    )
    names = widest((alternative.name for alternative in question.alternatives), most=24)
    for alternative in question.alternatives:
        mark = "*" if alternative.name == one.chosen else " "
        reason = alternative.reason + (" (default)" if alternative.name == question.default else "")
        words = width - 2 - 1 - 2 * len(GAP) - names
        columns = [Column(mark, 1), Column(alternative.name, names, "label"), Column(reason.strip(), words, "words")]
        lines += spread(columns, style, 2)
    for change in one.changes:
        lines += _change(change, width, style)
    for clause in one.together:
        lines += paragraph(f"changes {clause} only together with another question", width, style, "aside", 4, 2)
    return [*lines, *paragraph("robust: changes no answer", width, style, "aside", 4)] if one.robust else lines


def _change(change: Change, width: int, style: Style) -> list[str]:
    verdict = verdict_words(change.verdict, change.since)
    text = f"under {change.alternative}: {change.clause} {verdict}"
    return paragraph(text, width, style, verdict_role(change.verdict), 4, 2)
