"""What a change of facts changes: verdicts and rows that differ between two evaluations of one contract."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from assent.engine.evaluation.findings import Evaluation, Finding, Reason

Key = tuple[object, ...]


@attrs.frozen
class ChangedRow:
    """A condition before and after; None where it plays no part, as when another text governs (S9)."""

    before: Reason | None
    after: Reason | None

    @property
    def reason(self) -> Reason:
        """The condition as it is after the change, or else as it was."""
        reason = self.after or self.before
        assert reason is not None
        return reason


@attrs.frozen
class ChangedVerdict:
    """A finding before and after, its rows that changed, and how many of its rows did not."""

    before: Finding
    after: Finding
    rows: tuple[ChangedRow, ...]
    unchanged: int

    @property
    def name(self) -> str:
        """The clause that was asked."""
        return self.after.name

    @property
    def changed(self) -> bool:
        """Whether the verdict itself differs, or since when it holds."""
        return _verdict(self.before) != _verdict(self.after)


@attrs.frozen
class Difference:
    """Two evaluations side by side: the changes, the findings in which something differs, how many do not."""

    before: Evaluation
    after: Evaluation
    changes: tuple[str, ...]
    verdicts: tuple[ChangedVerdict, ...]
    unchanged: int

    @property
    def changed(self) -> tuple[ChangedVerdict, ...]:
        """The findings whose verdict differs."""
        return tuple(verdict for verdict in self.verdicts if verdict.changed)


def difference(before: Evaluation, after: Evaluation, changes: Sequence[str] = ()) -> Difference:
    """Compare two evaluations of the same contract, finding by finding in the order asked."""
    old = {finding.name: finding for finding in before.findings}
    pairs = [(old[finding.name], finding) for finding in after.findings if finding.name in old]
    compared = [_compare(first, second) for first, second in pairs]
    differing = tuple(verdict for verdict in compared if verdict.changed or verdict.rows)
    return Difference(before, after, tuple(changes), differing, len(compared) - len(differing))


def _compare(before: Finding, after: Finding) -> ChangedVerdict:
    old, new = _rows(before), _rows(after)
    rows: list[ChangedRow] = []
    for key in _merged(list(old), list(new)):
        row = ChangedRow(old.get(key), new.get(key))
        if row.before is None or row.after is None or _state(row.before) != _state(row.after):
            rows.append(row)
    unchanged = len(set(old) & set(new)) - sum(_both(row) for row in rows)
    return ChangedVerdict(before, after, tuple(rows), unchanged)


def _both(row: ChangedRow) -> bool:
    return row.before is not None and row.after is not None


def _verdict(finding: Finding) -> Key:
    return finding.verdict, finding.since, finding.at_latest


def _state(reason: Reason) -> Key:
    return reason.status, reason.since, reason.note


def _rows(finding: Finding) -> Mapping[Key, Reason]:
    """The conditions an answer speaks of: labelled ones and those with nothing inside, by their place.

    What stands inside a condition that takes up another clause belongs to that clause's own answer.
    """
    found: dict[Key, Reason] = {}
    for reason in _spoken(finding.reasons):
        words = reason.heading or reason.text
        place = (reason.section, reason.agreement, reason.labelled, words, reason.span)
        count = 0
        while (*place, count) in found:
            count += 1
        found[(*place, count)] = reason
    return found


def _spoken(reasons: Sequence[Reason]) -> Iterator[Reason]:
    for reason in reasons:
        if reason.labelled or reason.refers or not reason.reasons:
            yield reason
        if not reason.refers:
            yield from _spoken(reason.reasons)


def _merged(old: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    """Both sequences in one, each in its order; what is only in the old one before what follows it."""
    merged: list[Key] = []
    rest = list(new)
    kept = set(new)
    for key in old:
        if key in kept and key in rest:
            cut = rest.index(key) + 1
            merged += rest[:cut]
            rest = rest[cut:]
        elif key not in kept:
            merged.append(key)
    return merged + rest
