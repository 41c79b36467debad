"""A page of the documentation taken apart: its headings, its links, its table rows, and its fences.

A fence is a block between two lines of three backticks. Its tag is the word behind the first of them; its
mark is the HTML comment directly above it, if there is one: `<!-- file: closing.facts -->` is
`("file", "closing.facts")`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"(#{1,6}) (.+)")
MARK = re.compile(r"<!-- ([a-z-]+)(?:: (.+))? -->")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)\s]+)\)")
TICKS = re.compile(r"`[^`]*`")


@attrs.frozen
class Fence:
    """A block of text with what is needed to run it and to find it again."""

    page: Path
    tag: str
    text: str
    line: int
    heading: str
    mark: tuple[str, str] = ("", "")

    @property
    def place(self) -> str:
        """`docs/language.md:120`, the line on which its text begins."""
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@attrs.frozen
class Page:
    """One Markdown file."""

    path: Path
    headings: tuple[tuple[int, str], ...]
    fences: tuple[Fence, ...]
    prose: str

    @property
    def anchors(self) -> set[str]:
        """What a link can lead to in this page."""
        return {anchor(words) for _, words in self.headings}

    @property
    def links(self) -> list[str]:
        """Where its links and pictures lead to; what stands between backticks is no link."""
        plain = TICKS.sub("", self.prose)
        return [target for pattern in (LINK, PICTURE) for target in pattern.findall(plain)]

    def under(self, heading: str) -> list[Fence]:
        """The fences below a heading and above the next one."""
        return [fence for fence in self.fences if fence.heading == heading]


def anchor(heading: str) -> str:
    """The name under which a heading can be linked to, as the usual hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def read_page(path: Path) -> Page:
    """Take a page apart."""
    headings: list[tuple[int, str]] = []
    fences: list[Fence] = []
    prose: list[str] = []
    mark, heading = ("", ""), ""
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    for number, line in lines:
        if line.startswith("```"):
            text = "".join(f"{inner}\n" for inner in _block(lines))
            fences.append(Fence(path, line[3:].strip(), text, number + 1, heading, mark))
        elif found := HEADING.fullmatch(line):
            heading = found[2]
            headings.append((len(found[1]), heading))
        if found := MARK.fullmatch(line.strip()):
            mark = (found[1], found[2] or "")
        elif line.strip():
            mark = ("", "")
        prose.append("" if line.startswith("```") else line)
    return Page(path, tuple(headings), tuple(fences), "\n".join(prose))


def _block(lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    for _, line in lines:
        if line.startswith("```"):
            return
        yield line


def pages() -> list[Page]:
    """The README and everything in docs."""
    return [read_page(path) for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]]
