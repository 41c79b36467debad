"""Which conditions an answer shows, and what is collapsed into them (rule S11).

Decisive: the labelled conditions that the verdict rests on; an unlabelled one joins its labelled parent,
unless it stands in the way or its note would be lost. Full: every condition. Neither loses a fact.
"""

from collections.abc import Iterable, Iterator

import attrs

from assent.engine.evaluation.findings import MET, CitedFact, Finding, Reason
from assent.grammar.frozen import Frozen


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Row(Frozen):
    """A condition to show: how deep it stands, its section where that is news, all facts it answers for."""

    depth: int
    section: str
    reason: Reason
    facts: tuple[CitedFact, ...]

    @property
    def words(self) -> str:
        """What the condition is called: its heading, or else its words."""
        return words_of(self.reason)


def words_of(reason: Reason) -> str:
    """What a condition is called: its heading or words; a labelled list without any borrows its parts'."""
    if not is_list(reason):
        return reason.heading or reason.text
    if not reason.labelled:
        return reason.text.replace("any of", "one of")
    return _joined(reason)


def _joined(reason: Reason) -> str:
    """`Certificate of Occupancy or Municipal Certification; Lakewood Completion occurred by 1996-05-31`."""
    parts = [part for part in reason.reasons if part.status != "NOT APPLICABLE"]
    words = [_joined(part) if is_list(part) else words_of(part) for part in parts]
    return (" or " if is_choice(reason) else "; ").join(words)


def is_list(reason: Reason) -> bool:
    """Whether a condition has no words of its own and only says how many of its parts are needed."""
    return not reason.heading and bool(reason.reasons) and (not reason.text or reason.text.endswith(" of"))


def is_choice(reason: Reason) -> bool:
    """Whether fewer than all parts of a condition are enough."""
    return reason.choice or reason.text == "any of" or reason.text.startswith("at least ")


def decisive_rows(finding: Finding) -> list[Row]:
    """The rows that decide a verdict."""
    found: list[Row] = []
    for reason in finding.reasons:
        facts, rows = _decisive(reason, None)
        if facts:  # of a bare list, which nothing shown answers for
            found.append(Row(0, reason.section, reason, distinct(facts)))
        found += rows
    return _numbered(found)


def full_rows(finding: Finding) -> list[Row]:
    """Every condition of the clause."""
    return _numbered(row for reason in finding.reasons for row in _full(reason, 0))


def distinct(facts: Iterable[CitedFact]) -> tuple[CitedFact, ...]:
    """Facts in the order of their moments and lines, each line of the journal once."""
    found = {(fact.span.source, fact.span.line, fact.sentence): fact for fact in facts}
    return tuple(sorted(found.values(), key=lambda f: (f.on.day, f.on.minute or 0, f.span)))


def _decisive(reason: Reason, above: Reason | None) -> tuple[list[CitedFact], list[Row]]:
    """The facts that a parent must answer for, and the rows of a condition and of those inside it."""
    own = _shown(reason, above)
    facts, rows = list(reason.facts), list[Row]()
    for part in _own_parts(reason):
        if part.decisive:
            more, inner = _decisive(part, reason if own else above)
            facts += more
            rows += inner
    if not own:
        return facts, rows
    inside = [attrs.evolve(row, depth=row.depth + 1) for row in rows]
    return [], [Row(0, reason.section, reason, distinct(facts)), *inside]


def _own_parts(reason: Reason) -> tuple[Reason, ...]:
    """The conditions inside; those of another clause that holds stand in its own answer."""
    return () if reason.refers and reason.status in MET else reason.reasons


def _shown(reason: Reason, above: Reason | None) -> bool:
    """Whether a condition has a row of its own below the shown one around it."""
    if reason.labelled:
        return True
    if is_list(reason):
        return False
    if above is None:
        return True
    if reason.status in ("SATISFIED", "OUTSTANDING"):  # what is outstanding stands under `still missing`
        return False
    if reason.status in MET:
        return reason.note not in ("", above.note)
    return not (_says_the_same(reason, above) or _speaks_for_its_parts(above))


def _says_the_same(reason: Reason, above: Reason) -> bool:
    return (words_of(reason), reason.status) == (words_of(above), above.status)


def _speaks_for_its_parts(above: Reason) -> bool:
    """Whether a sentence is all that needs saying: everything inside it shares its fate."""
    return not (above.labelled or above.heading) and all(
        part.decisive and part.status == above.status for part in above.reasons
    )


def _full(reason: Reason, depth: int) -> Iterator[Row]:
    yield Row(depth, reason.section, reason, distinct(reason.facts))
    for part in _own_parts(reason):
        yield from _full(part, depth + 1)


def _numbered(rows: Iterable[Row]) -> list[Row]:
    """The rows with their section left out where the row above has the same."""
    found: list[Row] = []
    last = ""
    for row in rows:
        found.append(row if row.section != last or row.reason.labelled else attrs.evolve(row, section=""))
        last = row.section
    return found
