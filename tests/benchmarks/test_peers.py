"""What benchmarks/peers compares is the same question: a rule set means the same however it is written down."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers import rules as r
from benchmarks.peers.by_assent import Compiled, Evaluated
from benchmarks.peers.by_python import Python
from benchmarks.peers.drawn import assignments, drawn
from benchmarks.peers.lexington import lexington
from benchmarks.peers.registry import NAMES, peer

FACTS = 4
_LEAVES = st.integers(0, FACTS - 1).map(lambda number: ["fact", number])


def _inner(parts):
    lists = st.lists(parts, min_size=1, max_size=3)
    counted = lists.flatmap(lambda ps: st.integers(1, len(ps)).map(lambda count: ["least", count, ps]))
    listed = st.tuples(st.sampled_from(["all", "any"]), lists).map(list)
    return listed | counted | parts.map(lambda part: ["not", part])


TREES = st.recursive(_LEAVES, _inner, max_leaves=8)


@given(TREES)
def test_a_tree_means_the_same_with_its_nots_pushed_down_and_its_lists_joined(tree):
    """By the strong tables, on every combination of met, unmet and unknown."""
    for facts in product((r.UNMET, r.UNKNOWN, r.MET), repeat=FACTS):
        said = r.judged(tree, facts)
        assert r.judged(r.pushed(tree), facts) == said
        assert r.judged(r.plain(tree), facts) == said


def test_the_strong_tables():
    """Kleene's: all is the least, any the most, not turns about, at least counts what is surely and may be met."""
    three, facts = [["fact", number] for number in range(3)], (r.MET, r.UNKNOWN, r.UNMET)
    assert r.judged(["all", three], facts) == r.NO
    assert r.judged(["any", three], facts) == r.YES
    assert [r.judged(["least", count, three], facts) for count in (1, 2, 3)] == [r.YES, r.UNKNOWN, r.NO]
    assert [r.judged(["not", fact], facts) for fact in three] == [r.NO, r.UNKNOWN, r.YES]


@pytest.mark.parametrize("rules", [lexington(), drawn(80)], ids=["lexington", "drawn"])
@pytest.mark.parametrize("kind", [Compiled, Evaluated, Python], ids=["compiled", "evaluate", "python"])
def test_assent_says_what_the_tables_say(rules, kind):
    """A rule set as a contract has the verdicts of the rule set, a third of them yes, no and unknown each."""
    judge = kind().load(kind().encode(rules))
    facts = assignments(rules, 30)
    said = [r.judged(rules.tree, one) for one in facts]
    assert {verdict: said.count(verdict) for verdict in (r.NO, r.UNKNOWN, r.YES)} == {
        r.NO: 10,
        r.UNKNOWN: 10,
        r.YES: 10,
    }
    assert [judge.verdict(judge.given(one)) for one in facts] == said
    assert [int(verdict) for verdict in judge.many(judge.rows(facts))] == said


def test_sizes_are_what_they_are_called():
    """A rule set that is drawn has about as many conditions as were asked for."""
    assert [300 <= r.size(drawn(300).tree) < 330, 3000 <= r.size(drawn(3000).tree) < 3030] == [True, True]


@pytest.mark.parametrize("name", NAMES)
def test_an_engine_that_is_not_installed_is_left_out(name):
    """Its version says so; nothing is imported to find its encoding, which any machine can write."""
    assert isinstance(peer(name).version(), str)
    assert peer(name).encode(drawn(40))
