"""Assent: `compile_verdicts`, with two facts that vary for each fact; and `evaluate`, with all its reasons."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, ClassVar

import attrs

from benchmarks.peers import contract as own
from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, NO, UNKNOWN, UNMET, YES, Facts, Rules

_VERDICTS = {"SATISFIED": YES, "UNDETERMINED": UNKNOWN}


class Compiled(Peer):
    name = "Assent, compiled"
    package = "assent"
    needs: ClassVar[tuple[str, ...]] = ("assent", "numpy")
    unknown = "native"
    file = "deal.assent"

    def version(self) -> str:
        import assent

        return assent.__version__ if "numpy" not in self.needs or find_spec("numpy") else ""

    def encode(self, rules: Rules) -> str:
        return own.contract(rules)

    def load(self, text: str) -> Judge:
        return _Compiled(text)


class Evaluated(Compiled):
    name = "Assent, evaluate"
    needs = ("assent",)
    reasons = "every condition, fact and date"

    def load(self, text: str) -> Judge:
        return _Evaluated(text)


def _read(text: str) -> Any:
    from assent.engine.model.resolve import resolve_contract
    from assent.grammar.parser import parse_contract

    contract, found = resolve_contract(parse_contract(text, "deal.assent").tree)
    assert contract is not None, [finding.code for finding in found]
    return contract


def _journal(facts: Facts, contract: Any) -> Any:
    from assent.engine.facts.journal import read_facts
    from assent.grammar.parser import parse_journal

    found, wrong = read_facts(parse_journal(own.journal(facts), "deal.facts").tree, contract)
    assert not wrong, [finding.code for finding in wrong]
    return found


class _Compiled(Judge):
    columns = True

    def __init__(self, text: str) -> None:
        import assent

        contract = _read(text)
        count = text.count("\nevent ")
        over = [own.sentence(number, met) for number in range(count) for met in (True, False)]
        empty = _journal([], contract)
        self.compiled = assent.compile_verdicts(contract, empty, over, own.DATE)
        self.function = self.compiled[own.CLAUSE]
        self.codes = [_VERDICTS.get(verdict, NO) for verdict in self.function.verdicts]

    def given(self, facts: Facts) -> list[bool]:
        return [told for fact in facts for told in (fact == MET, fact == UNMET)]

    def verdict(self, given: Any) -> int:
        return _VERDICTS.get(self.function(given), NO)

    def rows(self, table: Sequence[Facts]) -> Any:
        import numpy

        facts = numpy.asarray(table, dtype=numpy.uint8)
        told = numpy.stack([facts == MET, facts == UNMET], axis=2).reshape(len(facts), -1)
        return self.compiled.packed(told)

    def many(self, rows: Any) -> Any:
        import numpy

        return numpy.array(self.codes, dtype=numpy.uint8)[self.compiled.many(own.CLAUSE, rows)]


class _Evaluated(Judge):
    def __init__(self, text: str) -> None:
        self.contract = _read(text)
        count = text.count("\nevent ")
        self.journals = {fact: _journal([fact] * count, self.contract) for fact in (MET, UNMET)}

    def given(self, facts: Facts) -> Any:
        told = [self.journals[fact].entries[number] for number, fact in enumerate(facts) if fact != UNKNOWN]
        return attrs.evolve(self.journals[MET], entries=tuple(told))

    def verdict(self, given: Any) -> int:
        from assent import evaluate

        return _VERDICTS.get(evaluate(self.contract, given, own.DATE)[own.CLAUSE].verdict, NO)
