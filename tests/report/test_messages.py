"""From findings to sentences: the form of the sentences, and where they point."""

import re

import pytest

from assent.engine.report import messages
from assent.engine.report.messages import message, render_human, suggestion
from assent.engine.report.wordings import WORDINGS
from assent.grammar.diagnostics import Diagnostic, Related
from assent.grammar.parser import parse_contract
from assent.grammar.spans import Span

PLACE = Span("x.assent", 2, 5, 2, 10)


def rendered(text: str) -> str:
    (finding,) = parse_contract(text, "x.assent").diagnostics
    return render_human(finding, text.split("\n"))


@pytest.mark.parametrize("code", messages.codes())
class TestEverySentence:
    def test_is_one_lower_case_sentence(self, code):
        """No capital at its start, no full stop at its end, the user's words in backticks."""
        said, advice = WORDINGS[code]
        assert not re.match(r"[A-Z][a-z]", said)
        assert not said.endswith((".", "!"))
        assert not advice.endswith((".", "!"))
        assert said.count("`") % 2 == advice.count("`") % 2 == 0

    def test_is_said_without_its_words(self, code):
        """A word that a finding does not carry never keeps it from being said."""
        assert message(Diagnostic(code))
        suggestion(Diagnostic(code))

    def test_shows_no_control_characters(self, code):
        """The user's words cannot act on the screen."""
        fields = re.findall(r"{(\w+)}", "".join(WORDINGS[code]))
        finding = Diagnostic(code, PLACE, dict.fromkeys(fields, "\x1b[2J\u202e"), ("\x1b[2J",))
        assert render_human(finding, ["", "    \x1b[2J\u202e"]).replace("\n", "").isprintable()


def test_a_code_without_a_sentence_is_still_said():
    assert "new-code" in message(Diagnostic("new-code"))


def test_candidates():
    """`did you mean` for a few; the names where there are many."""
    assert suggestion(Diagnostic("unknown-term", candidates=("A",))) == "did you mean `A`?"
    assert suggestion(Diagnostic("unknown-term", candidates=("A", "B", "C"))) == "did you mean `A`, `B` or `C`?"
    assert suggestion(Diagnostic("unknown-term", candidates=("A", "B", "C", "D"))) == "there are `A`, `B`, `C` or `D`"
    assert suggestion(Diagnostic("unknown-record-kind", candidates=("A", "B"))) == "the kinds are `A` or `B`"


def test_the_words_are_underlined():
    """Place with section, the line, exactly the words that are wrong, the suggestion."""
    text = 'party A\n\nsection 5 "Conditions"\n    X takes effect when A recieved Title Letter\n'
    assert rendered(text) == (
        "error: `recieved` is not a word of the language that can stand here [unknown-word]\n"
        ' --> x.assent:4:27, section 5 "Conditions"\n'
        "  |\n"
        "4 |     X takes effect when A recieved Title Letter\n"
        "  |                           ^^^^^^^^\n"
        "  = help: did you mean `received`?\n"
    )


def test_a_second_place_is_shown_too():
    text = "X takes effect when A occurred and B occurred\n    or C occurred\n"
    assert rendered(text).splitlines()[1:10] == [
        " --> x.assent:2:5",
        "  |",
        "2 |     or C occurred",
        "  |     ^^",
        " --> x.assent:1:32: first joined by `and`",
        "  |",
        "1 | X takes effect when A occurred and B occurred",
        "  |                                ---",
        "  = help: say which belongs together with a list under `all of` or `any of`",
    ]


def test_a_place_in_another_file_is_named_without_its_line():
    other = Related(Span("y.assent", 1, 1, 1, 4), "first defined here")
    shown = render_human(Diagnostic("duplicate-definition", PLACE, {"name": "A"}, related=(other,)), ["a", "    party"])
    assert " --> y.assent:1:1: first defined here\n" in shown
    assert "1 | a" not in shown


def test_a_finding_without_a_line():
    """A finding about a file, or about nothing in particular."""
    shown = render_human(Diagnostic("no-such-file", Span("x.assent", 1, 1, 1, 1), {"path": "x.assent"}), [""])
    assert shown.splitlines()[:2] == [
        "error: there is no file `x.assent` [no-such-file]",
        " --> x.assent:1:1",
    ]
    assert "-->" not in render_human(Diagnostic("no-moment"), [])


def test_a_warning_says_so():
    assert render_human(Diagnostic("unused-term", PLACE, {"name": "A"}, severity="warning"), []).startswith("warning: ")


@pytest.mark.parametrize(
    ("line", "start", "end", "mark"),
    [
        ("    銀行 bad", 8, 11, " " * 9 + "^^^"),
        ("cafe\u0301 bad", 7, 10, " " * 5 + "^^^"),
        ("\tbad", 2, 5, " ^^^"),
        ("bad", 4, 5, "   ^"),
    ],
)
def test_marks_stand_under_the_words_on_the_screen(line, start, end, mark):
    """Wide letters take two columns, combining marks none, a tab is shown as one sign."""
    shown = render_human(Diagnostic("unknown-word", Span("x", 1, start, 1, end), {"word": "bad"}), [line])
    assert shown.splitlines()[4].removeprefix("  | ") == mark


def test_a_long_line_is_cut_around_the_words():
    line = "A, " * 200 + "bad" + ", B" * 200
    shown = render_human(Diagnostic("unknown-word", Span("x", 1, 601, 1, 604), {"word": "bad"}), [line]).splitlines()
    assert len(shown[3]) < 120
    start = shown[4].index("^^^")
    assert shown[3][start : start + 3] == "bad"
