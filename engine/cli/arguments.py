"""The options that several commands share, each declared once, and a parser that knows what was meant."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


class Usage(Exception):
    """The command line cannot be understood: what is wrong, how it should look, what may have been meant."""

    def __init__(self, message: str, usage: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage
        self.candidates = tuple(candidates)


class _Help(argparse.RawDescriptionHelpFormatter):
    """The layout of a help text.

    Argparse makes one for every argument it is told of, and would import `shutil`, with all its archives, for the
    width of the terminal.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """The width of the terminal, found as argparse finds it."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            columns = 0
    return columns or 80


class Parser(argparse.ArgumentParser):
    """An argument parser that raises Usage instead of leaving the program."""

    def __init__(self, prog: str, description: str | None = None) -> None:
        first, _, rest = (description or "").partition("\n\n")
        super().__init__(
            prog=prog,
            description=first,
            epilog=rest.strip() or None,
            allow_abbrev=False,
            formatter_class=_Help,
        )

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Read the arguments of a command; raises Usage when they do not fit."""
        args, extra = self.parse_known_args(arguments)
        if not extra:
            return args
        args, extra = self.parse_known_intermixed_args(arguments)  # files behind options too
        if extra:
            raise self._unknown(extra[0])
        return args

    def error(self, message: str) -> NoReturn:
        """Called by argparse."""
        raise Usage(message, self.format_usage().strip())

    def _unknown(self, argument: str) -> Usage:
        import difflib

        name = argument.partition("=")[0]
        if not name.startswith("-"):
            return Usage(f"there is no place for `{argument}`", self.format_usage().strip())
        options = [option for option in self._option_string_actions if option.startswith("--")]
        close = difflib.get_close_matches(name, options, n=1, cutoff=0.5)
        return Usage(f"there is no option `{name}`", self.format_usage().strip(), close)


def output(parser: Parser, *formats: str) -> None:
    """`--format`, `--exit-zero` and `--no-cache`."""
    names = formats or ("human", "plain", "json")
    parser.add_argument("--format", choices=names, default="human", help="how to print (default: human)")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 also for a no and for undetermined")
    caching(parser)


def caching(parser: Parser) -> None:
    """`--no-cache`."""
    parser.add_argument("--no-cache", action="store_true", help="neither use nor fill the cache of this program")


def contract_and_facts(parser: Parser) -> None:
    """`CONTRACT FACTS...`, and what can be said about the record."""
    parser.add_argument("contract", metavar="CONTRACT", help="an .assent file")
    parser.add_argument(
        "facts",
        metavar="FACTS",
        nargs="+",
        help="journals, or the same facts as .json; - reads standard input",
    )
    parser.add_argument(
        "--complete-through",
        metavar="[KINDS=]DATE",
        action="append",
        default=[],
        help="declare the record complete, of all kinds or of some: documents,events=1996-03-01",
    )


def asking(parser: Parser) -> None:
    """What is asked, when, and under which readings."""
    parser.add_argument(
        "--ask", metavar="NAME", action="append", default=[], help="ask about this alone (repeat for several)"
    )
    dating(parser)


def dating(parser: Parser) -> None:
    """When, and under which readings."""
    parser.add_argument(
        "--as-of",
        metavar="MOMENT",
        help="the moment asked about (default: the last of which the journal speaks)",
    )
    parser.add_argument(
        "--reading",
        metavar="NAME=ALT",
        action="append",
        default=[],
        help="choose a reading; ALT alone where that is clear",
    )


def changing(parser: Parser) -> None:
    """Facts more or less than the journal has."""
    parser.add_argument(
        "--suppose",
        metavar='"DATE SENTENCE"',
        action="append",
        default=[],
        help="add a fact (repeat for several)",
    )
    parser.add_argument("--without", metavar='"[DATE] SENTENCE"', action="append", default=[], help="take a fact away")


def wanted_format(arguments: Sequence[str]) -> str:
    """The format asked for, also where the rest of the command line cannot be understood."""
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--format":
            return value if equals else next(iter(arguments[index + 1 :]), "")
    return ""


def standard_input() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()
