"""Bad input on the command line: exit 2, a place, a reason, a suggestion; no traceback; no file changed."""

import errno
import os

import pytest

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"


def refused(done, *words):
    assert done.code == 2
    assert done.out == ""
    for word in words:
        assert word in done.err, done.err


def test_a_missing_file(assent):
    refused(assent("eval", "amendmend.assent", JOURNAL), "no-such-file", "amendmend.assent", "amendment.assent")


def test_a_folder(assent, deal):
    (deal / "folder").mkdir()
    refused(assent("eval", "folder", JOURNAL), "is-a-folder", "folder")


def test_an_unreadable_file(assent, deal, monkeypatch):
    """A file that may not be read; said by the system call itself, since to root every file may."""
    from assent.engine import session_files

    def closed(path, *rest, **more):
        if os.path.basename(path) == JOURNAL:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return open(path, *rest, **more)

    monkeypatch.setattr(session_files, "open", closed, raising=False)
    refused(assent("eval", CONTRACT, JOURNAL), "cannot-read", "permission")


def test_a_file_of_50_mb(assent, deal):
    (deal / "large.facts").write_bytes(b"# much\n" * 7_500_000)
    refused(assent("eval", CONTRACT, "large.facts"), "too-large", "16 MB")


def test_a_file_that_is_not_utf_8(assent, deal):
    (deal / "latin.facts").write_bytes("facts for Amendment\n# r\u00e9sum\u00e9\n".encode("latin-1"))
    refused(assent("eval", CONTRACT, "latin.facts"), "not-utf-8", "latin.facts:2:4", "0xe9")


def test_a_byte_order_mark(assent, deal):
    (deal / JOURNAL).write_bytes(b"\xef\xbb\xbf" + (deal / JOURNAL).read_bytes())
    refused(assent("eval", CONTRACT, JOURNAL), "byte-order-mark", "closing.facts:1:1")


def test_an_empty_file(assent, deal):
    (deal / "empty.facts").write_text("")
    refused(assent("eval", CONTRACT, "empty.facts"), "empty-file", "empty.facts")


def test_a_name_with_a_zero_byte(assent):
    refused(assent("eval", CONTRACT, "a\0b"), "no-such-file")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("yesterday", "not-a-date"),
        ("2024-02-30", "no-such-date"),
        ("2024-02-20 25:00", "no-such-time"),
        ("2024-02-20 17:00 Mars/Olympus", "no-such-zone"),
        ("2024-02-20 17:00 ../../etc/passwd", "no-such-zone"),
        ("", "not-a-date"),
    ],
)
def test_as_of_nonsense(assent, words, code):
    refused(assent("eval", CONTRACT, JOURNAL, "--as-of", words), code, "--as-of")


@pytest.mark.parametrize(
    ("words", "code", "meant"),
    [
        ("EVERY", "unknown-reading", "EVER"),
        ("Q1=EVERY", "unknown-reading", "EVER"),
        ("Q9=EVER", "unknown-question", "Q1"),
        ("", "unknown-reading", ""),
    ],
)
def test_a_reading_that_does_not_exist(assent, words, code, meant):
    refused(assent("eval", CONTRACT, JOURNAL, "--reading", words), code, meant)


def test_one_question_read_in_two_ways(assent):
    refused(assent("eval", CONTRACT, JOURNAL, "--reading", "EVER", "--reading", "SUBSISTING"), "two-readings")


def test_a_clause_that_does_not_exist(assent):
    refused(assent("eval", CONTRACT, JOURNAL, "--ask", "Sales Consent"), "unknown-clause", "Sale Consent")


def test_a_supposed_fact_about_nothing(assent):
    done = assent("eval", CONTRACT, JOURNAL, "--suppose", "2024-03-20 Northbank received Survey Raport")
    refused(done, "unknown-term", "`Survey Raport`", "Survey Report")
    assert "^^^^^^^^^^^^^" in done.err


def test_a_fact_about_nothing_in_the_journal(assent, change):
    change(JOURNAL, "received Valuation Letter", "received Evaluation Letter")
    refused(assent("eval", CONTRACT, JOURNAL), "closing.facts:10:", "Valuation Letter")


def test_two_lines_in_one_sentence(assent):
    two = "2024-03-20 Vessel Sale occurred\n2024-03-21 Vessel Sale occurred"
    refused(assent("eval", CONTRACT, JOURNAL, "--suppose", two), "control-character")


def test_withdrawing_what_nobody_said(assent):
    refused(assent("eval", CONTRACT, JOURNAL, "--without", "Vessel Sale occurred"), "nothing-withdrawn")


def test_a_contradiction_names_both_lines(assent, deal):
    (deal / "more.facts").write_text("facts for Amendment\n2024-03-20  Fee Payment did not occur\n")
    refused(assent("eval", CONTRACT, JOURNAL, "more.facts"), "closing.facts:11", "more.facts:2")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tomorrow", "not-a-date"),
        ("papers=2024-03-20", "unknown-record-kind"),
        ("2024-13-01", "no-such-date"),
    ],
)
def test_complete_through_nonsense(assent, words, code):
    refused(assent("eval", CONTRACT, JOURNAL, "--complete-through", words), code)


def test_facts_for_another_contract(assent, change):
    change(JOURNAL, "facts for Amendment", "facts for Waiver")
    refused(assent("eval", CONTRACT, JOURNAL), "other-contract", "`Waiver`")


def test_standard_input_twice(assent):
    refused(assent("eval", "-", "-"), "standard input")


# --- the command line itself --------------------------------------------------------------------------------


def test_no_command_is_a_short_help_and_exit_2(assent):
    done = assent()
    assert done.code == 2
    assert "eval" in done.err
    assert "checklist" in done.err


@pytest.mark.parametrize(
    ("arguments", "wrong", "meant"),
    [
        (["evall", "a", "b"], "`evall`", "`eval`"),
        (["chekc"], "`chekc`", "`check`"),
        (["--vresion"], "`--vresion`", "`--version`"),
        (["eval", CONTRACT, JOURNAL, "--asof", "2024-01-01"], "`--asof`", "`--as-of`"),
        (["eval", CONTRACT, JOURNAL, "--format=yaml"], "yaml", "json"),
        (["whatif", CONTRACT, JOURNAL], "--suppose", "--without"),
        (["rule", "unknown-trem"], "`unknown-trem`", "`unknown-term`"),
    ],
)
def test_a_mistyped_command_or_option(assent, arguments, wrong, meant):
    refused(assent(*arguments), wrong, meant)


def test_an_argument_too_few(assent):
    refused(assent("eval", CONTRACT), "FACTS", "usage: assent eval")


def test_in_json_a_finding_is_inside_the_document(assent):
    done = assent("eval", CONTRACT, "nothing.facts", "--format", "json")
    assert done.code == 2
    assert done.err == ""
    assert done.json["diagnostics"][0]["code"] == "no-such-file"


def test_in_json_a_misuse_is_inside_the_document_too(assent):
    done = assent("eval", CONTRACT, JOURNAL, "--asof", "x", "--format", "json")
    assert done.code == 2
    assert done.json["usage"]["candidates"] == ["--as-of"]


def test_a_bug_of_ours_is_exit_70_in_two_lines(capsys, monkeypatch):
    from assent.engine.cli import main, run

    def broken(arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(run, "run", broken)
    assert main(["eval"]) == 70
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_ctrl_c_is_exit_130(monkeypatch):
    from assent.engine.cli import main, run

    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "run", interrupted)
    assert main(["eval"]) == 130
