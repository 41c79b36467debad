"""Z3: the condition told once; what is known is assumed, and what is not is free. Yes is what cannot be otherwise."""

import json
from typing import Any

from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, NO, UNKNOWN, UNMET, YES, Facts, Rules, Tree


class Z3(Peer):
    name = "Z3"
    package = "z3-solver"
    needs = ("z3",)
    unknown = "native (free)"
    reasons = "a core of facts"
    file = "rules.json"

    def encode(self, rules: Rules) -> str:
        return json.dumps([rules.facts, rules.tree])

    def load(self, text: str) -> Judge:
        return _Z3(*json.loads(text))


class _Z3(Judge):
    def __init__(self, count: int, tree: Tree) -> None:
        import z3

        self.z3 = z3
        self.facts = [z3.Bool(f"f{number}") for number in range(count)]
        self.against = [z3.Not(fact) for fact in self.facts]
        self.whole = z3.Bool("whole")
        self.otherwise = z3.Not(self.whole)
        self.solver = z3.Solver()
        self.solver.add(self.whole == self._formula(tree))

    def _formula(self, tree: Tree) -> Any:
        z3 = self.z3
        match tree:
            case ["fact", number]:
                return self.facts[number]
            case ["not", part]:
                return z3.Not(self._formula(part))
            case ["least", count, parts]:
                return z3.AtLeast(*(self._formula(part) for part in parts), count)
            case [kind, parts]:
                return (z3.And if kind == "all" else z3.Or)([self._formula(part) for part in parts])
        raise ValueError(tree)

    def given(self, facts: Facts) -> list[Any]:
        told = ((self.facts[n] if fact == MET else self.against[n], fact) for n, fact in enumerate(facts))
        return [literal for literal, fact in told if fact in (MET, UNMET)]

    def verdict(self, given: Any) -> int:
        unsat = self.z3.unsat
        if self.solver.check(*given, self.otherwise) == unsat:
            return YES
        return NO if self.solver.check(*given, self.whole) == unsat else UNKNOWN
