"""Put files into the canonical layout, comments kept.

Folders are searched for .assent, .facts and .scenarios files.
exit codes: 0 done; 1 with --check or --diff, a file would change; 2 a file
cannot be read, and stays as it is.
"""

import argparse
from collections.abc import Callable

from assent.engine.cli.arguments import Parser, Usage, caching, standard_input
from assent.engine.cli.case import cache_of
from assent.engine.cli.screen import Screen
from assent.engine.session_files import (
    CONTRACT,
    JOURNAL,
    SCENARIOS,
    STANDARD_INPUT,
    Source,
    as_source,
    find_files,
    read_source,
    write_whole,
)
from assent.grammar.diagnostics import Refused

Format = Callable[[str, str, str | None], str]


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files or folders; - reads standard input")
    parser.add_argument("--check", action="store_true", help="change nothing, only say which files would change")
    parser.add_argument("--diff", action="store_true", help="change nothing, print what would change")
    parser.add_argument(
        "--kind",
        choices=("contract", "journal", "scenarios"),
        help="what standard input holds (default: told by its first words)",
    )
    caching(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Format each file; one that cannot be read does not keep the others from it."""
    changed, refused = False, False
    cache = cache_of(args).grammar
    for path in find_files(args.paths, CONTRACT, JOURNAL, SCENARIOS):
        try:
            source = screen.read(as_source(path, standard_input()) if path == STANDARD_INPUT else read_source(path))
            changed |= _one(source, args, cache, screen)
        except Refused as error:
            screen.warn(error.diagnostics)
            refused = True
    if refused:
        return 2
    return 1 if changed and (args.check or args.diff) else 0


def _one(source: Source, args: argparse.Namespace, cache: str | None, screen: Screen) -> bool:
    """Format one file; whether it was, or would be, changed."""
    from assent.grammar.formatter import newline_of

    text = formatter_for(source, args.kind)(source.text, source.path, cache)
    text = text.replace("\n", newline_of(source.text))
    changed = text != source.text
    if args.diff and changed:
        screen.answer(_diff(source, text))
    if args.check and changed:
        screen.answer(f"would change {source.path}")
    if args.check or args.diff:
        return changed
    if source.path == STANDARD_INPUT:
        screen.answer_bytes(text.encode())
    elif changed:
        _write(source.path, text)
    return changed


def _write(path: str, text: str) -> None:
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise Usage(f"`{path}` cannot be written: {(error.strerror or 'no reason given').lower()}") from None


def _diff(source: Source, text: str) -> str:
    import difflib

    old, new = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, source.path, f"{source.path} (formatted)"))


def formatter_for(source: Source, kind: str | None = None) -> Format:
    """The formatter for a file, told by its ending; for standard input by its first word."""
    from assent.grammar import formatter

    by_kind: dict[str, Format] = {
        "contract": formatter.format_contract,
        "journal": formatter.format_journal,
        "scenarios": formatter.format_scenarios,
    }
    by_ending = {CONTRACT: "contract", JOURNAL: "journal", SCENARIOS: "scenarios"}
    if kind is None:
        kind = next((name for ending, name in by_ending.items() if source.path.endswith(ending)), None)
    if kind is None and source.path == STANDARD_INPUT:
        kind = kind_of(source.text)
    if kind is None:
        raise Usage(f"`{source.path}` is none of {', '.join(by_ending)}, the files with a layout")
    return by_kind[kind]


def kind_of(text: str) -> str:
    """What a text without a name is, told by the first words that are not a comment."""
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if words:
            if words[0] in ("scenarios", "scenario"):
                return "scenarios"
            return "journal" if words[0] in ("facts", "record") or words[0][:1].isdigit() else "contract"
    return "contract"
