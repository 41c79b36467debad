"""Facts enough for a condition to stand as it does: of several that would do, the first (rule S11)."""

from collections.abc import Iterator

from assent.engine.evaluation.findings import CitedFact
from assent.engine.evaluation.view import LEAVES, View
from assent.engine.model import conditions as m


def why_not_begun(view: View, state: str, bit: int) -> Iterator[CitedFact]:
    """The facts for which no clause has begun a state so far; none where silence tells, or no clause begins it."""
    clause = view.world.contract.clauses.get(state)
    if clause is None or view.world.clause(state).may & ((bit << 1) - 1):
        return
    for version in clause.versions:
        if version.condition is not None:
            yield from _grounds(view, version.condition, bit, {state})


def _grounds(view: View, condition: m.Condition, bit: int, told: set[str]) -> Iterator[CitedFact]:
    """The facts behind a condition; `told` are the clauses that have been looked behind."""
    value = view.value(condition, bit)
    if isinstance(condition, m.UnderReading) and view.world.readings.get(condition.question) != condition.alternative:
        return
    if isinstance(condition, m.ByDate):
        yield from view.citation(condition, bit).facts
        bit = view.by(condition, bit)
    if type(condition) in LEAVES:
        yield from view.citation(condition, bit).facts
        yield from _behind(view, m.clause_of(condition), bit, told)
        return
    parts = m.parts_of(condition)
    if isinstance(condition, m.AllOf | m.AnyOf | m.AtLeast | m.Carried | m.Deemed | m.Waivable):
        parts = tuple(part for part in parts if view.value(part, bit) == value)
        one_will_do = (value == "unmet") == isinstance(condition, m.AllOf) and not isinstance(
            condition, m.AtLeast | m.Carried
        )
        parts = parts[:1] if one_will_do else parts
    for part in parts:
        yield from _grounds(view, part, bit, told)


def _behind(view: View, name: str, bit: int, told: set[str]) -> Iterator[CitedFact]:
    """The facts behind the clause that a condition refers to."""
    clause = view.world.contract.clauses.get(name)
    if clause is None or name in told:
        return
    told.add(name)
    texts = [version.condition for version in clause.versions if version.condition is not None]
    for text in [clause.act, *texts] if clause.act is not None else texts:
        yield from _grounds(view, text, bit, told)
