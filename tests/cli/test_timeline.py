"""`assent timeline`: each form of output, and exit codes that are those of eval."""

import json
import xml.etree.ElementTree as ET

import jsonschema
import pytest

from assent.engine.report.json import schema

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"


def test_each_date_with_what_changes_and_the_line_behind_it(assent):
    """The fee of 20 March is what the amendment waited for, and its line of the journal stands below it."""
    done = assent("timeline", CONTRACT, JOURNAL, "--ask", "Amendment")
    assert (done.code, done.err) == (0, "")
    assert "~ Amendment  NOT YET -> EFFECTIVE since 2024-03-20" in done.out
    block = done.out.split("\n2024-03-20\n")[1].split("\n\n")[0]
    assert "closing.facts:" in block
    assert "condition" in block.splitlines()[-1]  # those that did not change are counted


def test_what_lapses_if_nothing_happens_is_told_apart(assent):
    """Without the fee the deadline runs out: not as a fact, but as the record stands."""
    done = assent("timeline", CONTRACT, JOURNAL, "--as-of", "2024-03-19", "--ask", "Amendment")
    assert done.code == 1
    assert "After 2024-03-19: as the record stands" in done.out
    assert "CAN NO LONGER BE, as the record stands" in done.out


@pytest.mark.parametrize("as_of", ["2024-03-01", "2024-03-19", "2024-03-20"])
@pytest.mark.parametrize("form", ["human", "plain", "json", "svg", "markdown"])
def test_the_exit_code_is_that_of_eval_in_every_format(assent, as_of, form):
    """The state at the moment asked decides, however it is shown."""
    expected = assent("eval", CONTRACT, JOURNAL, "--as-of", as_of).code
    assert assent("timeline", CONTRACT, JOURNAL, "--as-of", as_of, "--format", form).code == expected
    assert assent("timeline", CONTRACT, JOURNAL, "--as-of", as_of, "--format", form, "--exit-zero").code == 0


def test_lines_fit_and_nothing_is_coloured_in_a_pipe(assent):
    """80 columns, no escape."""
    out = assent("timeline", CONTRACT, JOURNAL).out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out


def test_json_keeps_to_the_schema_and_says_what_the_text_says(assent):
    """One envelope for all commands, with the answer as of the moment asked and the history beside it."""
    document = assent("timeline", CONTRACT, JOURNAL, "--format", "json").json
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert document["command"] == "timeline"
    (spans,) = [one["spans"] for one in document["timeline"]["verdicts"] if one["name"] == "Amendment"]
    assert spans[0]["from"] is None
    assert (spans[-1]["from"], spans[-1]["verdict"]) == ("2024-03-20", "EFFECTIVE")
    (effect,) = [one for one in document["effects"] if one["name"] == "Amendment"]
    assert effect["verdict"] == spans[-1]["verdict"]
    (moment,) = [one for one in document["timeline"]["moments"] if one["moment"] == "2024-03-20"]
    causes = [cause for change in moment["conditions"] for cause in change["because"] if cause["kind"] == "fact"]
    assert causes
    assert all(cause["source"]["file"] == JOURNAL for cause in causes)


def test_the_ending_of_the_file_tells_what_is_written(assent, deal):
    """A picture, a table or the data; standard output stays empty."""
    for name in ("t.svg", "t.md", "t.json"):
        done = assent("timeline", CONTRACT, JOURNAL, "-o", name)
        assert (done.code, done.out) == (0, "")
    assert ET.fromstring((deal / "t.svg").read_text(encoding="utf-8")).tag.endswith("svg")
    assert "| Date | Clause |" in (deal / "t.md").read_text(encoding="utf-8")
    assert json.loads((deal / "t.json").read_text(encoding="utf-8"))["command"] == "timeline"


def test_another_ending_is_refused_before_anything_is_written(assent, deal):
    """What cannot be made is refused with what can."""
    done = assent("timeline", CONTRACT, JOURNAL, "-o", "t.png")
    assert done.code == 2
    assert ".svg, .md, .json" in done.err
    assert not (deal / "t.png").exists()


def test_a_file_that_cannot_be_written_is_exit_2(assent):
    """The reason is said."""
    done = assent("timeline", CONTRACT, JOURNAL, "-o", "nowhere/t.svg")
    assert done.code == 2
    assert "nowhere/t.svg" in done.err


def test_it_is_listed_and_completed(assent):
    """The overview and the completion script know the command."""
    assert "timeline" in assent("--help").out
    assert "timeline" in assent("completion", "bash").out
