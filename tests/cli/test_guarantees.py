"""Guarantees on the command line: `check` counts them, `test` tries them on the facts of each scenario."""

import json

import jsonschema
import pytest

from assent.engine.report.json import schema

CONTRACT = """\
contract Consent
    between Bank, Owner
party Bank
party Owner
document Deed by Owner
event Payment
question Q1
    PAID, default
    UNPAID
Consent takes effect when all of
    - Bank received Deed
    - under PAID, Payment occurred
guarantee "paid" always Consent is effective only if Payment occurred
guarantee "deed" always Consent is effective only if Bank received Deed
"""
SCENARIOS = """\
scenarios for Consent

scenario First "all is done"
    record of everything is complete through 2024-03-05
    2024-03-05 Bank received Deed
    2024-03-05 Payment occurred
    expect Consent: EFFECTIVE

scenario Second "no payment"
    record of everything is complete through 2024-03-05
    2024-03-05 Bank received Deed
    expect Consent: NOT YET
"""


@pytest.fixture
def consent(tmp_path, monkeypatch):
    folder = tmp_path / "consent"
    folder.mkdir()
    (folder / "consent.assent").write_text(CONTRACT, encoding="utf-8")
    (folder / "consent.scenarios").write_text(SCENARIOS, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_check_counts_them(assent, consent):
    done = assent("check", "consent.assent")
    assert (done.code, done.out) == (0, "1 file checked, 2 guarantees stated: nothing to report\n")


def test_check_lists_them_as_json(assent, consent):
    document = assent("check", "consent.assent", "--format", "json").json
    jsonschema.validate(document, schema())
    assert [one["label"] for one in document["guarantees"]] == ["paid", "deed"]
    assert document["guarantees"][0]["source"] == {"file": "consent.assent", "line": 13, "column": 1}


def test_a_scenario_that_breaks_one_fails_and_says_under_which_readings(assent, consent):
    """All is as expected, but under UNPAID, which no line asks for, the facts of Second break a guarantee."""
    done = assent("test", "consent.scenarios")
    assert done.code == 1
    assert "FAIL  Second" in done.out
    assert "FAIL  First" not in done.out
    assert 'consent.assent:13  guarantee "paid"' in done.out
    assert "broken by the facts of Second under Q1=UNPAID" in done.out
    assert done.out.endswith("2 scenarios, 2 expectations: all as expected, 1 guarantee broken\n")


def test_a_breach_as_json(assent, consent):
    document = json.loads(assent("test", "consent.scenarios", "--format", "json").out)
    jsonschema.validate(document, schema())
    first, second = document["tests"]
    assert (first["passed"], first["breaches"]) == (True, [])
    assert not second["passed"]
    assert [(one["guarantee"], one["readings"]) for one in second["breaches"]] == [("paid", {"Q1": "UNPAID"})]


def test_the_label_of_another_is_refused_with_both_lines(assent, consent):
    (consent / "consent.assent").write_text(CONTRACT.replace('"deed"', '"paid"'), encoding="utf-8")
    done = assent("check", "consent.assent")
    assert done.code == 2
    assert "`paid` is defined twice" in done.out + done.err
