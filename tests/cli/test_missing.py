"""`assent missing`: every way that is left as text and as JSON, and exit codes that are its answer."""

import io
import time

import jsonschema
import pytest

from assent.engine.cli import progress as waiting
from assent.engine.report.json import schema

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"
NO_FEE = ("--without", "Fee Payment occurred")


def words(done):
    return " ".join(done.out.split())


def test_nothing_is_missing_is_exit_0(assent):
    done = assent("missing", CONTRACT, JOURNAL)
    assert (done.code, "Nothing is missing." in done.out) == (0, True)


def test_a_way_that_is_left_is_exit_1(assent):
    done = assent("missing", CONTRACT, JOURNAL, *NO_FEE)
    assert done.code == 1
    assert "Fee Payment occurred with amount USD 25,000" in done.out
    assert assent("missing", CONTRACT, JOURNAL, *NO_FEE, "--exit-zero").code == 0


def test_json_keeps_to_the_schema(assent):
    for more in ((), NO_FEE, ("--without", "no Event of Default has occurred"), ("--as-of", "2024-01-01")):
        document = assent("missing", CONTRACT, JOURNAL, *more, "--format", "json").json
        jsonschema.Draft202012Validator(schema()).validate(document)
        (one,) = document["missing"]
        assert one["count"] >= len(one["sets"])


def test_most_lists_so_many_and_counts_all(assent):
    done = assent("missing", CONTRACT, JOURNAL, "--as-of", "2024-01-01", "--most", "1", "--format", "json")
    (one,) = done.json["missing"]
    assert len(one["sets"]) <= 1 <= one["count"]
    assert assent("missing", CONTRACT, JOURNAL, "--most", "0").code == 2


def test_a_party_that_is_not_there_is_refused(assent):
    done = assent("missing", CONTRACT, JOURNAL, "--by", "Northbnk")
    assert (done.code, "Did you mean `Northbank`?" in done.err) == (2, True)


def test_every_line_fits_in_80_columns(assent):
    done = assent("missing", CONTRACT, JOURNAL, "--as-of", "2024-01-01")
    assert all(len(line) <= 80 for line in done.out.splitlines())


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("stopped", [False, True])
def test_a_word_is_shown_to_who_waits_and_taken_away_again(monkeypatch, stopped):
    """Longer than a second; Ctrl-C leaves the line as clean as an answer does."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(waiting, "PATIENCE", 0.01)
    try:
        with waiting.progress("working"):
            time.sleep(0.1)
            if stopped:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert "working ..." in terminal.getvalue()
    assert terminal.getvalue().endswith(" \r")
