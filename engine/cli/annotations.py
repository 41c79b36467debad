"""Findings for machines that show them beside the source: SARIF 2.1.0, and the annotations of GitHub."""

from collections.abc import Iterable, Iterator
from typing import Any

from assent.engine.report import messages
from assent.grammar.diagnostics import Diagnostic

_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_TEXT_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def github(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """One `::error file=...::message` line for each finding."""
    for found in diagnostics:
        span = found.span
        fields = {
            "file": span.source,
            "line": str(span.line),
            "col": str(span.column),
            "endLine": str(span.end_line),
            "endColumn": str(span.end_column),
            "title": found.code,
        }
        listed = ",".join(f"{name}={value.translate(_ESCAPES)}" for name, value in fields.items())
        yield f"::{found.severity} {listed}::{text_of(found).translate(_TEXT_ESCAPES)}"


def sarif(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """A log of one run."""
    from assent import __version__

    found = list(diagnostics)
    rules = [{"id": code} for code in sorted({one.code for one in found})]
    driver = {"name": "assent", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in found],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _result(found: Diagnostic) -> dict[str, Any]:
    span = found.span
    region = {
        "startLine": max(span.line, 1),
        "startColumn": max(span.column, 1),
        "endLine": max(span.end_line, 1),
        "endColumn": max(span.end_column, 1),
    }
    place = {"artifactLocation": {"uri": span.source.replace("\\", "/")}, "region": region}
    return {
        "ruleId": found.code,
        "level": found.severity,
        "message": {"text": text_of(found)},
        "locations": [{"physicalLocation": place}],
    }


def text_of(found: Diagnostic) -> str:
    """The message with its suggestion."""
    return " ".join(text for text in (messages.message(found), messages.suggestion(found)) if text)
