"""CLIPS through clipspy: a rule for each list; what is known is asserted, and rules fire forward to the verdict."""

from collections.abc import Iterator
from itertools import combinations, count
from typing import Any

from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, NO, UNKNOWN, UNMET, YES, Facts, Rules, Tree, pushed

_HEAD = "(defglobal ?*yes* = FALSE)\n(defglobal ?*perhaps* = FALSE)\n"


class Clips(Peer):
    name = "CLIPS"
    package = "clipspy"
    needs = ("clips",)
    unknown = "two rails"
    file = "rules.clp"

    def encode(self, rules: Rules) -> str:
        tree = pushed(rules.tree)
        sure = _Rail("s", "(met {})", "(unmet {})").rules(tree, "(bind ?*yes* TRUE)")
        may = _Rail("m", "(not (unmet {}))", "(not (met {}))").rules(tree, "(bind ?*perhaps* TRUE)")
        return _HEAD + "\n".join([*sure, *may]) + "\n"

    def load(self, text: str) -> Judge:
        return _Clips(text)


class _Rail:
    def __init__(self, letter: str, so: str, not_so: str) -> None:
        self.letter, self.so, self.not_so = letter, so, not_so
        self.numbers = count()

    def rules(self, tree: Tree, action: str) -> Iterator[str]:
        parts: list[str] = []
        for part in tree[-1] if tree[0] in ("all", "any", "least") else [tree]:
            match part:
                case ["fact", number]:
                    parts.append(self.so.format(number))
                case ["not", ["fact", number]]:
                    parts.append(self.not_so.format(number))
                case _:
                    name = f"({self.letter} {next(self.numbers)})"
                    parts.append(name)
                    yield from self.rules(part, f"(assert {name})")
        match tree[0]:
            case "any":
                body = f"(or {' '.join(parts)})"
            case "least":
                ways = combinations(parts, tree[1])
                body = "(or " + " ".join(f"(and {' '.join(way)})" for way in ways) + ")"
            case _:
                body = " ".join(parts)
        yield f"(defrule {self.letter}-{next(self.numbers)} {body} => {action})"


class _Clips(Judge):
    def __init__(self, text: str) -> None:
        import clips

        self.environment = clips.Environment()
        construct: list[str] = []
        for line in text.splitlines():
            construct.append(line)
            self.environment.build(line)

    def given(self, facts: Facts) -> str:
        words = {MET: "met", UNMET: "unmet"}
        return "\n".join(f"({words[fact]} {number})" for number, fact in enumerate(facts) if fact in words)

    def verdict(self, given: Any) -> int:
        environment = self.environment
        environment.reset()
        environment._facts.load_facts(given) if hasattr(environment, "_facts") else environment.load_facts(given)
        environment._agenda.run() if hasattr(environment, "_agenda") else environment.run()
        symbol = environment.eval
        if str(symbol("?*yes*")) == "TRUE":
            return YES
        return UNKNOWN if str(symbol("?*perhaps*")) == "TRUE" else NO
