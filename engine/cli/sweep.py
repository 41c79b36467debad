"""Every combination of some facts: how often each verdict comes out, and which facts turn it.

--over "SENTENCE" varies a fact: recorded or not, on its own date or on the date
asked about. --over "DATE..DATE SENTENCE" tries each of these days, and never.
--over QUESTION tries each of its readings. --over recorded varies every fact of
the journal, --over open every fact that it could have besides.

exit codes: 0 every combination is a yes; 1 some are a no; 3 none is a no and
some are undetermined; 2 the input cannot be used.
"""

import argparse
from typing import TYPE_CHECKING

from assent.engine import session_choices as choices
from assent.engine.cli.arguments import Parser, Usage, asking, changing, contract_and_facts, output
from assent.engine.cli.case import NO, UNDETERMINED, YES, Case
from assent.engine.cli.progress import progress
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.analysis.many.swept import Swept


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    parser.add_argument(
        "--over", metavar='"SENTENCE"', action="append", default=[], help="what varies (repeat for several)"
    )
    parser.add_argument("--most", metavar="N", type=int, default=10, help="list so many facts that turn a verdict")
    asking(parser)
    changing(parser)
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Count, and print the counts."""
    if not args.over:
        raise Usage("say what varies: --over", 'assent sweep CONTRACT FACTS --over "SENTENCE"')
    if args.most < 1:
        raise Usage("--most takes a number from 1 on")
    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    screen.quote("--over", args.over)
    from assent.engine.analysis.exact.formulas import TooLargeError
    from assent.engine.analysis.many.swept import TooManyRunsError, sweep
    from assent.engine.analysis.many.varied_frame import TooManyError
    from assent.engine.session_many import read_over

    over = read_over(args.over, facts, case.contract, moment, case.cache)
    names = case.asked or (choices.main_clause(case.contract),)
    try:
        with progress("counting every combination"):
            swept = sweep(case.contract, over, moment, case.readings, names)
    except TooManyError as error:
        raise Usage(f"too many of the facts that vary are about `{error.noun}`: vary fewer of them") from None
    except TooManyRunsError:
        raise Usage(f"{over.runs:,} combinations of readings and dates are too many: vary fewer of them") from None
    except TooLargeError:
        raise Usage("the combinations of these facts are too many to take apart: vary fewer of them") from None
    from assent.engine.report.sweep import render_sweep, sweep_data

    if screen.format == "json":
        chosen = case.contract.read_by(case.readings)
        screen.document(as_of=str(moment), readings=chosen, tally=sweep_data(swept, names), diagnostics=case.warnings)
    else:
        screen.answer(render_sweep(case.contract, swept, names, most=args.most, width=screen.width, style=screen.style))
    return max((_code(swept, name) for name in names), key=(YES, UNDETERMINED, NO).index)


def _code(swept: "Swept", name: str) -> int:
    from assent.engine.evaluation.findings import POSITIVE

    verdicts = set(swept.counts(name))
    if verdicts <= set(POSITIVE):
        return YES
    return UNDETERMINED if verdicts <= {*POSITIVE, "UNDETERMINED"} else NO
