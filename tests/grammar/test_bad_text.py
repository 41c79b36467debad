"""What people get wrong in a text: each finding has a code and underlines the smallest words."""

import pytest

from tests.support.underlined import findings, only

HEAD = "contract Amendment\n    between Lender, Borrower\n"


def clause(condition: str) -> str:
    return f"Amendment takes effect when {condition}\n"


WORDS = [
    ("Lender recieved Title Letter", "unknown-word", "recieved", ("received",)),
    ("Lender received title letter", "lower-case-term", "title letter", ("Title Letter",)),
    ("no event of default exists", "lower-case-term", "event of default", ("Event of Default",)),
    ("lender received Title Letter", "lower-case-term", "lender", ("Lender",)),
    (
        "Lender executed Amendment andBorrower executed Amendment",
        "glued-keyword",
        "andBorrower",
        ("and Borrower",),
    ),
    ("Amendment isnot satisfactory to Lender", "glued-keyword", "isnot", ("is not",)),
    ("Lender received Note executed byBorrower", "glued-keyword", "byBorrower", ("by Borrower",)),
    ("Lender received Note executed bye Borrower", "unknown-word", "bye", ("by",)),
    ("Closing has ocurred", "unknown-word", "ocurred", ("occurred",)),
    ("Note is satisfactory two Lender", "unknown-word", "two", ("to",)),
    ("Lender received Note dated 28/02/1996", "not-a-date", "28/02/1996", ("1996-02-28",)),
    ("Lender received Note dated 1996-2-28", "not-a-date", "1996-2-28", ("1996-02-28",)),
    ("Lender received Note dated 1996-02-28T17:00", "not-a-date", "1996-02-28T17:00", ("1996-02-28 17:00",)),
    ("Lender received Note dated February 28, 1996", "not-a-date", "February 28, 1996", ("1996-02-28",)),
    ("Lender received Note dated February 28 1996", "not-a-date", "February 28 1996", ("1996-02-28",)),
    ("Lender received Note dated 28 February 1996", "not-a-date", "28 February 1996", ("1996-02-28",)),
    ("Lender received Note dated 3/4/1996", "not-a-date", "3/4/1996", ()),
    ("Lender received Note dated 1996-02-30", "no-such-date", "1996-02-30", ("1996-02-29",)),
    ("Lender received Note dated 1996-13-01", "no-such-date", "1996-13-01", ()),
    ("Lender received Note by 1996-02-28 25:00", "no-such-time", "25:00", ()),
    (
        "Closing occurred by 1996-02-28 17:00 America/Chicgo",
        "no-such-zone",
        "America/Chicgo",
        ("America/Chicago",),
    ),
    ("Lender received Note with amount USD 82,50", "no-such-amount", "USD 82,50", ()),
    ("Lender received Note with share 66 2/0%", "no-such-amount", "66 2/0%", ()),
    (f"Lender received Note with count {'9' * 300}", "no-such-amount", "9" * 300, ()),
    ("Lender received Note with amount1 5", "unknown-word", "amount1", ()),
    ("Lender received", "unfinished", "", ()),
    ("Lender received Note (a)", "unexpected", "(a)", ()),
    ("Lender received Note; Borrower received Note", "unexpected", ";", ()),
    ("(Lender received Note)", "unexpected", "(", ()),
    ("at least two of", "unknown-word", "two", ()),
]


@pytest.mark.parametrize(("condition", "code", "words", "meant"), WORDS, ids=[row[0][:50] for row in WORDS])
def test_a_slip_in_a_sentence(condition, code, words, meant):
    """One slip is one finding, at its own words, with what was most likely meant."""
    assert findings(clause(condition)) == [(code, words)]
    assert only(clause(condition)).candidates == meant


def test_and_mixed_with_or():
    """`A and B or C` can be read in two ways: an error, not a precedence; both connectives are named."""
    text = clause("Lender executed Note and Borrower executed Note or Closing occurred")
    finding = only(text)
    assert (finding.code, finding.words) == ("mixed-and-or", {"first": "and", "second": "or"})
    assert text[finding.span.column - 1 :].startswith("or Closing")
    assert text[finding.related[0].span.column - 1 :].startswith("and Borrower")


def test_and_mixed_with_or_over_several_lines():
    """A line that begins with a connective belongs to the line above it."""
    text = "X takes effect when A occurred\n    and B occurred\n    or C occurred\n"
    assert findings(text) == [("mixed-and-or", "or")]


BLOCKS = [
    ("section 5\n", "unfinished", ""),
    ("sektion 5\n    party A\n", "unknown-word", "sektion"),
    ("partie Lender\n", "unknown-word", "partie"),
    ("party lender\n", "lower-case-term", "lender"),
    ("foo Bar\n", "unknown-word", "foo"),
    ('party Lender "the bank\n', "unterminated-string", '"the bank'),
    ("    party Lender\n", "ragged-indentation", "    "),
    ("X takes effect when all of\n- A occurred\n- B occurred\n", "missing-indentation", "-"),
    ("X takes effect when all of\n    (a) any of\n    - A occurred\n", "missing-indentation", "-"),
    ("X takes effect when\n    B occurred\n", "unexpected", "B"),
    ("X takes effect when all of\n    - A occurred\n  - B occurred\n", "ragged-indentation", "  "),
    ("X, Y takes effect when A occurred\n", "one-at-a-time", "Y"),
    ("X permits A, B when C occurred\n", "one-at-a-time", "B"),
    ("once X is complete, section 5 of A reads\n    party B\n", "once-effective", "complete"),
    ("X takes effekt when A occurred\n", "unknown-word", "effekt"),
    ("X takes effect whenA occurred\n", "glued-keyword", "whenA"),
    ("section 1\n    party A\n        party B\n", "unexpected", "party"),
]


@pytest.mark.parametrize(("text", "code", "words"), BLOCKS, ids=[row[0][:40] for row in BLOCKS])
def test_a_slip_in_the_outline(text, code, words):
    """One slip is one finding, also where lines below it lose their place."""
    assert findings(text) == [(code, words)]


JOURNALS = [
    ("facts for Amendment\n1996-02-30 A occurred\n", "no-such-date", "1996-02-30"),
    ("facts for Amendment\n1996-2-3 A occurred\n", "not-a-date", "1996-2-3"),
    ("facts for Amendment\nA occurred\n", "unexpected", "A"),
    ("record of events is complete through the date of A\n", "date-needed", "the date of A"),
    ("1996-02-28 congress received Title Letter\n", "lower-case-term", "congress"),
    ("1996-02-28 A takes effect when B occurred\n", "unexpected", "takes"),
]


@pytest.mark.parametrize(("text", "code", "words"), JOURNALS, ids=[row[0][:40] for row in JOURNALS])
def test_a_slip_in_a_journal(text, code, words):
    assert findings(text, "journal") == [(code, words)]


def test_a_slip_in_scenarios():
    text = "scenario S1\n    as of 1996-02-28\n    expect A: EFECTIVE\n"
    assert findings(text, "scenarios") == [("unexpected", "EFECTIVE")]


def test_several_errors_in_one_run():
    """Each part, and each line of a part, has its own finding; they come in the order of the lines."""
    text = (
        HEAD
        + "partie Lender\nsection 1\n    (a) party lender\n    (b) party B\n"
        + "    (c) X takes effect when all of\n"
        + "        - Lender recieved Note\n        - Note is satisfactory two Lender\n"
    )
    assert findings(text) == [
        ("unknown-word", "partie"),
        ("lower-case-term", "lender"),
        ("unknown-word", "recieved"),
        ("unknown-word", "two"),
    ]


def test_a_line_that_cannot_be_read_takes_what_stands_below_it_along():
    """No cascade: the lines below a bad head, and the head of a list that lost all its items, say nothing."""
    first = "    (a) X takes efect when all of\n        - A occurred\n"
    text = f"section 1\n{first}    (b) Y takes effect when any of\n        - B ocurred\n"
    assert findings(text) == [("unknown-word", "efect"), ("unknown-word", "ocurred")]


def test_findings_name_their_section():
    """The place of a finding is told by the heading that a lawyer would look for."""
    text = 'party A\nsection 5 "Conditions"\n    X takes effect when A ocurred\n'
    assert only(text).section == 'section 5 "Conditions"'


def test_there_is_an_end_to_findings():
    """A file that is something else altogether does not bury its reader."""
    assert len(findings("foo Bar\n" * 1000)) == 50


# --- what only a program would write ------------------------------------------------------------------------


def nested(levels: int) -> str:
    lines = ["X takes effect when all of"] + ["    " * level + "- all of" for level in range(1, levels)]
    return "\n".join([*lines, "    " * levels + "- A occurred"]) + "\n"


def test_forty_levels_can_be_read():
    assert findings(nested(40)) == []


@pytest.mark.parametrize("levels", [41, 60, 300])
def test_more_than_forty_levels_are_refused(levels):
    """Nothing that recurses over the tree can be made to fail by a deep file."""
    assert [code for code, _ in findings(nested(levels))] == ["too-deep"]


@pytest.mark.parametrize("count", [61, 200, 330])
def test_a_long_chain_of_readings_is_refused(count):
    assert findings(clause("under R, " * count + "A occurred")) == [("too-deep", "under R")]
    assert findings("under R, " * count + "A lapses after 1996-02-28\n") == [("too-deep", "R")]


def test_a_long_chain_of_dates_is_refused():
    assert findings(clause("A occurred" + " by 1996-02-28" * 200)) == [("too-deep", "by 1996-02-28")]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10000,
        "X takes effect when " + "(" * 10000,
        "A" * 1000000,
        '"' * 1000000,
        "#" * 1000000,
        "A, " * 300000,
        "\t" * 1000000,
        "Ж" * 100000,
    ],
    ids=["brackets", "brackets in a clause", "letters", "quotes", "comment", "list", "tabs", "foreign"],
)
def test_an_endless_line_is_refused(text):
    """Ten thousand brackets or a megabyte without a line end: one finding, at once."""
    assert [code for code, _ in findings(text)] == ["too-long"]


@pytest.mark.parametrize("text", ["(" * 3_000, "under A " * 400, "A, " * 1_200, "66 2/3" * 600, 'x"y"' * 900])
@pytest.mark.parametrize("kind", ["contract", "journal", "scenarios"])
def test_a_long_line_of_nonsense_is_refused(text, kind):
    """Whatever stands in a line, it gets findings and never a traceback."""
    assert findings(text, kind)


@pytest.mark.parametrize("kind", ["contract", "journal", "scenarios"])
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "    \n"])
def test_an_empty_file(text, kind):
    assert [code for code, _ in findings(text, kind)] == ["empty-file"]
