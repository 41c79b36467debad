"""The open questions of a contract, and what each changes on some facts (rule S10)."""

from collections.abc import Mapping, Sequence

import attrs

from assent.engine.evaluation.findings import ByReading, Evaluation, Verdict
from assent.engine.model.contract import Contract, Question
from assent.grammar.values import Moment


@attrs.frozen
class Change:
    """Another answer to a clause, under another alternative of one question with all others as they are chosen."""

    clause: str
    alternative: str
    verdict: Verdict
    since: Moment | None


@attrs.frozen
class OpenQuestion:
    """A question with the alternative chosen, what each other one changes alone, and what only with other questions.

    `together` names the clauses that it changes only together with another question.
    """

    question: Question
    chosen: str
    changes: tuple[Change, ...]
    together: tuple[str, ...]

    @property
    def robust(self) -> bool:
        """Whether the question changes nothing on these facts, whatever the answer to the others."""
        return not self.changes and not self.together


def open_questions(contract: Contract, evaluation: Evaluation) -> tuple[OpenQuestion, ...]:
    """The questions that the clauses asked depend on, from an evaluation that has its rows `by_reading`."""
    asked: set[str] = set()
    for finding in evaluation.findings:
        asked |= contract.structure.questions[finding.name]
    return tuple(
        _open(question, evaluation)
        for question in contract.questions.values()
        if question.name in asked or len(evaluation.findings) == len(contract.asked())
    )


def _open(question: Question, evaluation: Evaluation) -> OpenQuestion:
    chosen = evaluation.readings[question.name]
    changes: list[Change] = []
    together: list[str] = []
    for finding in evaluation.findings:
        rows = evaluation.by_reading[finding.name]
        if not any(question.name in row for group in rows for row in group.readings):
            continue
        found = list(_changes(finding.name, question, evaluation.readings, rows))
        changes += found
        if not found:
            together.append(finding.name)
    return OpenQuestion(question, chosen, tuple(changes), tuple(together))


def _changes(name: str, question: Question, readings: Mapping[str, str], rows: Sequence[ByReading]) -> list[Change]:
    present = told(rows, readings)
    found: list[Change] = []
    for alternative in question.alternatives:
        group = told(rows, {**readings, question.name: alternative.name})
        if group is not present:
            found.append(Change(name, alternative.name, group.verdict, group.since))
    return found


def told(rows: Sequence[ByReading], readings: Mapping[str, str]) -> ByReading:
    """The rows in which a full choice of readings stands."""
    for group in rows:
        if any(row.items() <= readings.items() for row in group.readings):
            return group
    return rows[0]
