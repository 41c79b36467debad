"""What the laws are tried on: three small contracts, Lexington, and contracts drawn at random.

A law is a property of every contract, journal, moment and choice of readings; a `Situation` is one such case.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import Evaluation, Finding
from assent.engine.facts.ledger import Entry, Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment
from tests.support import lexington, profiles
from tests.support.contracts import contract_of
from tests.support.encodings import Drawn, cases
from tests.support.journals import as_text, days, is_consistent, journals, lines, plus, vocabulary

# A loan with deliveries, a deadline, a default, deeming and a waiver; nothing in it is negated but defaults.
LOAN = """\
document Note by Borrower with amount as money
document Policy by Borrower
document Binder dated 1996-02-22 by Borrower
event Closing with form as Agreed or Other
event Filing
state Default
representation Solvency
matter Consent Required
section 5
    Lender may waive section 5 in writing
    Amendment takes effect when
        (a) Lender received Note executed by Borrower with amount USD 100
        (b) Closing occurred with form Agreed by 1996-03-08 17:00
        (c)
            all of
                - Lender received Policy
                - Policy is satisfactory to Lender
            deemed satisfied by Binder when Lender received Binder
        (d) any of
            - no Default exists
            - Default exists and Filing occurred by 1996-03-05
        (e) any of
            - Consent Required is untrue
            - Solvency is true on 1996-03-01
"""
# Circles, a permission, a default that an uncovered act begins, and readings of each.
RING = """\
question T1
    SIM, default
    SEQ
question T2
    FIRST, default
    SECOND
question T3
    ONCE, default
    EVER
document Paper by Borrower
event Exchange consists of Deed, Lease simultaneously
event Deed with form as Agreed or Other
event Lease
state Default
matter Strict
representation Force
Force is true when all of
    - Borrower executed Amendment
    - Amendment is effective simultaneously
Consent permits Exchange when all of
    - under SIM, Amendment is effective simultaneously
    - under SEQ, Amendment is effective in sequence
    - Deed occurred with form Agreed
Default begins when all of
    - Strict is true
    - Deed occurred
    - under FIRST, Consent is not covered simultaneously
    - under SECOND, Consent is not covered in sequence
Amendment takes effect when all of
    - Exchange occurred
    - Lender received Paper
    - Force is true
    - no Default exists
    - under EVER, no Default has occurred
"""
# Effects that follow their condition, texts by version, tests on other dates, counts.
TEXTS = """\
agreement Loan between Lender, Borrower
document Note by Borrower
document Mortgage by Borrower
event Closing
recurring event Advance
state Default
representation Solvency
Amendment takes effect when Closing occurred and no Default has occurred
Standstill is in force while no Default exists
section 5(a) of Loan reads
    Deliveries are complete when Lender received Note
once Amendment is effective, section 5(a) of Loan reads
    Deliveries are complete when at least 2 of
        - Lender received Note
        - Lender received Mortgage
        - Mortgage is satisfactory to Lender
Funding is required when all of
    - Deliveries are complete
    - Standstill is in force
    - Solvency is true on each date of Advance
    - at all times since 1996-02-25, no Default exists
    - Closing occurred while Note is in its form of 1996-02-24
"""
SMALL = {"loan": contract_of(LOAN), "ring": contract_of(RING), "texts": contract_of(TEXTS)}
EVERY = (*SMALL, "lexington", "drawn")
every = pytest.mark.parametrize("name", EVERY)
every_but_lexington = pytest.mark.parametrize("name", [*SMALL, "drawn"])  # for laws that rest on what is small

POSITIVE = ("EFFECTIVE", "SATISFIED", "COVERED", "PERMITTED")
LOST = ("CAN NO LONGER BE", "NO LONGER PERMITTED", "NOT COVERED")


def law_of(name: str, quick: int = 40) -> settings:
    """So many cases in a quick run, fewer for Lexington, where each costs more."""
    return profiles.cases(quick // 3 if name == "lexington" else quick)


@attrs.frozen(repr=False)
class Situation:
    """One case of a law."""

    contract: Contract
    facts: Facts
    moment: Moment
    readings: Mapping[str, str]
    drawn: Drawn | None = None

    def ask(self, facts: Facts | None = None, moment: Moment | None = None, **readings: str) -> Evaluation:
        """Every answer; with other facts, at another moment or under other readings where they are given."""
        return evaluate(
            self.contract,
            self.facts if facts is None else facts,
            moment or self.moment,
            {**self.readings, **readings},
            tuple(self.contract.clauses),
        )

    def __repr__(self) -> str:
        if self.drawn is not None:
            return self.drawn.replay()
        chosen = "".join(f" --reading {question}={one}" for question, one in self.readings.items())
        return f"{as_text(self.facts)}--as-of '{self.moment}'{chosen}\n"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


@st.composite
def situations(draw: st.DrawFn, name: str) -> Situation:
    """A case of a law: on one of the contracts here, or on one that is drawn too."""
    if name == "drawn":
        case = draw(cases())
        return Situation(case.contract, case.facts, case.as_of, case.readings, case)
    contract = lexington.contract() if name == "lexington" else SMALL[name]
    facts = draw(_near_a_scenario() if name == "lexington" else journals(contract))
    readings = {
        question.name: draw(st.sampled_from([question.default, *(a.name for a in question.alternatives)]))
        for question in contract.questions.values()
    }
    return Situation(contract, facts, draw(days), readings)


@st.composite
def _near_a_scenario(draw: st.DrawFn) -> Facts:
    """The facts of a scenario of Lexington with lines taken out and put in."""
    contract = lexington.contract()
    _, ready = draw(st.sampled_from(lexington.cases()))
    entries = ready.facts.entries
    gone = draw(st.sets(st.integers(0, max(len(entries) - 1, 0)), max_size=4))
    lines_gone = {entries[index].span for index in gone if index < len(entries)}  # with all that they say
    kept = tuple(entry for entry in entries if entry.span not in lines_gone)
    return adding(attrs.evolve(ready.facts, entries=kept), draw(more_lines(contract, days, most=4)))


def more_lines(
    contract: Contract, when: st.SearchStrategy[Moment], most: int, least: int = 0
) -> st.SearchStrategy[list[tuple[Entry, ...]]]:
    """Some lines that a journal could have, each with an entry for each thing that it says."""
    if not vocabulary(contract):
        return st.just([])
    return st.lists(lines(contract, when), min_size=least, max_size=most)


def adding(facts: Facts, more: Iterable[tuple[Entry, ...]]) -> Facts:
    """The facts with those of some lines that do not contradict them."""
    for line in more:
        if is_consistent(plus(facts, line)):
            facts = plus(facts, line)
    return facts


def told(finding: Finding) -> tuple[object, ...]:
    """What an answer says, without its reasons."""
    return finding.verdict, finding.since, finding.at_latest


def all_told(evaluation: Evaluation) -> dict[str, tuple[object, ...]]:
    """What every answer of an evaluation says."""
    return {finding.name: told(finding) for finding in evaluation.findings}
