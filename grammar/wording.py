"""How the words of the language are spelled, for messages that say what could stand somewhere."""

import functools
from collections.abc import Collection, Iterable

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "TERM": ("a Defined Term",),
    "NAME": ("a lower-case name",),
    "STRING": ('a "quoted text"',),
    "DATE": ("a date such as 1996-02-28",),
    "CLOCK": ("a time such as 17:00",),
    "ZONE": ("a zone such as America/New_York",),
    "MONEY": ("an amount such as USD 825,000",),
    "PERCENT": ("a share such as 66 2/3%",),
    "NUMBER": ("a number",),
    "DECIMAL": ("a number such as 2.5",),
    "RATIO": ("a ratio such as 3.50 to 1",),
    "LABEL": ("a label such as (a)",),
    "SECTION_REF": ("section 5(a)",),
    "DASH": ("a dash",),
    "COLON": ("a colon",),
    "_COMMA": ("a comma",),
    "_NL": ("the end of the line",),
    "_INDENT": ("an indented line",),
    "_DEDENT": (),
    "VERDICT": ("a verdict such as NOT YET",),
    "IS": ("is", "are"),
    "NOUN": ("party", "document", "agreement", "event", "state", "representation", "matter"),
    "ACTED": ("received", "executed", "sent", "requested"),
    "ACT": ("receive", "execute", "send", "request"),
    "HAPPENED": ("occurred", "began", "ended"),
    "HAPPEN": ("occur", "begin", "end"),
    "EXISTS": ("exists",),
    "HAS_OCCURRED": ("has occurred",),
    "WAS_AMENDED": ("was amended",),
    "WAS_RESTORED": ("was restored to its form of",),
    "STANDING": ("effective", "covered", "complete", "required", "performed", "breached"),
    "IN_FORCE": ("in force",),
    "MATERIALLY_TRUE": ("true in all material respects",),
    "MATERIALLY_UNTRUE": ("untrue in a material respect",),
    "IN_FORM_OF": ("in its form of",),
    "AN_ORIGINAL": ("an original",),
    "A_COPY": ("a copy",),
    "A_TRUE_COPY": ("a true and complete copy",),
    "TYPE": ("money", "date", "number", "percent", "ratio", "decimal", "party"),
    "UNIT": ("days", "weeks", "months", "years"),
    "AT_ALL_TIMES": ("at all times since",),
    "ON_EACH_DATE": ("on each date of",),
    "COMPLETE_WHEN": ("is complete when",),
    "REQUIRED_WHEN": ("is required when",),
    "TRUE_WHEN": ("is true when",),
    "RELATES_BACK": ("relates back to",),
    "COMPLETE_THROUGH": ("is complete through",),
    "DEEMED": ("deemed satisfied by",),
    "SATISFACTORY": ("satisfactory to",),
    "NOT_IN_RECORD": ("not in the record",),
    "TAKES_EFFECT": ("takes effect when",),
    "CEASES_WHEN": ("ceases to be effective when",),
    "VOID_WHEN": ("is void from the start when",),
    "EXEMPT_WHEN": ("does not apply when",),
    "CURED_WHEN": ("is cured when",),
}
_PLAIN = frozenset(
    [
        *("AND", "OR", "OF", "FROM", "BY", "BEFORE", "AFTER", "ON", "ON_OR_AFTER", "AT_LEAST"),
        *("AT_MOST", "MORE_THAN", "WITH", "AS", "NOT", "NO", "SINCE", "THE_DATE_OF", "CONTRACT", "DATED"),
        *("BETWEEN", "RECURRING", "DOCUMENTS", "PARTIES", "CONSISTS_OF", "QUESTION", "DEFAULT", "ONCE"),
        *("INCLUDE", "LIBRARY", "OBLIGES", "FORBIDS", "TO", "TO_PERMIT", "APPLIES_WHEN"),
        *("LESS_THAN", "TOTAL", "LESS_TOTAL", "DETERMINED", "DETERMINE", "ENCLOSING", "ENCLOSED_IN"),
        *("READS", "BEGINS_WHEN", "ENDS_WHEN", "LAPSES_AFTER", "PERMITS", "WHEN", "PROVIDED_THAT", "MAY_WAIVE"),
        *("ALL_OF", "ANY_OF", "EACH", "UNDER", "WHILE", "DID_NOT", "WAIVED", "TRUE", "UNTRUE"),
        *("EXECUTED_BY", "ITS_PARTIES", "IN_WRITING", "ORALLY", "SIMULTANEOUSLY", "IN_SEQUENCE"),
        *("FACTS_FOR", "RECORD_OF", "SCENARIOS_FOR", "SCENARIO", "AS_OF", "WITHOUT", "EXPECT"),
        *("FOR_WANT_OF", "GUARANTEE", "ALWAYS", "ONLY_IF", "FOR_EACH", "FOR_ANY", "IN"),
        *("UNTIL", "THE_LATER_OF", "THE_EARLIER_OF", "THE_DAY_ON_WHICH", "OR_THE_NEXT"),
        *("CALENDAR", "THROUGH", "CLOSED", "SOURCE", "TABLE"),
    ]
)
DESCRIBED = frozenset(
    [
        *("TERM", "NAME", "STRING", "DATE", "CLOCK", "ZONE", "MONEY", "PERCENT", "NUMBER", "LABEL"),
        *("DECIMAL", "RATIO", "SECTION_REF", "DASH", "COLON", "VERDICT", "_COMMA", "_NL", "_INDENT", "_DEDENT"),
    ]
)
_MOST_SHOWN = 7

TERMINALS = frozenset(_SPELLINGS) | _PLAIN
"""Every terminal of the grammar that a user can write; a test compares it with tokens.lark."""


def spellings(terminal: str) -> tuple[str, ...]:
    """The spellings of one terminal of the grammar."""
    return _SPELLINGS.get(terminal, (terminal.strip("_").lower().replace("_", " "),))


@functools.cache
def all_keywords() -> frozenset[str]:
    """Every keyword of the language, as a user would type it."""
    return frozenset(keyword_spellings(TERMINALS))


def keyword_spellings(terminals: Collection[str]) -> list[str]:
    """The keywords among some terminals, as a user would type them."""
    found = [word for terminal in sorted(terminals) if terminal not in DESCRIBED for word in spellings(terminal)]
    return found + ["section"] * ("SECTION_REF" in terminals)


def expected_words(terminals: Iterable[str]) -> str:
    """`a comma, and, or` - what could stand somewhere, in a phrase of bearable length."""
    hidden = {"CONTINUED", "SPACE", "$END"}
    words = [word for terminal in sorted(set(terminals) - hidden) for word in spellings(terminal)]
    shown = words[:_MOST_SHOWN] + (["..."] if len(words) > _MOST_SHOWN else [])
    return ", ".join(shown)
