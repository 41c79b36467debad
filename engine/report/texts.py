"""Which text governs, as a person reads it: section by section the texts, since when and why, and their words."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import dedent, indent
from typing import Any

from assent.engine.analysis.governing_texts import Governed, Rank, Text
from assent.engine.model.contract import Contract
from assent.engine.report.json import data, source_data
from assent.engine.report.layout import GAP, NARROWEST, Column, paragraph, spread, visible, widest
from assent.engine.report.places import Places, short_names
from assent.engine.report.style import Role, Style, plain
from assent.engine.report.timeline_words import AHEAD, told_words
from assent.grammar.spans import Span
from assent.grammar.values import Moment

NONE = "No section has more than one text."
ABSENT = "not in the record"

Quote = Callable[[Span], str]

_ROLES: dict[Rank, Role] = {"GOVERNS": "met", "MAY GOVERN": "unknown", "REPLACED": "idle", "NOT IN EFFECT": "idle"}


def quoted(lines: Sequence[str], span: Span) -> str:
    """The words of a stretch of a file, moved to the margin, without what stands before them on their first line."""
    rows = list(lines[span.line - 1 : span.end_line])
    if not rows:
        return ""
    rows[-1] = rows[-1][: span.end_column - 1]
    rows[0] = " " * (len(rows[0]) - len(rows[0].lstrip(" "))) + rows[0][span.column - 1 :]
    return dedent("\n".join(row.rstrip() for row in rows))


def render_texts(
    contract: Contract,
    found: Sequence[Governed],
    as_of: Moment,
    quote: Quote,
    *,
    width: int = 80,
    style: Style = plain,
) -> str:
    """Each section that has several texts: the one that governs and its words, the others, and what is ahead."""
    width = max(width, NARROWEST)
    head = paragraph(contract.title or contract.name, width, style, "title", 0)
    blocks = [[*head, style("aside", f"as of {as_of}")]]
    blocks += [_block(one, quote, width, style) for one in found] or [[NONE]]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _block(one: Governed, quote: Quote, width: int, style: Style) -> list[str]:
    lines = paragraph(f"{place_of(one)}: {one.clause}", width, style, "title", 0)
    places = _places(one)
    ranks = widest(_ranked(text) for text in one.texts)
    cites = widest((places.cite(text.span) for text in one.texts), most=28)
    for text in one.texts:
        columns = [
            Column(_ranked(text), ranks, _ROLES[text.rank]),
            Column(_told(text), width - 2 - ranks - cites - 2 * len(GAP), "words"),
            Column(places.cite(text.span), cites, "cite"),
        ]
        lines += spread(columns, style)
    for text in one.governing:
        if text.in_record:
            lines += ["", *(indent(visible_line, "      ") for visible_line in _visible(quote(text.span)))]
    for sentence in sentences(one):
        lines += ["", *paragraph(sentence, width, style, "aside", 2)]
    return lines


def _visible(text: str) -> list[str]:
    return [" " * (len(line) - len(line.lstrip(" "))) + visible(line.lstrip(" ")) for line in text.split("\n")]


def place_of(one: Governed) -> str:
    """`section 5(a) of Loan Agreement`; of the contract itself the section alone."""
    section = f"section {one.section}" if one.section else "in no section"
    return f"{section} of {one.agreement}" if one.agreement else section


def _places(one: Governed) -> Places:
    return Places(short_names({text.span.source for text in one.texts}))


def _ranked(text: Text) -> str:
    late = " at the latest" if text.at_latest else ""
    return f"{text.rank} since {text.since}{late}" if text.since else text.rank


def _told(text: Text) -> str:
    """Whose text it is and what is told of its effect."""
    if text.effect is None:
        return "the old text" if text.in_record else f"the old text, {ABSENT}"
    return f"the text of {text.supplied_by}: {told_words(text.effect)}"


def sentences(one: Governed) -> Iterator[str]:
    """What will change: by time alone, and by effects that can still take hold."""
    for ahead in one.ahead:
        texts = " or ".join(f"the text of {name}" if name else "the old text" for name in ahead.governing)
        word = "governs" if len(ahead.governing) == 1 else "may govern"
        yield f"From {ahead.moment} on {texts} {word}, {AHEAD}."
    for text in one.texts:
        if text.effect is not None and text.effect.verdict == "NOT YET":
            yield f"{text.supplied_by} can still take effect; its text would govern from then on."


# --- Markdown and JSON ---------------------------------------------------------------------------------------


def markdown_texts(contract: Contract, found: Sequence[Governed], as_of: Moment, quote: Quote) -> str:
    """The same to put into a letter or a memorandum: a table and the words of each section."""
    lines = [f"# Texts that govern: {_md(contract.title or contract.name)}", "", f"As of {as_of}.", ""]
    lines += [NONE] if not found else []
    for one in found:
        lines += [f"## {_md(f'{place_of(one)}: {one.clause}')}", "", "| | Text |", "| :-- | :-- |"]
        lines += [f"| {_ranked(text)} | {_md(_told(text))} |" for text in one.texts]
        for text in one.governing:
            lines += ["", "```assent", quote(text.span), "```"] if text.in_record else []
        for sentence in sentences(one):
            lines += ["", _md(sentence)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _md(text: str) -> str:
    """Text that Markdown shows as it is."""
    words = " ".join(visible(text).split())
    for sign in "\\`*_[]<>|#":
        words = words.replace(sign, "\\" + sign)
    return words


def texts_data(found: Sequence[Governed], quote: Quote) -> list[dict[str, Any]]:
    """The values of `texts` in the JSON document."""
    return [
        {
            "clause": one.clause,
            "section": one.section,
            "agreement": one.agreement,
            "known": one.known,
            "texts": [_text_data(text, quote) for text in one.texts],
            "ahead": [{"moment": str(one.moment), "governing": list(one.governing)} for one in one.ahead],
        }
        for one in found
    ]


def _text_data(text: Text, quote: Quote) -> dict[str, Any]:
    return {
        "supplied_by": text.supplied_by,
        "rank": text.rank,
        "since": data(text.since),
        "at_latest": text.at_latest,
        "effect": data(text.effect),
        "words": quote(text.span) if text.in_record else None,
        "source": source_data(text.span),
    }
