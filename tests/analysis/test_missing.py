"""`assent missing` on contracts of a few lines and on Lexington: what is expected follows from the words."""

from unittest.mock import patch

import pytest

from assent.engine.analysis import missing as searching
from assent.engine.analysis.closed_door import Waiver
from assent.engine.analysis.exact.formulas import TooLargeError
from assent.engine.analysis.missing import missing
from assent.engine.facts.journal import declare_complete, suppose, withdraw
from assent.engine.model.happenings import RECORD_KINDS
from assent.engine.report.missing_sets import render_missing
from assent.engine.session_moments import read_moment
from assent.grammar.parser import parse_supposed, parse_withdrawn
from tests.support import lexington
from tests.support.contracts import case, complete

HEAD = """\
document Note by Borrower with amount as money
document Deed by Lender
event Closing with form as Agreed or Other
event Filing
recurring event Advance
state Default
matter Consent Required
"""
NOW = complete("1996-03-01")


def found(contract, journal=NOW, name="Amendment", as_of="1996-03-01", **options):
    """What is missing for one clause."""
    made = case(HEAD + contract, journal)
    (one,) = missing(made.contract, made.facts, read_moment(as_of, "as of"), {}, [name], **options)
    return one


def ways(one):
    """The sentences of each set."""
    return [[act.sentence for act in way.acts] for way in one.sets]


# --- sets --------------------------------------------------------------------------------------------------


def test_each_alternative_is_a_way_of_its_own():
    """Smallest first; what is asked twice is told once."""
    one = found(
        "Amendment takes effect when any of\n"
        "    - Lender received Note and Closing occurred\n"
        "    - Filing occurred\n"
        "    - Filing occurred and Lender received Deed\n"
    )
    assert ways(one) == [["Filing occurred"], ["Lender received Note", "Closing occurred"]]
    assert one.count == 2


def test_the_earliest_deadline_comes_first_among_equals():
    """Of two single acts the one with less time left."""
    one = found("Amendment takes effect when Closing occurred by 1996-06-30 or Filing occurred by 1996-04-30\n")
    assert [(act.sentence, str(act.by)) for way in one.sets for act in way.acts] == [
        ("Filing occurred", "1996-04-30"),
        ("Closing occurred", "1996-06-30"),
    ]


def test_particulars_that_are_asked_are_told():
    """The act is told as it would have to be: the original, for at least that amount."""
    one = found("Amendment takes effect when Lender received Note as an original with amount at least USD 825,000\n")
    assert ways(one) == [["Lender received Note as an original with amount USD 825,000"]]


def test_only_time_is_missing():
    """A condition that looks at a day ahead, and that nothing need be done for."""
    one = found("Amendment takes effect when Advance did not occur on 1996-04-10\n")
    assert ways(one) == [[]]
    assert one.count == 1


def test_what_is_so_must_stay_so():
    """S5: the default may not begin before the closing; today there is none."""
    journal = NOW + "1996-03-01 no Default exists\n"
    (way,) = found("Amendment takes effect when Closing occurred while no Default exists\n", journal).sets
    assert [act.sentence for act in way.acts] == ["Closing occurred"]
    assert way.staying == ("no Default exists",)


def test_a_fact_of_the_past_is_a_statement_with_its_date():
    """What nobody can do any more, but somebody may know (S6)."""
    (way,) = found("Amendment takes effect when no Default exists on 1996-02-28\n").sets
    (act,) = way.acts
    assert (act.kind, str(act.on)) == ("statement", "1996-02-28")


def test_contradictory_acts_are_no_way():
    """S2: an event happens once; it cannot be in both forms."""
    contract = "Amendment is in force while Closing occurred with form Agreed and Closing occurred with form Other\n"
    assert found(contract).sets == ()


# --- deadlines ---------------------------------------------------------------------------------------------

DEADLINES = [
    "Closing occurred by 1996-04-10",
    "Closing occurred by 1996-04-10 and Filing occurred by 1996-05-01",
    "Closing occurred by 1996-04-10 or Filing occurred by 1996-05-01",
    "Closing occurred while Advance occurred by 1996-03-20",
]


@pytest.mark.parametrize("condition", DEADLINES)
def test_an_act_done_on_its_last_day_works_and_a_day_later_does_not(condition):
    """S1: a deadline without a time runs to the end of its day."""
    contract = f"Amendment takes effect when {condition}\n"
    one = found(contract)
    for way in one.sets:
        for act in way.acts:
            assert _done(contract, way, act, 0) == "EFFECTIVE"
            assert _done(contract, way, act, 1) != "EFFECTIVE"


def _done(contract, way, late, days):
    """The verdict when all is done at once but one act, so many days after its last one."""
    day = {act.sentence: late.by.day.toordinal() + days if act is late else 0 for act in way.acts}
    end = max(day.values())
    lines = [
        f"{late.by.day.fromordinal(day[act.sentence]) if day[act.sentence] else '1996-03-01'} {act.sentence}\n"
        for act in way.acts
    ]
    through = late.by.day.fromordinal(end)
    return case(HEAD + contract, complete(str(through)) + "".join(lines)).finding(as_of=str(through)).verdict


# --- whose power -------------------------------------------------------------------------------------------


def test_what_one_party_can_do_alone():
    """Borrower signs and issues its Note; the deed is the lender's, and what is satisfactory lies with the lender."""
    contract = "Amendment takes effect when any of\n    - Lender received Note\n    - Lender received Deed\n"
    assert ways(found(contract, by="Borrower")) == [["Lender received Note"]]
    assert ways(found(contract, by="Lender")) == [["Lender received Deed"]]
    judged = "Amendment takes effect when Lender received Note and Note is satisfactory to Lender\n"
    assert found(judged, by="Borrower").count == 0
    (way,) = found(judged).sets
    assert [(act.kind, act.actors) for act in way.acts] == [("act", ("Borrower",)), ("determination", ("Lender",))]


# --- permissions -------------------------------------------------------------------------------------------


def test_a_permission_supposes_its_act():
    """S12: before the act the question is what else it needs."""
    one = found("Consent permits Closing when Lender received Note\n", name="Consent")
    assert ways(one) == [["Lender received Note"]]


# --- the closed door ---------------------------------------------------------------------------------------


def test_a_deadline_that_passed_closed_the_door():
    """S4: since the day after it; no clause lets anybody waive it."""
    one = found("Amendment takes effect when Closing occurred by 1996-02-15\n")
    assert one.count == 0
    assert (str(one.closed.passed), one.closed.waivers) == ("1996-02-15", ())


def test_a_fact_closed_the_door_and_a_waiver_could_open_it():
    """The event happened in the wrong form; the contract says who may waive the section, and how."""
    contract = (
        "section 2\n    Lender may waive section 2 in writing\n"
        "    Amendment takes effect when\n        (a) Closing occurred with form Agreed\n        (b) Filing occurred\n"
    )
    one = found(contract, NOW + "1996-02-20 Closing occurred with form Other\n")
    assert str(one.closed.since) == "1996-02-20"
    assert [entry.sentence for entry in one.closed.entries] == ["Closing occurred with form Other"]
    assert one.closed.waivers == (Waiver("Lender", "2(a)", "in writing"),)


# --- Lexington ---------------------------------------------------------------------------------------------


def asked(name, *journals, without=(), supposed=(), as_of):
    """What is missing at Lexington after some changes to its journals."""
    contract = lexington.contract()
    facts = lexington.base_of(journals, contract)
    for text in without:
        withdrawn = parse_withdrawn(text).tree
        assert withdrawn is not None
        facts, wrong = withdraw(facts, withdrawn, contract)
        assert not wrong
    for text in supposed:
        fact = parse_supposed(text).tree
        assert fact is not None
        facts, wrong = suppose(facts, fact, contract)
        assert not wrong
    moment = read_moment(as_of, "as of")
    facts = declare_complete(facts, RECORD_KINDS, moment)
    (one,) = missing(contract, facts, moment, {}, [name])
    return one


def test_before_the_closing_the_closing_is_missing():
    """Everything lies signed on the table: the conveyance, the leaseback and the PILOT entry, as one act."""
    one = asked("Amendment", "before-closing.facts", as_of="1996-02-28")
    assert ways(one) == [["Lakewood IDA Transaction occurred"]]
    assert len(one.sets[0].acts[0].parts) == 3


def test_fax_pages_only_then_the_original_is_missing():
    """Section 5(a) asks for an executed original (T12)."""
    received = "Congress received Amendment as {}"
    one = asked(
        "Amendment",
        "closing.facts",
        without=[f"1996-02-28 {received.format('an original')}"],
        supposed=[f"1996-02-28 {received.format('a copy')}"],
        as_of="1996-02-28",
    )
    assert ways(one) == [["Congress received Amendment as an original"]]


def test_a_policy_for_less_then_the_policy_for_the_amount_is_missing():
    """Section 5(a)(iii) of the letter asks for USD 825,000; the determination on the paper stands."""
    policy = "Congress received Title Policy as an original with amount USD {}, issuer Title Insurer"
    rest = ", exceptions Existing, endorsements Existing"
    one = asked(
        "Loan B Conditions",
        "closing.facts",
        "loan-b.facts",
        without=["Congress received Title Policy"],
        supposed=[f"1996-05-22 {policy.format('800,000')}{rest}"],
        as_of="1996-05-24",
    )
    assert ways(one) == [[f"{policy.format('825,000')}{rest}"]]


def test_works_finished_on_3_june_then_only_a_waiver_or_an_amendment_is_left():
    """The works had to be complete by 31 May; no clause of the record lets anybody waive that section."""
    one = asked(
        "Loan B Conditions",
        "closing.facts",
        "loan-b.facts",
        without=["Lakewood Completion occurred"],
        supposed=["1996-06-03 Lakewood Completion occurred"],
        as_of="1996-06-05",
    )
    assert (one.count, one.answer.verdict) == (0, "CAN NO LONGER BE")
    assert (str(one.closed.since), str(one.closed.passed)) == ("1996-06-01", "1996-05-31")
    assert one.closed.waivers == ()


# --- too much to work out ----------------------------------------------------------------------------------


def partly(contract, journal=NOW, **options):
    """What is said where all ways are too much to work out."""
    with patch.object(searching._Search, "_sets", side_effect=TooLargeError):
        return found(contract, journal, **options)


def test_where_there_is_too_much_one_way_is_listed_and_said_to_be_found_by_trying():
    """It is one that would do, with nothing in it that could be left out; that is not all, and is said."""
    one = partly(
        "Amendment takes effect when all of\n    - Lender received Note\n    - Filing occurred\n"
        "    - no Default exists\n    - any of\n        - Borrower received Deed\n        - Lender received Deed\n"
    )
    assert (one.exact, one.partial, one.count) == (False, True, 1)
    (way,) = ways(one)
    assert {"Lender received Note", "Filing occurred", "no Default exists"} <= set(way)
    assert len(way) == 4
    assert all(act.by is None for act in one.sets[0].acts)


def test_where_there_is_too_much_a_party_is_still_kept_to():
    """What lies in another's power is not part of the way; without it nothing would do, and nothing is listed."""
    text = "Amendment takes effect when Lender executed Deed or Borrower executed Note\n"
    assert ways(partly(text, by="Lender")) == [["Lender executed Deed"]]
    both = "Amendment takes effect when Lender executed Deed and Borrower executed Note\n"
    one = partly(both, by="Lender")
    assert (one.sets, one.exact, one.partial) == ((), False, True)


def test_what_is_listed_of_very_many_ways_is_not_called_the_first():
    """Only of few are all compared by their deadlines; of more it is said that some of the smallest are listed."""
    few, many = (
        "\n".join(
            ["Amendment takes effect when all of"]
            + [
                f"    - any of\n        - Lender received {paper}\n        - Borrower received {paper}"
                for paper in papers
            ]
        )
        + "\n"
        for papers in (["Note", "Deed"], [f"Paper {letter}" for letter in "ABCDEF"])
    )
    papers = "".join(f"document Paper {letter}\n" for letter in "ABCDEF")
    for text, words in (
        (few, "Any one of 4 ways would do; the first 2 are listed."),
        (papers + many, "Any one of 64 ways would do; 2 of the smallest are listed."),
    ):
        one = found(text, most=2)
        assert words in render_missing(case(HEAD + text, NOW).contract, [one], read_moment("1996-03-01", "as of"))
