"""How often each verdict comes out over all combinations of some facts, and which facts turn it (S3, S10)."""

from collections.abc import Mapping, Sequence

import attrs

from assent.engine.analysis.exact.formulas import Formulas, TooLargeError
from assent.engine.analysis.many.decisions import Decision, Diagrams
from assent.engine.analysis.many.gates import Gates, gates_of
from assent.engine.analysis.many.varied import Journals
from assent.engine.analysis.many.verdicts import Verdicts
from assent.engine.evaluation.findings import Verdict

MOST_NODES = 1 << 16
OPERATIONS = 3  # of a node on planes, where a gate takes one


@attrs.frozen
class Turning:
    """A fact, by its number, in so many `pairs` of journals alike but for it, and in how many the verdict differs."""

    number: int
    differing: int
    pairs: int


@attrs.frozen
class Tally:
    """One clause over all combinations: how many journals give each verdict, and what turns it, the most telling first.

    `open` are the journals of which the tables alone do not say the last word (S3): each could be settled by itself.
    """

    name: str
    counts: Mapping[Verdict, int]
    turning: tuple[Turning, ...]
    open: int


def tally(journals: Journals, readings: Mapping[str, str], names: Sequence[str]) -> tuple[Tally, ...]:
    """Count the verdicts of some clauses over all journals that can be, those that contradict themselves left out.

    Raises TooLargeError where the combinations cannot be taken apart, and TooManyError where too many facts are
    about one noun.
    """
    return tuple(_tally(journals, readings, name) for name in names)


def decide(journals: Journals, readings: Mapping[str, str], name: str) -> Decision:
    """The verdict on a clause as a function of the facts that vary. Raises as tally does."""
    diagrams = Diagrams(len(journals.varied), journals.impossible)
    verdicts = Verdicts(journals, readings)
    return diagrams.decision(diagrams.read(verdicts.plain, verdicts.of(name)))


def function(journals: Journals, readings: Mapping[str, str], name: str) -> Decision | Gates:
    """The verdict on a clause as a function of the facts that vary: a diagram, or gates where they are less work.

    Raises TooManyError as tally does; but what is too large for a diagram still has its gates.
    """
    verdicts = Verdicts(journals, readings)
    circuits = verdicts.of(name)
    count = len(journals.varied)
    try:
        diagrams = Diagrams(count, journals.impossible, Formulas(MOST_NODES))
        decision = diagrams.decision(diagrams.read(verdicts.plain, circuits))
    except TooLargeError:
        return gates_of(verdicts.plain, count, circuits).ready()
    gates = gates_of(verdicts.plain, count, {verdict: circuits[verdict] for verdict in decision.verdicts})
    return decision if OPERATIONS * len(decision.tests) <= len(gates.inputs) else gates.ready()


def _tally(journals: Journals, readings: Mapping[str, str], name: str) -> Tally:
    diagrams = Diagrams(len(journals.varied), journals.impossible)
    verdicts = Verdicts(journals, readings)
    circuits = verdicts.of(name)
    found = diagrams.read(verdicts.plain, circuits)
    counts = {verdict: diagrams.size(formula) for verdict, formula in found.items()}
    turning = [Turning(number, *diagrams.turned_by(found.values(), number)) for number in range(len(journals.varied))]
    telling = sorted((one for one in turning if one.differing), key=lambda one: (-one.differing, one.number))
    unsettled = diagrams.size(diagrams.one(verdicts.plain, verdicts.unsettled(name, circuits)))
    return Tally(name, counts, tuple(telling), unsettled)


def possible(journals: Journals) -> int:
    """How many of the combinations some journal can record."""
    diagrams = Diagrams(len(journals.varied), journals.impossible)
    return diagrams.size(diagrams.possible)
