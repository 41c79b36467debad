"""What a programmer would write without any engine: one Python expression, evaluated twice. A yardstick, no peer."""

from typing import Any

from benchmarks.peers.infix import Words, counted, written
from benchmarks.peers.peer import Peer, TwoRuns
from benchmarks.peers.rules import Rules, pushed

_WORDS = Words(lambda n: f"p[{n}]", lambda n: f"n[{n}]", "and", "or", counted("bool({})"))


class Python(Peer):
    name = "Python, by hand"
    package = "pip"  # comes with every environment; its own version is not what is asked
    needs = ()
    file = "rules.py"

    def version(self) -> str:
        import platform

        return platform.python_version()

    def encode(self, rules: Rules) -> str:
        return f"rule = lambda p, n: {written(pushed(rules.tree), _WORDS)}\n"

    def load(self, text: str) -> TwoRuns:
        return _Python(text)


class _Python(TwoRuns):
    def __init__(self, text: str) -> None:
        made: dict[str, Any] = {}
        exec(text, made)
        self.rule = made["rule"]

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        return so, not_so

    def holds(self, case: Any) -> bool:
        return bool(self.rule(*case))
