"""Laws of text: other names, other dates, other layouts and other files for the same case, and the same answer.

Each law quotes the rule it comes from. The quick profile is for every run; `--hypothesis-profile deep` tries many.
"""

import datetime
import json
import re

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.evaluation.findings import Evaluation
from assent.engine.facts.journal import read_facts
from assent.engine.facts.json_facts import facts_to_json, parse_json_facts
from assent.engine.facts.ledger import Facts
from assent.grammar.formatter import format_contract, format_journal
from assent.grammar.parser import parse_contract
from assent.grammar.printer import print_contract
from assent.grammar.values import Moment
from tests.support import profiles
from tests.support.contracts import contract_of
from tests.support.drawn_contracts import contract_trees
from tests.support.encodings import Drawn, cases
from tests.support.journals import days, journals
from tests.support.laws import LOAN, SMALL, Situation, all_told, every, law_of, situations

law = profiles.cases(60)

# --- names and dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ring"])
def test_time_shifts(name):
    """S1: a contract without dates answers the same when all dates are moved by as many days."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        by = data.draw(st.integers(-400, 400))
        facts = Facts(
            case.facts.contract,
            tuple(attrs.evolve(entry, moment=moved(entry.moment, by)) for entry in case.facts.entries),
            {kind: moved(through, by) for kind, through in case.facts.complete.items()},
        )
        after = case.ask(facts, moved(case.moment, by))
        for finding in case.ask().findings:
            since = moved(finding.since, by) if finding.since is not None else None
            assert (after[finding.name].verdict, after[finding.name].since) == (finding.verdict, since)

    law()


def moved(moment: Moment, by: int) -> Moment:
    return attrs.evolve(moment, day=moment.day + datetime.timedelta(days=by))


@law
@given(cases(), st.integers(-400, 400))
def test_dates_moved_everywhere_move_the_dates_of_the_answer(case, by):
    """S1: nothing depends on which day it is; contract, journal and question moved alike, so is the answer.

    Business Days come back after weeks alone.
    """
    if "Business Day" in case.contract_text:
        by *= 7

    def shifted(text: str) -> str:
        return re.sub(r"\d{4}-\d{2}-\d{2}", lambda date: str(moved(Moment(a_date(date[0])), by)), text)

    other = Drawn(shifted(case.contract_text), shifted(case.journal_text), moved(case.as_of, by), case.readings)
    assert everything_said(other.evaluate()) == [
        tuple(shifted(word) for word in row) for row in everything_said(case.evaluate())
    ]


def a_date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def everything_said(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """An answer as text: verdicts and dates, every row of the reasons, and what is missing."""
    said: list[tuple[str, ...]] = []
    for finding in evaluation.findings:
        said.append((finding.name, finding.verdict, str(finding.since), str(finding.at_latest), finding.note))
        for row in finding.walk():
            facts = " ".join(f"{fact.on} {fact.sentence}" for fact in row.facts)
            words = " ".join(row.text.split())  # a long condition is folded where its line is full
            said.append((row.section, words, row.status, str(row.since), str(row.decisive), row.note, facts))
        said += [("missing", fact.sentence, fact.why) for fact in finding.missing]
    return said


@law
@given(cases(), st.sampled_from(["Alpha", "Zeta"]))
def test_other_names_rename_the_answer_and_change_nothing_else(case, prefix):
    """Names have no meaning of their own: every term renamed, in both files, renames the answer."""
    own = {name for name, clause in case.contract.clauses.items() if clause.kind == "breach"}  # named after another
    terms = sorted({*case.contract.nouns, *case.contract.clauses} - own, key=len, reverse=True)

    def renamed(text: str) -> str:
        return re.sub("|".join(rf"\b{term}\b" for term in terms), lambda term: f"{prefix} {term[0]}", text)

    other = attrs.evolve(case, contract_text=renamed(case.contract_text), journal_text=renamed(case.journal_text))
    note(other.replay())
    assert everything_said(other.evaluate()) == [
        tuple(renamed(word) for word in row) for row in everything_said(case.evaluate())
    ]


# --- clauses and files that change nothing -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["loan"])
def test_an_unrelated_clause_changes_nothing(name):
    """S8, S9: what nobody leans on is nobody's affair."""
    alone, beside = SMALL[name], contract_of(LOAN + "event Other\nAside takes effect when Other occurred\n")

    @law_of(name)
    @given(journals(alone), days)
    def law(facts, moment):
        one, two = (Situation(contract, facts, moment, {}).ask() for contract in (alone, beside))
        assert all_told(one)["Amendment"] == all_told(two)["Amendment"]

    law()


ASIDE = """\
event Other
Aside takes effect when Other did not occur
Aside lapses after 1996-03-03
"""


@law
@given(cases())
def test_an_unrelated_clause_beside_a_drawn_contract_changes_nothing(case):
    """S8, S9: a clause that nobody leans on, with an event and a date of its own, changes no other answer."""
    beside = attrs.evolve(case, contract_text=f"{case.contract_text}{ASIDE}")
    answers = all_told(beside.evaluate())
    assert {name: answers[name] for name in case.contract.clauses} == all_told(case.evaluate())


@every
def test_facts_as_json_say_what_the_journal_says(name):
    """A journal written as JSON and read back gives equal facts, and the same answers."""

    @law_of(name)
    @given(st.data())
    def law(data):
        case = data.draw(situations(name))
        parsed = parse_json_facts(json.dumps(facts_to_json(case.facts)), "x.json")
        assert not parsed.diagnostics
        again, found = read_facts(parsed.tree, case.contract)
        assert not found
        assert facts_said(again) == facts_said(case.facts)
        assert all_told(case.ask(again)) == all_told(case.ask())

    law()


def facts_said(facts: Facts) -> tuple[object, ...]:
    return {(entry.moment, entry.assertion) for entry in facts.entries}, dict(facts.complete)


# --- layout ------------------------------------------------------------------------------------------------


@law
@given(contract_trees())
def test_a_drawn_contract_is_read_back_as_it_was_printed(tree):
    """What is printed is read back as the same tree, with no finding."""
    parsed = parse_contract(print_contract(tree), "drawn.assent")
    assert not parsed.diagnostics
    assert parsed.tree.parts == tree.parts


@law
@given(cases(), st.randoms(use_true_random=False))
def test_formatting_never_changes_an_answer(case, random):
    """`assent fmt` changes the layout alone: blank lines, spaces and comments have no meaning."""

    def untidy(text: str) -> str:
        lines = []
        for line in text.splitlines():
            indent, words = line[: len(line) - len(line.lstrip())], line.split(" ")
            line = indent + " ".join(word + " " * random.choice((0, 0, 1)) for word in words if word)
            lines += [line + random.choice(("", "", "  # said"))] if words[-1] else [""]
            lines += random.choice(([], [], [""], [f"{indent}# aside"]))
        return "\n".join(lines) + "\n"

    untidied = attrs.evolve(case, contract_text=untidy(case.contract_text), journal_text=untidy(case.journal_text))
    tidied = attrs.evolve(
        case,
        contract_text=format_contract(untidied.contract_text),
        journal_text=format_journal(untidied.journal_text),
    )
    note(untidied.replay())
    assert (
        everything_said(case.evaluate()) == everything_said(untidied.evaluate()) == everything_said(tidied.evaluate())
    )
