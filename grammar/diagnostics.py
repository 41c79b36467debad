"""A finding about something a user wrote: data only. Its sentences are made in engine.report.messages."""

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from assent.grammar.frozen import Frozen
from assent.grammar.spans import NOWHERE, Span

MOST_FINDINGS = 50  # nobody reads more of them at once

Severity = Literal["error", "warning"]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Related(Frozen):
    """A second place that a finding speaks of, with its role (`first defined here`)."""

    span: Span
    role: str


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Diagnostic(Frozen):
    """One finding: a code word, the smallest span that is wrong, and the user's own words to quote.

    `words` fills the message of the code; `candidates` are names the user may have meant, best first;
    `section` is the heading of the section in which it stands, where there is one.
    """

    code: str
    span: Span = NOWHERE
    words: Mapping[str, str] = attrs.field(factory=dict)
    candidates: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    section: str = ""
    severity: Severity = "error"


class Refused(Exception):
    """The input cannot be used; carries every finding that was made about it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=lambda d: d.span))
        super().__init__(", ".join(f"{d.span.place} {d.code}" for d in self.diagnostics))
