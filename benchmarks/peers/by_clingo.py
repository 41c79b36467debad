"""clingo: an answer-set program with a rule for each list, grounded once; what is known is told by external atoms."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from benchmarks.peers.peer import Judge, Peer
from benchmarks.peers.rules import MET, NO, UNKNOWN, UNMET, YES, Facts, Rules, Tree, pushed


class Clingo(Peer):
    name = "clingo"
    package = "clingo"
    needs = ("clingo",)
    unknown = "two rails"
    file = "rules.lp"

    def encode(self, rules: Rules) -> str:
        told = f"#external met(0..{rules.facts - 1}).\n#external unmet(0..{rules.facts - 1}).\n"
        tree = pushed(rules.tree)
        sure, may = _Rail("s", "met({})", "unmet({})"), _Rail("m", "not unmet({})", "not met({})")
        lines = [*sure.rules(tree, "yes"), *may.rules(tree, "perhaps")]
        return told + "\n".join(lines) + "\n#show yes/0.\n#show perhaps/0.\n"

    def load(self, text: str) -> Judge:
        return _Clingo(text)


class _Rail:
    """The rules for what is surely so, or for what may be."""

    def __init__(self, letter: str, so: str, not_so: str) -> None:
        self.letter, self.so, self.not_so = letter, so, not_so
        self.numbers = count()

    def rules(self, tree: Tree, head: str) -> Iterator[str]:
        parts: list[str] = []
        for part in tree[-1] if tree[0] in ("all", "any", "least") else [tree]:
            match part:
                case ["fact", number]:
                    parts.append(self.so.format(number))
                case ["not", ["fact", number]]:
                    parts.append(self.not_so.format(number))
                case _:
                    parts.append(f"{self.letter}{next(self.numbers)}")
                    yield from self.rules(part, parts[-1])
        match tree[0]:
            case "any":
                yield from (f"{head} :- {part}." for part in parts)
            case "least":
                listed = "; ".join(f"{at} : {part}" for at, part in enumerate(parts))
                yield f"{head} :- {tree[1]} <= #count {{ {listed} }}."
            case _:
                yield f"{head} :- {', '.join(parts)}."


class _Clingo(Judge):
    def __init__(self, text: str) -> None:
        import clingo

        self.control = clingo.Control(["--warn=none"])
        self.control.add("base", [], text)
        self.control.ground([("base", [])])
        atoms = self.control.symbolic_atoms
        self.met = {atom.symbol.arguments[0].number: atom.literal for atom in atoms.by_signature("met", 1)}
        self.unmet = {atom.symbol.arguments[0].number: atom.literal for atom in atoms.by_signature("unmet", 1)}
        self.told: set[int] = set()

    def given(self, facts: Facts) -> set[int]:
        met = {self.met[number] for number, fact in enumerate(facts) if fact == MET}
        return met | {self.unmet[number] for number, fact in enumerate(facts) if fact == UNMET}

    def verdict(self, given: Any) -> int:
        assign = self.control.assign_external
        for literal in self.told - given:
            assign(literal, False)
        for literal in given - self.told:
            assign(literal, True)
        self.told = given
        with self.control.solve(yield_=True) as handle:
            model = handle.model()
            assert model is not None
            names = {symbol.name for symbol in model.symbols(shown=True)}
        return YES if "yes" in names else UNKNOWN if "perhaps" in names else NO
