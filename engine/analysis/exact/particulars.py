"""What tests on particulars have to do with each other: whether some imply others, or exclude them."""

from collections.abc import Iterator

from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, ParticularValue, Test
from assent.engine.model.nouns import Document, Event, Party
from assent.grammar.values import Moment, Money, Percent

Tests = tuple[Test, ...]
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
    """Values enough to tell all tests of a particular apart, each once."""
    found: list[ParticularValue] = []
    for value in _values(contract, happening, particular, tests):
        if value not in found:
            found.append(value)
    return found


def _of(particular: str, tests: Tests) -> Tests:
    return tuple(test for test in tests if test.particular == particular)


def _pass(value: ParticularValue, tests: Tests) -> bool:
    return all(test.passes(value) for test in tests)


def _values(contract: Contract, happening: Happening, particular: str, tests: Tests) -> Iterator[ParticularValue]:
    """Values enough to tell all tests of a particular apart: those that are asked first."""
    asked = [test.value for test in _of(particular, tests)]
    yield from asked
    if particular == "copy":
        yield from _COPIES
        return
    noun = contract.nouns.get(happening.object)
    declared = noun.particulars if isinstance(noun, Document | Event) else ()
    choices = next((one.choices for one in declared if one.name == particular), ())
    if choices:
        yield from choices
        return
    for value in asked:
        yield from _neighbours(value, contract)


def _neighbours(value: ParticularValue, contract: Contract) -> Iterator[ParticularValue]:
    """The values next to one; a party has the other parties beside it."""
    match value:
        case Money(currency, hundredths):
            yield Money(currency, hundredths + 1)
            if hundredths:
                yield Money(currency, hundredths - 1)
        case Percent(share):
            yield Percent(share + 1)
            yield Percent(share - 1)
        case Moment(day):
            yield Moment(day.fromordinal(day.toordinal() + 1))
            yield Moment(day.fromordinal(day.toordinal() - 1))
        case int():
            yield value + 1
            yield value - 1
        case str():
            yield from (noun.name for noun in contract.nouns.values() if isinstance(noun, Party) and noun.name != value)
