"""`for each`: a condition written once and meant for every member, with its name in the place of the one bound."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from assent.engine.model.happenings import ParticularValue
from assent.engine.model.nouns import DocumentSet, ParticularKind, PartySet, Row, Table
from assent.engine.model.terms import Terms
from assent.grammar.printing.words import value as value_words
from assent.grammar.spans import Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax.names import Name, Value, WrittenMoment
from assent.grammar.values import Decimal, Moment, Money, Percent, Ratio

_MOMENTS = frozenset(["moment", "start", "first", "second", "since", "through"])
_AMOUNTS = frozenset(["value", "limit"])


Binding = Mapping[str, Value]


def bindings(each: c.ForEach, condition: c.Condition, terms: Terms) -> tuple[Binding, ...]:
    """What the names of a `for each` stand for, once for each member; empty, with findings, where it is wrong."""
    rows = _rows(each, terms)
    if not _names_fit(each, condition, terms):
        return ()
    return rows


def kinds(each: c.ForEach, terms: Terms) -> dict[str, ParticularKind]:
    """Of what kind is what the names of a `for each` stand for; what stands for a member is nowhere left."""
    noun = terms.nouns.get(each.over.text)
    columns = noun.columns if isinstance(noun, Table) else ()
    found: list[ParticularKind] = [column.kind for column in columns] or ["party"]
    return {name.text: kind for name, kind in zip(each.names, found, strict=False)}


def _rows(each: c.ForEach, terms: Terms) -> tuple[Binding, ...]:
    noun = terms.nouns.get(each.over.text)
    if isinstance(noun, Table):
        terms.used.add(noun.name)
        return tuple(_bind(each, row) for row in noun.rows) if _has_columns(each, noun, terms) else ()
    for extra in each.names[1:]:
        terms.say("one-at-a-time", extra.span, name=extra.text)
    return tuple({each.names[0].text: Name(member)} for member in _members(each.over, terms))


def _members(over: Name, terms: Terms) -> tuple[str, ...]:
    if isinstance(terms.nouns.get(over.text), DocumentSet):
        return tuple(document.name for document in terms.documents(over, "in"))
    if isinstance(terms.nouns.get(over.text), PartySet):
        return tuple(party.name for party in terms.parties(over, "in"))
    terms.noun(over, PartySet, "in")
    return ()


def _has_columns(each: c.ForEach, table: Table, terms: Terms) -> bool:
    """Whether there is a name for each column."""
    if len(each.names) == len(table.columns):
        return True
    span = each.names[0].span.to(each.names[-1].span)
    columns = ", ".join(column.name for column in table.columns)
    terms.say("names-for-columns", span, count=str(len(each.names)), name=table.name, columns=columns)
    return False


def _bind(each: c.ForEach, row: Row) -> Binding:
    return {name.text: _as_written(value) for name, value in zip(each.names, row.values, strict=True)}


def _as_written(value: ParticularValue) -> Value:
    match value:
        case Moment():
            return WrittenMoment(value)
        case str():
            return Name(value)
        case _:
            return value


def _names_fit(each: c.ForEach, condition: c.Condition, terms: Terms) -> bool:
    """Whether each name is new, whether one of them is used, and whether nothing inside bears a label."""
    found = len(terms.diagnostics)
    for number, name in enumerate(each.names):
        if terms.knows(name.text) or name in each.names[:number]:
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
        return _put(tree, binding, "")
    if isinstance(tree, tuple):
        return tuple(bound(child, binding) for child in tree)
    if not attrs.has(type(tree)) or isinstance(tree, Span):
        return tree
    changed: dict[str, Any] = {}
    for name in [field.name for field in attrs.fields(type(tree))]:
        old = getattr(tree, name)
        if isinstance(tree, c.ForEach) and name == "names":
            continue
        new = _put(old, binding, name) if isinstance(old, Name) else bound(old, binding)
        if new is not old:
            changed[name] = new
    return attrs.evolve(tree, **changed) if changed else tree


def _put(name: Name, binding: Binding, field: str) -> Value:
    """What a name stands for; a date or an amount only where one may stand, for elsewhere the name is a mistake."""
    value = binding.get(name.text)
    match value:
        case Name():
            return attrs.evolve(value, span=name.span)
        case WrittenMoment() if field in _MOMENTS | _AMOUNTS:
            return attrs.evolve(value, span=name.span)
        case Money() | Percent() | Ratio() | Decimal() | int() if field in _AMOUNTS:
            return value
        case _:
            return name


def shows(condition: c.Condition, binding: Binding) -> bool:
    """Whether a condition speaks of all that the names stand for."""
    return binding.keys() <= {node.text for node in _nodes(condition) if isinstance(node, Name)}


def in_words(binding: Binding) -> str:
    """What the names stand for: `Alpha Bank`, `2004-01-03, USD 22,000,000`."""
    return ", ".join(value_words(value) for value in binding.values())
