"""An agreement of `contracts/` as text, tree and scenarios, read once: its encoding with all that it includes.

`Agreement` is what the tests of one agreement stand on; `survivors` tries every construct of it by taking it out.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from assent.engine.analysis.scenarios import Prepared, prepare
from assent.engine.facts.journal import merge, read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.engine.session_includes import put_together
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from assent.grammar.syntax.contract import ContractFile
from assent.grammar.syntax.journal import JournalFile
from assent.grammar.syntax.scenarios import FromJournal, Scenario, ScenariosFor
from tests.support.deletions import Deletion, deletions

CONTRACTS = Path(__file__).parents[2] / "contracts"


class Unusable(Exception):
    """A scenario that cannot be run against a contract."""


@attrs.frozen
class Row:
    """A scenario with the journals it starts from, as written."""

    file: str
    scenario: Scenario
    journals: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.scenario.name.text}"


@attrs.define(slots=False, eq=False)
class Agreement:
    """The files of one folder of `contracts/`."""

    name: str

    @property
    def folder(self) -> Path:
        return CONTRACTS / self.name

    @functools.cached_property
    def text(self) -> str:
        return (self.folder / "amendment.assent").read_text(encoding="utf-8")

    @functools.cached_property
    def tree(self) -> ContractFile:
        """The encoding with what it includes in the place of the lines that include it."""
        parsed = parse_contract(self.text, str(self.folder / "amendment.assent"))
        whole = put_together(parsed.tree)
        assert not parsed.diagnostics + whole.diagnostics
        return whole.tree

    @functools.cached_property
    def contract(self) -> Contract:
        made, found = resolve_contract(self.tree)
        assert made is not None, [(finding.code, dict(finding.words)) for finding in found]
        return made

    @functools.cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every scenario of every file, in the order of the files."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        for path in sorted(self.folder.glob("*.scenarios")):
            parsed = parse_scenarios(path.read_text(encoding="utf-8"), path.name)
            assert not parsed.diagnostics
            shared = [part.journal for part in parsed.tree.parts if isinstance(part, ScenariosFor) and part.journal]
            for part in parsed.tree.parts:
                if isinstance(part, Scenario):
                    own = [line.journal for line in part.lines if isinstance(line, FromJournal)]
                    yield Row(path.stem, part, tuple(own or shared))

    @functools.cached_property
    def cases(self) -> tuple[tuple[Row, Prepared], ...]:
        """Every scenario, ready to run against the encoding as it is."""
        bases: dict[tuple[str, ...], Facts] = {}
        return tuple((row, self.prepared(row, self.contract, bases)) for row in self.rows)

    def prepared(self, row: Row, of: Contract, bases: dict[tuple[str, ...], Facts] | None = None) -> Prepared:
        """A scenario ready to run against a contract, which may be a changed one.

        Raises Unusable when its journals or its lines are about something that this contract does not have.
        """
        bases = {} if bases is None else bases
        if row.journals not in bases:
            bases[row.journals] = self.base_of(row.journals, of)
        ready, found = prepare(row.scenario, of, bases[row.journals])
        if ready is None:
            raise Unusable(", ".join(finding.code for finding in found))
        return ready

    def base_of(self, journals: tuple[str, ...], of: Contract) -> Facts:
        """Some journals as one."""
        read = [read_facts(self.journal(name), of) for name in journals]
        if any(found for _, found in read):
            raise Unusable(", ".join(finding.code for _, found in read for finding in found))
        if not read:
            return Facts(of.name, ())
        facts, found = merge(facts for facts, _ in read)
        if found:
            raise Unusable(", ".join(finding.code for finding in found))
        return facts

    def journal(self, name: str) -> JournalFile:
        return _journal(self.folder / name)

    # --- each construct at work (promise 9) -----------------------------------------------------------------

    def deletions(self, inert: Mapping[str, Callable[[Deletion], bool]]) -> list[Deletion]:
        """Every construct of the files of this folder deleted in turn, but for those that no verdict hangs on."""
        own = str(self.folder)
        return [
            one
            for one in deletions(self.tree)
            if one.span.source.startswith(own) and not any(rule(one) for rule in inert.values())
        ]

    def survivors(self, chosen: Iterable[Deletion]) -> list[str]:
        """The constructs that can be deleted without any scenario noticing."""
        order = [row for row, ready in self.cases if ready.run().passed]
        return [one.words(_text(one.span.source)) for one in chosen if not self._killed_by(one, order)]

    def _killed_by(self, deletion: Deletion, order: list[Row]) -> str:
        """What notices that a construct is gone: the resolver, the journals or a scenario; empty when nothing does."""
        mutant, found = resolve_contract(deletion.tree)
        if mutant is None:
            return f"refused: {found[0].code}"
        bases: dict[tuple[str, ...], Facts] = {}
        for row in order:
            try:
                ready = self.prepared(row, mutant, bases)
            except Unusable as reason:
                return f"{row.name}: {reason}"
            if not ready.run().passed:
                order.remove(row)
                order.insert(0, row)
                return row.name
        return ""


@functools.cache
def _journal(path: Path) -> JournalFile:
    parsed = parse_journal(path.read_text(encoding="utf-8"), path.name)
    assert not parsed.diagnostics
    return parsed.tree


@functools.cache
def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")
