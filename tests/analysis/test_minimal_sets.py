"""The minimal sets of a formula that no variable hurts, against every subset of its variables."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assent.engine.analysis.exact.formulas import Formulas
from assent.engine.analysis.exact.minimal_sets import MinimalSets

NAMES = "abcdef"
ways = st.lists(st.frozensets(st.sampled_from(NAMES), max_size=4), max_size=6)


def formula(formulas, some):
    """True where all of one of some sets are."""
    return formulas.any_of(formulas.all_of(formulas.variable(name) for name in sorted(one)) for one in some)


def minimal(some):
    """The sets of which no other one is a part."""
    return {one for one in some if not any(other < one for other in some)}


@given(ways, st.permutations(NAMES))
def test_the_sets_are_complete_minimal_and_counted(some, order):
    """Each set makes the formula true, no proper part does, none is missing, in whatever order variables stand."""
    formulas = Formulas()
    for name in order:
        formulas.variable(name)
    target = formula(formulas, some)
    sets = MinimalSets(formulas)
    family = sets.of(target)
    found = list(sets.lightest_first(family))
    subsets = [frozenset(one) for size in range(len(NAMES) + 1) for one in combinations(NAMES, size)]
    enough = [one for one in subsets if formulas.value(target, dict.fromkeys(one, True))]
    assert len(found) == len(set(found)) == sets.size(family)
    assert set(found) == minimal(enough)
    assert [len(one) for one in found] == sorted(len(one) for one in found)


@given(ways, ways)
def test_sets_that_contain_none_of_others(some, others):
    """Of one family those sets are left that contain no set of the other."""
    formulas = Formulas()
    sets = MinimalSets(formulas)
    one, other = sets.of(formula(formulas, some)), sets.of(formula(formulas, others))
    left = set(sets.lightest_first(sets.not_containing(one, other)))
    assert left == {way for way in minimal(some) if not any(barred <= way for barred in others)}


@given(ways)
def test_what_every_set_contains(some):
    """The variables that stand in each of the minimal sets."""
    formulas = Formulas()
    sets = MinimalSets(formulas)
    family = sets.of(formula(formulas, some))
    found = minimal(some)
    if found:
        assert sets.common(family) == frozenset.intersection(*found)


def test_more_sets_than_could_be_listed_are_counted():
    """Forty choices of two make 2 to the 40th sets; the first of them come at once."""
    formulas = Formulas()
    choices = [formulas.variable(("a", n)) | formulas.variable(("b", n)) for n in range(40)]
    sets = MinimalSets(formulas)
    family = sets.of(formulas.all_of(choices))
    assert sets.size(family) == 2**40
    assert len(next(sets.lightest_first(family))) == 40
