"""`assent prove`: what it says, what it writes, and its exit codes."""

import json
import shlex

import jsonschema
import pytest

from assent.engine.analysis import prove
from assent.engine.analysis.prove import Proof
from assent.engine.report.json import schema

CONTRACT = """\
contract Consent
    dated 2024-03-01
    between Bank, Owner
party Bank
party Owner
document Deed by Owner
event Payment
state Default
question Q1
    PAID, default
    UNPAID
Consent takes effect when all of
    - Bank received Deed
    - under PAID, Payment occurred
Margin Holiday is in force while Consent is effective and no Default exists
guarantee "deed" always Consent is effective only if Bank received Deed
guarantee "paid" always Consent is effective only if Payment occurred
guarantee "the holiday stays" always Consent is effective only if Margin Holiday is in force
"""


@pytest.fixture
def consent(tmp_path, monkeypatch):
    folder = tmp_path / "consent"
    folder.mkdir()
    (folder / "consent.assent").write_text(CONTRACT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_each_guarantee_has_its_answer_and_one_that_is_refuted_is_exit_1(assent, consent):
    done = assent("prove", "consent.assent")
    assert done.code == 1
    assert "PROVED  deed" in done.out
    assert "REFUTED  paid" in done.out
    assert done.out.endswith("3 guarantees: 1 proved, 2 refuted\n")
    assert done.err == ""


def test_a_refuted_one_shows_where_it_stands_the_journal_the_readings_and_the_verdicts(assent, consent):
    out = assent("prove", "consent.assent", "--guarantee", "paid").out
    assert "consent.assent:17" in out
    assert "broken as of 2024-03-01, under Q1 UNPAID, by this journal:" in out
    assert "    2024-03-01  Bank received Deed\n" in out
    assert "    Consent  EFFECTIVE since 2024-03-01\n" in out
    assert "Payment occurred" not in out


def test_proved_is_exit_0(assent, consent):
    done = assent("prove", "consent.assent", "--guarantee", "deed")
    assert done.code == 0
    assert "for every journal, under every reading, at any time" in done.out


def test_several_are_asked_in_the_order_of_the_contract(assent, consent):
    done = assent("prove", "consent.assent", "--guarantee", "paid", "--guarantee", "deed")
    assert done.out.index("deed") < done.out.index("paid")


def test_a_counterexample_that_is_saved_is_replayed_by_the_command_below_it(assent, consent):
    out = assent("prove", "consent.assent", "--save", "found").out
    commands = [line.strip() for line in out.splitlines() if line.strip().startswith("assent eval")]
    assert len(commands) == 2
    for command in commands:
        document = assent(*shlex.split(command)[1:], "--format", "json").json
        verdicts = {effect["name"]: effect["verdict"] for effect in document["effects"]}
        assert verdicts["Consent"] == "EFFECTIVE"
        assert verdicts.get("Margin Holiday", "NOT YET") == "NOT YET"
    first = (consent / "found" / "the-holiday-stays.facts").read_text(encoding="utf-8").splitlines()[0]
    assert first == '# breaks the guarantee "the holiday stays" of Consent'


def test_a_counterexample_saved_beside_its_contract_is_a_journal_without_a_finding(assent, consent):
    assent("prove", "consent.assent", "--save", ".")
    assert assent("check", "consent.assent", "paid.facts").code == 0


def test_one_that_is_not_settled_says_why_and_is_exit_3(assent, consent, monkeypatch):
    """It is rare: here the search is told to find nothing."""

    def unsettled(contract, labels):
        return tuple(Proof(one, proved=False) for one in contract.guarantees if one.label in labels)

    monkeypatch.setattr(prove, "prove", unsettled)
    done = assent("prove", "consent.assent")
    assert done.code == 3
    assert "NOT SETTLED  paid" in done.out
    assert "no journal was found that tells one" in " ".join(done.out.split())
    assert assent("prove", "consent.assent", "--exit-zero").code == 0


def test_labels_that_make_the_same_file_name_make_two_files(assent, consent):
    more = CONTRACT + 'guarantee "Paid!" always Consent is effective only if Payment occurred\n'
    (consent / "consent.assent").write_text(more, encoding="utf-8")
    assent("prove", "consent.assent", "--save", "found")
    assert {path.name for path in (consent / "found").iterdir()} == {
        *("paid.facts", "paid-2.facts", "the-holiday-stays.facts")
    }


def test_a_folder_that_cannot_be_written_is_exit_2(assent, consent):
    (consent / "found").write_text("a file", encoding="utf-8")
    done = assent("prove", "consent.assent", "--save", "found")
    assert done.code == 2
    assert "`found` cannot be written to" in done.err


def test_json_keeps_to_the_schema(assent, consent):
    document = assent("prove", "consent.assent", "--save", "found", "--format", "json").json
    jsonschema.validate(document, schema())
    deed, paid, _ = document["proofs"]
    assert (deed["outcome"], deed["counterexample"]) == ("proved", None)
    example = paid["counterexample"]
    assert example["readings"] == {"Q1": "UNPAID"}
    assert example["facts"] == [{"on": "2024-03-01", "sentence": "Bank received Deed"}]
    assert example["saved"].endswith("paid.facts")


def test_an_output_file_holds_the_answer_in_the_form_of_its_ending(assent, consent):
    done = assent("prove", "consent.assent", "-o", "proofs.json")
    assert (done.code, done.out) == (1, "")
    assert len(json.loads((consent / "proofs.json").read_text(encoding="utf-8"))["proofs"]) == 3
    assent("prove", "consent.assent", "-o", "proofs.txt")
    assert "PROVED  deed" in (consent / "proofs.txt").read_text(encoding="utf-8")
    assert assent("prove", "consent.assent", "-o", "proofs.pdf").code == 2


def test_a_contract_without_guarantees_is_exit_1_with_a_hint(assent, consent):
    """Like a folder without scenarios: nothing was proved."""
    (consent / "consent.assent").write_text(CONTRACT[: CONTRACT.index("guarantee")], encoding="utf-8")
    done = assent("prove", "consent.assent")
    assert done.code == 1
    assert 'guarantee "LABEL" always CONDITION' in done.out


def test_an_unknown_label_is_exit_2_and_says_which_is_meant(assent, consent):
    done = assent("prove", "consent.assent", "--guarantee", "pai")
    assert done.code == 2
    assert "Did you mean `paid`?" in done.err


def test_the_help_tells_the_exit_codes(assent):
    done = assent("prove", "--help")
    assert done.code == 0
    assert "exit codes: 0 all proved; 1" in done.out
