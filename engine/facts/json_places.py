"""Where each value and key of a JSON text stands, found in one pass over its quotes and brackets.

In comes the text of a JSON file; out come places by path: `("facts", 3, "on")`. What is not checked here: whether the
text is JSON at all; of one that is not, the places are only as good as its quotes.
"""

import bisect
import re
from collections.abc import Iterator

import attrs

from assent.grammar.spans import Span

_PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s"\[\]{},:]+', re.DOTALL)
_DEEPEST = 3  # nothing that is asked for stands deeper

Path = tuple[str | int, ...]


@attrs.define
class _Open:
    """A bracket that is open, with the number or the key of what stands next in it."""

    is_list: bool
    at: str | int


@attrs.frozen
class Place:
    """A stretch of the text; of a string it is what stands between the quotes."""

    start: int
    end: int


@attrs.define
class Places:
    """The places of one text; `values` and `keys` are by path."""

    text: str
    source: str
    values: dict[Path, Place] = attrs.field(factory=dict)
    keys: dict[Path, Place] = attrs.field(factory=dict)
    feeds: list[int] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.feeds = [match.start() for match in re.finditer("\n", self.text)]
        stack: list[_Open] = []
        for match in _PIECE.finditer(self.text):
            self._piece(match.group(), Place(match.start(), match.end()), stack)

    def _piece(self, piece: str, place: Place, stack: list[_Open]) -> None:
        if piece in ("]", "}"):
            if stack:
                stack.pop()
        elif piece == ",":
            if stack:
                stack[-1].at = stack[-1].at + 1 if isinstance(stack[-1].at, int) else ""
        elif piece != ":":
            self._value(piece, place, stack)
            if piece in ("[", "{"):
                stack.append(_Open(piece == "[", 0 if piece == "[" else ""))

    def _value(self, piece: str, place: Place, stack: list[_Open]) -> None:
        if len(stack) > _DEEPEST:
            return
        inner = Place(place.start + 1, place.end - 1) if piece[0] == '"' and len(piece) > 1 else place
        if stack and not stack[-1].is_list and stack[-1].at == "":
            stack[-1].at = piece.strip('"')
            self.keys.setdefault(tuple(one.at for one in stack), inner)
        else:
            self.values.setdefault(tuple(one.at for one in stack), inner)

    def place(self, path: Path) -> Place:
        """Where a value stands; where it is not there, what it would stand in."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(0, 0))

    def key_named(self, name: str) -> Place:
        """Where a key stands, whatever it stands in; the last one of that name."""
        found = [place for path, place in self.keys.items() if path[-1] == name]
        return found[-1] if found else Place(0, 0)

    def span(self, place: Place) -> Span:
        """A place by line and column; never wider than its line, and never without width."""
        above = bisect.bisect_left(self.feeds, place.start)
        begins = self.feeds[above - 1] + 1 if above else 0
        ends = self.feeds[above] if above < len(self.feeds) else len(self.text)
        column, end = place.start - begins + 1, min(place.end, ends) - begins + 1
        return Span(self.source, above + 1, column, above + 1, max(end, column + 1))

    def start(self, path: Path) -> Span:
        """The first character of a value."""
        place = self.place(path)
        return self.span(Place(place.start, place.start + 1))


def path_of(written: str) -> Path:
    """`$.facts[3].on` as cattrs writes it."""
    return tuple(_steps(written))


def _steps(written: str) -> Iterator[str | int]:
    for step in re.finditer(r"\.([^.\[\]]+)|\[([0-9]+)\]", written):
        yield int(step.group(2)) if step.group(2) else step.group(1)
