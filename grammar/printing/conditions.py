"""Conditions in the outline of a contract: in a line while they fit, else one part on each line."""

from collections.abc import Iterator
from typing import assert_never

from assent.grammar.printing.lines import Layout, Line, begin, row_of, row_of_item
from assent.grammar.printing.sentences import detail, details, print_sentence
from assent.grammar.printing.words import listed, moment, quoted, unit_text
from assent.grammar.syntax import conditions as c
from assent.grammar.syntax import sentences as s


def condition_lines(head: str, condition: c.Condition, depth: int, row: int, layout: Layout) -> Iterator[Line]:
    """A condition behind the `head` of its line; what does not fit there stands one level deeper."""
    match condition:
        case c.Group():
            yield from _group(head, condition, depth, row, layout)
        case c.Modified(modifier, inner, True):
            comma = "" if _is_headless(inner) else ","
            yield from condition_lines(begin(head, modifier_text(modifier) + comma), inner, depth, row, layout)
        case c.Inline():
            yield from _inline(head, condition, depth, row, layout)
        case _:
            yield Line(depth, begin(head, atom_text(condition)), row)


def _is_headless(condition: c.Condition) -> bool:
    return isinstance(condition, c.Group) and quantifier_text(condition.quantifier) == ""


def _group(head: str, group: c.Group, depth: int, row: int, layout: Layout) -> Iterator[Line]:
    quantifier = quantifier_text(group.quantifier)
    text = begin(head, quantifier) if quantifier else head
    if text:
        yield Line(depth, text, row)
    for item in group.items:
        yield from item_lines(item, depth + 1 if text else depth, layout)


def _inline(head: str, inline: c.Inline, depth: int, row: int, layout: Layout) -> Iterator[Line]:
    joint = f" {inline.connective} "
    whole = begin(head, joint.join(atom_text(part) for part in inline.parts))
    first, *rest = inline.parts
    if layout.fits(depth, whole) and not layout.apart(row, max(part.span.line for part in inline.parts)):
        yield Line(depth, whole, row)
        return
    yield Line(depth, begin(head, atom_text(first)), row)
    for part in rest:
        yield Line(depth + 1, f"{inline.connective} {atom_text(part)}", part.span.line, "never")


def item_lines(item: c.Item, depth: int, layout: Layout) -> Iterator[Line]:
    """One item of a list with its deeming; its condition stands below it where it was written so."""
    head = item.marker + quoted(item.heading)
    row = row_of_item(item)
    if item.nested or (item.deemed and _ends_in_list(item.condition)):
        yield Line(depth, head, row)
        yield from condition_lines("", item.condition, depth + 1, row_of(item.condition), layout)
    else:
        yield from condition_lines(head, item.condition, depth, row, layout)
    for deemed in item.deemed:
        instrument = f"deemed satisfied by {deemed.instrument.text} when"
        yield from condition_lines(instrument, deemed.condition, depth + 1, deemed.span.line, layout)


def _ends_in_list(condition: c.Condition) -> bool:
    if isinstance(condition, c.Modified) and condition.prefix:
        return _ends_in_list(condition.condition)
    return isinstance(condition, c.Group)


def quantifier_text(quantifier: c.Counted | c.Deliveries) -> str:
    """The words over a list; none for a list that means all."""
    match quantifier:
        case c.Deliveries(subjects, verb, forms, judges):
            each = [f"each {detail(form)}" for form in forms]
            if judges:
                each.append(f"each satisfactory to {listed(judges)}")
            return ", ".join([f"{listed(subjects)} {verb}", *each])
        case c.Counted("at least"):
            return f"at least {quantifier.number} of"
        case c.Counted(word):
            return word
        case _:
            assert_never(quantifier)


def modifier_text(modifier: c.Modifier) -> str:
    """`under SIM`, `by 1996-05-31`, `while Lakewood IDA Lease is in force`."""
    match modifier:
        case c.Under(name):
            return f"under {name.text}"
        case c.Throughout(when):
            return f"at all times since {moment(when)}"
        case c.OnEachDate(name):
            return f"on each date of {name.text}"
        case c.OnDate(when):
            return f"on {moment(when)}"
        case c.ByDate(instant):
            return f"by {instant_text(instant)}"
        case c.Until(instant):
            return f"until {instant_text(instant)}"
        case c.After(instant):
            return f"after {instant_text(instant)}"
        case c.HeldWhile(sentence):
            return f"while {print_sentence(sentence)}"
        case c.ForEach(names, over, every):
            return f"for {'each' if every else 'any'} {listed(names)} in {over.text}"
        case _:
            assert_never(modifier)


def instant_text(instant: c.Instant) -> str:
    """`1 Business Day after Sale occurred`, `the later of 2000-08-31 and Sale occurred`, a date."""
    match instant:
        case s.Acts() | s.Happens():
            return print_sentence(instant)
        case c.DayOf(act):
            return f"the day on which {print_sentence(act)}"
        case c.CountedFrom(count, unit, act):
            return f"{count} {unit_text(count, unit)} after {print_sentence(act)}"
        case c.EitherAct(later, first, second):
            return f"the {'later' if later else 'earlier'} of {instant_text(first)} and {instant_text(second)}"
        case _:
            return moment(instant)


def atom_text(condition: c.Condition) -> str:
    """A condition that stands in one line."""
    match condition:
        case c.Phrase(names):
            return listed(names) + details(condition.details, names)
        case c.Modified(modifier, inner, True):
            return f"{modifier_text(modifier)}, {atom_text(inner)}"
        case c.Modified(modifier, inner):
            return f"{atom_text(inner)} {modifier_text(modifier)}"
        case c.Inline(connective, parts):
            return f" {connective} ".join(atom_text(part) for part in parts)
        case c.Group():
            lines = condition_lines("", condition, 0, 0, Layout())
            return "\n".join(line.indented for line in lines)
        case _:
            return print_sentence(condition)
