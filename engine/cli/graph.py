"""A picture of the conditions and circles, coloured when there are facts."""

import argparse

from assent.engine.cli.arguments import Parser, asking, output
from assent.engine.cli.case import Case, cache_of, read_contract
from assent.engine.cli.checklist import write
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("contract", metavar="CONTRACT", help="an .assent file")
    parser.add_argument("facts", metavar="FACTS", nargs="*", help="journals, to colour what is met and what is not")
    parser.add_argument("--complete-through", action="append", default=[], help=argparse.SUPPRESS)
    asking(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write a file instead of printing")
    output(parser, "mermaid", "dot")
    parser.set_defaults(format="mermaid")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print or write the picture."""
    from assent.engine.report import graph

    draw = graph.dot if args.format == "dot" else graph.mermaid
    if args.facts:
        case = Case(args, screen)
        text = draw(case.contract, case.evaluate(case.facts, case.moment(case.facts)))
    else:
        text = draw(read_contract(args.contract, screen, cache_of(args)).value, None)
    if args.output:
        write(args.output, text)
    else:
        screen.answer(text)
    return 0
