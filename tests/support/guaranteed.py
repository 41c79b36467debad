"""Contracts drawn at random, each with a guarantee made of what its own clauses and sentences speak of."""

from hypothesis import strategies as st

from assent.engine.model.contract import Contract
from assent.grammar.parser import parse_contract
from tests.support.contracts import contract_of, resolved
from tests.support.encodings import encodings, sentences

_STANDINGS = {
    "effect": "effective",
    "force": "in force",
    "set": "complete",
    "duty": "required",
    "permission": "covered",
    "representation": "true",
    "obligation": "performed",
    "prohibition": "breached",
}
_NO_CONDITIONS = ("began", "ended", "restored", "did not", "waived")


@st.composite
def guaranteed(draw: st.DrawFn, most_clauses: int = 3) -> str:
    """The text of a contract with one guarantee: `A`, `A or B`, most often `A only if B`."""
    text = draw(encodings(most_clauses))
    said = [one for one in conditions(contract_of(text)) if _resolves(stated(text, one))]
    first, second = draw(st.sampled_from(said)), draw(st.sampled_from(said))
    shapes = (f"{first} only if {second}", f"{first} only if {second}", first, f"{first} or {second}")
    condition = draw(st.sampled_from(shapes))
    return stated(text, condition if _resolves(stated(text, condition)) else first)


def stated(text: str, condition: str) -> str:
    """A contract with a guarantee more."""
    return f'{text}guarantee "drawn" always {condition}\n'


def conditions(contract: Contract) -> list[str]:
    """Conditions of one line: each clause holding and not, and every sentence that could be a condition."""
    found: list[str] = []
    for name, clause in contract.clauses.items():
        be = "are" if name == "Deliveries" else "is"
        if clause.kind == "breach":
            continue
        if clause.kind == "state":
            found += [f"no {name} exists", f"{name} has occurred"]
        else:
            found.append(f"{name} {be} {_STANDINGS[clause.kind]}")
            found += [f"{name} {be} not {_STANDINGS[clause.kind]}"] if clause.kind != "representation" else []
    return found + [one for one in sentences(contract) if not any(word in one for word in _NO_CONDITIONS)]


def _resolves(text: str) -> bool:
    return not parse_contract(text, "test.assent").diagnostics and resolved(text)[0] is not None
