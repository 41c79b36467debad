"""Run scenarios: each `expect` line against what the contract and the facts say.

Folders are searched. exit codes: 0 everything as expected; 1 something is not,
or there is no scenario at all; 2 a file cannot be used.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assent.engine.cli.arguments import Parser, output
from assent.engine.cli.case import cache_of, read_input
from assent.engine.cli.screen import Screen
from assent.engine.session_cache import Cache
from assent.engine.session_files import SCENARIOS, find_files
from assent.grammar.diagnostics import Diagnostic, Refused

if TYPE_CHECKING:
    from assent.engine.analysis.coverage import Covered
    from assent.engine.analysis.guarantees import Breach
    from assent.engine.analysis.scenarios import Outcome, Ran
    from assent.engine.session_suites import Suite

PASSED, FAILED, UNUSABLE = 0, 1, 2
WORTH_A_BAR = 50


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files or folders")
    parser.add_argument(
        "--coverage",
        action="store_true",
        help="name the conditions that no scenario shows both met and not met",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="name every scenario, not only those that fail")
    output(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Run all scenarios and report; what cannot be used does not keep the others from running."""
    suites, refused = _suites(args.paths, screen, cache_of(args))
    total = sum(len(suite.scenarios) for suite in suites)
    progress = _Progress(total if screen.format == "human" else 0)
    results: list[tuple[Suite, Ran]] = []
    for suite in suites:
        scenarios = suite.run()
        while True:
            try:
                results.append((suite, next(scenarios)))
                progress.step()
            except StopIteration:
                break
            except Refused as error:
                refused += error.diagnostics
                break
    progress.done()
    ran = [one for _, one in results]
    covered = [row for suite in _contracts(suites) for row in _coverage(suite, results)] if args.coverage else []
    if screen.format == "json":
        screen.document(tests=[_data(one) for one in ran], coverage=covered, diagnostics=tuple(refused))
    else:
        screen.warn(refused)
        screen.answer("\n".join(_lines(results, covered, args, screen)))
    if refused:
        return UNUSABLE
    return PASSED if ran and all(one.passed for one in ran) else FAILED


def _suites(paths: Sequence[str], screen: Screen, cache: Cache) -> "tuple[list[Suite], list[Diagnostic]]":
    from assent.engine.session_suites import read_suite

    suites: list[Suite] = []
    refused: list[Diagnostic] = []
    for path in dict.fromkeys(find_files(paths, SCENARIOS)):
        try:
            suites.append(read_suite(read_input(path, screen), cache))
        except Refused as error:
            refused += (found for found in error.diagnostics if found not in refused)
    return suites, refused


def _contracts(suites: "Sequence[Suite]") -> "list[Suite]":
    """One suite for each contract."""
    return list({suite.contract.value.source: suite for suite in suites}.values())


def _coverage(suite: "Suite", results: "Sequence[tuple[Suite, Ran]]") -> "tuple[Covered, ...]":
    from assent.engine.analysis.coverage import coverage

    contract = suite.contract.value
    own = [ran for other, ran in results if other.contract.value.source == contract.source]
    return coverage(contract, frozenset(one for ran in own for one in ran.seen))


# --- words --------------------------------------------------------------------------------------------------


def _lines(
    results: "Sequence[tuple[Suite, Ran]]",
    covered: "Sequence[Covered]",
    args: argparse.Namespace,
    screen: Screen,
) -> Iterator[str]:
    style = screen.style
    for _, ran in results:
        if args.verbose and ran.passed:
            yield style("met", "ok") + f"    {ran.name}  {style('aside', ran.gloss)}".rstrip()
        if not ran.passed:
            yield style("lost", "FAIL") + f"  {ran.name}  {style('aside', ran.gloss)}".rstrip()
            for outcome in ran.outcomes:
                if not outcome.passed:
                    yield from _failure(outcome, screen)
            for breach in ran.breaches:
                yield from _breach(ran, breach, screen)
    if args.coverage:
        yield from _coverage_lines(covered)
    yield _summary([ran for _, ran in results])


def _failure(outcome: "Outcome", screen: Screen) -> Iterator[str]:
    """The line, what it expected, what came out, and the rows that decided it."""
    style = screen.style
    yield f"  {style('cite', f'{outcome.span.source}:{outcome.span.line}')}  {outcome.subject}"
    yield f"    expected  {outcome.expected}"
    yield f"    got       {outcome.got}"
    for reason in outcome.reasons:
        since = f" since {reason.since}" if reason.since else ""
        words = reason.heading or reason.text
        yield "      " + style("aside", f"{reason.section:<8}{reason.status}{since}  {words}")


def _breach(ran: "Ran", breach: "Breach", screen: Screen) -> Iterator[str]:
    """The guarantee that the facts of the scenario break, and under which readings."""
    span = breach.guarantee.span
    yield f"  {screen.style('cite', f'{span.source}:{span.line}')}  {breach.guarantee.name}"
    chosen = ", ".join(f"{question}={name}" for question, name in breach.readings.items())
    yield f"    broken by the facts of {ran.name} under {chosen or 'the default readings'}"


def _coverage_lines(covered: "Sequence[Covered]") -> Iterator[str]:
    open_rows = [row for row in covered if not (row.met and row.unmet)]
    if open_rows:
        yield ""
        yield "conditions that no scenario shows both met and not met:"
    for row in open_rows:
        shown = "only met" if row.met else "only not met" if row.unmet else "neither"
        yield f"  {row.label:<28} {shown:<13} {row.heading}".rstrip()
    done = len(covered) - len(open_rows)
    yield f"{done} of {len(covered)} labelled conditions are shown both met and not met"


def _summary(ran: "Sequence[Ran]") -> str:
    if not ran:
        return "no scenario found"
    outcomes = [outcome for one in ran for outcome in one.outcomes]
    failed = sum(not outcome.passed for outcome in outcomes)
    broken = len({breach.guarantee.span for one in ran for breach in one.breaches})
    counted = f"{_count(len(ran), 'scenario')}, {_count(len(outcomes), 'expectation')}"
    found = f"{failed} not as expected" if failed else "all as expected"
    return f"{counted}: {found}" + (f", {_count(broken, 'guarantee')} broken" if broken else "")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _data(ran: "Ran") -> dict[str, object]:
    """A scenario for the JSON document."""
    expectations = [
        {
            "subject": outcome.subject,
            "expected": outcome.expected,
            "got": outcome.got,
            "passed": outcome.passed,
            "source": {"file": outcome.span.source, "line": outcome.span.line, "column": outcome.span.column},
        }
        for outcome in ran.outcomes
    ]
    breaches = [
        {
            "guarantee": breach.guarantee.label,
            "readings": dict(breach.readings),
            "source": {"file": span.source, "line": span.line, "column": span.column},
        }
        for breach in ran.breaches
        for span in (breach.guarantee.span,)
    ]
    return {
        "name": ran.name,
        "gloss": ran.gloss,
        "passed": ran.passed,
        "expectations": expectations,
        "breaches": breaches,
    }


class _Progress:
    """A line that moves while many scenarios run, on a terminal only."""

    def __init__(self, total: int) -> None:
        self.total = total if total >= WORTH_A_BAR and sys.stderr.isatty() and "CI" not in os.environ else 0
        self.ran = 0

    def step(self) -> None:
        """One more scenario has run."""
        self.ran += 1
        if self.total:
            sys.stderr.write(f"\r{self.ran} of {self.total} scenarios")
            sys.stderr.flush()

    def done(self) -> None:
        """Leave no trace."""
        if self.total:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
