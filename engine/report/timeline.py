"""How the answers moved, for a terminal and as Markdown: each date, what changes then, and because of what."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from assent.engine.analysis.history import ConditionChange, History, Turn, VerdictChange
from assent.engine.analysis.history_causes import Cause
from assent.engine.evaluation.findings import Evaluation
from assent.engine.model.contract import Contract
from assent.engine.report.layout import GAP, NARROWEST, Column, cells, paragraph, spread, visible, widest
from assent.engine.report.lines import MOST_FACTS
from assent.engine.report.places import Places
from assent.engine.report.style import Role, Style, plain, status_role, verdict_role
from assent.engine.report.text import Complete, header
from assent.engine.report.timeline_words import (
    AHEAD,
    cause_cited,
    cause_words,
    places_of_history,
    told_words,
    words_of_item,
)
from assent.grammar.frozen import Frozen

ARROW = " -> "
ABSENT = "no part"
_MARGIN = 4


def render_timeline(
    contract: Contract,
    history: History,
    *,
    width: int = 80,
    style: Style = plain,
    complete: Complete | None = None,
) -> str:
    """The whole history: each verdict with its dates, where all stood at first, and each moment of change."""
    width = max(width, NARROWEST)
    places = places_of_history(history)
    asked = Evaluation(history.as_of, history.readings, ())
    blocks = [header(contract, asked, complete or {}, width, style), _verdicts(history, width, style)]
    blocks.append(_first(history, width, style))
    for ahead, turns in groupby(history.turns, key=lambda turn: turn.ahead):
        if ahead:
            blocks.append(paragraph(f"After {history.as_of}: {AHEAD}.", width, style, "title", 0))
        blocks += [_Page(width, style, places, turn).lines(history) for turn in turns]
    if not any(turn.ahead for turn in history.turns):
        blocks.append(paragraph(f"After {history.as_of} nothing changes: {AHEAD}.", width, style, "title", 0))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _verdicts(history: History, width: int, style: Style) -> list[str]:
    """`Amendment  at first    NOT YET`, and below it from when on it was told otherwise."""
    ahead = {turn.moment for turn in history.turns if turn.ahead}
    starts = [str(bar.start) for bars in history.verdicts.values() for bar in bars if bar.start]
    dates = widest([*starts, "at first"])
    names = widest(history.verdicts, most=width - dates - 40)
    lines: list[str] = []
    for name, bars in history.verdicts.items():
        for number, bar in enumerate(bars):
            words = told_words(bar.told) + (", as the record stands" if bar.start in ahead else "")
            columns = [
                Column("" if number else name, names, "title"),
                Column(str(bar.start) if bar.start else "at first", dates, "aside"),
                Column(words, width - names - dates - 2 * len(GAP), verdict_role(bar.told.verdict)),
            ]
            lines += spread(columns, style, 0)
    return lines


def _first(history: History, width: int, style: Style) -> list[str]:
    """Where each condition stood before anything happened, status by status."""
    lines = [style("title", "At first")]
    for name in history.verdicts:
        groups: dict[str, list[str]] = {}
        for track in history.tracks:
            if track.item.clause == name and track.bars[0].start is None:
                groups.setdefault(track.bars[0].status, []).append(track.item.section or words_of_item(track.item))
        if groups:
            pieces = [f"{status} {', '.join(sections)};" for status, sections in groups.items()]
            lines += paragraph(f"{name}: {' '.join(pieces)}".rstrip(";"), width, style, "words", 2, 2)
    return lines


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class _Page(Frozen):
    """One moment of change as lines."""

    width: int
    style: Style
    places: Places
    turn: Turn

    def lines(self, history: History) -> list[str]:
        lines = [self.style("title", str(self.turn.moment))]
        verdicts = {change.name: change for change in self.turn.verdicts}
        standing = _standing(history, self.turn)
        for name in history.verdicts:
            rows = [change for change in self.turn.conditions if change.item.clause == name]
            if name in verdicts or rows:
                lines += self._clause(name, verdicts.get(name), standing[name], rows)
        if self.turn.unchanged:
            count = f"{self.turn.unchanged} condition{'' if self.turn.unchanged == 1 else 's'} unchanged"
            lines.append("  " + self.style("aside", f"({count})"))
        return lines

    def _clause(self, name: str, change: VerdictChange | None, now: str, rows: Sequence[ConditionChange]) -> list[str]:
        mark = self.style("changed", "~") if change else " "
        sides = [told_words(change.before), told_words(change.after)] if change else [now]
        tail = "" if change else " (unchanged)"
        if 2 + cells(name) + len(GAP) + len(ARROW.join(sides)) + len(tail) <= self.width:
            lines = [f"{mark} {self.style('title', visible(name))}{GAP}{ARROW.join(sides)}{tail}"]
        else:
            lines = [*paragraph(name, self.width, self.style, "title", 2)]
            lines[0] = mark + lines[0][1:]
            lines += ["    " + side for side in (sides[0], *(f"-> {side}" for side in sides[1:]))]
            lines[-1] += tail
        if change and not rows:
            lines += self._because(change.because, 0)
        section = widest((row.item.section for row in rows), least=4, most=14)
        states = widest((_states(row) for row in rows), most=32)
        for index, row in enumerate(rows):
            lines += self._row(row, section, states)
            following = rows[index + 1] if index + 1 < len(rows) else None
            if following is None or not _alike(row.because, following.because):
                lines += self._because(row.because, section + len(GAP))
        return lines

    def _row(self, row: ConditionChange, section: int, states: int) -> list[str]:
        rest = self.width - _MARGIN - section - states - 2 * len(GAP)
        role = status_role(row.after) if row.after else "idle"
        columns = [
            Column(row.item.section, section, "section"),
            Column(_states(row), states, role),
            Column(words_of_item(row.item), rest, "words"),
        ]
        return spread(columns, self.style, _MARGIN)

    def _because(self, causes: Sequence[Cause], indent: int) -> list[str]:
        """What caused a change; of many facts some, and the lines of the rest."""
        facts = [cause for cause in causes if cause.kind in ("fact", "lapse")]
        rest = facts[MOST_FACTS - 1 :] if len(facts) > MOST_FACTS else []
        shown = [cause for cause in causes if cause not in rest]
        cited = widest((cause_cited(cause, self.places) for cause in shown), most=24)
        lines: list[str] = []
        for cause in shown:
            lines += self._cause(cause, indent, cited)
        if rest:
            lines_of = self.places.cite_many(cause.fact for cause in rest if cause.fact is not None)
            lines += self._line("", f"and {len(rest)} more: {lines_of}", indent, cited, "cite")
        return lines

    def _cause(self, cause: Cause, indent: int, cited: int) -> list[str]:
        return self._line(cause_cited(cause, self.places), cause_words(cause), indent, cited, "aside")

    def _line(self, cite: str, words: str, indent: int, cited: int, role: Role) -> list[str]:
        margin = _MARGIN + indent
        above: list[str] = []
        if cells(cite) > cited:
            above, cite = paragraph(cite, self.width, self.style, "cite", margin), ""
        rest = self.width - margin - cited - (len(GAP) if cited else 0)
        return above + spread([Column(cite, cited, "cite"), Column(words, rest, role)], self.style, margin)


def _standing(history: History, turn: Turn) -> dict[str, str]:
    """Each verdict as it stands at a moment of change."""
    found: dict[str, str] = {}
    for name, bars in history.verdicts.items():
        for bar in bars:
            found.setdefault(name, told_words(bar.told))
        for other in history.turns:
            found.update({change.name: told_words(change.after) for change in other.verdicts if change.name == name})
            if other is turn:
                break
    return found


def _states(row: ConditionChange) -> str:
    return ARROW.join(status or ABSENT for status in (row.before, row.after))


def _alike(one: Sequence[Cause], other: Sequence[Cause]) -> bool:
    return [_key(cause) for cause in one] == [_key(cause) for cause in other]


def _key(cause: Cause) -> tuple[object, ...]:
    fact = (cause.fact.span, cause.fact.sentence) if cause.fact is not None else ()
    return cause.kind, cause.moment, cause.words, fact


# --- Markdown ------------------------------------------------------------------------------------------------


def markdown_timeline(contract: Contract, history: History) -> str:
    """The history as a table to put into a letter or a memorandum."""
    places = places_of_history(history)
    lines = [f"# Timeline: {_md(contract.title or contract.name)}", "", f"As of {history.as_of}.", ""]
    lines += ["| Clause | From | Verdict |", "| :-- | :-- | :-- |"]
    ahead = {turn.moment for turn in history.turns if turn.ahead}
    for name, bars in history.verdicts.items():
        for bar in bars:
            words = told_words(bar.told) + (", as the record stands" if bar.start in ahead else "")
            lines.append(f"| {_md(name)} | {bar.start or 'at first'} | {words} |")
    lines += ["", "| Date | Clause | Section | Item | Change | Because |", "| :-- | :-- | :-- | :-- | :-- | :-- |"]
    for turn in history.turns:
        for name in history.verdicts:
            lines += _markdown_turn(name, turn, places)
    lines += ["", f"Dates marked * are after {history.as_of}: {AHEAD}."]
    return "\n".join(lines) + "\n"


def _markdown_turn(name: str, turn: Turn, places: Places) -> Iterator[str]:
    """What changes of one clause at one moment: the verdict, then its conditions."""
    head = f"| {turn.moment}{'*' if turn.ahead else ''} | {_md(name)} |"
    for change in turn.verdicts:
        if change.name == name:
            move = f"**{told_words(change.before)}{ARROW}{told_words(change.after)}**"
            yield f"{head}  |  | {move} | {_markdown_causes(change.because, places)} |"
    for row in turn.conditions:
        if row.item.clause == name:
            item = f"{row.item.section} | {_md(words_of_item(row.item))} | {_states(row)}"
            yield f"{head} {item} | {_markdown_causes(row.because, places)} |"


def _markdown_causes(causes: Sequence[Cause], places: Places) -> str:
    texts = [(cause_words(cause), cause_cited(cause, places)) for cause in causes]
    return "; ".join(f"{_md(text)} ({cite})" if cite else _md(text) for text, cite in texts)


def _md(text: str) -> str:
    """Text that Markdown shows as it is."""
    words = " ".join(visible(text).split())
    for sign in "\\`*_[]<>|#":
        words = words.replace(sign, "\\" + sign)
    return words
