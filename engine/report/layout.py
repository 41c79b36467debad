"""Lines that fit: wrapping, columns and padding by what a terminal shows, styled only after they are cut."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import attrs

from assent.engine.report.style import Role, Style
from assent.grammar.frozen import Frozen

NARROWEST = 60
GAP = "  "


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Column(Frozen):
    """Some text in a column of a given width; it wraps inside the column."""

    text: str
    width: int
    role: Role = ""
    indent: int = 0


def visible(text: str) -> str:
    """The text with every character that a terminal would obey, not show, written out as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else c.encode("unicode_escape").decode() for c in text)


def cells(text: str) -> int:
    """The columns that a text takes on a terminal: two for a wide letter, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most that width, cut at spaces, or inside a word that is longer than a line."""
    return fill(visible(text).split(), width)


def fill(words: Sequence[str], width: int, hang: int = 0) -> list[str]:
    """Words in lines of at most that width, those after the first shorter by `hang`; one line at least."""
    lines: list[str] = []
    line, room = "", width
    for word in words:
        if line and cells(line) + 1 + cells(word) <= room:
            line += " " + word
            continue
        if line:
            lines.append(line)
            room = width - hang
        while cells(word) > room:
            head = _head(word, room)
            lines.append(head)
            word, room = word[len(head) :], width - hang
        line = word
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: int) -> str:
    """The longest beginning of a word that fits, one character at least."""
    end = len(word)
    while end > 1 and cells(word[:end]) > width:
        end -= 1
    return word[:end]


def spread(columns: Sequence[Column], style: Style, margin: int = 2) -> list[str]:
    """One row of a table, as the lines it takes when each column wraps; a column of no width is left out."""
    columns = [column for column in columns if column.width]
    wrapped = [
        [" " * column.indent + line for line in wrap(column.text, max(1, column.width - column.indent))]
        if column.text
        else []
        for column in columns
    ]
    return [
        _line(tuple(zip(columns, parts, strict=True)), style, margin) for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _line(parts: Sequence[tuple[Column, str]], style: Style, margin: int) -> str:
    line, gap = "", " " * margin
    for column, text in parts:
        if text.strip():
            shown = text.lstrip(" ")
            line += gap + text[: len(text) - len(shown)] + style(column.role, shown)
            gap = ""
        gap += " " * (column.width - cells(text)) + GAP
    return line


def paragraph(
    text: str | Sequence[str],
    width: int,
    style: Style,
    role: Role = "",
    margin: int = 2,
    hang: int = 0,
) -> list[str]:
    """A wrapped paragraph behind a margin, of a text or of pieces that stay whole; later lines hang in."""
    words = visible(text).split() if isinstance(text, str) else [visible(piece) for piece in text]
    first, *rest = fill(words, width - margin, hang)
    if not first:
        return []
    return [" " * margin + style(role, first), *(" " * (margin + hang) + style(role, line) for line in rest)]


def widest(texts: Iterable[str], least: int = 0, most: int = 1000) -> int:
    """The width of a column that holds these texts, within bounds."""
    return min(most, max([least, *map(cells, texts)]))
