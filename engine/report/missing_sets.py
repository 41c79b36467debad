"""What is missing, as a person reads it: the ways that are left, whose power they are in, and until when."""

from collections.abc import Iterator, Sequence
from typing import Any

from assent.engine.analysis.acts import Act
from assent.engine.analysis.closed_door import Closing, Waiver
from assent.engine.analysis.missing import MOST_IN_ORDER, ActSet, Missing
from assent.engine.model.contract import Contract
from assent.engine.report.layout import NARROWEST, cells, paragraph
from assent.engine.report.style import Style, plain, verdict_role
from assent.engine.report.text import verdict_words
from assent.grammar.values import Moment

NOTHING = "Nothing is missing."
AMENDMENT = "A further amendment could reopen it."
NO_WAIVER = "No clause of the contract lets anybody waive what has failed. A further amendment could reopen it."
UNKNOWN = "No act that can be recorded would settle it; `assent eval` names what is not known."
CAUTIOUS = (
    "This list may lack ways: those in which an act would have to be recorded as other than what stands in the way."
)
PARTIAL = (
    "All ways cannot be worked out exactly: this way was found by trying, its deadlines are not told, and others were "
    "not looked for. Ask about a part with --ask."
)
TOO_LARGE = "The ways cannot be worked out exactly, so none is listed. Ask about a part with --ask."


def render_missing(
    contract: Contract, found: Sequence[Missing], as_of: Moment, *, width: int = 80, style: Style = plain
) -> str:
    """Each clause asked about: its verdict, and every way that is left, or what closed the door."""
    width = max(width, NARROWEST)
    head = paragraph(contract.title or contract.name, width, style, "title", 0)
    head.append(style("aside", f"as of {as_of}"))
    blocks = [head]
    for one in found:
        blocks += list(_blocks(one, width, style))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _blocks(found: Missing, width: int, style: Style) -> Iterator[list[str]]:
    answer = found.answer
    words = style(verdict_role(answer.verdict), verdict_words(answer.verdict, answer.since, answer.at_latest))
    lines = [f"{style('title', found.name)}  {words}"]
    for sentence in _saying(found):
        lines += paragraph(sentence, width, style, "words", 2)
    yield lines
    if found.count > 1:
        common = {act.sentence for act in found.common}
        staying = tuple(words for words in found.sets[0].staying if all(words in one.staying for one in found.sets))
        if found.common or staying:
            yield _way("in every way:", ActSet(found.common, staying), width, style)
        for number, one in enumerate(found.sets, 1):
            own = tuple(act for act in one.acts if act.sentence not in common)
            stays = tuple(words for words in one.staying if words not in staying)
            yield _way(f"way {number}:", ActSet(own, stays), width, style)
    elif found.sets:
        yield _way("", found.sets[0], width, style)


def _saying(found: Missing) -> Iterator[str]:
    """What is said of the ways before they are listed."""
    if found.positive:
        yield NOTHING
        return
    if found.closed is not None:
        yield from closing_sentences(found.closed)
        return
    whose = f" in the power of {found.by}" if found.by else ""
    if not found.sets:
        yield TOO_LARGE if not found.exact else f"Nothing that lies{whose} would do." if found.by else UNKNOWN
    elif found.count == 1 and not found.sets[0].acts:
        yield "Nothing need be done; it comes about with time."
    elif found.count == 1:
        yield f"One way{whose} is left:" if found.exact else f"One way{whose} was found:"
    else:
        which = f"the first {len(found.sets)}" if found.count <= MOST_IN_ORDER else f"{len(found.sets)} of the smallest"
        listed = f"; {which} are listed" if len(found.sets) < found.count else ""
        yield f"Any one of {found.count:,} ways{whose} would do{listed}."
    if found.sets and not found.exact:
        yield PARTIAL if found.partial else CAUTIOUS
    if found.answer.supposed and found.sets:
        yield "The act itself is supposed to be done."


def closing_sentences(closed: Closing) -> Iterator[str]:
    """What closed the door and when, and what could open it again."""
    if closed.passed is not None:
        yield f"It could still be on {closed.passed}; since then a time has passed, and it can no longer be."
    elif closed.ever:
        told = "; ".join(dict.fromkeys(entry.sentence for entry in closed.entries))
        yield f"It can no longer be since {closed.since}" + (f": {told}." if told else ".")
    else:
        told = "; ".join(dict.fromkeys(entry.sentence for entry in closed.entries))
        yield "It never could be on this record" + (f": {told}." if told else ".")
    if not closed.waivers:
        yield NO_WAIVER
        return
    yield "; ".join(map(waiver_sentence, closed.waivers)) + "."
    yield AMENDMENT


def waiver_sentence(waiver: Waiver) -> str:
    """`Congress may still waive section 5(b) in writing`."""
    return f"{waiver.party} may still waive section {waiver.section}" + (f" {waiver.form}" if waiver.form else "")


def _way(title: str, way: ActSet, width: int, style: Style) -> list[str]:
    """One way: what must be done, what lies in whose discretion, what must be so, what must stay so."""
    lines = paragraph(title, width, style, "label", 2) if title else []
    margin = 4
    for act in (act for act in way.acts if act.kind == "act"):
        lines += _act(act, width, style, margin)
    for party in dict.fromkeys(act.actors for act in way.acts if act.kind == "determination"):
        lines += paragraph(f"in the discretion of {_and(party)}:", width, style, "label", margin)
        for act in (act for act in way.acts if act.kind == "determination" and act.actors == party):
            lines += _act(act, width, style, margin + 2, told=False)
    statements = [act for act in way.acts if act.kind == "statement"]
    if statements:
        lines += paragraph("must be so:", width, style, "label", margin)
    for act in statements:
        lines += _act(act, width, style, margin + 2)
    if way.staying:
        words = "as long as it stays so: " + "; ".join(way.staying)
        lines += paragraph(words, width, style, "aside", margin, 2)
    return lines


def _act(act: Act, width: int, style: Style, margin: int, *, told: bool = True) -> list[str]:
    """The sentence; below it who acts, for which section, by when, and the parts of an event."""
    sentence = f"{act.sentence} on {act.on}" if act.on is not None else act.sentence
    asides = [_and(act.actors)] if told and act.actors else []
    if act.sections:
        asides.append(f"section{'s' if len(act.sections) > 1 else ''} {', '.join(act.sections)}")
    if act.by is not None:
        asides.append(f"by {act.by}")
    aside = "; ".join(asides)
    if cells(sentence) + cells(aside) + margin + 4 <= width:  # on one line where it fits
        first = paragraph(sentence, width, style, "words", margin)
        lines = [f"{first[0]}  {style('aside', f'({aside})')}"] if aside else first
    else:
        lines = paragraph(sentence, width, style, "words", margin, 4)
        lines += paragraph(f"({aside})", width, style, "aside", margin + 4) if aside else []
    for part in act.parts:
        lines += paragraph(f"- {part}", width, style, "words", margin + 4, 2)
    return lines


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# --- as data ----------------------------------------------------------------------------------------------------


def missing_data(found: Missing) -> dict[str, Any]:
    """What is missing for one clause, in the values of JSON."""
    answer = found.answer
    return {
        "name": found.name,
        "verdict": answer.verdict,
        "since": _moment(answer.since),
        "by": found.by or None,
        "exact": found.exact,
        "count": found.count,
        "common": [_act_data(act) for act in found.common],
        "sets": [{"acts": [_act_data(act) for act in one.acts], "staying": list(one.staying)} for one in found.sets],
        "closed": _closing_data(found.closed) if found.closed is not None else None,
    }


def _act_data(act: Act) -> dict[str, Any]:
    return {
        "sentence": act.sentence,
        "kind": act.kind,
        "actors": list(act.actors),
        "sections": list(act.sections),
        "on": _moment(act.on),
        "by": _moment(act.by),
        "parts": list(act.parts),
    }


def _closing_data(closed: Closing) -> dict[str, Any]:
    return {
        "since": str(closed.since) if closed.ever else None,
        "passed": _moment(closed.passed),
        "facts": [{"sentence": entry.sentence, "on": str(entry.moment)} for entry in closed.entries],
        "waivers": [{"party": one.party, "section": one.section, "form": one.form or None} for one in closed.waivers],
    }


def _moment(moment: Moment | None) -> str | None:
    return str(moment) if moment is not None else None
