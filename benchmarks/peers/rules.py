"""Rule sets that belong to nobody: a tree of conditions over numbered facts, each met, unmet or unknown.

A tree is a list, so that it can be kept as JSON and read without any library: `["fact", 3]`, `["all", [...]]`,
`["any", [...]]`, `["least", 2, [...]]` or `["not", tree]`. Its verdict is that of Kleene's strong tables: yes, no or
unknown. `judged` says it in the plainest way there is; nobody's answer is timed that differs from it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

UNMET, UNKNOWN, MET = 0, 1, 2
NO, YES = UNMET, MET
WORDS = ("no", "unknown", "yes")

Tree = list[Any]
Facts = Sequence[int]


class Rules(NamedTuple):
    """A rule set: its name, so many facts, numbered from 0, and what is asked of them."""

    name: str
    facts: int
    tree: Tree


def parts_of(tree: Tree) -> list[Tree]:
    """The conditions directly inside one."""
    match tree:
        case ["all" | "any", parts] | ["least", _, parts]:
            return list(parts)
        case ["not", part]:
            return [part]
        case _:
            return []


def walk(tree: Tree) -> Iterator[Tree]:
    """A condition and every one inside it."""
    yield tree
    for part in parts_of(tree):
        yield from walk(part)


def size(tree: Tree) -> int:
    """How many conditions there are, a list and each of its items counting as one each."""
    return sum(1 for _ in walk(tree))


def judged(tree: Tree, facts: Facts) -> int:
    """The verdict by the strong tables: all is the least, any the most, not turns about."""
    match tree:
        case ["fact", int(number)]:
            return facts[number]
        case ["all", parts]:
            return min(judged(part, facts) for part in parts)
        case ["any", parts]:
            return max(judged(part, facts) for part in parts)
        case ["least", count, parts]:
            return sorted((judged(part, facts) for part in parts), reverse=True)[int(count) - 1]
        case ["not", part]:
            return MET - judged(part, facts)
    raise ValueError(tree)


def pushed(tree: Tree, against: bool = False) -> Tree:
    """The same with `not` before facts alone, where every engine can be told of it."""
    match tree:
        case ["fact", _]:
            return ["not", tree] if against else tree
        case ["not", part]:
            return pushed(part, not against)
        case ["least", count, parts]:
            needed = len(parts) - count + 1 if against else count
            return ["least", needed, [pushed(part, against) for part in parts]]
        case [kind, parts]:
            turned = {"all": "any", "any": "all"}[kind] if against else kind
            return [turned, [pushed(part, against) for part in parts]]
    raise ValueError(tree)


def plain(tree: Tree) -> Tree:
    """The same without lists of one item, and without a list inside another of its kind."""
    match tree:
        case ["all" | "any" as kind, parts]:
            made = [plain(part) for part in parts]
            flat = [inner for part in made for inner in (part[1] if part[0] == kind else [part])]
            return flat[0] if len(flat) == 1 else [kind, flat]
        case ["least", count, parts]:
            return ["least", count, [plain(part) for part in parts]]
        case ["not", part]:
            return ["not", plain(part)]
        case _:
            return tree


# --- two rails: for engines that know only true and false ------------------------------------------------------------


def surely(facts: Facts) -> tuple[list[bool], list[bool]]:
    """What is surely so of each fact, and what is surely not so: a rule over these says whether the verdict is yes."""
    return [fact == MET for fact in facts], [fact == UNMET for fact in facts]


def perhaps(facts: Facts) -> tuple[list[bool], list[bool]]:
    """What may be so of each fact, and what may not be so: the same rule over these says whether it may be yes."""
    return [fact != UNMET for fact in facts], [fact != MET for fact in facts]
