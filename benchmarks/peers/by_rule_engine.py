"""rule-engine: one rule, parsed once."""

from typing import Any

from benchmarks.peers.infix import Words, counted, written
from benchmarks.peers.peer import Peer, TwoRuns
from benchmarks.peers.rules import Rules, Tree, pushed

_WORDS = Words(lambda n: f"p{n}", lambda n: f"n{n}", "and", "or", counted("({} ? 1 : 0)"))
_MOST = 16


class RuleEngine(Peer):
    name = "rule-engine"
    package = "rule-engine"
    needs = ("rule_engine",)
    file = "rules.txt"

    def encode(self, rules: Rules) -> str:
        return written(_grouped(pushed(rules.tree)), _WORDS)

    def load(self, text: str) -> TwoRuns:
        return _RuleEngine(text)


def _grouped(tree: Tree) -> Tree:
    """Long lists in groups: `a and b and c ...` is read as deep as it is long, and deeper than Python goes."""
    if tree[0] not in ("all", "any", "least"):
        return tree
    parts = [_grouped(part) for part in tree[-1]]
    while tree[0] != "least" and len(parts) > _MOST:
        parts = [[tree[0], parts[first : first + _MOST]] for first in range(0, len(parts), _MOST)]
    return [*tree[:-1], parts]


class _RuleEngine(TwoRuns):
    def __init__(self, text: str) -> None:
        import rule_engine

        self.rule = rule_engine.Rule(text)

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        told = {f"p{number}": value for number, value in enumerate(so)}
        return told | {f"n{number}": value for number, value in enumerate(not_so)}

    def holds(self, case: Any) -> bool:
        return bool(self.rule.matches(case))
