"""Rule sets as one long condition, in the words of whichever language has `and`, `or` and brackets."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.peers.rules import Tree


class Words(NamedTuple):
    """The words of a language: a fact that is so, one that is not, and the rest."""

    so: Callable[[int], str]
    not_so: Callable[[int], str]
    every: str
    one: str
    least: Callable[[int, Sequence[str]], str]


def written(tree: Tree, words: Words) -> str:
    """A condition whose `not` stands before facts alone."""
    match tree:
        case ["fact", number]:
            return words.so(number)
        case ["not", ["fact", number]]:
            return words.not_so(number)
        case ["least", count, parts]:
            return "(" + words.least(count, [written(part, words) for part in parts]) + ")"
        case [kind, parts]:
            joint = words.every if kind == "all" else words.one
            return "(" + f" {joint} ".join(written(part, words) for part in parts) + ")"
    raise ValueError(tree)


def counted(template: str) -> Callable[[int, Sequence[str]], str]:
    """At least so many, as a sum of ones; the template makes a one or a nought of a condition."""
    return lambda count, parts: " + ".join(template.format(part) for part in parts) + f" >= {count}"
