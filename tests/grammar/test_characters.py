"""A contract must read as it runs: what cannot be seen, or looks like something else, is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assent.grammar.parser import parse_contract, parse_journal
from tests.support.underlined import findings, only

BAD = [
    ("\ufeffparty A\n", "byte-order-mark", "\ufeff", ()),
    ("party A\u202eB\n", "control-character", "\u202e", ()),
    ("party A\u200b\n", "control-character", "\u200b", ()),
    ("party A\x00\n", "control-character", "\x00", ()),
    ("party A\rparty B\n", "control-character", "\r", ()),
    ("party A\u2028party B\n", "control-character", "\u2028", ()),
    ('party A "x\u202ey"\n', "control-character", "\u202e", ()),
    ("party A # x\u2066y\n", "control-character", "\u2066", ()),
    ("party\tA\n", "tab", "\t", ()),
    ("party A\u00a0B\n", "odd-space", "\u00a0", ()),
    ("party \u0421\u043engress\n", "foreign-letter", "\u0421\u043e", ("Congress",)),
    ("party L\u03a1C\n", "foreign-letter", "\u03a1", ("LPC",)),
    ("party Lender\u2019s Counsel\n", "foreign-letter", "\u2019", ("'",)),
    ("party A\u2013B\n", "foreign-letter", "\u2013", ("-",)),
    ("party \uff21\n", "foreign-letter", "\uff21", ("A",)),
    ("party \u674e\n", "foreign-letter", "\u674e", ()),
    ("party Caf\u0065\u0301\n", "foreign-letter", "\u0301", ()),
]


@pytest.mark.parametrize(("text", "code", "words", "meant"), BAD, ids=[ascii(row[0]) for row in BAD])
def test_what_does_not_read_as_it_runs(text, code, words, meant):
    """One finding, at the character, with the plain spelling where it has one."""
    assert findings(text) == [(code, words)]
    assert only(text).candidates == meant


def test_typographic_quotes():
    """Both are found; the plain quote is suggested."""
    assert findings("party A \u201cthe bank\u201d\n") == [
        ("foreign-letter", "\u201c"),
        ("foreign-letter", "\u201d"),
    ]


def test_the_name_of_the_character_is_told():
    words = only("party A\u202e\n").words
    assert (words["name"], words["point"]) == ("right-to-left override", "U+202E")


def test_tabs_are_one_finding():
    """A file indented by tabs has one fault, not one in each line."""
    assert findings("section 1\n\tparty A\n\tparty B\n\t\tby A\n") == [("tab", "\t")]


GOOD = [
    'party A "Société Générale, Москва – “the bank”, 銀行"\n',
    "party A  # „naïve“ Москва 銀行\n",
    "party Österreichische Länderbank\n",
    "party Smith & Co, X\n".replace(", X", ""),
    "party Lender's Counsel\n",
    "party U.S. Bank N.A.\n",
    "party A\r\nparty B\r\n",
    "party A",
    'party A "# no comment"\n',
]


@pytest.mark.parametrize("text", GOOD, ids=[ascii(text) for text in GOOD])
def test_what_is_welcome(text):
    """Accents everywhere, every script in quotes and comments, CRLF, a last line without its end."""
    assert findings(text) == []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text):
    """Whatever the characters: findings or a tree, never a traceback; and places that are in the text."""
    for parse in (parse_contract, parse_journal):
        for finding in parse(text, "").diagnostics:
            assert 1 <= finding.span.line <= text.count("\n") + 1
            assert finding.span.column < finding.span.end_column or finding.code == "empty-file"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "party",
                "A",
                "B of C",
                ",",
                "and",
                "or",
                "when",
                "takes effect when",
                "all of",
                "\n    - ",
                "\n",
                "    ",
                "(a)",
                '"x"',
                "1996-02-28",
                "received",
                "is",
                "not",
                "under",
                "section 5(a)",
                "of",
                "reads",
                "deemed",
                "satisfied by",
                "provided that",
                "each",
                "5",
                "66 2/3%",
                "USD 5",
                "with",
                "amount",
                "#",
                "no",
                "exists",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_any_words_get_an_answer(text):
    """Words of the language in any order and layout: findings or a tree, never a traceback."""
    parse_contract(text, "")
