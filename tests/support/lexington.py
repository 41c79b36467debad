"""The Lexington encoding as text, trees and scenarios, read once."""

import functools
from collections.abc import Iterator
from pathlib import Path

import attrs

from assent.engine.analysis.scenarios import Prepared, prepare
from assent.engine.facts.journal import merge, read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from assent.grammar.syntax.contract import ContractFile
from assent.grammar.syntax.journal import JournalFile
from assent.grammar.syntax.scenarios import FromJournal, Scenario, ScenariosFor

FOLDER = Path(__file__).parents[2] / "contracts" / "lexington-1996"
TEXT = (FOLDER / "amendment.assent").read_text(encoding="utf-8")


@attrs.frozen
class Row:
    """A scenario with the journals it starts from, as written."""

    file: str
    scenario: Scenario
    journals: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.scenario.name.text}"


@functools.cache
def tree() -> ContractFile:
    return parse_contract(TEXT, "amendment.assent").tree


@functools.cache
def contract() -> Contract:
    made, found = resolve_contract(tree())
    assert made is not None, [(finding.code, dict(finding.words)) for finding in found]
    return made


@functools.cache
def journal(name: str) -> JournalFile:
    parsed = parse_journal((FOLDER / name).read_text(encoding="utf-8"), name)
    assert not parsed.diagnostics
    return parsed.tree


@functools.cache
def rows() -> tuple[Row, ...]:
    """Every scenario of every file, in the order of the files."""
    return tuple(_rows())


def _rows() -> Iterator[Row]:
    for path in sorted(FOLDER.glob("*.scenarios")):
        parsed = parse_scenarios(path.read_text(encoding="utf-8"), path.name)
        assert not parsed.diagnostics
        shared = [part.journal for part in parsed.tree.parts if isinstance(part, ScenariosFor) and part.journal]
        for part in parsed.tree.parts:
            if isinstance(part, Scenario):
                own = [line.journal for line in part.lines if isinstance(line, FromJournal)]
                yield Row(path.stem, part, tuple(own or shared))


class Unusable(Exception):
    """A scenario that cannot be run against a contract."""


def prepared(row: Row, of: Contract, bases: dict[tuple[str, ...], Facts] | None = None) -> Prepared:
    """A scenario ready to run against a contract, which may be a changed one.

    Raises Unusable when its journals or its lines are about something that this contract does not have.
    """
    bases = {} if bases is None else bases
    if row.journals not in bases:
        bases[row.journals] = base_of(row.journals, of)
    ready, found = prepare(row.scenario, of, bases[row.journals])
    if ready is None:
        raise Unusable(", ".join(finding.code for finding in found))
    return ready


def base_of(journals: tuple[str, ...], of: Contract) -> Facts:
    """Some journals as one."""
    read = [read_facts(journal(name), of) for name in journals]
    if any(found for _, found in read):
        raise Unusable(", ".join(finding.code for _, found in read for finding in found))
    if not read:
        return Facts(of.name, ())
    facts, found = merge(facts for facts, _ in read)
    if found:
        raise Unusable(", ".join(finding.code for finding in found))
    return facts


@functools.cache
def cases() -> tuple[tuple[Row, Prepared], ...]:
    """Every scenario, ready to run against the encoding as it is."""
    bases: dict[tuple[str, ...], Facts] = {}
    return tuple((row, prepared(row, contract(), bases)) for row in rows())
