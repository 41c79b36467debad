"""The semantic redline: what a new encoding asks more or less than an old one, effect by effect.

Each difference is shown by a journal on which the two answer differently. They
are compared on every record, under every reading and at any time.

exit codes: 0 no difference; 1 a difference; 3 not settled for some clause, and
no difference in the others; 2 the input cannot be used.
"""

import argparse
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, Usage, output
from assent.engine.cli.case import cache_of, read_contract
from assent.engine.cli.progress import progress
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.report.redline import Change

SAME, DIFFERENT, UNSETTLED = 0, 1, 3


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help="an .assent file; - reads it from a pipe")
    parser.add_argument("new", metavar="NEW", help="another encoding of it")
    parser.add_argument(
        "--ask", metavar="NAME", action="append", default=[], help="compare this clause alone (repeat for several)"
    )
    parser.add_argument("--save", metavar="DIR", help="write the journals that show the differences into a folder")
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Compare the two and print what differs."""
    from assent.engine.analysis.redline import comparable, redline
    from assent.engine.analysis.redline_words import changed_defaults
    from assent.engine.report.redline import changes_of, redline_data, render_redline

    cache = cache_of(args)
    read = [read_contract(path, screen, cache) for path in (args.old, args.new)]
    old, new = (one.value for one in read)
    names = _asked(comparable(old, new), args.ask)
    with progress("comparing"):
        changes = changes_of(old, new, redline(old, new, names))
    defaults = changed_defaults(old, new)
    saved = _save(args.save, changes) if args.save else ()
    if screen.format == "json":
        found = [warning for one in read for warning in one.warnings]
        screen.document(redline=redline_data(changes, defaults), saved=saved, diagnostics=found)
    else:
        screen.answer(render_redline(old, new, changes, defaults, width=screen.width, style=screen.style))
        if saved:
            screen.answer("\n" + "\n".join(f"written: {path}" for path in saved))
    return _code(changes, bool(defaults))


def _asked(names: Sequence[str], asked: Sequence[str]) -> Sequence[str]:
    """The clauses asked about; raises Usage for one that neither contract has."""
    import difflib

    for name in asked:
        if name not in names:
            raise Usage(f"neither contract has a clause `{name}`", "", difflib.get_close_matches(name, names, n=2))
    return tuple(dict.fromkeys(asked)) or names


def _code(changes: "Sequence[Change]", defaults: bool) -> int:
    relations = {change.redline.relation for change in changes}
    if defaults or relations - {"equivalent", "not settled"}:
        return DIFFERENT
    return UNSETTLED if "not settled" in relations else SAME


def _save(folder: str, changes: "Sequence[Change]") -> Sequence[str]:
    """Write each journal twice, as the old and as the new contract can read it; raises Usage where that fails."""
    from assent.engine.session_files import write_whole

    paths: list[str] = []
    try:
        os.makedirs(folder, exist_ok=True)
        for change in changes:
            name = re.sub(r"[^a-z0-9]+", "-", change.redline.name.lower()).strip("-")
            for shown in change.shown:
                for which, told in (("old", shown.old), ("new", shown.new)):
                    left = "".join(f"# not known to this contract: {sentence}\n" for sentence in told.left_out)
                    path = os.path.join(folder, f"{name}-only-{shown.only}.{which}.facts")
                    write_whole(path, (left + told.journal).encode())
                    paths.append(path)
    except OSError as error:
        raise Usage(f"`{folder}` cannot be written to: {(error.strerror or 'no reason given').lower()}") from None
    return paths
