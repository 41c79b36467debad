"""What other facts would change: facts more or less, moved, or those of another journal.

--vary tries one fact on every day of a range. The answer is asked about at
--as-of, or else at the end of the record, or at the date of the fact where that
is later.

exit codes: those of eval on the facts after the change: 0 yes; 1 no; 3
undetermined; 2 the input cannot be used. Of a range, the worst of its days.
"""

import argparse
import re
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, Usage, asking, changing, contract_and_facts, output
from assent.engine.cli.case import NO, UNDETERMINED, YES, Case, completed, read_input
from assent.engine.cli.screen import Screen

if TYPE_CHECKING:
    from assent.engine.facts.ledger import Facts

_STEP = re.compile(r"([+-]?[0-9]{1,6})([dw]?)")
_BACKWARDS = re.compile(r"-[0-9]+[dw]?")
MOST_DAYS = 200 * 366


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    contract_and_facts(parser)
    changing(parser)
    parser._negative_number_matcher = _BACKWARDS  # so that -3d is a value
    parser.add_argument(
        "--shift",
        metavar=('"SENTENCE"', "STEP"),
        nargs=2,
        action="append",
        default=[],
        help="move a recorded fact: +14d, -3d, +2w (repeat for several)",
    )
    parser.add_argument("--vary", metavar='"DATE..DATE SENTENCE"', help="try a fact on every day of a range")
    parser.add_argument(
        "--against", metavar="AFTER", action="append", default=[], help="compare with another journal (or several)"
    )
    asking(parser)
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Evaluate before and after, and print what differs."""
    if not (args.suppose or args.without or args.shift or args.vary or args.against):
        raise Usage("say what to change: --suppose, --without, --shift, --vary or --against", "", ())
    case = Case(args, screen)
    facts, changes = _changed(case, args, screen)
    if args.vary:
        return _vary(case, facts, changes, args, screen)
    return _compare(case, facts, changes, args, screen)


def _changed(case: Case, args: argparse.Namespace, screen: Screen) -> "tuple[Facts, list[str]]":
    """The facts after the changes, and the changes in words: the other journal, what moves, what goes, what comes."""
    from assent.engine import session, session_changes

    facts, changes = case.facts, list[str]()
    if args.against:
        facts, changes = _other_journal(case, args, screen)
    screen.quote("--shift", [text for text, _ in args.shift][:1])
    for text, step in args.shift:
        facts, words = session_changes.shift(facts, text, _days(step), case.contract, case.cache)
        changes += words
    screen.quote("--suppose", args.suppose)
    screen.quote("--without", args.without)
    facts = session.withdraw(facts, args.without, case.contract, case.cache)
    facts = session.suppose(facts, args.suppose, case.contract, case.cache)
    changes += [f"suppose {text}" for text in args.suppose] + [f"without {text}" for text in args.without]
    return facts, changes


def _days(step: str) -> int:
    """`+14d`, `-3d`, `+2w` as days; months have no fixed length."""
    match = _STEP.fullmatch(step.strip())
    if match is None:
        raise Usage(f"`{step}` is no number of days or weeks: write +14d, -3d or +2w")
    return int(match[1]) * (7 if match[2] == "w" else 1)


def _other_journal(case: Case, args: argparse.Namespace, screen: Screen) -> "tuple[Facts, list[str]]":
    from assent.engine import session
    from assent.engine.analysis.shift import facts_changed

    contract = session.Read(case.contract, (), "")
    read = session.read_facts([read_input(path, screen) for path in args.against], contract, case.cache)
    case.warnings += read.warnings
    after = completed(read.value, args.complete_through)
    return after, list(facts_changed(case.facts, after))


def _compare(case: Case, facts: "Facts", changes: list[str], args: argparse.Namespace, screen: Screen) -> int:
    """Before and after, both as of one moment; two journals each as of its own last moment, unless told."""
    from assent.engine.analysis.difference import difference

    moment = case.moment(facts)
    before = case.evaluate(case.facts, case.moment(case.facts) if args.against else moment)
    after = case.evaluate(facts, moment)
    found = difference(before, after, changes)
    if screen.format == "json":
        screen.document(difference=found, diagnostics=case.warnings)
    else:
        from assent.engine.report.whatif import render_whatif

        screen.answer(render_whatif(case.contract, found, width=screen.width, style=screen.style))
    return case.code(after)


def _vary(case: Case, facts: "Facts", changes: list[str], args: argparse.Namespace, screen: Screen) -> int:
    from assent.engine import session_changes
    from assent.engine.analysis.sweep import worst
    from assent.engine.evaluation.findings import POSITIVE
    from assent.engine.session_choices import main_clause
    from assent.engine.session_moments import read_moment

    start, dots, rest = args.vary.partition("..")
    if not dots:
        raise Usage(f"`{args.vary}` does not say between which dates: write `1996-02-28..1996-05-31` and a sentence")
    screen.quote("--vary", [rest.strip()])
    first = read_moment(start, "--vary")
    varied = session_changes.read_varied(facts, first, rest.strip(), case.contract, case.cache)
    if varied.last.last_minute < first.last_minute or (varied.last.day - first.day).days > MOST_DAYS:
        raise Usage(f"from {first} to {varied.last} there is no day, or there are more than two hundred years")
    swept = session_changes.sweep(
        varied,
        facts,
        case.contract,
        case.moment(facts),
        fixed=args.as_of is not None,
        readings=dict(case.readings),
        asked=case.asked or case.contract.asked(),
    )
    if screen.format == "json":
        screen.document(sweep=swept, changes=changes, diagnostics=case.warnings)
    else:
        from assent.engine.report.whatif import render_sweep

        screen.answer(render_sweep(case.contract, swept, changes, width=screen.width, style=screen.style))
    verdict = worst(swept, case.asked or (main_clause(case.contract),))
    if verdict is None or verdict == "UNDETERMINED":
        return UNDETERMINED
    return YES if verdict in POSITIVE else NO
