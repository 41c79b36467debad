"""Lines of canonical text before they are joined: how deep each stands, and where it comes from."""

import bisect
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

import attrs

from assent.grammar.syntax import conditions as c

WIDTH = 100
INDENTATION = 4

Gap = Literal["as written", "always", "never"]


@attrs.frozen
class Line:
    """One line: `row` is the line of the source on which its first word stood, 0 when there is no source.

    `gap` says when an empty line stands before it; only a line that begins something may have one.
    """

    depth: int
    text: str
    row: int = 0
    gap: Gap = "as written"

    @property
    def indented(self) -> str:
        """The text at its depth."""
        return " " * (INDENTATION * self.depth) + self.text if self.text else ""


@attrs.frozen
class Layout:
    """What decides whether words share a line: the width, and the comments that hold lines apart."""

    comment_rows: Sequence[int] = ()  # in ascending order

    def fits(self, depth: int, text: str) -> bool:
        """Whether a text fits on a line."""
        return depth * INDENTATION + len(text) <= WIDTH

    def apart(self, first: int, last: int) -> bool:
        """Whether a comment stands on a source line from `first` up to the line before `last`."""
        at = bisect.bisect_left(self.comment_rows, first)
        return at < len(self.comment_rows) and self.comment_rows[at] < last


def begin(text: str, more: str) -> str:
    """Two texts with a space between them, where the first is there."""
    return f"{text} {more}" if text else more


def row_of(condition: c.Condition) -> int:
    """The source line of the first word of a condition; a list without a quantifier has none of its own."""
    if isinstance(condition, c.Group):
        return condition.quantifier.span.line or (row_of_item(condition.items[0]) if condition.items else 0)
    return condition.span.line


def row_of_item(item: c.Item) -> int:
    """The source line of an item's marker."""
    return item.span.line


def to_text(lines: Iterable[Line], empty_rows: Collection[int] = frozenset()) -> str:
    """The lines as a file, with an empty line where one is due or where the source had one."""
    written: list[str] = []
    above: Line | None = None
    for line in lines:
        if above is not None and _has_gap(line, above, empty_rows):
            written.append("")
        written.append(line.indented)
        above = line
    return "".join(f"{line}\n" for line in written)


def _has_gap(line: Line, above: Line, empty_rows: Collection[int]) -> bool:
    if line.gap == "always":
        return True
    wanted = line.gap == "as written" and line.row - 1 in empty_rows
    return wanted and line.row != above.row and line.depth <= above.depth
