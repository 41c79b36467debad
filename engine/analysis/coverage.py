"""The labelled conditions of a contract, and which of them scenarios show both met and not met."""

import attrs

from assent.engine.model.conditions import walk
from assent.engine.model.contract import Contract

Label = tuple[str, str]
"""A section and the agreement it belongs to, empty for the contract itself."""


def labels(contract: Contract) -> dict[Label, str]:
    """Every labelled condition of a contract with its heading, in the order of the contract."""
    found: dict[Label, str] = {}
    for _, version in contract.conditions():
        assert version.condition is not None
        for condition, _ in walk(version.condition):
            if condition.place.labelled:
                place = condition.place
                found.setdefault((place.section, place.agreement), place.heading or place.text)
    return found


def words_of(label: Label) -> str:
    """`5(c)`, or `5(a)(iii) of Real Estate Loan Amendment`."""
    section, agreement = label
    return f"{section} of {agreement}" if agreement else section


@attrs.frozen
class Covered:
    """A labelled condition, and whether some scenario shows it met and some scenario not met."""

    label: str
    heading: str
    met: bool
    unmet: bool


def coverage(contract: Contract, seen: frozenset[tuple[Label, bool]]) -> tuple[Covered, ...]:
    """For each labelled condition of a contract, what the scenarios show of it."""
    return tuple(
        Covered(words_of(label), heading, (label, True) in seen, (label, False) in seen)
        for label, heading in labels(contract).items()
    )
