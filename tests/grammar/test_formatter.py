"""One canonical layout: comments kept, empty lines where the user had them, nothing said differently."""

from pathlib import Path

import pytest

from assent.grammar import formatter
from assent.grammar.diagnostics import Refused
from assent.grammar.formatter import (
    FormatterUnsound,
    format_contract,
    format_journal,
    format_scenarios,
    newline_of,
)

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = {".assent": format_contract, ".facts": format_journal, ".scenarios": format_scenarios}
FILES = sorted(path for path in (ROOT / "contracts").rglob("*") if path.suffix in LAYOUTS)

UNTIDY = """\
# top
contract Amendment  "x" dated 1996-02-28 between A,B # header
party   A # behind a
# above B


# above B, too
party B "b"   # behind B
document D   dated 1996-01-01 # one
    # between
    by A # two
section 1 "S" # behind S

   # first
   (a)  party C

   (b)  X takes effect when all of # list
     # in the list
     -  A received D # first reason
         and B received D # second
         # third
         and D is satisfactory to A
   # end of section 1
# before section 2
section 2 "T"
  (a) Y takes effect when
    (i) "h" A received D from B dated by 1996-01-02 and A sent D as copies and B executed D and C is effective
        deemed satisfied by D when A received D
    (ii)
        all of
           - A received D
        deemed satisfied by D when A received D
  # tail of section 2
# last
"""
TIDY = """\
# top
contract Amendment "x"
    dated 1996-02-28
    between A, B  # header

party A  # behind a
# above B

# above B, too
party B "b"  # behind B
document D
    dated 1996-01-01  # one
    # between
    by A  # two

section 1 "S"  # behind S
    # first
    (a) party C

    (b) X takes effect when all of  # list
        # in the list
        - A received D  # first reason
            and B received D  # second
            # third
            and D is satisfactory to A
    # end of section 1

# before section 2
section 2 "T"
    (a) Y takes effect when
        (i) "h" A received D from B dated by 1996-01-02
            and A sent D as a copy
            and B executed D
            and C is effective
            deemed satisfied by D when A received D
        (ii)
            all of
                - A received D
            deemed satisfied by D when A received D
    # tail of section 2
# last
"""
JOURNAL = """\
# journal
facts for Amendment # which
record of documents , events and waivers is complete through 1996-03-01
1996-02-07 A received B dated 1996-02-07
# note


1996-02-08   9:00 America/Chicago Congress   received Title Letter "tab" # why
1996-02-01 A occurred
"""
TIDY_JOURNAL = """\
# journal
facts for Amendment  # which
record of documents, events and waivers is complete through 1996-03-01

1996-02-07  A received B dated 1996-02-07
# note

1996-02-08 09:00 America/Chicago  Congress received Title Letter  "tab"  # why
1996-02-01  A occurred
"""
SCENARIOS = """\
scenarios for Amendment from "closing.facts"
scenario S1 "x"
  from "b.facts"
  1996-02-28 A occurred
  without A received B
  as of 1996-03-01

  expect Amendment under EVER,SIM :  CAN NO LONGER BE since 1996-03-01 for want of A,B
  # end of S1
scenario S2
  expect section 5(c) of X: SATISFIED
"""
TIDY_SCENARIOS = """\
scenarios for Amendment from "closing.facts"

scenario S1 "x"
    from "b.facts"
    1996-02-28  A occurred
    without A received B
    as of 1996-03-01

    expect Amendment under EVER, SIM: CAN NO LONGER BE since 1996-03-01 for want of A, B
    # end of S1

scenario S2
    expect section 5(c) of X: SATISFIED
"""


@pytest.mark.parametrize(
    ("layout", "untidy", "tidy"),
    [
        (format_contract, UNTIDY, TIDY),
        (format_journal, JOURNAL, TIDY_JOURNAL),
        (format_scenarios, SCENARIOS, TIDY_SCENARIOS),
    ],
    ids=["contract", "journal", "scenarios"],
)
class TestTheLayout:
    def test_tidies(self, layout, untidy, tidy):
        """Comments stay with what they are about; several empty lines become one; blocks stand apart."""
        assert layout(untidy) == tidy

    def test_leaves_what_is_tidy(self, layout, untidy, tidy):
        assert layout(tidy) == tidy

    def test_reads_carriage_returns(self, layout, untidy, tidy):
        """CRLF is accepted; the caller puts it back."""
        assert layout(untidy.replace("\n", "\r\n")) == tidy


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_contracts_of_this_project_are_formatted(path):
    """`assent fmt --check` on our own files."""
    text = path.read_text(encoding="utf-8")
    assert LAYOUTS[path.suffix](text, path.name) == text


def test_attributes_share_a_line_while_they_fit():
    assert format_contract("document D\n    dated 1996-02-28\n    by A\n") == "document D dated 1996-02-28 by A\n"
    long = "document D" + " dated 1996-02-28" * 6 + "\n"
    assert format_contract(long).splitlines()[1:] == ["    dated 1996-02-28"] * 6


@pytest.mark.parametrize("text", ["party lender\n", "X takes effect when A occurred and B occurred or C occurred\n"])
def test_a_text_with_errors_is_refused(text):
    """What cannot be read is not touched."""
    with pytest.raises(Refused) as refused:
        format_contract(text)
    assert refused.value.diagnostics


def test_a_formatter_that_would_change_a_contract_says_so(monkeypatch):
    """The output is read again: a printer that loses something is a bug that no file pays for."""
    monkeypatch.setattr(formatter, "to_text", lambda lines, empty: "party Another\n")
    with pytest.raises(FormatterUnsound):
        format_contract("party Lender\n", "x.assent")


def test_a_formatter_that_would_lose_a_comment_says_so(monkeypatch):
    monkeypatch.setattr(formatter, "weave", lambda lines, comments, columns: lines)
    with pytest.raises(FormatterUnsound):
        format_contract("party Lender  # the bank\n")


def test_two_comments_that_meet_on_one_line():
    """Words that share a line after formatting may each have had a comment: none is lost."""
    text = "event A with form as X  # one\n    or Y  # two\n"
    assert format_contract(text) == "# one\nevent A with form as X or Y  # two\n"


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a\r\nb\r\n", "\r\n"), ("a\nb\n", "\n"), ("a", "\n"), ("", "\n"), ("a\nb\r\n", "\n")],
)
def test_the_line_end_of_a_file(text, newline):
    assert newline_of(text) == newline
