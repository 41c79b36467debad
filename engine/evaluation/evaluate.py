"""The one entry to an evaluation: a contract, facts, a moment and readings in; findings with reasons out."""

from collections.abc import Mapping, Sequence

from assent.engine.evaluation.findings import Evaluation
from assent.engine.evaluation.reasons import explain
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.grammar.values import Moment

NO_READINGS: Mapping[str, str] = {}


def evaluate(
    contract: Contract,
    facts: Facts,
    as_of: Moment,
    readings: Mapping[str, str] = NO_READINGS,
    asked: Sequence[str] | None = None,
) -> Evaluation:
    """Answer some clauses of a contract, all that can be asked unless told which, as of a moment (S1 to S12).

    `readings` chooses alternatives by question; the others use their defaults.
    """
    chosen = {name: readings.get(name, question.default) for name, question in contract.questions.items()}
    world = World(contract, lay_out(contract, facts, as_of), chosen)
    names = contract.asked() if asked is None else tuple(asked)
    findings = tuple(explain(world, contract.clauses[name], settle(world, facts, name)) for name in names)
    return Evaluation(as_of, chosen, findings)
