"""A history as one picture for a landscape page: a bar for each condition, coloured and patterned by its status.

Columns stand for moments and not for lengths of time: in a closing, days on which everything happens lie beside months
in which nothing does. Each column begins at the date written above it and bears the number of its days.
"""

from collections.abc import Iterator, Sequence

import attrs

from assent.engine.analysis.history import Bar, History, Track, VerdictBar
from assent.engine.analysis.history_causes import Dated
from assent.engine.evaluation.findings import POSITIVE, Status, Verdict
from assent.engine.model.contract import Contract
from assent.engine.report.graph import COLOURS
from assent.engine.report.style import Role, status_role, verdict_role
from assent.engine.report.timeline_columns import Columns, columns_of
from assent.engine.report.timeline_shapes import (
    GREY,
    INK,
    LINE,
    PALE,
    WORDS,
    Box,
    Look,
    Pattern,
    Way,
    cut,
    definitions,
    drawn,
    escaped,
    label,
    line,
    lines_of,
    number,
    rect,
    row_height,
    text_width,
    written,
)
from assent.engine.report.timeline_words import AHEAD, places_of_history, told_words, words_of_item

WIDTH = 1120.0
PAGE = 210 / 297  # height to width of a landscape page
_MARGIN = 32.0
_SECTION = 74.0
_ROWS = 150.0
_CLAUSE = 35.0
_AFTER = 6.0
_FLAG = 17.0
_COLUMN = 44.0
_BAR = 15.0
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_STANDS = "as the record stands"

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

SHORT: dict[Role, str] = {
    "met": "yes",
    "open": "not yet",
    "lost": "no more",
    "unknown": "?",
}  # where all else is too wide


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
        rows = sum(row_height(lines_of(words_of_item(track.item))) for track in self.history.tracks)
        rows += len(self.history.verdicts) * (_CLAUSE + _AFTER)
        self.bottom = _ROWS + rows + _FLAG * len(self._flags()) + 8
        self.height = self.bottom + 84
        self.left = _MARGIN + _SECTION + WORDS
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
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(self.width)} {number(self.height)}" '
            f'width="{number(self.width)}" height="{number(self.height)}" role="img" aria-labelledby="title desc" '
            f'font-family="{_FONT}">',
            f'<title id="title">{escaped(title)}</title>',
            f'<desc id="desc">{escaped(self._description())}</desc>',
            definitions(),
            rect(0, 0, self.width, self.height, "#ffffff"),
            self._line_of(38, title, 19, INK, bold=True),
            self._line_of(56, self._subtitle(), 12, GREY),
        ]
        lines += self._frame()
        lines += self._facts(126)
        lines += self._rows(_ROWS)
        lines += self._now()
        lines += self._deadlines(self.bottom - _FLAG * len(self._flags()))
        lines += self._legend(self.bottom + 26)
        return "\n".join([*lines, *self.over, "</svg>"]) + "\n"

    def _line_of(self, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> str:
        """A line across the whole picture, smaller where it would not fit."""
        room = (self.width - 2 * _MARGIN) / max(text_width(text, size), 1)
        return label(_MARGIN, y, text, min(size, size * room), colour, bold=bold)

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
        yield rect(self.x(ahead), top, self.x(len(starts)) - self.x(ahead), bottom - top, "#f4f5f7")
        for index, start in enumerate(starts):
            here = self.x(index)
            if index:
                yield line(here, top - 6, here, bottom, PALE, 1)
            yield from self._heading(index, here + 4, top - 8, bold=start is not None and index in self.columns.turning)
            if self.columns.days(index):
                yield label(here + 4, top + 9, self.columns.days(index), 8.5, GREY)

    def _heading(self, index: int, x: float, y: float, *, bold: bool) -> Iterator[str]:
        """The date above a column; in a narrow one its year stands above its day, and its time of day below."""
        start, words = self.columns.starts[index], self.columns.heading(index)
        if start is None or words == "later" or self.x(1) - self.x(0) >= text_width(words, 11) + 8:
            yield label(x, y, words, 11, bold=bold)
            return
        year, _, day = start.day.isoformat().partition("-")
        yield label(x, y - 11, year, 9, GREY)
        yield label(x, y, day, 11, bold=bold, title=words)
        if start.minute is not None:
            yield label(x, y + 30, str(start).split(" ")[1], 8.5, GREY)

    def _now(self) -> Iterator[str]:
        """The line behind the as-of moment, with its date, and what the part behind it shows."""
        here, bottom = self.x(self.columns.ahead), self.bottom
        words = f"as of {self.history.as_of}"
        wide = text_width(words, 11) + 14
        yield line(here, 82, here, bottom, INK, 2)
        yield rect(here - wide, 64, wide, 18, INK)
        yield label(here - wide + 7, 77, words, 11, "#ffffff", bold=True)
        if here + 6 + text_width(_STANDS, 11) <= self.width:
            yield label(here + 6, 77, _STANDS, 11, GREY, more=' font-style="italic"')
        else:
            yield label(self.width - 6, 58, _STANDS, 11, GREY, more=' font-style="italic" text-anchor="end"')

    def _facts(self, y: float) -> Iterator[str]:
        """A tick for each day on which facts are recorded, with their number."""
        yield label(_MARGIN + _SECTION, y + 8, "facts recorded", 10.5, GREY)
        places = places_of_history(self.history)
        for column, fraction, entries in self.columns.ticks:
            here = self.x(column) + (self.x(column + 1) - self.x(column)) * fraction
            cited = [f"{entry.moment} {entry.sentence} ({places.cite(entry.span)})" for entry in entries]
            yield f"<g><title>{escaped(chr(10).join(cited))}</title>"
            yield f'<path d="M{number(here)} {number(y)}v11" stroke="{INK}" stroke-width="2.5"/>'
            yield label(here + 5, y + 9, str(len(entries)), 9.5)
            yield "</g>"

    # --- the rows --------------------------------------------------------------------------------------------

    def _rows(self, y: float) -> Iterator[str]:
        for name, bars in self.history.verdicts.items():
            tracks = [track for track in self.history.tracks if track.item.clause == name]
            yield line(_MARGIN, y, self.width - _MARGIN, y, PALE, 1)
            yield label(_MARGIN, y + 22, cut(name, 13.5, _SECTION + WORDS - 12), 13.5, bold=True, title=name)
            for bar in bars:
                yield self._verdict(name, bar, y + 7)
            y += _CLAUSE
            for track in tracks:
                yield from self._track(track, y)
                y += row_height(lines_of(words_of_item(track.item)))
            y += _AFTER

    def _verdict(self, name: str, bar: VerdictBar, y: float) -> str:
        words = told_words(bar.told)
        start, end = self._span(bar.start, bar.end)
        look = Look(_verdict_pattern(bar.told.verdict), *COLOURS[verdict_role(bar.told.verdict)])
        short = bar.told.verdict.split()
        halves = (" ".join(short[: (len(short) + 1) // 2]), " ".join(short[(len(short) + 1) // 2 :]))
        ways = [Way((words,), 11.5), *(Way((bar.told.verdict,), size) for size in (11.5, 9.5, 8))]
        ways += [Way(halves, size) for size in (9.5, 8) if halves[1]]
        ways.append(Way((SHORT.get(verdict_role(bar.told.verdict), ""),), 7.5))
        return self._bar(Box(start, y, end - start, 24), look, ways, f"{name}: {words}")

    def _track(self, track: Track, y: float) -> Iterator[str]:
        item, words = track.item, words_of_item(track.item)
        lines = lines_of(words)
        middle = y + row_height(lines) / 2
        yield label(_MARGIN + 8, middle + 4, item.section, 11.5, bold=True)
        for index, words_ in enumerate(lines):
            yield label(_MARGIN + _SECTION, middle + 4 + LINE * (index - (len(lines) - 1) / 2), words_, 10.5)
        for bar in track.bars:
            yield self._condition(item.section, words, bar, middle - _BAR / 2)

    def _condition(self, section: str, words: str, bar: Bar, y: float) -> str:
        start, end = self._span(bar.start, bar.end)
        when = f"from {bar.start}" if bar.start else "at first"
        told = f"{section} {words}: {bar.status} {when}" + (f" until {bar.end}" if bar.end else "")
        ways = [*(Way((bar.status,), size) for size in (9.5, 8)), Way((SIGNS[bar.status],), 9.5)]
        look = Look(PATTERNS[bar.status], *COLOURS[status_role(bar.status)])
        return self._bar(Box(start, y, end - start, _BAR), look, ways, told.strip())

    def _bar(self, box: "Box", look: "Look", ways: Sequence["Way"], title: str) -> str:
        """A bar in a group that tells all about it; the first way to write its words that fits is written over it."""
        way = next((way for way in ways if way.width() + 12 <= box.width), None)
        if way is not None:
            self.over += written(box, look, way)
        return f'<g class="bar"><title>{escaped(title)}</title>{drawn(box, look)}</g>'

    def _span(self, start: object, end: object) -> tuple[float, float]:
        columns = self.columns
        first = self.x(columns.at(start)) if start is not None else self.x(0)
        return first, self.x(columns.at(end)) if end is not None else self.x(len(columns.starts))

    def _deadlines(self, y: float) -> Iterator[str]:
        """A broken line at the end of each deadline, through the rows, and its date and sections below."""
        for index, (moment, dates) in enumerate(self._flags().items()):
            here = self.x(self.columns.after(dates[0].moment))
            foot = y + _FLAG * index
            sections = ", ".join(dict.fromkeys(one.section or "the contract" for one in dates))
            words = f"{moment}: last day of {sections}"
            told = "; ".join(f"{one.section} {one.words}".strip() for one in dates)
            yield f"<g><title>{escaped(told)}</title>"
            yield line(here, 112, here, foot, "#b3261e", 1.4, "5 3")
            yield f'<path d="M{number(here)} {number(foot - 5)}l5 5l-5 5l-5 -5z" fill="#b3261e"/>'
            wide = text_width(words, 10.5) + 4
            right = here + 9 + wide <= self.width - _MARGIN
            start = here + 9 if right else here - 9 - wide
            yield rect(start, foot - 8, wide, 15, "#ffffff")
            end = "" if right else ' text-anchor="end"'
            yield label(start if right else here - 9, foot + 4, words, 10.5, more=end)
            yield "</g>"

    # --- the legend ------------------------------------------------------------------------------------------

    def _legend(self, y: float) -> Iterator[str]:
        used = {bar.status for track in self.history.tracks for bar in track.bars}
        here = _MARGIN
        for status in [status for status in PATTERNS if status in used]:
            look, box = Look(PATTERNS[status], *COLOURS[status_role(status)]), Box(here, y - 11, 26, _BAR)
            yield drawn(box, look)
            yield from written(box, look, Way((SIGNS[status],), 9.5))
            yield label(here + 32, y + 1, status, 10)
            here += 46 + text_width(status, 10)
        notes = [
            "Columns stand for moments, not for lengths of time: each begins at the date above it. "
            "In bold: something changes. A broken line with a diamond: a deadline.",
            f"Right of the line: {AHEAD}.",
        ]
        for index, note in enumerate(notes):
            yield label(_MARGIN, y + 22 + 14 * index, note, 10, GREY)


def _verdict_pattern(verdict: Verdict) -> Pattern:
    if verdict in POSITIVE:
        return "solid"
    if verdict == "UNDETERMINED":
        return "lines"
    return "open" if verdict in ("NOT YET", "NOT PERMITTED YET") else "cross"
