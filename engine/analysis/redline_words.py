"""What two encodings of a clause say differently, line by line: the words, beside what follows from them."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

import attrs

from assent.engine.model import conditions as m
from assent.engine.model.contract import Clause, Contract
from assent.engine.model.tally import weight_words
from assent.grammar.frozen import Frozen


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ChangedLine(Frozen):
    """One line that only one of two encodings of a clause has."""

    only: Literal["old", "new"]
    section: str
    text: str


def changed_lines(old: Contract, new: Contract, name: str) -> tuple[ChangedLine, ...]:
    """The lines of a clause that only one contract has, in their order; how deep they stand counts if nothing else."""
    before = list(_lines(old.clauses[name])) if name in old.clauses else []
    after = list(_lines(new.clauses[name])) if name in new.clauses else []
    flat = tuple([(section, text.strip()) for section, text in lines] for lines in (before, after))
    return _changed(*flat) or _changed(before, after)


def _changed(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> tuple[ChangedLine, ...]:
    matcher = SequenceMatcher(a=[text for _, text in before], b=[text for _, text in after], autojunk=False)
    found: list[ChangedLine] = []
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag != "equal":
            found += (ChangedLine("old", section, text.strip()) for section, text in before[a:a_end])
            found += (ChangedLine("new", section, text.strip()) for section, text in after[b:b_end])
    return tuple(found)


def changed_defaults(old: Contract, new: Contract) -> tuple[tuple[str, str, str], ...]:
    """The questions that both contracts ask and read differently by default, with both defaults."""
    both = [name for name in new.questions if name in old.questions]
    pairs = [(name, old.questions[name].default, new.questions[name].default) for name in both]
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _lines(clause: Clause) -> Iterator[tuple[str, str]]:
    """A clause as lines, each with its section; how deep a line stands is part of its text."""
    if clause.act is not None:
        yield clause.section, f"permits {clause.act.place.text.removesuffix(' occurred')}"
    for version in clause.versions:
        if version.supplied_by:
            yield version.section, f"once {version.supplied_by} is effective"
        if version.condition is None:
            yield version.section, "is not in the record"
        else:
            yield from _of(version.condition, "", "")
    for relation in clause.relations_back:
        under = f"under {relation.alternative}, " if relation.alternative else ""
        yield clause.section, f"{under}relates back to {relation.moment}"
    if clause.lapses is not None:
        yield clause.section, f"lapses after {clause.lapses}"


def _of(condition: m.Condition, indent: str, before: str) -> Iterator[tuple[str, str]]:
    section = condition.place.section
    inner = indent + "  "
    match condition:
        case m.AllOf() | m.AnyOf() | m.AtLeast():
            yield section, indent + before + _quantifier(condition)
            for part in condition.parts:
                yield from _of(part, inner, "")
        case m.Carried():
            yield section, f"{indent}{before}{condition.place.text}: {condition.rule}"
            for name, part in zip(condition.voters, condition.parts, strict=True):
                yield from _of(part, inner, f"{weight_words(condition, name)}: ")
        case m.Lasting() | m.Spells():
            yield from _lasting(condition, indent, before)
        case m.UnderReading():
            yield from _of(condition.part, indent, f"{before}under {condition.alternative}, ")
        case m.Waivable():
            yield from _of(condition.part, indent, before)
            for waiver in condition.waivers:
                yield from _of(waiver, inner, "or ")
        case m.Deemed():
            yield from _of(condition.main, indent, before)
            for instrument, deeming in zip(condition.instruments, condition.deeming, strict=True):
                yield from _of(deeming, inner, f"deemed satisfied by {instrument} when ")
        case m.Refers(mode=mode) | m.Not(part=m.Refers(mode=mode)) if mode:
            yield section, f"{indent}{before}{condition.place.text.removesuffix(mode).rstrip()} {mode}"
        case _:
            yield section, f"{indent}{before}{condition.place.text}"


def _quantifier(condition: m.AllOf | m.AnyOf | m.AtLeast) -> str:
    match condition:
        case m.AllOf():
            return "all of"
        case m.AnyOf():
            return "any of"
        case m.AtLeast(count=count):
            return f"at least {count} of"


def _lasting(condition: m.Lasting | m.Spells, indent: str, before: str) -> Iterator[tuple[str, str]]:
    """What begins, and each of its ends."""
    yield from _of(condition.begins, indent, before)
    for stays in m.parts_of(condition)[1:]:
        yield stays.place.section, f"{indent}as long as {stays.place.text}"
        yield from _ending(stays, indent + "  ")


def _ending(stays: m.Condition, indent: str) -> Iterator[tuple[str, str]]:
    """What ends something, from what stays met as long as it has not, and the waivers of the end."""
    match stays:
        case m.Waivable(part=part, waivers=waivers):
            yield from _ending(part, indent)
            for waiver in waivers:
                yield from _of(waiver, indent, "but not where ")
        case m.Not(part=part):
            yield from _of(part, indent, "until ")
        case _:
            yield from _of(stays, indent, "")
