"""The way of a text through the whole house, whatever is wrong with it: read, resolved, answered, put into words.

In come texts; out comes every finding on the way. Anything that is raised is a bug. What is asserted here is what holds
of every finding: a place inside the text that it is about, a code with a page, a sentence.
"""

import functools
import string
from collections.abc import Iterable, Mapping

import attrs

from assent.engine.analysis.scenarios import prepare
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import parse_json_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.engine.report import messages
from assent.engine.report.text import render_evaluation
from assent.engine.report.wordings import WORDINGS
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from assent.grammar.spans import Span
from assent.grammar.syntax.scenarios import Scenario, ScenarioFile
from tests.support.deals import Deal


@attrs.frozen
class Found:
    """What is left of a deal at the end of the way."""

    contract: Contract | None
    facts: Facts | None
    findings: tuple[Diagnostic, ...]


def walk(deal: Deal, *, json: str | None = None) -> Found:
    """All the way through; of a journal in JSON that text stands in the place of the journal."""
    contract, found = _contract(deal.contract)
    texts = {"contract": deal.contract, "journal": deal.journal if json is None else json, "scenarios": deal.scenarios}
    facts = None
    read = parse_journal(deal.journal, "journal") if json is None else parse_json_facts(json, "journal")
    written = parse_scenarios(deal.scenarios, "scenarios")
    found += read.diagnostics + written.diagnostics
    if contract is not None and not read.diagnostics:
        facts, more = read_facts(read.tree, contract)
        found += more
        if not more:
            answer(contract, facts)
            found += () if written.diagnostics else scenarios(contract, facts, written.tree)
    check(found, texts)
    return Found(contract, facts, found)


@functools.lru_cache(maxsize=256)
def _contract(text: str) -> tuple[Contract | None, tuple[Diagnostic, ...]]:
    """The contract; when its text is whole, as most of the time it is, from the last time it was read."""
    parsed = parse_contract(text, "contract")
    if parsed.diagnostics:
        return None, parsed.diagnostics
    return resolve_contract(parsed.tree)


def answer(contract: Contract, facts: Facts) -> None:
    """Every question answered as of the last day the journal speaks of, and put into words."""
    moment = facts.latest()
    if moment is not None:
        said = render_evaluation(contract, evaluate(contract, facts, moment, {}, tuple(contract.clauses)))
        said.encode()  # nothing in it that no screen can show


def scenarios(contract: Contract, facts: Facts, tree: ScenarioFile) -> tuple[Diagnostic, ...]:
    """The scenarios run; and what is wrong with those that cannot be."""
    findings: list[Diagnostic] = []
    for part in tree.parts:
        if isinstance(part, Scenario):
            ready, found = prepare(part, contract, facts)
            findings += found
            if ready is not None:
                ready.run()
    return tuple(findings)


# --- what holds of every finding ------------------------------------------------------------------------------


def check(findings: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
    """A place inside its text, a code with a page, a sentence that lacks no word."""
    for finding in findings:
        assert inside(finding.span, texts), finding
        for related in finding.related:
            assert inside(related.span, texts), finding
        assert page(finding.code).startswith(f"# {finding.code}\n"), finding
        assert asked(WORDINGS[finding.code][0]) <= set(finding.words), finding
        assert messages.message(finding), finding
        lines = texts[finding.span.source].split("\n")
        messages.render_human(finding, lines).encode()


@functools.cache
def asked(template: str) -> frozenset[str]:
    """The words that the sentence of a code speaks of."""
    return frozenset(field for _, field, _, _ in string.Formatter().parse(template) if field)


@functools.cache
def page(code: str) -> str:
    """The page behind a code."""
    return messages.page(code)


def inside(span: Span, texts: Mapping[str, str]) -> bool:
    """Whether a place is in its text; behind the last word of a line it may reach one column further."""
    lines = [line.removesuffix("\r") for line in texts[span.source].split("\n")]
    if not 1 <= span.line <= span.end_line <= len(lines):
        return False
    begins = 1 <= span.column <= len(lines[span.line - 1]) + 1
    ends = 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
    return begins and ends and (span.line, span.column) <= (span.end_line, span.end_column)
