"""Many journals at once: a compiled verdict is the verdict of its journal, and counts are counts (S3, S4, S12)."""

import pickle
from functools import partial
from itertools import product

import attrs
import numpy
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from assent import compile_verdicts, evaluate, load_contract, load_facts, sweep
from assent.engine.analysis.many import tally as tally_module
from assent.engine.analysis.many.decisions import Decision, Diagrams
from assent.engine.analysis.many.gate_planes import GateMachine, Plan
from assent.engine.analysis.many.gates import Gates, gates_of
from assent.engine.analysis.many.planes import BLOCK, Machine, counting, judge
from assent.engine.analysis.many.tally import decide, function, possible, tally
from assent.engine.analysis.many.varied import Journals, Varied
from assent.engine.analysis.many.verdicts import Verdicts
from assent.engine.evaluation.record import lay_out
from assent.engine.evaluation.settle import settle
from assent.engine.evaluation.world import World
from assent.engine.facts.journal import read_facts
from assent.grammar.parser import parse_journal
from tests.support.contracts import HEAD, contract_of
from tests.support.encodings import cases
from tests.support.profiles import cases as cases_of

MOST_VARIED = 5
NAMES = [f"Event {letter}" for letter in "ABCDEFGH"]
WIDE = (
    HEAD
    + "".join(f"event {name}\n" for name in NAMES)
    + "Wide is complete when any of\n"
    + "".join(f"    - {one} occurred and {other} occurred\n" for one, other in zip(NAMES[:4], NAMES[4:], strict=True))
)
many = settings(cases_of(60))


@st.composite
def questions(draw):
    """A drawn contract and journal of which some facts vary, with the readings chosen."""
    case = draw(cases(most_clauses=4, most_atoms=5, most_facts=7))
    entries = [entry for entry in case.facts.entries if entry.moment.last_minute <= case.as_of.last_minute]
    numbers = draw(st.sets(st.integers(0, max(0, len(entries) - 1)), max_size=MOST_VARIED)) if entries else set()
    varied = tuple(Varied(entries[number].sentence, (entries[number],)) for number in sorted(numbers))
    rest = tuple(entry for number, entry in enumerate(entries) if number not in numbers)
    facts = attrs.evolve(case.facts, entries=rest)
    note(case.contract_text)
    note("\n".join(f"{entry.moment} {entry.sentence}" for entry in rest))
    note("varied: " + "; ".join(f"{one.entries[0].moment} {one.words}" for one in varied))
    return Journals(case.contract, facts, varied, case.as_of), case.contract.read_by(case.readings)


def every(journals):
    """Each journal that can be, as the facts recorded, and its numbers."""
    for told in product((True, False), repeat=len(journals.varied)):
        numbers = [number for number, there in enumerate(told) if there]
        if not any(set(pair) <= set(numbers) for pair in journals.impossible):
            yield told, journals.journal(numbers)


@many
@given(questions())
def test_a_compiled_verdict_is_the_verdict_of_its_journal(question):
    """Over all journals: the same verdict, except where one of the two says that it is not the last word (S3)."""
    journals, readings = question
    for name in journals.contract.asked():
        decision = decide(journals, readings, name)
        is_open = opened(journals, readings, name)
        for told, facts in every(journals):
            record = lay_out(journals.contract, facts, journals.as_of)
            found = settle(World(journals.contract, record, readings), name)
            same = decision(told) == found.verdict
            assert same or not found.exact or is_open(told), (name, told, found, decision(told))


def opened(journals, readings, name):
    """A function of the facts recorded: whether the tables do not say the last word on a clause."""
    verdicts = Verdicts(journals, readings)
    diagrams = Diagrams(len(journals.varied), journals.impossible)
    formula = diagrams.one(verdicts.plain, verdicts.unsettled(name, verdicts.of(name)))
    keys = range(len(journals.varied))
    return lambda told: diagrams.formulas.met(formula, keys, [number for number in keys if told[number]])


@many
@given(questions())
def test_counts_are_counts(question):
    """Of each verdict, and of the pairs of journals between which it differs, tried one by one."""
    journals, readings = question
    there = [told for told, _ in every(journals)]
    assert possible(journals) == len(there)
    for one in tally(journals, readings, journals.contract.asked()):
        decision = decide(journals, readings, one.name)
        said = {told: decision(told) for told in there}
        assert one.counts == {verdict: list(said.values()).count(verdict) for verdict in set(said.values())}
        for number in range(len(journals.varied)):
            pairs = [(told, turned) for told in there if told[number] and (turned := without(told, number)) in said]
            differing = sum(said[told] != said[turned] for told, turned in pairs)
            found = [turning for turning in one.turning if turning.number == number]
            assert [(turning.differing, turning.pairs) for turning in found] == (
                [(differing, len(pairs))] if differing else []
            )


def without(told, number):
    return (*told[:number], False, *told[number + 1 :])


@settings(cases_of(25))
@given(questions(), st.data())
def test_planes_say_what_the_decision_says(question, data):
    """Row by row, in whatever order, and for rows that fill no whole word."""
    journals, readings = question
    rows = data.draw(st.lists(st.tuples(*[st.booleans()] * len(journals.varied)), min_size=1, max_size=150))
    for name in journals.contract.asked():
        decision = decide(journals, readings, name)
        table = numpy.array(rows, dtype=bool).reshape(len(rows), len(journals.varied))
        codes = judge(partial(Machine, decision), table)
        assert [decision.verdicts[code] for code in codes] == [decision(row) for row in rows]


@settings(cases_of(40))
@given(questions())
def test_gates_say_what_the_decision_says(question):
    """As a function and on planes, for every journal that can be; however few nodes a diagram may have."""
    journals, readings = question
    there = [told for told, _ in every(journals)]
    table = numpy.array(there, dtype=bool).reshape(len(there), len(journals.varied))
    for name in journals.contract.asked():
        decision = decide(journals, readings, name)
        verdicts = Verdicts(journals, readings)
        gates = gates_of(verdicts.plain, len(journals.varied), verdicts.of(name))
        said = [decision(told) for told in there]
        assert [function(journals, readings, name)(told) for told in there] == said
        assert [gates(told) for told in there] == said
        codes = judge(partial(GateMachine, Plan(gates)), table)
        assert [gates.verdicts[code] for code in codes] == said


def test_what_is_no_diagram_is_gates(monkeypatch):
    """However few nodes a diagram may have, a clause is compiled: any two that belong together are enough (S3)."""
    monkeypatch.setattr(tally_module, "MOST_NODES", 8)
    contract = contract_of(WIDE)
    facts, _ = read_facts(parse_journal("facts for Amendment\n", "").tree, contract)
    compiled = compile_verdicts(contract, facts, [f"2024-03-01 {name} occurred" for name in NAMES], "2024-03-01")
    assert isinstance(compiled["Wide"], Gates)
    rows = list(product((True, False), repeat=len(NAMES)))
    pairs = [any(one and other for one, other in zip(row[:4], row[4:], strict=True)) for row in rows]
    expected = ["SATISFIED" if met else "UNDETERMINED" for met in pairs]
    assert [compiled["Wide"](row) for row in rows] == expected
    assert [pickle.loads(pickle.dumps(compiled))["Wide"](row) for row in rows[:3]] == expected[:3]
    codes = compiled.many("Wide", compiled.packed(rows))
    assert [compiled["Wide"].verdicts[code] for code in codes] == expected


def test_a_diagram_may_be_as_deep_as_there_are_facts():
    """A thousand facts in one list are not more than can be worked out, though a diagram is as deep as that."""
    names = [
        f"Event {letter}{other}{third}" for letter in "ABCDEFGHIJ" for other in "abcdefghij" for third in "klmnopqrst"
    ]
    text = HEAD + "".join(f"event {name}\n" for name in names) + "Long is complete when all of\n"
    contract = contract_of(text + "".join(f"    - {name} occurred\n" for name in names))
    journal = "facts for Amendment\n" + "".join(f"2024-03-01 {name} occurred\n" for name in names)
    facts, _ = read_facts(parse_journal(journal, "").tree, contract)
    varied = tuple(Varied(entry.sentence, (entry,)) for entry in facts.entries)
    as_of = facts.latest()
    assert as_of is not None
    decision = decide(Journals(contract, attrs.evolve(facts, entries=()), varied, as_of), {}, "Long")
    assert decision([True] * 1000) == "SATISFIED"
    for number in (0, 500, 999):
        assert decision([other != number for other in range(1000)]) == "UNDETERMINED"


# --- the Lexington amendment ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lexington():
    contract = load_contract("contracts/lexington-1996/amendment.assent")
    return contract, load_facts("contracts/lexington-1996/closing.facts", contract)


def test_every_subset_of_the_closing_is_counted(lexington):
    """27 facts, 134 million journals; the four facts that only protect the lender, or bear on a reading, are idle."""
    contract, facts = lexington
    swept = sweep(contract, facts, ["recorded"], asked=["Amendment"])
    assert swept.journals == 2 ** len(facts.entries)
    # section 5 does not list the guarantor's page (T8), nor LCI's representations (T9)
    idle = set(swept.over) - {words for words, _, _ in swept.turning("Amendment")}
    assert {words.split(" ", 1)[1] for words in idle} >= {
        "LCI executed Guarantor Consent",
        "Congress received Guarantor Consent as an original",
        "LCI Accounts Agreement Representations are true",
    }
    assert swept.of("Amendment")[0].open == 0


def test_a_compiled_contract_answers_what_eval_answers(lexington):
    """Of the closing, without any one of its facts."""
    contract, facts = lexington
    compiled = compile_verdicts(contract, facts, ["recorded"])
    count = len(compiled.over)
    for number in range(count):
        told = [other != number for other in range(count)]
        rest = attrs.evolve(
            facts, entries=tuple(e for e in facts.entries if f"{e.moment} {e.sentence}" != compiled.over[number])
        )
        answers = evaluate(contract, rest, facts.latest())
        assert {name: compiled[name](told) for name in contract.asked()} == {
            f.name: f.verdict for f in answers.findings
        }
    everything = numpy.ones((70, count), dtype=bool)
    assert {compiled["Amendment"].verdicts[code] for code in compiled.many("Amendment", everything)} == {"EFFECTIVE"}


def test_the_readings_of_a_question_can_vary(lexington):
    """T1: read in sequence the closing can never be had, read as simultaneous it may be held (A1, A14)."""
    contract, _ = lexington
    facts = load_facts("contracts/lexington-1996/before-closing.facts", contract)
    swept = sweep(contract, facts, ["T1"], asked=["Lakewood Closing"])
    assert {run.words: dict(run.tallies[0].counts) for run in swept.runs} == {
        ("SIM",): {"PERMITTED": 1},
        ("SEQ",): {"NO LONGER PERMITTED": 1},
    }


def test_a_date_can_vary(lexington):
    """Section 5 wants an executed original: effective on whichever of the days it comes, up to the day asked about."""
    contract, facts = lexington
    over = ["1996-02-27..1996-02-28 Congress received Amendment as an original"]
    swept = sweep(contract, facts, over, asked=["Amendment"])
    assert [(run.words, dict(run.tallies[0].counts)) for run in swept.runs] == [
        (("never",), {"NOT YET": 1}),
        (("1996-02-27",), {"EFFECTIVE": 1}),
        (("1996-02-28",), {"EFFECTIVE": 1}),
    ]


def test_facts_that_contradict_each_other_are_in_no_journal(lexington):
    contract, facts = lexington
    over = ["1996-02-28 Event of Default began", "1996-02-28 Incipient Default began"]
    swept = sweep(contract, facts, over)
    assert (swept.combinations, swept.journals) == (4, 1)  # the officer's certificate says that none has occurred


def test_all_combinations_are_run_on_planes_as_they_are_counted(lexington):
    """A block of the planes that count through all combinations holds so many of each verdict."""
    contract, facts = lexington
    compiled = compile_verdicts(contract, facts, ["recorded"], asked=["Amendment"])
    decision = compiled["Amendment"]
    assert isinstance(decision, Decision)
    count = len(compiled.over)
    last = (1 << count) // 64 - 16
    planes = Machine(decision, 16).run(counting(range(count), last, 16))
    found = {
        verdict: int(numpy.bitwise_count(plane).sum())
        for verdict, plane in zip(decision.verdicts, planes, strict=True)
        if plane is not None
    }
    rows = [[bool((last * 64 + row) >> digit & 1) for digit in range(count)] for row in range(16 * 64)]
    assert found == {verdict: sum(decision(row) == verdict for row in rows) for verdict in found}
    assert sum(found.values()) == 16 * 64
    assert BLOCK % 16 == 0
