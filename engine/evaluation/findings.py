"""What an evaluation returns: a verdict for each clause asked, and the tree of reasons behind it (rule S11)."""

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from assent.engine.model.contract import ClauseKind
from assent.grammar.frozen import Frozen
from assent.grammar.spans import Span
from assent.grammar.values import Moment

Verdict = Literal[
    "EFFECTIVE",
    "SATISFIED",
    "COVERED",
    "PERMITTED",
    "PERFORMED",
    "COMPLIED WITH",
    "BREACHED",
    "NOT YET",
    "NOT PERMITTED YET",
    "CAN NO LONGER BE",
    "NO LONGER PERMITTED",
    "NOT COVERED",
    "UNDETERMINED",
]
Status = Literal[
    "SATISFIED",
    "DEEMED SATISFIED",
    "WAIVED",
    "OUTSTANDING",
    "RECEIVED",
    "DEFERRED",
    "FAILED",
    "UNDETERMINED",
    "NOT APPLICABLE",
]

POSITIVE: frozenset[Verdict] = frozenset(
    {"EFFECTIVE", "SATISFIED", "COVERED", "PERMITTED", "PERFORMED", "COMPLIED WITH", "BREACHED"}
)
LOST: frozenset[Verdict] = frozenset({"CAN NO LONGER BE", "NO LONGER PERMITTED", "NOT COVERED"})
MET: frozenset[Status] = frozenset({"SATISFIED", "DEEMED SATISFIED", "WAIVED"})


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class CitedFact(Frozen):
    """A fact of the journal that an answer rests on: its sentence, its date, its evidence and where it stands."""

    sentence: str
    on: Moment
    evidence: str
    span: Span


@attrs.frozen(order=True)
class MissingFact:
    """A fact that would settle an unknown: the sentence to record, and why it is not known."""

    sentence: str
    why: str
    nouns: tuple[str, ...] = attrs.field(default=(), order=False)


@attrs.frozen(slots=False, eq=False, repr=False)  # without slots they are made in half the time
class Reason(Frozen):
    """One condition at the moment that decides.

    `section` is the nearest label (`5(c)`), `agreement` the agreement it belongs to when it is another one, `heading`
    and `text` its words. `since` is when it came to hold. `decisive` marks what the verdict rests on. `note` says what
    the bare status would hide: deemed by which instrument, waived by whom, which reading, which text is not in the
    record. `facts` are those used here, `missing` what is not known here, `reasons` the conditions inside; `choice`
    says that fewer than all of these are enough. `refers` names the clause whose own finding the condition takes up;
    its `reasons` are then that clause's, and are left out while it holds.
    """

    section: str
    agreement: str
    heading: str
    text: str
    labelled: bool
    status: Status
    since: Moment | None
    decisive: bool
    note: str
    span: Span
    facts: tuple[CitedFact, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    reasons: tuple["Reason", ...] = ()
    choice: bool = False
    refers: str = ""

    def walk(self) -> Iterator["Reason"]:
        """This reason and every one inside it, outer before inner."""
        waiting = [self]
        while waiting:
            reason = waiting.pop()
            yield reason
            if reason.reasons:
                waiting.extend(reversed(reason.reasons))


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Finding(Frozen):
    """The answer to one question at one moment under one choice of readings.

    `since` is the moment from which a positive verdict holds; `at_latest` when an unknown could make it earlier.
    `readings` are the alternatives chosen for the questions that the clause asks; `rests_on` names those of them
    whose change alone would change the verdict, or is None when that was not asked. `note` explains a verdict that
    no single condition does: a text not in the record, a deadlock.
    """

    name: str
    kind: ClauseKind
    section: str
    verdict: Verdict
    since: Moment | None
    at_latest: bool
    readings: Mapping[str, str]
    note: str
    reasons: tuple[Reason, ...]
    missing: tuple[MissingFact, ...]
    rests_on: tuple[str, ...] | None = None

    @property
    def positive(self) -> bool:
        """Whether the answer is yes."""
        return self.verdict in POSITIVE

    def walk(self) -> Iterator[Reason]:
        """Every reason of the finding, outer before inner."""
        for reason in self.reasons:
            yield from reason.walk()


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class ByReading(Frozen):
    """A verdict with the combinations of alternatives that give it; a question left out does not matter."""

    verdict: Verdict
    since: Moment | None
    readings: tuple[Mapping[str, str], ...]


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Evaluation(Frozen):
    """The findings of one run, in the order asked, with the moment and the full choice of readings."""

    as_of: Moment
    readings: Mapping[str, str]
    findings: tuple[Finding, ...]
    by_reading: Mapping[str, tuple[ByReading, ...]] = attrs.field(factory=dict)

    def __getitem__(self, name: str) -> Finding:
        """The finding on one clause.

        Raises KeyError when it was not asked.
        """
        for finding in self.findings:
            if finding.name == name:
                return finding
        raise KeyError(name)
