"""Find mistakes in contracts, journals and scenarios; folders are searched.

A journal is read against the contract of its folder that it names.
exit codes: 0 nothing found; 1 only warnings; 2 something cannot be used.
"""

import argparse
from collections.abc import Sequence

from assent.engine.cli.arguments import Parser, Usage, output
from assent.engine.cli.case import cache_of, read_input
from assent.engine.cli.screen import Screen
from assent.engine.session_cache import Cache
from assent.engine.session_files import CONTRACT, JOURNAL, SCENARIOS, Source, find_files
from assent.grammar.diagnostics import Diagnostic, Refused

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
    for path in paths:
        found += (one for one in check_file(path, screen, cache) if one not in found)
    diagnostics = sorted(found, key=lambda one: one.span)
    report(diagnostics, len(paths), screen)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return UNUSABLE
    return WARNED if diagnostics else CLEAN


def check_file(path: str, screen: Screen, cache: Cache) -> Sequence[Diagnostic]:
    """Everything that was found in one file."""
    from assent.engine.session import read_contract

    try:
        source = read_input(path, screen)
        if path.endswith(SCENARIOS):
            from assent.engine.session_suites import read_suite

            return read_suite(source, cache).check()
        if path.endswith(JOURNAL) or source.is_json:
            return _journal(source, cache)
        return read_contract(source, cache).warnings
    except Refused as error:
        return error.diagnostics


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


def report(diagnostics: Sequence[Diagnostic], files: int, screen: Screen) -> None:
    """Print what was found in the format chosen."""
    if screen.format == "json":
        screen.document(diagnostics=tuple(diagnostics))
    elif screen.format == "sarif":
        from assent.engine.cli.annotations import sarif

        screen.json(sarif(diagnostics))
    elif screen.format == "github":
        from assent.engine.cli.annotations import github

        if diagnostics:
            screen.answer("\n".join(github(diagnostics)))
    else:
        screen.warn(diagnostics)
        screen.answer(_summary(diagnostics, files))


def _summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    counts = [(errors, "error"), (len(diagnostics) - errors, "warning")]
    words = " and ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number)
    return f"{files} file{'' if files == 1 else 's'} checked: {words or 'nothing to report'}"
