"""The words that a finding underlines: tests assert them, and never columns or prose."""

from collections.abc import Callable
from typing import Any

from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import Parsed, parse_contract, parse_journal, parse_scenarios
from assent.grammar.spans import Span

Parse = Callable[[str, str], Parsed[Any]]
PARSERS: dict[str, Parse] = {
    "contract": parse_contract,
    "journal": parse_journal,
    "scenarios": parse_scenarios,
}


def words(text: str, span: Span) -> str:
    """The text under a span; empty for a place behind the end of a line."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if span.line != span.end_line:
        raise AssertionError(f"{span} underlines more than one line")
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def underlined(text: str, diagnostic: Diagnostic) -> tuple[str, str]:
    """The code of a finding and the words that it underlines."""
    return diagnostic.code, words(text, diagnostic.span)


def findings(text: str, kind: str = "contract") -> list[tuple[str, str]]:
    """All that is found wrong with a text: codes and underlined words, in the order of the lines."""
    return [underlined(text, diagnostic) for diagnostic in PARSERS[kind](text, "").diagnostics]


def only(text: str, kind: str = "contract") -> Diagnostic:
    """The one thing that is found wrong with a text."""
    (diagnostic,) = PARSERS[kind](text, "").diagnostics
    return diagnostic
