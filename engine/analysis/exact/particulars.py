"""What tests on particulars have to do with each other: whether some imply others, or exclude them."""

from collections.abc import Collection, Iterable
from itertools import product
from math import prod

import attrs

from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, ParticularValue, Test
from assent.engine.model.particulars import candidates, values_of

Tests = tuple[Test, ...]
_MOST_OUTCOMES = 500


def implies(contract: Contract, happening: Happening, tests: Tests, others: Tests) -> bool:
    """Whether whatever passes some tests passes the others as well."""
    for particular in {test.particular for test in others if not test.passes_any}:
        asked = _of(particular, others)
        given = _of(particular, tests)
        if not given or not all(
            _pass(value, asked)
            for value in candidates(contract.nouns, happening, particular, tests + others)
            if _pass(value, given)
        ):
            return False
    return True


def compatible(contract: Contract, happening: Happening, tests: Tests) -> bool:
    """Whether one happening can pass all of some tests."""
    return all(
        any(_pass(value, _of(particular, tests)) for value in candidates(contract.nouns, happening, particular, tests))
        for particular in {test.particular for test in tests}
    )


def example(contract: Contract, happening: Happening, tests: Tests) -> dict[str, ParticularValue]:
    """Particulars that pass some tests which are compatible: the value that is asked, where one is."""
    found: dict[str, ParticularValue] = {}
    for particular in dict.fromkeys(test.particular for test in tests):
        asked = _of(particular, tests)
        found[particular] = next(v for v in candidates(contract.nouns, happening, particular, tests) if _pass(v, asked))
    return found


@attrs.frozen
class Outcome:
    """One way in which a happening can turn out: some particulars, and which of several lists of tests they pass."""

    stated: tuple[tuple[str, ParticularValue], ...]
    passed: frozenset[Tests]


def outcomes(contract: Contract, happening: Happening, asked: Collection[Tests]) -> list[Outcome]:
    """The outcomes of something that can happen again, without those that several others make up together."""
    tests = tuple(dict.fromkeys(test for one in asked for test in one))
    names = list(dict.fromkeys(test.particular for test in tests))
    choices = [values_of(contract.nouns, happening, name, tests) for name in names]
    if prod(map(len, choices)) > _MOST_OUTCOMES:
        return [_weakest(contract, happening, one, asked) for one in asked if compatible(contract, happening, one)]
    found: dict[frozenset[Tests], Outcome] = {}
    for values in product(*choices):
        stated = dict(zip(names, values, strict=True))
        passed = frozenset(one for one in asked if all(test.passes(stated[test.particular]) for test in one))
        found.setdefault(passed, Outcome(tuple(stated.items()), passed))
    return [one for passed, one in found.items() if passed != _together(other for other in found if other < passed)]


def ways_of(contract: Contract, happening: Happening, asked: Collection[Tests]) -> frozenset[frozenset[Tests]]:
    """The lists of tests that one happening can pass together, each way in which it can turn out."""
    tests = tuple(dict.fromkeys(test for one in asked for test in one))
    names = list(dict.fromkeys(test.particular for test in tests))
    choices = [values_of(contract.nouns, happening, name, tests) for name in names]
    return frozenset(
        frozenset(one for one in asked if all(test.passes(stated[test.particular]) for test in one))
        for values in product(*choices)
        for stated in (dict(zip(names, values, strict=True)),)
    )


def _weakest(contract: Contract, happening: Happening, tests: Tests, asked: Collection[Tests]) -> Outcome:
    """What passes some tests passes those that they imply; whether it passes others is left out."""
    passed = frozenset(one for one in asked if implies(contract, happening, tests, one))
    return Outcome(tuple(example(contract, happening, tests).items()), passed | {tests})


def _together(sets: Iterable[frozenset[Tests]]) -> frozenset[Tests]:
    return frozenset().union(*sets)


def _of(particular: str, tests: Tests) -> Tests:
    return tuple(test for test in tests if test.particular == particular)


def _pass(value: ParticularValue, tests: Tests) -> bool:
    return all(test.passes(value) for test in tests)
