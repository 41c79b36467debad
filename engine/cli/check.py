"""Find mistakes in contracts, journals and scenarios; folders are searched.

A journal is read against the contract of its folder that it names. A contract
is also looked at on every journal at once: for conditions that are never met,
or that others imply, and for readings that change nothing. Circles are shown
edge by edge, with the meaning that the contract declares.
exit codes: 0 nothing found; 1 only warnings; 2 something cannot be used.
"""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, Usage, output
from assent.engine.cli.case import cache_of, read_input
from assent.engine.cli.screen import Screen
from assent.engine.session_cache import Cache
from assent.engine.session_files import CONTRACT, JOURNAL, SCENARIOS, Source, find_files
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
    cache = cache_of(args)
    found: list[Diagnostic] = []
    contracts: list[Contract] = []
    for path in paths:
        more, contract = check_file(path, screen, cache)
        found += (one for one in more if one not in found)
        contracts += [contract] if contract is not None else []
    diagnostics = sorted(found, key=lambda one: one.span)
    report(diagnostics, contracts, len(paths), screen)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return UNUSABLE
    return WARNED if diagnostics else CLEAN


def check_file(path: str, screen: Screen, cache: Cache) -> "tuple[Sequence[Diagnostic], Contract | None]":
    """Everything that was found in one file, and the contract in it, if there is one that can be used."""
    from assent.engine.session import read_contract
    from assent.engine.session_soundness import soundness

    try:
        source = read_input(path, screen)
        if path.endswith(SCENARIOS):
            from assent.engine.session_suites import read_suite

            return read_suite(source, cache).check(), None
        if path.endswith(JOURNAL) or source.is_json:
            return _journal(source, cache), None
        read = read_contract(source, cache)
    except Refused as error:
        return error.diagnostics, None
    return (*read.warnings, *soundness(read, cache)), read.value


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
