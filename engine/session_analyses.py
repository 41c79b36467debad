"""The analyses for Python users: what is missing, why, when, which text or reading, what always holds, what changed.

Each takes what `load_contract` and `load_facts` give, and moments, readings and names as people write them; it raises
Refused for those that do not exist. The answers are records of `assent.engine.analysis`. None as the moment is the
one the journal speaks of last, None as the names all that can be asked.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assent.engine.session_choices import choose_asked, choose_moment, choose_readings

if TYPE_CHECKING:
    import datetime

    from assent.engine.analysis.governing_texts import Governed
    from assent.engine.analysis.history import History
    from assent.engine.analysis.missing import Missing
    from assent.engine.analysis.prove import Proof
    from assent.engine.analysis.redline import Redline
    from assent.engine.analysis.why import Why
    from assent.engine.evaluation.findings import ByReading
    from assent.engine.facts.ledger import Facts
    from assent.engine.model.contract import Contract
    from assent.grammar.values import Moment

    AsOf = Moment | datetime.date | str | None


def missing(
    contract: "Contract",
    facts: "Facts",
    as_of: "AsOf" = None,
    readings: Mapping[str, str] | None = None,
    asked: Sequence[str] | None = None,
    *,
    by: str = "",
) -> "tuple[Missing, ...]":
    """Every minimal set of acts that would make each verdict positive; `by` keeps to what one party can do."""
    from assent.engine.analysis.missing import missing as run

    moment = choose_moment(as_of, facts)
    return run(contract, facts, moment, _chosen(contract, readings), _names(contract, asked), by=by)


def why(
    contract: "Contract",
    facts: "Facts",
    as_of: "AsOf" = None,
    readings: Mapping[str, str] | None = None,
    asked: Sequence[str] | None = None,
) -> "tuple[Why, ...]":
    """The fewest facts that force each verdict, and the nearest that would turn it."""
    from assent.engine.analysis.why import why as run

    return run(contract, facts, choose_moment(as_of, facts), _chosen(contract, readings), _names(contract, asked))


def timeline(
    contract: "Contract",
    facts: "Facts",
    as_of: "AsOf" = None,
    readings: Mapping[str, str] | None = None,
    asked: Sequence[str] | None = None,
) -> "History":
    """Every moment at which a verdict or a condition changes; ahead, as the record stands."""
    from assent.engine.analysis.history import history as run

    return run(contract, facts, choose_moment(as_of, facts), _chosen(contract, readings), _names(contract, asked))


def text(
    contract: "Contract", facts: "Facts", as_of: "AsOf" = None, readings: Mapping[str, str] | None = None
) -> "tuple[Governed, ...]":
    """Which text of each clause governs, of those that have several, since when, and what will change that."""
    from assent.engine.analysis.governing_texts import governing_texts as run

    return run(contract, facts, choose_moment(as_of, facts), _chosen(contract, readings))


def by_reading(
    contract: "Contract", facts: "Facts", as_of: "AsOf" = None, asked: Sequence[str] | None = None
) -> "Mapping[str, tuple[ByReading, ...]]":
    """The verdicts of each clause with the combinations of readings that give them; one alone is robust."""
    from assent.engine.analysis.readings import by_reading as run

    return run(contract, facts, choose_moment(as_of, facts), _names(contract, asked))


def prove(contract: "Contract", labels: Sequence[str] | None = None) -> "tuple[Proof, ...]":
    """The guarantees of a contract, all or those named: proved for every journal, or refuted by one."""
    from assent.engine.analysis.prove import prove as run

    return run(contract, labels)


def diff(old: "Contract", new: "Contract") -> "tuple[Redline, ...]":
    """How each clause of a new encoding relates to the old one, with journals on which they differ."""
    from assent.engine.analysis.redline import redline as run

    return run(old, new)


def _chosen(contract: "Contract", readings: Mapping[str, str] | None) -> Mapping[str, str]:
    return choose_readings(contract, [f"{name}={choice}" for name, choice in (readings or {}).items()])


def _names(contract: "Contract", asked: Sequence[str] | None) -> Sequence[str]:
    chosen = choose_asked(contract, asked)
    return contract.asked() if chosen is None else chosen
