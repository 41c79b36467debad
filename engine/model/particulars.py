"""The values of a particular that matter: enough of them to tell all tests apart that are put to it."""

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase

from assent.engine.model.happenings import ENCLOSED, Happening, ParticularValue, Test, beside
from assent.engine.model.nouns import Document, Event, Noun, Party
from assent.grammar.values import Money

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
    yield from beside(asked)
    if particular == ENCLOSED:
        yield from (one.name for one in nouns.values() if isinstance(one, Document) and one.name not in asked)
        return
    for name in [value for value in asked if isinstance(value, str)]:
        yield from (noun.name for noun in nouns.values() if isinstance(noun, Party) and noun.name != name)
    if strangers and any(isinstance(value, str) for value in asked):
        yield STRANGER
    currencies = [value.currency for value in asked if isinstance(value, Money)]
    if currencies:
        yield Money(next(one for one in _currencies() if one not in currencies), 100)


def _currencies() -> Iterator[str]:
    """Currencies, well-known ones first."""
    yield from ("USD", "EUR", "GBP", "JPY", "CHF")
    yield from (f"X{first}{second}" for first in ascii_uppercase for second in ascii_uppercase)
