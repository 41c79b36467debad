"""Find mistakes in contracts, journals and scenarios; folders are searched.

A journal is read against the contract of its folder that it names.
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
    from assent.engine.model.contract import Guarantee

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
    guarantees: list[Guarantee] = []
    for path in paths:
        more, stated = check_file(path, screen, cache)
        found += (one for one in more if one not in found)
        guarantees += stated
    diagnostics = sorted(found, key=lambda one: one.span)
    report(diagnostics, guarantees, len(paths), screen)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return UNUSABLE
    return WARNED if diagnostics else CLEAN


def check_file(path: str, screen: Screen, cache: Cache) -> "tuple[Sequence[Diagnostic], Sequence[Guarantee]]":
    """Everything that was found in one file, and the guarantees that it states."""
    from assent.engine.session import read_contract

    try:
        source = read_input(path, screen)
        if path.endswith(SCENARIOS):
            from assent.engine.session_suites import read_suite

            return read_suite(source, cache).check(), ()
        if path.endswith(JOURNAL) or source.is_json:
            return _journal(source, cache), ()
        read = read_contract(source, cache)
    except Refused as error:
        return error.diagnostics, ()
    return read.warnings, read.value.guarantees


def _journal(source: Source, cache: Cache) -> Sequence[Diagnostic]:
    from assent.engine.facts.journal import unnamed
    from assent.engine.session import parse_facts, read_facts, refuse_errors
    from assent.engine.session_suites import contract_in
    from assent.grammar.syntax.journal import FactsFor

    parsed = parse_facts(source, cache)
    refuse_errors(parsed.diagnostics)
    headers = [part for part in parsed.tree.parts if isinstance(part, FactsFor)]
    if not headers:  # it says of no contract that it is about it: only its sentences can be checked
        return parsed.diagnostics + unnamed(parsed.tree)
    return read_facts([source], contract_in(source.folder, headers[0].name, cache), cache).warnings


def report(diagnostics: Sequence[Diagnostic], guarantees: "Sequence[Guarantee]", files: int, screen: Screen) -> None:
    """Print what was found in the format chosen."""
    if screen.format == "json":
        stated = [{"label": one.label, "section": one.section, "source": one.span} for one in guarantees]
        screen.document(guarantees=stated, diagnostics=tuple(diagnostics))
    elif screen.format == "sarif":
        from assent.engine.cli.annotations import sarif

        screen.json(sarif(diagnostics))
    elif screen.format == "github":
        from assent.engine.cli.annotations import github

        if diagnostics:
            screen.answer("\n".join(github(diagnostics)))
    else:
        screen.warn(diagnostics)
        screen.answer(_summary(diagnostics, len(guarantees), files))


def _summary(diagnostics: Sequence[Diagnostic], guarantees: int, files: int) -> str:
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    counts = [(errors, "error"), (len(diagnostics) - errors, "warning")]
    words = " and ".join(_count(number, word) for number, word in counts if number)
    stated = f", {_count(guarantees, 'guarantee')} stated" if guarantees else ""
    return f"{_count(files, 'file')} checked{stated}: {words or 'nothing to report'}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
