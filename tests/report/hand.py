"""Findings made by hand, so that what a report shows is tested apart from what the evaluator finds."""

import datetime
from functools import cache

from assent.engine.evaluation.findings import (
    MET,
    CitedFact,
    Evaluation,
    Finding,
    MissingFact,
    Reason,
    Status,
    Verdict,
)
from assent.engine.model.contract import ClauseKind, Contract
from assent.engine.model.resolve import resolve_contract
from assent.grammar.parser import parse_contract
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.values import Moment

JOURNAL = "contracts/lexington-1996/closing.facts"

TEXT = """
contract Amendment "Amendment to Financing Agreements and Consent"
    dated 1996-02-28
    between Congress, LPC

party Congress "the lender"
party LPC "the borrower"
party LCI "the guarantor"
party Title Insurer "the issuer of the existing title insurance policy"
party Congress Counsel "counsel to Congress"

question T1 "Which comes first?"
    SIM "both at one moment", default
    SEQ "the conditions, strictly"

question T8 "Is the guarantor's consent page a condition?"
    G-NOT "no", default
    G-PART "yes"

section 2 "Consent"
    event Closing Day "the closing"
    Closing permits Closing Day when any of
        - under SIM, Amendment is effective simultaneously
        - under SEQ, Amendment is effective in sequence

section 5 "Conditions to the effectiveness of this Amendment"
    document Guarantor Consent "the guarantor's consent page" by LCI
    document Title Confirmation "letter on the title" by Title Insurer
    document Title Letter of February 7 "the letter that 5(c) names" dated 1996-02-07 by Title Insurer
    document Survey
    document Certificate by LCI
    state Event of Default "an Event of Default"
    Congress may waive section 5 in writing
    Amendment takes effect when
        (a) "the Amendment, executed" all of
            - Congress received Amendment as an original executed by its parties
            - "guarantor's consent page" under G-PART, Congress received Guarantor Consent executed by LCI
        (b) Closing Day occurred
        (c) "the title insurer's letter" Congress received Title Confirmation
            deemed satisfied by Title Letter of February 7 when all of
                - Congress Counsel received Title Letter of February 7
        (d) any of
            - Survey is satisfactory to Congress
            - Congress received Certificate
        (f) no Event of Default exists
"""


@cache
def contract(text: str = TEXT, source: str = "amendment.assent") -> Contract:
    parsed = parse_contract(text.lstrip("\n"), source)
    assert not parsed.diagnostics, parsed.diagnostics
    resolved, found = resolve_contract(parsed.tree)
    assert resolved is not None, found
    return resolved


def day(text: str) -> Moment:
    return Moment(datetime.date.fromisoformat(text))


CLOSING = day("1996-02-28")


def fact(line: int, sentence: str, on: Moment = CLOSING, evidence: str = "", source: str = JOURNAL) -> CitedFact:
    return CitedFact(sentence, on, evidence, Span(source, line, 1, line, 40))


def missing(sentence: str, why: str = "never presumed") -> MissingFact:
    return MissingFact(sentence, why)


def reason(
    section: str,
    status: Status,
    text: str = "all of",
    *inside: Reason,
    heading: str = "",
    labelled: bool = False,
    since: Moment | None = CLOSING,
    decisive: bool = True,
    note: str = "",
    facts: tuple[CitedFact, ...] = (),
    missing: tuple[MissingFact, ...] = (),
    agreement: str = "",
    choice: bool = False,
    span: Span = NOWHERE,
) -> Reason:
    return Reason(
        section,
        agreement,
        heading,
        text,
        labelled,
        status,
        since if status in MET else None,
        decisive,
        note,
        span,
        facts,
        missing,
        inside,
        choice,
    )


def item(section: str, status: Status, heading: str, *inside: Reason, **more: object) -> Reason:
    """A condition with a label and a heading of its own."""
    return reason(section, status, "all of", *inside, heading=heading, labelled=True, **more)  # type: ignore[arg-type]


def finding(
    verdict: Verdict,
    *reasons: Reason,
    name: str = "Amendment",
    kind: ClauseKind = "effect",
    section: str = "5",
    since: Moment | None = None,
    at_latest: bool = False,
    readings: dict[str, str] | None = None,
    note: str = "",
    missing: tuple[MissingFact, ...] = (),
    rests_on: tuple[str, ...] | None = None,
) -> Finding:
    choice = readings or {}
    return Finding(name, kind, section, verdict, since, at_latest, choice, note, reasons, missing, rests_on)


def evaluation(*findings: Finding, readings: dict[str, str] | None = None, **more: object) -> Evaluation:
    return Evaluation(CLOSING, readings or {}, findings, **more)  # type: ignore[arg-type]
