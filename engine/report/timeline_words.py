"""What a history says in words: what a condition is called, and why it stands otherwise than before."""

from assent.engine.analysis.history import History, Told
from assent.engine.analysis.history_causes import Cause
from assent.engine.analysis.history_standing import Item
from assent.engine.model.conditions import UnderReading
from assent.engine.report.checklist_rows import item_words
from assent.engine.report.places import Places, short_names
from assent.engine.report.text import verdict_words

AHEAD = "as the record stands, if nothing more happens and nothing more is said"
INEXACT = "not settled exactly"


def words_of_item(item: Item) -> str:
    """What a condition is called: its heading, its words, or for a bare list what is in it."""
    condition = item.condition
    if condition is None:
        return f"section {item.section} of {item.agreement} is not in the record"
    if isinstance(condition, UnderReading):
        part = condition.part.place
        words = condition.place.heading or part.heading or part.text or condition.place.text
    else:
        words = item_words(condition)
    return words if words and not words.endswith(" of") else f"the conditions of {item.clause}"


def told_words(told: Told) -> str:
    """`EFFECTIVE since 1996-02-28`."""
    words = verdict_words(told.verdict, told.since, told.at_latest)
    return words if told.exact else f"{words} ({INEXACT})"


def places_of_history(history: History) -> Places:
    """The short names of the journals behind a history."""
    return Places(short_names({entry.span.source for entry in history.facts}))


def cause_words(cause: Cause) -> str:
    """One cause, without its line of the journal."""
    match cause.kind:
        case "fact":
            assert cause.fact is not None
            return cause.fact.sentence + (f' "{cause.fact.evidence}"' if cause.fact.evidence else "")
        case "deadline":
            passed = f"{cause.moment} has passed"
            return passed if cause.words == passed else f"{passed}: {cause.words}"
        case "date":
            return f"{cause.moment} has come: {cause.words}"
        case "lapse":
            assert cause.fact is not None
            reach = f"{cause.moment} alone" if cause.words == "alone" else f"the time up to {cause.moment}"
            return f"{cause.fact.sentence}: this speaks of {reach}"
        case "clause":
            return f"{cause.words}: now {cause.verdict}"
        case "record":
            return f"the record of {cause.words} is complete only through {cause.moment}"
        case "room":
            return f"too few days are left before {cause.moment}"
        case "silence":
            return f"nothing is recorded of the days after {cause.moment}"


def cause_cited(cause: Cause, places: Places) -> str:
    """The line of the journal behind a cause; empty where there is none."""
    return places.cite(cause.fact.span) if cause.fact is not None else ""
