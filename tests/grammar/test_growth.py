"""Reading twice as much takes twice as long: what grows faster is a way to make the program hang.

Counted are calls, not seconds, so that a busy machine changes nothing. benchmarks/reading.py measures the time.
"""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import parse_json_facts
from assent.engine.model.resolve import resolve_contract
from assent.grammar.diagnostics import MOST_FINDINGS
from assent.grammar.formatter import format_contract, format_journal
from assent.grammar.parser import parse_contract, parse_journal
from tests.support.contracts import HEAD, contract_of

SMALL = """\
document Deed
state Default
matter Strict
representation Title
Amendment takes effect when Lender received Deed
"""
FACT = '{"on": "2024-03-05", "sentence": "L\\u0065nder received Deed"}'


def contract(text: str) -> object:
    return parse_contract(text, "")


def resolved(text: str) -> object:
    return resolve_contract(parse_contract(text, "").tree)


def journal(text: str) -> object:
    return read_facts(parse_journal(text, "").tree, contract_of(SMALL))


def json_facts(text: str) -> object:
    return parse_json_facts(text, "")


def as_json(count: int, fact: str) -> str:
    return '{"facts_for": "Amendment", "facts": [' + ",\n".join([fact] * count) + "]}"


def daily(count: int, *sentences: str) -> str:
    """One sentence after the other, day by day."""
    days = [f"20{number // 360:02}-{number // 30 % 12 + 1:02}-{number % 28 + 1:02}" for number in range(count)]
    return "facts for Amendment\n" + "".join(f"{day} {s}\n" for day, s in zip(days, sentences * count, strict=False))


def layers(count: int) -> str:
    """Clauses in layers, each of which leans on both of the next: ways through them double with each layer."""
    leaning = "".join(
        f"{name}{layer} is in force while A{layer + 1} is in force and B{layer + 1} is in force\n"
        for layer in range(count)
        for name in "AB"
    )
    last = "".join(f"{name}{count} is in force while Sale occurred\n" for name in "AB")
    return f"{HEAD}event Sale\n{leaning}{last}"


CASES: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "parts": (contract, lambda n: "party A\n" * (20 * n)),
    "tabs": (contract, lambda n: "party A\tB\n" * (100 * n)),
    "lines that are not the language": (contract, lambda n: "foo Bar\n" * (200 * n)),
    "foreign letters in a line": (contract, lambda n: "Жa " * (100 * n) + "\n"),
    "lower-case words in a line": (contract, lambda n: "party " + "ab cd " * (40 * n) + "\n"),
    "dates that do not exist": (contract, lambda n: "section 1\n" + "    A lapses after 1996-02-30\n" * (40 * n)),
    "comments": (format_contract, lambda n: "# c\nparty A  # x\n" * (40 * n)),
    "comments in one place": (format_journal, lambda n: "1996-02-03 A occurred\n" + "# c\n" * (200 * n)),
    "names defined twice": (resolved, lambda n: HEAD + "party Lender\n" * (60 * n)),
    "names misspelt": (
        resolved,
        lambda n: (
            HEAD
            + "".join(
                f"party Holder{number}\nX{number} is in force while Holdr{number} received X\n"
                for number in range(60 * n)
            )
        ),
    ),
    "facts as JSON": (json_facts, lambda n: as_json(20 * n, FACT)),
    "facts as JSON that are none": (json_facts, lambda n: as_json(100 * n, '{"on": 5}')),
    "receipts and denials": (
        journal,
        lambda n: (
            daily(20 * n, "Lender did not receive Deed") + daily(20 * n, "Lender received Deed").split("\n", 1)[1]
        ),
    ),
    "a state on and off": (journal, lambda n: daily(30 * n, "Default began", "Default ended", "no Default exists")),
    "a truth every day": (journal, lambda n: daily(60 * n, "Strict is true", "Title is true")),
}


def calls(read: Callable[[str], object], text: str) -> int:
    """How many functions are called while a text is read; steps of a generator count."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", CASES)
def test_four_times_the_text_takes_four_times_the_work(name):
    """Beyond what it costs to begin with: the second doubling adds no more than twice what the first one added."""
    read, make = CASES[name]
    read(make(1))
    one, two, four = (calls(read, make(size)) for size in (1, 2, 4))
    assert four - two <= 2.3 * max(two - one, 500)


def test_looking_for_circles_does_not_try_every_way():
    """Through 40 layers of clauses there are a million million ways and no circle; what each leans on is worked out."""
    few, many = calls(resolved, layers(10)), calls(resolved, layers(40))
    assert many <= 4**2 * few


@pytest.mark.parametrize(
    "text",
    ["foo Bar\n" * 200, "section 1\n" + "    A lapses after 1996-02-30\n" * 200, "Жa " * 200 + "\n"],
    ids=["parts", "one part", "one line"],
)
def test_nobody_reads_more_than_fifty_findings(text):
    """Wherever they come from."""
    found: Any = parse_contract(text, "")
    assert len(found.diagnostics) == MOST_FINDINGS


def test_names_are_suggested_for_as_many_findings_as_are_read():
    """Looking for what was meant takes time for each name of the contract: it is done for the first findings only."""
    parties = "".join(f"party Holder{number}\n" for number in range(60))
    clauses = "".join(f"X{number} takes effect when Holdr{number} received Deed\n" for number in range(60))
    _, found = resolve_contract(parse_contract(HEAD + "document Deed\n" + parties + clauses, "").tree)
    suggested = [bool(finding.candidates) for finding in found if finding.code == "unknown-term"]
    assert suggested == [True] * MOST_FINDINGS + [False] * 10
