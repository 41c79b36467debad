"""A small complete agreement to start from.

A contract, a journal and scenarios, with comments that teach the language.
Files that exist are never overwritten.
"""

import argparse
import os

from assent.engine.cli.arguments import Parser, Usage
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("directory", metavar="DIR", help="a folder that is new or empty of these files")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Write the files."""
    from assent.engine.cli.starter import FILES

    paths = {os.path.join(args.directory, name): text for name, text in FILES.items()}
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise Usage(f"`{there[0]}` exists and is not overwritten: name another folder")
    try:
        os.makedirs(args.directory, exist_ok=True)
        for path, text in paths.items():
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise Usage(f"`{error.filename}` cannot be written: {(error.strerror or '').lower()}") from None
    contract, journal, _ = paths
    lines = [f"wrote {', '.join(paths)}", "", "Try:"]
    lines += [f"  assent eval {contract} {journal}", f"  assent test {args.directory}"]
    screen.answer("\n".join(lines))
    return 0
