"""The other commands: each does what its help says, and its exit code is its answer."""

import csv
import io
import json
import stat
import subprocess
import sys

import jsonschema
import pytest

from assent.engine.report.json import schema

CONTRACT, JOURNAL, SCENARIOS = "amendment.assent", "closing.facts", "closing.scenarios"
NO_FEE = ("--without", "Fee Payment occurred")


class TestWhatif:
    def test_a_difference_is_exit_1_and_only_what_changes_is_shown(self, assent):
        done = assent("whatif", CONTRACT, JOURNAL, *NO_FEE, "--ask", "Amendment")
        assert done.code == 1
        assert "EFFECTIVE since 2024-03-20 -> NOT YET" in done.out
        assert "2(a)" not in done.out

    def test_no_difference_is_exit_0(self, assent):
        more = ("--suppose", "2024-03-08 Northbank received Survey Report with valuation USD 100")
        done = assent("whatif", CONTRACT, JOURNAL, *more, "--ask", "Sale Consent")
        assert done.code == 0
        assert "no verdict changes" in done.out

    def test_before_and_after_are_as_of_one_moment(self, assent):
        done = assent("whatif", CONTRACT, JOURNAL, "--suppose", "2024-06-01 Vessel Sale occurred")
        assert "as of 2024-06-01\n" in done.out

    def test_json(self, assent):
        done = assent("whatif", CONTRACT, JOURNAL, *NO_FEE, "--format", "json")
        assert done.json["difference"]["verdicts"][0]["before"]["verdict"] == "EFFECTIVE"

    def test_the_exit_code_is_that_of_the_answer_after_the_change(self, assent):
        undetermined = ("--without", "no Event of Default has occurred")
        assert assent("whatif", CONTRACT, JOURNAL, *undetermined).code == 3
        assert assent("whatif", CONTRACT, JOURNAL, *undetermined, "--exit-zero").code == 0

    def test_a_fact_can_be_moved_by_days_or_weeks(self, assent):
        for step, date in (("+2d", "2024-03-22"), ("+1w", "2024-03-27"), ("-3d", "2024-03-17"), ("-3", "2024-03-17")):
            done = assent("whatif", CONTRACT, JOURNAL, "--shift", "Fee Payment occurred", step)
            assert f"shift 2024-03-20 -> {date}: Fee Payment occurred with amount USD 25,000" in done.out

    def test_a_sentence_that_moves_several_facts_says_so(self, assent, change):
        line = "2024-03-06  Northbank received Valuation Letter"
        change(JOURNAL, line, "2024-03-05  Northbank received Valuation Letter\n" + line)
        done = assent("whatif", CONTRACT, JOURNAL, "--shift", "Northbank received Valuation Letter", "+1d")
        assert "describes 2 facts, and all of them are moved" in " ".join(done.out.split())

    def test_a_fact_is_tried_on_every_day_of_a_range(self, assent):
        fee = "2024-03-01..2024-06-30 Fee Payment occurred with amount USD 25,000"
        done = assent("whatif", CONTRACT, JOURNAL, "--vary", fee, "--ask", "Amendment")
        assert "in the place of 2024-03-20 Fee Payment occurred" in " ".join(done.out.split())
        assert "2024-03-07..2024-03-20  EFFECTIVE since that day" in done.out  # the letter came on the 6th
        document = assent("whatif", CONTRACT, JOURNAL, "--vary", fee, "--ask", "Amendment", "--format", "json").json
        (effect,) = document["sweep"]["effects"]
        assert (effect["runs"][0]["first"], effect["runs"][-1]["last"]) == ("2024-03-01", "2024-06-30")
        assert document["sweep"]["moved"][0]["on"] == "2024-03-20"

    def test_a_range_exits_with_the_worst_of_its_days(self, assent):
        fee = "2024-03-01..2024-03-10 Fee Payment occurred with amount USD 25,000"
        assert assent("whatif", CONTRACT, JOURNAL, "--vary", fee, "--as-of", "2024-03-20").code == 0
        later = fee.replace("03-10", "03-25")
        assert assent("whatif", CONTRACT, JOURNAL, "--vary", later, "--as-of", "2024-03-20").code == 1

    @pytest.mark.parametrize(
        ("arguments", "wrong"),
        [
            (("--shift", "Fee Payment occurred", "+1m"), "+14d"),
            (("--vary", "2024-03-01 Fee Payment occurred"), "between which dates"),
            (("--vary", "2024-03-10..2024-03-01 Fee Payment occurred"), "no day"),
            (("--vary", "2024-13-10..2024-03-01 Fee Payment occurred"), "2024-13-10"),
            (("--vary", "2024-03-10..2024-03-32 Fee Payment occurred"), "2024-03-32"),
            (("--shift", "Fee Payment did not occur", "+1d"), "did you mean `Fee Payment occurred"),
            (("--against", "nothing.facts"), "nothing.facts"),
        ],
    )
    def test_what_cannot_be_understood_is_refused(self, assent, arguments, wrong):
        done = assent("whatif", CONTRACT, JOURNAL, *arguments)
        assert done.code == 2
        assert wrong in done.err

    def test_two_journals_are_compared(self, assent, deal):
        text = (deal / JOURNAL).read_text(encoding="utf-8")
        (deal / "late.facts").write_text(text.replace("2024-03-20  Fee", "2024-03-18  Fee"), encoding="utf-8")
        done = assent("whatif", CONTRACT, JOURNAL, "--against", "late.facts")
        assert done.code == 0
        assert "only before: 2024-03-20 Fee Payment occurred with amount USD 25,000" in done.out
        assert "only after: 2024-03-18 Fee Payment occurred with amount USD 25,000" in done.out
        same = assent("whatif", CONTRACT, JOURNAL, "--against", JOURNAL)
        assert "only" not in same.out
        assert "no verdict changes" in same.out


class TestReadings:
    CURED = (
        *("--without", "no Event of Default has occurred"),
        *("--suppose", "2024-02-10 Event of Default began"),
        *("--suppose", "2024-02-20 Event of Default ended"),
        *("--suppose", "2024-03-20 no Event of Default exists"),
    )

    def test_a_robust_answer_says_so(self, assent):
        done = assent("readings", CONTRACT, JOURNAL)
        assert done.code == 0
        assert "Robust: none of " in done.out
        assert "robust: changes no answer" in done.out

    def test_a_question_says_what_it_changes(self, assent):
        done = assent("readings", CONTRACT, JOURNAL, *self.CURED)
        assert done.code == 0
        assert "under EVER: Amendment CAN NO LONGER BE" in done.out
        assert all(len(line) <= 80 for line in done.out.splitlines())

    def test_the_readings_chosen_decide_the_exit_code(self, assent):
        done = assent("readings", CONTRACT, JOURNAL, *self.CURED, "--reading", "EVER")
        assert done.code == 1
        assert "under SUBSISTING: Amendment EFFECTIVE" in done.out

    def test_json(self, assent):
        document = assent("readings", CONTRACT, JOURNAL, *self.CURED, "--format", "json").json
        (question,) = [one for one in document["questions"] if one["name"] == "Q1"]
        assert (question["chosen"], question["robust"]) == ("SUBSISTING", False)
        assert {"EVER"} == {change["alternative"] for change in question["changes"]}


class TestChecklist:
    def test_on_screen(self, assent):
        done = assent("checklist", CONTRACT, JOURNAL)
        assert done.code == 0
        assert "the survey" in done.out

    def test_markdown_and_csv_by_the_ending_of_the_file(self, assent, deal):
        assert assent("checklist", CONTRACT, JOURNAL, "-o", "list.md").code == 0
        assert "| Section |" in (deal / "list.md").read_text()
        assert assent("checklist", CONTRACT, JOURNAL, "-o", "list.csv").code == 0
        rows = list(csv.DictReader(io.StringIO((deal / "list.csv").read_text())))
        assert "2(c)" in {row["section"] for row in rows}

    def test_another_ending_is_refused_before_anything_is_written(self, assent, deal):
        done = assent("checklist", CONTRACT, JOURNAL, "-o", "list.docx")
        assert done.code == 2
        assert ".md and .csv" in done.err
        assert not (deal / "list.docx").exists()

    def test_a_file_that_cannot_be_written(self, assent):
        done = assent("checklist", CONTRACT, JOURNAL, "-o", "nowhere/list.md")
        assert done.code == 2
        assert "nowhere/list.md" in done.err

    def test_json(self, assent):
        rows = assent("checklist", CONTRACT, JOURNAL, "--format", "json").json["checklist"]
        assert {row["section"] for row in rows} >= {"2(a)", "2(b)", "2(c)", "2(d)"}


class TestGraph:
    @pytest.mark.parametrize("facts", [[], [JOURNAL]])
    def test_mermaid_and_dot(self, assent, facts):
        assert assent("graph", CONTRACT, *facts).out.startswith("flowchart")
        assert assent("graph", CONTRACT, *facts, "--format", "dot").out.startswith("digraph")

    def test_into_a_file(self, assent, deal):
        assert assent("graph", CONTRACT, "--format", "dot", "-o", "picture.dot").code == 0
        assert (deal / "picture.dot").read_text().startswith("digraph")


class TestCheck:
    def test_a_clean_folder(self, assent):
        done = assent("check", ".")
        assert (done.code, done.err) == (0, "")
        assert "3 files checked: nothing to report" in done.out

    def test_a_warning_is_exit_1(self, assent, change):
        change(CONTRACT, "party Quayside ", 'party Broker "nobody asks for him"\nparty Quayside ')
        done = assent("check", CONTRACT)
        assert done.code == 1
        assert "unused-term" in done.err
        assert "1 file checked: 1 warning" in done.out

    def test_several_errors_in_one_run_over_several_files(self, assent, change):
        change(
            CONTRACT,
            "Survey Report is satisfactory to Northbank",
            "Survey Raport is satisfactory to Northbank",
        )
        change(CONTRACT, "permits Vessel Sale when", "permits Vessel Sail when")
        change(JOURNAL, "facts for Amendment", "facts for")
        done = assent("check", ".")
        assert done.code == 2
        assert all(word in done.err for word in ("`Survey Raport`", "`Vessel Sail`", "closing.facts:3"))

    def test_a_scenario_that_expects_the_impossible_name(self, assent, change):
        change(SCENARIOS, "expect section 2(b): DEEMED", "expect section 2(x): DEEMED")
        done = assent("check", SCENARIOS)
        assert done.code == 2
        assert "unknown-section" in done.err

    def test_json_sarif_and_github_carry_the_place(self, assent, change):
        change(CONTRACT, "permits Vessel Sale when", "permits Vessel Sail when")
        found = assent("check", CONTRACT, "--format", "json").json["diagnostics"][0]
        assert (found["code"], found["source"]["file"]) == ("unknown-term", CONTRACT)
        log = assent("check", CONTRACT, "--format", "sarif").json
        place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == CONTRACT
        assert place["region"]["startLine"] == found["source"]["line"]
        line = assent("check", CONTRACT, "--format", "github").out
        assert line.startswith(f"::error file={CONTRACT},line={found['source']['line']},")

    def test_circles_are_shown_edge_by_edge_with_their_meaning(self, assent, deal):
        text = "contract Letter\nparty Bank\nevent Sale\nLetter takes effect when Sale occurred and Side is effective "
        (deal / "circle.assent").write_text(text + "in sequence\nSide takes effect when Letter is effective\n")
        done = assent("check", "circle.assent")
        assert done.code == 1  # nobody asks for the party
        assert "circle: Letter -> Side -> Letter\n  read in sequence\n" in done.out
        assert "  Letter waits for Side is effective (in sequence) circle.assent:4\n" in done.out
        assert "  Side waits for Letter is effective circle.assent:5\n" in done.out
        document = assent("check", "circle.assent", "--format", "json").json
        jsonschema.Draft202012Validator(schema()).validate(document)
        (circle,) = document["circles"]
        assert circle["meaning"] == "in sequence"
        assert [edge["target_clause"] for edge in circle["edges"]] == ["Side", "Letter"]
        assert [edge["source"]["line"] for edge in circle["edges"]] == [4, 5]

    def test_what_no_record_can_meet_is_a_warning_also_from_the_cache(self, assent, change):
        change(
            CONTRACT, "valuation at least USD 2,000,000", "valuation at least USD 2,000,000, valuation at most USD 1"
        )
        first, again = assent("check", CONTRACT), assent("check", CONTRACT)
        assert first == again
        assert first.code == 1
        assert "[never-met]" in first.err
        assert first.err == assent("check", CONTRACT, "--no-cache").err
        assert assent("eval", CONTRACT, JOURNAL).err == ""  # it is no matter of one record

    def test_a_folder_without_any_file_of_ours(self, assent, deal):
        (deal / "empty").mkdir()
        assert assent("check", "empty").code == 2


class TestFmt:
    def test_canonical_files_stay_as_they_are(self, assent, deal):
        before = {path.name: path.read_bytes() for path in deal.iterdir()}
        assert assent("fmt", ".").code == 0
        assert {path.name: path.read_bytes() for path in deal.iterdir()} == before

    def test_check_and_diff_change_nothing(self, assent, change):
        path = change(JOURNAL, "2024-03-04  Northbank", "2024-03-04      Northbank")
        before = path.read_bytes()
        done = assent("fmt", "--check", ".")
        assert done.code == 1
        assert "closing.facts" in done.out
        assert "-2024-03-04      Northbank" in assent("fmt", "--diff", ".").out
        assert path.read_bytes() == before

    def test_in_place_with_crlf_and_permissions_kept(self, assent, change):
        path = change(JOURNAL, "2024-03-04  Northbank", "2024-03-04      Northbank")
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        path.chmod(0o640)
        assert assent("fmt", JOURNAL).code == 0
        data = path.read_bytes()
        assert b"2024-03-04  Northbank" in data
        assert data.count(b"\r\n") == data.count(b"\n")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert sorted(p.name for p in path.parent.iterdir()) == [CONTRACT, JOURNAL, SCENARIOS]

    def test_a_file_with_errors_is_left_alone_and_the_others_are_done(self, assent, change):
        broken = change(CONTRACT, "party Quayside ", "party quayside ")
        before = broken.read_bytes()
        path = change(JOURNAL, "2024-03-04  Northbank", "2024-03-04      Northbank")
        assert assent("fmt", ".").code == 2
        assert broken.read_bytes() == before
        assert "2024-03-04  Northbank" in path.read_text()

    @pytest.mark.parametrize("name", [CONTRACT, JOURNAL, SCENARIOS])
    def test_a_pipe(self, assent, deal, name, monkeypatch):
        data = (deal / name).read_bytes()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert assent("fmt", "-").out.encode() == data

    def test_a_file_of_another_kind(self, assent, deal):
        (deal / "notes.txt").write_text("hello")
        assert assent("fmt", "notes.txt").code == 2


class TestFacts:
    def test_every_sentence_can_be_uncommented(self, assent, deal):
        """With a date in its place, each line of the blank journal is a fact of the contract."""
        lines = assent("facts", CONTRACT).out.splitlines()
        sentences = [line.partition("  ")[2] for line in lines if line.startswith("# YYYY-MM-DD")]
        assert "Northbank received Survey Report with valuation USD 2,000,000" in sentences
        assert "Northbank waived section 2(c) in writing" in sentences
        for sentence in sentences:
            (deal / "one.facts").write_text(f"facts for Amendment\n2024-03-01  {sentence}\n")
            assert assent("eval", CONTRACT, "one.facts").code in (0, 1, 3), sentence

    def test_it_is_a_journal_as_it_stands(self, assent, deal):
        (deal / "blank.facts").write_text(assent("facts", CONTRACT).out)
        assert assent("check", "blank.facts").code == 0
        assert assent("fmt", "--check", "blank.facts").code == 0

    def test_the_schema_takes_the_journal_as_json(self, assent):
        jsonschema = pytest.importorskip("jsonschema")
        from assent.engine.facts.json_facts import facts_to_json
        from assent.engine.session import load_contract, load_facts

        schema = assent("facts", CONTRACT, "--json-schema").json
        data = facts_to_json(load_facts(JOURNAL, load_contract(CONTRACT)))
        jsonschema.validate(data, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data | {"comment": ""}, schema)


class TestTest:
    def test_as_expected(self, assent):
        done = assent("test", ".")
        assert done.code == 0
        assert "10 scenarios, 20 expectations: all as expected" in done.out

    def test_a_failure_says_where_what_and_why(self, assent, change):
        change(SCENARIOS, "expect section 2(c): OUTSTANDING", "expect section 2(c): FAILED")
        change(SCENARIOS, "for want of Event of Default", "for want of Fee Payment")
        done = assent("test", SCENARIOS)
        assert done.code == 1
        assert "closing.scenarios:14  section 2(c)" in done.out
        assert "expected  FAILED" in done.out
        assert "got       OUTSTANDING" in done.out
        assert "for want of Event of Default" in done.out
        assert "2 not as expected" in done.out

    def test_no_scenario_at_all_is_exit_1(self, assent, deal):
        (deal / SCENARIOS).unlink()
        done = assent("test", ".")
        assert done.code == 1
        assert "no scenario found" in done.out

    def test_coverage_names_what_is_never_shown_both_ways(self, assent, change):
        text = (change(SCENARIOS, "# What", "# What")).read_text()
        change(SCENARIOS, text[text.index("scenario Unsigned") : text.index("scenario Cured")], "")
        done = assent("test", ".", "--coverage")
        assert done.code == 0
        assert "2(a)                         only met" in done.out
        assert "3 of 4 labelled conditions" in done.out

    def test_json(self, assent):
        tests = assent("test", ".", "--format", "json").json["tests"]
        assert len(tests) == 10
        assert all(one["passed"] for one in tests)

    @pytest.mark.parametrize(
        ("old", "new", "word"),
        [
            ("scenarios for Amendment", "scenarios for Waiver", "no-contract"),
            ('from "closing.facts"', 'from "opening.facts"', "no-such-file"),
            ("under EVER", "under EVERY", "unknown-reading"),
            ("expect Amendment: NOT YET", "expect Amendments: NOT YET", "unknown-clause"),
            ("for want of Event of Default", "for want of Fee Payments", "unknown-term"),
            ("    2024-03-20  Vessel Sale occurred", "    2024-02-30  Vessel Sale occurred", "no-such-date"),
            ("    expect Sale Consent: COVERED", "", "nothing-expected"),
            ("scenario Sold", "scenario Closing", "duplicate-definition"),
            ("without Quayside executed", "without Quayside sent", "nothing-withdrawn"),
        ],
    )
    def test_a_scenario_that_cannot_be_run_is_exit_2(self, assent, change, old, new, word):
        change(SCENARIOS, old, new)
        done = assent("test", ".")
        assert done.code == 2
        assert word in done.err
        assert "closing.scenarios:" in done.err


class TestNew:
    def test_what_it_writes_passes_everything(self, assent):
        assert assent("new", "fresh").code == 0
        assert assent("check", "fresh").code == 0
        assert assent("fmt", "--check", "fresh").code == 0
        assert assent("test", "fresh").code == 0
        assert assent("eval", "fresh/amendment.assent", "fresh/closing.facts").code == 0

    def test_nothing_is_overwritten(self, assent, deal):
        before = (deal / CONTRACT).read_bytes()
        (deal / JOURNAL).unlink()
        done = assent("new", ".")
        assert done.code == 2
        assert "amendment.assent" in done.err
        assert (deal / CONTRACT).read_bytes() == before
        assert not (deal / JOURNAL).exists()

    def test_a_file_in_the_place_of_the_folder(self, assent):
        assert assent("new", CONTRACT).code == 2


class TestOthers:
    def test_version(self, assent):
        from assent import __version__

        assert assent("--version") == (0, f"assent {__version__}\n", "")

    @pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"]])
    def test_help(self, assent, arguments):
        done = assent(*arguments)
        assert done.code == 0
        assert "whatif" in done.out

    def test_every_command_has_help(self, assent):
        from assent.engine.cli.run import COMMANDS

        for name in COMMANDS:
            done = assent(name, "--help")
            assert done.code == 0
            assert f"usage: assent {name}" in done.out
            assert assent("help", name) == done

    def test_rule_prints_the_page_of_a_finding(self, assent):
        assert "unknown-term" in assent("rule").out.split()
        assert len(assent("rule", "unknown-term").out.splitlines()) > 3

    @pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
    def test_completion_knows_the_commands(self, assent, shell):
        out = assent("completion", shell).out
        assert "checklist" in out
        assert "all-readings" in out

    def test_a_closed_pipe_is_quiet_and_keeps_the_answer(self, deal):
        command = [sys.executable, "-m", "assent", "eval", CONTRACT, JOURNAL, *NO_FEE, "--no-cache"]
        env = environment()
        done = subprocess.Popen(command, cwd=deal, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.stdout is not None and done.stderr is not None
        done.stdout.close()
        assert done.stderr.read() == b""
        done.stderr.close()
        assert done.wait() == 1

    def test_the_answer_is_one_json_document_also_in_a_process_of_its_own(self, deal):
        command = [sys.executable, "-m", "assent", "eval", CONTRACT, JOURNAL, "--format", "json"]
        done = subprocess.run(command, cwd=deal, env=environment(), capture_output=True, check=False)
        assert done.returncode == 0
        assert json.loads(done.stdout)["effects"][0]["verdict"] == "EFFECTIVE"


def environment():
    import os
    from pathlib import Path

    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
