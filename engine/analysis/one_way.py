"""One way in which a verdict would be positive, found by trying: where all of them are too much to work out."""

from collections.abc import Sequence

import attrs

from assent.engine.analysis.acts import Act, Actions
from assent.engine.analysis.counterexample import needed
from assent.engine.analysis.exact.items import Item, Items
from assent.engine.analysis.exact.neighbours import ask_in_order
from assent.engine.analysis.exact.polarity import uses_of
from assent.engine.evaluation.findings import POSITIVE
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.contradictions import contradictions
from assent.engine.facts.ledger import Entry, Facts
from assent.grammar.values import Moment

_MOST_WORK = 1_000_000  # acts times conditions: to leave out one act after another of more would take many seconds


@attrs.frozen
class OneWay:
    """The search for acts that do if they are all done at the as-of moment, and none of which can be left out.

    What can only be done one after the other, or at a date, is not found.
    """

    world: World
    facts: Facts
    as_of: Moment
    name: str
    by: str

    def acts(self) -> tuple[Act, ...]:
        """The acts; none where they do not all do together, or are too many to try."""
        contract = self.world.contract
        possible = self._possible()
        if len(possible) * contract.size > _MOST_WORK or not self._enough(possible):
            return ()
        found = needed(possible, self._enough)
        return found if next(contradictions(self._with(found)), None) is None else ()

    def _possible(self) -> tuple[Act, ...]:
        """All that helps and can be done still, by one party if one was given."""
        contract, record = self.world.contract, self.world.record
        uses = uses_of(contract, (self.name,), self.world.readings)
        frame = Items(contract, record, self.world.readings, uses=uses)
        ask_in_order(frame, self.name, uses)
        helping = [
            key for key in frame.formulas.keys if isinstance(key, Item) and key.met == (1 in frame.signs(key.atom))
        ]
        acts = Actions(contract, record, uses).acts(helping)
        return tuple(act for act in acts if not self.by or act.within(self.by))

    def _with(self, acts: Sequence[Act]) -> Facts:
        """The facts, and that some acts are done."""
        told = [Entry(self.as_of, assertion, act.sentence) for act in acts for assertion in act.asserts]
        return attrs.evolve(self.facts, entries=(*self.facts.entries, *told))

    def _enough(self, acts: Sequence[Act]) -> bool:
        record = lay_out(self.world.contract, self._with(acts), self.as_of)
        return settle(World(self.world.contract, record, self.world.readings), self.name).verdict in POSITIVE
