"""OpenFisca: an input variable for each fact, 0, 1 or 2, and one for the verdict, worked out on numpy arrays."""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, Facts, Rules, Tree


class OpenFisca(Peer):
    name = "OpenFisca"
    package = "OpenFisca-Core"
    needs = ("openfisca_core", "numpy")
    unknown = "native (0, 1, 2)"
    reasons = "a trace"
    file = "rules.json"

    def encode(self, rules: Rules) -> str:
        return json.dumps([rules.facts, rules.tree])

    def load(self, text: str) -> Judge:
        return _OpenFisca(*json.loads(text))


class _OpenFisca(Judge):
    columns = True

    def __init__(self, count: int, tree: Tree) -> None:
        from openfisca_core import entities, taxbenefitsystems, variables
        from openfisca_core.periods import DateUnit

        deal = entities.build_entity("deal", "deals", "a deal", is_person=True)
        self.system = taxbenefitsystems.TaxBenefitSystem([deal])
        common = {"value_type": int, "entity": deal, "definition_period": DateUnit.ETERNITY}
        for number in range(count):
            self.system.add_variable(type(f"f{number}", (variables.Variable,), {**common, "label": "a fact"}))

        def formula(deals: Any, period: Any) -> Any:
            return _worked_out(tree, deals, period)

        self.system.add_variable(type("whole", (variables.Variable,), {**common, "label": "whole", "formula": formula}))

    def given(self, facts: Facts) -> Any:
        return self.rows([facts])

    def verdict(self, given: Any) -> int:
        return int(self.many(given)[0])

    def rows(self, table: Sequence[Facts]) -> Any:
        import numpy

        return numpy.asarray(table, dtype=numpy.int32).T.copy()

    def many(self, rows: Any) -> Any:
        from openfisca_core.periods import ETERNITY, Instant, Period
        from openfisca_core.simulation_builder import SimulationBuilder

        simulation = SimulationBuilder().build_default_simulation(self.system, rows.shape[1])
        always = Period((ETERNITY, Instant((1, 1, 1)), -1)) if isinstance(ETERNITY, str) else ETERNITY
        for number, column in enumerate(rows):
            simulation.set_input(f"f{number}", always, column)
        return simulation.calculate("whole", always)


def _worked_out(tree: Tree, deals: Any, period: Any) -> Any:
    import numpy

    match tree:
        case ["fact", number]:
            return deals(f"f{number}", period)
        case ["not", part]:
            return MET - _worked_out(part, deals, period)
        case ["least", count, parts]:
            found = numpy.sort([_worked_out(part, deals, period) for part in parts], axis=0)
            return found[len(parts) - count]
        case [kind, parts]:
            whole = _worked_out(parts[0], deals, period)
            joined = numpy.minimum if kind == "all" else numpy.maximum
            for part in parts[1:]:
                whole = joined(whole, _worked_out(part, deals, period))
            return whole
    raise ValueError(tree)
