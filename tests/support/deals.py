"""Contracts with a journal and scenarios, as people wrote them: Lexington, and every example of the documentation."""

import functools
import textwrap
from collections.abc import Iterator
from pathlib import Path

import attrs

from tests.docs.pages import ROOT, Page, read_page

LEXINGTON = ROOT / "contracts" / "lexington-1996"
KINDS = {".assent": "contract", ".facts": "journal", ".scenarios": "scenarios"}


@attrs.frozen
class Deal:
    """The texts of one deal."""

    contract: str
    journal: str
    scenarios: str

    @property
    def texts(self) -> dict[str, str]:
        """Each text by its kind."""
        return {"contract": self.contract, "journal": self.journal, "scenarios": self.scenarios}


@functools.cache
def examples() -> tuple[Deal, ...]:
    """Every example of the language with the contract it stands in."""
    pages = [read_page(ROOT / "docs" / name) for name in ("language.md", "semantics.md")]
    preamble = {fence.mark[1]: fence.text for fence in pages[0].fences if fence.mark[0] == "preamble"}
    return tuple(deal for page in pages for deal in _examples(page, preamble))


def _examples(page: Page, preamble: dict[str, str]) -> Iterator[Deal]:
    contract, journal = preamble["contract"], preamble["journal"]
    for fence in page.fences:
        if fence.tag == "assent-part":
            whole = fence.text.startswith("contract ")
            contract, journal = fence.text if whole else f"{preamble['contract']}\n{fence.text}", preamble["journal"]
        elif fence.tag == "facts" and fence.mark[0] != "preamble":
            journal = fence.text
        elif fence.tag == "scenario":
            lines = textwrap.indent(fence.text, "    ")
            yield Deal(contract, journal, f"scenarios for Consent\n\nscenario Example\n{lines}")


@functools.cache
def lexington() -> Deal:
    """The Lexington encoding, its closing, and its scenarios."""
    return Deal(*(_read(LEXINGTON / name) for name in ("amendment.assent", "closing.facts", "acceptance.scenarios")))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
