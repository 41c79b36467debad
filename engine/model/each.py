"""`for each`: a condition written once and meant for every member, with its name in the place of the one bound."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from assent.engine.model.nouns import DocumentSet, PartySet
from assent.engine.model.terms import Terms
from assent.grammar.printing.words import value as value_words
from assent.grammar.spans import Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax.names import Name, Value

Binding = Mapping[str, Value]


def bindings(each: c.ForEach, condition: c.Condition, terms: Terms) -> tuple[Binding, ...]:
    """What the names of a `for each` stand for, once for each member; empty, with findings, where it is wrong."""
    members = _members(each.over, terms)
    if not _names_fit(each, condition, terms) or not members:
        return ()
    (name,) = each.names
    return tuple({name.text: Name(member)} for member in members)


def _members(over: Name, terms: Terms) -> tuple[str, ...]:
    if isinstance(terms.nouns.get(over.text), DocumentSet):
        return tuple(document.name for document in terms.documents(over, "in"))
    if isinstance(terms.nouns.get(over.text), PartySet):
        return tuple(party.name for party in terms.parties(over, "in"))
    terms.noun(over, PartySet, "in")
    return ()


def _names_fit(each: c.ForEach, condition: c.Condition, terms: Terms) -> bool:
    """Whether each name is new, whether one of them is used, and whether nothing inside bears a label."""
    found = len(terms.diagnostics)
    for extra in each.names[1:]:
        terms.say("one-at-a-time", extra.span, name=extra.text)
    for name in each.names:
        if name.text in terms.nouns or name.text in terms.clauses or name.text in terms.bound:
            terms.say("bound-name-taken", name.span, name=name.text)
    used = {node.text for node in _nodes(condition) if isinstance(node, Name)}
    if len(terms.diagnostics) == found and not any(name.text in used for name in each.names):
        terms.say("bound-name-unused", each.names[0].span, name=each.names[0].text)
    label = next((n for n in _nodes(condition) if isinstance(n, c.Item) and n.marker.startswith("(")), None)
    if label is not None:
        terms.say("label-in-for-each", label.span, label=label.marker)
    return len(terms.diagnostics) == found


def _nodes(tree: Any) -> Iterator[Any]:
    """Every node of a condition as written."""
    yield tree
    children = tree if isinstance(tree, tuple) else ()
    if attrs.has(type(tree)) and not isinstance(tree, Span):
        children = tuple(getattr(tree, field.name) for field in attrs.fields(type(tree)))
    for child in children:
        yield from _nodes(child)


def bound(tree: Any, binding: Binding) -> Any:
    """A condition as written, with what the names stand for in their place; places stay where they were."""
    if isinstance(tree, Name):
        value = binding.get(tree.text)
        return attrs.evolve(value, span=tree.span) if isinstance(value, Name) else tree
    if isinstance(tree, tuple):
        return tuple(bound(child, binding) for child in tree)
    if not attrs.has(type(tree)) or isinstance(tree, Span):
        return tree
    fields = [
        field.name for field in attrs.fields(type(tree)) if not (isinstance(tree, c.ForEach) and field.name == "names")
    ]
    changed = {name: new for name in fields if (new := bound(old := getattr(tree, name), binding)) is not old}
    return attrs.evolve(tree, **changed) if changed else tree


def in_words(binding: Binding) -> str:
    """What the names stand for: `Alpha Bank`."""
    return ", ".join(value_words(value) for value in binding.values())
