"""Roles that the command line may colour. The words say everything; a style only repeats it in colour."""

from collections.abc import Callable
from typing import Literal

from assent.engine.evaluation.findings import MET, POSITIVE, Status, Verdict

Role = Literal[
    "",
    "title",
    "section",
    "words",
    "cite",
    "aside",
    "label",
    "met",
    "open",
    "lost",
    "unknown",
    "idle",
    "added",
    "removed",
    "changed",
]

Style = Callable[[Role, str], str]

_OPEN_VERDICTS: frozenset[Verdict] = frozenset({"NOT YET", "NOT PERMITTED YET"})
_OPEN_STATUSES: frozenset[Status] = frozenset({"OUTSTANDING", "RECEIVED", "DEFERRED"})


def plain(role: Role, text: str) -> str:
    """The style of a pipe: the text as it is."""
    return text


def verdict_role(verdict: Verdict) -> Role:
    """How a verdict is coloured: `met` for a yes, `open` for not yet, `lost` for never, `unknown`."""
    if verdict in POSITIVE:
        return "met"
    if verdict in _OPEN_VERDICTS:
        return "open"
    return "unknown" if verdict == "UNDETERMINED" else "lost"


def status_role(status: Status) -> Role:
    """How the status of a condition is coloured."""
    if status in MET:
        return "met"
    if status in _OPEN_STATUSES:
        return "open"
    if status == "FAILED":
        return "lost"
    return "unknown" if status == "UNDETERMINED" else "idle"
