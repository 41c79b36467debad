"""Canonical source text from the tree as written.

In comes a tree; out comes text in the house style that reads back as the same tree. It needs no parser, so
that messages, checklists and JSON can quote a sentence without one. Comments are not here: the tree does not
hold them, and grammar/formatter.py weaves them in.
"""

from collections.abc import Iterator

from assent.grammar.printing.conditions import atom_text, condition_lines, instant_text, modifier_text
from assent.grammar.printing.contracts import part_lines
from assent.grammar.printing.journals import journal_line, scenario_line_text, scenario_lines
from assent.grammar.printing.lines import Layout, Line, row_of, to_text
from assent.grammar.printing.sentences import details, print_fact, print_sentence, print_withdrawn
from assent.grammar.syntax.conditions import Condition
from assent.grammar.syntax.contract import ContractFile, ContractHeader, Question, Section
from assent.grammar.syntax.journal import Fact, JournalFile
from assent.grammar.syntax.scenarios import ScenarioFile

__all__ = [
    "contract_lines",
    "details",
    "instant_text",
    "journal_lines",
    "modifier_text",
    "print_atom",
    "print_condition",
    "print_contract",
    "print_fact",
    "print_journal",
    "print_scenarios",
    "print_sentence",
    "print_withdrawn",
    "scenario_file_lines",
    "scenario_line_text",
]


def print_contract(file: ContractFile) -> str:
    """A whole contract file."""
    return to_text(contract_lines(file, Layout()))


def print_journal(file: JournalFile) -> str:
    """A whole journal."""
    return to_text(journal_lines(file))


def print_scenarios(file: ScenarioFile) -> str:
    """A whole file of scenarios."""
    return to_text(scenario_file_lines(file))


def print_condition(condition: Condition) -> str:
    """A condition as it stands in a contract: one line, or an outline of several."""
    lines = condition_lines("", condition, 0, row_of(condition), Layout())
    return "\n".join(line.indented for line in lines)


def print_atom(condition: Condition) -> str:
    """A condition in one line however long it is; a list inside it still stands below its quantifier."""
    return atom_text(condition)


def contract_lines(file: ContractFile, layout: Layout) -> Iterator[Line]:
    """The lines of a contract; a header, section or question has an empty line before and behind it."""
    was_block = False
    for part in file.parts:
        is_block = isinstance(part, ContractHeader | Section | Question)
        yield from _set_off(part_lines(part, layout), is_block or was_block)
        was_block = is_block


def journal_lines(file: JournalFile) -> Iterator[Line]:
    """The lines of a journal; an empty line stands between its head and its facts."""
    was_head = False
    for part in file.parts:
        is_head = not isinstance(part, Fact)
        yield from _set_off(iter((journal_line(part),)), was_head and not is_head)
        was_head = is_head


def scenario_file_lines(file: ScenarioFile) -> Iterator[Line]:
    """The lines of a file of scenarios; an empty line stands before each scenario."""
    for part in file.parts:
        yield from _set_off(scenario_lines(part), True)


def _set_off(lines: Iterator[Line], apart: bool) -> Iterator[Line]:
    first = next(lines)
    yield Line(first.depth, first.text, first.row, "always") if apart else first
    yield from lines
