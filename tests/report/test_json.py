"""The JSON envelope, held against the schema that ships with the package."""

import json
from typing import get_args

import attrs
import jsonschema
import pytest

from assent import __version__
from assent.engine.analysis.difference import difference
from assent.engine.evaluation.findings import ByReading, Finding, Status, Verdict
from assent.engine.model.contract import ClauseKind
from assent.engine.report.checklist import checklist_rows
from assent.engine.report.json import FORMAT_VERSION, data, dump, envelope, schema
from assent.grammar.diagnostics import Diagnostic, Related
from assent.grammar.spans import NOWHERE, Span
from tests.report import lexington
from tests.report.hand import CLOSING, contract, evaluation, fact, finding, reason

INPUTS = [{"path": "amendment.assent", "sha256": "0" * 64}]
ANSWERS = [lexington.a1, lexington.a2, lexington.a8, lexington.a13, lexington.c1]


def valid(document):
    jsonschema.Draft202012Validator(schema()).validate(json.loads(dump(document)))
    return document


def test_the_schema_is_a_schema():
    """The published schema is a valid JSON Schema 2020-12 and bears the version of the format."""
    jsonschema.Draft202012Validator.check_schema(schema())
    assert FORMAT_VERSION in schema()["title"]


@pytest.mark.parametrize("made", ANSWERS, ids=lambda made: made.__name__)
def test_every_answer_keeps_to_the_schema(made):
    """What `eval` prints as JSON is as the schema says."""
    document = valid(envelope("eval", inputs=INPUTS, evaluation=made()))
    assert document["tool"] == {"name": "assent", "version": __version__}
    assert [effect["verdict"] for effect in document["effects"]] == [f.verdict for f in made().findings]


def test_a_condition_cites_its_clause_and_its_facts():
    """Section, status, date, place in the encoding, and each fact with file and line (rule S11)."""
    row = reason(
        "5(c)",
        "DEEMED SATISFIED",
        "Congress received Survey",
        labelled=True,
        note="deemed satisfied by Letter",
        facts=(fact(12, "Congress received Letter", evidence="tab 14", source="x.facts"),),
        span=Span("a.assent", 40, 9, 41, 12),
    )
    (effect,) = valid(envelope("eval", inputs=(), evaluation=evaluation(finding("EFFECTIVE", row, since=CLOSING))))[
        "effects"
    ]
    assert effect["conditions"] == [
        {
            "section": "5(c)",
            "agreement": "",
            "heading": "",
            "text": "Congress received Survey",
            "status": "DEEMED SATISFIED",
            "since": "1996-02-28",
            "decisive": True,
            "labelled": True,
            "choice": False,
            "note": "deemed satisfied by Letter",
            "source": {"file": "a.assent", "line": 40, "column": 9},
            "because": ["deemed satisfied by Letter", "1996-02-28: Congress received Letter (x.facts:12)"],
            "facts": [
                {
                    "sentence": "Congress received Letter",
                    "on": "1996-02-28",
                    "evidence": "tab 14",
                    "file": "x.facts",
                    "line": 12,
                }
            ],
            "missing_facts": [],
            "conditions": [],
        }
    ]


def test_readings_are_said_per_verdict():
    """`by_reading` lists each verdict with the combinations that give it (rule S10)."""
    groups = {"Amendment": (ByReading("NOT YET", None, ({"T8": "G-PART"},)),)}
    made = attrs.evolve(evaluation(finding("EFFECTIVE", since=CLOSING)), by_reading=groups)
    (effect,) = valid(envelope("eval", inputs=(), evaluation=made))["effects"]
    assert effect["by_reading"] == [{"verdict": "NOT YET", "since": None, "readings": [{"T8": "G-PART"}]}]


def test_a_difference_brings_the_answer_after_it():
    """`whatif` prints what changed, and the whole answer after the change."""
    found = difference(lexington.a2(), lexington.a1(), ["suppose 1996-02-28 Closing occurred"])
    document = valid(envelope("whatif", inputs=INPUTS, difference=found))
    (changed,) = document["difference"]["verdicts"]
    assert (changed["before"]["verdict"], changed["after"]["verdict"]) == ("NOT YET", "EFFECTIVE")
    assert document["as_of"] == "1996-02-28"


def test_the_checklist_is_in_the_envelope():
    """`checklist` prints its rows as objects."""
    made = evaluation(finding("NOT YET"), readings={"T1": "SIM", "T8": "G-NOT"})
    rows = checklist_rows(contract(), made)
    document = valid(envelope("checklist", inputs=INPUTS, evaluation=made, checklist=rows))
    assert [row["section"] for row in document["checklist"]] == [row.section for row in rows]


def test_diagnostics_bear_their_sentence_and_place():
    """A finding about the user's files has code, message, help, place and second places."""
    diagnostic = Diagnostic(
        "unknown-term",
        Span("a.assent", 3, 5, 3, 12),
        {"name": "Congres"},
        ("Congress",),
        (Related(Span("a.assent", 1, 1, 1, 4), "first defined here"),),
        section="5",
    )
    (found,) = valid(envelope("check", inputs=INPUTS, diagnostics=[diagnostic]))["diagnostics"]
    assert "`Congres`" in found["message"]
    assert "Congress" in found["help"]
    assert found["source"] == {"file": "a.assent", "line": 3, "column": 5, "end_line": 3, "end_column": 12}
    assert found["related"][0]["source"]["line"] == 1


def test_what_is_written_nowhere_has_no_place():
    """A finding without a place has null for it, never line 0."""
    (found,) = valid(envelope("eval", inputs=(), diagnostics=[Diagnostic("no-moment", NOWHERE)]))["diagnostics"]
    assert found["source"] is None


@pytest.mark.parametrize(("name", "type_"), [("verdict", Verdict), ("status", Status)], ids=["verdicts", "statuses"])
def test_the_schema_knows_every_word(name, type_):
    """Verdicts and statuses are spelled in the schema as in the program: none more, none less."""
    assert set(schema()["$defs"][name]["enum"]) == set(get_args(type_))


def test_the_schema_knows_every_kind_of_clause():
    """The same for the kinds of clauses."""
    assert set(schema()["$defs"]["effect"]["properties"]["kind"]["enum"]) == set(get_args(ClauseKind))


def test_the_schema_refuses_other_words():
    """The schema is strict where it matters: a wrong verdict or a missing field is refused."""
    document = envelope("eval", inputs=INPUTS, evaluation=lexington.a1())
    document["effects"][0]["verdict"] = "MAYBE"
    with pytest.raises(jsonschema.ValidationError, match="MAYBE"):
        valid(document)
    document = envelope("eval", inputs=INPUTS, evaluation=lexington.a1())
    del document["effects"][0]["missing_facts"]
    with pytest.raises(jsonschema.ValidationError, match="missing_facts"):
        valid(document)


def test_what_has_no_json_is_a_mistake_of_ours():
    """Nothing is turned into JSON by accident of its repr."""
    assert data({"a": (CLOSING, None, 1)}) == {"a": ["1996-02-28", None, 1]}
    with pytest.raises(TypeError, match="no JSON for object"):
        data(object())


def test_every_field_of_a_finding_is_in_the_document():
    """A field added to Finding is added here, or this fails."""
    (effect,) = envelope("eval", inputs=(), evaluation=evaluation(finding("NOT YET")))["effects"]
    renamed = {"reasons": "conditions", "missing": "missing_facts"}
    assert {renamed.get(field.name, field.name) for field in attrs.fields(Finding)} <= set(effect)
