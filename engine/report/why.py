"""Why a verdict is what it is, as a person reads it: what forces it, by section, and what would turn it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from assent.engine.analysis.acts import Act
from assent.engine.analysis.why import Why
from assent.engine.analysis.why_grounds import Ground
from assent.engine.analysis.why_turns import Obstacle, Turn
from assent.engine.evaluation.findings import POSITIVE
from assent.engine.facts.ledger import Entry
from assent.engine.model.conditions import walk
from assent.engine.model.contract import Contract
from assent.engine.report.layout import GAP, NARROWEST, Column, paragraph, spread, widest
from assent.engine.report.places import Places, short_names
from assent.engine.report.style import Role, Style, plain, verdict_role
from assent.engine.report.text import GLOSSES, PROSPECTS, record_words, verdict_words, waivers
from assent.grammar.values import Moment

TOO_LARGE = (
    "The rest is too much to work out exactly. Ask about a part with --ask; `assent eval` gives the reasons of all."
)
WORDS_ALONE = "The words of the contract alone force it, whatever is recorded."
NOT_FORCED = "Nothing on record forces a yes or a no."
NO_TURN = "No fact would turn it."
MOST_FACTS = 6
_DATE = 10
_ROLES: dict[Obstacle, Role] = {
    "not met": "open",
    "not recorded": "unknown",
    "in a discretion": "open",
    "only by waiver": "idle",
    "lost": "lost",
}
_OBSTACLES = max(map(len, _ROLES))


def render_why(
    contract: Contract,
    found: Sequence[Why],
    as_of: Moment,
    readings: Mapping[str, str],
    complete: Mapping[str, Moment],
    *,
    width: int = 80,
    style: Style = plain,
) -> str:
    """Each clause asked about: its verdict, what forces it, and what would turn it. Lines are `width` wide at most."""
    width = max(width, NARROWEST)
    entries = [entry for one in found for ground in one.grounds or () for entry in ground.entries]
    places = Places(short_names({entry.span.source for entry in entries}))
    blocks = [_head(contract, as_of, readings, complete, width, style)]
    blocks += [list(_clause(contract, one, as_of, places, width, style)) for one in found]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(
    contract: Contract,
    as_of: Moment,
    readings: Mapping[str, str],
    complete: Mapping[str, Moment],
    width: int,
    style: Style,
) -> list[str]:
    lines = paragraph(contract.title or contract.name, width, style, "title", 0)
    lines += paragraph(f"as of {as_of}; {record_words(complete)}", width, style, "aside", 0)
    chosen = [
        f"{name} {readings[name]} (default {question.default})"
        for name, question in contract.questions.items()
        if readings.get(name, question.default) != question.default
    ]
    if chosen:
        lines += paragraph("readings chosen: " + ", ".join(chosen), width, style, "aside", 0)
    return lines


def _clause(contract: Contract, found: Why, as_of: Moment, places: Places, width: int, style: Style) -> Iterator[str]:
    answer = found.answer
    words = verdict_words(answer.verdict, answer.since, answer.at_latest)
    yield f"{style('title', found.name)}{GAP}{style(verdict_role(answer.verdict), words)}"
    if answer.verdict in GLOSSES:
        yield from paragraph(GLOSSES[answer.verdict], width, style, "aside")
    if found.grounds is not None:
        yield from _forced(contract, found, found.grounds, as_of, places, width, style)
    elif found.exact or found.answer.verdict == "UNDETERMINED":
        yield from _unforced(found, width, style)
    if not found.exact:
        yield from ["", *paragraph(TOO_LARGE, width, style, "words")]
    yield from _turns(found, width, style)
    yield from _closing(contract, found, width, style)


# --- what forces it ---------------------------------------------------------------------------------------------


def _forced(
    contract: Contract,
    found: Why,
    grounds: Sequence[Ground],
    as_of: Moment,
    places: Places,
    width: int,
    style: Style,
) -> Iterator[str]:
    """The grounds, those of one section together; waivers in one sentence."""
    own = [ground for ground in grounds if not (ground.is_waiver or ground.ahead)]
    ahead = [ground for ground in grounds if ground.ahead]
    lead = f"forced by {len(own)} things{', of which none can be left out' if found.least else ''}"
    lead = lead if len(own) > 1 else "forced by"
    if own:
        yield ""
        yield "  " + style("label", lead)
        column = widest((_section(ground) for ground in own), most=12)
        last = None
        for ground in _by_section(own, contract):
            section = _section(ground) or ("-" if column else "")
            yield from _ground(ground, section if section != last else "", column, as_of, places, width, style)
            last = section
    else:
        yield from paragraph(_words_alone(found), width, style, "words")
    asides = []
    if any(ground.is_waiver for ground in grounds):
        asides.append("no waiver is recorded")
    asides += [f"no record that {ground.silence}: the act is still ahead" for ground in ahead]
    if asides:
        yield ""
        for aside in asides:
            yield from paragraph(f"and {aside}", width, style, "aside", 2, 2)


def _words_alone(found: Why) -> str:
    if found.note:
        return found.note
    if found.waiting:
        names = _and(found.waiting)
        wait = "waits for itself" if len(found.waiting) == 1 else "wait for each other"
        return f"The words of the contract alone force it: {names} {wait}, and nothing comes first."
    return WORDS_ALONE


def _ground(
    ground: Ground, section: str, column: int, as_of: Moment, places: Places, width: int, style: Style
) -> Iterator[str]:
    """One thing: its facts with their dates and places, or the silence of the record, or the time that has passed."""
    words = width - 2 - (column + len(GAP) if column else 0) - _DATE - len(GAP)
    rows: list[tuple[str, str]] = []
    for entry in ground.entries[:MOST_FACTS]:
        rows.append((str(entry.moment), _cited(entry, places)))
    if len(ground.entries) > MOST_FACTS:
        rows.append(("", f"and {len(ground.entries) - MOST_FACTS} more facts about it"))
    if ground.deadline is not None:
        passed = "has passed" if ground.deadline.last_minute < as_of.last_minute else "is the last moment"
        rows.append((str(ground.deadline), f"this time {passed}"))
    if ground.silence:
        rows.append(("", _silence(ground)))
    for date, text in rows:
        role: Role = "words" if date else "aside"
        columns = [Column(section, column, "section"), Column(date[:_DATE], _DATE, "aside"), Column(text, words, role)]
        yield from spread(columns, style)
        section = ""


def _cited(entry: Entry, places: Places) -> str:
    """The sentence, its hour where it has one, and where it stands."""
    _, _, hour = str(entry.moment).partition(" ")
    cite = places.cite(entry.span)
    told = ", ".join(part for part in (hour, cite) if part)
    return f"{entry.sentence} ({told})" if told else entry.sentence


def _silence(ground: Ground) -> str:
    if ground.entries:
        return "nothing else is recorded of it"
    if any(kept.kind == "form" for kept in ground.kept):
        return f"{ground.silence}: no amendment of it is recorded"
    return f"no record that {ground.silence}"


def _section(ground: Ground) -> str:
    """The section that says most exactly where a fact is asked for."""
    return max(ground.sections, key=len, default="")


def _by_section(grounds: Sequence[Ground], contract: Contract) -> list[Ground]:
    """The grounds in the order of the contract's sections; what no section asks for by itself comes last."""
    order: dict[str, int] = {}
    for _, version in contract.conditions():
        for condition, _ in walk(version.condition) if version.condition is not None else ():
            place = condition.place
            if place.section and not place.agreement:
                order[place.section] = min(place.span.line, order.get(place.section, place.span.line))

    def key(ground: Ground) -> tuple[bool, int, str]:
        section = _section(ground)
        return not section, order.get(section, 0), section

    return sorted(grounds, key=key)


# --- what would turn it -----------------------------------------------------------------------------------------


def _unforced(found: Why, width: int, style: Style) -> Iterator[str]:
    yield from paragraph(NOT_FORCED, width, style, "words")
    for text in found.texts:
        yield from paragraph(f"The text of {text} is not in the record.", width, style, "words")


def _turns(found: Why, width: int, style: Style) -> Iterator[str]:
    """The nearest ways to a yes; of what is undetermined also those to a no."""
    if found.answer.verdict in POSITIVE or not found.exact:
        return
    undetermined = found.answer.verdict == "UNDETERMINED"
    if found.turns or not undetermined:
        yield from _ways("would make it a yes" if undetermined else "would turn it", found.turns, width, style)
    if found.settling:
        yield from _ways("would make it a no", found.settling, width, style)


def _ways(lead: str, turns: Sequence[Turn], width: int, style: Style) -> Iterator[str]:
    if not turns:
        yield from ["", *paragraph(NO_TURN, width, style, "words")]
        return
    yield ""
    yield "  " + style("label", f"{lead}, nearest first" if len(turns) > 1 else lead)
    for number, turn in enumerate(turns, 1):
        label = f"{number}." if len(turns) > 1 else ""
        own = list(turn.acts)
        if not own:
            yield from _row(label, "", "nothing need be done; it comes about with time", "aside", width, style)
        like = max(turns[: number - 1], key=lambda other: len(_shared(other, turn)), default=None)
        if like is not None and (shared := _shared(like, turn)):
            others = [act.sentence for act, _ in like.acts if act not in shared]
            yield from _row(label, "", _in_place_of(turns.index(like) + 1, others), "aside", width, style)
            own, label = [(act, obstacle) for act, obstacle in own if act not in shared], ""
        for act, obstacle in own:
            yield from _act(label, act, obstacle, width, style)
            label = ""


def _shared(one: Turn, other: Turn) -> list[Act]:
    acts = [act for act, _ in other.acts]
    return [act for act, _ in one.acts if act in acts]


def _in_place_of(number: int, others: Sequence[str]) -> str:
    """How a way differs from an earlier one."""
    return f"as in {number}., without {'; '.join(others)}, but with"


def _act(label: str, act: Act, obstacle: Obstacle, width: int, style: Style) -> Iterator[str]:
    told = f"{act.sentence} on {act.on}" if act.on is not None else act.sentence
    if act.sections and obstacle != "only by waiver":
        told += f" (section {', '.join(act.sections)})"
    yield from _row(label, obstacle, told, "words", width, style)
    for part in act.parts:
        yield from _row("", "", f"- {part}", "aside", width, style)


def _row(label: str, obstacle: Obstacle | Literal[""], text: str, role: Role, width: int, style: Style) -> list[str]:
    words = width - 4 - 2 - _OBSTACLES - 2 * len(GAP)
    role_of: Role = _ROLES[obstacle] if obstacle else ""
    columns = [
        Column(label, 2, "label"),
        Column(obstacle, _OBSTACLES, role_of),
        Column(text, words, role),
    ]
    return spread(columns, style, 4)


def _closing(contract: Contract, found: Why, width: int, style: Style) -> Iterator[str]:
    if found.answer.verdict in PROSPECTS:
        who = _and(waivers(contract, found.name))
        waiver = f"A waiver by {who}" if who else "A waiver"
        yield ""
        yield from paragraph(f"{waiver} or a further amendment can always change this.", width, style, "aside")


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
