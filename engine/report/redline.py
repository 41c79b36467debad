"""The semantic redline as a person reads it: how each effect changes, its changed lines, a record that shows it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from assent.engine.analysis.redline import Redline, Relation, Witness
from assent.engine.analysis.redline_words import ChangedLine, changed_lines
from assent.engine.analysis.replay import Replay, replay
from assent.engine.evaluation.verdicts import Answer
from assent.engine.model.contract import Contract
from assent.engine.model.nouns import Event
from assent.engine.model.terms import KIND_WORDS
from assent.engine.report.layout import NARROWEST, paragraph
from assent.engine.report.style import Role, Style, plain
from assent.engine.report.text import verdict_words
from assent.grammar.frozen import Frozen

RELATION_WORDS: Mapping[Relation, str] = {
    "equivalent": "equivalent",
    "stronger": "asks more: it holds on fewer records",
    "weaker": "asks less: it holds on more records",
    "neither": "asks something else: each holds on records on which the other does not",
    "added": "only in the new contract",
    "removed": "only in the old contract",
    "not settled": "not settled",
}
UNSETTLED = (
    "What the record does not tell may decide it: a text that is not in the record, or what was so before the "
    "first fact."
)
MOST_LINES = 12
MOST_LEFT_OUT = 3
_ROLES: Mapping[Relation, Role] = {"stronger": "lost", "weaker": "met", "added": "added", "removed": "removed"}


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Shown(Frozen):
    """A witness as it is told: to the old contract and to the new one."""

    only: str
    witness: Witness
    old: Replay
    new: Replay


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Change(Frozen):
    """One clause of a redline with its changed lines and its witnesses."""

    redline: Redline
    lines: tuple[ChangedLine, ...]
    shown: tuple[Shown, ...]


def changes_of(old: Contract, new: Contract, found: Sequence[Redline]) -> tuple[Change, ...]:
    """Each clause of a redline with what shows how it changes."""
    return tuple(Change(one, changed_lines(old, new, one.name), tuple(_shown(old, new, one))) for one in found)


def _shown(old: Contract, new: Contract, found: Redline) -> Iterator[Shown]:
    for only, witness in (("old", found.only_old), ("new", found.only_new)):
        if witness is not None:
            yield Shown(only, witness, replay(old, witness.example), replay(new, witness.example))


# --- text ------------------------------------------------------------------------------------------------------


def render_redline(
    old: Contract,
    new: Contract,
    changes: Sequence[Change],
    defaults: Sequence[tuple[str, str, str]] = (),
    *,
    width: int = 80,
    style: Style = plain,
) -> str:
    """Every clause that changes, then in one line those that do not."""
    width = max(width, NARROWEST)
    blocks = [paragraph(new.title or new.name, width, style, "title", 0)]
    blocks += [_change(old, new, one, width, style) for one in changes if one.redline.relation != "equivalent"]
    if defaults:
        blocks.append(
            [
                line
                for name, before, after in defaults
                for line in paragraph(
                    f"question {name}: read as {after} by default, before as {before}", width, style, "changed", 0, 2
                )
            ]
        )
    same = [one.redline.name for one in changes if one.redline.relation == "equivalent"]
    if same:
        words = f"Equivalent on every record, under every reading: {', '.join(same)}."
        blocks.append(paragraph(words, width, style, "aside", 0, 2))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _change(old: Contract, new: Contract, change: Change, width: int, style: Style) -> list[str]:
    found = change.redline
    role = _ROLES.get(found.relation, "changed")
    words = style(role, RELATION_WORDS[found.relation])
    title = f"{style('title', found.name)}  {words}"
    lines = [title] if len(found.name) + 2 + len(RELATION_WORDS[found.relation]) <= width else []
    lines = lines or [style("title", found.name), *paragraph(RELATION_WORDS[found.relation], width, style, role, 2)]
    for sentence in _saying(old, new, change):
        lines += paragraph(sentence, width, style, "aside", 2)
    for line in change.lines[:MOST_LINES] if found.relation not in ("added", "removed") else ():
        sign, sign_role = ("-", "removed") if line.only == "old" else ("+", "added")
        where = f"{line.section}  " if line.section else ""
        lines += paragraph(f"{sign} {where}{line.text}", width, style, _role(sign_role), 2, 4)
    earlier: Shown | None = None
    for shown in change.shown:
        lines += ["", *_witness(shown, earlier, width, style)]
        earlier = shown
    return lines


def _role(name: str) -> Role:
    return "removed" if name == "removed" else "added"


def _saying(old: Contract, new: Contract, change: Change) -> Iterator[str]:
    """What is said of a clause besides its relation."""
    found = change.redline
    if found.unlike:
        yield f"One fact about `{found.unlike}` says another thing to each contract: {_unlike(old, new, found.unlike)}."
    elif found.relation == "not settled":
        yield UNSETTLED
    if found.through:
        yield f"Its own words are the same; it changes through {', '.join(found.through)}."
    elif not change.lines and found.relation not in ("added", "removed"):
        yield "Its own words are the same; a term that it uses is defined otherwise."
    if len(change.lines) > MOST_LINES and found.relation not in ("added", "removed"):
        yield f"{len(change.lines)} lines differ; the first {MOST_LINES} are shown."


def _unlike(old: Contract, new: Contract, term: str) -> str:
    before, after = old.nouns[term], new.nouns[term]
    if type(before) is not type(after):
        return f"it is {KIND_WORDS[type(before)]} in the old one and {KIND_WORDS[type(after)]} in the new one"
    if isinstance(before, Event) and isinstance(after, Event):
        one, other = ("consists of others", "does not") if before.parts else ("does not consist of others", "does")
        return f"it {one} in the old one and {other} in the new one"
    dates = [str(getattr(noun, "dated", None) or "not dated") for noun in (before, after)]
    return f"its date is {dates[0]} in the old one and {dates[1]} in the new one"


def _witness(shown: Shown, earlier: Shown | None, width: int, style: Style) -> list[str]:
    """A journal, and what each contract says of it; where one above is nearly the same, what is other."""
    example = shown.witness.example
    readings = "".join(f" --reading {name}={chosen}" for name, chosen in example.readings.items())
    before, after = verdict(shown.witness.old), verdict(shown.witness.new)
    lines = paragraph(f"old: {before}; new: {after}", width, style, "label", 2, 2)
    lines += paragraph(f"as of {example.as_of}{readings}", width, style, "aside", 4)
    for sign, text in _told(shown, earlier):
        role: Role = {"-": "removed", "+": "added"}.get(sign, "words")  # type: ignore[assignment]
        lines += paragraph(f"{sign} {text}" if sign else text, width, style, role, 4, 2)
    for which, told in (("old", shown.old), ("new", shown.new)):
        for text in _left_out(which, told.left_out):
            lines += paragraph(text, width, style, "aside", 4, 2)
    return lines


def _left_out(which: str, sentences: Sequence[str]) -> Iterator[str]:
    """The facts that a contract cannot read; of many, as where a whole syndicate signs, the first stand for all."""
    for sentence in sentences[:MOST_LEFT_OUT]:
        yield f"the {which} contract does not know all of: {sentence}"
    if len(sentences) > MOST_LEFT_OUT:
        yield f"nor does it know all of {len(sentences) - MOST_LEFT_OUT} more of these facts"


def _told(shown: Shown, earlier: Shown | None) -> Iterator[tuple[str, str]]:
    """The facts of a journal, or what it has otherwise than one above that has half of them."""
    facts = _facts(shown)
    above = _facts(earlier) if earlier is not None else []
    if 2 * len(set(facts) & set(above)) < len(facts) or not above:
        yield from (("", fact) for fact in facts)
        return
    yield "", "the facts above, but:"
    yield from (("-", fact) for fact in above if fact not in facts)
    yield from (("+", fact) for fact in facts if fact not in above)


def _facts(shown: Shown) -> list[str]:
    return [f"{entry.moment}  {entry.sentence}" for entry in shown.witness.example.facts.entries]


def verdict(answer: Answer) -> str:
    """A verdict in words."""
    return verdict_words(answer.verdict, answer.since, answer.at_latest)


# --- JSON ------------------------------------------------------------------------------------------------------


def redline_data(changes: Sequence[Change], defaults: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """The redline as plain values."""
    return {
        "clauses": [_change_data(change) for change in changes],
        "defaults": [{"question": name, "old": old, "new": new} for name, old, new in defaults],
    }


def _change_data(change: Change) -> dict[str, Any]:
    found = change.redline
    return {
        "name": found.name,
        "relation": found.relation,
        "through": list(found.through),
        "unlike": found.unlike or None,
        "lines": [{"only": one.only, "section": one.section, "text": one.text} for one in change.lines],
        "witnesses": [_shown_data(one) for one in change.shown],
    }


def _shown_data(shown: Shown) -> dict[str, Any]:
    example = shown.witness.example
    return {
        "only": shown.only,
        "as_of": str(example.as_of),
        "readings": dict(example.readings),
        "facts": [{"on": str(entry.moment), "sentence": entry.sentence} for entry in example.facts.entries],
        "old": _told_data(shown.witness.old, shown.old),
        "new": _told_data(shown.witness.new, shown.new),
    }


def _told_data(answer: Answer, told: Replay) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "since": str(answer.since) if answer.since is not None else None,
        "at_latest": answer.at_latest,
        "journal": told.journal,
        "left_out": list(told.left_out),
    }
