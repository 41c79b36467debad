"""What is drawn could have been written by a user: journals, moments, readings, and edits with their words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assent.engine.facts.journal import read_facts
from assent.engine.model.happenings import Happening
from assent.engine.session import suppose, withdraw
from assent.engine.session_cache import Cache
from assent.engine.testing.vocabulary import is_consistent, vocabulary
from assent.grammar.parser import parse_journal
from assent.testing import Situation, as_text, edits, journals, moments, readings, situations
from tests.support import lexington
from tests.support.contracts import contract_of
from tests.support.laws import SMALL

CONTRACTS = {**SMALL, "lexington": lexington.contract()}
every = pytest.mark.parametrize("name", CONTRACTS)
FEW = settings(max_examples=25, deadline=None)


@every
def test_a_journal_reads_back_from_its_text(name):
    """A journal contradicts itself nowhere, and its text says the same facts."""
    contract = CONTRACTS[name]

    @FEW
    @given(journals(contract))
    def check(facts):
        assert is_consistent(facts)
        again, found = read_facts(parse_journal(as_text(facts), "").tree, contract)
        assert not found
        assert again.complete == facts.complete
        told = {(entry.moment, entry.assertion) for entry in facts.entries}
        assert {(entry.moment, entry.assertion) for entry in again.entries} >= told

    check()


@every
def test_an_edit_is_what_its_words_say(name):
    """`--suppose` and `--without`, as they stand in the words of an edit, make the same journal of it."""
    contract = CONTRACTS[name]

    @FEW
    @given(st.data())
    def check(data):
        facts = data.draw(journals(contract))
        edit = data.draw(edits(contract, facts))
        assert is_consistent(edit.facts)
        made = facts
        for option, sentence in zip(*[iter(edit.words.split('"')[:-1])] * 2, strict=True):
            change = suppose if option.strip() == "--suppose" else withdraw
            made = change(made, [sentence], contract, Cache(None))
        if edit.kind == "suppose":
            assert {e.assertion for e in made.entries} >= {e.assertion for e in edit.facts.entries}
        else:
            assert len(made.entries) <= len(facts.entries)

    check()


@every
def test_moments_and_readings_are_those_of_the_contract(name):
    contract = CONTRACTS[name]

    @FEW
    @given(st.data())
    def check(data):
        facts = data.draw(journals(contract))
        assert data.draw(moments(contract, facts)).minute is None
        for question, alternative in data.draw(readings(contract)).items():
            assert alternative in {one.name for one in contract.questions[question].alternatives}

    check()


def test_the_act_of_a_permission_is_in_the_vocabulary():
    """S12: what is permitted can be recorded, also where no condition asks for it."""
    contract = contract_of("event Sale\nevent Closing\nRelease permits Sale when Closing occurred\n")
    happenings = {getattr(assertion, "happening", None) for one in vocabulary(contract) for assertion in one.assertions}
    assert Happening("occurred", "", "Sale", once=True) in happenings


def test_a_case_is_shown_as_text():
    """Where Hypothesis itself prints a situation, it prints the journal."""
    from hypothesis.vendor.pretty import pretty

    contract = SMALL["loan"]

    @settings(max_examples=1, deadline=None)
    @given(situations(contract))
    def check(situation: Situation):
        assert "facts for Amendment\n" in pretty(situation)
        assert "Situation(" not in pretty(situation)

    check()


ROOT = Path(__file__).resolve().parents[2]
ALONE = """
import sys
sys.modules["pytest"] = None
from assent import load_contract
from assent.testing import check_guarantees, check_laws
contract = load_contract(sys.argv[1])
check_laws(contract, examples=5)
check_guarantees(contract, examples=5)
print("held")
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=env, text=True, capture_output=True, check=False
    )


def test_the_kit_works_without_pytest():
    done = python(ALONE, str(lexington.FOLDER / "amendment.assent"))
    assert (done.returncode, done.stdout) == (0, "held\n"), done.stderr


def test_without_hypothesis_it_says_what_to_install():
    done = python('import sys; sys.modules["hypothesis"] = None; import assent.testing')
    assert done.returncode == 1
    assert 'ImportError: assent.testing needs Hypothesis: pip install "assent[testing]"' in done.stderr
