"""Find mistakes in contracts, journals and scenarios; folders are searched.

A journal is read against the contract of its folder that it names; a file that
is included, with the contracts that include it. A contract is also looked at on
every journal at once: for conditions that are never met, or that others imply,
and for readings that change nothing. Circles are shown edge by edge, with the
meaning that the contract declares.
exit codes: 0 nothing found; 1 only warnings; 2 something cannot be used.
"""

import argparse
import contextlib
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from assent.engine.cli.arguments import Parser, Usage, output
from assent.engine.cli.case import cache_of, read_input
from assent.engine.cli.screen import Screen
from assent.engine.session_cache import Cache
from assent.engine.session_files import CONTRACT, JOURNAL, SCENARIOS, Source, find_files, read_source
from assent.grammar.diagnostics import Diagnostic, Refused

if TYPE_CHECKING:
    from assent.engine.model.contract import Contract

CLEAN, WARNED, UNUSABLE = 0, 1, 2


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files or folders; - reads a contract from a pipe")
    output(parser, "human", "plain", "json", "sarif", "github")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Check every file and print all that was found, in order of place."""
    paths = list(dict.fromkeys(find_files(args.paths, CONTRACT, JOURNAL, SCENARIOS)))
    if not paths:
        raise Usage(f"there is nothing to check in {', '.join(args.paths)}")
    checks = _Checks(screen, cache_of(args))
    for path in paths:
        checks.check(path)
    checks.check_nameless()
    diagnostics = sorted(checks.found, key=lambda one: one.span)
    report(diagnostics, checks.contracts, len(paths), screen)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return UNUSABLE
    return WARNED if diagnostics else CLEAN


@attrs.define
class _Checks:
    """What was found in files that are checked one after another, and the contracts that can be used.

    `nameless` are the files that do not say which contract they are, with what was found in them: unless a contract
    includes them, that is a mistake.
    """

    screen: Screen
    cache: Cache
    found: list[Diagnostic] = attrs.field(factory=list)
    contracts: "list[Contract]" = attrs.field(factory=list)
    included: set[str] = attrs.field(factory=set)
    nameless: dict[str, Sequence[Diagnostic]] = attrs.field(factory=dict)

    def check(self, path: str) -> None:
        """Check one file; what is included is checked with the contract that includes it."""
        try:
            self._say(self._read(path))
        except Refused as error:
            if any(one.code == "no-contract-header" for one in error.diagnostics):
                self.nameless[path] = error.diagnostics
            else:
                self._say(error.diagnostics)

    def check_nameless(self) -> None:
        """Check the files that belong to no contract seen so far with those that include them, if there are any."""
        from assent.engine.session_includes import includers

        for path, findings in self.nameless.items():
            if os.path.realpath(path) in self.included:
                continue
            contracts = includers(path, lambda other: _included_by(other, self.cache))
            for contract in contracts:
                self.check(contract)
            if not contracts:
                self._say(findings)

    def _say(self, findings: Sequence[Diagnostic]) -> None:
        self.found += (one for one in findings if one not in self.found)

    def _read(self, path: str) -> Sequence[Diagnostic]:
        """Everything that was found in one file; Refused when it cannot be used."""
        from assent.engine.session import read_contract
        from assent.engine.session_soundness import soundness

        source = read_input(path, self.screen)
        if path.endswith(SCENARIOS):
            from assent.engine.session_suites import read_suite

            return read_suite(source, self.cache).check()
        if path.endswith(JOURNAL) or source.is_json:
            return _journal(source, self.cache)
        read = read_contract(source, self.cache, self._opened)
        self.contracts.append(read.value)
        return (*read.warnings, *soundness(read, self.cache))

    def _opened(self, source: Source) -> None:
        self.screen.read(source)
        self.included.add(os.path.realpath(source.path))


def _included_by(path: str, cache: Cache) -> tuple[Source, ...]:
    """The files that a contract includes, as far as they can be read."""
    from assent.engine.session import read_contract

    opened: list[Source] = []
    with contextlib.suppress(Refused):
        read_contract(read_source(path), cache, opened.append)
    return tuple(opened)


def _journal(source: Source, cache: Cache) -> Sequence[Diagnostic]:
    from assent.engine.session import parse_facts, read_facts, refuse_errors
    from assent.engine.session_suites import contract_in
    from assent.grammar.syntax.journal import FactsFor

    parsed = parse_facts(source, cache)
    refuse_errors(parsed.diagnostics)
    headers = [part for part in parsed.tree.parts if isinstance(part, FactsFor)]
    if not headers:  # it says of no contract that it is about it: only its sentences can be checked
        return parsed.diagnostics
    return read_facts([source], contract_in(source.folder, headers[0].name, cache), cache).warnings


def report(diagnostics: Sequence[Diagnostic], contracts: "Sequence[Contract]", files: int, screen: Screen) -> None:
    """Print what was found in the format chosen, and the circles of each contract with the meaning that is declared."""
    guarantees = [guarantee for contract in contracts for guarantee in contract.guarantees]
    circles = [circle for contract in contracts for circle in contract.circles]
    if screen.format == "json":
        from assent.engine.report.circles import circle_data

        stated = [{"label": one.label, "section": one.section, "source": one.span} for one in guarantees]
        screen.document(guarantees=stated, circles=list(map(circle_data, circles)), diagnostics=tuple(diagnostics))
    elif screen.format == "sarif":
        from assent.engine.cli.annotations import sarif

        screen.json(sarif(diagnostics))
    elif screen.format == "github":
        from assent.engine.cli.annotations import github

        if diagnostics:
            screen.answer("\n".join(github(diagnostics)))
    else:
        screen.warn(diagnostics)
        if circles:
            from assent.engine.report.circles import render_circles

            screen.answer(render_circles(circles, width=screen.width, style=screen.style))
        screen.answer(_summary(diagnostics, len(guarantees), files))


def _summary(diagnostics: Sequence[Diagnostic], guarantees: int, files: int) -> str:
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    counts = [(errors, "error"), (len(diagnostics) - errors, "warning")]
    words = " and ".join(_count(number, word) for number, word in counts if number)
    stated = f", {_count(guarantees, 'guarantee')} stated" if guarantees else ""
    return f"{_count(files, 'file')} checked{stated}: {words or 'nothing to report'}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
