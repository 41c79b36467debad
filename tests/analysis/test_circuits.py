"""Circuits mean what their formulas mean: every question about one is answered as its truth table answers it."""

import itertools
from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from assent.engine.analysis.exact.circuits import Circuits, Literal
from assent.engine.analysis.exact.valuation import leaner

NAMES = "abcd"
ROWS: list[dict[Hashable, bool]] = [
    dict(zip(NAMES, row, strict=True)) for row in itertools.product((False, True), repeat=len(NAMES))
]

Tree = str | bool | tuple[str, "Tree", "Tree"] | tuple[str, "Tree"]

trees: st.SearchStrategy[Tree] = st.recursive(
    st.sampled_from(NAMES) | st.booleans(),
    lambda inner: st.tuples(st.sampled_from(["and", "or"]), inner, inner) | st.tuples(st.just("not"), inner),
    max_leaves=20,
)


def built(circuits: Circuits, tree: Tree) -> Literal:
    """A tree as a circuit."""
    match tree:
        case bool():
            return circuits.true if tree else circuits.false
        case str():
            return circuits.variable(tree)
        case ("not", inner):
            return ~built(circuits, inner)
        case (word, one, other):
            first, second = built(circuits, one), built(circuits, other)
            return first & second if word == "and" else first | second
    raise AssertionError(tree)


def value(tree: Tree, row: dict[Hashable, bool]) -> bool:
    """The value of a tree in one row of its truth table."""
    match tree:
        case bool():
            return tree
        case str():
            return row[tree]
        case ("not", inner):
            return not value(inner, row)
        case (word, one, other):
            both = (value(one, row), value(other, row))
            return all(both) if word == "and" else any(both)
    raise AssertionError(tree)


def table(tree: Tree) -> list[bool]:
    return [value(tree, row) for row in ROWS]


@given(trees)
def test_the_value_in_each_row_is_that_of_the_formula(tree):
    circuits = Circuits()
    formula = built(circuits, tree)
    assert [circuits.value(formula, row) for row in ROWS] == table(tree)


@given(trees)
def test_a_model_is_a_row_in_which_it_is_true_and_there_is_one_unless_it_is_never_true(tree):
    circuits = Circuits()
    model = circuits.model(built(circuits, tree))
    assert (model is None) == (not any(table(tree)))
    if model is not None:
        assert value(tree, {name: model.get(name, False) for name in NAMES})


@given(trees, trees)
def test_a_model_of_two_is_a_row_in_which_both_are_true(one, other):
    """One solver is asked again and again: what it was told of the first question is no part of the second."""
    circuits = Circuits()
    first, second = built(circuits, one), built(circuits, other)
    assert (circuits.model(first) is None) == (not any(table(one)))
    both = any(a and b for a, b in zip(table(one), table(other), strict=True))
    assert (circuits.model(first, second) is None) == (not both)
    assert (circuits.model(second) is None) == (not any(table(other)))


@given(trees, trees)
def test_two_are_equal_when_their_tables_are(one, other):
    circuits = Circuits()
    pair = built(circuits, one), built(circuits, other)
    assert circuits.all_equal([pair]) == (table(one) == table(other))


@given(trees, st.dictionaries(st.sampled_from(NAMES), st.booleans()))
def test_values_put_in_leave_the_table_of_the_other_variables(tree, values):
    circuits = Circuits()
    formula = circuits.substituted(built(circuits, tree), values)
    assert [circuits.value(formula, row) for row in ROWS] == [value(tree, {**row, **values}) for row in ROWS]


@given(trees)
def test_what_pulls_one_way_never_pulls_the_other(tree):
    """Raising a variable that stands nowhere behind a negation never lowers the formula, and the other way about."""
    circuits = Circuits()
    formula = built(circuits, tree)
    pulls = circuits.polarities(formula)
    for name in NAMES:
        low = [circuits.value(formula, {**row, name: False}) for row in ROWS]
        high = [circuits.value(formula, {**row, name: True}) for row in ROWS]
        ways = pulls.get(name, set())
        assert True in ways or all(a >= b for a, b in zip(low, high, strict=True))
        assert False in ways or all(a <= b for a, b in zip(low, high, strict=True))


def test_equal_gates_are_one_gate():
    circuits = Circuits()
    a, b = circuits.variable("a"), circuits.variable("b")
    assert (a & b) is (b & a)
    assert ~(~a | ~b) is (a & b)
    assert (a & ~a) is circuits.false
    assert (a | ~a) is circuits.true


def test_gates_upon_gates_beyond_the_depth_of_recursion():
    """A circuit of 20,000 levels is asked, put in and evaluated without recursion."""
    circuits = Circuits()
    names = [circuits.variable(number) for number in range(20_000)]
    chain = circuits.true
    for number, name in enumerate(names):
        chain = chain & name if number % 2 else chain | name
    assert circuits.model(chain) is not None
    assert circuits.value(circuits.substituted(chain, {19_999: False}), {}) is False


@given(trees, st.sampled_from(ROWS), st.permutations(NAMES))
def test_leaner_values_are_needed_one_by_one(tree, row, names):
    """What is made false leaves the formula true; what is left true, tried in this order, could not be made false."""
    circuits = Circuits()
    formula = built(circuits, tree)
    if not value(tree, row):
        return
    lean = leaner(circuits, formula, row, names)
    assert value(tree, lean)
    assert all(row[name] or not lean[name] for name in NAMES), "made true"
    tried = dict(row)
    for name in names:
        without = {**tried, name: False}
        tried = without if value(tree, without) else tried
    assert lean == tried
