"""When a vote is carried, whatever the weights that are not in the record: for sure, or perhaps (rule S14)."""

from collections.abc import Collection

from assent.engine.model.conditions import Carried
from assent.grammar.values import Money


def surely_carried(vote: Carried, favour: int, heads: int, unknown: int) -> bool:
    """Whether it is carried whatever the weights that are not in the record.

    `favour` is the known weight of those who are for it, `heads` how many they are, `unknown` how many of them may
    weigh more than is known. Weight that is not for it could outweigh all that is; where everybody is for it, none is.
    """
    if heads == len(vote.parts):
        return True
    known = favour >= vote.needed if any(vote.weights) else unknown > 0  # weight that nobody is known to have
    return known and unknown == len(vote.unknown)


def may_be_carried(vote: Carried, favour: int, unknown: int) -> bool:
    """Whether there are weights with which it is carried: one that is not known could outweigh all others."""
    if favour >= vote.needed and any(vote.weights):
        return True
    return bool(unknown) and (not vote.all or favour == sum(vote.weights))


def weight_of(vote: Carried, voters: Collection[str]) -> tuple[int, int]:
    """The known weight of some voters, and how many of them may weigh more."""
    weight = sum(weight for name, weight in zip(vote.voters, vote.weights, strict=True) if name in voters)
    return weight, len(set(vote.unknown).intersection(voters))


def weight_words(vote: Carried, name: str) -> str:
    """What one voter counts for: `USD 40,000,000`, `not in the record`."""
    weight = vote.weights[vote.voters.index(name)]
    if name not in vote.unknown:
        return amount(vote, weight)
    return f"{amount(vote, weight)} and more" if weight else "not in the record"


def amount(vote: Carried, weight: int) -> str:
    """A sum of weights, in its currency where it has one."""
    return str(Money(vote.currency, weight)) if vote.currency else f"{weight:,}"


def standing(vote: Carried, favour: Collection[str]) -> str:
    """How a vote stands: `USD 65,000,000 of USD 100,000,000; more than 50% of Lenders needed`."""
    known, _ = weight_of(vote, favour)
    if not any(vote.weights):
        return f"{len(favour)} of {len(vote.voters)}; {vote.rule} needed, by {vote.measure}"
    counted = f"{amount(vote, known)} of {amount(vote, sum(vote.weights))}"
    if vote.unknown:
        counted += f", where the {vote.measure} is known"
    return f"{counted}; {vote.rule} needed"


def open_weights(vote: Carried, sure: Collection[str], may: Collection[str]) -> tuple[str, ...]:
    """The voters whose weight, not in the record, would tell, if so many are surely for it and so many may be."""
    by_weight_alone = may_be_carried(vote, *weight_of(vote, sure))
    weight, unknown = weight_of(vote, may)
    in_vain = not surely_carried(vote, weight, len(may), unknown)
    return vote.unknown if by_weight_alone or in_vain else ()
