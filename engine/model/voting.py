"""Who votes, with which weight, and how much of it is needed (rule S14)."""

from collections.abc import Iterable
from math import ceil, floor

import attrs

from assent.engine.model.nouns import Party, PartySet, Vote
from assent.engine.model.terms import Terms
from assent.grammar.syntax import contract as k
from assent.grammar.values import Money, Percent

NUMBER = "number"  # the currency of what is merely counted


@attrs.define
class Voters:
    """Those who vote, in the order of the definitions, each with the weight that is known of it.

    `unknown` are those of whom more may count than is known. `units` are the measures of the sets, each with its
    currency, as far as it is known.
    """

    weights: dict[str, int] = attrs.field(factory=dict)
    unknown: set[str] = attrs.field(factory=set)
    units: set[tuple[str, str]] = attrs.field(factory=set)

    @property
    def unit(self) -> tuple[str, str]:
        """What they are weighed by, and its currency: `commitment`, `USD`. Both are empty where heads are counted."""
        return max(self.units, key=lambda unit: bool(unit[1]), default=("", ""))

    @property
    def alike(self) -> bool:
        """Whether all weights can be added: of one measure, in one currency, or none of them given."""
        return len({measure for measure, _ in self.units}) <= 1 and len({one for _, one in self.units if one}) <= 1


def voters(vote: Vote, terms: Terms) -> Voters:
    """Those who vote: the members of its sets and of the sets in these; who is in several has the weight of all."""
    found = Voters()
    for name in vote.of:
        _gather(name, terms, found, set())
    if not found.unit[0] or not isinstance(vote.share, Percent):  # each counts as one, in however many sets it is
        return Voters(dict.fromkeys(found.weights, 1))
    return found


def _gather(name: str, terms: Terms, found: Voters, seen: set[str]) -> None:
    noun = terms.nouns.get(name)
    terms.used.add(name)
    if isinstance(noun, Party):
        found.weights.setdefault(name, 0)
        found.units.add(("", ""))
    if not isinstance(noun, PartySet) or name in seen:
        return
    seen.add(name)
    for member, weight in zip(noun.members, noun.weights, strict=False):
        if isinstance(terms.nouns.get(member), PartySet):
            _gather(member, terms, found, seen)
            continue
        terms.used.add(member)
        size = weight.hundredths if isinstance(weight, Money) else weight or 0
        found.weights[member] = found.weights.get(member, 0) + size
        if weight is None and noun.measure:
            found.unknown.add(member)
        found.units.add((noun.measure, _currency(weight)))


def check_members(definition: k.PartySet, terms: Terms) -> None:
    """Refuse members that are no parties, or stand there twice, and weights that cannot be added."""
    seen: set[str] = set()
    weighed: k.Member | None = None
    for member in definition.members:
        if member.measure is None:
            terms.parties(member.name, "a set of parties")
        else:
            terms.noun(member.name, Party, f"with {member.measure.text}")
        if member.name.text in seen:
            terms.say("duplicate-member", member.name.span, name=member.name.text, whole=definition.name.text)
        seen.add(member.name.text)
        if isinstance(terms.nouns.get(member.name.text), PartySet):
            continue
        if weighed is not None and not _like(weighed, member):
            terms.say("unlike-weights", member.span, name=member.name.text, other=weighed.name.text)
        weighed = member if weighed is None or weighed.weight is None else weighed


def _like(one: k.Member, other: k.Member) -> bool:
    """Whether the weights of two members can be added; one that is not in the record can be with any."""
    measures = {member.measure.text if member.measure is not None else "" for member in (one, other)}
    kinds = {_currency(member.weight) for member in (one, other)} - {""}
    return len(measures) == 1 and len(kinds) <= 1


def _currency(weight: Money | int | None) -> str:
    match weight:
        case Money():
            return weight.currency
        case None:
            return ""
        case _:
            return NUMBER


def check_votes(definitions: Iterable[k.Vote], terms: Terms) -> None:
    """Refuse a vote of what is no party, of weights that cannot be added, and one that can never be carried or lost."""
    for definition in definitions:
        for name in definition.of:
            terms.parties(name, "a vote")
        vote = terms.nouns.get(definition.name.text)
        found = voters(vote, terms) if isinstance(vote, Vote) else Voters()
        if not found.alike:
            terms.say("unlike-weights", definition.span, name=definition.of[-1].text, other=definition.of[0].text)
        elif found.weights and isinstance(vote, Vote) and not _possible(vote, len(found.weights)):
            share = f"{definition.relation} {definition.share}"
            terms.say("impossible-count", definition.span, count=share, parts=", ".join(vote.of))


def _possible(vote: Vote, heads: int) -> bool:
    """Whether a vote can be carried, and lost."""
    share = vote.share.hundredths if isinstance(vote.share, Percent) else vote.share
    whole = 100 if isinstance(vote.share, Percent) else heads
    return share < whole if vote.strict else 0 < share <= whole


def whole(vote: Vote) -> bool:
    """Whether all weight is asked."""
    return isinstance(vote.share, Percent) and vote.share.hundredths == 100


def needed(vote: Vote, total: int) -> int:
    """The least weight with which a vote is carried, of all weight that is known; no vote is carried by nobody."""
    if isinstance(vote.share, Percent):
        share = vote.share.hundredths * total / 100
        return floor(share) + 1 if vote.strict else max(ceil(share), 1)
    return vote.share + 1 if vote.strict else vote.share
