"""Which text of each section governs, since when and by which effect, and what will change.

A section that nothing replaces has one text and is not listed. Of several texts
the one governs whose effect began last.

exit codes: 0 all texts that govern are known; 3 of some it is not settled which
governs, or the one that does is not in the record; 2 the input cannot be used.
"""

import argparse
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, changing, contract_and_facts, dating, output
from assent.engine.cli.case import UNDETERMINED, YES, Case
from assent.engine.cli.checklist import write
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.grammar.spans import Span


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    dating(parser)
    changing(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write into a file, do not print")
    output(parser, "human", "plain", "markdown", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Find the texts that govern and print them."""
    from assent.engine.analysis.governing_texts import governing_texts, suppliers
    from assent.engine.evaluation.evaluate import evaluate
    from assent.engine.report.texts import markdown_texts, quoted, render_texts, texts_data

    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    found = governing_texts(case.contract, facts, moment, case.readings)

    def quote(span: "Span") -> str:
        return quoted(screen.lines(span.source), span)

    if args.format == "json":
        from assent.engine.report.json import dump

        names = [name for one in found for name in suppliers(case.contract.clauses[one.clause])]
        evaluation = evaluate(case.contract, facts, moment, case.readings, tuple(dict.fromkeys(names)))
        fields = {"evaluation": evaluation, "texts": texts_data(found, quote), "diagnostics": case.warnings}
        text = dump(screen.enveloped(**fields))
    elif args.format == "markdown":
        text = markdown_texts(case.contract, found, moment, quote)
    else:
        text = render_texts(case.contract, found, moment, quote, width=screen.width, style=screen.style)
    if args.output:
        write(args.output, text)
    else:
        screen.answer(text)
    return YES if all(one.known for one in found) else UNDETERMINED
