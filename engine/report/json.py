"""Every answer as one document: the envelope of all commands, described by `schema/assent-1.0.schema.json`.

A minor version only adds fields. Moments are text as everywhere (`1996-02-28`, or with a time and a zone
`1996-02-28 17:00 America/New_York`); what is not there is null, and lists are never left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from assent import __version__
from assent.engine.analysis.difference import ChangedRow, ChangedVerdict, Difference
from assent.engine.analysis.questions import OpenQuestion
from assent.engine.analysis.sweep import Run, Sweep
from assent.engine.evaluation.findings import ByReading, CitedFact, Evaluation, Finding, MissingFact, Reason
from assent.engine.report.missing import Act, outstanding
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.spans import Span
from assent.grammar.values import Moment

FORMAT_VERSION = "1.0"

Object = dict[str, Any]


def envelope(
    command: str,
    *,
    inputs: Iterable[Mapping[str, str]],
    evaluation: Evaluation | None = None,
    diagnostics: Iterable[Diagnostic] = (),
    **more: object,
) -> Object:
    """The document of one run of a command.

    `inputs` are `{"path": ..., "sha256": ...}` for each file read. `more` is what the command adds of its own
    (`difference`, `checklist`, `tests`, ...): plain values, or objects that `data` knows. A difference brings
    the evaluation after the change with it.
    """
    document: Object = {
        "format_version": FORMAT_VERSION,
        "command": command,
        "tool": {"name": "assent", "version": __version__},
        "inputs": [{"path": one["path"], "sha256": one["sha256"]} for one in inputs],
    }
    found = more.get("difference")
    if evaluation is None and isinstance(found, Difference):
        evaluation = found.after
    if evaluation is not None:
        document |= evaluation_data(evaluation)
    document |= {name: data(value) for name, value in more.items()}
    document["diagnostics"] = [diagnostic_data(diagnostic) for diagnostic in diagnostics]
    return document


def dump(document: Object) -> str:
    """The document as text, two spaces to a level, letters of every script as they are."""
    import json

    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def schema() -> Object:
    """The JSON Schema (2020-12) that every document of this version keeps to."""
    import json
    from importlib.resources import files

    name = f"schema/assent-{FORMAT_VERSION}.schema.json"
    loaded: Object = json.loads(files("assent.engine.report").joinpath(name).read_text(encoding="utf-8"))
    return loaded


def data(value: object) -> Any:
    """A value of ours in the values of JSON; those it already has stay as they are."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Moment():
            return str(value)
        case Span():
            return source_data(value)
        case Evaluation():
            return evaluation_data(value)
        case Difference():
            return difference_data(value)
        case Sweep():
            return sweep_data(value)
        case OpenQuestion():
            return question_data(value)
        case Diagnostic():
            return diagnostic_data(value)
        case Mapping():
            return {str(name): data(one) for name, one in value.items()}
        case Sequence() | set() | frozenset():
            return [data(one) for one in value]
    if attrs.has(type(value)):
        return {name: data(getattr(value, name)) for name in _fields(type(value))}
    raise TypeError(f"no JSON for {type(value).__name__}")


def _fields(kind: Any) -> list[str]:
    return [field.name for field in attrs.fields(kind)]


def evaluation_data(evaluation: Evaluation) -> Object:
    """`as_of`, `readings` and `effects` of an evaluation."""
    return {
        "as_of": str(evaluation.as_of),
        "readings": dict(evaluation.readings),
        "effects": [_effect(f, evaluation.by_reading.get(f.name, ())) for f in evaluation.findings],
    }


def _effect(finding: Finding, by_reading: Sequence[ByReading] = ()) -> Object:
    return {
        "name": finding.name,
        "kind": finding.kind,
        "section": finding.section,
        **_verdict(finding),
        "note": finding.note,
        "readings": dict(finding.readings),
        "rests_on": data(finding.rests_on),
        "by_reading": [_by_reading(group) for group in by_reading],
        "conditions": [condition_data(reason) for reason in finding.reasons],
        "outstanding": [_act(act) for act in outstanding(finding)],
        "missing_facts": [_missing(fact) for fact in finding.missing],
    }


def _verdict(finding: Finding) -> Object:
    return {"verdict": finding.verdict, "since": data(finding.since), "at_latest": finding.at_latest}


def _by_reading(group: ByReading) -> Object:
    readings = [dict(choice) for choice in group.readings]
    return {"verdict": group.verdict, "since": data(group.since), "readings": readings}


def condition_data(reason: Reason) -> Object:
    """A condition with everything inside it."""
    return {
        "section": reason.section,
        "agreement": reason.agreement,
        "heading": reason.heading,
        "text": reason.text,
        "status": reason.status,
        "since": data(reason.since),
        "decisive": reason.decisive,
        "labelled": reason.labelled,
        "choice": reason.choice,
        "note": reason.note,
        "source": source_data(reason.span),
        "because": because(reason),
        "facts": [_fact(fact) for fact in reason.facts],
        "missing_facts": [_missing(fact) for fact in reason.missing],
        "conditions": [condition_data(inner) for inner in reason.reasons],
    }


def because(reason: Reason) -> list[str]:
    """Why a condition stands as it does, in sentences that cite their facts."""
    sentences = [reason.note] if reason.note else []
    for fact in reason.facts:
        place = f" ({fact.span.source}:{fact.span.line})" if fact.span.source else ""
        sentences.append(f"{fact.on}: {fact.sentence}{place}")
    for missing in reason.missing:
        sentences.append(f"not known: {missing.sentence}" + (f" ({missing.why})" if missing.why else ""))
    return sentences


def source_data(span: Span) -> Object | None:
    """Where something is written; null for what is written nowhere."""
    if not span.source or not span.line:
        return None
    return {"file": span.source, "line": span.line, "column": span.column}


def _fact(fact: CitedFact) -> Object:
    known = bool(fact.span.source)
    return {
        "sentence": fact.sentence,
        "on": str(fact.on),
        "evidence": fact.evidence,
        "file": fact.span.source if known else None,
        "line": fact.span.line if known else None,
    }


def _missing(fact: MissingFact) -> Object:
    return {"sentence": fact.sentence, "why": fact.why}


def _act(act: Act) -> Object:
    return {"section": act.section, "text": act.text, "acts": [_act(inner) for inner in act.inner]}


def difference_data(difference: Difference) -> Object:
    """What a change changes: the changes, and each finding in which something differs."""
    return {
        "changes": list(difference.changes),
        "verdicts": [_changed_verdict(verdict) for verdict in difference.verdicts],
        "unchanged": difference.unchanged,
    }


def _changed_verdict(verdict: ChangedVerdict) -> Object:
    return {
        "name": verdict.name,
        "changed": verdict.changed,
        "before": _verdict(verdict.before),
        "after": _verdict(verdict.after),
        "conditions": [_changed_row(row) for row in verdict.rows],
        "unchanged": verdict.unchanged,
    }


def _changed_row(row: ChangedRow) -> Object:
    reason = row.reason
    return {
        "section": reason.section,
        "heading": reason.heading,
        "text": reason.text,
        "before": _side(row.before),
        "after": _side(row.after),
    }


def _side(reason: Reason | None) -> Object | None:
    if reason is None:
        return None
    return {"status": reason.status, "since": data(reason.since), "note": reason.note}


def sweep_data(sweep: Sweep) -> Object:
    """A fact tried on every date of a range: for each clause the runs of dates on which the same is said."""
    return {
        "sentence": sweep.sentence,
        "first": str(sweep.first),
        "last": str(sweep.last),
        "as_of": str(sweep.as_of),
        "fixed": sweep.fixed,
        "moved": [{"on": str(e.moment), "sentence": e.sentence, **(_place(e.span))} for e in sweep.moved],
        "effects": [
            {
                "name": clause.name,
                "changed": clause.changes,
                "before": _verdict(clause.before),
                "runs": [_run(run) for run in clause.runs],
            }
            for clause in sweep.clauses
        ],
    }


def _run(run: Run) -> Object:
    told = run.told
    return {
        "first": str(run.first),
        "last": str(run.last),
        "verdict": told.verdict,
        "since": data(told.since),
        "days_after": told.after,
        "at_latest": told.at_latest,
    }


def _place(span: Span) -> Object:
    known = bool(span.source)
    return {"file": span.source if known else None, "line": span.line if known else None}


def question_data(one: OpenQuestion) -> Object:
    """An open question: its alternatives, and what each changes on these facts (rule S10)."""
    question = one.question
    return {
        "name": question.name,
        "text": question.text,
        "default": question.default,
        "chosen": one.chosen,
        "alternatives": [{"name": other.name, "reason": other.reason} for other in question.alternatives],
        "robust": one.robust,
        "changes": [
            {"name": c.clause, "alternative": c.alternative, "verdict": c.verdict, "since": data(c.since)}
            for c in one.changes
        ],
        "together": list(one.together),
        "source": source_data(question.span),
    }


def diagnostic_data(diagnostic: Diagnostic) -> Object:
    """A finding about something that a user wrote, with its sentence and its place."""
    from assent.engine.report import messages

    span = diagnostic.span
    place = source_data(span)
    if place is not None:
        place |= {"end_line": span.end_line, "end_column": span.end_column}
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": messages.message(diagnostic),
        "help": messages.suggestion(diagnostic),
        "section": diagnostic.section,
        "source": place,
        "words": dict(diagnostic.words),
        "candidates": list(diagnostic.candidates),
        "related": [{"role": one.role, "source": source_data(one.span)} for one in diagnostic.related],
    }
