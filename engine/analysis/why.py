"""Why a verdict is what it is: the fewest facts that force it, and the nearest that would turn it (S11).

No smaller set of what the record says forces the verdict, however everything else turned out, unless the answer says
that fewer might; what would turn it is told apart by what stands in the way: an act not done, a fact not recorded,
somebody's discretion, a waiver not given, or that it is lost.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import attrs

from assent.engine.analysis.exact.formulas import TooLargeError
from assent.engine.analysis.why_grounds import Ground, Grounds
from assent.engine.analysis.why_turns import Turn, Turns
from assent.engine.evaluation.explain import deadlock, explain
from assent.engine.evaluation.findings import POSITIVE
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.verdicts import Answer
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment

T = TypeVar("T")
NOT_IN_RECORD = "not in the record"
__all__ = ["Ground", "Turn", "Why", "why"]


@attrs.frozen
class Why:
    """Why a verdict is what it is.

    `grounds` are the fewest things that force it; None where no set does, because it is undetermined. `turns` are the
    nearest ways in which a verdict that is not positive would be; `settling` those in which one that is undetermined
    would be negative. `note` says that nothing but the words of the contract forces it, and `waiting` names the
    clauses that wait for each other then. `texts` are those that an undetermined verdict turns on and that are not in
    the record. An answer that is not `exact` was too large to be worked out; of grounds that are not the `least`,
    fewer may be enough.
    """

    name: str
    answer: Answer
    grounds: tuple[Ground, ...] | None
    turns: tuple[Turn, ...] = ()
    settling: tuple[Turn, ...] = ()
    note: str = ""
    waiting: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    exact: bool = True
    least: bool = True

    @property
    def positive(self) -> bool:
        """Whether the answer is yes."""
        return self.answer.verdict in POSITIVE

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections whose words turn the grounds into the verdict, each once."""
        return tuple(dict.fromkeys(section for ground in self.grounds or () for section in ground.sections))


def why(
    contract: Contract, facts: Facts, as_of: Moment, readings: Mapping[str, str], asked: Sequence[str]
) -> tuple[Why, ...]:
    """For each clause asked, the fewest facts that force its verdict, and what would turn it."""
    chosen = contract.read_by(readings)
    world = World(contract, lay_out(contract, facts, as_of), chosen)
    return tuple(_told(world, name) for name in asked)


def _told(world: World, name: str) -> Why:
    answer = settle(world, name)
    undetermined = answer.verdict == "UNDETERMINED"
    search = Grounds(world, name, answer)
    grounds = None if undetermined else _or_none(search.found)
    exact = undetermined or grounds is not None
    turns = () if answer.verdict in POSITIVE else _or_none(Turns(world, name, answer).found)
    settling = _or_none(Turns(world, name, answer, met=False).found) if undetermined else ()
    if turns is None or settling is None:
        return Why(name, answer, grounds, exact=False, least=search.least)
    note, waiting = _circle(world, name, answer, grounds)
    texts = _texts(world, name) if answer.verdict == "UNDETERMINED" else ()
    return Why(name, answer, grounds, turns, settling, note, waiting, texts, exact, search.least)


def _or_none(search: Callable[[], T | None]) -> T | None:
    """What a search finds; None where there is too much to work out."""
    try:
        return search()
    except TooLargeError:
        return None


def _texts(world: World, name: str) -> tuple[str, ...]:
    """The texts that are not in the record and whose words an undetermined verdict turns on, as eval names them."""
    finding = explain(world, world.contract.clauses[name], settle(world, name))
    return tuple(fact.sentence.removeprefix("the text of ") for fact in finding.missing if fact.why == NOT_IN_RECORD)


def _circle(world: World, name: str, answer: Answer, grounds: tuple[Ground, ...] | None) -> tuple[str, tuple[str, ...]]:
    """The deadlock of a permission, or the clauses that wait for each other, where no fact stands in the way."""
    if (
        grounds is None
        or answer.verdict in POSITIVE
        or any(not (ground.is_waiver or ground.ahead) for ground in grounds)
    ):
        return "", ()
    note = deadlock(world, world.contract.clauses[name], answer) if answer.verdict == "NO LONGER PERMITTED" else ""
    together = world.contract.structure.together
    reached = [one for one in (name, *sorted(world.contract.structure.reaches[name])) if one in together]
    return note, () if note or not reached else tuple(sorted(together[reached[0]]))
