"""Guarantees as written: where they may stand, how they are laid out, and what is said where one cannot be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assent.grammar import printer
from assent.grammar.formatter import format_contract
from assent.grammar.parser import parse_contract
from assent.grammar.syntax import contract as k
from tests.support import trees

SHORT = 'guarantee "paid" always Consent is effective only if Payment occurred\n'
LONG = """\
guarantee "nothing is released before it has been paid for" always
    Consent is effective only if Payment occurred with amount USD 825,000
"""
LONGER = """\
guarantee "two ways" always
    Consent is effective or Margin Holiday is in force or Release of Warehouse is complete
        only if Payment occurred with amount USD 825,000
"""
LISTED = """\
guarantee "one of two" always any of
    - Consent is not effective
    - Payment occurred
"""
LISTED_BELOW = """\
guarantee "one of two" always
    Consent is effective only if any of
        - Payment occurred
        - Bank received Deed
"""
IN_A_SECTION = """\
section 2 "Conditions"
    (a) "price" under EVER, guarantee "paid" always Consent is effective only if Payment occurred
"""


@pytest.mark.parametrize("text", [SHORT, LONG, LISTED, LISTED_BELOW, IN_A_SECTION])
def test_the_canonical_layout(text):
    """On one line while it fits, else below the label; a list stands behind the words that head it."""
    assert format_contract(text) == text


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ('guarantee "paid" always\n    Consent is effective\n        only if Payment occurred\n', SHORT),
        (LONG.replace("always\n    ", "always "), LONG),
        (LISTED.replace("always any", "always\n    any").replace("\n    -", "\n        -"), LISTED),
    ],
)
def test_other_layouts_are_read_the_same(written, canonical):
    """`only if` may begin a line, as `and` and `or` may."""
    assert format_contract(written) == canonical


def test_what_is_too_long_for_a_line_breaks_before_only_if():
    assert format_contract(LONGER) == LONGER


@settings(max_examples=60, deadline=None)
@given(st.lists(trees.guarantee, min_size=1, max_size=2).map(lambda parts: k.ContractFile(tuple(parts))))
def test_a_guarantee_reads_back(tree):
    """Whatever can be guaranteed is read back as it was printed, and is laid out once for all."""
    text = printer.print_contract(tree)
    parsed = parse_contract(text, "")
    assert parsed.diagnostics == ()
    assert parsed.tree == tree
    once = format_contract(text)
    assert format_contract(once) == once


@pytest.mark.parametrize(
    ("text", "code", "candidates"),
    [
        ('garantee "x" always A exists\n', "unknown-word", ("guarantee",)),
        ('guarantee "x" allways A exists\n', "unknown-word", ("always",)),
        ('guarantee "x" always A exists onlyif B exists\n', "unknown-word", ("only if",)),
        ('guarantee "x" always A exists only if B exists only if C exists\n', "unexpected", ()),
        ('guarantee "x" always\n', "unfinished", ()),
        ("guarantee always A exists\n", "unexpected", ()),
        ("Consent takes effect when A exists only if B exists\n", "unexpected", ()),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(text, code, candidates):
    """`only if` stands in guarantees alone, and once; a misspelt word is told from a missing one."""
    (found,) = parse_contract(text, "").diagnostics
    assert (found.code, found.candidates) == (code, candidates)
