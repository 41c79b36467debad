"""`assent eval`: the verdict first, the exit code as the answer, every option of interfaces.md."""

import pytest

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"


def test_a_yes_is_exit_0_and_is_said_first(assent):
    done = assent("eval", CONTRACT, JOURNAL)
    assert done.code == 0
    assert "Amendment     EFFECTIVE since 2024-03-20" in done.out
    assert "2(b)  DEEMED SATISFIED  2024-03-06" in done.out
    assert "closing.facts:10" in done.out
    assert done.err == ""


def test_a_no_is_exit_1(assent):
    assert assent("eval", CONTRACT, JOURNAL, "--without", "Fee Payment occurred").code == 1


def test_missing_facts_are_exit_3(assent):
    done = assent("eval", CONTRACT, JOURNAL, "--without", "no Event of Default has occurred")
    assert done.code == 3
    assert "UNDETERMINED" in done.out


def test_exit_zero_turns_answers_into_0_and_nothing_else(assent):
    no = ("--without", "Fee Payment occurred")
    unknown = ("--without", "no Event of Default has occurred")
    assert assent("eval", CONTRACT, JOURNAL, *no, "--exit-zero").code == 0
    assert assent("eval", CONTRACT, JOURNAL, *unknown, "--exit-zero").code == 0
    assert assent("eval", CONTRACT, "nothing.facts", "--exit-zero").code == 2


@pytest.mark.parametrize("form", ["human", "plain", "json"])
def test_the_exit_code_is_the_same_in_every_format(assent, form):
    withouts = [(), ("--without", "Fee Payment occurred"), ("--without", "no Event of Default has occurred")]
    codes = [assent("eval", CONTRACT, JOURNAL, *changes, "--format", form).code for changes in withouts]
    assert codes == [0, 1, 3]


def test_the_clause_that_bears_the_name_of_the_contract_decides_the_exit_code(assent):
    """A permission not covered does not turn the answer about the amendment."""
    sold_too_early = ("--suppose", "2024-03-02 Vessel Sale occurred")
    done = assent("eval", CONTRACT, JOURNAL, *sold_too_early)
    assert "NOT COVERED" in done.out
    assert done.code == 0


def test_of_several_that_were_asked_the_worst_decides(assent):
    sold_too_early = ("--suppose", "2024-03-02 Vessel Sale occurred")
    asked = ("--ask", "Amendment", "--ask", "Sale Consent")
    assert assent("eval", CONTRACT, JOURNAL, *sold_too_early, *asked).code == 1
    assert assent("eval", CONTRACT, JOURNAL, *sold_too_early, "--ask", "Amendment").code == 0
    assert assent("eval", CONTRACT, JOURNAL, *sold_too_early, "--ask", "Sale Consent").code == 1


def test_only_what_was_asked_is_answered(assent):
    done = assent("eval", CONTRACT, JOURNAL, "--ask", "Sale Consent", "--format", "json")
    assert [effect["name"] for effect in done.json["effects"]] == ["Sale Consent"]


def test_as_of_an_earlier_moment_later_facts_do_not_exist(assent):
    done = assent("eval", CONTRACT, JOURNAL, "--as-of", "2024-03-10", "--ask", "Amendment", "--format", "json")
    assert (done.code, done.json["as_of"]) == (1, "2024-03-10")
    assert done.json["effects"][0]["verdict"] == "NOT YET"


@pytest.mark.parametrize("words", ["EVER", "Q1=EVER", "Q1 = EVER"])
def test_a_reading_is_chosen_by_its_question_or_by_its_name_alone(assent, words):
    cured = [
        *("--without", "no Event of Default has occurred"),
        *("--suppose", "2024-02-10 Event of Default began"),
        *("--suppose", "2024-02-20 Event of Default ended"),
        *("--suppose", "2024-03-20 no Event of Default exists"),
    ]
    assert assent("eval", CONTRACT, JOURNAL, *cured).code == 0
    done = assent("eval", CONTRACT, JOURNAL, *cured, "--reading", words, "--format", "json")
    assert done.json["effects"][0]["verdict"] == "CAN NO LONGER BE"
    assert done.json["readings"] == {"Q1": "EVER"}


def test_a_supposed_fact_after_the_journal_moves_the_moment_asked_about(assent):
    later = ("--suppose", "2024-05-02 Vessel Sale occurred")
    assert assent("eval", CONTRACT, JOURNAL, *later, "--format", "json").json["as_of"] == "2024-05-02"


def test_the_record_can_be_declared_complete(assent, change):
    change(JOURNAL, "record of everything is complete through 2024-03-20", "")
    change(JOURNAL, "2024-03-20  Fee Payment", "# Fee Payment")
    assert assent("eval", CONTRACT, JOURNAL).code == 3
    assert assent("eval", CONTRACT, JOURNAL, "--complete-through", "2024-03-20").code == 1
    assert assent("eval", CONTRACT, JOURNAL, "--complete-through", "events,waivers=2024-03-20").code == 1
    assert assent("eval", CONTRACT, JOURNAL, "--complete-through", "documents=2024-03-20").code == 3


def test_several_journals_are_read_as_one(assent, deal, change):
    change(JOURNAL, '2024-03-06  Northbank received Valuation Letter  "closing binder, tab 4"\n', "")
    (deal / "late.facts").write_text("facts for Amendment\n2024-03-06  Northbank received Valuation Letter\n")
    assert assent("eval", CONTRACT, JOURNAL).code == 1
    done = assent("eval", CONTRACT, JOURNAL, "late.facts")
    assert done.code == 0
    assert "late.facts:2" in done.out
    assert assent("eval", CONTRACT, JOURNAL, "--ask", "Amendment", "late.facts").code == 0


def test_explain_chooses_how_much_is_shown(assent):
    rows = {}
    for explain in ("none", "decisive", "full"):
        rows[explain] = len(assent("eval", CONTRACT, JOURNAL, "--explain", explain).out.splitlines())
    assert rows["none"] < rows["decisive"] < rows["full"]


def test_nothing_is_coloured_in_a_pipe_and_no_line_is_wider_than_80(assent, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    out = assent("eval", CONTRACT, JOURNAL, "--explain", "full").out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_envelope_names_its_inputs(assent, deal):
    import hashlib

    done = assent("eval", CONTRACT, JOURNAL, "--format", "json")
    assert done.json["format_version"] == "1.0"
    assert done.json["command"] == "eval"
    data = (deal / CONTRACT).read_bytes()
    assert done.json["inputs"][0] == {"path": CONTRACT, "sha256": hashlib.sha256(data).hexdigest()}


def test_standard_input_is_a_dash(assent, deal, monkeypatch):
    import io
    import sys

    text = (deal / JOURNAL).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert assent("eval", CONTRACT, "-").code == 0


def test_the_same_run_again_gives_the_same_answer_from_the_cache(assent, change):
    first = assent("eval", CONTRACT, JOURNAL)
    assert assent("eval", CONTRACT, JOURNAL) == first
    change(JOURNAL, "Fee Payment occurred with amount USD 25,000", "Fee Payment occurred with amount USD 24,000")
    assert assent("eval", CONTRACT, JOURNAL).code == 1
    assert assent("eval", CONTRACT, JOURNAL, "--no-cache").code == 1


def test_all_readings_names_those_that_change_the_verdict(assent):
    cured = [
        *("--without", "no Event of Default has occurred"),
        *("--suppose", "2024-02-10 Event of Default began"),
        *("--suppose", "2024-02-20 Event of Default ended"),
        *("--suppose", "2024-03-20 no Event of Default exists"),
    ]
    done = assent("eval", CONTRACT, JOURNAL, *cured, "--all-readings", "--format", "json")
    groups = {one["verdict"]: one["readings"] for one in done.json["effects"][0]["by_reading"]}
    assert groups == {"EFFECTIVE": [{"Q1": "SUBSISTING"}], "CAN NO LONGER BE": [{"Q1": "EVER"}]}
    assert "Q1 EVER" in assent("eval", CONTRACT, JOURNAL, *cured, "--all-readings").out
    assert done.code == 0
