"""How each verdict and condition moved, date by date, and what will lapse when.

As of each date, what one would have been told then; after the as-of moment, as
the record stands, if nothing more happens and nothing more is said.

-o FILE.svg writes a picture for a landscape page, -o FILE.md a table, -o
FILE.json the data; an existing file is replaced.

exit codes: those of eval, as of the moment asked.
"""

import argparse
import os
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, Usage, asking, contract_and_facts, output
from assent.engine.cli.case import Case
from assent.engine.cli.checklist import write
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.analysis.history import History
    from assent.engine.evaluation.findings import Evaluation

ENDINGS = {".svg": "svg", ".md": "markdown", ".json": "json"}


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    asking(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write FILE.svg, FILE.md or FILE.json, do not print")
    output(parser, "human", "plain", "markdown", "svg", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print or write the history."""
    from assent.engine.analysis.history import history

    kind = _kind(args)
    case = Case(args, screen)
    moment = case.moment(case.facts)
    evaluation = case.evaluate(case.facts, moment)
    found = history(case.contract, case.facts, moment, case.readings, case.asked)
    text = _text(kind, case, found, evaluation, screen if not args.output else None)
    if args.output:
        write(args.output, text)
    else:
        screen.answer(text)
    return case.code(evaluation)


def _text(kind: str, case: Case, found: "History", evaluation: "Evaluation", screen: Screen | None) -> str:
    """The history in one form; on a screen with its width and colours."""
    from assent.engine.report import timeline

    complete = {str(name): moment for name, moment in case.facts.complete.items()}
    match kind:
        case "json":
            from assent.engine.report.json import dump
            from assent.engine.report.timeline_json import timeline_data

            fields = {"evaluation": evaluation, "timeline": timeline_data(found), "diagnostics": case.warnings}
            return dump(case.screen.enveloped(**fields))
        case "svg":
            from assent.engine.report.text import record_words
            from assent.engine.report.timeline_svg import svg_timeline

            return svg_timeline(case.contract, found, record_words(complete))
        case "markdown":
            return timeline.markdown_timeline(case.contract, found)
        case _:
            assert screen is not None
            width, style = screen.width, screen.style
            return timeline.render_timeline(case.contract, found, width=width, style=style, complete=complete)


def _kind(args: argparse.Namespace) -> str:
    """What to make: told by the ending of the file, or else by the format."""
    if not args.output:
        return str(args.format)
    ending = os.path.splitext(args.output)[1].lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise Usage(f"`{args.output}` ends in none that is known here: {known}")
    return ENDINGS[ending]
