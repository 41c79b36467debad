"""Cedar through cedarpy: one policy, parsed once; asked once of what is surely so, and once of what may be."""

from collections.abc import Sequence
from typing import Any

from benchmarks.peers.infix import Words, counted, written
from benchmarks.peers.peer import Peer, TwoRuns
from benchmarks.peers.rules import NO, UNKNOWN, YES, Rules, pushed

_WORDS = Words(lambda n: f"context.p{n}", lambda n: f"context.n{n}", "&&", "||", counted("(if {} then 1 else 0)"))
_REQUEST = {"principal": 'Party::"Lender"', "action": 'Action::"close"', "resource": 'Deal::"Deal"'}


class Cedar(Peer):
    name = "Cedar"
    package = "cedarpy"
    needs = ("cedarpy",)
    reasons = "the policy"
    file = "rules.cedar"

    def encode(self, rules: Rules) -> str:
        return f"permit(principal, action, resource) when {{ {written(pushed(rules.tree), _WORDS)} }};\n"

    def load(self, text: str) -> TwoRuns:
        return _Cedar(text)


class _Cedar(TwoRuns):
    def __init__(self, text: str) -> None:
        import cedarpy

        self.cedarpy = cedarpy
        self.policies = cedarpy.PolicySet.from_str(text)
        self.entities = cedarpy.Entities.from_json_str("[]")
        self.asked = _names(text)

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        context = {name: (so if name[0] == "p" else not_so)[int(name[1:])] for name in self.asked}
        return {**_REQUEST, "context": context}

    def holds(self, case: Any) -> bool:
        return bool(self.cedarpy.is_authorized(case, self.policies, self.entities).allowed)

    def many(self, rows: Any) -> Sequence[int]:
        sure = self._batch([sure for sure, _ in rows])
        may = iter(self._batch([may for (_, may), yes in zip(rows, sure, strict=True) if not yes]))
        return [YES if yes else UNKNOWN if next(may) else NO for yes in sure]

    def _batch(self, cases: list[Any]) -> list[bool]:
        found = self.cedarpy.is_authorized_batch(cases, self.policies, self.entities)
        return [bool(one.allowed) for one in found]


def _names(text: str) -> Sequence[str]:
    """The facts that a policy asks of its context."""
    import re

    return sorted(set(re.findall(r"context\.([pn]\d+)", text)))
