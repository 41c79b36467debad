"""The order in which variables are made: what stands in for each other lies close together, and formulas stay small."""

from collections.abc import Collection, Iterator

from assent.engine.analysis.exact.polarity import Atom, atom_of
from assent.engine.analysis.exact.record_frame import RecordFrame
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening


def neighbours(contract: Contract, name: str, atoms: Collection[Atom]) -> Iterator[Atom]:
    """The atoms that a clause leans on, each followed by its alternatives, by theirs, and so on."""
    near: dict[Atom, list[Atom]] = {}
    for group in _alternatives(contract, name):
        asked = [atom for atom in group if atom in atoms]
        for atom in asked:
            near.setdefault(atom, []).extend(asked)
    seen: set[Atom] = set()
    for first in atoms:
        waiting = [first]
        while waiting:
            atom = waiting.pop()
            if atom not in seen:
                seen.add(atom)
                yield atom
                waiting += reversed(near.get(atom, []))


def ask_in_order(frame: RecordFrame, name: str, atoms: Collection[Atom]) -> None:
    """Ask a frame for all that a clause leans on, so that its variables are made in a good order."""
    for atom in neighbours(frame.contract, name, atoms):
        match atom.kind, atom.subject:
            case "happened", Happening() as happening:
                frame.pulse(happening, atom.tests)
            case "determined", Happening() as happening:
                frame.determined(happening)
            case "form", str(document) if atom.date is not None:
                frame.in_form(document, atom.date)
            case "state", str(state):
                frame.state(state)
            case "truth", str(subject):
                frame.truth(subject, material=atom.strong)


def _alternatives(contract: Contract, name: str) -> Iterator[list[Atom]]:
    """The atoms of each condition that can be met in several ways."""
    for reached in dict.fromkeys((name, *sorted(contract.structure.reaches[name]))):
        for version in contract.clauses[reached].versions:
            for condition, _ in m.walk(version.condition) if version.condition is not None else ():
                if isinstance(condition, m.AnyOf | m.AtLeast | m.Carried | m.Deemed):
                    yield [atom for part, _ in m.walk(condition) if (atom := atom_of(part)) is not None]
