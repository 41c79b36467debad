"""The closing checklist: every labelled condition, who acts, where it stands.

-o FILE.md and -o FILE.csv write a file; an existing one is replaced.
"""

import argparse
import os
from typing import TYPE_CHECKING, Literal

from assent.engine.cli.arguments import Parser, Usage, asking, contract_and_facts, output
from assent.engine.cli.case import Case
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.report.checklist import Kind

ENDINGS: "dict[str, Kind]" = {".md": "markdown", ".csv": "csv"}


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    asking(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write FILE.md or FILE.csv instead of printing")
    output(parser, "human", "plain", "markdown", "csv", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print or write the checklist."""
    from assent.engine.report.checklist import checklist_rows

    kind = _kind(args)
    case = Case(args, screen)
    if case.asked is None:
        from assent.engine.session_choices import main_clause

        case.asked = (main_clause(case.contract),)
    evaluation = case.evaluate(case.facts, case.moment(case.facts))
    rows = checklist_rows(case.contract, evaluation)
    if kind == "json":
        screen.document(evaluation=evaluation, checklist=rows, diagnostics=case.warnings)
        return 0
    from assent.engine.report.checklist import render_checklist
    from assent.engine.report.style import plain

    style = plain if args.output else screen.style
    text = render_checklist(rows, case.contract, evaluation, kind=kind, width=screen.width, style=style)
    if args.output:
        write(args.output, text)
    else:
        screen.answer(text)
    return 0


def _kind(args: argparse.Namespace) -> "Kind | Literal['json']":
    """What to make: told by the ending of the file, or else by the format."""
    if not args.output:
        chosen: Kind | Literal["human", "plain", "json"] = args.format
        return "text" if chosen == "human" or chosen == "plain" else chosen
    ending = os.path.splitext(args.output)[1].lower()
    if ending not in ENDINGS:
        known = " and ".join(ENDINGS)
        raise Usage(f"`{args.output}` ends in none that is known here: {known}")
    return ENDINGS[ending]


def write(path: str, text: str) -> None:
    """Write a file that the user asked for; raises Usage when that cannot be done."""
    from assent.engine.session_files import write_whole

    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise Usage(f"`{path}` cannot be written: {(error.strerror or 'no reason given').lower()}") from None
