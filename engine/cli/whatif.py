"""What some facts more or less would change: the changed rows only.

exit codes: 0 nothing changes; 1 some verdict or row changes; 2 the input cannot
be used.
"""

import argparse

from assent.engine.cli.arguments import Parser, Usage, asking, changing, contract_and_facts, output
from assent.engine.cli.case import Case
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    changing(parser)
    asking(parser)
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Evaluate before and after, both as of the same moment, and print what differs."""
    from assent.engine.analysis.difference import difference

    if not args.suppose and not args.without:
        raise Usage("say what to change: --suppose or --without", "", ())
    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    before, after = case.evaluate(case.facts, moment), case.evaluate(facts, moment)
    changes = [f"suppose {text}" for text in args.suppose] + [f"without {text}" for text in args.without]
    found = difference(before, after, changes)
    if screen.format == "json":
        screen.document(difference=found, diagnostics=case.warnings)
    else:
        from assent.engine.report.whatif import render_whatif

        screen.answer(render_whatif(case.contract, found, width=screen.width, style=screen.style))
    return 1 if found.verdicts else 0
