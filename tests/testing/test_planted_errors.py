"""A mistake planted in an encoding is found, and what is shown is a small journal that can be saved and replayed."""

import contextlib
import io
import re
from pathlib import Path

import attrs
import pytest

from assent.engine.analysis.guarantees import breaches
from assent.engine.cli import main
from assent.engine.facts.journal import read_facts
from assent.engine.facts.ledger import Facts
from assent.engine.model.contract import Contract
from assent.engine.model.resolve import resolve_contract
from assent.grammar.parser import parse_contract, parse_journal
from assent.grammar.values import Moment
from assent.testing import Broken, Situation, check_guarantees, try_on_many
from tests.docs.pages import ROOT, read_page
from tests.support import lexington
from tests.support.cache import new_cache

PAGE = read_page(ROOT / "docs" / "testing.md")
RELEASE = next(fence.text for fence in PAGE.fences if fence.tag == "assent")


def contract_of(text: str, source: str) -> Contract:
    contract, found = resolve_contract(parse_contract(text, source).tree)
    assert contract is not None, found
    return contract


def told_by(contract: Contract, **options: object) -> str:
    with pytest.raises(Broken) as broken:
        check_guarantees(contract, **options)  # type: ignore[arg-type]
    return str(broken.value).strip() + "\n"


def facts_in(text: str, contract: Contract) -> Facts:
    parsed = parse_journal(text, "failing.facts")
    assert not parsed.diagnostics
    facts, found = read_facts(parsed.tree, contract)
    assert not found
    return facts


BY_SILENCE = """\
record of events is complete through 2024-03-01
2024-03-01  Owner received Receipt
2024-03-01  Sale occurred
"""
BY_A_SMALL_PAYMENT = """\
2024-03-01  Owner received Receipt
2024-03-01  Payment occurred with amount USD {}
2024-03-01  Sale occurred
"""


def test_an_or_for_an_and_is_found_and_the_journal_is_the_small_one():
    """It takes a receipt, a sale, and that no full payment was made: by silence within the record, or a small one."""
    told = told_by(contract_of(RELEASE, "release.assent"), examples=200)
    journal = told.partition("facts for Release\n")[2]
    small = [BY_A_SMALL_PAYMENT.format(amount) for amount in ("0.99", "1", "824,999.99")]
    assert journal in [BY_SILENCE, *small]
    assert told.startswith(
        '# a guarantee is broken\n# release.assent:16  guarantee "no clean sale before full payment"'
    )


def test_the_page_shows_what_is_found():
    """The journal on the page breaks the guarantee of the contract above it, in the words of the program."""
    shown = next(fence.text for fence in PAGE.fences if fence.tag == "facts")
    told = told_by(contract_of(RELEASE, "release.assent"), examples=200)
    assert shown.splitlines()[:4] == told.splitlines()[:4]
    assert shown.partition("facts for Release\n")[2] == BY_SILENCE


def test_what_is_told_can_be_saved_and_replayed(tmp_path, monkeypatch):
    """The message is a journal, and the command in it is one that runs beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSENT_CACHE_DIR", str(new_cache(tmp_path / "cache")))
    Path("release.assent").write_text(RELEASE, encoding="utf-8")
    told = told_by(contract_of(RELEASE, "release.assent"), examples=200)
    Path("failing.facts").write_text(told, encoding="utf-8")
    command = re.search(r"^# assent (eval release\.assent failing\.facts --as-of) \"(.+)\"$", told, re.M)
    assert command is not None, told
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        main([*command[1].split(), command[2]])
    assert "COVERED since 2024-03-01" in screen.getvalue()


def test_a_mistake_in_lexington_is_found_by_what_the_encoding_guarantees():
    """`any of` for `all of` in the proviso on releases: a closing is covered that releases LPC.

    The journal is as small as it can be: without any one of its lines nothing is broken.
    """
    words = '- "LPC is not released, nor the lien released or impaired" {} of'
    assert words.format("all") in lexington.TEXT
    mistaken = lexington.TEXT.replace(words.format("all"), words.format("any"))
    contract = contract_of(mistaken, "amendment.assent")
    stated = [one for one in contract.guarantees if one.label == "no closing is covered that releases LPC or the lien"]
    contract = attrs.evolve(contract, guarantees=tuple(stated))
    closing = lexington.base_of(("closing.facts",), contract)
    told = told_by(contract, starts=[closing], examples=2_000)
    assert 'guarantee "no closing is covered that releases LPC or the lien"' in told
    assert "release Purported" in told or "release" not in told.partition("Lakewood Leaseback occurred")[2]
    facts = facts_in(told, contract)
    moment = Moment(max(entry.moment.day for entry in facts.entries))
    readings = dict(re.findall(r"--reading (\S+)=(\S+)", told))
    assert breaches(contract, facts, moment, readings)
    for line in {(entry.moment, entry.sentence) for entry in facts.entries}:
        less = tuple(entry for entry in facts.entries if (entry.moment, entry.sentence) != line)
        assert not breaches(contract, attrs.evolve(facts, entries=less), moment, readings), line


def test_an_amount_mistyped_is_found():
    """82,500 typed for 825,000, and nothing else wrong: a payment of 82,500 releases."""
    right = RELEASE.replace(" or Owner received Receipt", "").replace("document Receipt by Bank\n", "")
    check_guarantees(contract_of(right, "release.assent"), examples=200)
    told = told_by(contract_of(right.replace("825,000", "82,500", 1), "release.assent"), examples=200)
    assert re.search(r"Payment occurred with amount USD (?:82,5|824,)", told), told


def test_a_crash_is_told_with_its_journal():
    """What is no AssertionError is a failure of the property too, told by its name and kept as the cause."""

    def crashes(situation: Situation) -> None:
        if any("Sale" in entry.sentence for entry in situation.facts.entries):
            raise ZeroDivisionError("on sale")

    with pytest.raises(Broken, match="ZeroDivisionError: on sale") as broken:
        try_on_many(contract_of(RELEASE, "release.assent"), "no crash", crashes, examples=100)
    assert isinstance(broken.value.__cause__, ZeroDivisionError)
    assert len(str(broken.value).strip().splitlines()) == 5  # promise, error, command, header, one line about the sale
