"""Real files that something happened to: each gets an answer or findings, and no damage goes unnoticed.

The promise of docs/language.md is that nothing is guessed. So a damaged text may be refused, or may say something else
than before, which its tree then shows; it may never be read as if nothing had happened, and never break the program.
"""

import functools
import json
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import facts_to_json, parse_json_facts
from assent.grammar.diagnostics import Refused
from assent.grammar.formatter import format_contract, format_journal, format_scenarios
from assent.grammar.outline import read_outline
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from tests.support import profiles
from tests.support.contracts import contract_of, facts_of
from tests.support.deals import Deal, examples, lexington
from tests.support.mutations import BY_WORD, LOOK_ALIKES, UNSEEN, canonical, mutated, words
from tests.support.whole_path import check, walk

PARSE: dict[str, Any] = {"contract": parse_contract, "journal": parse_journal, "scenarios": parse_scenarios}
FORMAT: dict[str, Any] = {"contract": format_contract, "journal": format_journal, "scenarios": format_scenarios}
kinds = st.sampled_from(["contract", "journal", "scenarios"])


@functools.cache
def parts(kind: str) -> tuple[str, ...]:
    """The top-level parts of all real files of a kind: what is read and refused by itself."""
    texts = [deal.texts[kind] for deal in (lexington(), *examples())]
    found = [part.text for text in dict.fromkeys(texts) for part in read_outline(text, "").parts]
    return tuple(dict.fromkeys(found))


# --- an answer or findings, never a traceback ---------------------------------------------------------------


@given(st.data())
def test_a_damaged_example_gets_an_answer_or_findings(data):
    """Any damage to any file of a small deal: what comes out is an answer, or findings that say where and why."""
    deal, other = data.draw(st.sampled_from(examples())), data.draw(st.sampled_from(examples()))
    kind = data.draw(kinds)
    text = data.draw(mutated(deal.texts[kind], other.texts[kind]))
    note(text)
    walk(attrs.evolve(deal, **{kind: text}))


@profiles.cases(4)
@given(st.data())
def test_a_damaged_lexington_gets_an_answer_or_findings(data):
    """The same of the whole encoding."""
    kind = data.draw(kinds)
    text = data.draw(mutated(lexington().texts[kind], most=2))
    texts = {**lexington().texts, "scenarios": "scenarios for Amendment\n", kind: text}
    walk(Deal(**texts))


JSON_CONTRACT = (
    "document Deed by Borrower with price as money\nevent Closing\nX takes effect when Lender received Deed\n"
)
JSON_JOURNAL = (
    "record of documents, events is complete through 2024-03-31\n"
    "2024-03-05 17:00 America/Chicago  Lender received Deed as an original with price USD 5,000  \"tab 'é'\"\n"
    "2024-03-06  Closing occurred\n"
)


@functools.cache
def json_text() -> str:
    facts = facts_of(JSON_JOURNAL, contract_of(JSON_CONTRACT))
    return json.dumps(facts_to_json(facts), indent=1)


@given(mutated(json_text(), '{"on": 1e999, "x": [null, true, {"a": "\\ud800\\n"}], "facts_for": {}}'))
def test_damaged_facts_in_json_get_findings_or_are_read(text):
    """JSON is only another spelling: damaged, it is refused at a place in the file, or read."""
    parsed = parse_json_facts(text, "x.json")
    found = parsed.diagnostics or read_facts(parsed.tree, contract_of(JSON_CONTRACT))[1]
    check(found, {"x.json": text})


# --- no silent acceptance -----------------------------------------------------------------------------------


@given(st.data())
def test_no_word_is_lost_or_altered_unnoticed(data):
    """A word deleted, doubled, exchanged or swapped gives another tree or a finding, unless the words are the same.

    Which words are the same is said in docs/language.md, under Layout, and spelled out by `canonical()`.
    """
    kind = data.draw(kinds)
    text, other = data.draw(st.sampled_from(parts(kind))), data.draw(st.sampled_from(parts(kind)))
    damaged = data.draw(mutated(text, other, BY_WORD, most=1))
    assume(canonical(damaged) != canonical(text))
    note(damaged)
    before, after = PARSE[kind](text, ""), PARSE[kind](damaged, "")
    assert after.diagnostics or after.tree != before.tree


@pytest.mark.parametrize("kind", ["contract", "journal", "scenarios"])
def test_every_single_word_counts(kind):
    """Each word of one real part of every form, taken out in turn."""
    for text in forms(kind):
        tree = PARSE[kind](text, "").tree
        for word in words(text):
            damaged = text[: word.start] + text[word.end :]
            if canonical(damaged) != canonical(text):
                after = PARSE[kind](damaged, "")
                assert after.diagnostics or after.tree != tree, damaged


def forms(kind: str) -> list[str]:
    """The shortest real part for each set of the language's own words."""
    found: dict[frozenset[str], str] = {}
    for text in sorted(parts(kind), key=len):
        found.setdefault(frozenset(word.text for word in words(text) if word.text.islower()), text)
    limit = None if profiles.is_deep() else 45
    return sorted(found.values(), key=len)[:limit]


@given(st.data())
def test_a_character_that_does_not_show_is_found_wherever_it_stands(data):
    """Marks of direction, zero widths, controls: refused in words, quotes and comments alike."""
    kind = data.draw(kinds)
    text = data.draw(st.sampled_from(parts(kind)))
    at = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:at] + data.draw(st.sampled_from(UNSEEN)) + text[at:]
    assert PARSE[kind](damaged, "").diagnostics


@given(st.data())
def test_a_letter_that_only_looks_right_is_found_in_every_word(data):
    """Letters of other scripts, odd spaces and signs: refused in every word that counts; welcome in quoted text."""
    kind = data.draw(kinds)
    text = data.draw(st.sampled_from(parts(kind)))
    word = data.draw(st.sampled_from([word for word in words(text) if word.text[0] != '"']))
    at = data.draw(st.integers(word.start, word.end))
    damaged = text[:at] + data.draw(st.sampled_from(LOOK_ALIKES)) + text[at:]
    assert PARSE[kind](damaged, "").diagnostics


# --- the formatter ------------------------------------------------------------------------------------------


@given(st.data())
def test_formatting_a_damaged_text_refuses_or_keeps_its_meaning(data):
    """`fmt` leaves what it cannot read alone; else the tree and the comments stay, and formatting again is nothing."""
    kind = data.draw(kinds)
    deal: Deal = data.draw(st.sampled_from(examples()))
    text = data.draw(mutated(deal.texts[kind], "  # a comment\n#\n\n   # another\n", most=4))
    note(text)
    try:
        formatted = FORMAT[kind](text)
    except Refused:
        assert PARSE[kind](text, "").diagnostics
        return
    before, after = PARSE[kind](text, ""), PARSE[kind](formatted, "")
    assert (after.tree, after.diagnostics) == (before.tree, ())
    assert [comment.text for comment in after.comments] == [comment.text for comment in before.comments]
    assert FORMAT[kind](formatted) == formatted
