"""What is still missing: the acts that would meet an open condition, and the facts that nobody recorded."""

from collections.abc import Iterable, Iterator

import attrs

from assent.engine.evaluation.findings import Finding, MissingFact, Reason
from assent.engine.report.rows import is_choice, words_of
from assent.grammar.frozen import Frozen

_OPEN = frozenset({"OUTSTANDING", "RECEIVED", "DEFERRED"})


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Act(Frozen):
    """A sentence that is still to come true, or, with `inner` ones, so many of those: `any of`, `all of`."""

    section: str
    text: str
    inner: tuple["Act", ...] = ()


def outstanding(finding: Finding) -> tuple[Act, ...]:
    """The acts that are still to be done; none where the verdict is a yes, or a no that no act can change.

    Where it is undetermined, facts are missing and not acts: what is open there stands beside an unknown that may do.
    """
    if finding.verdict not in ("NOT YET", "NOT PERMITTED YET"):
        return ()
    return _distinct(act for reason in finding.reasons for act in _acts(reason))


def _acts(reason: Reason) -> Iterator[Act]:
    if reason.status not in _OPEN | {"UNDETERMINED"}:
        return
    parts = [part for part in reason.reasons if _is_part(part, reason)]
    if parts and is_choice(reason):
        yield from _choice(reason, parts)
    elif parts:
        # an open part that does not decide waits only for the verdict itself (S8): no act of its own is asked
        decide = [part for part in parts if part.decisive] if reason.decisive else parts
        for part in decide or parts:
            yield from _acts(part)
    elif reason.status in _OPEN:
        yield Act(reason.section, reason.text or words_of(reason))


def _is_part(part: Reason, reason: Reason) -> bool:
    """Whether meeting an inner condition helps to meet the outer one.

    What stands inside the outer one's words does, and the conditions of a clause that it takes up. Elsewhere stand
    the clauses that it refers to, perhaps in order to deny them: `no Event of Default exists` is not met by the acts
    that begin one.
    """
    if reason.refers:
        return True
    inner, outer = part.span, reason.span
    same = inner.source == outer.source
    return same and (outer.line, outer.column) <= (inner.line, inner.column) and inner.end_line <= outer.end_line


def _choice(reason: Reason, parts: Iterable[Reason]) -> Iterator[Act]:
    ways = [way for part in parts if (way := _distinct(_acts(part)))]
    if len(ways) == 1:
        yield from ways[0]
    elif ways:
        inner = tuple(way[0] if len(way) == 1 else Act(way[0].section, "all of", way) for way in ways)
        text = reason.text if reason.text.startswith("at least ") else "one of"
        yield Act(reason.section, text, inner)


def _distinct(acts: Iterable[Act]) -> tuple[Act, ...]:
    return tuple(dict.fromkeys(acts))


def unknown(finding: Finding) -> list[tuple[str, list[MissingFact]]]:
    """The facts that are not known, those with the same cause together under it."""
    found: dict[str, list[MissingFact]] = {}
    for fact in finding.missing:
        found.setdefault(fact.why, []).append(fact)
    return list(found.items())
