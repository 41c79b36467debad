"""Contracts changed at random, as a counterparty changes them: a word taken out, moved, or put in another's place.

`changed` gives every tree that differs from one by a single change; many of them are no contracts, and are passed over.
`doubled` says everything twice: other words, the same meaning.
"""

from collections.abc import Iterator
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from assent.grammar.parser import parse_contract
from assent.grammar.printer import print_contract
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import WrittenMoment
from assent.grammar.values import Money
from tests.support.contracts import resolved
from tests.support.deletions import deletions
from tests.support.drawn_contracts import contract_trees
from tests.support.journals import day


def changed(tree: k.ContractFile) -> list[k.ContractFile]:
    """Every contract that one change makes of a contract: something left out, or put otherwise."""
    return [*(one.tree for one in deletions(tree)), *_put_otherwise(tree)]


def _put_otherwise(node: Any) -> Iterator[Any]:
    """Every tree in which one node is put otherwise."""
    yield from _otherwise(node)
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            for index, part in enumerate(value):
                for other in _put_otherwise(part) if attrs.has(type(part)) else ():
                    yield attrs.evolve(node, **{field.name: (*value[:index], other, *value[index + 1 :])})
        elif field.name != "span" and attrs.has(type(value)):
            yield from (attrs.evolve(node, **{field.name: other}) for other in _put_otherwise(value))


def _otherwise(node: Any) -> Iterator[Any]:
    match node:
        case WrittenMoment(moment=moment):
            yield from (attrs.evolve(node, moment=day(one)) for one in (4, 10, 17) if day(one) != moment)
        case Money(hundredths=hundredths):
            yield attrs.evolve(node, hundredths=hundredths + 100)
        case c.Inline():
            yield attrs.evolve(node, connective="or" if node.connective == "and" else "and")
        case c.Counted(word="all of" | "any of"):
            yield attrs.evolve(node, word="any of" if node.word == "all of" else "all of")
        case s.Stands(mode=mode) if mode:
            yield attrs.evolve(node, mode="in sequence" if mode == "simultaneously" else "simultaneously")
        case s.Particular(relation=relation) if relation != "is":
            yield attrs.evolve(node, relation="is")
        case s.Judged() | s.Happens(details=None):
            yield attrs.evolve(node, negated=not node.negated)
        case s.Exists() | s.NoneExists():
            yield attrs.evolve(node, ever=not node.ever)
        case _:
            return


def doubled(tree: k.ContractFile) -> k.ContractFile:
    """The same contract with the condition of every clause said twice, under `all of`."""

    def twice(node: Any) -> Any:
        if isinstance(node, k.Clause | k.Permits | k.Obliges):
            item = c.Item("-", None, node.condition)
            return attrs.evolve(node, condition=c.Group(c.Counted("all of"), (item, item)))
        fields = {f.name: getattr(node, f.name) for f in attrs.fields(type(node))}
        parts = {
            name: tuple(twice(one) if attrs.has(type(one)) else one for one in value)
            for name, value in fields.items()
            if isinstance(value, tuple)
        }
        inner = {
            name: twice(value) for name, value in fields.items() if isinstance(value, k.Clause | k.Permits | k.Obliges)
        }
        inner |= {
            name: twice(value)
            for name, value in fields.items()
            if name in ("element", "statement") and name not in inner and attrs.has(type(value))
        }
        return attrs.evolve(node, **parts, **inner)

    whole: k.ContractFile = attrs.evolve(tree, parts=tuple(twice(part) for part in tree.parts))
    return whole


@st.composite
def pairs(draw: st.DrawFn, most_clauses: int = 3, most_atoms: int = 4) -> tuple[str, str]:
    """The texts of a contract and of a changed one, either of which may be the older."""
    tree = draw(contract_trees(most_clauses, most_atoms))
    text = print_contract(tree)
    candidates = changed(tree)
    assume(candidates)
    other = print_contract(draw(st.sampled_from(candidates)))
    assume(other != text and is_usable(other))
    return (text, other) if draw(st.booleans()) else (other, text)


def is_usable(text: str) -> bool:
    """Whether a text is a contract without errors."""
    if parse_contract(text, "test.assent").diagnostics:
        return False
    contract, found = resolved(text)
    return contract is not None and not any(finding.severity == "error" for finding in found)
