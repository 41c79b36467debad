"""Tests written as text: a small contract, a journal beside it, and what was answered.

A contract that does not begin with `contract` gets the header below, and a journal that does not begin with
`facts for` gets that line, so that a test shows only the words that it is about.
"""

import functools

import attrs

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import Evaluation, Finding, Reason
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.engine.session_moments import read_moment
from assent.grammar.diagnostics import Diagnostic
from assent.grammar.parser import parse_contract, parse_journal

HEAD = """\
contract Amendment
    dated 1996-02-28
    between Lender, Borrower
party Lender
party Borrower
"""
EVERYTHING = "record of everything is complete through {}\n"


@attrs.frozen
class Case:
    """A contract and the facts of a journal."""

    contract: Contract
    facts: Facts

    def evaluate(self, as_of: str = "", *, rests_on: bool = False, **readings: str) -> Evaluation:
        """Every answer as of a moment, by default the one the journal speaks of last."""
        moment = read_moment(as_of, "as of") if as_of else self.facts.latest()
        assert moment is not None
        return evaluate(self.contract, self.facts, moment, readings, tuple(self.contract.clauses), rests_on=rests_on)

    def finding(self, name: str = "Amendment", as_of: str = "", **readings: str) -> Finding:
        """The answer on one clause."""
        return self.evaluate(as_of, rests_on=False, **readings)[name]

    def verdict(self, name: str = "Amendment", as_of: str = "", **readings: str) -> str:
        """`EFFECTIVE since 1996-02-28`, `NOT YET`: the answer in words, with its date where it has one."""
        return said(self.finding(name, as_of, **readings))


def said(finding: Finding) -> str:
    """A verdict with its date."""
    return finding.verdict + (f" since {finding.since}" if finding.since is not None else "")


def case(contract: str, journal: str = "") -> Case:
    """A contract and a journal, both without errors."""
    made = contract_of(contract)
    return Case(made, facts_of(journal, made))


def verdict(contract: str, journal: str = "", name: str = "Amendment", as_of: str = "", **readings: str) -> str:
    """The answer on one clause, from nothing but text."""
    return case(contract, journal).verdict(name, as_of, **readings)


@functools.cache
def contract_of(text: str) -> Contract:
    """A contract that must be right."""
    contract, found = resolved(text)
    errors = [finding for finding in found if finding.severity == "error"]
    assert not errors, [(e.code, dict(e.words)) for e in errors]
    assert contract is not None
    return contract


def facts_of(text: str, contract: Contract) -> Facts:
    """Facts that must be right."""
    facts, found = read(text, contract)
    assert not found, [(e.code, dict(e.words)) for e in found]
    return facts


def resolved(text: str) -> tuple[Contract | None, tuple[Diagnostic, ...]]:
    """A contract, or None, with every finding about it; the text itself must be readable."""
    parsed = parse_contract(full(text), "test.assent")
    assert not parsed.diagnostics, [(e.code, dict(e.words)) for e in parsed.diagnostics]
    return resolve_contract(parsed.tree)


def read(text: str, contract: Contract) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Facts with every finding about them; the text itself must be readable."""
    parsed = parse_journal(full_journal(text, contract.name), "test.facts")
    assert not parsed.diagnostics, [(e.code, dict(e.words)) for e in parsed.diagnostics]
    return read_facts(parsed.tree, contract)


def full(text: str) -> str:
    """A contract with its header."""
    return text if text.lstrip().startswith(("contract", "#")) else HEAD + text


def full_journal(text: str, name: str = "Amendment") -> str:
    """A journal with its first line."""
    return text if text.startswith("facts for") else f"facts for {name}\n{text}"


def complete(through: str) -> str:
    """`record of everything is complete through ...`, as a line."""
    return EVERYTHING.format(through)


def reason(finding: Finding, text: str) -> Reason:
    """The first reason whose words are these."""
    found = [one for one in finding.walk() if one.text == text]
    assert found, f"no reason reads {text!r}, but: {[one.text for one in finding.walk()]}"
    return found[0]


def section(finding: Finding, label: str) -> Reason:
    """The reason that bears a label."""
    found = [one for one in finding.walk() if one.labelled and one.section == label]
    assert found, f"no reason is labelled {label}"
    return found[0]


def missing(finding: Finding) -> set[str]:
    """The sentences that would settle the unknowns."""
    return {fact.sentence for fact in finding.missing}
