"""Is it effective, since when, why, and if not, what exactly is still missing?

exit codes: 0 yes; 1 no, not yet or no longer; 3 undetermined, facts are
missing; 2 the input cannot be used. The clause that bears the contract's name
decides, or of those named by --ask the worst.
"""

import argparse

from assent.engine.cli.arguments import Parser, asking, changing, contract_and_facts, output
from assent.engine.cli.case import Case
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    asking(parser)
    parser.add_argument("--all-readings", action="store_true", help="say which readings change a verdict")
    changing(parser)
    parser.add_argument(
        "--explain",
        choices=("decisive", "full", "none"),
        default="decisive",
        help="the rows that decide (default), every row, or the verdict alone",
    )
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Evaluate and print."""
    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    evaluation = case.evaluate(facts, moment)
    if args.all_readings:
        import attrs

        from assent.engine.session import all_readings

        names = [finding.name for finding in evaluation.findings]
        groups = all_readings(case.contract, facts, moment, names)
        evaluation = attrs.evolve(evaluation, by_reading=groups)
    if screen.format == "json":
        screen.document(evaluation=evaluation, diagnostics=case.warnings)
    else:
        from assent.engine.report.text import render_evaluation

        text = render_evaluation(
            case.contract,
            evaluation,
            explain=args.explain,
            width=screen.width,
            style=screen.style,
            complete={str(kind): moment for kind, moment in facts.complete.items()},
        )
        screen.answer(text)
    return case.code(evaluation)
