"""What can happen to a text on its way: lines, words and characters lost, doubled, swapped and changed.

`words()` cuts a text into its words; comments are none. `mutated()` draws a damaged text. `canonical()` spells alike
what the language takes to be the same words, so that a test can tell a change of spelling from a change of meaning.
"""

import re
from collections.abc import Callable, Sequence

import attrs
from hypothesis import strategies as st

_WORD = re.compile(
    r"""[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}:[0-9]{2}|"[^"\n]*"|\([^\s()]*\)|[,:]|[^\s,:"()#]+|."""
)
_COMMENT = re.compile(r'^((?:[^"#\n]|"[^"\n]*")*)#[^\n]*', re.MULTILINE)

BIDI = "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = BIDI + "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00\x07\x0b\x0c\x1b\x7f\x85\u2028\u2029\ue000"
LOOK_ALIKES = "АВСЕНІЈКМОРЅТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΧοＡａ０‐–—“”‘’\u00a0\u2003\u0301\u20dd٣"


@attrs.frozen
class Word:
    """A word, label, sign or quoted text with its place in the text."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """The words of a text in their order; comments are blanked and hold none."""
    plain = _COMMENT.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text)
    return [Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(plain) if not m[0].isspace()]


# --- what is the same words ---------------------------------------------------------------------------------

# docs/language.md, "Layout": `is` and `are`, `takes` and `take`, `a copy` and `copies` are the same words.
_NUMBER = {
    "are": "is", "take": "takes", "begin": "begins", "permit": "permits", "consist": "consists", "relate": "relates",
    "lapse": "lapses", "have": "has", "were": "was", "exist": "exists", "their": "its",
    "days": "day", "weeks": "week", "months": "month", "years": "year",
}  # fmt: skip
_SEVERAL = [
    (("true", "and", "complete", "copies"), ("a", "true", "and", "complete", "copy")),
    (("copies",), ("a", "copy")),
    (("originals",), ("an", "original")),
]
_OPENING = {"under", "on", "by", "at", "until", "after"}  # words that begin what stands before a condition
_BEFORE_CONDITION = re.compile(r'when|while|-|,|\(.*\)|".*"')


def canonical(text: str) -> tuple[str, ...]:
    """The words of a text, spelled alike where the language takes two spellings to be the same.

    Singular and plural of its own words; `9:00` and `09:00`, `USD 825,000` and `USD 825000.00`, `12.50%` and `12.5%`; a
    comma before `each` or behind what opens a condition (`on 2024-03-01, ...`), which may be left out; and in a line
    on the record `,` and `and`.
    """
    found = [word.text for word in words(text)]
    spelled: list[str] = []
    for index, word in enumerate(found):
        if word == "," and (_before(found, index) or _opens(found, index)):
            continue
        if word in (",", "and") and _in_record(found, index):
            word = ","
        spelled.append(_value(_NUMBER.get(word, word)))
    return _singular(spelled)


def _before(found: Sequence[str], index: int) -> bool:
    return found[index + 1 : index + 2] == ["each"]


def _opens(found: Sequence[str], index: int) -> bool:
    """Whether a comma ends what opens a condition, behind the beginning, a heading, `when`, `while`, `-` or `,`."""
    start = index
    while start and not _BEFORE_CONDITION.fullmatch(found[start - 1]):
        start -= 1
    return found[start] in _OPENING


def _in_record(found: Sequence[str], index: int) -> bool:
    start = index
    while start and (found[start - 1] in (",", "and") or found[start - 1].islower()) and found[start - 1] != "record":
        start -= 1
    return found[start - 1 : start + 1] == ["record", "of"]


def _value(word: str) -> str:
    if re.fullmatch(r"[0-9]:[0-9]{2}", word):
        return f"0{word}"
    word = word.replace(",", "") if len(word) > 1 and word[0].isdigit() else word
    if re.fullmatch(r"[0-9]+\.[0-9]+%?", word):
        return word.rstrip("%").rstrip("0").rstrip(".") + "%" * word.endswith("%")
    return str(int(word)) if re.fullmatch(r"[0-9]+", word) else word


def _singular(spelled: list[str]) -> tuple[str, ...]:
    text = list(spelled)
    for several, one in _SEVERAL:
        index = 0
        while index < len(text):
            if tuple(text[index : index + len(several)]) == several:
                text[index : index + len(several)] = one
            index += 1
    return tuple(text)


# --- damage -------------------------------------------------------------------------------------------------

Mutation = Callable[[st.DrawFn, str, str], str]


def _some_lines(draw: st.DrawFn, text: str) -> tuple[list[str], int, int]:
    lines = text.split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    return lines, start, min(len(lines), start + draw(st.integers(1, 4)))


def _lose_lines(draw: st.DrawFn, text: str, other: str) -> str:
    lines, start, end = _some_lines(draw, text)
    return "\n".join(lines[:start] + lines[end:])


def _double_lines(draw: st.DrawFn, text: str, other: str) -> str:
    lines, start, end = _some_lines(draw, text)
    at = draw(st.integers(0, len(lines)))
    return "\n".join(lines[:at] + lines[start:end] + lines[at:])


def _move_lines(draw: st.DrawFn, text: str, other: str) -> str:
    lines, start, end = _some_lines(draw, text)
    moved, rest = lines[start:end], lines[:start] + lines[end:]
    at = draw(st.integers(0, len(rest)))
    return "\n".join(rest[:at] + moved + rest[at:])


def _splice_lines(draw: st.DrawFn, text: str, other: str) -> str:
    """Lines of another file."""
    lines, at, _ = _some_lines(draw, text)
    others, start, end = _some_lines(draw, other)
    return "\n".join(lines[:at] + others[start:end] + lines[at:])


def _indent_lines(draw: st.DrawFn, text: str, other: str) -> str:
    lines, start, end = _some_lines(draw, text)
    indent = draw(st.sampled_from(["", " ", "  ", "    ", "     ", "        ", "\t"]))
    return "\n".join([*lines[:start], *(indent + line.lstrip() for line in lines[start:end]), *lines[end:]])


def _join_lines(draw: st.DrawFn, text: str, other: str) -> str:
    lines, at, _ = _some_lines(draw, text)
    return "\n".join([*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]])


def _a_word(draw: st.DrawFn, text: str) -> Word:
    return draw(st.sampled_from(words(text) or [Word(0, 0, "")]))


def _lose_word(draw: st.DrawFn, text: str, other: str) -> str:
    word = _a_word(draw, text)
    return text[: word.start] + text[word.end :]


def _double_word(draw: st.DrawFn, text: str, other: str) -> str:
    word = _a_word(draw, text)
    return f"{text[: word.end]} {word.text}{text[word.end :]}"


def _swap_words(draw: st.DrawFn, text: str, other: str) -> str:
    first, second = sorted((_a_word(draw, text), _a_word(draw, text)), key=lambda word: word.start)
    if first.end > second.start:
        return text
    return text[: first.start] + second.text + text[first.end : second.start] + first.text + text[second.end :]


def _other_word(draw: st.DrawFn, text: str, other: str) -> str:
    word = _a_word(draw, text)
    return text[: word.start] + _a_word(draw, other).text + text[word.end :]


def _glue_words(draw: st.DrawFn, text: str, other: str) -> str:
    word = _a_word(draw, text)
    return text[: word.end] + text[word.end :].lstrip(" ")


def _stretch(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, max(0, len(text) - 1)))
    return start, min(len(text), start + draw(st.integers(1, 30)))


def _lose_stretch(draw: st.DrawFn, text: str, other: str) -> str:
    start, end = _stretch(draw, text)
    return text[:start] + text[end:]


def _splice_stretch(draw: st.DrawFn, text: str, other: str) -> str:
    at, _ = _stretch(draw, text)
    start, end = _stretch(draw, other)
    return text[:at] + other[start:end] + text[at:]


def _flip_letter(draw: st.DrawFn, text: str, other: str) -> str:
    at, _ = _stretch(draw, text)
    letter = text[at : at + 1]
    return text[:at] + draw(st.sampled_from([letter.swapcase(), "x", "X", "1", " ", ""])) + text[at + 1 :]


def _odd_character(draw: st.DrawFn, text: str, other: str) -> str:
    at, _ = _stretch(draw, text)
    odd = draw(st.sampled_from(UNSEEN + LOOK_ALIKES + "\t\r\n\"#'():;%&/\\{}[]<>=*") | st.characters())
    return text[:at] + odd * draw(st.integers(1, 2)) + text[at:]


def _lose_quote(draw: st.DrawFn, text: str, other: str) -> str:
    places = [index for index, character in enumerate(text) if character in "\"'"]
    at = draw(st.sampled_from(places or [0]))
    return text[:at] + text[at + 1 :]


def _double_bracket(draw: st.DrawFn, text: str, other: str) -> str:
    places = [index for index, character in enumerate(text) if character in "()"]
    at = draw(st.sampled_from(places or [0]))
    return text[:at] + text[at : at + 1] * draw(st.integers(1, 60)) + text[at:]


def _carriage_returns(draw: st.DrawFn, text: str, other: str) -> str:
    return text.replace("\n", "\r\n")


BY_LINE: tuple[Mutation, ...] = (_lose_lines, _double_lines, _move_lines, _splice_lines, _indent_lines, _join_lines)
BY_WORD: tuple[Mutation, ...] = (_lose_word, _double_word, _swap_words, _other_word, _glue_words)
BY_CHARACTER: tuple[Mutation, ...] = (
    *(_lose_stretch, _splice_stretch, _flip_letter, _odd_character),
    *(_lose_quote, _double_bracket, _carriage_returns),
)


@st.composite
def mutated(
    draw: st.DrawFn,
    text: str,
    other: str = "",
    by: Sequence[Mutation] = (*BY_LINE, *BY_WORD, *BY_CHARACTER),
    most: int = 3,
) -> str:
    """A text to which one or several things happened; `other` is where foreign words and lines come from."""
    for mutation in draw(st.lists(st.sampled_from(by), min_size=1, max_size=most)):
        text = mutation(draw, text, other or text)
    return text
