"""JsonLogic, in its Python 3 edition: one rule as JSON, walked anew for each question."""

import json
from typing import Any

from benchmarks.peers.peer import Peer, TwoRuns
from benchmarks.peers.rules import Rules, Tree, pushed


class JsonLogic(Peer):
    name = "JsonLogic"
    package = "json-logic-qubit"
    needs = ("json_logic",)
    file = "rules.json"

    def encode(self, rules: Rules) -> str:
        return json.dumps(_rule(pushed(rules.tree)))

    def load(self, text: str) -> TwoRuns:
        return _JsonLogic(text)


def _rule(tree: Tree) -> Any:
    match tree:
        case ["fact", number]:
            return {"var": f"p{number}"}
        case ["not", ["fact", number]]:
            return {"var": f"n{number}"}
        case ["least", count, parts]:
            return {">=": [{"+": [{"if": [_rule(part), 1, 0]} for part in parts]}, count]}
        case [kind, parts]:
            return {"and" if kind == "all" else "or": [_rule(part) for part in parts]}
    raise ValueError(tree)


class _JsonLogic(TwoRuns):
    def __init__(self, text: str) -> None:
        from json_logic import jsonLogic

        self.logic = jsonLogic
        self.rule = json.loads(text)

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        told = {f"p{number}": value for number, value in enumerate(so)}
        return told | {f"n{number}": value for number, value in enumerate(not_so)}

    def holds(self, case: Any) -> bool:
        return bool(self.logic(self.rule, case))
