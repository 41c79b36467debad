"""What a user most likely did wrong where reading stopped: the smallest word, and what was meant.

In come one line, the column where reading stopped and the terminals of the grammar that could have stood
there; out comes a Mistake. This file knows the words of the language and nothing about the parser.
"""

import datetime
import difflib
import itertools
import re
from collections.abc import Callable, Collection, Iterator

import attrs

from assent.grammar.wording import all_keywords, expected_words, keyword_spellings, spellings

LONGEST_WORD = 60
_MOST_WORDS = 12  # of a defined term: a longer run of lower-case words is no term
_WORD = re.compile(r"[^\s,:\"()]+|\([^\s()]*\)|\"[^\"]*\"|.")
_LOWER = re.compile(r"[a-zß-öø-ÿ][0-9A-Za-zÀ-ÖØ-öø-ſ'&/.\-]*")
_CLOSE, _CLOSER = 0.7, 0.75
_DATES = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?:T(?P<clock>[0-9]{1,2}:[0-9]{2})[0-9:.]*Z?)?(?![\w\-])"
    r"|(?P<d2>[0-9]{1,2})[/.](?P<m2>[0-9]{1,2})[/.](?P<y2>[0-9]{4})(?![\w\-])"
    r"|(?P<d3>[0-9]{1,2})[ ]+(?P<m3>[A-Za-z]{3,9})[ ]+(?P<y3>[0-9]{4})\b"
    r"|(?P<m4>[A-Za-z]{3,9})[ ]+(?P<d4>[0-9]{1,2}),?[ ]+(?P<y4>[0-9]{4})\b"
    r"|[0-9]{4}-[^\s,]*|[0-9]{1,2}/[0-9][^\s,]*"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@attrs.frozen
class Mistake:
    """A code with the columns it underlines (`start` counts from 0) and what may have been meant."""

    code: str
    start: int
    end: int
    candidates: tuple[str, ...] = ()
    expected: str = ""


def explain(line: str, start: int, allowed: Collection[str]) -> Mistake:
    """The most helpful thing to say about the rest of a line that could not be read."""
    if {"AFTER", "BEFORE"} <= set(allowed):
        counted = _date_as_a_count(line[:start].rstrip())
        if counted is not None:
            return counted
    named = _date_as_a_term(line, start)
    if named is not None:
        return named
    if not line[start:].strip():
        end = len(line.rstrip())
        return Mistake("unfinished", end, end + 1, (), expected_words(allowed))
    if "_INDENT" in allowed and start == len(line) - len(line.lstrip()) and len(allowed) < _FEW:
        return Mistake("missing-indentation", start, start + len(word_at(line, start)))
    for rule in RULES:
        mistake = rule(line, start, allowed)
        if mistake is not None:
            return mistake
    word = word_at(line, start)
    known = _is_keyword(word) or not word[:1].islower()
    code = "unexpected" if known else "unknown-word"
    return Mistake(code, start, start + len(word), (), expected_words(allowed))


_FEW = 4


def word_at(line: str, start: int) -> str:
    """The word, label, quoted text or sign at a place."""
    match = _WORD.match(line, start)
    return match.group() if match else line[start : start + 1]


def _is_keyword(word: str) -> bool:
    return any(word == keyword.split()[0] for keyword in all_keywords())


# --- one rule, one function; the first that knows an answer gives it --------------------------------------


def not_a_date(line: str, start: int, allowed: Collection[str]) -> Mistake | None:
    """A date in another notation where a date may stand."""
    match = _DATES.match(line, start)
    if match is None or not ("DATE" in allowed or line[start].isdigit()):
        return None
    found = match.groupdict()
    if found["m4"] and _month(found["m4"]) is None:
        return None
    candidates = tuple(_iso(match))
    return Mistake("not-a-date", start, match.end(), candidates)


def _date_as_a_count(read: str) -> Mistake | None:
    """`7 February 1996`, which begins like a count of days."""
    for match in _DATES.finditer(read):
        if match.end() == len(read) and match["m3"] and _month(match["m3"]) is not None:
            return Mistake("not-a-date", match.start(), match.end(), tuple(_iso(match)))
    return None


def _date_as_a_term(line: str, start: int) -> Mistake | None:
    """`February 7, 1996`, which begins like a term."""
    for match in _DATES.finditer(line):
        if match.start() < start < match.end() and match["m4"] and _month(match["m4"]) is not None:
            return Mistake("not-a-date", match.start(), match.end(), tuple(_iso(match)))
    return None


def written_out(term: str) -> tuple[str, ...] | None:
    """What a term that reads like a date, `February 7 1996`, was meant for; None where it reads like none."""
    match = _DATES.fullmatch(term)
    return tuple(_iso(match)) if match and match["m4"] and _month(match["m4"]) is not None else None


def _iso(match: re.Match[str]) -> Iterator[str]:
    found = match.groupdict()
    for suffix in ("", "2", "3", "4"):
        year, month, day = (found[f"{part}{suffix}"] for part in "ymd")
        if not year:
            continue
        number = int(month) if month.isdigit() else _month(month)
        if suffix == "2" and int(day) <= 12 and day != month:
            return  # 3/4/1996 is one day here and another there: guess nothing
        try:
            date = datetime.date(int(year), number or 0, int(day)).isoformat()
        except ValueError:
            return
        yield f"{date} {found['clock']}" if found["clock"] else date


def _month(word: str) -> int | None:
    return _MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in _MONTHS else None


def misspelt_phrase(line: str, start: int, allowed: Collection[str]) -> Mistake | None:
    """`takes effekt when`: several words that are nearly a keyword; underline the one that is wrong."""
    best: tuple[float, Mistake] | None = None
    for keyword in keyword_spellings(allowed):
        wanted = keyword.split()
        found = _words(line, start, len(wanted))
        if len(wanted) == 1 or len(found) != len(wanted):
            continue
        ratio = _likeness(" ".join(text for _, text in found), keyword)
        mistake = _glued_phrase(found, wanted) or (_wrong_word(found, wanted) if ratio >= 0.8 else None)
        if mistake is not None and (best is None or ratio > best[0]):
            best = ratio, mistake
    return best[1] if best else None


def _glued_phrase(found: list[tuple[int, str]], wanted: list[str]) -> Mistake | None:
    """`executed byLPC`: all is right but for a space behind the last word."""
    at, last = found[-1]
    rest = last[len(wanted[-1]) :]
    if [text for _, text in found[:-1]] != wanted[:-1] or not last.startswith(wanted[-1]) or not rest[:1].isupper():
        return None
    return Mistake("glued-keyword", at, at + len(last), (f"{wanted[-1]} {rest}",))


def _wrong_word(found: list[tuple[int, str]], wanted: list[str]) -> Mistake | None:
    wrong = [(at, text, meant) for (at, text), meant in zip(found, wanted, strict=True) if text != meant]
    if not wrong:
        return None
    end = wrong[-1][0] + len(wrong[-1][1])
    return Mistake("unknown-word", wrong[0][0], end, (" ".join(meant for _, _, meant in wrong),))


def _words(line: str, start: int, most: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for match in re.compile(r"[^\s,:]+").finditer(line, start):
        if len(found) == most or len(match.group()) > LONGEST_WORD:
            break
        found.append((match.start(), match.group()))
    return found


def _likeness(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, first, second).ratio()


def glued_keyword(line: str, start: int, allowed: Collection[str]) -> Mistake | None:
    """`andB`, `isnot`: a keyword without a space behind it."""
    word = word_at(line, start)
    singles = {keyword for keyword in all_keywords() if " " not in keyword}
    for keyword in sorted(singles, key=len, reverse=True):
        rest = word[len(keyword) :]
        if word.startswith(keyword) and rest and (not rest[0].islower() or rest in singles) and rest[0] != "-":
            return Mistake("glued-keyword", start, start + len(word), (f"{keyword} {rest}",))
    return None


def lower_case_term(line: str, start: int, allowed: Collection[str]) -> Mistake | None:
    """`received title letter`: a defined term that lacks its capitals."""
    word = word_at(line, start)
    close = difflib.get_close_matches(word[:LONGEST_WORD], keyword_spellings(allowed), n=1, cutoff=_CLOSER)
    only = not keyword_spellings(allowed)
    if "TERM" not in allowed or close or not _LOWER.fullmatch(word) or (_is_keyword(word) and not only):
        return None
    end = _end_of_term(line, start, only)
    following = line[end:].lstrip()
    if following[:1].isupper() and len(keyword_spellings(allowed)) > 1:
        return None  # more like an unknown word before a term
    words = line[start:end].split()
    term = " ".join(w if w == "of" else w[0].upper() + w[1:] for w in words)
    return Mistake("lower-case-term", start, end, (term,), expected_words(allowed))


def _end_of_term(line: str, start: int, only: bool) -> int:
    """Where a run of lower-case words ends: before a keyword, or what looks like one."""
    heads = sorted({keyword.split()[0] for keyword in all_keywords()} - _STANDS_IN_TERMS)
    end = start
    for match in itertools.islice(re.compile(r"[^\s,:\"()]+").finditer(line, start), _MOST_WORDS):
        word = match.group()
        if line[end : match.start()].strip() not in ("", "of"):
            break
        if word == "of" and end > start:
            continue
        if not _LOWER.fullmatch(word) and not (end > start and word.isdigit()):
            break
        close = difflib.get_close_matches(word[:LONGEST_WORD], heads, n=1, cutoff=0.8)
        if (word in heads or close) and not (end == start and only):
            break
        end = match.end()
    return max(end, start + len(word_at(line, start)))


def misspelt_word(line: str, start: int, allowed: Collection[str]) -> Mistake | None:
    """`recieved`: nearly one of the keywords that could stand here."""
    word = word_at(line, start)
    keywords = keyword_spellings(allowed)
    close = difflib.get_close_matches(word[:LONGEST_WORD], keywords, n=2, cutoff=_CLOSE)
    if not close or word in close:
        return None
    return Mistake("unknown-word", start, start + len(word), tuple(close), expected_words(allowed))


_STANDS_IN_TERMS = {
    "of",
    "default",
    *spellings("NOUN"),
    "documents",
    "parties",
    "contract",
    "section",
    "question",
    "scenario",
}
Rule = Callable[[str, int, Collection[str]], Mistake | None]
RULES: tuple[Rule, ...] = (not_a_date, misspelt_phrase, glued_keyword, lower_case_term, misspelt_word)
