"""A history as one picture for a landscape page: a bar for each condition, coloured and patterned by its status.

Columns stand for moments and not for lengths of time: in a closing, days on which everything happens lie beside months
in which nothing does. Each column begins at the date written above it and bears the number of its days.
"""

import html
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from assent.engine.analysis.history import Bar, History, Track, VerdictBar
from assent.engine.analysis.history_causes import Dated
from assent.engine.evaluation.findings import POSITIVE, Status, Verdict
from assent.engine.model.contract import Contract
from assent.engine.report.graph import COLOURS
from assent.engine.report.layout import visible
from assent.engine.report.style import status_role, verdict_role
from assent.engine.report.timeline_columns import Columns, columns_of
from assent.engine.report.timeline_words import AHEAD, places_of_history, told_words, words_of_item

Pattern = Literal["solid", "dots", "slants", "open", "half", "cross", "lines", "faint"]

WIDTH = 1120.0
PAGE = 210 / 297  # height to width of a landscape page
_MARGIN = 32.0
_SECTION = 74.0
_WORDS = 238.0
_ROWS = 150.0
_CLAUSE = 35.0
_AFTER = 6.0
_ROW = 27.0
_LINE = 11.5
_FLAG = 17.0
_COLUMN = 40.0
_BAR = 15.0
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_INK, _GREY, _PALE = "#1b1b1b", "#5f6368", "#dadce0"

PATTERNS: dict[Status, Pattern] = {
    "SATISFIED": "solid",
    "DEEMED SATISFIED": "dots",
    "WAIVED": "slants",
    "OUTSTANDING": "open",
    "RECEIVED": "half",
    "DEFERRED": "half",
    "FAILED": "cross",
    "UNDETERMINED": "lines",
    "NOT APPLICABLE": "faint",
}
SIGNS: dict[Status, str] = {
    "SATISFIED": "S",
    "DEEMED SATISFIED": "D",
    "WAIVED": "W",
    "OUTSTANDING": "O",
    "RECEIVED": "R",
    "DEFERRED": "L",
    "FAILED": "F",
    "UNDETERMINED": "U",
    "NOT APPLICABLE": "N",
}


def svg_timeline(contract: Contract, history: History, record: str = "") -> str:
    """The picture as an SVG document that needs nothing but itself; `record` says how far the record is complete."""
    return _Picture(contract, history, record).document()


@attrs.define(eq=False, repr=False)
class _Picture:
    """One picture. What is written in bars is kept in `over` and drawn last, so that no line runs through it."""

    contract: Contract
    history: History
    record: str
    columns: Columns = attrs.field(init=False)
    width: float = attrs.field(init=False)
    height: float = attrs.field(init=False)
    bottom: float = attrs.field(init=False)
    left: float = attrs.field(init=False)
    over: list[str] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.columns = columns_of(self.history)
        rows = sum(_height(_lines(words_of_item(track.item))) for track in self.history.tracks)
        rows += len(self.history.verdicts) * (_CLAUSE + _AFTER)
        self.bottom = _ROWS + rows + _FLAG * len(self._flags()) + 8
        self.height = self.bottom + 84
        self.left = _MARGIN + _SECTION + _WORDS
        self.width = max(WIDTH, self.height / PAGE, self.left + _COLUMN * len(self.columns.starts) + _MARGIN)

    # --- places ----------------------------------------------------------------------------------------------

    def x(self, column: int) -> float:
        """The left edge of a column; one beyond the last is the right edge of the picture."""
        return self.left + (self.width - _MARGIN - self.left) * column / len(self.columns.starts)

    def _flags(self) -> dict[str, list[Dated]]:
        """The deadlines of the conditions, those of one day together."""
        found: dict[str, list[Dated]] = {}
        for one in sorted(self.history.dates, key=lambda one: self.columns.after(one.moment)):
            if one.kind == "deadline":
                found.setdefault(str(one.moment), []).append(one)
        return found

    # --- the document ----------------------------------------------------------------------------------------

    def document(self) -> str:
        title = f"Timeline: {self.contract.title or self.contract.name}"
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'width="{_n(self.width)}" height="{_n(self.height)}" role="img" aria-labelledby="title desc" '
            f'font-family="{_FONT}">',
            f'<title id="title">{_text(title)}</title>',
            f'<desc id="desc">{_text(self._description())}</desc>',
            _definitions(),
            _rect(0, 0, self.width, self.height, "#ffffff"),
            _label(_MARGIN, 38, title, 19, bold=True),
            _label(_MARGIN, 58, self._subtitle(), 12, _GREY),
        ]
        lines += self._frame()
        lines += self._facts(126)
        lines += self._rows(_ROWS)
        lines += self._now()
        lines += self._deadlines(self.bottom - _FLAG * len(self._flags()))
        lines += self._legend(self.bottom + 26)
        return "\n".join([*lines, *self.over, "</svg>"]) + "\n"

    def _subtitle(self) -> str:
        chosen = [
            f"{question.name} {self.history.readings[question.name]}"
            for question in self.contract.questions.values()
            if self.history.readings.get(question.name, question.default) != question.default
        ]
        words = [f"as of {self.history.as_of}", self.record, "readings " + ", ".join(chosen) if chosen else ""]
        return "; ".join(word for word in words if word)

    def _description(self) -> str:
        """The verdicts in words, for those who cannot see the picture."""
        said = [
            f"{name}: "
            + ", then ".join(
                (f"from {bar.start} " if bar.start else "at first ") + told_words(bar.told) for bar in bars
            )
            for name, bars in self.history.verdicts.items()
        ]
        return f"As of {self.history.as_of}. " + ". ".join(said) + f". After {self.history.as_of}: {AHEAD}."

    # --- the columns -----------------------------------------------------------------------------------------

    def _frame(self) -> Iterator[str]:
        """The dates, the lengths of the columns, the lines between them, and the tint of what lies ahead."""
        top, bottom = 112.0, self.bottom
        starts, ahead = self.columns.starts, self.columns.ahead
        yield _rect(self.x(ahead), top, self.x(len(starts)) - self.x(ahead), bottom - top, "#f4f5f7")
        for index, start in enumerate(starts):
            here = self.x(index)
            if index:
                yield _line(here, top - 6, here, bottom, _PALE, 1)
            yield from self._heading(index, here + 4, top - 8, bold=start is not None and index in self.columns.turning)
            if self.columns.days(index):
                yield _label(here + 4, top + 9, self.columns.days(index), 8.5, _GREY)

    def _heading(self, index: int, x: float, y: float, *, bold: bool) -> Iterator[str]:
        """The date above a column; in a narrow one its year stands above its day, and its time of day below."""
        start, words = self.columns.starts[index], self.columns.heading(index)
        if start is None or words == "later" or self.x(1) - self.x(0) >= _width(words, 11) + 8:
            yield _label(x, y, words, 11, bold=bold)
            return
        year, _, day = start.day.isoformat().partition("-")
        yield _label(x, y - 11, year, 9, _GREY)
        yield _label(x, y, day, 11, bold=bold, title=words)
        if start.minute is not None:
            yield _label(x, y + 30, str(start).split(" ")[1], 8.5, _GREY)

    def _now(self) -> Iterator[str]:
        """The line behind the as-of moment, with its date, and what the part behind it shows."""
        here, bottom = self.x(self.columns.ahead), self.bottom
        words = f"as of {self.history.as_of}"
        wide = _width(words, 11) + 14
        yield _line(here, 82, here, bottom, _INK, 2)
        yield _rect(here - wide, 64, wide, 18, _INK)
        yield _label(here - wide + 7, 77, words, 11, "#ffffff", bold=True)
        yield _label(here + 6, 77, "as the record stands", 11, _GREY, more=' font-style="italic"')

    def _facts(self, y: float) -> Iterator[str]:
        """A tick for each day on which facts are recorded, with their number."""
        yield _label(_MARGIN + _SECTION, y + 8, "facts recorded", 10.5, _GREY)
        places = places_of_history(self.history)
        for column, fraction, entries in self.columns.ticks:
            here = self.x(column) + (self.x(column + 1) - self.x(column)) * fraction
            cited = [f"{entry.moment} {entry.sentence} ({places.cite(entry.span)})" for entry in entries]
            yield f"<g><title>{_text(chr(10).join(cited))}</title>"
            yield f'<path d="M{_n(here)} {_n(y)}v11" stroke="{_INK}" stroke-width="2.5"/>'
            yield _label(here + 5, y + 9, str(len(entries)), 9.5)
            yield "</g>"

    # --- the rows --------------------------------------------------------------------------------------------

    def _rows(self, y: float) -> Iterator[str]:
        for name, bars in self.history.verdicts.items():
            tracks = [track for track in self.history.tracks if track.item.clause == name]
            yield _line(_MARGIN, y, self.width - _MARGIN, y, _PALE, 1)
            yield _label(_MARGIN, y + 22, _cut(name, 13.5, _SECTION + _WORDS - 12), 13.5, bold=True, title=name)
            for bar in bars:
                yield self._verdict(name, bar, y + 7)
            y += _CLAUSE
            for track in tracks:
                yield from self._track(track, y)
                y += _height(_lines(words_of_item(track.item)))
            y += _AFTER

    def _verdict(self, name: str, bar: VerdictBar, y: float) -> str:
        words = told_words(bar.told)
        start, end = self._span(bar.start, bar.end)
        look = _Look(_verdict_pattern(bar.told.verdict), *COLOURS[verdict_role(bar.told.verdict)])
        short = bar.told.verdict.split()
        halves = (" ".join(short[: (len(short) + 1) // 2]), " ".join(short[(len(short) + 1) // 2 :]))
        ways = [_Way((words,), 11.5), *(_Way((bar.told.verdict,), size) for size in (11.5, 9.5, 8))]
        ways += [_Way(halves, size) for size in (9.5, 8, 6.5) if halves[1]]
        return self._bar(_Box(start, y, end - start, 24), look, ways, f"{name}: {words}")

    def _track(self, track: Track, y: float) -> Iterator[str]:
        item, words = track.item, words_of_item(track.item)
        lines = _lines(words)
        middle = y + _height(lines) / 2
        yield _label(_MARGIN + 8, middle + 4, item.section, 11.5, bold=True)
        for number, line in enumerate(lines):
            yield _label(_MARGIN + _SECTION, middle + 4 + _LINE * (number - (len(lines) - 1) / 2), line, 10.5)
        for bar in track.bars:
            yield self._condition(item.section, words, bar, middle - _BAR / 2)

    def _condition(self, section: str, words: str, bar: Bar, y: float) -> str:
        start, end = self._span(bar.start, bar.end)
        when = f"from {bar.start}" if bar.start else "at first"
        told = f"{section} {words}: {bar.status} {when}" + (f" until {bar.end}" if bar.end else "")
        ways = [*(_Way((bar.status,), size) for size in (9.5, 8)), _Way((SIGNS[bar.status],), 9.5)]
        look = _Look(PATTERNS[bar.status], *COLOURS[status_role(bar.status)])
        return self._bar(_Box(start, y, end - start, _BAR), look, ways, told.strip())

    def _bar(self, box: "_Box", look: "_Look", ways: Sequence["_Way"], title: str) -> str:
        """A bar in a group that tells all about it; the first way to write its words that fits is written over it."""
        way = next((way for way in ways if way.width() + 12 <= box.width), None)
        if way is not None:
            self.over += _written(box, look, way)
        return f'<g class="bar"><title>{_text(title)}</title>{_drawn(box, look)}</g>'

    def _span(self, start: object, end: object) -> tuple[float, float]:
        columns = self.columns
        first = self.x(columns.at(start)) if start is not None else self.x(0)
        return first, self.x(columns.at(end)) if end is not None else self.x(len(columns.starts))

    def _deadlines(self, y: float) -> Iterator[str]:
        """A broken line at the end of each deadline, through the rows, and its date and sections below."""
        for number, (moment, dates) in enumerate(self._flags().items()):
            here = self.x(self.columns.after(dates[0].moment))
            foot = y + 16 * number
            sections = ", ".join(dict.fromkeys(one.section or "the contract" for one in dates))
            words = f"{moment}: last day of {sections}"
            told = "; ".join(f"{one.section} {one.words}".strip() for one in dates)
            yield f"<g><title>{_text(told)}</title>"
            yield _line(here, 112, here, foot, "#b3261e", 1.4, "5 3")
            yield f'<path d="M{_n(here)} {_n(foot - 5)}l5 5l-5 5l-5 -5z" fill="#b3261e"/>'
            wide = _width(words, 10.5) + 4
            right = here + 9 + wide <= self.width - _MARGIN
            start = here + 9 if right else here - 9 - wide
            yield _rect(start, foot - 8, wide, 15, "#ffffff")
            end = "" if right else ' text-anchor="end"'
            yield _label(start if right else here - 9, foot + 4, words, 10.5, more=end)
            yield "</g>"

    # --- the legend ------------------------------------------------------------------------------------------

    def _legend(self, y: float) -> Iterator[str]:
        used = {bar.status for track in self.history.tracks for bar in track.bars}
        here = _MARGIN
        for status in [status for status in PATTERNS if status in used]:
            look, box = _Look(PATTERNS[status], *COLOURS[status_role(status)]), _Box(here, y - 11, 26, _BAR)
            yield _drawn(box, look)
            yield from _written(box, look, _Way((SIGNS[status],), 9.5))
            yield _label(here + 32, y + 1, status, 10)
            here += 46 + _width(status, 10)
        notes = [
            "Columns stand for moments, not for lengths of time: each begins at the date above it. "
            "In bold: something changes. A broken line with a diamond: a deadline.",
            f"Right of the line: {AHEAD}.",
        ]
        for number, note in enumerate(notes):
            yield _label(_MARGIN, y + 22 + 14 * number, note, 10, _GREY)


def _verdict_pattern(verdict: Verdict) -> Pattern:
    if verdict in POSITIVE:
        return "solid"
    if verdict == "UNDETERMINED":
        return "lines"
    return "open" if verdict in ("NOT YET", "NOT PERMITTED YET") else "cross"


# --- what is drawn -------------------------------------------------------------------------------------------

# What is drawn over the colour of a bar, so that bars are told apart on a black-and-white printer too.
_OVER: dict[Pattern, str] = {
    "dots": '<circle cx="3" cy="3" r="1.2" fill="#2e7d32"/>',
    "slants": '<path d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2" stroke="#2e7d32" stroke-width="1"/>',
    "half": '<path d="M3 0v6" stroke="#b07d00" stroke-width="1"/>',
    "cross": '<path d="M0 0l6 6M6 0l-6 6" stroke="#b3261e" stroke-width="0.8"/>',
    "lines": '<path d="M0 3h6" stroke="#4a4e9b" stroke-width="0.8"/>',
}


def _definitions() -> str:
    patterns = "".join(
        f'<pattern id="over-{name}" width="6" height="6" patternUnits="userSpaceOnUse">{drawn}</pattern>'
        for name, drawn in _OVER.items()
    )
    return f"<defs>{patterns}</defs>"


@attrs.frozen
class _Box:
    """Where a bar stands."""

    x: float
    y: float
    width: float
    height: float


@attrs.frozen
class _Look:
    """How a bar looks: its pattern, its colour, the colour of its edge."""

    pattern: Pattern
    fill: str
    stroke: str

    @property
    def ground(self) -> str:
        return "#ffffff" if self.pattern == "faint" else self.fill


@attrs.frozen
class _Way:
    """A way to write some words into a bar: in how many lines, and how large."""

    lines: tuple[str, ...]
    size: float

    def width(self) -> float:
        return max(_width(line, self.size) for line in self.lines)


def _drawn(box: _Box, look: _Look) -> str:
    dash = ' stroke-dasharray="4 2.5"' if look.pattern in ("open", "faint") else ""
    place = f'x="{_n(box.x + 1)}" y="{_n(box.y)}" width="{_n(box.width - 2)}" height="{_n(box.height)}" rx="3"'
    over = f'<rect {place} fill="url(#over-{look.pattern})"/>' if look.pattern in _OVER else ""
    return f'<rect {place} fill="{look.ground}" stroke="{look.stroke}" stroke-width="1.2"{dash}/>{over}'


def _written(box: _Box, look: _Look, way: _Way) -> Iterator[str]:
    """Words on the plain colour of their bar."""
    middle, step = box.y + box.height / 2, way.size * 1.02
    tall = step * len(way.lines)
    yield _rect(box.x + 4, middle - tall / 2, way.width() + 5, tall, look.ground)
    for number, line in enumerate(way.lines):
        below = step * (number - (len(way.lines) - 1) / 2)
        yield _label(box.x + 7, middle + way.size * 0.36 + below, line, way.size)


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{_n(width)}"{dashes}/>'


def _label(
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str = _INK,
    *,
    bold: bool = False,
    more: str = "",
    title: str = "",
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    tip = f"<title>{_text(title)}</title>" if title and title != text else ""
    place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{colour}"'
    return f"<text {place}{weight}{more}>{tip}{_text(text)}</text>"


def _text(text: str) -> str:
    """Text as XML has it, without characters that nobody can see."""
    return html.escape("\n".join(visible(line) for line in text.split("\n")))


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


# --- how wide a text is --------------------------------------------------------------------------------------

_NARROW, _BROAD = frozenset("iljtfrI.,:;'|()[] -/!"), frozenset("mwMWQO%@")


def _width(text: str, size: float) -> float:
    """About how wide a text is in a common sans-serif face; rather too wide than too narrow."""
    return size * sum(_wide(letter) for letter in text)


def _wide(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD or ord(letter) > 0x2E80:
        return 0.9 if ord(letter) < 0x2E80 else 1.05
    return 0.72 if letter.isupper() else 0.57


def _cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as has room, with three dots."""
    if _width(text, size) <= room:
        return text
    while text and _width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _lines(text: str) -> list[str]:
    """What stands beside a bar, in as many lines as it takes."""
    lines = [""]
    for word in visible(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, 10.5) > _WORDS - 14:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, 10.5, _WORDS - 8) for line in lines]


def _height(lines: Sequence[str]) -> float:
    """The height of a row with so many lines."""
    return max(_ROW, _LINE * len(lines) + 7)
