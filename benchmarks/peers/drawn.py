"""Rule sets of any size with the shape of `benchmarks.deals`, and the facts on which all engines are asked.

Sections of a closing: papers received and satisfactory, some in the alternative, some deemed satisfied by a letter, two
opinions of three, events in time, no default; some facts are asked for in several sections, and some sections ask for
an earlier one, which stands written out in its place.
"""

import random
from collections.abc import Callable, Iterator

import attrs

from benchmarks.peers.rules import MET, UNKNOWN, UNMET, Facts, Rules, Tree, judged, plain, pushed, size, walk

DEFAULT = 0


@attrs.define
class _Drawing:
    random: random.Random
    count: int = 1  # fact 0 is that a default exists
    shared: list[Tree] = attrs.field(factory=list)

    def fact(self) -> Tree:
        self.count += 1
        return ["fact", self.count - 1]

    def section(self, earlier: list[Tree]) -> Tree:
        items = [self._plain(), self._judged(), self._either(), self._deemed(), self._timed(), self._counted()]
        if earlier and self.random.random() < 0.2:
            items.append(self.random.choice(earlier))
        return ["all", items]

    def _plain(self) -> Tree:
        return self.fact()

    def _judged(self) -> Tree:
        return ["all", [self.fact(), self.fact()]]

    def _either(self) -> Tree:
        return ["any", [self.fact(), self.fact()]]

    def _deemed(self) -> Tree:
        return ["any", [["all", [self.fact(), self.fact()]], self.fact()]]

    def _timed(self) -> Tree:
        if self.shared and self.random.random() < 0.3:
            return ["any", [self.fact(), self.random.choice(self.shared)]]
        self.shared.append(self.fact())
        return ["any", [["all", [self.shared[-1], ["not", ["fact", DEFAULT]]]], self.fact()]]

    def _counted(self) -> Tree:
        return ["least", 2, [self.fact(), self.fact(), self.fact()]]


def drawn(conditions: int, seed: int = 1) -> Rules:
    """A rule set of about so many conditions."""
    drawing = _Drawing(random.Random(seed))
    sections: list[Tree] = []
    written = 0
    while written < conditions:
        sections.append(drawing.section(sections[-8:]))
        written += size(plain(sections[-1])) - 1  # its own list is one with the whole
    return Rules(str(conditions), drawing.count, plain(["all", sections]))


# --- facts -----------------------------------------------------------------------------------------------------------


def assignments(rules: Rules, count: int, seed: int = 2) -> list[Facts]:
    """Facts at random, a third of them for each verdict: a closing that is nearly done, and anything at all.

    Whatever is known is as a closing wants it but for a few facts; how many are unknown or against it changes from one
    to the next, so that the verdict hangs now on one fact, now on many.
    """
    source = random.Random(seed)
    wanted = _wanted(rules)
    third = -(-count // 3)
    found: dict[int, list[Facts]] = {UNMET: [], UNKNOWN: [], MET: []}
    for facts in _tried(source, wanted):
        same = found[judged(rules.tree, facts)]
        if len(same) < third:
            same.append(facts)
        if all(len(one) == third for one in found.values()):
            break
    mixed = [facts for same in found.values() for facts in same]
    source.shuffle(mixed)
    return mixed[:count]


def _wanted(rules: Rules) -> list[int]:
    """What each fact has to be so that it helps."""
    against = {tree[1][1] for tree in walk(pushed(rules.tree)) if tree[0] == "not"}
    return [UNMET if number in against else MET for number in range(rules.facts)]


def _tried(source: random.Random, wanted: list[int]) -> Iterator[Facts]:
    """Facts without end: closings in which so many facts are still open, or against it, and plain dice."""
    kinds: list[Callable[[], Facts]] = [
        lambda: _nearly(source, wanted, source.randrange(4), source.choice((0, 0, 1, 2))),
        lambda: _nearly(source, wanted, source.randrange(len(wanted) // 3 + 1), 0),
        lambda: _nearly(source, wanted, source.randrange(8), source.randrange(8)),
        lambda: [source.choice((UNMET, UNKNOWN, MET)) for _ in wanted],
    ]
    while True:
        yield source.choice(kinds)()


def _nearly(source: random.Random, wanted: list[int], unknown: int, against: int) -> Facts:
    facts = list(wanted)
    for number in source.sample(range(len(facts)), min(unknown, len(facts))):
        facts[number] = UNKNOWN
    for number in source.sample(range(len(facts)), min(against, len(facts))):
        facts[number] = MET - wanted[number]
    return facts
