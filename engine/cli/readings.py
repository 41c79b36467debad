"""The open questions of construction, and what each answer to them changes.

exit codes: those of eval under the readings chosen: 0 yes; 1 no; 3 undetermined;
2 the input cannot be used. Without --reading the defaults are chosen.
"""

import argparse

from assent.engine.cli.arguments import Parser, asking, changing, contract_and_facts, output
from assent.engine.cli.case import Case
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    asking(parser)
    changing(parser)
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Evaluate under every combination that can matter, and print question by question."""
    import attrs

    from assent.engine.analysis.questions import open_questions
    from assent.engine.session import all_readings

    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    evaluation = case.evaluate(facts, moment)
    names = [finding.name for finding in evaluation.findings]
    evaluation = attrs.evolve(evaluation, by_reading=all_readings(case.contract, facts, moment, names))
    questions = open_questions(case.contract, evaluation)
    if screen.format == "json":
        screen.document(evaluation=evaluation, questions=questions, diagnostics=case.warnings)
    else:
        from assent.engine.report.readings import render_readings

        complete = {str(kind): through for kind, through in facts.complete.items()}
        text = render_readings(
            case.contract, evaluation, questions, complete=complete, width=screen.width, style=screen.style
        )
        screen.answer(text)
    return case.code(evaluation)
