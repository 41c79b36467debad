"""The words that messages suggest are the words that the grammar accepts."""

import re
from pathlib import Path

import pytest

from assent.grammar import wording

GRAMMAR = (Path(__file__).resolve().parents[2] / "grammar" / "tokens.lark").read_text(encoding="utf-8")
TERMINALS = dict(re.findall(r"^([A-Z_]+)(?:\.[0-9]+)?: (.+)$", GRAMMAR, re.M))
PARTS = {"WORD", "FIGURE", "CONTINUED", "SPACE"}  # of a term, and between words
LAYOUT = {"_INDENT", "_DEDENT"}


def test_every_terminal_has_a_spelling():
    """A terminal that is added to tokens.lark must be added here, or messages would show its bare name."""
    assert set(TERMINALS) - PARTS == wording.TERMINALS - LAYOUT


@pytest.mark.parametrize("terminal", sorted(set(TERMINALS) - PARTS - wording.DESCRIBED))
def test_a_suggested_keyword_is_that_keyword(terminal):
    """Each spelling is read as its terminal."""
    pattern = TERMINALS[terminal].strip("/")
    assert [word for word in wording.spellings(terminal) if not re.fullmatch(pattern, word)] == []
    assert wording.spellings(terminal)
