"""Facts as JSON: a journal and its JSON form give equal facts; bad shapes name their paths."""

import json
from typing import Any

import pytest

from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import facts_to_json, parse_json_facts
from assent.engine.session import load_contract, load_facts

GOOD: dict[str, Any] = {
    "facts_for": "Amendment",
    "complete_through": {"everything": "2024-03-20"},
    "facts": [
        {"on": "2024-03-06", "sentence": "Northbank received Valuation Letter", "evidence": "tab 4"},
        {"on": "2024-03-20", "sentence": "Fee Payment occurred with amount USD 25,000"},
    ],
}


@pytest.fixture
def contract():
    return load_contract("amendment.assent")


def said(facts):
    return {(entry.moment, entry.assertion, entry.evidence) for entry in facts.entries}


def found(data):
    text = data if isinstance(data, str) else json.dumps(data, indent=2)
    return parse_json_facts(text, "x.json").diagnostics


def changed(**changes):
    return {**GOOD, **changes}


def test_a_journal_and_its_json_give_equal_facts(contract, deal):
    journal = load_facts("closing.facts", contract)
    (deal / "closing.json").write_text(json.dumps(facts_to_json(journal)))
    again = load_facts("closing.json", contract)
    assert said(again) == said(journal)
    assert again.complete == journal.complete


def test_lexington_and_its_json_give_equal_facts(tmp_path):
    from pathlib import Path

    deal = Path(__file__).resolve().parents[2] / "contracts" / "lexington-1996"
    contract = load_contract(deal / "amendment.assent")
    journal = load_facts(deal / "closing.facts", contract)
    (tmp_path / "closing.json").write_text(json.dumps(facts_to_json(journal)))
    assert said(load_facts(tmp_path / "closing.json", contract)) == said(journal)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_fact_stands_where_it_stands_in_the_json(contract, indent):
    text = json.dumps(GOOD, indent=indent)
    parsed = parse_json_facts(text, "x.json")
    facts, diagnostics = read_facts(parsed.tree, contract)
    assert parsed.diagnostics == diagnostics == ()
    for entry in facts.entries:
        line = text.splitlines()[entry.span.line - 1]
        assert line[entry.span.column - 1 :].startswith(entry.sentence)


def test_a_misspelt_term_is_underlined_in_the_json(contract):
    bad = changed(facts=[{"on": "2024-03-06", "sentence": "Northbank received Evaluation Letter"}])
    text = json.dumps(bad, indent=2)
    _, (diagnostic,) = read_facts(parse_json_facts(text, "x.json").tree, contract)
    line = text.splitlines()[diagnostic.span.line - 1]
    assert line[diagnostic.span.column - 1 : diagnostic.span.end_column - 1] == "Evaluation Letter"


def test_a_date_that_does_not_exist_is_underlined_in_the_json():
    text = json.dumps(changed(facts=[{"on": "2024-02-30", "sentence": "Fee Payment occurred"}]), indent=2)
    (diagnostic,) = parse_json_facts(text, "x.json").diagnostics
    line = text.splitlines()[diagnostic.span.line - 1]
    assert line[diagnostic.span.column - 1 : diagnostic.span.end_column - 1] == "2024-02-30"


def test_all_errors_of_the_shape_are_found_with_their_paths():
    bad = changed(
        comment="",
        facts=[
            {"on": 3, "sentence": "Fee Payment occurred"},
            {"sentence": "x", "tab": 4},
            "Fee Payment occurred",
        ],
    )
    paths = {diagnostic.words["path"] for diagnostic in found(bad)}
    assert paths >= {"$", "$.facts[0].on", "$.facts[1]", "$.facts[2]"}
    reasons = " ".join(diagnostic.words["reason"] for diagnostic in found(bad))
    assert all(word in reasons for word in ("`comment`", "`tab`", "`on` is missing"))


def test_an_error_of_the_shape_stands_at_the_line_of_its_fact():
    text = json.dumps(changed(facts=[GOOD["facts"][0], {"on": "2024-03-20"}]), indent=2)
    (diagnostic,) = found(text)
    assert text.splitlines()[diagnostic.span.line : diagnostic.span.line + 1] == ['      "on": "2024-03-20"']


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("{", "json-syntax"),
        ("", "json-syntax"),
        ("[" * 100_000, "json-syntax"),
        ("[]", "json-shape"),
        ("null", "json-shape"),
        ('{"facts_for": "A", "facts_for": "B", "facts": []}', "json-shape"),
        (changed(facts="none"), "json-shape"),
        (changed(facts={}), "json-shape"),
        (changed(complete_through=[]), "json-shape"),
        (changed(complete_through={"everything": "1/2/2024"}), "not-a-date"),
        (
            changed(facts=[{"on": "2024-03-20", "sentence": "Fee Payment occurred\n2024-03-21 X occurred"}]),
            "control-character",
        ),
        (
            changed(facts=[{"on": "2024-03-20", "sentence": 'Fee Payment occurred "x"', "evidence": "y"}]),
            "json-shape",
        ),
        (
            changed(facts=[{"on": "record of events is complete through", "sentence": "2024-03-20"}]),
            "unexpected",
        ),
        (changed(facts=[{"on": "", "sentence": ""}]), "empty-file"),
    ],
)
def test_bad_json_is_refused(data, code):
    assert code in [diagnostic.code for diagnostic in found(data)]
