"""What is still missing: the acts that would meet an open condition, and the facts that nobody recorded."""

from collections.abc import Iterable, Iterator

import attrs

from assent.engine.evaluation.findings import MET, Finding, MissingFact, Reason
from assent.engine.report.rows import is_choice, is_list, words_of

_OPEN = frozenset({"OUTSTANDING", "RECEIVED", "DEFERRED"})


@attrs.frozen
class Act:
    """A sentence that is still to come true, or, with `inner` ones, so many of those: `any of`, `all of`."""

    section: str
    text: str
    inner: tuple["Act", ...] = ()


def outstanding(finding: Finding) -> tuple[Act, ...]:
    """The acts that are still to be done; none for a positive verdict."""
    if finding.positive:
        return ()
    return _distinct(act for reason in finding.reasons for act in _acts(reason))


def _acts(reason: Reason) -> Iterator[Act]:
    parts = [part for part in reason.reasons if part.status not in MET | {"NOT APPLICABLE"}]
    if reason.status not in _OPEN | {"UNDETERMINED"}:
        return
    if is_choice(reason):
        yield from _choice(reason)
    elif parts and (is_list(reason) or reason.heading or len(parts) < len(reason.reasons)):
        for part in parts:
            yield from _acts(part)
    elif reason.status in _OPEN:
        yield Act(reason.section, reason.text or words_of(reason))


def _choice(reason: Reason) -> Iterator[Act]:
    ways = [_distinct(_acts(part)) for part in reason.reasons if part.status not in MET]
    ways = [way for way in ways if way]
    if len(ways) == 1:
        yield from ways[0]
    elif ways:
        inner = tuple(way[0] if len(way) == 1 else Act(way[0].section, "all of", way) for way in ways)
        yield Act(reason.section, reason.text, inner)


def _distinct(acts: Iterable[Act]) -> tuple[Act, ...]:
    return tuple(dict.fromkeys(acts))


def unknown(finding: Finding) -> list[tuple[str, list[MissingFact]]]:
    """The facts that are not known, those with the same cause together under it."""
    found: dict[str, list[MissingFact]] = {}
    for fact in finding.missing:
        found.setdefault(fact.why, []).append(fact)
    return list(found.items())
