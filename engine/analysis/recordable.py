"""What could be recorded for a contract: the facts that its conditions ask for.

In comes a contract; out come sentences by section, as they would stand behind a date in a journal. Each of
them is read back as a fact of that contract. What is not said here: which of them are still missing
(engine.report.missing).
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from assent.engine.facts.wording import be, happening_sentence
from assent.engine.model import conditions as c
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, ParticularValue, Test, Total, beside
from assent.engine.model.nouns import Document, Event, Matter, Noun, Representation
from assent.grammar.values import Moment

_DEGREES = ("copy", "form")  # of these one does for another, or they say how a waiver was given
Merged = dict[Happening, dict[str, ParticularValue]]


@attrs.frozen
class Recordable:
    """A section, its heading, and the sentences that matter to it and to no section above."""

    section: str
    agreement: str
    heading: str
    sentences: tuple[str, ...]


def recordable(contract: Contract) -> tuple[Recordable, ...]:
    """Every sentence that could change an answer, in the order of the contract, each once."""
    merged = particulars_asked(contract)
    found: dict[tuple[str, str], list[str]] = {}
    told: set[str] = set()
    for where, condition in _placed(contract):
        for sentence in sentences(condition, contract, merged):
            if sentence not in told:
                told.add(sentence)
                found.setdefault(where, []).append(sentence)
    return tuple(
        Recordable(section, agreement, "" if agreement else contract.headings.get(section, ""), tuple(rows))
        for (section, agreement), rows in found.items()
    )


def _placed(contract: Contract) -> Iterator[tuple[tuple[str, str], c.Condition]]:
    """Every condition and every permitted act, with the section it stands in and the agreement of that section."""
    for clause in contract.clauses.values():
        for version in clause.versions:
            for asked in (version.condition, clause.act):
                for condition, _ in c.walk(asked) if asked is not None else ():
                    section = condition.place.section or version.section
                    yield (_top(section), condition.place.agreement or version.agreement), condition


def particulars_asked(contract: Contract) -> Merged:
    """For each happening what all conditions together ask of it, with the first value asked for."""
    merged: Merged = {}
    for _, condition in _placed(contract):
        if isinstance(condition, c.Happened) and isinstance(condition.happening, Total):
            _added(condition.happening, condition.tests[0], merged)
        elif isinstance(condition, c.Happened):
            stated = merged.setdefault(condition.happening, {})
            noun = contract.nouns.get(condition.happening.object)
            if isinstance(noun, Document) and noun.dated is not None:
                stated["dated"] = noun.dated
            for test in condition.tests:
                stated.setdefault(test.particular, _passing(test))
    return merged


def _added(total: Total, size: Test, merged: Merged) -> None:
    """What is asked of each thing that a total adds up: an amount, of the size that is asked about."""
    for addend in total.addends:
        stated = merged.setdefault(addend.happening, {})
        for test in addend.tests:
            stated.setdefault(test.particular, _passing(test))
        stated.setdefault(addend.particular, _passing(size))


def _passing(test: Test) -> ParticularValue:
    """The value that a test asks, or the next one that passes it: more than so much."""
    return next((value for value in (test.value, *beside((test.value,))) if test.passes(value)), test.value)


def _top(section: str) -> str:
    """`5(a)(iii)` stands in section 5."""
    return section.partition("(")[0]


def sentences(condition: c.Condition, contract: Contract, merged: Merged) -> Iterator[str]:
    """What a journal could record that this very condition would see."""
    match condition:
        case c.Happened(happening=Total(addends=addends)):
            for addend in addends:
                yield _happened(addend.happening, contract, merged, addend.tests)
        case c.Happened(happening=happening, tests=tests):
            yield _happened(happening, contract, merged, tests)
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


def _happened(happening: Happening, contract: Contract, merged: Merged, tests: Iterable[Test]) -> str:
    """A happening with all that any condition asks of it, in the order of its definition.

    Where one condition asks for it from one party and another from another, or on one date and on another, no single
    sentence answers both: then each has the values that its own condition asks.
    """
    noun = contract.nouns.get(happening.object)
    stated = dict(merged[happening])
    if any(_singles_out(test, stated) for test in tests):
        fixed = {"dated"} if isinstance(noun, Document) and noun.dated is not None else set()
        stated |= {test.particular: _passing(test) for test in tests if test.particular not in fixed}
    ranks = _ranks(noun)
    return happening_sentence(happening, sorted(stated.items(), key=lambda item: ranks.get(item[0], -1)))


def _singles_out(test: Test, stated: Mapping[str, ParticularValue]) -> bool:
    """Whether a test asks for another party, date or choice than a sentence states."""
    unlike = isinstance(test.value, str | Moment) and stated[test.particular] != test.value
    return unlike and test.relation == "is" and test.particular not in _DEGREES


def _stated(noun: Noun | None, contract: Contract) -> Iterator[str]:
    if isinstance(noun, Matter):
        yield f"{noun.name} {be(noun.name)} true"
        yield f"{noun.name} {be(noun.name)} untrue"
    elif isinstance(noun, Representation) and noun.name not in contract.clauses:
        yield f"{noun.name} {be(noun.name)} true"
        yield f"{noun.name} {be(noun.name)} true in all material respects"
        yield f"{noun.name} {be(noun.name)} untrue in a material respect"


def _ranks(noun: Noun | None) -> dict[str, int]:
    """The order in which the definition lists the particulars."""
    if not isinstance(noun, Document | Event):
        return {}
    return {particular.name: rank for rank, particular in enumerate(noun.particulars)}
