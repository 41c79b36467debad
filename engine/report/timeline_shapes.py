"""The shapes of a picture in SVG: bars with patterns, lines, labels, and how much room a text takes."""

import html
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from assent.engine.report.layout import visible

Pattern = Literal["solid", "dots", "slants", "open", "half", "cross", "lines", "faint"]

WORDS = 238.0
ROW = 27.0
LINE = 11.5
INK, GREY, PALE = "#1b1b1b", "#5f6368", "#dadce0"

# --- what is drawn -------------------------------------------------------------------------------------------

# What is drawn over the colour of a bar, so that bars are told apart on a black-and-white printer too.
_OVER: dict[Pattern, str] = {
    "dots": '<circle cx="3" cy="3" r="1.2" fill="#2e7d32"/>',
    "slants": '<path d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2" stroke="#2e7d32" stroke-width="1"/>',
    "half": '<path d="M3 0v6" stroke="#b07d00" stroke-width="1"/>',
    "cross": '<path d="M0 0l6 6M6 0l-6 6" stroke="#b3261e" stroke-width="0.8"/>',
    "lines": '<path d="M0 3h6" stroke="#4a4e9b" stroke-width="0.8"/>',
}


def definitions() -> str:
    """The patterns, to be defined once in a document."""
    patterns = "".join(
        f'<pattern id="over-{name}" width="6" height="6" patternUnits="userSpaceOnUse">{drawn}</pattern>'
        for name, drawn in _OVER.items()
    )
    return f"<defs>{patterns}</defs>"


@attrs.frozen
class Box:
    """Where a bar stands."""

    x: float
    y: float
    width: float
    height: float


@attrs.frozen
class Look:
    """How a bar looks: its pattern, its colour, the colour of its edge."""

    pattern: Pattern
    fill: str
    stroke: str

    @property
    def ground(self) -> str:
        """The plain colour on which words are written."""
        return "#ffffff" if self.pattern == "faint" else self.fill


@attrs.frozen
class Way:
    """A way to write some words into a bar: in how many lines, and how large."""

    lines: tuple[str, ...]
    size: float

    def width(self) -> float:
        """The room that the longest line takes."""
        return max(text_width(line, self.size) for line in self.lines)


def drawn(box: Box, look: Look) -> str:
    """A bar without words."""
    dash = ' stroke-dasharray="4 2.5"' if look.pattern in ("open", "faint") else ""
    size = f'width="{number(box.width - 2)}" height="{number(box.height)}"'
    place = f'x="{number(box.x + 1)}" y="{number(box.y)}" {size} rx="3"'
    over = f'<rect {place} fill="url(#over-{look.pattern})"/>' if look.pattern in _OVER else ""
    return f'<rect {place} fill="{look.ground}" stroke="{look.stroke}" stroke-width="1.2"{dash}/>{over}'


def written(box: Box, look: Look, way: Way) -> Iterator[str]:
    """Words on the plain colour of their bar."""
    middle, step = box.y + box.height / 2, way.size * 1.02
    tall = step * len(way.lines)
    yield rect(box.x + 4, middle - tall / 2, way.width() + 5, tall, look.ground)
    for index, words in enumerate(way.lines):
        below = step * (index - (len(way.lines) - 1) / 2)
        yield label(box.x + 7, middle + way.size * 0.36 + below, words, way.size)


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A plain rectangle."""
    return f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="{fill}"/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str = "") -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{number(width)}"{dashes}/>'


def label(
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str = INK,
    *,
    bold: bool = False,
    more: str = "",
    title: str = "",
) -> str:
    """A line of text; `title` is all of it where it was cut."""
    weight = ' font-weight="bold"' if bold else ""
    tip = f"<title>{escaped(title)}</title>" if title and title != text else ""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{colour}"'
    return f"<text {place}{weight}{more}>{tip}{escaped(text)}</text>"


def escaped(text: str) -> str:
    """Text as XML has it, without characters that nobody can see."""
    return html.escape("\n".join(visible(line) for line in text.split("\n")))


def number(value: float) -> str:
    """A number in as few letters as it takes."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


# --- how wide a text is --------------------------------------------------------------------------------------

_NARROW, _BROAD = frozenset("iljtfrI.,:;'|()[] -/!"), frozenset("mwMWQO%@")


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif face; rather too wide than too narrow."""
    return size * sum(_wide(letter) for letter in text)


def _wide(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD or ord(letter) > 0x2E80:
        return 0.9 if ord(letter) < 0x2E80 else 1.05
    return 0.72 if letter.isupper() else 0.57


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as has room, with three dots."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def lines_of(text: str) -> list[str]:
    """What stands beside a bar, in as many lines as it takes."""
    lines = [""]
    for word in visible(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, 10.5) > WORDS - 14:
            lines.append(word)
        else:
            lines[-1] = longer
    return [cut(line, 10.5, WORDS - 8) for line in lines]


def row_height(lines: Sequence[str]) -> float:
    """The height of a row with so many lines."""
    return max(ROW, LINE * len(lines) + 7)
