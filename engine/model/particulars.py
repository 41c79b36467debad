"""The values of a particular that matter: enough of them to tell all tests apart that are put to it."""

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase

from assent.engine.model.happenings import Happening, ParticularValue, Test
from assent.engine.model.nouns import Document, Event, Noun, Party
from assent.grammar.values import Moment, Money, Percent

Nouns = Mapping[str, Noun]
STRANGER = ""  # somebody whom the contract does not name: no journal can tell of it, but it may be so
_WAIVERS = ("in writing", "orally")
_COPIES = ("a copy", "a true and complete copy", "an original")


def values_of(
    nouns: Nouns, happening: Happening, particular: str, tests: Iterable[Test], *, strangers: bool = False
) -> list[ParticularValue]:
    """Values enough to tell all tests of a particular apart: one for each way in which they can turn out."""
    asked = [test for test in tests if test.particular == particular]
    found: dict[tuple[bool, ...], ParticularValue] = {}
    for value in candidates(nouns, happening, particular, asked, strangers=strangers):
        found.setdefault(tuple(test.passes(value) for test in asked), value)
    return list(found.values())


def candidates(
    nouns: Nouns, happening: Happening, particular: str, tests: Iterable[Test], *, strangers: bool = False
) -> Iterator[ParticularValue]:
    """Values that may tell tests of a particular apart: those that are asked first, then the others and those beside.

    Among parties, with `strangers`, somebody whom the contract does not name as well.
    """
    noun = nouns.get(happening.object)
    if particular == "dated" and isinstance(noun, Document) and noun.dated is not None:
        yield noun.dated
        return
    asked = [test.value for test in tests if test.particular == particular]
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
        yield from _neighbours(value, nouns)
    if strangers and any(isinstance(value, str) for value in asked):
        yield STRANGER
    currencies = [value.currency for value in asked if isinstance(value, Money)]
    if currencies:
        yield Money(next(one for one in _currencies() if one not in currencies), 100)


def _currencies() -> Iterator[str]:
    """Currencies, well-known ones first."""
    yield from ("USD", "EUR", "GBP", "JPY", "CHF")
    yield from (f"X{first}{second}" for first in ascii_uppercase for second in ascii_uppercase)


def _neighbours(value: ParticularValue, nouns: Nouns) -> Iterator[ParticularValue]:
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
            yield from (noun.name for noun in nouns.values() if isinstance(noun, Party) and noun.name != value)
