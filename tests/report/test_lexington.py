"""The reports on the real thing: the Lexington amendment with the journal of its closing."""

import json
from pathlib import Path

import jsonschema
import pytest

from assent import evaluate, load_contract, load_facts
from assent.engine.model.conditions import UnderReading, Waivable, walk
from assent.engine.report.checklist import checklist_rows, render_checklist
from assent.engine.report.graph import dot, graph_of, mermaid
from assent.engine.report.json import dump, envelope, schema
from assent.engine.report.text import render_evaluation

FOLDER = Path(__file__).resolve().parents[2] / "contracts" / "lexington-1996"
GUARANTOR = "not a condition under G-NOT; counts under G-PART"


@pytest.fixture(scope="module")
def contract():
    return load_contract(FOLDER / "amendment.assent")


@pytest.fixture(scope="module")
def facts(contract):
    return load_facts(FOLDER / "closing.facts", contract)


@pytest.fixture(scope="module")
def answer(contract, facts):
    return evaluate(contract, facts, as_of="1996-02-28")


@pytest.mark.parametrize("explain", ["decisive", "full"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_answer_fits_and_cites(contract, facts, answer, explain, width):
    """Within the width, each of the six conditions of section 5 with the line of a fact."""
    text = render_evaluation(contract, answer, explain=explain, width=width, complete=facts.complete)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    assert "Amendment  EFFECTIVE since 1996-02-28" in lines
    for letter in "abcdef":
        assert any(line.startswith(f"  5({letter}) ") for line in lines)
    assert "closing.facts:" in text


def test_a_deemed_condition_is_said_to_be_deemed(contract, answer):
    """5(c) and 5(d) were deemed satisfied by letters, and the answer says by which (rule S7)."""
    text = " ".join(render_evaluation(contract, answer).split())
    assert "5(c) DEEMED SATISFIED 1996-02-08 the title insurer's letter" in text
    assert "deemed satisfied by Title Letter of February 7" in text
    assert "deemed satisfied by Protection Mutual Letter of February 27" in text


def test_the_document_keeps_to_the_schema(answer):
    """The JSON of the whole answer is as the published schema says."""
    document = json.loads(dump(envelope("eval", inputs=(), evaluation=answer)))
    jsonschema.Draft202012Validator(schema()).validate(document)


def test_the_guarantors_page_is_always_on_the_checklist(contract, facts, answer):
    """Not a condition under the default reading, and listed all the same with the reading that counts it."""
    page = next(row for row in checklist_rows(contract, answer) if "guarantor" in row.item)
    assert (page.section, page.status, page.note, page.party) == ("5(a)", "NOT APPLICABLE", GUARANTOR, "LCI")
    other = evaluate(contract, facts, as_of="1996-02-28", readings={"T8": "G-PART"})
    page = next(row for row in checklist_rows(contract, other) if "guarantor" in row.item)
    assert page.status == "SATISFIED"


def own(reasons):
    """The conditions of a clause, without those of others that it takes up."""
    for reason in reasons:
        yield reason
        if not reason.refers:
            yield from own(reason.reasons)


def test_the_checklist_agrees_with_the_answer(contract, answer):
    """Every labelled condition that the answer speaks of stands on the list with the same status and date."""
    listed = {(row.effect, row.section, row.item): (row.status, row.since) for row in checklist_rows(contract, answer)}
    spoken = [(f.name, r) for f in answer.findings for r in own(f.reasons) if r.labelled and r.heading]
    assert spoken
    for name, reason in spoken:
        if reason.status != "NOT APPLICABLE":
            assert listed[name, reason.section, reason.heading] == (reason.status, reason.since)


def test_the_checklist_names_every_reading_that_is_not_chosen(contract, answer):
    """A condition that another reading would add is on the list, for the other side to find."""
    rows = checklist_rows(contract, answer)
    listed = {row.note.rpartition(" ")[2] for row in rows if row.status == "NOT APPLICABLE"}
    condition = contract.clauses["Amendment"].versions[0].condition
    waivers = {way.number for node, _ in walk(condition) if isinstance(node, Waivable) for way in node.waivers}
    under = (node for node, _ in walk(condition) if isinstance(node, UnderReading))
    asked = {node.alternative for node in under if node.number not in waivers}  # a waiver is no condition
    assert asked - set(answer.readings.values()) <= listed


@pytest.mark.parametrize("kind", ["text", "markdown", "csv"])
def test_the_checklist_is_written_in_every_form(contract, answer, kind):
    """The same rows in each form."""
    text = render_checklist(checklist_rows(contract, answer), contract, answer, kind)
    assert "guarantor" in text
    if kind == "text":
        assert max(map(len, text.splitlines())) <= 80


def test_the_picture_shows_the_three_circles(contract, answer):
    """Every step of every circle is drawn, and says how it is read (rule S8)."""
    graph = graph_of(contract, answer)
    heavy = [arrow for arrow in graph.arrows if arrow.kind == "circle"]
    steps = {(edge.source, edge.target) for circle in contract.circles for edge in circle.edges}
    assert len(heavy) == len(steps)
    assert all(arrow.label in ("simultaneously", "in sequence", "simultaneously or in sequence") for arrow in heavy)
    assert mermaid(contract, answer).startswith("flowchart LR\n")
    assert dot(contract, answer).endswith("}\n")
