"""The one place where a finding becomes sentences: its code and words go in, what people read comes out.

`message` says what is wrong in one lower-case sentence with the user's words in backticks; `suggestion` what
to do; `render_human` adds the place, the line and the words underlined; `page` explains a code at length.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

from assent.engine.report.wordings import WORDINGS
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.spans import Span

_LONGEST_WORD = 80
_LONGEST = {"circle": 1000, "edges": 2000, "expected": 400, "path": 400, "reason": 400}
_LONGEST_LINE = 100
_MOST_MEANT = 3


class _Words(dict[str, str]):
    """Words for a message; one that the finding does not carry never stops it from being said."""

    def __missing__(self, key: str) -> str:
        return "..."


def codes() -> list[str]:
    """Every code that a finding can have, in alphabetical order."""
    return sorted(WORDINGS)


def message(diagnostic: Diagnostic) -> str:
    """What is wrong, in one sentence."""
    template, _ = WORDINGS.get(diagnostic.code, (f"this cannot be used ({diagnostic.code})", ""))
    return template.format_map(_words(diagnostic.words))


def suggestion(diagnostic: Diagnostic) -> str:
    """What the user may have meant, or should write instead; empty where there is nothing to say."""
    _, template = WORDINGS.get(diagnostic.code, ("", ""))
    meant = _meant(diagnostic.candidates)
    if "{candidates}" in template:
        return template.format_map(_words({**diagnostic.words, "candidates": meant})) if meant else ""
    if 0 < len(diagnostic.candidates) <= _MOST_MEANT:
        return f"did you mean {meant}?"
    if diagnostic.candidates:
        return f"there are {meant}"
    if "{expected}" in template and not diagnostic.words.get("expected"):
        return ""
    return template.format_map(_words(diagnostic.words))


def _words(words: Mapping[str, str]) -> _Words:
    return _Words({key: _shown(text, _LONGEST.get(key, _LONGEST_WORD)) for key, text in words.items()})


def _shown(text: str, most: int = _LONGEST_WORD) -> str:
    """A user's words without anything that a screen would act on, and not too many of them."""
    visible = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text[: most + 1])
    return visible if len(visible) <= most else visible[:most] + "..."


def _meant(candidates: Sequence[str]) -> str:
    quoted = [f"`{_shown(candidate)}`" for candidate in candidates]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)


# --- for a terminal ---------------------------------------------------------------------------------------


def render_human(diagnostic: Diagnostic, source_lines: Sequence[str]) -> str:
    """The finding with its place, the line it is about, the words underlined, and help."""
    lines = [f"{diagnostic.severity}: {message(diagnostic)} [{diagnostic.code}]"]
    numbers = [diagnostic.span.line, *(related.span.line for related in diagnostic.related)]
    margin = len(str(max(numbers)))
    lines += _shown_place(diagnostic.span, source_lines, margin, _section(diagnostic), "^")
    for related in diagnostic.related:
        quoted = source_lines if related.span.source == diagnostic.span.source else ()
        lines += _shown_place(related.span, quoted, margin, related.role, "-")
    helpful = suggestion(diagnostic)
    if helpful:
        lines.append(f"{' ' * margin} = help: {helpful}")
    return "\n".join(lines) + "\n"


def _section(diagnostic: Diagnostic) -> str:
    section = _shown(diagnostic.section)
    return section if not section or section.startswith("section") else f"section {section}"


def _shown_place(span: Span, source_lines: Sequence[str], margin: int, about: str, mark: str) -> Iterator[str]:
    if not span.source:
        return
    gutter = " " * margin
    place = span.place if span.line else span.source
    yield f"{gutter}--> {place}{': ' if about and mark == '-' else ', ' if about else ''}{about}"
    if not 1 <= span.line <= len(source_lines) or not source_lines[span.line - 1].strip():
        return
    line, start, end = _cropped(source_lines[span.line - 1], span)
    yield f"{gutter} |"
    yield f"{span.line:>{margin}} | {line}".rstrip()
    yield f"{gutter} | {' ' * _width(line[:start])}{mark * max(1, _width(line[start:end]))}"


def _cropped(line: str, span: Span) -> tuple[str, int, int]:
    """The part of a line that shows a span, with the span's start and end in it; every character visible."""
    visible = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    start = min(span.column - 1, len(visible))
    end = span.end_column - 1 if span.end_line == span.line else len(visible)
    if len(visible) <= _LONGEST_LINE + 40:
        return visible, start, end
    first = max(0, start - _LONGEST_LINE // 2)
    before = "... " if first else ""
    shown = visible[first : first + _LONGEST_LINE]
    after = " ..." if first + _LONGEST_LINE < len(visible) else ""
    moved = len(before) - first
    return before + shown + after, start + moved, min(end + moved, len(before + shown))


def _width(text: str) -> int:
    """The columns that a terminal gives to a text."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


# --- pages ------------------------------------------------------------------------------------------------


def page(code: str) -> str:
    """The page that explains a code: what, why, avoid, prefer; KeyError for a code that there is not."""
    if code not in WORDINGS:
        raise KeyError(code)
    return resources.files("assent.engine.report").joinpath("rules", f"{code}.md").read_text(encoding="utf-8")
