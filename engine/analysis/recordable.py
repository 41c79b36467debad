"""What could be recorded for a contract: the facts that its conditions ask for.

In comes a contract; out come sentences by section, as they would stand behind a date in a journal. Each of
them is read back as a fact of that contract. What is not said here: which of them are still missing
(engine.report.missing).
"""

from collections.abc import Iterable, Iterator

import attrs

from assent.engine.facts.wording import happening_sentence
from assent.engine.model import conditions as c
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, ParticularValue, Test
from assent.engine.model.nouns import Document, Event, Matter, Noun, Representation


@attrs.frozen
class Recordable:
    """A section, its heading, and the sentences that matter to it and to no section above."""

    section: str
    agreement: str
    heading: str
    sentences: tuple[str, ...]


def recordable(contract: Contract) -> tuple[Recordable, ...]:
    """Every sentence that could change an answer, in the order of the contract, each once."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    headings: dict[tuple[str, str], str] = {}
    told: set[str] = set()
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, _ in c.walk(version.condition):
            place = condition.place
            where = _top(place.section or version.section), place.agreement or version.agreement
            headings.setdefault(where, contract.headings.get(where[0], "") if not where[1] else "")
            for sentence in sentences(condition, contract):
                if sentence not in told:
                    told.add(sentence)
                    found.setdefault(where, {})[sentence] = None
    return tuple(
        Recordable(section, agreement, headings[section, agreement], tuple(rows))
        for (section, agreement), rows in found.items()
    )


def _top(section: str) -> str:
    """`5(a)(iii)` stands in section 5."""
    return section.partition("(")[0]


def sentences(condition: c.Condition, contract: Contract) -> Iterator[str]:
    """What a journal could record that this very condition would see."""
    match condition:
        case c.Happened(happening=happening, tests=tests):
            yield _happened(happening, tests, contract.nouns.get(happening.object))
        case c.Determined(happening=happening):
            yield happening_sentence(happening)
            yield happening_sentence(happening, negated=True)
        case c.InForm(document=document, date=date):
            yield happening_sentence(Happening("amended", "", document))
            yield happening_sentence(Happening("restored", "", document), [("form", date)])
        case c.StateHolds(state=state) | c.StateOccurred(state=state):
            yield f"no {state} exists"
            yield f"no {state} has occurred"
            yield f"{state} began"
            yield f"{state} ended"
        case c.Stated(subject=subject):
            yield from _stated(contract.nouns.get(subject), contract)
        case _:
            return


def _stated(noun: Noun | None, contract: Contract) -> Iterator[str]:
    if isinstance(noun, Matter):
        yield f"{noun.name} is true"
        yield f"{noun.name} is untrue"
    elif isinstance(noun, Representation) and noun.name not in contract.clauses:
        yield f"{noun.name} is true"
        yield f"{noun.name} is true in all material respects"
        yield f"{noun.name} is untrue in a material respect"


def _happened(happening: Happening, tests: Iterable[Test], noun: Noun | None) -> str:
    """A happening as the condition would have it, with the particulars it asks for."""
    stated: dict[str, ParticularValue] = {}
    for test in tests:
        stated[test.particular] = test.value
    if isinstance(noun, Document) and noun.dated is not None:
        stated["dated"] = noun.dated
    if isinstance(noun, Document | Event):
        ranks = {particular.name: rank for rank, particular in enumerate(noun.particulars)}
        stated = dict(sorted(stated.items(), key=lambda item: ranks.get(item[0], -1)))
    return happening_sentence(happening, stated.items())
