"""Canonical text: every construct has one spelling, and reads back as what it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assent.grammar.parser import Parsed, parse_contract, parse_journal, parse_scenarios
from assent.grammar.printer import (
    print_condition,
    print_contract,
    print_journal,
    print_scenarios,
    print_sentence,
)
from assent.grammar.syntax.conditions import Group
from assent.grammar.syntax.contract import Clause
from assent.grammar.syntax.journal import Fact

ROOT = Path(__file__).resolve().parents[2]
KINDS: dict[str, tuple[Callable[..., Parsed[Any]], Callable[[Any], str]]] = {
    ".assent": (parse_contract, print_contract),
    ".facts": (parse_journal, print_journal),
    ".scenarios": (parse_scenarios, print_scenarios),
}
FILES = sorted(path for path in (ROOT / "contracts").rglob("*") if path.suffix in KINDS)

SENTENCES = [
    "Congress received Title Letter",
    "Congress, LPC executed Amendment",
    "Congress did not receive Title Letter",
    "LPC did not send Title Letter",
    "Congress received Note as an original executed by LPC from Agent dated 1996-02-07",
    "Congress received Notes as originals",
    "Congress received Note A, Note B as true and complete copies executed by its parties",
    "Congress received Title Policy with amount at least USD 825,000, issuer Title Insurer, share 66 2/3%",
    "Congress received Note with count 3, date on or after the date of Amendment, rate at most 7.5%",
    "Congress received Note dated by 1996-05-31",
    "Conveyance occurred",
    "Conveyance occurred with form Agreed",
    "Conveyance did not occur",
    "Event of Default began",
    "Default did not end",
    "Lakewood IDA Lease was amended",
    "Leases were restored to their form of 1996-02-28 17:00 America/Chicago",
    "Congress waived section 5(d) of Loan Agreement in writing",
    "Congress waived section 5.1(a) orally",
    "Congress waived section 5",
    "Title Policy is satisfactory to Congress",
    "Title Policy is not satisfactory to Congress, Agent",
    "Amendment is effective",
    "Amendment is not in force",
    "Amendment is effective simultaneously",
    "Conditions are complete in sequence",
    "Closing is covered",
    "Consent is required",
    "Accounts Representations are true in all material respects",
    "Statement is untrue in a material respect",
    "Statement is untrue",
    "Lease is in its form of the date of Amendment",
    "Leases are not in their form of 1996-02-28",
    "Events of Default exist",
    "Event of Default has occurred",
    "no Event of Default exists",
    "no Events of Default have occurred",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_printed_as_it_is_written(sentence):
    """One sentence, one spelling: a fact prints as it stands in the journal."""
    parsed = parse_journal(f"1996-02-28 {sentence}\n", "")
    assert parsed.diagnostics == ()
    (fact,) = parsed.tree.parts
    assert isinstance(fact, Fact)
    assert print_sentence(fact.sentence) == sentence


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Congress   received  Title   Letter", "Congress received Title Letter"),
        ("Amendments is effective", "Amendments are effective"),
        ("Congress are effective", "Congress is effective"),
        ("A,B is effective", "A, B are effective"),
        ("Congress received Note as originals", "Congress received Note as an original"),
        ("A occurred with x USD 825000.5", "A occurred with x USD 825,000.50"),
        ("A occurred with x 66.50%", "A occurred with x 66.5%"),
        ("A is in their form of 1996-02-28 9:05", "A is in its form of 1996-02-28 09:05"),
    ],
)
def test_other_spellings_become_the_canonical_one(written, printed):
    (fact,) = parse_journal(f"1996-02-28 {written}\n", "").tree.parts
    assert isinstance(fact, Fact)
    assert print_sentence(fact.sentence) == printed


CONDITIONS = [
    "A occurred and B occurred",
    "A occurred or B occurred",
    "under SIM, Amendment is effective",
    "on 1996-02-28, A occurred",
    "by 1996-02-28, A occurred and B occurred",
    "on each date of Request, no Default exists",
    "at all times since the date of Amendment, no Default exists",
    "A occurred by 1996-05-31 and B occurred on 1996-05-31",
    "no Default exists on each date of Request",
    "Conveyance occurred while Lease is in its form of 1996-02-28",
    "Lease is in force while Lease is in its form of 1996-02-28",
    "all of\n    - A occurred\n    - B occurred",
    "any of\n    (a) A occurred\n    (b) B occurred",
    "at least 2 of\n    (a) A occurred\n    (b) B occurred\n    (c) C occurred",
    "under R, any of\n    - A occurred\n    - B occurred",
    "all of\n    - A occurred\n    provided that B occurred",
    "all of\n    - A occurred\n    provided that\n        - B occurred\n        - C occurred",
    "Congress received, each as an original, each executed by its parties, each satisfactory to Congress\n"
    "    (i) Note by 1996-05-31\n    (ii) Policy with amount USD 5 dated 1996-02-28\n    (iii) any of\n"
    "        - A\n        - B",
    'all of\n    (a) "heading" A occurred\n        deemed satisfied by Letter when Congress received Letter\n'
    '    (b) "heading"\n        any of\n            - A occurred\n'
    "        deemed satisfied by Letter when all of\n"
    "            - B occurred\n    (c)\n        A occurred",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_is_printed_as_it_is_written(condition):
    """`print_condition` gives the text that stands behind `when`."""
    parsed = parse_contract(f"X takes effect when {condition}\n", "")
    assert parsed.diagnostics == ()
    (clause,) = parsed.tree.parts
    assert isinstance(clause, Clause)
    assert print_condition(clause.condition) == condition


def test_a_list_without_a_quantifier():
    (clause,) = parse_contract("X takes effect when\n    (a) A occurred\n    (b) B occurred\n", "").tree.parts
    assert isinstance(clause, Clause)
    assert isinstance(clause.condition, Group)
    assert print_condition(clause.condition) == "(a) A occurred\n(b) B occurred"
    assert print_contract(parse_contract("X takes effect when\n  (a) A occurred\n", "").tree) == (
        "X takes effect when\n    (a) A occurred\n"
    )


def test_a_long_line_breaks_at_its_connectives():
    """Up to 100 columns; then one condition to a line, one level deeper."""
    parts = [f"Congress received Document {number}" for number in range(1, 5)]
    text = f"X takes effect when {' and '.join(parts)}\n"
    printed = print_contract(parse_contract(text, "").tree)
    assert printed.splitlines() == [
        "X takes effect when Congress received Document 1",
        *(f"    and {part}" for part in parts[1:]),
    ]


PARTS = """\
contract Amendment "the amendment"
    dated the date of Letter
    between Congress, LPC

party Congress "the lender"
recurring event Request
document Note dated 1996-02-28 17:00 by LPC with amount as money, form as Agreed or Other
agreement Loan Agreement between Congress, LPC not in the record
event Closing consists of Conveyance, Leaseback simultaneously
state Default
representation Statement
matter Consent Required
documents Papers "all" are Note, Loan Agreement

question T1 "which?"
    SIM "both", default
    SEQ

section 5 "Conditions"
    (a) "first" party Agent
    (b) Conditions are complete when Congress received Note
    Amendment is in force while LPC executed Amendment
    Duty is required when Closing occurred
    Statement is true when Closing occurred
    Default begins when Closing occurred
    Permission permits Closing when Amendment is effective
    section 5(a) of Loan Agreement is not in the record
    section 6 of Loan Agreement reads
        (c) Duty is required when Closing occurred
    once Papers are effective, section 5(a) of Loan Agreement reads
        Conditions are complete when Congress received Note
    Amendment relates back to the date of Note
    Amendment lapses after 2000-06-30
    Congress, LPC may waive section 5(a) in writing
    under SIM, Amendment relates back to 1996-02-28
"""


def test_each_part_of_a_contract_is_printed_as_it_is_written():
    """The canonical text of every kind of definition and clause."""
    parsed = parse_contract(PARTS, "")
    assert parsed.diagnostics == ()
    assert print_contract(parsed.tree) == PARTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_of_this_project_read_back(path):
    """parse(print(tree)) == tree on everything in contracts/."""
    parse, show = KINDS[path.suffix]
    parsed = parse(path.read_text(encoding="utf-8"), path.name)
    assert parsed.diagnostics == ()
    assert parse(show(parsed.tree), path.name).tree == parsed.tree


def test_printing_needs_no_parser(tmp_path):
    """Messages quote sentences without paying for Lark."""
    import subprocess
    import sys

    code = "import sys, assent.grammar.printer; print('lark' in sys.modules, 'zoneinfo' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
