"""The conditions of the Lexington amendment as a rule set: what its clause `Amendment` asks under the default readings.

A reference stands for what it refers to. One that closes a circle is read simultaneously, as the default readings have
it, and asks nothing more than the rest. What is left at the bottom, a receipt, an approval, a default, is one fact.
"""

from pathlib import Path

import attrs

from assent import load_contract
from assent.engine.analysis.canonical import form
from assent.engine.model import conditions as m
from assent.engine.model.contract import Contract
from benchmarks.peers.rules import Rules, Tree, plain

CONTRACT = Path(__file__).parents[2] / "contracts" / "lexington-1996" / "amendment.assent"
_TRUE: Tree = ["all", []]


def lexington() -> Rules:
    """The rule set."""
    contract = load_contract(CONTRACT)
    reader = _Reader(contract, dict(contract.read_by({})))
    tree = plain(reader.clause("Amendment", ()))
    return Rules("lexington", len(reader.numbers), tree)


@attrs.define
class _Reader:
    contract: Contract
    readings: dict[str, str]
    numbers: dict[str, int] = attrs.field(factory=dict)

    def clause(self, name: str, above: tuple[str, ...]) -> Tree:
        """What a clause asks; nothing more where it is asked for inside itself."""
        if name in above:
            return _TRUE
        condition = self.contract.clauses[name].versions[0].condition
        assert condition is not None
        return self.condition(condition, (*above, name))

    def condition(self, condition: m.Condition, above: tuple[str, ...]) -> Tree:
        match condition:
            case m.AllOf(parts=parts):
                return ["all", [self.condition(part, above) for part in self._standing(parts)]]
            case m.AnyOf(parts=parts):
                return ["any", [self.condition(part, above) for part in self._standing(parts)]]
            case m.AtLeast(count=count, parts=parts):
                return ["least", count, [self.condition(part, above) for part in parts]]
            case m.Not(part=part):
                return ["not", self.condition(part, above)]
            case m.Deemed(main=main, deeming=deeming):
                return ["any", [self.condition(part, above) for part in (main, *deeming)]]
            case m.Waivable(part=part, waivers=waivers):
                return ["any", [self.condition(one, above) for one in (part, *self._standing(waivers))]]
            case m.UnderReading(part=part):
                return self.condition(part, above)
            case m.Refers(clause=name):
                return self.clause(name, above)
            case _:
                return ["fact", self.numbers.setdefault(form(condition), len(self.numbers))]

    def _standing(self, parts: tuple[m.Condition, ...]) -> list[m.Condition]:
        """Those of a list that count under the readings chosen."""
        return [
            part
            for part in parts
            if not isinstance(part, m.UnderReading) or self.readings[part.question] == part.alternative
        ]
