"""Running what a page shows: examples of the language, and command lines with what they print.

The scheme of the fences is told at the top of test_docs.py.
"""

import contextlib
import io
import os
import shlex
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from assent.engine.analysis.scenarios import Ran, prepare
from assent.engine.cli import main
from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import parse_json_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.engine.session_includes import put_together
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from assent.grammar.syntax.scenarios import Scenario
from tests.docs.pages import ROOT, Fence, Page

HARMLESS = {"unused-term"}  # a part need not use every noun of the preamble


class Wrong(Exception):
    """An example does not do what the page says."""


@attrs.frozen
class Preamble:
    """What stands around the short examples of a page, as the page itself shows it."""

    contract: str
    journal: str


def preamble(page: Page) -> Preamble:
    """The standard preamble, from the fences that a page marks as such."""
    texts = {fence.mark[1]: fence.text for fence in page.fences if fence.mark[0] == "preamble"}
    return Preamble(texts["contract"], texts["journal"])


# --- examples of the language -------------------------------------------------------------------------------


@attrs.define
class Examples:
    """The examples of one page, one after another: facts and scenarios are about the contract above them."""

    preamble: Preamble
    contract: Contract | None = None

    def run(self, fence: Fence) -> None:
        """Run one fence.

        Raises Wrong when it does not do what it says.
        """
        match fence.tag:
            case "assent" | "assent-part":
                self.contract = self._contract(fence)
            case "assent-bad":
                self._bad(fence)
            case "facts" if fence.mark[0] != "preamble":
                self._facts(fence.text, fence)
            case "facts-bad":
                self._facts(fence.text, fence, fence.mark[1])
            case "scenario":
                lines = textwrap.indent(fence.text, "    ")
                self._scenarios(f"{self._header()}\nscenario Example\n{lines}", fence)
            case "scenarios":
                self._scenarios(fence.text, fence)
            case "json":
                self._json(fence)

    def _text(self, fence: Fence) -> str:
        whole = fence.tag == "assent" or fence.text.startswith("contract ")
        return fence.text if whole else f"{self.preamble.contract}\n{fence.text}"

    def _contract(self, fence: Fence) -> Contract:
        contract, found = _resolve(self._text(fence), fence.place)
        own = fence.tag == "assent" and fence.mark[0] != "preamble"
        harmless = set() if own else HARMLESS
        _refuse([one for one in found if one.code not in harmless], fence)
        assert contract is not None
        return contract

    def _bad(self, fence: Fence) -> None:
        _, found = _resolve(self._text(fence), fence.place)
        codes = {one.code for one in found} - HARMLESS
        if codes != {fence.mark[1]}:
            raise Wrong(f"{fence.place}: expected {fence.mark[1]!r}, found {sorted(codes)}")

    def _facts(self, text: str, fence: Fence, code: str = "") -> Facts:
        if self.contract is None:
            raise Wrong(f"{fence.place}: there is no contract above")
        parsed = parse_journal(text, fence.place)
        facts, found = read_facts(parsed.tree, self.contract)
        if code:
            codes = {one.code for one in (*parsed.diagnostics, *found)}
            if codes != {code}:
                raise Wrong(f"{fence.place}: expected {code!r}, found {sorted(codes)}")
        else:
            _refuse((*parsed.diagnostics, *found), fence)
        return facts

    def _json(self, fence: Fence) -> None:
        assert self.contract is not None
        parsed = parse_json_facts(fence.text, fence.place)
        _, found = read_facts(parsed.tree, self.contract)
        _refuse((*parsed.diagnostics, *found), fence)

    def _header(self) -> str:
        assert self.contract is not None
        return f"scenarios for {self.contract.name}\n"

    def _scenarios(self, text: str, fence: Fence) -> None:
        """Run scenarios, whichever journal they name, from the standard one."""
        base = self._facts(self.preamble.journal, fence)
        assert self.contract is not None
        parsed = parse_scenarios(text, fence.place)
        _refuse(parsed.diagnostics, fence)
        for scenario in parsed.tree.parts:
            if isinstance(scenario, Scenario):
                prepared, found = prepare(scenario, self.contract, base)
                _refuse(found, fence)
                assert prepared is not None
                _expect(prepared.run(), fence)


def _resolve(text: str, source: str) -> tuple[Contract | None, tuple[Diagnostic, ...]]:
    parsed = parse_contract(text, source)
    whole = put_together(parsed.tree)  # libraries; examples have no files beside them
    found = parsed.diagnostics + whole.diagnostics
    return (None, found) if found else resolve_contract(whole.tree)


def _refuse(found: Iterable[Diagnostic], fence: Fence) -> None:
    words = [f"{one.span.line}:{one.span.column} {one.code} {dict(one.words)}" for one in found]
    if words:
        raise Wrong(f"{fence.place}: " + "; ".join(words))


def _expect(ran: Ran, fence: Fence) -> None:
    for outcome in ran.outcomes:
        if not outcome.passed:
            raise Wrong(f"{fence.place}: {outcome.subject}: expected {outcome.expected}, got {outcome.got}")
    broken = [breach.guarantee.label for breach in ran.breaches]
    if broken != ([fence.mark[1]] if fence.mark[0] == "breaks" else []):
        raise Wrong(f"{fence.place}: breaks {broken}")


# --- command lines ------------------------------------------------------------------------------------------


def shown(command: str, folder: Path, code: int = 0) -> tuple[str, int]:
    """What a command line prints, both streams in one, and its exit code; `echo $?` tells `code`."""
    if command == "echo $?":
        return f"{code}\n", 0
    words = shlex.split(command.replace("\\\n", " "))
    if words[:1] != ["assent"]:
        raise Wrong(f"only `assent` and `echo $?` are run here: {command}")
    screen = io.StringIO()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
            code = main(words[1:])
    finally:
        os.chdir(before)
    return screen.getvalue(), code


def current(fence: Fence, folder: Path) -> str:
    """The text of a console block or of an output as its commands print it now."""
    if fence.mark[0] == "output":
        return "\n".join(trimmed(shown(fence.mark[1], folder)[0])) + "\n"
    lines: list[str] = []
    code = 0
    for command in commands(fence.text):
        output, code = shown(command, folder, code)
        lines += [f"$ {command}", *trimmed(output)]
    return "\n".join(lines) + "\n"


def commands(text: str) -> Iterator[str]:
    """The command lines of a console block; one that ends in a backslash goes on in the next line."""
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command += "\n" + next(lines)
            yield command


def trimmed(text: str) -> list[str]:
    """The lines of an output without trailing spaces, and without empty lines at its end."""
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []


def walk(page: Page, folder: Path) -> Iterator[tuple[Fence, Path]]:
    """Each console block and output of a page with the folder in which its commands are run.

    The page is walked as by a reader who types it in: a file is written when it comes up, and from the first
    file on commands are run beside it; before, in the checkout.
    """
    here = ROOT
    for fence in page.fences:
        kind, name = fence.mark
        if kind in ("file", "add-to", "change-in"):
            here = folder
            path = folder / name
            old = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(_written(kind, old, fence), encoding="utf-8")
        elif kind == "output" or fence.tag == "console":
            yield fence, here


def _written(kind: str, old: str, fence: Fence) -> str:
    if kind == "file":
        return fence.text
    if kind == "add-to":
        return f"{old}\n{fence.text}"
    lines = fence.text.rstrip("\n").split("\n")
    gone = "".join(f"{line[1:]}\n" for line in lines if line.startswith("-"))
    put = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
    if old.count(gone) != 1:
        raise Wrong(f"{fence.place}: the lines to be changed stand there {old.count(gone)} times")
    return old.replace(gone, put)
