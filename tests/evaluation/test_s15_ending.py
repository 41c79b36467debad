"""S15: effects that cease for good, effects that are void from the start, and states that end by a clause."""

import attrs
import pytest
from hypothesis import assume, given, note

from assent.engine.evaluation.evaluate import evaluate
from assent.engine.model.resolve import resolve_contract
from assent.grammar.parser import parse_contract
from assent.grammar.printer import print_contract
from assent.grammar.syntax import contract as k
from tests.support import profiles
from tests.support.contracts import case, complete, resolved, verdict
from tests.support.encodings import cases

HEAD = "event Closing\nevent Sale\nevent Payment\nstate Default\ndocument Note by Borrower\n"
EFFECT = f"{HEAD}Amendment takes effect when Closing occurred\n"
KNOWN = complete("1996-06-30")
CEASES = EFFECT + "Amendment ceases to be effective when "
VOID = EFFECT + "Amendment is void from the start when "

# --- ceasing ------------------------------------------------------------------------------------------------------


def test_an_effect_ceases_and_was_one_until_then():
    """Before the end nothing is different; from its day on the effect is no longer one, and never will be again."""
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-04-10 Sale occurred\n"
    found = case(CEASES + "Sale occurred\n", journal)
    assert found.verdict(as_of="1996-02-29") == "NOT YET"
    assert found.verdict(as_of="1996-04-09") == "EFFECTIVE since 1996-03-01"
    assert found.verdict(as_of="1996-04-10") == "CAN NO LONGER BE"
    assert found.verdict(as_of="1996-06-30") == "CAN NO LONGER BE"


def test_what_passes_does_not_bring_an_effect_back():
    """The default that ended it is cured: the effect has ceased for good, though its own condition is still met."""
    journal = KNOWN + (
        "1996-03-01 no Default has occurred\n1996-03-01 Closing occurred\n"
        "1996-04-10 Default began\n1996-04-20 Default ended\n1996-06-30 no Default exists\n"
    )
    assert verdict(CEASES + "Default exists\n", journal) == "CAN NO LONGER BE"


def test_what_came_and_went_before_the_beginning_ends_nothing():
    """A default that was cured before the closing is none that the effect could cease by."""
    journal = "1996-02-01 Default began\n1996-02-20 Default ended\n1996-03-01 no Default exists\n"
    journal = complete("1996-03-01") + journal + "1996-03-01 Closing occurred\n"
    assert verdict(CEASES + "Default exists\n", journal) == "EFFECTIVE since 1996-03-01"


def test_what_stands_at_the_beginning_ends_the_effect_at_once_and_for_good():
    """The closing is held while the default stands; that it is cured later does not help."""
    journal = "1996-02-20 Default began\n1996-03-01 Closing occurred\n1996-03-05 Default ended\n"
    journal = KNOWN + journal + "1996-06-30 no Default exists\n"
    found = case(CEASES + "Default exists\n", journal)
    assert [found.verdict(as_of=day) for day in ("1996-02-29", "1996-03-01", "1996-06-30")] == [
        "NOT YET",
        "CAN NO LONGER BE",
        "CAN NO LONGER BE",
    ]


def test_a_condition_subsequent_with_a_deadline():
    """Todd-AO: effectiveness goes on only if something is done by a date; the day after is the first without it."""
    contract = CEASES + "Payment did not occur by 1996-03-31\n"
    closed = KNOWN + "1996-03-01 Closing occurred\n"
    assert verdict(contract, closed, as_of="1996-03-31") == "EFFECTIVE since 1996-03-01"
    assert verdict(contract, closed, as_of="1996-04-01") == "CAN NO LONGER BE"
    assert verdict(contract, closed + "1996-03-31 Payment occurred\n") == "EFFECTIVE since 1996-03-01"
    late = KNOWN + "1996-04-02 Closing occurred\n"
    assert verdict(contract, late, as_of="1996-04-01") == "CAN NO LONGER BE"  # it would end as it begins


def test_whether_it_has_ended_may_not_be_known():
    """Nobody knows whether the sale took place: neither effective nor not. S2, S3."""
    journal = "record of events is complete through 1996-03-10\n1996-03-01 Closing occurred\n"
    found = case(CEASES + "Sale occurred\n", journal)
    assert found.verdict(as_of="1996-03-10") == "EFFECTIVE since 1996-03-01"
    later = found.finding(as_of="1996-03-20")
    assert later.verdict == "UNDETERMINED"
    assert [missing.nouns for missing in later.missing] == [("Sale",)]


def test_when_it_began_may_decide_whether_it_has_ended():
    """If the unknown default stood at the closing the effect is gone, else it stays."""
    contract = EFFECT + "Amendment ceases to be effective when Default exists\n"
    journal = complete("1996-03-31") + "1996-03-05 Closing occurred\n1996-03-09 no Default exists\n"
    assert verdict(contract, journal, as_of="1996-03-09") == "UNDETERMINED"
    known = journal.replace("03-09 no Default exists", "03-09 no Default has occurred")
    assert verdict(contract, known, as_of="1996-03-09") == "EFFECTIVE since 1996-03-05"


def test_what_was_done_before_the_end_stays():
    """An act covered, and an effect taken on, while it held are not undone; what leans on it from now on is."""
    contract = CEASES + (
        "Sale occurred\nConsent permits Payment when Amendment is effective\n"
        "Side takes effect when Amendment is effective\nHoliday is in force while Amendment is effective\n"
    )
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-03-05 Payment occurred\n1996-04-01 Sale occurred\n"
    found = case(contract, journal)
    assert found.verdict("Consent") == "COVERED since 1996-03-05"
    assert found.verdict("Side") == "EFFECTIVE since 1996-03-01"
    assert found.verdict("Holiday", "1996-03-31") == "EFFECTIVE since 1996-03-01"
    assert found.verdict("Holiday") == "CAN NO LONGER BE"


def test_a_text_supplied_goes_with_the_effect_that_supplies_it():
    """S9: once the amendment has ceased, the old text governs again."""
    contract = CEASES + (
        "Sale occurred\nagreement Loan between Lender, Borrower\n"
        "section 4 of Loan reads\n    Deliveries are complete when Lender received Note\n"
        "once Amendment is effective, section 4 of Loan reads\n    Deliveries are complete when Payment occurred\n"
    )
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-03-02 Lender received Note\n1996-04-01 Sale occurred\n"
    found = case(contract, journal)
    assert found.verdict("Deliveries", "1996-03-31") == "NOT YET"
    assert found.verdict("Deliveries", "1996-04-01") == "SATISFIED since 1996-04-01"


def test_lapsing_and_ceasing_are_two_ends():
    """`lapses after` closes the time of beginning, and ends nothing that has begun."""
    contract = CEASES + "Sale occurred\nAmendment lapses after 1996-03-15\n"
    assert verdict(contract, KNOWN + "1996-03-15 Closing occurred\n") == "EFFECTIVE since 1996-03-15"
    assert verdict(contract, KNOWN + "1996-03-16 Closing occurred\n") == "CAN NO LONGER BE"


def test_relation_back_and_ceasing():
    """While it holds it counts from the earlier date; once it has ceased, from its own beginning to its end."""
    contract = CEASES + (
        "Sale occurred\nAmendment relates back to 1996-02-28\n"
        "Side takes effect when Payment occurred while Amendment is effective\n"
    )
    journal = KNOWN + "1996-03-01 Payment occurred\n1996-03-05 Closing occurred\n1996-04-01 Sale occurred\n"
    found = case(contract, journal)
    assert found.verdict(as_of="1996-03-31") == "EFFECTIVE since 1996-02-28"
    assert found.verdict("Side", "1996-03-31") == "EFFECTIVE since 1996-03-01"
    assert found.verdict(as_of="1996-04-01") == "CAN NO LONGER BE"


def test_an_end_under_a_reading():
    """S10: under the other reading there is no such end, and nothing ends."""
    contract = (
        f"{HEAD}question Q1\n    ENDS, default\n    STAYS\n"
        "Amendment takes effect when Closing occurred\n"
        "Amendment ceases to be effective when under ENDS, Sale occurred\n"
    )
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-04-01 Sale occurred\n"
    assert verdict(contract, journal) == "CAN NO LONGER BE"
    assert verdict(contract, journal, Q1="STAYS") == "EFFECTIVE since 1996-03-01"
    assert case(contract, journal).evaluate(rests_on=True)["Amendment"].rests_on == ("Q1",)


# --- waiving an end -----------------------------------------------------------------------------------------------

WAIVABLE = HEAD + (
    "section 3\n    Amendment takes effect when Closing occurred\n"
    "    (a) Amendment ceases to be effective when any of\n        (i) Sale occurred\n        (ii) Payment occurred\n"
    "    Lender may waive section 3\n"
)


def test_an_end_is_waived_as_a_whole():
    """S7: who waives 3(a) gives up the end. What ends it is no condition that stands in the way, and has no waiver."""
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-04-01 Sale occurred\n"
    assert verdict(WAIVABLE, journal) == "CAN NO LONGER BE"
    waived = journal + "1996-03-20 Lender waived section 3(a) in writing\n"
    assert verdict(WAIVABLE, waived) == "EFFECTIVE since 1996-03-01"
    late = journal + "1996-05-01 Lender waived section 3(a) in writing\n"
    assert verdict(WAIVABLE, late) == "CAN NO LONGER BE"  # it had ceased by then


# --- void from the start ------------------------------------------------------------------------------------------


def test_what_is_void_never_was():
    """Once it is void, it is not effective at any earlier moment either, and what leaned on it falls."""
    contract = VOID + (
        "Sale occurred\nConsent permits Payment when Amendment is effective\n"
        "Side takes effect when Amendment is effective\n"
        "Fallback takes effect when Amendment is not effective on 1996-03-10\n"
    )
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-03-05 Payment occurred\n1996-04-01 Sale occurred\n"
    found = case(contract, journal)
    before = {name: found.verdict(name, "1996-03-31") for name in ("Amendment", "Consent", "Side", "Fallback")}
    assert before == {
        "Amendment": "EFFECTIVE since 1996-03-01",
        "Consent": "COVERED since 1996-03-05",
        "Side": "EFFECTIVE since 1996-03-01",
        "Fallback": "NOT YET",  # the sale would make it so
    }
    after = {name: found.verdict(name, "1996-04-01") for name in ("Amendment", "Consent", "Side", "Fallback")}
    assert after == {
        "Amendment": "CAN NO LONGER BE",
        "Consent": "NOT COVERED",
        "Side": "CAN NO LONGER BE",
        "Fallback": "EFFECTIVE since 1996-03-10",
    }


def test_void_after_it_has_ceased():
    """It ceased on the day of the sale; the payment later says that it never was."""
    contract = CEASES + "Sale occurred\nAmendment is void from the start when Payment occurred\n"
    contract += "Side takes effect when Amendment is effective\n"
    journal = KNOWN + "1996-03-01 Closing occurred\n1996-04-01 Sale occurred\n1996-05-01 Payment occurred\n"
    found = case(contract, journal)
    assert found.verdict("Side", "1996-04-30") == "EFFECTIVE since 1996-03-01"
    assert found.verdict("Side", "1996-05-01") == "CAN NO LONGER BE"


# --- states -------------------------------------------------------------------------------------------------------

CURED = HEAD + (
    "state Breach\nBreach begins when Payment did not occur by 1996-03-31\nBreach ends when Payment occurred\n"
    "Fee is required when Breach exists\n"
)


def test_a_state_is_cured():
    """In default from the day after the deadline until the payment, and no longer."""
    journal = KNOWN + "1996-04-20 Payment occurred\n1996-04-20 no Breach exists\n"
    found = case(CURED, journal)
    assert found.verdict("Fee", "1996-04-19").startswith("SATISFIED")
    assert found.verdict("Fee", "1996-04-20") == "NOT YET"


def test_a_state_begins_again_where_an_effect_does_not():
    """The end was met for a time only: what still begins the state begins it again, and the record is silent of it."""
    contract = HEAD + (
        "state Breach\nBreach begins when Closing occurred\nBreach ends when Default exists\n"
        "Fee is required when Breach exists\n"
    )
    journal = KNOWN + (
        "1996-03-01 Closing occurred\n1996-03-09 no Default has occurred\n1996-03-10 Default began\n"
        "1996-03-10 no Breach exists\n1996-03-20 Default ended\n1996-03-20 no Default exists\n"
    )
    found = case(contract, journal)
    assert [found.verdict("Fee", day).partition(" since")[0] for day in ("1996-03-09", "1996-03-10", "1996-03-20")] == [
        "SATISFIED",
        "NOT YET",
        "SATISFIED",
    ]


def test_what_is_recorded_of_a_state_is_ended_by_the_record():
    """A breach that is recorded after the payment is another one, which the old payment does not cure."""
    journal = KNOWN + "1996-03-30 Payment occurred\n1996-05-01 Breach began\n"
    assert verdict(CURED, journal, "Fee", "1996-05-02").startswith("SATISFIED")
    ended = journal + "1996-05-05 Breach ended\n1996-05-05 no Breach exists\n"
    assert verdict(CURED, ended, "Fee", "1996-05-05") == "NOT YET"


# --- circles ------------------------------------------------------------------------------------------------------

MUTUAL = HEAD + (
    "Amendment takes effect when Side is effective simultaneously\n"
    "Amendment ceases to be effective when Default exists\n"
    "Side takes effect when Amendment is effective and Closing occurred\n"
)


def test_a_circle_with_an_end_is_worked_out_moment_by_moment():
    """S8: neither holds before the closing, so that a default which was cured by then ends neither."""
    journal = complete("1996-03-10") + (
        "1996-02-20 Default began\n1996-03-01 Default ended\n"
        "1996-03-10 no Default exists\n1996-03-10 Closing occurred\n"
    )
    found = case(MUTUAL, journal)
    assert found.verdict() == "EFFECTIVE since 1996-03-10"
    assert found.verdict("Side") == "EFFECTIVE since 1996-03-10"


# --- what an answer says ------------------------------------------------------------------------------------------


def test_an_answer_says_when_and_by_which_section_it_ceased():
    """S11: that it can no longer be is not all there is to tell."""
    contract = f"{EFFECT}section 3\n    (a) Amendment ceases to be effective when Sale occurred\n"
    finding = case(contract, KNOWN + "1996-03-01 Closing occurred\n1996-04-01 Sale occurred\n").finding()
    assert finding.note == "ceased to be effective on 1996-04-01, by section 3(a)"
    telling = [reason for reason in finding.walk() if reason.decisive and reason.section == "3(a)"]
    assert telling[0].status == "FAILED"
    assert [fact.sentence for reason in telling for fact in reason.facts] == ["Sale occurred"]


def test_an_answer_says_since_when_it_is_void():
    """The same for what is void; and an effect that never began has no such note."""
    finding = case(
        VOID + "Sale occurred\n", KNOWN + "1996-03-01 Closing occurred\n1996-04-01 Sale occurred\n"
    ).finding()
    assert finding.note == "void from the start since 1996-04-01"
    assert case(VOID + "Sale occurred\n", KNOWN + "1996-04-01 Sale occurred\n").finding().note == ""


# --- laws ---------------------------------------------------------------------------------------------------------

ENDS = ("ceases to be effective when", "is void from the start when")


def without_ends(text: str, name: str) -> str:
    """The text of a contract without the ends of one effect."""
    tree = parse_contract(text, "").tree
    assert tree is not None
    kept = [one for one in tree.parts if not (isinstance(one, k.Clause) and one.kind in ENDS and one.name.text == name)]
    return print_contract(attrs.evolve(tree, parts=tuple(kept)))


@profiles.cases(quick=40)
@given(cases())
def test_an_end_changes_nothing_as_long_as_it_has_not_come(drawn):
    """S15: what is effective although it can end is so, since the same day, without its end."""
    names = [name for name, clause in drawn.contract.clauses.items() if clause.lasting is not None]
    assume(names and not drawn.contract.structure.together)
    note(drawn.replay())
    for name in names:
        text = without_ends(drawn.contract_text, name)
        contract, found = resolve_contract(parse_contract(text, "").tree)
        assert contract is not None, found
        facts = attrs.evolve(drawn.facts, contract=contract.name)
        before = evaluate(contract, facts, drawn.as_of, drawn.readings, [name])[name]
        after = drawn.evaluate()[name]
        if after.verdict == "EFFECTIVE":
            assert before.verdict == "EFFECTIVE"
            assert before.since == after.since or before.at_latest or after.at_latest
        if before.verdict == "CAN NO LONGER BE":
            assert after.verdict == "CAN NO LONGER BE"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Default ends when Closing occurred\n", "nothing-to-end"),
        (
            "Holiday is in force while Sale occurred\nHoliday ceases to be effective when Closing occurred\n",
            "wrong-kind",
        ),
        ("Holiday ceases to be effective when Closing occurred\n", "unknown-term"),
        ("Amendment takes effect when Sale occurred\nAmendment ends when Closing occurred\n", "wrong-kind"),
        (
            "Amendment takes effect when Sale occurred\n"
            + "Amendment ceases to be effective when Closing occurred\n" * 2,
            "duplicate-definition",
        ),
        (
            "Amendment takes effect when Side is effective simultaneously\n"
            "Side takes effect when Amendment is effective\n"
            "Amendment is void from the start when Closing occurred\n",
            "void-in-a-circle",
        ),
        (
            "Amendment takes effect when Sale occurred\n"
            "Amendment ceases to be effective when Amendment is effective simultaneously\n",
            "odd-circle",
        ),
        ("under NEAR, Amendment ceases to be effective when Sale occurred\n", "misplaced-reading"),
    ],
)
def test_an_end_that_means_nothing_is_refused(text, code):
    """Each mistake has a finding of its own."""
    found = [finding.code for finding in resolved(HEAD + text)[1] if finding.severity == "error"]
    assert found == [code]


def test_what_can_end_may_not_be_there_by_a_date_though_it_was():
    """`is not effective by` asks of what can cease for a moment without it; of what stays, that it never came (S6)."""
    side = "Side takes effect when Amendment is not effective by 1996-03-31\n"
    journal = KNOWN + "1996-03-01 Closing occurred\n"
    assert verdict(EFFECT + side, journal, "Side") == "CAN NO LONGER BE"
    assert verdict(CEASES + "Sale occurred\n" + side, journal, "Side").startswith("EFFECTIVE")
