"""Tables as meant: rows of values, each of the kind of its column."""

from collections.abc import Iterable, Iterator

import attrs

from assent.engine.model.nouns import Particular, Row, Table
from assent.engine.model.resolve_nouns import particulars_of
from assent.engine.model.terms import Terms, related
from assent.grammar.printing.words import value as value_words
from assent.grammar.syntax import contract as k
from assent.grammar.syntax import sentences as s
from assent.grammar.syntax.names import Name


def complete_tables(definitions: Iterable[k.Table], terms: Terms) -> None:
    """Fill in the columns and rows of every table; its dates may hang on whatever else is defined."""
    for definition in definitions:
        noun = terms.nouns[definition.name.text]
        assert isinstance(noun, Table)
        columns = particulars_of(definition.columns.particulars, terms)
        if not definition.rows:
            terms.say("no-rows", definition.name.span, name=noun.name)
        rows = tuple(_rows(definition, columns, terms))
        terms.nouns[noun.name] = attrs.evolve(noun, columns=columns, rows=rows)


def _rows(definition: k.Table, columns: tuple[Particular, ...], terms: Terms) -> Iterator[Row]:
    """The rows that are right; what is wrong with the others is said."""
    count = len(definition.columns.particulars)
    seen: set[tuple[object, ...]] = set()
    for written in definition.rows:
        if len(written.cells) != count:
            beside = related(definition.columns.span, "the columns")
            found = str(len(written.cells))
            terms.say("uneven-row", written.span, related=beside, count=found, columns=str(count))
            continue
        row = _row(written, columns, terms)
        if row is not None and row.values in seen:
            words = ", ".join(value_words(cell.value) for cell in written.cells)
            terms.say("duplicate-member", written.span, name=words, whole=definition.name.text)
        elif row is not None:
            seen.add(row.values)
            yield row


def _row(written: k.Row, columns: tuple[Particular, ...], terms: Terms) -> Row | None:
    # of columns that are named alike one is left, and that is said; the cells then stand under no column
    values = [
        terms.value(s.Particular(Name(column.name), "is", cell.value, span=cell.span), column)
        for column, cell in zip(columns, written.cells, strict=False)
    ]
    whole = tuple(value for value in values if value is not None)
    return Row(whole, written.span) if len(whole) == len(written.cells) else None
