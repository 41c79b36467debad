"""What a user may choose for a run: the moment, the readings, and which clauses are asked."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.spans import Span

if TYPE_CHECKING:
    import datetime

    from assent.engine.facts.ledger import Facts
    from assent.engine.model.contract import Contract, Question
    from assent.grammar.values import Moment


def choose_moment(as_of: "Moment | datetime.date | str | None", facts: "Facts") -> "Moment":
    """The moment a question is asked of; the journal's last when None is given.

    Raises Refused for text that is no moment, and when the journal has no last moment.
    """
    import datetime

    from assent.grammar.values import Moment

    if isinstance(as_of, str):
        from assent.engine.session_moments import read_moment

        return read_moment(as_of, "as_of")
    if isinstance(as_of, datetime.datetime):
        raise TypeError("as_of takes a date, a Moment or text; a datetime would lose its zone")
    if isinstance(as_of, datetime.date):
        return Moment(as_of)
    moment = as_of or facts.latest()
    if moment is None:
        raise Refused([Diagnostic("no-moment", Span(facts.source, 1, 1, 1, 1))])
    return moment


def choose_readings(contract: "Contract", words: Iterable[str], source: str = "--reading") -> dict[str, str]:
    """Alternatives by question from `T6=EVER`, or `EVER` alone.

    Raises Refused for questions and alternatives that do not exist, and for two answers to one question.
    """
    chosen: dict[str, str] = {}
    for word in words:
        name, equals, choice = word.partition("=") if "=" in word else ("", "", word)
        question = _question(contract, name, choice.strip(), Span(source, 1, 1, 1, max(len(name), 1) + 1))
        start = len(name) + len(equals) + 1
        place = Span(source, 1, start, 1, start + max(len(choice), 1))
        choices = [alternative.name for alternative in question.alternatives] if question else _every(contract)
        if question is None or choice.strip() not in choices:
            close = _close(choice.strip(), choices, all_of_few=True)
            raise Refused([Diagnostic("unknown-reading", place, {"name": choice.strip()}, close)])
        if chosen.setdefault(question.name, choice.strip()) != choice.strip():
            both = {"first": chosen[question.name], "second": choice.strip()}
            raise Refused([Diagnostic("two-readings", place, {"question": question.name, **both})])
    return chosen


def _question(contract: "Contract", name: str, choice: str, place: Span) -> "Question | None":
    """The question named, or the one that a choice alone answers; None when there is no such choice."""
    if not name.strip():
        return contract.question_of(choice)
    if name.strip() in contract.questions:
        return contract.questions[name.strip()]
    meant = contract.question_of(choice)
    close = (f"{meant.name}={choice}",) if meant else _close(name.strip(), contract.questions, all_of_few=True)
    raise Refused([Diagnostic("unknown-question", place, {"name": name.strip()}, close)])


def _every(contract: "Contract") -> list[str]:
    return [a.name for question in contract.questions.values() for a in question.alternatives]


def choose_asked(contract: "Contract", names: Sequence[str] | None, source: str = "--ask") -> tuple[str, ...] | None:
    """The clauses asked; None for all.

    Raises Refused for a name that cannot be asked.
    """
    for name in names or ():
        if name not in contract.clauses:
            place = Span(source, 1, 1, 1, len(name) + 1)
            close = _close(name, contract.asked(), all_of_few=True)
            raise Refused([Diagnostic("unknown-clause", place, {"name": name}, close)])
    return tuple(dict.fromkeys(names)) if names else None


def main_clause(contract: "Contract") -> str:
    """What a contract is about: the clause that bears its name, else its first effect, else its first clause.

    Raises Refused when it has no clause that could be asked.
    """
    asked = contract.asked()
    if not asked:
        raise Refused([Diagnostic("nothing-to-ask", Span(contract.source, 1, 1, 1, 1), {"name": contract.name})])
    effects = [name for name in asked if contract.clauses[name].kind in ("effect", "force")]
    return contract.name if contract.name in asked else (effects or asked)[0]


def _close(name: str, names: Iterable[str], *, all_of_few: bool = False) -> tuple[str, ...]:
    import difflib

    folded = {other.lower(): other for other in names}
    matches = difflib.get_close_matches(name.lower(), folded, n=3, cutoff=0.6)
    if not matches and all_of_few and len(folded) <= 6:
        return tuple(folded.values())
    return tuple(folded[match] for match in matches)
