"""The canonical layout of a file, with every comment kept.

In comes text; out comes the same tree in house style. The output is parsed again and compared with the input;
where they differ the user's file must not be touched, and FormatterUnsound says so.
"""

import bisect
import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from assent.grammar.diagnostics import Refused
from assent.grammar.outline import Comment
from assent.grammar.parser import Parsed, parse_contract, parse_journal, parse_scenarios
from assent.grammar.printer import contract_lines, journal_lines, scenario_file_lines
from assent.grammar.printing.lines import Layout, Line, to_text


class FormatterUnsound(Exception):
    """The formatter would have changed what a file says: a bug in this program, never the user's fault."""


def newline_of(text: str) -> str:
    """The line end that a text uses, for writing it back: CRLF if its first line ends so."""
    first, feed, _ = text.partition("\n")
    return "\r\n" if feed and first.endswith("\r") else "\n"


def format_contract(text: str, source: str = "", cache: str | None = None) -> str:
    """A contract file in its canonical layout; raises Refused when it has errors."""
    return _format(text, source, cache, parse_contract, contract_lines)


def format_journal(text: str, source: str = "", cache: str | None = None) -> str:
    """A journal in its canonical layout, its facts in the user's order; raises Refused when it has errors."""
    return _format(text, source, cache, parse_journal, lambda tree, _: journal_lines(tree))


def format_scenarios(text: str, source: str = "", cache: str | None = None) -> str:
    """A file of scenarios in its canonical layout; raises Refused when it has errors."""
    return _format(text, source, cache, parse_scenarios, lambda tree, _: scenario_file_lines(tree))


def _format(
    text: str,
    source: str,
    cache: str | None,
    parse: Callable[[str, str, str | None], Parsed[Any]],
    lines_of: Callable[[Any, Layout], Iterable[Line]],
) -> str:
    parsed = parse(text, source, cache)
    if parsed.diagnostics:
        raise Refused(parsed.diagnostics)
    rows = [line.strip() for line in text.split("\n")]
    columns = {number: _indentation(line) for number, line in enumerate(text.split("\n"), 1)}
    layout = Layout(tuple(comment.line for comment in parsed.comments))
    lines = weave(list(lines_of(parsed.tree, layout)), parsed.comments, columns)
    output = to_text(lines, {number for number, row in enumerate(rows, 1) if not row})
    again = parse(output, source, cache)
    if again.diagnostics or again.tree != parsed.tree or _texts(again.comments) != _texts(parsed.comments):
        raise FormatterUnsound(f"the canonical layout of {source or 'the text'} reads differently from the text")
    return output


def _texts(comments: Iterable[Comment]) -> list[str]:
    return [comment.text for comment in comments]


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# --- comments ---------------------------------------------------------------------------------------------


@attrs.define
class _Slot:
    """A line of output with the comments before and behind it; the slot at the end has no line."""

    line: Line | None
    before: list[Comment] = attrs.field(factory=list)
    behind: Comment | None = None


def weave(lines: Sequence[Line], comments: Sequence[Comment], columns: dict[int, int]) -> list[Line]:
    """The lines with the comments among them, in the order in which they stood in the source.

    A comment with a line of its own stays before the line that followed it; one behind words stays behind the
    last line that begins with words from its line. `columns` is the indentation of each line of the source.
    """
    slots = [_Slot(line) for line in lines] + [_Slot(None)]
    furthest = list(itertools.accumulate((line.row for line in lines), max))
    limit = len(lines)  # a comment must not pass one that follows it
    for comment in reversed(comments):
        after = bisect.bisect_right(furthest, comment.line)  # the first line that begins below the comment
        if comment.alone:
            limit = min(limit, after)
        elif 0 <= after - 1 < limit and slots[after - 1].behind is None:
            slots[after - 1].behind = comment
            limit = after - 1
            continue
        slots[limit].before.append(comment)
    for slot in slots:
        slot.before.reverse()
    return _flatten(slots, columns)


def _flatten(slots: list[_Slot], columns: dict[int, int]) -> list[Line]:
    woven: list[Line] = []
    open_lines: list[Line] = []  # the line above and those that it stands under
    for slot in slots:
        own = _own_lines(slot, open_lines, columns)
        woven += own
        if slot.line is None:
            break
        line = slot.line
        while open_lines and open_lines[-1].depth >= line.depth:
            open_lines.pop()
        open_lines.append(line)
        text = f"{line.text}  {slot.behind.text}" if slot.behind else line.text
        gap = "as written" if any(comment.gap == "always" for comment in own) else line.gap
        woven.append(attrs.evolve(line, text=text, gap=gap))
    return woven


def _own_lines(slot: _Slot, open_lines: list[Line], columns: dict[int, int]) -> list[Line]:
    """The comments before a line; those of the block that ends above it stay in that block."""
    floor = slot.line.depth if slot.line else 0
    found = [Line(_depth(comment, floor, open_lines, columns), comment.text, comment.line) for comment in slot.before]
    if slot.line is None or slot.line.gap != "always" or not found:
        return found
    # The empty line due before a block goes before the comments that belong to it.
    first = len(found)
    while first and found[first - 1].depth == floor and _touches(found, first, slot.line):
        first -= 1
    if first < len(found):
        found[first] = attrs.evolve(found[first], gap="always")
    return found


def _touches(found: list[Line], index: int, line: Line) -> bool:
    below = found[index].row if index < len(found) else line.row
    return found[index - 1].row == below - 1


def _depth(comment: Comment, floor: int, open_lines: list[Line], columns: dict[int, int]) -> int:
    """The depth of the innermost open block that the comment was written inside of."""
    depth = floor
    for above, line in zip([None, *open_lines], open_lines, strict=False):
        begins_its_row = above is None or above.row != line.row
        if begins_its_row and line.depth > floor and columns.get(line.row, 0) < comment.column:
            depth = line.depth
    return depth
