"""The Lexington encoding: its scenarios, the laws of its acceptance table, and each construct at work."""

import random
from collections.abc import Iterator

import attrs
import pytest

from assent.engine.analysis.scenarios import Prepared
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import MET, Evaluation, Reason
from assent.engine.facts.ledger import Entry, Facts, Occurred, StateFact, TruthFact
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import Happening, as_verb
from assent.engine.model.nouns import Document
from assent.engine.session_cache import Cache
from assent.engine.session_files import read_source
from assent.engine.session_suites import read_suite
from assent.grammar.values import Moment
from tests.support import lexington, profiles
from tests.support.agreements import Row

CASES = lexington.cases()
NAMES = [row.name for row, _ in CASES]


# --- the scenarios ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(lexington.FOLDER.glob("*.scenarios")), ids=lambda path: path.name)
def test_all_scenarios_pass(path):
    """Every row of every file of scenarios gives what a careful lawyer expects."""
    suite = read_suite(read_source(path), Cache(None))
    failed = [
        f"{ran.name}: {one.subject}: expected {one.expected}, got {one.got}"
        for ran in suite.run()
        for one in ran.outcomes
        if not one.passed
    ]
    assert not failed, "\n".join(failed)


ROWS = "A1 A2 A4 A7 A8 A10 A13 A15 B1 B2 B5 C1 C2 C5 C7 D1 D2 D3 D5 D6 E1 E2 E5 E7 E9 E13"


def test_no_row_of_the_acceptance_table_is_left_out():
    """The sample of the acceptance table is there row by row, under its own names."""
    names = {row.scenario.name.text for row, _ in CASES if row.file == "acceptance"}
    assert set(ROWS.split()) <= names


QUESTIONS = {
    "T1": "SIM SEQ", "T2": "COIND GROUND BIND", "T4": "FORM INFORCE", "T5": "FROZEN AMBUL", "T6": "SUBSIST EVER",
    "T8": "G-NOT G-PART", "T9": "LPC BOTH", "T10": "DONE CERT RECD", "T11": "CONCL EVID", "T12": "ORIG FAX",
    "T13": "AT-EFF ALWAYS", "T14": "PROSP ASOF", "T15": "COND COV",
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_readings_of_the_close_reading(name):
    """The questions that change a verdict are in the encoding under their names, with their default first."""
    question = lexington.contract().questions[name]
    alternatives = QUESTIONS[name].split()
    assert question.default == alternatives[0]
    assert set(alternatives) <= {alternative.name for alternative in question.alternatives}


def test_the_circles_have_their_meaning():
    """Closing and effectiveness, force and effectiveness, the default by conveying: each is declared."""
    circles = {
        frozenset(edge.source for edge in circle.edges): circle.meaning for circle in lexington.contract().circles
    }
    assert circles[frozenset({"Lakewood Closing", "Amendment"})] == "simultaneously or in sequence"
    assert circles[frozenset({"Force Representation", "Amendment"})] == "simultaneously or in sequence"
    by_conveying = [names for names in circles if "Event of Default" in names]
    assert by_conveying
    assert all(circles[names] == "simultaneously or in sequence" for names in by_conveying)
    assert all(names >= {"Lakewood Closing", "Amendment"} or "Force Representation" in names for names in circles)


# --- the laws of the acceptance table -----------------------------------------------------------------------


def answers(facts: Facts, moment: Moment, **readings: str) -> Evaluation:
    return evaluate(lexington.contract(), facts, moment, readings)


def effective() -> Iterator[tuple[Row, Prepared]]:
    """The scenarios in which the Amendment is effective under the default readings."""
    for row, ready in CASES:
        if answers(ready.facts, ready.moment)["Amendment"].verdict == "EFFECTIVE":
            yield row, ready


EFFECTIVE = list(effective())


def with_entries(facts: Facts, entries: tuple[Entry, ...]) -> Facts:
    return attrs.evolve(facts, entries=entries)


def deliveries(contract: Contract) -> list[Happening]:
    """Every delivery to Congress and every favourable determination by it."""
    papers = [noun.name for noun in contract.nouns.values() if isinstance(noun, Document)]
    ways = [("received", "Congress"), ("received", "Congress Counsel"), ("satisfactory", "Congress")]
    return [Happening(as_verb(verb), party, paper) for paper in papers for verb, party in ways]


def test_law_1_a_delivery_or_a_favourable_determination_never_undoes_effectiveness():
    """Law 1: adding a received document or a `satisfied` determination never turns EFFECTIVE into NOT YET."""
    assert EFFECTIVE
    for row, ready in EFFECTIVE if profiles.is_deep() else EFFECTIVE[::4]:
        before = answers(ready.facts, ready.moment)["Amendment"]
        for happening in deliveries(lexington.contract()):
            for moment in {ready.moment, before.since}:
                assert moment is not None
                more = (*ready.facts.entries, Entry(moment, Occurred(happening), ""))
                after = evaluate(
                    lexington.contract(), with_entries(ready.facts, more), ready.moment, asked=["Amendment"]
                )["Amendment"]
                assert after.verdict == "EFFECTIVE", (row.name, happening)
                assert after.since is not None and before.since is not None
                assert after.since.day <= before.since.day, (row.name, happening)


@pytest.mark.parametrize(("row", "ready"), EFFECTIVE, ids=[row.name for row, _ in EFFECTIVE])
def test_law_2_without_the_facts_on_defaults_it_is_undetermined(row, ready):
    """Law 2: removing every fact about 5(f) turns EFFECTIVE into UNDETERMINED, never into NOT YET."""
    states = {"Event of Default", "Incipient Default"}
    about = (*states, "Conveyance Default")  # by which the contract itself begins an Event of Default

    def speaks_of_defaults(entry: Entry) -> bool:
        match entry.assertion:
            case StateFact(name) | TruthFact(name):
                return name in about
            case _:
                return False

    kept = tuple(entry for entry in ready.facts.entries if not speaks_of_defaults(entry))
    finding = answers(with_entries(ready.facts, kept), ready.moment)["Amendment"]
    waived = any(
        isinstance(e.assertion, Occurred)
        and e.assertion.happening.verb == "waived"
        and e.assertion.happening.object in ("5", "5(f)")
        for e in kept
    )
    if not waived:
        assert finding.verdict == "UNDETERMINED"
        assert {noun for fact in finding.missing for noun in fact.nouns} >= states


@pytest.mark.parametrize(("row", "ready"), CASES, ids=NAMES)
def test_law_3_the_order_of_facts_never_matters(row, ready):
    """Law 3: shuffled, and each said twice, the facts give the same answers."""
    before = answers(ready.facts, ready.moment)
    entries = list(ready.facts.entries) * 2
    random.Random(row.name).shuffle(entries)
    after = answers(with_entries(ready.facts, tuple(entries)), ready.moment)
    for finding in before.findings:
        other = after[finding.name]
        assert (other.verdict, other.since, other.at_latest) == (finding.verdict, finding.since, finding.at_latest)
        assert set(other.missing) == set(finding.missing)


@pytest.mark.parametrize(("row", "ready"), EFFECTIVE, ids=[row.name for row, _ in EFFECTIVE])
def test_law_4_time_alone_never_undoes_effectiveness(row, ready):
    """Law 4: no condition subsequent: a day, a quarter or ten years later it is effective since that same day."""
    before = answers(ready.facts, ready.moment)["Amendment"]
    for days in (1, 2, 90, 3650):
        later = Moment(ready.moment.day.fromordinal(ready.moment.day.toordinal() + days))
        after = answers(ready.facts, later)["Amendment"]
        assert (after.verdict, after.since) == (before.verdict, before.since), days


@pytest.mark.parametrize(("row", "ready"), CASES, ids=NAMES)
def test_law_5_a_reading_that_a_verdict_does_not_rest_on_leaves_it_alone(row, ready):
    """Law 5: switching a reading that is not named changes neither verdict nor date; one that is named changes one."""
    contract = lexington.contract()
    names = contract.asked()
    before = evaluate(contract, ready.facts, ready.moment, asked=names, rests_on=True)
    moved: dict[str, set[str]] = {name: set() for name in names}
    for question in contract.questions.values():
        for alternative in question.alternatives:
            if alternative.name != question.default:
                after = evaluate(contract, ready.facts, ready.moment, {question.name: alternative.name}, names)
                for name in names:
                    if (after[name].verdict, after[name].since) != (before[name].verdict, before[name].since):
                        moved[name].add(question.name)
    assert {name: set(before[name].rests_on or ()) for name in names} == moved


MAIN_LIMB = {
    "5(c)": ("Title Confirmation", "Title Letter of February 7"),
    "5(d)": ("Casualty Confirmation", "Protection Mutual Letter of February 27"),
}


def labelled(evaluation: Evaluation, label: str) -> Reason:
    return next(row for row in evaluation["Amendment"].walk() if row.labelled and row.section == label)


@pytest.mark.parametrize(("row", "ready"), CASES, ids=NAMES)
@pytest.mark.parametrize(("label", "papers"), list(MAIN_LIMB.items()))
def test_law_6_deemed_and_waived_are_shown_as_what_they_are(row, ready, label, papers):
    """Law 6: plain SATISFIED only where the main limb was met; else DEEMED SATISFIED or WAIVED, with its note."""
    found = labelled(answers(ready.facts, ready.moment), label)
    received = any(
        isinstance(e.assertion, Occurred)
        and (e.assertion.happening.verb, e.assertion.happening.subject) == ("received", "Congress")
        and e.assertion.happening.object in papers
        for e in ready.facts.entries
    )
    if found.status == "SATISFIED":
        assert received
    if found.status == "DEEMED SATISFIED":
        assert "deemed satisfied by" in found.note
    if found.status == "WAIVED":
        assert "waived by Congress" in found.note
    if found.status in MET and not received:
        assert found.status in ("DEEMED SATISFIED", "WAIVED")


@pytest.mark.parametrize(("row", "ready"), CASES, ids=NAMES)
def test_an_undetermined_answer_names_what_is_missing(row, ready):
    """Never undetermined without a reason: a fact, or a text that is not in the record."""
    for finding in answers(ready.facts, ready.moment).findings:
        if finding.verdict == "UNDETERMINED":
            assert finding.missing, finding.name


# --- each construct at work (promise 9) ---------------------------------------------------------------------


# What the encoding says of the contract for its readers, and that no verdict of this amendment can hang on. Each is a
# construct that other places, or other contracts, put to work; all that is not named here must change a scenario.
INERT = {
    "the date that a paper bears, where no condition asks for it: only `the date of Amendment` is asked": lambda one: (
        one.what == "DatedAttribute" and "ContractHeader" not in one.within
    ),
    "who makes a paper, where its execution is not asked for as `executed by its parties`": lambda one: (
        (one.what in ("MadeBy", "Between") or {"MadeBy", "Between"} & set(one.within))
        and "Consolidated Mortgage" not in one.within
        and "ContractHeader" not in one.within
    ),
    "`not in the record` of a matter: unspoken of, it is unknown anyway; the words change the reason": lambda one: (
        one.what == "NotInRecord"
    ),
    "`simultaneously` on a circle that another reading declares: an unmarked reference is read so anyway": lambda one: (
        one.what == "simultaneously" and "ConsistsOf" not in one.within
    ),
    "what is guaranteed: by S13 it changes no verdict; it is tried on every scenario instead": lambda one: (
        "Guarantee" in one.within
    ),
}
_SAMPLE = 24


def test_each_construct_deleted_changes_a_scenario():
    """Delete any construct of the encoding: it no longer resolves, or some scenario no longer gives what it must.

    The quick run tries a sample, the deep one (`--hypothesis-profile deep`) every construct.
    """
    every = lexington.LEXINGTON.deletions(INERT)
    chosen = every if profiles.is_deep() else random.Random("each construct").sample(every, _SAMPLE)
    left = lexington.LEXINGTON.survivors(chosen)
    assert not left, f"{len(left)} constructs change nothing:\n" + "\n".join(left)
