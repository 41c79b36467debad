"""Files of scenarios: found with their contract and journals, read, and run."""

import os
from collections.abc import Iterator

import attrs

from assent.engine.analysis.scenarios import Ran, prepare
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.session import Read, read_contract, read_facts, refuse_errors
from assent.engine.session_cache import Cache
from assent.engine.session_files import CONTRACT, Source, read_source, siblings
from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.parser import parse_scenarios
from assent.grammar.spans import Span
from assent.grammar.syntax.names import Name
from assent.grammar.syntax.scenarios import FromJournal, Scenario, ScenarioFile, ScenariosFor


@attrs.frozen
class Suite:
    """One file of scenarios, with the contract they are about."""

    source: Source
    tree: ScenarioFile
    contract: Read[Contract]
    scenarios: tuple[Scenario, ...]
    cache: Cache

    def run(self) -> Iterator[Ran]:
        """Run the scenarios, one by one.

        Raises Refused, with every finding about a scenario, when it cannot be run.
        """
        for scenario in self.scenarios:
            prepared, found = prepare(scenario, self.contract.value, self._base(scenario))
            refuse_errors(found)
            assert prepared is not None
            yield prepared.run()

    def check(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the scenarios, without running them to their expectations."""
        found: list[Diagnostic] = []
        for scenario in self.scenarios:
            try:
                found += prepare(scenario, self.contract.value, self._base(scenario))[1]
            except Refused as error:
                found += error.diagnostics
        return tuple(found)

    def _base(self, scenario: Scenario) -> Facts:
        """The facts a scenario starts from: its own journals together, else that of the file, else none."""
        own = [(line.journal, line.span) for line in scenario.lines if isinstance(line, FromJournal)]
        header = _header(self.tree)
        shared = [(header.journal, header.span)] if header.journal else []
        paths: list[str] = []
        for journal, span in own or shared:
            paths.append(os.path.join(self.source.folder, journal))
            if not os.path.exists(paths[-1]):
                raise Refused([Diagnostic("no-such-file", span, {"path": paths[-1]})])
        if not paths:
            return Facts(self.contract.value.name, ())
        return read_facts([read_source(path) for path in paths], self.contract, self.cache).value


def read_suite(source: Source, cache: Cache) -> Suite:
    """A file of scenarios with its contract.

    Raises Refused with every finding when the file, its contract or its journals cannot be used.
    """
    parsed = parse_scenarios(source.text, source.path, cache.grammar)
    refuse_errors(parsed.diagnostics)
    headers = [part for part in parsed.tree.parts if isinstance(part, ScenariosFor)]
    if len(headers) != 1:
        place = headers[1].span if headers else Span(source.path, 1, 1, 1, 1)
        raise Refused([Diagnostic("two-scenario-headers" if headers else "no-scenario-header", place)])
    scenarios = tuple(part for part in parsed.tree.parts if isinstance(part, Scenario))
    names: dict[str, Scenario] = {}
    for scenario in scenarios:
        if names.setdefault(scenario.name.text, scenario) is not scenario:
            words = {"name": scenario.name.text}
            raise Refused([Diagnostic("duplicate-definition", scenario.name.span, words)])
    contract = contract_in(source.folder, headers[0].name, cache)
    return Suite(source, parsed.tree, contract, scenarios, cache)


def _header(tree: ScenarioFile) -> ScenariosFor:
    return next(part for part in tree.parts if isinstance(part, ScenariosFor))


def contract_in(folder: str, name: Name, cache: Cache) -> Read[Contract]:
    """The one contract of that name in a folder.

    Raises Refused when there is none, or more than one, or when the only candidate cannot be read.
    """
    found: list[Read[Contract]] = []
    refused: list[Refused] = []
    nameless: list[Refused] = []  # which others may include
    others: list[str] = []
    for path in siblings(folder, CONTRACT):
        try:
            contract = read_contract(read_source(path), cache)
        except Refused as error:
            named = all(finding.code != "no-contract-header" for finding in error.diagnostics)
            (refused if named else nameless).append(error)
            continue
        if contract.value.name == name.text:
            found.append(contract)
        others.append(contract.value.name)
    if len(found) == 1:
        return found[0]
    candidates = refused or ([] if others else nameless)
    if not found and len(candidates) == 1:
        raise candidates[0]
    words = {"name": name.text, "folder": folder or "."}
    raise Refused([Diagnostic("two-contracts" if found else "no-contract", name.span, words, tuple(others))])
