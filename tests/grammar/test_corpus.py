"""A file for everything that went wrong once, and for what must stay welcome.

Each file of `tests/corpus/bad` is refused with the findings that `expected.toml` lists for it, at the words it lists.
A file of `tests/corpus/good` has no finding at all, and formatting it loses nothing. A bug that is found in reading
becomes a file here before it is mended.
"""

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assent.engine.analysis.scenarios import prepare
from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import parse_json_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.engine.session_files import read_source
from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.formatter import format_contract, format_journal, format_scenarios
from assent.grammar.parser import parse_contract, parse_journal, parse_scenarios
from assent.grammar.syntax.scenarios import Scenario
from tests.support.whole_path import check

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
GOOD = sorted(path for path in (CORPUS / "good").iterdir())
EXPECTED: dict[str, Any] = tomllib.loads((CORPUS / "bad" / "expected.toml").read_text(encoding="utf-8"))
FORMATS: dict[str, Any] = {".assent": format_contract, ".facts": format_journal, ".scenarios": format_scenarios}


@functools.cache
def contract() -> Contract:
    """What the journals and scenarios of the corpus are about."""
    found, findings = resolve_contract(parse_contract(read_source(CORPUS / "good" / "consent.assent").text, "").tree)
    assert found is not None, findings
    return found


def findings(path: Path) -> tuple[Diagnostic, ...]:
    """All that is wrong with a file."""
    try:
        text = read_source(path).text
    except Refused as refused:
        return refused.diagnostics
    match path.suffix:
        case ".assent":
            parsed = parse_contract(text, str(path))
            return parsed.diagnostics or resolve_contract(parsed.tree)[1]
        case ".scenarios":
            return _of_scenarios(text, str(path))
        case ".json":
            journal = parse_json_facts(text, str(path))
        case _:
            journal = parse_journal(text, str(path))
    return journal.diagnostics or read_facts(journal.tree, contract())[1]


def _of_scenarios(text: str, source: str) -> tuple[Diagnostic, ...]:
    parsed = parse_scenarios(text, source)
    if parsed.diagnostics:
        return parsed.diagnostics
    base = read_facts(parse_journal(read_source(CORPUS / "good" / "closing.facts").text, "").tree, contract())[0]
    cases = [part for part in parsed.tree.parts if isinstance(part, Scenario)]
    return tuple(finding for case in cases for finding in prepare(case, contract(), base)[1])


def underlined(finding: Diagnostic, text: str) -> str:
    """The words under a finding."""
    span = finding.span
    line = text.split("\n")[span.line - 1].removesuffix("\r")
    return line[span.column - 1 : span.end_column - 1] if span.end_line == span.line else line[span.column - 1 :]


def test_every_bad_file_is_listed():
    assert {path.name for path in (CORPUS / "bad").iterdir()} == {*EXPECTED, "expected.toml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_file_is_refused_at_its_own_words(name):
    """Exactly the findings listed, none more; each with a place, a page and a sentence."""
    path = CORPUS / "bad" / name
    text = path.read_bytes().decode("utf-8", "replace")
    found = findings(path)
    check(found, {str(path): text})
    expected = [tuple(finding) for finding in EXPECTED[name]["findings"]]
    assert [finding.code for finding in found] == [code for code, _ in expected]
    for finding, (code, words) in zip(found, expected, strict=True):
        assert words in ("*", underlined(finding, text)) or code == "not-utf-8"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_good_file_is_read_without_a_finding(path):
    assert findings(path) == ()


@pytest.mark.parametrize("path", [path for path in GOOD if path.suffix in FORMATS], ids=lambda path: path.name)
def test_formatting_a_good_file_is_done_once(path):
    """The formatter, which compares tree and comments itself, accepts it; formatting again changes nothing."""
    layout = FORMATS[path.suffix]
    formatted = layout(read_source(path).text)
    assert layout(formatted) == formatted


def test_facts_in_json_say_what_a_journal_says():
    """The good JSON file, key order and escapes and all, states the facts of the good journal that it spells out."""
    stated = _facts("closing.json")
    assert [(str(entry.moment), entry.sentence, entry.evidence) for entry in stated.entries] == [
        ("2024-03-05", "Bank received Deed as an original", "„tab 1“, naïve"),
        ("2024-03-06 09:30", "Sale occurred", "tab 2"),
    ]


def _facts(name: str) -> Facts:
    return read_facts(parse_json_facts(read_source(CORPUS / "good" / name).text, name).tree, contract())[0]
