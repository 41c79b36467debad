"""Every construct of an encoding deleted in turn, on the tree as written.

In comes a syntax tree; out come trees that lack one thing each, with the words that were taken out. What a reader
merely reads - glosses, headings, labels of definitions - is no construct and stays.
"""

from collections.abc import Iterator
from typing import Any

import attrs

from assent.grammar.spans import NOWHERE, Span
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import names as n
from assent.grammar.syntax import sentences as s

_LISTED = (
    k.Section, k.Question, k.Definition, k.DocumentSet, k.PartySet, k.Member, k.Vote, k.ClosedDay, k.ClosedAsIn,
    k.ClosedWeekdays, k.Table, k.Row, k.Cell, k.Clause, k.Permits, k.Obliges,
    k.RelatesBack, k.Lapses, k.MayWaive, k.AbsentText, k.Version, k.UnderStatement, k.Labelled, k.Alternative,
    k.Declared, k.DatedAttribute, k.Between, k.MadeBy, k.DeclaredParticulars, k.ConsistsOf, k.NotInRecord, c.Item,
    c.Deemed, n.Name, s.AsForm, s.ExecutedBy, s.FromParty, s.DatedDetail, s.WithDetails, s.Particular, s.Acts,
    s.Happens, s.Judged, s.Stands, s.Truth, s.InForm, s.Exists, s.NoneExists, c.Modified, c.Phrase, c.Inline,
)  # fmt: skip


@attrs.frozen
class Deletion:
    """One thing taken out: what it was, where it stood, the tree that is left, and the classes and terms around it."""

    what: str
    span: Span
    tree: Any
    within: tuple[str, ...] = ()

    def words(self, text: str) -> str:
        """`line 212: Modified: under FORM, under FROZEN`."""
        lines = text.split("\n")
        first = lines[self.span.line - 1]
        end = self.span.end_column - 1 if self.span.end_line == self.span.line else len(first)
        return f"line {self.span.line}: {self.what}: {first[self.span.column - 1 : end].strip()}"


def deletions(node: Any) -> Iterator[Deletion]:
    """Every tree that lacks one construct of this one."""
    named = (node.name.text,) if isinstance(node, k.Definition) else ()
    for one in _deletions(node):
        yield attrs.evolve(one, within=(type(node).__name__, *named, *one.within))


def _deletions(node: Any) -> Iterator[Deletion]:
    for field in attrs.fields(type(node)):
        if field.name == "span":
            continue
        value = getattr(node, field.name)

        def put(new: Any, name: str = field.name) -> Any:
            return attrs.evolve(node, **{name: new})

        if isinstance(value, tuple):
            yield from _in_list(node, value, put)
        elif attrs.has(type(value)):
            if isinstance(value, s.WithDetails):
                yield Deletion("with", value.span, put(None))
            yield from (attrs.evolve(less, tree=put(less.tree)) for less in _of_value(value))
        elif value is True and field.name in _FLAGS:
            yield Deletion(field.name, node.span, put(False))
        elif field.name == "mode" and value:
            yield Deletion(value, node.span, put(""))
        elif field.name == "degree" and "material" in value:
            yield Deletion("material", node.span, put("true" if value.startswith("true") else "untrue"))


_FLAGS = {"simultaneously", "in_writing", "recurring", "negated", "ever", "every"}


def _in_list(node: Any, values: tuple[Any, ...], put: Any) -> Iterator[Deletion]:
    for index, part in enumerate(values):
        before, after = values[:index], values[index + 1 :]
        if isinstance(part, _LISTED) and (before or after or _may_be_empty(node)):
            yield Deletion(type(part).__name__, _span(part), put(before + after))
        if attrs.has(type(part)):
            for less in _of_value(part):
                yield attrs.evolve(less, tree=put((*before, less.tree, *after)))


def _of_value(value: Any) -> Iterator[Deletion]:
    """A modifier taken off, a list with its quantifier weakened, or something deleted further inside."""
    if isinstance(value, c.Modified):
        yield Deletion(f"modifier {type(value.modifier).__name__}", _span(value.modifier, value), value.condition)
    yield from deletions(value)


def _span(part: Any, around: Any = None) -> Span:
    span: Span = part.span
    return around.span if span is NOWHERE and around is not None else span


def _may_be_empty(node: Any) -> bool:
    return isinstance(
        node, s.Acts | c.Phrase | k.ContractHeader | k.Definition | c.Item | c.Deliveries | s.ExecutedBy | k.Declared
    )
