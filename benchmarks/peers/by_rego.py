"""Rego through regopy: a module with a rule for each list, built into a bundle once."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from benchmarks.peers.peer import Peer, TwoRuns
from benchmarks.peers.rules import Rules, Tree, pushed


class Rego(Peer):
    name = "Rego"
    package = "regopy"
    needs = ("regopy",)
    file = "rules.rego"

    def encode(self, rules: Rules) -> str:
        head = "package rules\n\nimport rego.v1\n\ndefault whole := false\n\n"
        return head + "\n".join(_rules(pushed(rules.tree), "whole", count())) + "\n"

    def load(self, text: str) -> TwoRuns:
        return _Rego(text)


_TRUE = '{"expressions":[true]}'


def _rules(tree: Tree, head: str, numbers: Iterator[int]) -> Iterator[str]:
    parts: list[str] = []
    for part in tree[-1] if tree[0] in ("all", "any", "least") else [tree]:
        match part:
            case ["fact", number]:
                parts.append(f"input.p[{number}]")
            case ["not", ["fact", number]]:
                parts.append(f"input.n[{number}]")
            case _:
                parts.append(f"r{next(numbers)}")
                yield from _rules(part, parts[-1], numbers)
    match tree[0]:
        case "any":
            yield from (f"{head} if {part}" for part in parts)
        case "least":
            sets = [f"c{next(numbers)}" for _ in parts]
            yield from (f"default {one} := 0\n{one} := 1 if {part}" for one, part in zip(sets, parts, strict=True))
            yield f"{head} if sum([{', '.join(sets)}]) >= {tree[1]}"
        case _:
            yield head + " if {\n" + "\n".join(f"    {part}" for part in parts) + "\n}"


class _Rego(TwoRuns):
    def __init__(self, text: str) -> None:
        import regopy

        built = regopy.Interpreter()
        built.add_module("rules.rego", text)
        self.bundle = built.build(None, ["rules/whole"])
        self.interpreter = regopy.Interpreter()

    def case(self, so: list[bool], not_so: list[bool]) -> Any:
        return {"p": so, "n": not_so}

    def holds(self, case: Any) -> bool:
        self.interpreter.set_input(case)
        output = self.interpreter.query_bundle_entrypoint(self.bundle, "rules/whole")
        return str(output) == _TRUE
