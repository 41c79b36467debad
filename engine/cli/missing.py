"""What could still be done: every smallest set of acts that would make it hold, or what closed the door.

exit codes: 0 nothing is missing; 1 something is, or it can no longer be; 3
undetermined for want of facts that no act can bring about; 2 the input cannot
be used. The clause that bears the contract's name is asked about, or those
named by --ask, of which the worst decides.
"""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assent.engine import session_choices as choices
from assent.engine.cli.arguments import Parser, Usage, asking, changing, contract_and_facts, output
from assent.engine.cli.case import NO, UNDETERMINED, YES, Case
from assent.engine.cli.progress import progress
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.analysis.missing import Missing
    from assent.engine.model.contract import Contract


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    asking(parser)
    changing(parser)
    parser.add_argument("--by", metavar="PARTY", default="", help="only what lies in the power of this party")
    parser.add_argument("--most", metavar="N", type=int, default=10, help="list so many sets; all are counted")
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Work out the sets and print them."""
    case = Case(args, screen)
    facts = case.changed(args)
    moment = case.moment(facts)
    names = case.asked or (choices.main_clause(case.contract),)
    by = _party(case.contract, args.by)
    if args.most < 1:
        raise Usage("--most takes a number from 1 on")
    from assent.engine.analysis.missing import missing

    with progress("working out every way"):
        found = missing(case.contract, facts, moment, case.readings, names, by=by, most=args.most)
    from assent.engine.report.missing_sets import missing_data, render_missing

    if screen.format == "json":
        chosen = case.contract.read_by(case.readings)
        data = [missing_data(one) for one in found]
        screen.document(as_of=str(moment), readings=chosen, missing=data, diagnostics=case.warnings)
    else:
        screen.answer(render_missing(case.contract, found, moment, width=screen.width, style=screen.style))
    return max((_code(one) for one in found), key=(YES, NO, UNDETERMINED).index)


def _code(found: "Missing") -> int:
    if found.positive:
        return YES
    stuck = found.answer.verdict == "UNDETERMINED" and not found.sets and not found.by
    return UNDETERMINED if stuck else NO


def _party(contract: "Contract", name: str) -> str:
    """The party that is meant; raises Usage when there is none of that name."""
    import difflib

    from assent.engine.model.nouns import Party

    parties: Sequence[str] = [noun.name for noun in contract.nouns.values() if isinstance(noun, Party)]
    if name and name not in parties:
        raise Usage(f"there is no party `{name}`", "", difflib.get_close_matches(name, parties, n=1, cutoff=0.3))
    return name
