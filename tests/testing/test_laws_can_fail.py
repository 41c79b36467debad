"""Each law of the kit holds for the engine as it is, and fails for an engine that breaks it."""

from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from assent.engine.facts.journal import merge
from assent.engine.testing import laws
from assent.grammar.values import Moment
from assent.testing import LAWS, Broken, ContractLaws, check_law, check_laws
from tests.support.contracts import contract_of

CONTRACT = contract_of(
    """\
document Note by Borrower
event Closing
question Q1
    NEAR, default
    FAR
Amendment takes effect when all of
    - Lender received Note
    - Closing occurred by 1996-03-08
    - under FAR, Borrower received Note
guarantee "closed" always Amendment is effective only if Closing occurred
"""
)


@pytest.mark.parametrize("law", LAWS)
def test_each_law_holds(law):
    check_law(CONTRACT, law, examples=40)


def engine(verdict: Any, **more: Any) -> Any:
    """An engine that answers by a rule of its own: `verdict(facts, as_of)`."""

    def evaluate(contract: Any, facts: Any, as_of: Moment, readings: Any = None, asked: Any = ()) -> Any:
        finding = SimpleNamespace(
            **{
                "name": "Amendment",
                "kind": "effect",
                "verdict": verdict(facts, as_of),
                "since": None,
                "at_latest": False,
                "missing": (),
                "walk": lambda: iter(()),
                **more,
            }
        )

        class Answers:
            findings = (finding,)

            def __getitem__(self, name: str) -> Any:
                return finding

        return Answers()

    return evaluate


def by_number(facts: Any, as_of: Moment) -> str:
    """It counts the facts, and those that are dated later as well."""
    return "CAN NO LONGER BE" if len(facts.entries) % 2 else "EFFECTIVE"


def by_day(facts: Any, as_of: Moment) -> str:
    """It looks at the calendar on the wall."""
    return "EFFECTIVE" if as_of.day.day % 2 else "NOT YET"


BROKEN = {
    "filling": engine(by_number),
    "order_and_repetition": engine(by_number),
    "time_alone": engine(by_day),
    "lost_for_good": engine(by_number),
    "later_facts_do_not_exist": engine(by_number),
    "splitting": None,  # the journal's own work: `merge`, below
    "undetermined_names_what_is_missing": engine(lambda facts, as_of: "UNDETERMINED"),
    "explanation_is_sufficient": engine(lambda facts, as_of: "EFFECTIVE" if facts.entries else "UNDETERMINED"),
}


def test_there_is_a_broken_engine_for_each_law():
    assert set(BROKEN) == set(LAWS)


@pytest.mark.parametrize("law", [law for law, broken in BROKEN.items() if broken is not None])
def test_each_law_can_fail(law, monkeypatch):
    """The law fails for an engine that breaks it, and says which promise was broken."""
    monkeypatch.setattr(laws, "evaluate", BROKEN[law])
    with pytest.raises(Broken) as broken:
        check_law(CONTRACT, law, examples=300)
    promise = (LAWS[law].__doc__ or "").strip().splitlines()[0]
    assert f"# {promise}\n" in str(broken.value)
    assert "facts for Amendment\n" in str(broken.value)


def test_splitting_can_fail(monkeypatch):
    """Two parts whose merger loses the last line are not the same journal."""

    def losing(journals: Any) -> Any:
        facts, found = merge(journals)
        return attrs.evolve(facts, entries=facts.entries[:-1]), found

    monkeypatch.setattr(laws, "merge", losing)
    with pytest.raises(Broken, match="A journal in two parts"):
        check_law(CONTRACT, "splitting", examples=300)


def test_the_first_law_that_fails_ends_the_check(monkeypatch):
    monkeypatch.setattr(laws, "evaluate", BROKEN["order_and_repetition"])
    with pytest.raises(Broken):
        check_laws(CONTRACT, examples=300)


class TestContract(ContractLaws):
    """The mixin at work: pytest finds a test for each law, and one for the guarantees."""

    contract = CONTRACT
    examples = 20


def test_the_mixin_has_a_test_for_each_law():
    tests = {name.removeprefix("test_") for name in dir(TestContract) if name.startswith("test_")}
    assert tests == {*LAWS, "guarantees"}


def test_a_test_of_the_mixin_fails_where_its_law_does(monkeypatch):
    monkeypatch.setattr(laws, "evaluate", BROKEN["time_alone"])
    with pytest.raises(Broken):
        type("Longer", (ContractLaws,), {"contract": CONTRACT, "examples": 300})().test_time_alone()
