"""What is checked before any word is read: characters, quotes, comments, and the top-level parts of a file.

In comes the text of one file; out come its top-level parts with comments blanked (so that every place stays
true), the comments with their places, and findings about characters that a contract must not contain. Nothing
is parsed.
"""

import re
import unicodedata

import attrs

from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic
from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span

DEEPEST_LEVEL = 40
LONGEST_LINE = 4_000
_INDENTATION = 4
_BEGINS_NOTHING = re.compile(r"[ ]|-[ ]|\(|(?:and|or|only|deemed|provided)\b")
_PLAIN_LINE = re.compile(r"[ !$-~]*\Z")  # printable ASCII without a quote or a hash
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ſ]")
_LETTERS = re.compile(r"[^\W_]+")
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανι‐‑‒–—−“”„«»‘’",
    'ABEKMHOPCTXaeopcyxijsdqwABEZHIKMNOPTYXoavi------"""""\'\'',
)


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Comment(Frozen):
    """A comment with its place; `alone` when nothing else stands on its line."""

    line: int
    column: int
    text: str
    alone: bool


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Part(Frozen):
    """The lines of one top-level part, comments blanked; `line` is the number of its first line."""

    line: int
    text: str


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Outline(Frozen):
    """A file cut into its top-level parts; a further finding about a `spoiled` line is not worth saying."""

    source: str
    parts: tuple[Part, ...]
    comments: tuple[Comment, ...]
    diagnostics: tuple[Diagnostic, ...]
    spoiled: frozenset[int]


def read_outline(text: str, source: str) -> Outline:
    """Cut a text into top-level parts; carriage returns before a line feed are accepted and dropped."""
    reader = _Reader(source)
    lines = [reader.line(number, line) for number, line in enumerate(_lines(text), 1)]
    parts, found = tuple(_parts(lines)), tuple(reader.diagnostics)
    return Outline(source, parts, tuple(reader.comments), found, frozenset(reader.spoiled))


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.split("\n")]


def _parts(lines: list[str]) -> list[Part]:
    """Each line that begins at the margin begins a part, unless it can only belong to the line above it."""
    parts: list[Part] = []
    start: int | None = None
    for index, line in enumerate(lines):
        begins = bool(line) and (start is None or not _BEGINS_NOTHING.match(line))
        if begins and start is not None:
            parts.append(_part(lines, start, index))
        if begins and line.strip():
            start = index
    if start is not None:
        parts.append(_part(lines, start, len(lines)))
    return parts


def _part(lines: list[str], start: int, end: int) -> Part:
    while not lines[end - 1].strip():
        end -= 1
    return Part(start + 1, "\n".join(line.rstrip() for line in lines[start:end]) + "\n")


@attrs.define
class _Reader:
    source: str
    comments: list[Comment] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    spoiled: set[int] = attrs.field(factory=set)
    tabs: bool = False
    deep: bool = False

    def line(self, number: int, line: str) -> str:
        """Check one line and return it with its comment and whatever cannot be read blanked."""
        if len(line) > LONGEST_LINE:
            self._say("too-long", number, LONGEST_LINE, len(line), limit=str(LONGEST_LINE))
            line = line[:LONGEST_LINE]
        elif not _PLAIN_LINE.match(line):
            line = self._careful(number, line)
        indentation = len(line) - len(line.lstrip(" "))
        if indentation > DEEPEST_LEVEL * _INDENTATION and indentation < len(line):
            word = line.split(maxsplit=1)[0]
            if not self.deep:
                self._say("too-deep", number, indentation, indentation + len(word), limit=str(DEEPEST_LEVEL))
            self.deep = True
            self.spoiled.add(number)
            return ""
        return line

    def _careful(self, number: int, line: str) -> str:
        """Look at each character; what a contract must not contain is found once for each run of it."""
        opened = -1
        index = 0
        while index < len(line):
            character = line[index]
            if character == '"':
                opened = -1 if opened >= 0 else index
            elif character == "#" and opened < 0:
                self._comment(number, index, line)
                return _readable(line[:index])
            elif not " " <= character <= "~":
                index = self._character(number, line, index, quoted=opened >= 0)
                continue
            index += 1
        if opened >= 0:
            self._say("unterminated-string", number, opened, len(line.rstrip()), text=line[opened:].rstrip())
            return line[:opened]
        return _readable(line)

    def _comment(self, number: int, start: int, line: str) -> None:
        text = line.rstrip()
        index = start
        while index < len(text):
            plain = " " <= text[index] <= "~"
            index = index + 1 if plain else self._character(number, text, index, quoted=True)
        self.comments.append(Comment(number, start + 1, text[start:], alone=not line[:start].strip()))

    def _character(self, number: int, line: str, index: int, *, quoted: bool) -> int:
        """Say what is wrong with a character, if anything is; return where to look on."""
        character = line[index]
        code = (
            "byte-order-mark" if (number, index, character) == (1, 0, "\ufeff") else wrong_character(character, quoted)
        )
        end = index + 1
        while code and end < len(line) and wrong_character(line[end], quoted) == code:
            end += 1
        words = {"text": line[index:end], **character_words(character)}
        if code:
            self.spoiled.add(number)
        if code and not (code == "tab" and self.tabs) and len(self.diagnostics) < MOST_FINDINGS:
            self.tabs = self.tabs or code == "tab"
            self._say(code, number, index, end, candidates=_plain(line, index, end), **words)
        return end

    def _say(
        self, code: str, line: int, start: int, end: int, *, candidates: tuple[str, ...] = (), **words: str
    ) -> None:
        self.spoiled.add(line)
        if len(self.diagnostics) < MOST_FINDINGS:
            span = Span(self.source, line, start + 1, line, end + 1)
            self.diagnostics.append(Diagnostic(code, span, words, candidates))


def wrong_character(character: str, quoted: bool) -> str:
    """The code of what is wrong with a character; empty when a contract may contain it there."""
    if " " <= character <= "~" or _LATIN.match(character):
        return ""
    if character == "\t":
        return "tab"
    category = unicodedata.category(character)
    if category[0] == "C" or category in ("Zl", "Zp"):
        return "control-character"
    if quoted:
        return ""
    return "odd-space" if category == "Zs" else "foreign-letter"


def character_words(character: str) -> dict[str, str]:
    """The name and the number of a character, for messages."""
    point = f"U+{ord(character):04X}"
    return {"name": unicodedata.name(character, point).lower(), "point": point}


def _plain(line: str, start: int, end: int) -> tuple[str, ...]:
    """What a reader takes the characters for: the whole word in plain letters, or the plain sign."""
    for word in _LETTERS.finditer(line):
        if word.start() <= start < word.end():
            start, end = word.span()
    written = line[start:end]
    plain = unicodedata.normalize("NFKC", written).translate(_LOOK_ALIKES)
    return (plain,) if plain != written and plain.strip() and not any(wrong_character(c, False) for c in plain) else ()


def _readable(line: str) -> str:
    """The line with plain spaces for what cannot be read, so that its indentation can still be seen."""
    if line.isascii() and "\t" not in line and line.isprintable():
        return line
    line = line.removeprefix("\ufeff").replace("\t", " " * _INDENTATION)
    return "".join(" " if wrong_character(character, quoted=True) else character for character in line)
