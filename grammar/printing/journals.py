"""Journals and scenarios: one line for each thing that is said."""

from collections.abc import Iterator
from typing import assert_never

from assent.grammar.printing.lines import Line
from assent.grammar.printing.sentences import print_fact, print_withdrawn
from assent.grammar.printing.words import listed, moment, quoted, section
from assent.grammar.syntax import journal as j
from assent.grammar.syntax import scenarios as o
from assent.grammar.syntax.names import Name, WrittenMoment


def journal_line(part: j.JournalPart, depth: int = 0) -> Line:
    """One line of a journal."""
    return Line(depth, _journal_text(part), part.span.line)


def _journal_text(part: j.JournalPart) -> str:
    match part:
        case j.FactsFor(name):
            return f"facts for {name.text}"
        case j.Record():
            return record_text(part)
        case j.Fact():
            return print_fact(part)
        case _:
            assert_never(part)


def record_text(record: j.Record) -> str:
    """`record of documents, events and waivers is complete through 1996-03-01`."""
    *most, last = (kind.text for kind in record.kinds)
    kinds = f"{', '.join(most)} and {last}" if most else last
    return f"record of {kinds} is complete through {moment(record.through)}"


def scenario_lines(part: o.ScenarioPart) -> Iterator[Line]:
    """One top-level part of a file of scenarios."""
    match part:
        case o.ScenariosFor(name, journal):
            source = f' from "{journal}"' if journal is not None else ""
            yield Line(0, f"scenarios for {name.text}{source}", part.span.line)
        case o.Scenario():
            yield Line(0, f"scenario {part.name.text}{quoted(part.gloss)}", part.span.line)
            for line in part.lines:
                yield Line(1, scenario_line_text(line), line.span.line)
        case _:
            assert_never(part)


def scenario_line_text(line: o.ScenarioLine) -> str:
    """One line of a scenario."""
    match line:
        case j.Record():
            return record_text(line)
        case j.Fact():
            return print_fact(line)
        case j.Withdrawn():
            return f"without {print_withdrawn(line)}"
        case o.FromJournal(journal):
            return f'from "{journal}"'
        case o.AsOf(when):
            return f"as of {moment(when)}"
        case o.ExpectVerdict():
            expected = f"{line.name.text}{_under(line.readings)}: {line.verdict}"
            return f"expect {expected}{_since(line.since)}{_want(line)}"
        case o.ExpectStatus():
            expected = f"{section(line.section)}{_under(line.readings)}: {line.status}"
            return f"expect {expected}{_since(line.since)}"
        case _:
            assert_never(line)


def _under(readings: tuple[Name, ...]) -> str:
    return f" under {listed(readings)}" if readings else ""


def _since(since: WrittenMoment | None) -> str:
    return f" since {moment(since)}" if since else ""


def _want(line: o.ExpectVerdict) -> str:
    if line.want_section:
        return f" for want of {section(line.want_section)}"
    return f" for want of {listed(line.want_terms)}" if line.want_terms else ""
