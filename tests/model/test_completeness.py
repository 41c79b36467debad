"""Each union is handled whole: a class that somebody adds and forgets elsewhere fails here, not at a closing."""

import inspect
from typing import Any, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assent.engine.evaluation.condition_courses import COURSES
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model import conditions as m
from assent.engine.model.resolve import resolve_contract
from assent.engine.session_moments import read_moment
from assent.grammar.parser import parse_contract
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import journal as j
from assent.grammar.syntax import names as n
from assent.grammar.syntax import sentences as s
from tests.support import trees
from tests.support.contracts import contract_of, full

NOUNS = """\
event Closing with form as Agreed or Other, price as money
event Whole consists of First, Second simultaneously
event First
event Second
recurring event Advance
recurring event Drawing with amount as money
document Note dated 1996-02-07 by Borrower with amount as money, maturity as date
document Letter by Borrower
documents Papers are Note, Letter
parties Everybody are Lender, Borrower
state Default
representation Solvency
matter Consent Required
question T1
    NEAR, default
    FAR
Deliveries are complete when Lender received Note
Duty is required when Closing occurred
Other Effect is in force while no Default exists
Consent permits Closing when no Default exists
section 5
    Lender may waive section 5
    Second Effect takes effect when
        (a) Closing occurred
"""
TERMS = [
    *("Lender", "Borrower", "Closing", "Whole", "First", "Advance", "Note", "Letter", "Papers", "Default", "Everybody"),
    *("Solvency", "Consent Required", "NEAR", "FAR", "Deliveries", "Duty", "Other Effect", "Consent"),
    *("Second Effect", "Amendment"),
]
PARTICULARS = ["form", "price", "amount", "maturity", "shape"]
TREE = parse_contract(full(NOUNS), "").tree


def classes(module: Any, base: type) -> set[type]:
    """Every class of a module below a base that is not the base itself."""
    found = {cls for _, cls in inspect.getmembers(module, inspect.isclass) if issubclass(cls, base) and cls is not base}
    return {cls for cls in found if cls.__module__ == module.__name__}


def test_the_union_of_conditions_is_whole():
    """Every class of condition is in the union that `match` statements are checked against."""
    assert set(get_args(m.Condition)) == classes(m, m.Node)


def test_every_condition_has_a_course():
    """Every class of condition has one way to be worked out, and nothing else has."""
    assert set(COURSES) == set(get_args(m.Condition))


@pytest.mark.parametrize("kind", get_args(m.Condition), ids=lambda kind: kind.__name__)
def test_walking_reaches_every_condition_inside(kind):
    """Whatever a class of condition holds, `parts_of` gives it: no field with conditions in it is passed by."""
    leaf = m.StateHolds(1, m.Place(), "Default")
    happened = m.Happened(2, m.Place(), _happening())
    values: dict[str, Any] = {}
    inside: set[int] = set()
    for field in attrs.fields(kind):
        text = str(field.type)
        match field.name:
            case "number":
                values["number"] = 99
            case "place":
                values["place"] = m.Place()
            case "parts":
                parts = (happened,) if "Happened" in text else (leaf,)
                values["parts"] = parts
                inside |= {part.number for part in parts}
            case "part" | "main" | "begins" | "stays" | "valid":
                values[field.name] = leaf
                inside.add(leaf.number)
            case "passed":
                values["passed"] = happened
                inside.add(happened.number)
            case "occurrence":
                values[field.name] = happened
                inside.add(happened.number)
            case "deeming":
                values[field.name] = (leaf,)
                inside.add(leaf.number)
            case "waivers":
                values[field.name] = (happened,)
                inside.add(happened.number)
            case _:
                assert "Condition" not in text, f"{kind.__name__}.{field.name} holds conditions: say so here"
                values[field.name] = None
    assert {part.number for part in m.parts_of(kind(**values))} == inside


def _happening() -> Any:
    from assent.engine.model.happenings import Happening

    return Happening("occurred", "", "Closing")


def known(node: Any, choose: Any) -> Any:
    """A tree whose names are, for the most part, those of the contract above."""
    if isinstance(node, n.Name):
        pool = PARTICULARS if node.text[:1].islower() else TERMS
        return n.Name(pool[choose(len(pool))])
    if isinstance(node, n.SectionReference):
        return n.SectionReference("5(a)" if choose(2) else "5")
    if isinstance(node, tuple):
        return tuple(known(part, choose) for part in node)
    if attrs.has(type(node)) and type(node).__module__.startswith("assent.grammar.syntax"):
        changed = {f.name: known(getattr(node, f.name), choose) for f in attrs.fields(type(node)) if f.name != "span"}
        return attrs.evolve(node, **changed)
    return node


@st.composite
def of_contract(draw: st.DrawFn, strategy: st.SearchStrategy[Any]) -> Any:
    """A tree about the terms of the contract above."""
    random = draw(st.randoms(use_true_random=False))
    return known(draw(strategy), random.randrange)


QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SENTENCES = get_args(s.Sentence)
CONDITIONS = [*SENTENCES, c.Phrase, c.Modified, c.Inline, c.Group]


def check(condition: Any) -> bool:
    """A condition is resolved and can be evaluated, or refused with a finding; tells which."""
    clause = k.Clause("takes effect when", n.Name("Amendment"), condition)
    contract, found = resolve_contract(attrs.evolve(TREE, parts=(*TREE.parts, clause)))
    errors = [finding for finding in found if finding.severity == "error"]
    assert (contract is None) == bool(errors)
    if contract is not None:
        evaluate(contract, Facts("Amendment", ()), read_moment("1996-03-01", ""), asked=tuple(contract.clauses))
    return contract is not None


@QUICK
@given(of_contract(trees.condition))
def test_every_condition_is_resolved_or_refused(condition):
    """Whatever a user can write down is given a meaning or a finding; nothing is dropped and nothing breaks."""
    check(condition)


@QUICK
@given(of_contract(st.builds(k.ContractFile, trees.few(trees.contract_part, most=4))))
def test_every_contract_is_resolved_or_refused(tree):
    """The same for whole files, of any parts in any order."""
    contract, found = resolve_contract(tree)
    assert (contract is None) == any(finding.severity == "error" for finding in found)


def test_every_class_of_sentence_can_be_a_condition_or_is_refused():
    """One example of each class of sentence and condition: those that no contract can hold are refused by code."""
    examples = {
        "Lender received Note": s.Acts,
        "Closing occurred": s.Happens,
        "total amount of Drawing is at least USD 5": s.Totals,
        "Note was amended": s.Amended,
        "Note was restored to its form of 1996-02-28": s.Restored,
        "Lender waived section 5": s.Waives,
        "Note is satisfactory to Lender": s.Judged,
        "Other Effect is in force": s.Stands,
        "Solvency is true": s.Truth,
        "Note is in its form of 1996-02-28": s.InForm,
        "Default exists": s.Exists,
        "no Default exists": s.NoneExists,
        "Note": c.Phrase,
        "under FAR, Closing occurred": c.Modified,
        "Closing occurred and First occurred": c.Inline,
        "any of\n    - Closing occurred\n    - First occurred": c.Group,
    }
    refused = {"Note": "stray-phrase"} | dict.fromkeys(
        ("Lender waived section 5", "Note was restored to its form of 1996-02-28"), "not-a-condition"
    )
    assert set(examples.values()) == set(CONDITIONS)
    for text, kind in examples.items():
        tree = parse_contract(full(f"{NOUNS}Amendment takes effect when {text}\n"), "").tree
        clause = tree.parts[-1]
        assert isinstance(clause, k.Clause) and isinstance(clause.condition, kind)
        codes = [finding.code for finding in resolve_contract(tree)[1] if finding.severity == "error"]
        assert codes == ([refused[text]] if text in refused else [])


MODIFIERS = {
    "under NEAR, Closing occurred": c.Under,
    "at all times since 1996-02-01, no Default exists": c.Throughout,
    "Solvency is true on each date of Advance": c.OnEachDate,
    "Solvency is true on 1996-02-28": c.OnDate,
    "Closing occurred by 1996-02-28": c.ByDate,
    "Closing occurred while no Default exists": c.HeldWhile,
    "for each Person in Everybody, Person received Note": c.ForEach,
    "until 1996-02-28, Closing occurred": c.Until,
    "after 1996-02-28, Closing occurred": c.After,
}


@pytest.mark.parametrize("text", MODIFIERS)
def test_every_modifier_makes_a_node_of_its_own(text):
    """A modifier is never parsed and then ignored: the condition as meant has a node for it."""
    assert set(MODIFIERS.values()) == set(get_args(c.Modifier))
    made = contract_of(f"{NOUNS}Amendment takes effect when {text}\n").clauses["Amendment"].versions[0].condition
    assert made is not None
    names = {"Under": "UnderReading", "ForEach": "AllOf", "Until": "AnyOf", "After": "AnyOf"}
    assert type(made).__name__ == names.get(MODIFIERS[text].__name__, MODIFIERS[text].__name__)


@QUICK
@given(of_contract(trees.journal_file))
def test_every_journal_is_read_or_refused(tree):
    """Whatever can stand in a journal is a fact or a finding, and what is a fact can be evaluated."""
    contract = contract_of(NOUNS)
    facts, found = read_facts(tree, contract)
    if not any(finding.severity == "error" for finding in found):
        evaluate(contract, facts, facts.latest() or read_moment("1996-03-01", ""))


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)
def test_every_class_of_sentence_is_a_fact_or_is_refused(kind):
    """A dated sentence of each class leaves an entry or a finding."""
    example = {
        s.Acts: "Lender received Note",
        s.Happens: "Closing occurred",
        s.Totals: "total amount of Drawing is at least USD 5",
        s.Amended: "Note was amended",
        s.Restored: "Note was restored to its form of 1996-02-28",
        s.Waives: "Lender waived section 5",
        s.Judged: "Note is satisfactory to Lender",
        s.Stands: "Other Effect is in force",
        s.Truth: "Solvency is true",
        s.InForm: "Note is in its form of 1996-02-28",
        s.Exists: "Default exists",
        s.NoneExists: "no Default exists",
    }[kind]
    from assent.grammar.parser import parse_supposed

    tree = parse_supposed(f"1996-03-01 {example}").tree
    assert tree is not None and isinstance(tree.sentence, kind)
    facts, found = read_facts(j.JournalFile((tree,)), contract_of(NOUNS))
    assert bool(facts.entries) != bool(found)
    assert [finding.code for finding in found] == (["not-a-fact"] if kind in (s.Stands, s.InForm, s.Totals) else [])
