"""From text to the tree as written: Lark reads each top-level part, grammar/building makes the nodes.

In comes text; out come syntax nodes with places beside every finding. What is not checked here: whether any
term is defined. This file and building/core.py are the only ones that import Lark.
"""

import functools
import pkgutil
from collections.abc import Iterator
from typing import Any, Generic, Literal, TypeVar, cast

import attrs
from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from assent.grammar.builder import Builder, NestedTooDeep
from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic
from assent.grammar.frozen import Frozen
from assent.grammar.mistakes import explain
from assent.grammar.outline import Comment, Outline, Part, read_outline
from assent.grammar.outline_tokens import OutlineError, OutlineLexer
from assent.grammar.spans import Span
from assent.grammar.syntax.contract import ContractFile
from assent.grammar.syntax.journal import Fact, JournalFile, Withdrawn
from assent.grammar.syntax.scenarios import ScenarioFile

_FILES = ("tokens", "sentences", "contract", "journal", "scenarios")
_STARTS = ("contract_part", "journal_part", "scenario_part", "supposed", "withdrawn")
_MOST_RETRIES = 8

Start = Literal["contract_part", "journal_part", "scenario_part", "supposed", "withdrawn"]


T = TypeVar("T", covariant=True)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Parsed(Frozen, Generic[T]):
    """What could be read of a text, the comments beside it, and everything that was found wrong."""

    tree: T
    comments: tuple[Comment, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_contract(text: str, source: str, cache: str | None = None) -> Parsed[ContractFile]:
    """Read a contract file."""
    parts, outline, findings = _read(text, source, "contract_part", cache)
    return Parsed(ContractFile(tuple(parts), source), outline.comments, findings)


def parse_journal(text: str, source: str, cache: str | None = None) -> Parsed[JournalFile]:
    """Read a journal of facts."""
    parts, outline, findings = _read(text, source, "journal_part", cache)
    return Parsed(JournalFile(tuple(parts), source), outline.comments, findings)


def parse_scenarios(text: str, source: str, cache: str | None = None) -> Parsed[ScenarioFile]:
    """Read a file of scenarios."""
    parts, outline, findings = _read(text, source, "scenario_part", cache)
    return Parsed(ScenarioFile(tuple(parts), source), outline.comments, findings)


def parse_supposed(text: str, source: str = "--suppose", cache: str | None = None) -> Parsed[Fact | None]:
    """Read a dated sentence."""
    parts, outline, findings = _read(text, source, "supposed", cache)
    return Parsed(cast(Fact, parts[0]) if parts else None, outline.comments, findings)


def parse_withdrawn(text: str, source: str = "--without", cache: str | None = None) -> Parsed[Withdrawn | None]:
    """Read a sentence, with a date or without one."""
    parts, outline, findings = _read(text, source, "withdrawn", cache)
    return Parsed(cast(Withdrawn, parts[0]) if parts else None, outline.comments, findings)


def _read(text: str, source: str, start: Start, cache: str | None) -> tuple[list[Any], Outline, tuple[Diagnostic, ...]]:
    outline = read_outline(text, source)
    if not outline.parts and not outline.diagnostics:
        return [], outline, (Diagnostic("empty-file", Span(source, 1, 1, 1, 1)),)
    findings, spoiled = list(outline.diagnostics), set(outline.spoiled)
    nodes: list[Any] = []
    for part in outline.parts:
        if len(findings) >= MOST_FINDINGS:
            break
        reader = _PartReader(part, source, start, spoiled, findings)
        node = reader.read(_lark(cache))
        if node is not None:
            nodes.append(node)
    return nodes, outline, tuple(_with_sections(findings, outline))[:MOST_FINDINGS]


def _with_sections(findings: list[Diagnostic], outline: Outline) -> Iterator[Diagnostic]:
    """The findings by place, each with the heading of the section in which it stands."""
    headings = [(part.line, part.text.split("\n", 1)[0]) for part in outline.parts] if findings else []
    for finding in sorted(findings, key=lambda d: d.span):
        above = [heading for line, heading in headings if line <= finding.span.line]
        if above and above[-1].startswith("section "):
            finding = attrs.evolve(finding, section=above[-1])
        yield finding


@attrs.define
class _PartReader:
    """Reads one part; after an error it leaves the line out and reads on, for the sake of further errors."""

    part: Part
    source: str
    start: Start
    spoiled: set[int]
    findings: list[Diagnostic]
    lines: list[str] = attrs.field(init=False)
    failed: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lines = self.part.text.split("\n")
        rows = range(self.part.line, self.part.line + len(self.lines))
        self.failed = any(row in self.spoiled for row in rows)

    def read(self, lark: Lark) -> object | None:
        """The node of the part; None when it has errors."""
        if self.lines[0].startswith(" ") and self.start.endswith("_part"):
            self._found(
                "ragged-indentation",
                Span(self.source, self.part.line, 1, self.part.line, _depth(self.lines[0]) + 1),
            )
        for _ in range(_MOST_RETRIES):
            builder = Builder(self.source, self.part.line - 1)
            try:
                node: object = builder.build(lark.parse("\n".join(self.lines), start=self.start))
            except UnexpectedInput as error:
                if not self._go_on_after(_finding(error, self.lines, builder)):
                    return None
            except (OutlineError, NestedTooDeep) as error:
                self._found(error.code, error.span(builder))
                return None
            else:
                self.findings += builder.diagnostics
                return None if self.failed else node
        return None

    def _found(self, code: str, span: Span) -> None:
        if not self.failed:
            self.findings.append(Diagnostic(code, span))
        self.failed = True

    def _go_on_after(self, finding: Diagnostic) -> bool:
        """Keep a finding unless it only follows from an earlier one; whether reading again can find more."""
        row = finding.span.line
        if not (row in self.spoiled or (finding.code == "unfinished" and self._lost_below(row))):
            self.findings.append(finding)
        self.failed = True
        return finding.code != "missing-indentation" and self._leave_out(row - self.part.line)

    def _lost_below(self, row: int) -> bool:
        """Whether lines directly below were left out."""
        below = row + 1
        while below - self.part.line < len(self.lines) and not self.lines[below - self.part.line].strip():
            if below in self.spoiled:
                return True
            below += 1
        return False

    def _leave_out(self, index: int) -> bool:
        """Blank a line that could not be read, and all below it; False when nothing is left."""
        if index <= 0 or index >= len(self.lines) or not self.lines[index].strip():
            return False
        depth = _depth(self.lines[index])
        for below in range(index, len(self.lines)):
            if below > index and self.lines[below].strip() and _depth(self.lines[below]) <= depth:
                break
            self.lines[below] = ""
            self.spoiled.add(self.part.line + below)
        return any(line.strip() for line in self.lines[1:])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@functools.cache
def _lark(cache: str | None) -> Lark:
    """The parser; with a file to keep its tables in, it is read back from there the next time."""
    if cache is not None:
        try:
            return _build(cache)
        except OSError:
            pass  # an unwritable cache folder costs time, never an answer
    return _build(None)


class _Place(str):
    """Where the tables are kept.

    Lark checks them against the grammar, all options, itself and the interpreter; the place is one of the options,
    and reads the same everywhere so that tables may be moved.
    """

    def __str__(self) -> str:
        return "kept"


def build_tables(path: str) -> None:
    """Work out the parser's tables and keep them in a file; the build of a wheel does, for everybody's first run."""
    _build(path)


def _build(cache: str | None) -> Lark:
    texts = (pkgutil.get_data(__package__, f"{name}.lark") for name in _FILES)
    options: dict[str, Any] = {
        "parser": "lalr",
        "lexer": "contextual",
        "start": list(_STARTS),
        "propagate_positions": True,
        "maybe_placeholders": False,
        "postlex": OutlineLexer(),
    }
    if cache is not None:
        options["cache"] = _Place(cache)
    return Lark("".join((text or b"").decode() for text in texts), **options)


# --- errors for people ------------------------------------------------------------------------------------


def _finding(error: UnexpectedInput, lines: list[str], builder: Builder) -> Diagnostic:
    """Say where reading stopped, and what was most likely meant."""
    if isinstance(error, UnexpectedCharacters):
        allowed = set(error.allowed or ())
    elif isinstance(error, UnexpectedToken):
        allowed = set(error.accepts or error.expected or ())
    else:
        allowed = set()
    row, column = _position(error, lines)
    line = lines[row - 1] if row <= len(lines) else ""
    mistake = explain(line, column - 1, allowed)
    span = builder.span(row, mistake.start + 1, row, mistake.end + 1)
    words = {"word": line[mistake.start : mistake.end], "expected": mistake.expected}
    return Diagnostic(mistake.code, span, words, mistake.candidates)


def _position(error: UnexpectedInput, lines: list[str]) -> tuple[int, int]:
    row, column = int(error.line), int(error.column)
    token = getattr(error, "token", None)
    if isinstance(token, Token) and token.type in ("_NL", "$END", "_DEDENT"):
        if row < 1:
            row = max(index for index, line in enumerate(lines, 1) if line.strip())
        return row, len(lines[row - 1].rstrip()) + 1 if row <= len(lines) else 1
    if isinstance(token, Token) and token.type == "_INDENT":
        row = token.end_line or row
        return row, _depth(lines[row - 1]) + 1
    return max(row, 1), max(column, 1)
