"""Two encodings compared (S13): what the new one asks more or less, and the journals that show it."""

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from assent.engine.analysis.redline import redline
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.evaluation.findings import POSITIVE
from assent.engine.model import conditions as m
from assent.grammar.printer import print_contract
from tests.support import profiles
from tests.support.changes import doubled, is_usable, pairs
from tests.support.contracts import contract_of, read
from tests.support.drawn_contracts import contract_trees
from tests.support.encodings import change_points, journals

TERMS = """\
document Note by Borrower with amount as money
document Letter dated 1996-02-05
agreement Loan
event Payment with sum as money
event Filing
event Closing consists of Payment, Filing
state Default
"""
WHEN = "Amendment takes effect when "
ALL = "Amendment takes effect when all of\n    - Lender received Note\n"
LABELLED = "    Amendment takes effect when\n        (a) Payment occurred\n"
QUESTION = 'question Q1 "?"\n    LOOSE "", default\n    STRICT ""\n'


def compared(old, new):
    """The redline of two contracts that are written without the terms above, by clause."""
    return {one.name: one for one in redline(contract_of(TERMS + old), contract_of(TERMS + new))}


def relation(old, new, name="Amendment"):
    return compared(old, new)[name].relation


# --- by hand -----------------------------------------------------------------------------------------------

STRONGER = {
    "an earlier deadline": (WHEN + "Payment occurred by 1996-03-15", WHEN + "Payment occurred by 1996-03-01"),
    "an hour on the last day": (WHEN + "Payment occurred by 1996-03-15", WHEN + "Payment occurred by 1996-03-15 17:00"),
    "a larger amount at least": (
        WHEN + "Lender received Note with amount at least USD 10",
        WHEN + "Lender received Note with amount at least USD 20",
    ),
    "one amount for a range": (
        WHEN + "Payment occurred with sum at least USD 10",
        WHEN + "Payment occurred with sum USD 10",
    ),
    "an alternative taken away": (WHEN + "Lender received Note or Payment occurred", WHEN + "Payment occurred"),
    "a condition more": (WHEN + "Payment occurred", WHEN + "Payment occurred and Filing occurred"),
    "an original for a copy": (WHEN + "Lender received Note as a copy", WHEN + "Lender received Note as an original"),
    "three of three for two": (
        "Amendment takes effect when at least 2 of\n    - Lender received Note\n    - Payment occurred\n"
        "    - Filing occurred\n",
        "Amendment takes effect when at least 3 of\n    - Lender received Note\n    - Payment occurred\n"
        "    - Filing occurred\n",
    ),
    "never for not now": (
        "Amendment is in force while no Default exists",
        "Amendment is in force while no Default has occurred",
    ),
    "a long-stop date": (WHEN + "Payment occurred", WHEN + "Payment occurred\nAmendment lapses after 1996-03-31"),
    "an act on its date": (WHEN + "Payment occurred", WHEN + "Payment occurred while Default exists"),
    "a waiver taken away": (
        "section 2\n    Lender may waive section 2\n" + LABELLED,
        "section 2\n" + LABELLED,
    ),
    "a waiver in writing alone": (
        "section 2\n    Lender may waive section 2\n" + LABELLED,
        "section 2\n    Lender may waive section 2 in writing\n" + LABELLED,
    ),
    "in sequence for simultaneously": (
        WHEN + "Side is effective simultaneously and Payment occurred\nSide takes effect when Amendment is effective",
        WHEN + "Side is effective in sequence and Payment occurred\nSide takes effect when Amendment is effective",
    ),
    "in force for effective": (
        "Amendment takes effect when Payment occurred and no Default exists",
        "Amendment is in force while Payment occurred and no Default exists",
    ),
    "a reading more that asks more": (ALL, QUESTION + ALL + "    - under STRICT, Payment occurred"),
}


@pytest.mark.parametrize("case", STRONGER)
def test_what_asks_more_is_stronger_and_the_other_way_about_weaker(case):
    """S13: stronger means: on some journal only the old one holds, and on none only the new one."""
    less, more = STRONGER[case]
    found = compared(less, more)["Amendment"]
    assert (found.relation, found.only_new) == ("stronger", None)
    assert found.only_old.old.verdict in POSITIVE
    assert found.only_old.new.verdict not in POSITIVE | {"UNDETERMINED"}
    back = compared(more, less)["Amendment"]
    assert (back.relation, back.only_old) == ("weaker", None)
    assert back.only_new.new.verdict in POSITIVE


EQUIVALENT = {
    "another order": (WHEN + "Payment occurred and Filing occurred", WHEN + "Filing occurred and Payment occurred"),
    "a set with a name of its own": (
        WHEN + "Lender received Note and Payment occurred",
        "Deliveries are complete when Lender received Note\n" + WHEN + "Deliveries are complete and Payment occurred",
    ),
    "a condition that another implies": (
        WHEN + "Payment occurred by 1996-03-01",
        WHEN + "Payment occurred by 1996-03-01 and Payment occurred by 1996-03-15",
    ),
    "an event for its parts": (WHEN + "Closing occurred", WHEN + "Payment occurred and Filing occurred"),
    "a list taken apart": (
        WHEN + "any of\n    - Payment occurred\n    - all of\n        - Filing occurred\n        - Default exists\n",
        WHEN + "all of\n    - Payment occurred or Filing occurred\n    - Payment occurred or Default exists\n",
    ),
    "another default of the same readings": (
        QUESTION + ALL + "    - under STRICT, Payment occurred",
        QUESTION.replace(", default", "").replace('STRICT ""', 'STRICT "", default')
        + ALL
        + "    - under STRICT, Payment occurred",
    ),
    "a reading more that nothing asks about": (
        QUESTION + ALL + "    - under STRICT, Payment occurred",
        QUESTION + '    TIGHT ""\n' + ALL + "    - under STRICT, Payment occurred",
    ),
    "a date that a paper bears anyway": (
        WHEN + "Lender received Letter",
        WHEN + "Lender received Letter dated by 1996-02-06",
    ),
    "the same text supplied as governed before": (
        "section 4 of Loan reads\n    Papers are complete when Lender received Note\n"
        "once Amendment is effective, section 4 of Loan reads\n    Papers are complete when Lender received Note\n"
        + WHEN
        + "Payment occurred and Papers are complete simultaneously",
        "Papers are complete when Lender received Note\n" + WHEN + "Payment occurred and Papers are complete",
    ),
}


@pytest.mark.parametrize("case", EQUIVALENT)
def test_other_words_for_the_same_are_equivalent(case):
    """S13: two texts are compared by what follows from them, not by how they are worded."""
    old, new = EQUIVALENT[case]
    assert relation(old, new) == "equivalent"
    assert relation(new, old) == "equivalent"


def test_another_amount_is_neither_and_each_side_has_its_journal():
    """USD 20 in the place of USD 10: whoever has the one has not the other."""
    found = compared(WHEN + "Payment occurred with sum USD 10", WHEN + "Payment occurred with sum USD 20")["Amendment"]
    assert found.relation == "neither"
    assert "sum USD 10" in found.only_old.example.journal()
    assert "sum USD 20" in found.only_new.example.journal()


def test_a_text_supplied_changes_what_it_supplies_and_nothing_else():
    """S9: once the Amendment is effective, its text governs; before that the old one does."""
    before = (
        "section 4 of Loan reads\n    Papers are complete when Lender received Note\n" + WHEN + "Payment occurred\n"
    )
    after = before + (
        "once Amendment is effective, section 4 of Loan reads\n"
        "    Papers are complete when Lender received Note or Lender received Letter\n"
    )
    found = compared(before, after)
    assert found["Papers"].relation == "weaker"
    assert found["Amendment"].relation == "equivalent"
    assert "Payment occurred" in found["Papers"].only_new.example.journal()


def test_a_text_that_only_one_of_them_has_in_the_record_is_not_settled():
    """S9: what a text asks that nobody has given may be more or less, or the same."""
    old = "section 4 of Loan is not in the record\nonce Amendment is effective, section 4 of Loan reads\n"
    old += "    Papers are complete when Payment occurred\n" + WHEN + "Filing occurred"
    assert (
        relation(
            old, old.replace("is not in the record", "reads\n    Papers are complete when Payment occurred"), "Papers"
        )
        == "not settled"
    )


def test_a_text_that_is_in_no_record_is_the_same_unknown_in_both():
    """S9: what nobody knows is no difference; a later deadline in the text supplied is one."""
    old = "section 4 of Loan is not in the record\nonce Amendment is effective, section 4 of Loan reads\n"
    old += "    Papers are complete when Payment occurred by 1996-03-01\n" + WHEN + "Filing occurred"
    found = compared(old, old.replace("03-01", "03-15"))["Papers"]
    assert found.relation == "weaker"
    assert (found.only_new.old.verdict, found.only_new.new.verdict) == ("CAN NO LONGER BE", "SATISFIED")


def test_what_only_one_contract_has_is_added_or_removed():
    """A clause is known by its name: another name is another clause."""
    found = compared(WHEN + "Payment occurred", "Side takes effect when Payment occurred")
    assert {name: one.relation for name, one in found.items()} == {"Side": "added", "Amendment": "removed"}


def test_a_difference_by_way_of_another_clause_names_it():
    """The words of the Amendment are as they were; the set that it leans on asks for another paper."""
    new = "Papers are complete when Lender received Note and Lender received Letter\n"
    found = compared(
        "Papers are complete when Lender received Note\n" + WHEN + "Papers are complete",
        new + WHEN + "Papers are complete",
    )
    assert found["Amendment"].relation == "stronger"
    assert found["Amendment"].through == ("Papers",)
    assert found["Papers"].through == ()


def test_a_reading_that_one_of_them_does_not_have_is_its_default():
    """S10: the old contract knows no TIGHT reading; it is run as it would be without being asked for one."""
    old = QUESTION + ALL + "    - under LOOSE, Payment occurred"
    new = old.replace('    STRICT ""\n', '    STRICT ""\n    TIGHT ""\n') + "\n    - under TIGHT, Payment occurred"
    assert relation(old, new) == "equivalent"
    witness = compared(old, new.replace("TIGHT, Payment", "TIGHT, Filing"))["Amendment"]
    assert witness.relation == "neither"
    assert witness.only_new.example.readings == {"Q1": "TIGHT"}


def test_where_the_defaults_differ_the_journal_names_the_reading():
    """S10: a journal shows a difference under one reading of both, whatever each would read by itself."""
    old = QUESTION + ALL + "    - under STRICT, Payment occurred"
    new = old.replace(', default\n    STRICT ""', '\n    STRICT "", default') + "\n    - under LOOSE, Filing occurred"
    found = compared(old, new)["Amendment"]
    assert found.relation == "stronger"
    assert found.only_old.example.readings == {"Q1": "LOOSE"}


def test_an_event_that_may_happen_again_is_compared_on_journals_in_which_it_happens_once():
    """S2: a second Payment would contradict the contract in which it happens once."""
    old, new = TERMS + WHEN + "Payment occurred", TERMS.replace("event Payment", "recurring event Payment") + WHEN
    found = redline(
        contract_of(old),
        contract_of(new.replace("Closing consists of Payment", "Closing consists of Filing") + "Payment occurred"),
    )
    assert [one.relation for one in found] == ["equivalent"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("matter Solvency", "representation Solvency"), ("matter Solvency not in the record", "representation Solvency")],
)
def test_a_fact_that_says_another_thing_to_each_is_not_settled(old, new):
    """S2: a matter is true once for all, a representation of one day; one sentence would be two facts."""
    found = compared(f"{old}\n{WHEN}Solvency is true", f"{new}\n{WHEN}Solvency is true")["Amendment"]
    assert (found.relation, found.unlike) == ("not settled", "Solvency")


def test_an_event_taken_apart_in_one_contract_alone_is_not_settled():
    """S2: that a whole occurred is a fact about its parts where it has some, and one of its own where it has none."""
    old, new = "event Swap\n", "event Swap consists of Payment, Filing simultaneously\n"
    found = compared(old + WHEN + "Swap occurred", new + WHEN + "Swap occurred")["Amendment"]
    assert (found.relation, found.unlike) == ("not settled", "Swap")


# --- for every contract ------------------------------------------------------------------------------------


def asked(one, facts, moment, readings):
    chosen = {name: readings.get(name, question.default) for name, question in one.questions.items()}
    known = {
        name: choice if any(a.name == choice for a in one.questions[name].alternatives) else one.questions[name].default
        for name, choice in chosen.items()
    }
    return evaluate(one, facts, moment, known, one.asked())


@profiles.cases(60)
@given(contract_trees())
def test_a_contract_is_equivalent_to_itself_said_twice(tree):
    """S13: what is asked twice is asked once; two votes on weights out of the record may turn out unlike (S14)."""
    text, twice = print_contract(tree), print_contract(doubled(tree))
    assume(is_usable(twice))
    told = ("equivalent", "not settled") if _votes_on_unknown_weights(contract_of(text)) else ("equivalent",)
    for one in redline(contract_of(text), contract_of(twice)):
        note(f"--- old\n{text}\n--- new\n{twice}\n{one}")
        assert one.relation in told


def _votes_on_unknown_weights(contract):
    inside = (one for _, version in contract.conditions() for one, _ in m.walk(version.condition))
    return any(isinstance(one, m.Carried) and one.unknown for one in inside)


@profiles.cases(60)
@given(st.data())
def test_a_relation_agrees_with_every_journal(data):
    """S13: a journal on which one of them holds and the other definitely does not belongs to the relation."""
    texts = data.draw(pairs())
    old, new = map(contract_of, texts)
    found = {one.name: one.relation for one in redline(old, new)}
    for _ in range(4):
        source = data.draw(st.sampled_from([old, new]))
        text = data.draw(journals(source))
        (facts, findings), (others, more) = read(text, old), read(text, new)
        if findings or more:
            continue
        moment = data.draw(st.sampled_from(change_points(source, facts)))
        readings = {
            name: data.draw(st.sampled_from([one.name for one in question.alternatives]))
            for name, question in source.questions.items()
        }
        before, after = asked(old, facts, moment, readings), asked(new, others, moment, readings)
        note(f"--- old\n{texts[0]}\n--- new\n{texts[1]}\n---\n{text}as of {moment} {readings}")
        for name in set(old.asked()) & set(new.asked()):
            one, other = before[name], after[name]
            if "UNDETERMINED" in (one.verdict, other.verdict) or "PERMITTED" in one.verdict + other.verdict:
                continue
            if one.positive and not other.positive:
                assert found[name] in ("stronger", "neither", "not settled"), name
            if other.positive and not one.positive:
                assert found[name] in ("weaker", "neither", "not settled"), name


@profiles.cases(60)
@given(pairs())
def test_a_witness_replays_and_the_other_way_about_stronger_is_weaker(texts):
    """S13: the journal, read again, gives the two verdicts that are said of it; and a comparison has two sides."""
    old, new = map(contract_of, texts)
    note(f"--- old\n{texts[0]}\n--- new\n{texts[1]}")
    back = {one.name: one for one in redline(new, old)}
    mirror = {"stronger": "weaker", "weaker": "stronger", "added": "removed", "removed": "added"}
    for one in redline(old, new):
        assert back[one.name].relation == mirror.get(one.relation, one.relation), one.name
        for witness in (one.only_old, one.only_new):
            if witness is not None:
                replayed(witness, one.name, old, new, one.only_old is witness)


def replayed(witness, name, old, new, by_old):
    text = witness.example.journal()
    note(text)
    for contract, answer in ((old, witness.old), (new, witness.new)):
        facts, findings = read(text, contract)
        if not findings:
            again = asked(contract, facts, witness.example.as_of, witness.example.readings)[name]
            assert again.verdict == answer.verdict
    assert (witness.old.verdict in POSITIVE) == by_old
    assert (witness.new.verdict in POSITIVE) != by_old
