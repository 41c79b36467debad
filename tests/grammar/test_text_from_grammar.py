"""Whatever the grammar can write is read, and printed back with the same words.

The texts are drawn from the `.lark` files themselves, rule by rule, so a rule that the lexer or the outline cannot tell
from another one is found here, and so is a word that the tree forgets. Tokens are drawn one by one: words are printed
with a space between them, and the tokens of the outline as lines and indentation.
"""

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

from assent.grammar import printer
from assent.grammar.parser import (
    parse_contract,
    parse_journal,
    parse_scenarios,
    parse_supposed,
    parse_withdrawn,
)
from assent.grammar.wording import all_keywords
from tests.support import profiles, trees
from tests.support.mutations import canonical

GRAMMAR = Path(__file__).resolve().parents[2] / "grammar"
FILES = ("tokens", "sentences", "contract", "journal", "scenarios")
STARTS: dict[str, tuple[Any, Any]] = {
    "contract_part": (parse_contract, printer.print_contract),
    "journal_part": (parse_journal, printer.print_journal),
    "scenario_part": (parse_scenarios, printer.print_scenarios),
    "supposed": (parse_supposed, printer.print_fact),
    "withdrawn": (parse_withdrawn, printer.print_withdrawn),
}

# What the grammar alone cannot forbid, each with its page: a precedence that is not to be guessed, limits of depth and
# length, values that are none, and a line that asks for one name or one word only.
DOCUMENTED = {
    *("mixed-and-or", "too-deep", "too-long", "date-needed", "one-at-a-time", "once-effective", "no-years"),
    *("no-such-date", "no-such-time", "no-such-zone", "no-such-amount"),
}

KEYWORDS = {word for keyword in all_keywords() for word in keyword.split()}
VALUES: dict[str, st.SearchStrategy[str]] = {
    "TERM": st.sampled_from(trees.SPOKEN),
    "NAME": trees.lower_name.map(lambda name: name.text).filter(lambda text: text not in KEYWORDS),
    "STRING": st.sampled_from(["", "a # b", "naïve, and 'x'"]).map(lambda text: f'"{text}"'),
    "DATE": st.dates().map(str),
    "CLOCK": st.sampled_from(["9:05", "00:00", "23:59"]),
    "ZONE": st.sampled_from(trees.ZONES),
    "MONEY": st.sampled_from(["USD 825,000", "EUR 12.50", "CHF 0"]),
    "PERCENT": st.sampled_from(["66 2/3%", "12.5%", "100%"]),
    "NUMBER": st.integers(0, 10**6).map(str),
    "LABEL": st.sampled_from(["(a)", "(iv)", "(12)"]),
    "SECTION_REF": st.sampled_from(["section 5(a)(iii)", "section 12", "section 1.2"]),
    "DASH": st.just("-"),
}
LAYOUT = {"_NL": "\\line", "_INDENT": "\\deeper", "_DEDENT": "\\back"}


def grammar(*starts: str) -> Lark:
    """The grammar of some start symbols; what it lets stand between tokens is left to `laid_out()`."""
    texts = "".join((GRAMMAR / f"{name}.lark").read_text(encoding="utf-8") for name in FILES)
    return Lark(re.sub("(?m)^%ignore .*$", "", texts), parser="lalr", start=list(starts), maybe_placeholders=False)


def used(made: Lark) -> set[str]:
    """The terminals that the rules below the start symbol use."""
    return {symbol.name for rule in made.rules for symbol in rule.expansion if symbol.is_term}


def explicit(made: Lark) -> dict[str, st.SearchStrategy[str]]:
    """Each terminal with a line feed behind it, which no token contains: so tokens can be told apart again."""
    found = {**VALUES, **{name: st.just(mark) for name, mark in LAYOUT.items()}}
    for terminal in made.terminals:
        if terminal.name not in found:
            pattern = re.compile(terminal.pattern.to_regexp())
            spelled = st.from_regex(pattern, fullmatch=True).map(lambda text: re.sub(" +", " ", text.strip()))
            found[terminal.name] = spelled
    return {name: found[name].map(lambda text: f"{text}\n") for name in used(made)}


def runs_together(drawn: str) -> bool:
    """Whether two terms stand side by side, which then are one: only a comma that may be left out can part them."""
    tokens = [token for token in drawn.split("\n") if token]
    return any(first in trees.SPOKEN and second in trees.SPOKEN for first, second in itertools.pairwise(tokens))


def laid_out(drawn: str) -> str:
    """The lines of a drawn text: a space between words, four for each level of the outline."""
    lines: list[str] = []
    words: list[str] = []
    depth = 0
    for token in filter(None, drawn.split("\n")):
        if token == "\\line":
            lines.append("    " * depth + " ".join(words))
            words = []
        elif token in ("\\deeper", "\\back"):
            depth += 1 if token == "\\deeper" else -1
        else:
            words.append(token)
    return "".join(f"{line}\n" for line in lines)


def drawn(start: str) -> st.SearchStrategy[str]:
    """A text for a start symbol."""
    made = grammar(start)
    return (
        from_lark(made, start=start, explicit=explicit(made)).filter(lambda text: not runs_together(text)).map(laid_out)
    )


def same_words(text: str, printed: str) -> bool:
    """Whether two texts have the same words in the same order.

    Behind a list of deliveries the order of `each` means nothing, and who must be satisfied may be said at once or one
    by one: there only the words are compared, whatever their order.
    """
    first, second = canonical(text), canonical(printed)
    if "each" in first:
        shared = {"each", "satisfactory", "to", ","}
        return Counter(w for w in first if w not in shared) == Counter(w for w in second if w not in shared)
    return first == second


@pytest.mark.parametrize("start", STARTS)
def test_what_the_grammar_can_write_is_read_and_printed_back(start):
    """No syntax error in what the grammar writes; a tree that lacks a word would print without it."""
    parse, show = STARTS[start]

    @profiles.cases(25)
    @given(drawn(start))
    def check(text: str) -> None:
        assume(len(text) < 3_000)
        note(text)
        parsed = parse(text, "")
        assert {finding.code for finding in parsed.diagnostics} <= DOCUMENTED
        if parsed.diagnostics:
            return
        printed = show(parsed.tree)
        assert same_words(text, printed), printed
        assert parse(printed, "").tree == parsed.tree

    check()


def test_all_layout_and_all_values_are_terminals_of_the_grammar():
    """What this file spells by hand exists: a terminal that is renamed is renamed here too."""
    assert {*VALUES, *LAYOUT} <= used(grammar(*STARTS))
