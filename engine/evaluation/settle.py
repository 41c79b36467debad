"""The exact judge behind the fast tables (S3)."""
from assent.engine.evaluation.verdicts import Answer, answer
from assent.engine.evaluation.world import World
from assent.engine.facts.ledger import Facts


def settle(world: World, facts: Facts, name: str) -> Answer:
    """The verdict on a clause, exact."""
    return answer(world, world.contract.clauses[name])
