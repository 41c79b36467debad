"""The parts of a contract file: its header, sections, questions, definitions and clauses."""

from collections.abc import Iterator
from typing import assert_never

from assent.grammar.printing.conditions import condition_lines
from assent.grammar.printing.lines import Layout, Line, begin, row_of
from assent.grammar.printing.words import is_plural, listed, moment, quoted, section, value
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import contract as k
from assent.grammar.syntax.names import Name

_PLURAL: dict[k.ClauseKind, str] = {
    "takes effect when": "take effect when",
    "is in force while": "are in force while",
    "is complete when": "are complete when",
    "is required when": "are required when",
    "is true when": "are true when",
    "begins when": "begin when",
    "ends when": "end when",
    "ceases to be effective when": "cease to be effective when",
    "is void from the start when": "are void from the start when",
    "applies when": "apply when",
    "does not apply when": "do not apply when",
    "is cured when": "are cured when",
}


def part_lines(part: k.Part, layout: Layout) -> Iterator[Line]:
    """One top-level part."""
    match part:
        case k.ContractHeader():
            text = f"contract {part.name.text}{quoted(part.gloss)}"
            yield Line(0, text, part.span.line)
            yield from _below(part.attributes, 1)
        case k.Include(path, library):
            yield Line(0, f"include{' library' if library else ''}{quoted(path.text)}", part.span.line)
        case k.Section():
            yield Line(0, f"section {part.number}{quoted(part.heading)}", part.span.line)
            for element in part.elements:
                yield from element_lines(element, 1, layout)
        case k.Question():
            yield Line(0, f"question {part.name.text}{quoted(part.gloss)}", part.span.line)
            for alternative in part.alternatives:
                yield Line(1, _alternative(alternative), alternative.span.line)
        case _:
            yield from element_lines(part, 0, layout)


def _alternative(alternative: k.Alternative) -> str:
    return f"{alternative.name.text}{quoted(alternative.gloss)}{', default' if alternative.default else ''}"


def element_lines(element: k.Element, depth: int, layout: Layout, head: str = "") -> Iterator[Line]:
    """What stands in a section: with a label, a definition, or a clause."""
    match element:
        case k.Labelled():
            labelled = begin(head, element.label + quoted(element.heading))
            lines = element_lines(element.element, depth, layout, labelled)
            yield from _from_row(element.span.line, lines)
        case k.Definition():
            yield from _definition(element, depth, layout, head)
        case k.DocumentSet():
            text = f"documents {element.name.text}{quoted(element.gloss)} are {listed(element.members)}"
            yield Line(depth, begin(head, text), element.span.line)
        case k.PartySet():
            yield from _party_set(element, depth, layout, head)
        case k.Vote(name, gloss, relation, share, of):
            text = f"parties {name.text}{quoted(gloss)} are {relation} {share} of {listed(of)}"
            yield Line(depth, begin(head, text), element.span.line)
        case k.Calendar():
            yield from _calendar(element, depth, layout, head)
        case k.Table():
            yield from _table(element, depth, layout, head)
        case _:
            yield from statement_lines(element, depth, layout, head)


def _party_set(parties: k.PartySet, depth: int, layout: Layout, head: str) -> Iterator[Line]:
    """In one line while it fits and no weights are given, else a line for each member."""
    text, row = begin(head, f"parties {parties.name.text}{quoted(parties.gloss)} are"), parties.span.line
    whole = f"{text} {listed(tuple(member.name for member in parties.members))}"
    plain = not any(member.measure for member in parties.members)
    if plain and layout.fits(depth, whole) and not layout.apart(row, parties.members[-1].span.line):
        yield Line(depth, whole, row)
        return
    yield Line(depth, text, row)
    for member in parties.members:
        yield Line(depth + 1, _member(member), member.span.line, "never")


def _member(member: k.Member) -> str:
    if member.measure is None:
        return member.name.text
    weight = "not in the record" if member.weight is None else str(member.weight)
    return f"{member.name.text} with {member.measure.text} {weight}"


def _calendar(calendar: k.Calendar, depth: int, layout: Layout, head: str) -> Iterator[Line]:
    """The years beside the name while they fit, and a line for all that is said of them."""
    text, row = begin(head, f"calendar {calendar.name.text}{quoted(calendar.gloss)}"), calendar.span.line
    years = f"from {calendar.first} through {calendar.last}"
    if layout.fits(depth, f"{text} {years}") and not layout.apart(row, calendar.lines[0].span.line):
        yield Line(depth, f"{text} {years}", row)
    else:
        yield Line(depth, text, row)
        yield Line(depth + 1, years, row, "never")
    for line in calendar.lines:
        yield Line(depth + 1, _calendar_line(line), line.span.line)


def _calendar_line(line: k.CalendarLine) -> str:
    match line:
        case k.ClosedWeekdays(days):
            return f"closed on {listed(days)}"
        case k.ClosedAsIn(other):
            return f"closed as in {other.text}"
        case k.ClosedDay(day, gloss):
            return f"closed {day}{quoted(gloss)}"
        case k.Source(text):
            return f"source{quoted(text)}"
        case _:
            assert_never(line)


def _table(table: k.Table, depth: int, layout: Layout, head: str) -> Iterator[Line]:
    """The columns beside the name while they fit, and a line for each row."""
    text, row = begin(head, f"table {table.name.text}{quoted(table.gloss)}"), table.span.line
    columns = attribute_text(table.columns)
    if layout.fits(depth, f"{text} {columns}") and not layout.apart(row, table.columns.span.line):
        yield Line(depth, f"{text} {columns}", row)
    else:
        yield Line(depth, text, row)
        yield Line(depth + 1, columns, table.columns.span.line, "never")
    for one in table.rows:
        yield Line(depth + 1, ", ".join(value(cell.value) for cell in one.cells), one.span.line)


def _from_row(row: int, lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, of which the first stands where its label stood."""
    first = next(lines)
    yield Line(first.depth, first.text, row, first.gap)
    yield from lines


def _definition(definition: k.Definition, depth: int, layout: Layout, head: str) -> Iterator[Line]:
    recurring = "recurring " if definition.recurring else ""
    name = f"{recurring}{definition.kind} {definition.name.text}{quoted(definition.gloss)}"
    text = begin(head, name)
    whole = " ".join([text, *(attribute_text(attribute) for attribute in definition.attributes)])
    row = definition.span.line
    last = definition.attributes[-1].span.line if definition.attributes else row
    if layout.fits(depth, whole) and not layout.apart(row, last):
        yield Line(depth, whole, row)
    else:
        yield Line(depth, text, row)
        yield from _below(definition.attributes, depth + 1)


def _below(attributes: tuple[k.Attribute, ...], depth: int) -> Iterator[Line]:
    for attribute in attributes:
        yield Line(depth, attribute_text(attribute), attribute.span.line, "never")


def attribute_text(attribute: k.Attribute) -> str:
    """One attribute of a definition."""
    match attribute:
        case k.DatedAttribute(when):
            return f"dated {moment(when)}"
        case k.Between(names):
            return f"between {listed(names)}"
        case k.MadeBy(names):
            return f"by {listed(names)}"
        case k.DeclaredParticulars(particulars):
            return "with " + ", ".join(_declared(each) for each in particulars)
        case k.ConsistsOf(names, simultaneously):
            return f"consists of {listed(names)}{' simultaneously' if simultaneously else ''}"
        case k.NotInRecord():
            return "not in the record"
        case _:
            assert_never(attribute)


def _declared(declared: k.Declared) -> str:
    values = " or ".join(choice.text for choice in declared.choices) or declared.kind
    return f"{declared.name.text} as {values}"


def statement_lines(statement: k.Statement, depth: int, layout: Layout, head: str = "") -> Iterator[Line]:
    """One clause."""
    row = statement.span.line
    match statement:
        case k.Clause(kind, name, condition):
            verb = _PLURAL[kind] if is_plural(name) else kind
            yield from condition_lines(begin(head, f"{name.text} {verb}"), condition, depth, row, layout)
        case k.Permits(name, act, condition):
            verb = "permit" if is_plural(name) else "permits"
            text = begin(head, f"{name.text} {verb} {act.text} when")
            yield from condition_lines(text, condition, depth, row, layout)
        case k.Obliges(name, parties, condition, forbids):
            verb = ("forbid" if forbids else "oblige") + ("" if is_plural(name) else "s")
            text = begin(head, f"{name.text} {verb} {listed(parties)} {'to permit' if forbids else 'to'}")
            yield from condition_lines(text, condition, depth, row, layout)
        case k.Version():
            once = f"once {statement.once.text} {_is(statement.once)} effective, " if statement.once else ""
            yield Line(depth, begin(head, f"{once}{section(statement.section)} reads"), row)
            for element in statement.elements:
                yield from element_lines(element, depth + 1, layout)
        case k.Guarantee():
            yield from _guarantee(statement, depth, layout, head)
        case k.UnderStatement(reading, inner):
            lines = statement_lines(inner, depth, layout, begin(head, f"under {reading.text},"))
            yield from _from_row(row, lines)
        case k.RelatesBack() | k.Lapses() | k.MayWaive() | k.AbsentText():
            yield Line(depth, begin(head, _short(statement)), row)
        case _:
            assert_never(statement)


def _guarantee(guarantee: k.Guarantee, depth: int, layout: Layout, head: str) -> Iterator[Line]:
    """On one line while it fits, else what is guaranteed below its label; a list alone stands behind the label."""
    text, row = begin(head, f"guarantee{quoted(guarantee.label)} always"), guarantee.span.line
    if guarantee.only_if is None and _is_list(guarantee.condition):
        yield from condition_lines(text, guarantee.condition, depth, row, layout)
        return
    whole = list(_guaranteed(guarantee, text, depth, row, layout))
    apart = layout.apart(row, row_of(guarantee.only_if or guarantee.condition))
    if len(whole) == 1 and layout.fits(depth, whole[0].text) and not apart:
        yield from whole
        return
    yield Line(depth, text, row)
    yield from _guaranteed(guarantee, "", depth + 1, row_of(guarantee.condition), layout)


def _is_list(condition: c.Condition) -> bool:
    if isinstance(condition, c.Modified) and condition.prefix:
        return _is_list(condition.condition)
    return isinstance(condition, c.Group)


def _guaranteed(guarantee: k.Guarantee, head: str, depth: int, row: int, layout: Layout) -> Iterator[Line]:
    """`A only if B`; where that is too long for a line, `only if` begins one of its own."""
    if guarantee.only_if is None:
        yield from condition_lines(head, guarantee.condition, depth, row, layout)
        return
    *above, last = condition_lines(head, guarantee.condition, depth, row, layout)
    yield from above
    first, *rest = condition_lines(f"{last.text} only if", guarantee.only_if, depth, last.row, layout)
    if layout.fits(last.depth, first.text) and not layout.apart(last.row, row_of(guarantee.only_if)):
        yield Line(last.depth, first.text, last.row, last.gap)
    else:
        yield last
        first, *rest = condition_lines("only if", guarantee.only_if, depth + 1, row_of(guarantee.only_if), layout)
        yield Line(depth + 1, first.text, first.row, "never")
    yield from rest


def _short(statement: k.RelatesBack | k.Lapses | k.MayWaive | k.AbsentText) -> str:
    match statement:
        case k.RelatesBack(name, when):
            return f"{name.text} {'relate' if is_plural(name) else 'relates'} back to {moment(when)}"
        case k.Lapses(name, when):
            return f"{name.text} {'lapse' if is_plural(name) else 'lapses'} after {moment(when)}"
        case k.MayWaive(names, reference, in_writing):
            form = " in writing" if in_writing else ""
            return f"{listed(names)} may waive {section(reference)}{form}"
        case k.AbsentText(reference):
            return f"{section(reference)} is not in the record"
        case _:
            assert_never(statement)


def _is(name: Name) -> str:
    return "are" if is_plural(name) else "is"
