"""Every finding has a sentence and a page, every page a finding, and the examples do what they say."""

import ast
import re
from pathlib import Path

import pytest

from assent.engine.analysis.soundness import unsound
from assent.engine.analysis.soundness_exact import exactly_unsound
from assent.engine.facts.journal import read_facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.engine.report import messages
from assent.engine.session_cache import Cache
from assent.engine.session_files import read_source
from assent.engine.session_includes import put_together
from assent.engine.session_suites import read_suite
from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.parser import parse_contract, parse_journal

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "engine" / "report" / "rules"
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|tab|unfinished|unexpected|contradiction")
NOT_CODES = {"utf-8"}
SILENT = {"wordings.py", "messages.py"}  # where codes are explained
FENCE = re.compile(r"^```([a-z-]+)\n(.*?)^```$", re.M | re.S)
CHARACTER = re.compile(r"⟨U\+([0-9A-F]{4})⟩")


def codes_used() -> set[str]:
    """Every word in the source that has the form of a code."""
    files = [path for top in ("grammar", "engine") for path in (ROOT / top).rglob("*.py")]
    nodes = (node for path in files if path.name not in SILENT for node in ast.walk(_tree(path)))
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if CODE.fullmatch(word)} - NOT_CODES


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_code_has_a_sentence():
    """A finding that is added without its sentence, or a sentence whose finding is gone."""
    unexplained, unused = codes_used() - set(messages.codes()), set(messages.codes()) - codes_used()
    assert (unexplained, unused) == (set(), set())


def test_every_code_has_a_page():
    assert {path.stem for path in PAGES.iterdir()} == set(messages.codes())


@pytest.mark.parametrize("code", messages.codes())
def test_pages_have_one_form(code):
    """What, why, avoid, prefer; the first line is the code."""
    page = messages.page(code)
    prose = FENCE.sub("", page)
    assert re.findall(r"^#+ .*", prose, re.M) == [f"# {code}", "## Why", "## Avoid", "## Prefer"]
    assert page.isascii() or code in {"foreign-letter"} or "⟨U+" in page


def test_there_is_no_page_without_a_code():
    with pytest.raises(KeyError):
        messages.page("../messages")


# --- the examples run --------------------------------------------------------------------------------------


def blocks(code: str) -> list[tuple[str, str]]:
    """The fenced examples of a page; `⟨U+202E⟩` in them stands for the character."""
    page = messages.page(code)
    return FENCE.findall(CHARACTER.sub(lambda match: chr(int(match[1], 16)), page))


def contract_findings(text: str) -> tuple[Contract | None, list[Diagnostic]]:
    parsed = parse_contract(text, "example.assent")
    whole = put_together(parsed.tree)
    if parsed.diagnostics or whole.diagnostics:
        return None, [*parsed.diagnostics, *whole.diagnostics]
    contract, found = resolve_contract(whole.tree)
    if contract is not None:
        found = (*found, *unsound(contract), *exactly_unsound(contract))
    return contract, list(found)


def journal_findings(text: str, contract: Contract) -> list[Diagnostic]:
    parsed = parse_journal(text, "example.facts")
    return list(parsed.diagnostics or read_facts(parsed.tree, contract)[1])


def scenario_findings(text: str, contract: str, folder: Path) -> list[Diagnostic]:
    (folder / "example.assent").write_text(contract, encoding="utf-8")
    (folder / "example.scenarios").write_text(text, encoding="utf-8")
    try:
        return list(read_suite(read_source(str(folder / "example.scenarios")), Cache(None)).check())
    except Refused as refused:
        return list(refused.diagnostics)


def examples() -> list[tuple[str, int]]:
    kinds = ("assent", "facts", "scenarios")
    return [(c, n) for c in messages.codes() for n, (kind, _) in enumerate(blocks(c)) if kind.startswith(kinds)]


@pytest.mark.parametrize(("code", "number"), examples())
def test_an_example_does_what_its_page_says(code, number, tmp_path):
    """What is to be avoided yields exactly this finding; what is preferred yields none."""
    kind, text = blocks(code)[number]
    contract = next((body for other, body in blocks(code) if other == "assent"), "")
    if kind.startswith("assent"):
        found = contract_findings(text)[1]
    elif kind.startswith("facts"):
        resolved, _ = contract_findings(contract)
        assert resolved is not None
        found = journal_findings(text, resolved)
    else:
        found = scenario_findings(text, contract, tmp_path)
    assert [finding.code for finding in found] == ([code] if kind.endswith("-bad") else [])


def test_most_pages_have_examples_that_run():
    """Only what comes from files and command lines, or would fill a screen, is shown without being run."""
    shown = set(messages.codes()) - {code for code, _ in examples()}
    assert len(shown) <= 16, sorted(shown)
