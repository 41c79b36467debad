"""Printing a tree and reading it again gives the same tree, whatever the tree."""

import types
from typing import Any, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assent.grammar import printer
from assent.grammar.formatter import format_contract, format_journal, format_scenarios
from assent.grammar.outline import read_outline
from assent.grammar.parser import (
    parse_contract,
    parse_journal,
    parse_scenarios,
    parse_supposed,
    parse_withdrawn,
)
from assent.grammar.syntax import conditions, contract, journal, names, scenarios, sentences
from tests.support import trees

MODULES = [names, sentences, conditions, contract, journal, scenarios]
WORKED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SHORT = settings(WORKED, max_examples=60)


def node_classes() -> set[type]:
    return {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and attrs.has(value) and value.__module__ == module.__name__
    }


def test_every_node_class_is_drawn():
    """A class that is added to the tree must be added to the strategies, and so to all laws below."""
    assert set(trees.STRATEGIES) == node_classes()


@pytest.mark.parametrize(
    "union",
    [
        *(
            sentences.Sentence,
            sentences.Detail,
            conditions.Condition,
            conditions.Modifier,
            contract.Attribute,
        ),
        *(contract.Statement, contract.Element, contract.Part, journal.JournalPart, scenarios.ScenarioLine),
        *(scenarios.ScenarioPart, names.When),
    ],
)
def test_every_member_of_a_union_is_drawn(union: types.UnionType):
    assert set(get_args(union)) <= set(trees.STRATEGIES)


@pytest.mark.parametrize("node", sorted(trees.STRATEGIES, key=str))
def test_strategies_draw_what_they_say(node):
    """The strategy of a class draws nodes of that class."""

    @settings(WORKED, max_examples=5)
    @given(trees.STRATEGIES[node])
    def check(drawn: Any) -> None:
        assert isinstance(drawn, node)

    check()


def same(parse, text: str, tree: object) -> None:
    parsed = parse(text, "")
    assert parsed.diagnostics == (), text
    assert parsed.tree == tree, text


@WORKED
@given(trees.contract_file)
def test_a_contract_reads_back(tree):
    """parse(print(contract)) == contract."""
    same(parse_contract, printer.print_contract(tree), tree)


@WORKED
@given(trees.journal_file)
def test_a_journal_reads_back(tree):
    """parse(print(journal)) == journal."""
    same(parse_journal, printer.print_journal(tree), tree)


@WORKED
@given(trees.scenario_file)
def test_scenarios_read_back(tree):
    """parse(print(scenarios)) == scenarios."""
    same(parse_scenarios, printer.print_scenarios(tree), tree)


@SHORT
@given(trees.fact)
def test_a_fact_reads_back_from_the_command_line(fact):
    """One sentence form: a line of a journal can be supposed as it stands."""
    same(parse_supposed, printer.print_fact(fact), fact)


@SHORT
@given(trees.withdrawn)
def test_a_withdrawal_reads_back_from_the_command_line(withdrawn):
    """One sentence form: what a journal says can be taken away, with its date or without."""
    same(parse_withdrawn, printer.print_withdrawn(withdrawn), withdrawn)


@SHORT
@given(trees.name, trees.condition)
def test_a_condition_reads_back_where_it_stands(name, condition):
    """The text of a condition is its text in a contract: below a marker it reads as the same condition."""
    item = conditions.Item("-", None, condition, nested=True)
    if isinstance(condition, conditions.Group) and condition.quantifier == conditions.Counted(""):
        item = attrs.evolve(item, nested=False)
    below = "\n".join("        " + line for line in printer.print_condition(condition).split("\n"))
    tree = contract.Clause("takes effect when", name, conditions.Group(conditions.Counted(""), (item,)))
    verb = "take" if printer.print_contract(contract.ContractFile((tree,))).find(" take effect") > 0 else "takes"
    text = f"{name.text} {verb} effect when\n    -\n{below}\n"
    same(parse_contract, text, contract.ContractFile((tree,)))


@st.composite
def commented(draw: st.DrawFn, text: str) -> str:
    """A text with comments and empty lines strewn over it."""
    written: list[str] = []
    for number, line in enumerate(text.split("\n")):
        written += [""] * draw(st.integers(0, 2))
        if draw(st.booleans()):
            indent = " " * draw(st.integers(0, 9))
            written.append(f"{indent}# alone {number}")
        written.append(f"{line}  # behind {number}" if line and draw(st.booleans()) else line)
    return "\n".join(written)


@pytest.mark.parametrize(
    ("drawn", "show", "layout"),
    [
        (trees.contract_file, printer.print_contract, format_contract),
        (trees.journal_file, printer.print_journal, format_journal),
        (trees.scenario_file, printer.print_scenarios, format_scenarios),
    ],
    ids=["contract", "journal", "scenarios"],
)
def test_formatting_twice_changes_nothing(drawn, show, layout):
    """The formatter is idempotent, and keeps all comments in their order, wherever they stand."""

    @SHORT
    @given(st.data())
    def check(data: st.DataObject) -> None:
        text = data.draw(commented(show(data.draw(drawn))))
        once = layout(text)
        assert layout(once) == once
        assert comments(once) == comments(text)

    check()


def comments(text: str) -> list[str]:
    return [comment.text for comment in read_outline(text, "").comments]
