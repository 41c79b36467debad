"""What cannot be meant: read off a contract as it is meant, without any journal.

Each finding is a warning: the contract can be used, and something in it says nothing, or cannot be.
"""

from collections.abc import Iterator
from itertools import combinations

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract, Version
from assent.grammar.diagnostics import Diagnostic, Related
from assent.grammar.spans import Span
from assent.grammar.values import Moment


def unsound(contract: Contract) -> tuple[Diagnostic, ...]:
    """Deadlines before the contract's own date, texts without an order, readings that nothing tells apart."""
    return (*_early(contract), *_rivals(contract), *_alike(contract))


def warning(contract: Contract, code: str, span: Span, section: str, *related: Related, **words: str) -> Diagnostic:
    """A warning about a place in a section of a contract."""
    number = section.partition("(")[0]
    heading = contract.headings.get(number, "")
    said = f'section {section} "{heading}"' if heading else f"section {section}" if section else ""
    return Diagnostic(code, span, words, (), related, section=said, severity="warning")


# --- deadlines ---------------------------------------------------------------------------------------------


def _early(contract: Contract) -> Iterator[Diagnostic]:
    """Deadlines before the date that the contract bears."""
    dated = contract.document.dated
    if dated is None:
        return
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, _ in m.walk(version.condition):
            if isinstance(condition, m.ByDate) and _before(condition.deadline, dated):
                yield _early_at(contract, condition.place.span, condition.place.section, condition.deadline)
    for clause in contract.clauses.values():
        if clause.lapses is not None and _before(clause.lapses, dated):
            yield _early_at(contract, clause.span, clause.section, clause.lapses)


def _early_at(contract: Contract, span: Span, section: str, deadline: Moment) -> Diagnostic:
    dated = str(contract.document.dated)
    return warning(contract, "early-deadline", span, section, name=contract.name, deadline=str(deadline), dated=dated)


def _before(moment: Moment, other: Moment) -> bool:
    """Whether a whole day, whatever its zone, lies between two moments."""
    return moment.day < other.day


# --- texts that an effect supplies ---------------------------------------------------------------------------


def _rivals(contract: Contract) -> Iterator[Diagnostic]:
    """Two texts of one clause that one effect supplies: the earlier one never governs (S9)."""
    for clause in contract.clauses.values():
        supplied = [version for version in clause.versions if version.supplied_by]
        for one, other in combinations(supplied, 2):
            if one.supplied_by == other.supplied_by:
                yield _rival(contract, clause, one, other)


def _rival(contract: Contract, clause: Clause, one: Version, other: Version) -> Diagnostic:
    beside = Related(one.span, "the other text")
    words = {"name": clause.name, "effect": one.supplied_by}
    return warning(contract, "rival-texts", other.span, other.section, beside, **words)


# --- readings ------------------------------------------------------------------------------------------------


def _alike(contract: Contract) -> Iterator[Diagnostic]:
    """Alternatives of a question that no condition names, where there are several."""
    named = {name for clause in contract.clauses.values() for name in named_in(clause)}
    named |= {name for guarantee in contract.guarantees for name in _under(guarantee.condition)}
    for question in contract.questions.values():
        unnamed = [one.name for one in question.alternatives if one.name not in named]
        if 1 < len(unnamed) < len(question.alternatives):
            first, *others = sorted(unnamed, key=lambda name: name != question.default)
            for other in others:
                yield warning(
                    contract, "alike-readings", question.span, "", question=question.name, first=first, second=other
                )


def named_in(clause: Clause) -> Iterator[str]:
    """The alternatives that a clause names."""
    yield from (relation.alternative for relation in clause.relations_back)
    for version in clause.versions:
        if version.condition is not None:
            yield from _under(version.condition)


def _under(condition: m.Condition) -> Iterator[str]:
    return (inner.alternative for inner, _ in m.walk(condition) if isinstance(inner, m.UnderReading))
