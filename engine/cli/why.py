"""What forces the verdict: the fewest facts that do, and the nearest that would turn it.

exit codes: those of eval: 0 yes; 1 no, not yet or no longer; 3 undetermined;
2 the input cannot be used. The clause that bears the contract's name is asked
about, or those named by --ask, of which the worst decides.
"""

import argparse

from assent.engine import session_choices as choices
from assent.engine.cli.arguments import Parser, asking, changing, contract_and_facts, output
from assent.engine.cli.case import NO, UNDETERMINED, YES, Case
from assent.engine.cli.progress import progress
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    asking(parser)
    changing(parser)
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Work out the grounds and print them."""
    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    names = case.asked or (choices.main_clause(case.contract),)
    from assent.engine.analysis.why import why

    with progress("working out what forces it"):
        found = why(case.contract, facts, moment, case.readings, names)
    if screen.format == "json":
        from assent.engine.report.why_json import why_data

        chosen = case.contract.read_by(case.readings)
        data = [why_data(one) for one in found]
        screen.document(as_of=str(moment), readings=chosen, why=data, diagnostics=case.warnings)
    else:
        from assent.engine.report.why import render_why

        complete = {str(kind): until for kind, until in facts.complete.items()}
        text = render_why(case.contract, found, moment, case.readings, complete, width=screen.width, style=screen.style)
        screen.answer(text)
    if any(one.answer.verdict == "UNDETERMINED" for one in found):
        return UNDETERMINED
    return YES if all(one.positive for one in found) else NO
