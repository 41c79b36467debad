"""The page behind a finding: what it means, why it matters, what to write instead.

Without a code, a list of all of them.
"""

import argparse

from assent.engine.cli.arguments import Parser, Usage
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code of a finding, such as unknown-term")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print a page, or the list of pages."""
    from assent.engine.report import messages

    codes = messages.codes()
    if args.code is None:
        screen.answer("\n".join(codes))
        return 0
    if args.code not in codes:
        import difflib

        close = difflib.get_close_matches(args.code, codes, n=2, cutoff=0.5)
        raise Usage(f"there is no finding `{args.code}`", "assent rule lists them all", close)
    screen.answer(messages.page(args.code))
    return 0
