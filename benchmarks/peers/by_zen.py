"""ZEN: one expression, compiled once."""

from typing import Any

from benchmarks.peers.infix import Words, counted, written
from benchmarks.peers.peer import Peer, TwoRuns
from benchmarks.peers.rules import Rules, pushed

_WORDS = Words(lambda n: f"p[{n}]", lambda n: f"n[{n}]", "and", "or", counted("({} ? 1 : 0)"))


class Zen(Peer):
    name = "ZEN"
    package = "zen-engine"
    needs = ("zen",)
    file = "rules.zen"

    def encode(self, rules: Rules) -> str:
        return written(pushed(rules.tree), _WORDS)

    def load(self, text: str) -> TwoRuns:
        return _Zen(text)


class _Zen(TwoRuns):
    def __init__(self, text: str) -> None:
        import zen

        self.expression = zen.compile_expression(text)

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        return {"p": so, "n": not_so}

    def holds(self, case: Any) -> bool:
        return bool(self.expression.evaluate(case))
