"""Guarantees proved for all journals, or refuted by one that replays and of which nothing can be left out (S13)."""

from unittest.mock import patch

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.analysis import prove as proving
from assent.engine.analysis.counterexample import Counterexample, needed, read_back
from assent.engine.analysis.exact.witnesses import moments_needed
from assent.engine.analysis.guarantees import breaches
from assent.engine.analysis.prove import Proof, prove
from assent.engine.facts.ledger import Occurred
from tests.support.contracts import contract_of, facts_of
from tests.support.encodings import change_points, journals
from tests.support.guaranteed import guaranteed
from tests.support.profiles import cases

DEFINITIONS = """\
question Q1
    NEAR, default
    FAR
agreement Loan between Lender, Borrower
document Note by Borrower with amount as money
document Policy by Borrower
event Closing with form as Agreed or Other
event Filing
recurring event Advance
event Exchange consists of Deed, Lease simultaneously
event Deed
event Lease
state Default
representation Solvency
matter Consent Required
"""


def proof_of(clauses: str, condition: str, reading: str = "") -> Proof:
    """What is found about one guarantee of a contract of a few clauses."""
    under = f"under {reading}, " if reading else ""
    (proof,) = prove(contract_of(f'{DEFINITIONS}{clauses}{under}guarantee "it" always {condition}\n'))
    return proof


def outcome(clauses: str, condition: str) -> str:
    return proof_of(clauses, condition).outcome


NOTE = "Amendment takes effect when Lender received Note and no Default exists\n"
HOLIDAY = "Standstill is in force while no Default exists\n"
DEADLINE = "Amendment takes effect when Closing occurred by 1996-03-08\n"
LAPSES = "Amendment takes effect when Closing occurred\nAmendment lapses after 1996-03-08\n"
FORMS = """\
Amendment takes effect when Closing occurred with form Agreed
Standstill is in force while Closing occurred with form Other
"""
AMOUNTS = """\
Amendment takes effect when Lender received Note with amount at least USD 100
Standstill is in force while Lender received Note with amount at most USD 50
"""
FULL = """\
Amendment takes effect when Lender received Note
Standstill is in force while any of
    - Lender received Note with amount at least USD 100
    - Lender received Note with amount at most USD 100
"""
TEXTS = """\
Amendment takes effect when Closing occurred
section 5 of Loan reads
    Deliveries are complete when Lender received Policy
once Amendment is effective, section 5 of Loan reads
    Deliveries are complete when Lender received Note
"""
ABSENT = """\
Amendment takes effect when Closing occurred
section 5 of Loan is not in the record
once Amendment is effective, section 5 of Loan reads
    Deliveries are complete when Lender received Note
"""
CIRCLE = """\
Amendment takes effect when Closing occurred and Side Letter is effective {}
Side Letter takes effect when Amendment is effective
"""
PERMISSION = "Consent permits Filing when Amendment is effective\nAmendment takes effect when Lender received Note\n"
BACK = PERMISSION + "Amendment relates back to 1996-03-01\n"
WAIVABLE = """\
section 2
    Amendment takes effect when
        (a) Closing occurred
"""
JUDGED = """\
Amendment takes effect when Policy is satisfactory to Lender
Standstill is in force while Policy is satisfactory to Lender
"""
UNJUDGED = "Amendment takes effect when Policy is not satisfactory to Lender\n"
EXCHANGE = "Amendment takes effect when Exchange occurred\nStandstill is in force while Deed, Lease occurred\n"
EACH = "Standstill is in force while no Default exists on each date of Advance\n"
SINCE = "Standstill is in force while at all times since 1996-03-01, no Default exists\n"
ON = "Standstill is in force while Solvency is true on 1996-03-01\n"
WHILE = "Amendment takes effect when Closing occurred while Lender received Note\n"
STATE = "Default begins when Filing occurred\n"
NEW_YORK = "Amendment takes effect when Closing occurred by 1996-03-08 17:00 America/New_York\n"


@pytest.mark.parametrize(
    ("clauses", "condition", "expected"),
    [
        # an effect stays, what is in force does not (S5)
        (NOTE, "Amendment is effective only if Lender received Note", "proved"),
        (NOTE, "Amendment is effective only if no Default exists", "refuted"),
        (HOLIDAY, "Standstill is in force only if no Default exists", "proved"),
        (HOLIDAY, "no Default has occurred only if Standstill is in force", "proved"),
        # a deadline without a time runs to the end of its day (S1)
        (DEADLINE, "Amendment is effective only if Closing occurred by 1996-03-31", "proved"),
        (DEADLINE, "Amendment is effective only if Closing occurred by 1996-03-07", "refuted"),
        (DEADLINE, "Amendment is effective only if Closing occurred by 1996-03-08 17:00", "refuted"),
        (LAPSES, "Amendment is effective only if Closing occurred by 1996-03-08", "proved"),
        (LAPSES, "Closing occurred only if Amendment is effective", "refuted"),
        # one clock for several zones (S1)
        (NEW_YORK, "Amendment is effective only if Closing occurred by 1996-03-08 16:00 America/Chicago", "proved"),
        (NEW_YORK, "Amendment is effective only if Closing occurred by 1996-03-08 15:59 America/Chicago", "refuted"),
        # an event happens once, in one form; a document is received any number of times (S2, S3)
        (FORMS, "Amendment is effective only if Standstill is not in force", "proved"),
        (FORMS, "Closing occurred only if Amendment is effective or Standstill is in force", "proved"),
        (AMOUNTS, "Amendment is effective only if Standstill is not in force", "refuted"),
        (FULL, "Amendment is effective only if Standstill is in force", "refuted"),  # an amount in another currency
        (FULL, "Standstill is in force only if Amendment is effective", "proved"),
        ("", "Lender received Note as an original only if Lender received Note as a copy", "proved"),
        ("", "Lender received Note as a copy only if Lender received Note as an original", "refuted"),
        # states and truths (S2)
        ("", "Default exists only if Default has occurred", "proved"),
        ("", "Default has occurred only if Default exists", "refuted"),
        (STATE, "Filing occurred only if Default has occurred", "proved"),
        (STATE, "Filing occurred only if Default exists", "refuted"),  # it may be said to have ended
        ("", "Consent Required is true or Consent Required is untrue", "proved"),
        ("", "Consent Required is true only if Filing occurred", "refuted"),
        ("", "Solvency is true only if Solvency is true in all material respects", "proved"),
        ("", "Solvency is true in all material respects only if Solvency is true", "refuted"),
        # where a condition looks (S6)
        (EACH, "no Default has occurred only if Standstill is in force", "proved"),
        (EACH, "Standstill is in force only if no Default has occurred", "refuted"),
        (EACH, "Standstill is in force or Advance occurred", "proved"),
        (SINCE, "Standstill is in force only if no Default exists", "refuted"),  # before that date it asks nothing
        (SINCE, "Standstill is in force or Default has occurred", "proved"),
        (ON, "Solvency is true only if Standstill is in force", "refuted"),
        (WHILE, "Amendment is effective only if Lender received Note", "proved"),
        (WHILE, "Closing occurred only if Amendment is effective or Lender did not receive Note", "refuted"),
        (EXCHANGE, "Amendment is effective only if Standstill is in force", "proved"),
        (EXCHANGE, "Standstill is in force only if Amendment is effective", "refuted"),  # not on one day
        # circles (S8)
        (CIRCLE.format("simultaneously"), "Closing occurred only if Amendment is effective", "proved"),
        (CIRCLE.format("in sequence"), "Amendment is not effective", "proved"),
        # which text governs (S9)
        (TEXTS, "Deliveries are complete only if Lender received Note or Lender received Policy", "proved"),
        (TEXTS, "Deliveries are complete only if Lender received Note", "refuted"),
        (TEXTS, "Amendment is effective only if Deliveries are complete or Lender did not receive Note", "proved"),
        (ABSENT, "Deliveries are complete only if Amendment is effective", "proved"),  # only its words could break it
        (ABSENT, "Deliveries are complete only if Lender received Policy", "refuted"),
        # permissions, and relation back (S5, S12)
        (PERMISSION, "Consent is covered only if Amendment is effective", "proved"),
        (PERMISSION, "Consent is covered only if Filing occurred while Lender received Note", "proved"),
        (PERMISSION, "Filing occurred only if Consent is covered", "refuted"),
        (BACK, "Consent is covered only if Lender received Note", "proved"),
        (BACK, "Consent is covered only if Filing occurred while Lender received Note", "refuted"),
        # waivers, in the form that is asked (S7)
        (WAIVABLE, "Amendment is effective only if Closing occurred", "proved"),
        (WAIVABLE + "    Lender may waive section 2\n", "Amendment is effective only if Closing occurred", "refuted"),
        # determinations hold until the paper is amended; before all time nothing has been found satisfactory (S2)
        (JUDGED, "Standstill is in force only if Amendment is effective", "proved"),
        (JUDGED, "Amendment is effective only if Standstill is in force", "refuted"),
        (JUDGED, "Policy was amended only if Standstill is not in force", "refuted"),  # found satisfactory once more
        (UNJUDGED, "Amendment is effective", "proved"),
        ("", "Policy was amended only if Policy is not in its form of 1996-03-01", "refuted"),  # and restored
        ("", "Policy is not in its form of 1996-03-01 only if Policy was amended", "proved"),
        ("", "Policy is in its form of 1996-03-01 or Policy is not in its form of 1996-04-01", "refuted"),
        ("", "Policy is in its form of 1996-04-01 only if Policy is in its form of 1996-03-01", "refuted"),
        ("", "Policy was amended or Policy is in its form of 1996-04-01", "proved"),
    ],
)
def test_what_each_construct_guarantees(clauses, condition, expected):
    """By hand, from the rules: what is proved no journal breaks; what is refuted some journal does."""
    assert outcome(clauses, condition) == expected


def test_one_counterexample_to_the_letter():
    """The note came and then a default, and nothing else; the dates begin with that of the contract."""
    example = proof_of(NOTE, "Amendment is effective only if no Default exists").counterexample
    assert example is not None
    assert sorted(entry.sentence for entry in example.facts.entries if "Default" not in entry.sentence) == [
        "Lender received Note"
    ]
    assert any(entry.sentence == "Default began" for entry in example.facts.entries)
    assert example.facts.entries[0].moment.day.isoformat() == "1996-02-28"


LISTED = """\
Amendment takes effect when any of
    - Closing occurred
    - under FAR, Filing occurred
"""


def test_a_reading_is_named_where_it_is_needed():
    """S10: under NEAR the effect needs the closing; only a run that reads Q1 as FAR breaks the guarantee."""
    proof = proof_of(LISTED, "Amendment is effective only if Closing occurred")
    assert proof.counterexample is not None
    assert proof.counterexample.readings == {"Q1": "FAR"}
    assert proof_of(LISTED, "Amendment is effective only if Closing occurred", "NEAR").outcome == "proved"


def test_default_readings_are_not_named():
    """What breaks under the defaults is told so."""
    proof = proof_of(LISTED, "Filing occurred only if Closing occurred")
    assert proof.counterexample is not None
    assert proof.counterexample.readings == {}


def test_a_waiver_that_breaks_it_has_the_form_that_is_asked():
    clause = WAIVABLE + "    Lender may waive section 2 in writing\n"
    proof = proof_of(clause, "Amendment is effective only if Closing occurred")
    assert proof.counterexample is not None
    (entry,) = proof.counterexample.facts.entries
    assert entry.sentence.endswith("in writing")


def test_what_no_journal_can_tell_is_said_to_be_neither():
    """S2: a representation is spoken of on days; on the days of which nobody spoke, it may have been otherwise.

    An effect that takes hold once Solvency is untrue is broken as a guarantee only by a history in which Solvency has
    been true at all times. No journal says so of the time before its first line, so none is a definite breach.
    """
    clauses = "Amendment takes effect when Solvency is untrue\n"
    assert outcome(clauses, "Amendment is effective") == "proved"


def test_a_document_bears_the_date_of_its_definition_and_no_other():
    """S2: a letter that is dated by its definition cannot be received with another date."""
    clauses = "document Letter dated 1996-02-22 by Borrower\n"
    late = "Lender received Letter dated after 1996-03-01"
    assert outcome(clauses, f"{late} only if Filing occurred") == "proved"


def test_guarantees_are_proved_in_their_order_or_those_that_are_named():
    text = DEFINITIONS + NOTE + 'guarantee "one" always Filing occurred\nguarantee "two" always Closing occurred\n'
    contract = contract_of(text)
    assert [proof.guarantee.label for proof in prove(contract)] == ["one", "two"]
    assert [proof.guarantee.label for proof in prove(contract, ["two"])] == ["two"]
    assert prove(contract_of(DEFINITIONS + NOTE)) == ()


# --- drawn contracts -------------------------------------------------------------------------------------------


def breaks(contract, example: Counterexample) -> bool:
    return bool(breaches(contract, example.facts, example.as_of, example.readings))


@cases(20)
@given(st.data())
def test_what_is_proved_no_journal_breaks(data):
    """A drawn journal, at every moment around one of its changes, under the defaults and each reading alone."""
    contract = contract_of(data.draw(guaranteed()))
    (proof,) = prove(contract)
    choices = [{}, *({q.name: a.name} for q in contract.questions.values() for a in q.alternatives)]
    for _ in range(2):
        facts = facts_of(data.draw(journals(contract)), contract)
        for moment in change_points(contract, facts):
            for readings in choices:
                if breaches(contract, facts, moment, readings):
                    note(f"broken as of {moment} under {readings}")
                    assert proof.outcome == "refuted"


@cases(30)
@given(guaranteed())
def test_a_counterexample_replays_and_nothing_of_it_can_be_left_out(text):
    """As its journal is read, and with each line or reading left out in turn."""
    contract = contract_of(text)
    (proof,) = prove(contract)
    example = proof.counterexample
    if example is None:
        return
    note(example.journal())
    facts = read_back(example, contract)
    assert facts is not None
    assert breaks(contract, attrs.evolve(example, facts=facts))
    for entry in example.facts.entries:
        entries = tuple(other for other in example.facts.entries if other is not entry)
        assert not breaks(contract, attrs.evolve(example, facts=attrs.evolve(example.facts, entries=entries)))
    for name in example.readings:
        readings = {other: chosen for other, chosen in example.readings.items() if other != name}
        assert not breaks(contract, attrs.evolve(example, readings=readings))


@cases(20)
@given(guaranteed())
def test_a_counterexample_of_a_large_contract_replays_and_says_nothing_of_states_that_is_not_needed(text):
    """What has happened is as lean as the circuit knows; what is said of states and truths is tried line by line."""
    contract = contract_of(text)
    with patch.object(proving, "_MOST_WORK", 0):
        (proof,) = prove(contract)
    example = proof.counterexample
    if example is None:
        return
    note(example.journal())
    facts = read_back(example, contract)
    assert facts is not None
    assert breaks(contract, attrs.evolve(example, facts=facts))
    for entry in example.facts.entries:
        if not isinstance(entry.assertion, Occurred):
            entries = tuple(other for other in example.facts.entries if other is not entry)
            assert not breaks(contract, attrs.evolve(example, facts=attrs.evolve(example.facts, entries=entries)))


@cases(10)
@given(guaranteed())
def test_one_moment_more_changes_nothing(text):
    """The histories looked at are long enough: longer ones break no guarantee that these do not."""
    contract = contract_of(text)
    (proof,) = prove(contract)
    with patch.object(proving, "moments_needed", lambda contract, names: moments_needed(contract, names) + 1):
        (longer,) = prove(contract)
    assert longer.proved == proof.proved


@given(st.sets(st.integers(0, 199), max_size=6))
def test_what_few_things_are_needed_is_found_by_few_questions(few: set[int]) -> None:
    """Not one for each thing that could be left out."""
    asked: list[int] = []

    def enough(some) -> bool:
        asked.append(len(some))
        return few.issubset(some)

    assert set(needed(range(200), enough)) == few
    assert len(asked) <= 20 * (len(few) + 1)


def test_where_all_things_are_needed_hardly_more_questions_are_asked():
    """One for each, and a few to find out that they cannot be left out together."""
    asked: list[int] = []

    def enough(some) -> bool:
        asked.append(len(some))
        return len(some) == 200

    assert len(needed(range(200), enough)) == 200
    assert len(asked) <= 210
