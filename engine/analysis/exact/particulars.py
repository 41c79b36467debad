"""What tests on particulars have to do with each other: whether some imply others, or exclude them."""

from collections.abc import Collection, Iterable, Iterator
from itertools import product
from math import prod
from string import ascii_uppercase

import attrs

from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, ParticularValue, Test
from assent.engine.model.nouns import Document, Event, Party
from assent.grammar.values import Moment, Money, Percent

Tests = tuple[Test, ...]
_WAIVERS = ("in writing", "orally")
_MOST_OUTCOMES = 500
_COPIES = ("a copy", "a true and complete copy", "an original")


def implies(contract: Contract, happening: Happening, tests: Tests, others: Tests) -> bool:
    """Whether whatever passes some tests passes the others as well."""
    for particular in {test.particular for test in others}:
        asked = _of(particular, others)
        given = _of(particular, tests)
        if not given or not all(
            _pass(value, asked)
            for value in _values(contract, happening, particular, tests + others)
            if _pass(value, given)
        ):
            return False
    return True


def compatible(contract: Contract, happening: Happening, tests: Tests) -> bool:
    """Whether one happening can pass all of some tests."""
    return all(
        any(_pass(value, _of(particular, tests)) for value in _values(contract, happening, particular, tests))
        for particular in {test.particular for test in tests}
    )


def example(contract: Contract, happening: Happening, tests: Tests) -> dict[str, ParticularValue]:
    """Particulars that pass some tests which are compatible: the value that is asked, where one is."""
    found: dict[str, ParticularValue] = {}
    for particular in dict.fromkeys(test.particular for test in tests):
        asked = _of(particular, tests)
        found[particular] = next(v for v in _values(contract, happening, particular, tests) if _pass(v, asked))
    return found


def values_of(contract: Contract, happening: Happening, particular: str, tests: Tests) -> list[ParticularValue]:
    """Values enough to tell all tests of a particular apart: one for each way in which they can turn out."""
    asked = _of(particular, tests)
    found: dict[tuple[bool, ...], ParticularValue] = {}
    for value in _values(contract, happening, particular, tests):
        found.setdefault(tuple(test.passes(value) for test in asked), value)
    return list(found.values())


@attrs.frozen
class Outcome:
    """One way in which a happening can turn out: some particulars, and which of several lists of tests they pass."""

    stated: tuple[tuple[str, ParticularValue], ...]
    passed: frozenset[Tests]


def outcomes(contract: Contract, happening: Happening, asked: Collection[Tests]) -> list[Outcome]:
    """The outcomes of something that can happen again, without those that several others make up together."""
    tests = tuple(dict.fromkeys(test for one in asked for test in one))
    names = list(dict.fromkeys(test.particular for test in tests))
    choices = [values_of(contract, happening, name, tests) for name in names]
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
    choices = [values_of(contract, happening, name, tests) for name in names]
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


def _values(contract: Contract, happening: Happening, particular: str, tests: Tests) -> Iterator[ParticularValue]:
    """Values enough to tell all tests of a particular apart: those that are asked first."""
    noun = contract.nouns.get(happening.object)
    if particular == "dated" and isinstance(noun, Document) and noun.dated is not None:
        yield noun.dated
        return
    asked = [test.value for test in _of(particular, tests)]
    yield from asked
    if particular == "copy" or happening.verb == "waived":
        yield from _COPIES if particular == "copy" else _WAIVERS
        return
    declared = noun.particulars if isinstance(noun, Document | Event) else ()
    choices = next((one.choices for one in declared if one.name == particular), ())
    if choices:
        yield from choices
        return
    for value in asked:
        yield from _neighbours(value, contract)
    currencies = [value.currency for value in asked if isinstance(value, Money)]
    if currencies:
        yield Money(next(one for one in _currencies() if one not in currencies), 100)


def _currencies() -> Iterator[str]:
    """Currencies, well-known ones first."""
    yield from ("USD", "EUR", "GBP", "JPY", "CHF")
    yield from (f"X{first}{second}" for first in ascii_uppercase for second in ascii_uppercase)


def _neighbours(value: ParticularValue, contract: Contract) -> Iterator[ParticularValue]:
    """The values next to one; a party has the other parties beside it."""
    match value:
        case Money(currency, hundredths):
            yield Money(currency, hundredths + 1)
            if hundredths:
                yield Money(currency, hundredths - 1)
        case Percent(share):
            yield Percent(share + 1)
            if share >= 1:
                yield Percent(share - 1)
        case Moment(day):
            yield Moment(day.fromordinal(day.toordinal() + 1))
            yield Moment(day.fromordinal(day.toordinal() - 1))
        case int():
            yield value + 1
            if value:
                yield value - 1
        case str():
            yield from (noun.name for noun in contract.nouns.values() if isinstance(noun, Party) and noun.name != value)
