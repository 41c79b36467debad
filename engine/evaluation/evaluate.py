"""The one entry to an evaluation: a contract, facts, a moment and readings in; findings with reasons out."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assent.engine.evaluation.explain import Shared, explain
from assent.engine.evaluation.findings import Evaluation, Finding
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment

if TYPE_CHECKING:
    from assent.engine.evaluation.rests_on import Resting

NO_READINGS: Mapping[str, str] = {}


def evaluate(
    contract: Contract,
    facts: Facts,
    as_of: Moment,
    readings: Mapping[str, str] = NO_READINGS,
    asked: Sequence[str] | None = None,
    *,
    rests_on: bool = False,
) -> Evaluation:
    """Answer some clauses of a contract, all that can be asked unless told which, as of a moment (S1 to S12).

    `readings` chooses alternatives by question; the others use their defaults. `rests_on` also works out which of
    them each verdict rests on, which takes about three times as long as the rest.
    """
    chosen = contract.read_by(readings)
    world = World(contract, lay_out(contract, facts, as_of), chosen)
    names = contract.asked() if asked is None else tuple(asked)
    findings: list[Finding] = []
    shared: Shared = {}
    resting = _resting(world) if rests_on else None
    for name in names:
        clause = contract.clauses[name]
        found = settle(world, name)
        questions = resting.questions(clause, found) if resting is not None else None
        findings.append(explain(world, clause, found, questions, shared))
    return Evaluation(as_of, chosen, tuple(findings))


def _resting(world: World) -> "Resting":
    from assent.engine.evaluation.rests_on import Resting  # most runs do not ask, and need not wait for it

    return Resting(world)
