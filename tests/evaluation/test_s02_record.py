"""S2: happenings hold from their date on; silence speaks only inside the complete record; states are never presumed."""

import itertools

import pytest

from tests.support.contracts import case, complete, missing, verdict

NOTE = "document Note by Borrower\n"
KINDS = {
    "documents": NOTE + "Amendment takes effect when Lender received Note\n",
    "events": "event Closing\nAmendment takes effect when Closing occurred\n",
    "determinations": NOTE + "Amendment takes effect when Note is satisfactory to Lender\n",
}
WAIVED = """\
event Closing
section 5
    Lender may waive section 5
    Amendment takes effect when
        (a) Closing occurred
"""
DEFAULT = "state Default\nevent Closing\n"
NONE_EXISTS = DEFAULT + "Amendment takes effect when Closing occurred and no Default exists\n"
NONE_EVER = DEFAULT + "Amendment takes effect when Closing occurred and no Default has occurred\n"
WHILE_NONE = DEFAULT + "Amendment is in force while no Default exists\n"


@pytest.mark.parametrize(("kind", "other"), list(itertools.product(KINDS, repeat=2)))
def test_silence_speaks_only_inside_the_record_of_its_kind(kind, other):
    """Not recorded means not happened only where the record of that very kind is complete; else it is unknown."""
    answer = verdict(KINDS[kind], f"record of {other} is complete through 1996-03-01\n", as_of="1996-03-01")
    assert answer == ("NOT YET" if kind == other else "UNDETERMINED")


@pytest.mark.parametrize("kind", KINDS)
def test_without_any_complete_record_silence_is_unknown(kind):
    """No record declared complete: whatever is not recorded may have happened, and is named."""
    finding = case(KINDS[kind]).finding(as_of="1996-03-01")
    assert finding.verdict == "UNDETERMINED"
    (fact,) = finding.missing
    assert kind in fact.why


@pytest.mark.parametrize("kind", KINDS)
def test_silence_behind_the_end_of_the_record_is_unknown(kind):
    """The record speaks up to its end and not a day further."""
    record = f"record of {kind} is complete through 1996-03-01\n"
    assert verdict(KINDS[kind], record, as_of="1996-02-01") == "NOT YET"
    assert verdict(KINDS[kind], record, as_of="1996-03-01") == "NOT YET"
    assert verdict(KINDS[kind], record, as_of="1996-03-02") == "UNDETERMINED"


def test_silence_on_waivers():
    """Whether a missing condition was waived is known only within the record of waivers."""
    record = "record of events is complete through 1996-03-01\n"
    assert verdict(WAIVED, record, as_of="1996-03-01") == "UNDETERMINED"
    both = "record of events, waivers is complete through 1996-03-01\n"
    assert verdict(WAIVED, both, as_of="1996-03-01") == "NOT YET"


def test_everything_means_every_kind():
    """`everything` declares all four kinds complete."""
    for contract in (*KINDS.values(), WAIVED):
        assert verdict(contract, complete("1996-03-01"), as_of="1996-03-01") == "NOT YET"


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("documents", "1996-03-01 Lender did not receive Note"),
        ("events", "1996-03-01 Closing did not occur"),
        ("determinations", "1996-03-01 Note is not satisfactory to Lender"),
    ],
)
def test_a_negative_fact_speaks_up_to_its_date(kind, fact):
    """`Closing did not occur` on 1 March: it had not by then, whatever the record; what came after is unknown."""
    assert verdict(KINDS[kind], fact + "\n", as_of="1996-03-01") == "NOT YET"
    assert verdict(KINDS[kind], fact + "\n", as_of="1996-03-02") == "UNDETERMINED"


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("documents", "Lender received Note"),
        ("events", "Closing occurred"),
        ("determinations", "Note is satisfactory to Lender"),
    ],
)
def test_a_happening_holds_from_its_date_on(kind, fact):
    """What happened on 10 February has happened on every later day, and not on an earlier one."""
    journal = f"record of {kind} is complete through 1996-03-01\n1996-02-10 {fact}\n"
    assert verdict(KINDS[kind], journal, as_of="1996-02-09") == "NOT YET"
    assert verdict(KINDS[kind], journal, as_of="1996-02-10") == "EFFECTIVE since 1996-02-10"
    assert verdict(KINDS[kind], journal, as_of="1996-12-31") == "EFFECTIVE since 1996-02-10"


def test_states_are_never_presumed():
    """A complete record of everything that happened says nothing of a state: no default is not presumed."""
    finding = case(NONE_EXISTS, complete("1996-03-01") + "1996-03-01 Closing occurred\n").finding()
    assert finding.verdict == "UNDETERMINED"
    assert missing(finding) == {"no Default exists"}
    assert finding.missing[0].nouns == ("Default",)


def test_truths_are_never_presumed():
    """Nor is the truth of a representation, or of a matter."""
    for noun in ("representation", "matter"):
        contract = f"{noun} Solvency\nAmendment takes effect when Solvency is true\n"
        finding = case(contract, complete("1996-03-01")).finding()
        assert finding.verdict == "UNDETERMINED"
        assert missing(finding) == {"Solvency is true"}


def test_none_exists_speaks_of_its_own_moment():
    """`no Default exists` of 28 February tells nothing of the closing a day later, nor of one a week before."""
    said_on_28 = "1996-02-28 no Default exists\n"
    assert verdict(NONE_EXISTS, said_on_28 + "1996-02-29 Closing occurred\n", as_of="1996-02-29") == "UNDETERMINED"
    assert verdict(NONE_EXISTS, said_on_28 + "1996-02-28 Closing occurred\n", as_of="1996-02-29") == (
        "EFFECTIVE since 1996-02-28"
    )
    earlier = case(NONE_EXISTS, said_on_28 + "1996-02-20 Closing occurred\n").finding(as_of="1996-02-28")
    assert (earlier.verdict, str(earlier.since), earlier.at_latest) == ("EFFECTIVE", "1996-02-28", True)


def test_none_has_occurred_speaks_of_all_moments_up_to_it():
    """`no Default has occurred` of 28 February covers every day before, and none behind."""
    said_on_28 = "1996-02-28 no Default has occurred\n"
    for contract in (NONE_EXISTS, NONE_EVER):
        early = case(contract, said_on_28 + "1996-02-20 Closing occurred\n").finding(as_of="1996-02-28")
        assert (early.verdict, str(early.since), early.at_latest) == ("EFFECTIVE", "1996-02-20", False)
        assert verdict(contract, said_on_28 + "1996-02-29 Closing occurred\n", as_of="1996-02-29") == "UNDETERMINED"


def test_none_exists_does_not_say_that_none_has_occurred():
    """That none exists now leaves open whether one has been and was cured."""
    journal = "1996-02-28 Closing occurred\n1996-02-28 no Default exists\n"
    assert verdict(NONE_EVER, journal) == "UNDETERMINED"


@pytest.mark.parametrize(
    ("as_of", "answer"),
    [
        ("1996-02-09", "UNDETERMINED"),
        ("1996-02-10", "NOT YET"),
        ("1996-02-19", "NOT YET"),
        ("1996-02-21", "UNDETERMINED"),
        ("1996-02-25", "EFFECTIVE since 1996-02-25"),
        ("1996-02-26", "UNDETERMINED"),
    ],
)
def test_what_began_holds_until_it_ended(as_of, answer):
    """A state that began is there until it ended; before and after, nothing is presumed, only what is said counts."""
    journal = "1996-02-10 Default began\n1996-02-20 Default ended\n1996-02-25 no Default exists\n"
    assert verdict(WHILE_NONE, journal, as_of=as_of) == answer


def test_what_began_and_never_ended_still_holds():
    """Without an end a state goes on, for years if need be."""
    assert verdict(WHILE_NONE, "1996-02-10 Default began\n", as_of="2001-01-01") == "NOT YET"


def test_began_means_that_it_has_occurred():
    """A default that began has occurred, and its end does not unsay that."""
    journal = complete("1996-02-28") + (
        "1996-02-10 Default began\n1996-02-20 Default ended\n"
        "1996-02-28 no Default exists\n1996-02-28 Closing occurred\n"
    )
    assert verdict(NONE_EVER, journal) == "CAN NO LONGER BE"
    assert verdict(NONE_EXISTS, journal) == "EFFECTIVE since 1996-02-28"


def test_a_state_that_exists_speaks_of_its_moment():
    """`Default exists` on 10 February: unmet that day, unknown on the next."""
    assert verdict(WHILE_NONE, "1996-02-10 Default exists\n", as_of="1996-02-10") == "NOT YET"
    assert verdict(WHILE_NONE, "1996-02-10 Default exists\n", as_of="1996-02-11") == "UNDETERMINED"


def test_a_representation_is_true_at_its_moment_and_a_matter_once_for_all():
    """A representation is spoken of at its date; a matter is so at all times."""
    rep = "representation Solvency\nAmendment is in force while Solvency is true\n"
    assert verdict(rep, "1996-02-10 Solvency is true\n", as_of="1996-02-10") == "EFFECTIVE since 1996-02-10"
    assert verdict(rep, "1996-02-10 Solvency is true\n", as_of="1996-02-11") == "UNDETERMINED"
    matter = "matter Solvency\nevent Closing\nAmendment takes effect when Closing occurred and Solvency is true\n"
    journal = "1996-02-05 Closing occurred\n1996-02-10 Solvency is true\n"
    assert verdict(matter, journal, as_of="1996-03-01") == "EFFECTIVE since 1996-02-05"


@pytest.mark.parametrize(
    ("said", "asked", "answer"),
    [
        ("true", "true", "EFFECTIVE"),
        ("true", "true in all material respects", "EFFECTIVE"),
        ("true in all material respects", "true in all material respects", "EFFECTIVE"),
        ("true in all material respects", "true", "UNDETERMINED"),
        ("untrue", "true", "NOT YET"),
        ("untrue", "true in all material respects", "UNDETERMINED"),
        ("untrue in a material respect", "true", "NOT YET"),
        ("untrue in a material respect", "true in all material respects", "NOT YET"),
    ],
)
def test_what_a_statement_says_of_materiality(said, asked, answer):
    """True implies materially true; `untrue` alone leaves open whether materially; what is not said is unknown."""
    contract = f"representation Solvency\nAmendment is in force while Solvency is {asked}\n"
    assert case(contract, f"1996-02-10 Solvency is {said}\n").finding().verdict == answer


FACTS = [
    "1996-02-10 Default began",
    "1996-02-20 Default ended",
    "1996-02-28 no Default exists",
    "1996-02-28 Closing occurred",
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_lines_never_matters(order):
    """A journal is a set of dated statements."""
    lines = "\n".join(FACTS[index] for index in order) + "\n"
    assert verdict(NONE_EXISTS, lines) == "EFFECTIVE since 1996-02-28"
    assert verdict(NONE_EVER, lines) == "CAN NO LONGER BE"


def test_saying_a_thing_twice_never_matters():
    """The same line again adds nothing, wherever it stands."""
    lines = "\n".join(FACTS + FACTS[::-1]) + "\n"
    assert verdict(NONE_EXISTS, lines) == "EFFECTIVE since 1996-02-28"
    assert verdict(NONE_EVER, lines) == "CAN NO LONGER BE"


def test_a_determination_speaks_of_the_form_that_was_determined():
    """Satisfied with a paper that is changed afterwards is not satisfied with what it has become."""
    contract = NOTE + "Amendment is in force while Note is satisfactory to Lender\n"
    journal = complete("1996-03-30") + "1996-03-01 Note is satisfactory to Lender\n1996-03-05 Note was amended\n"
    assert verdict(contract, journal, as_of="1996-03-04") == "EFFECTIVE since 1996-03-01"
    assert verdict(contract, journal, as_of="1996-03-06") == "NOT YET"
    again = journal + "1996-03-08 Note is satisfactory to Lender\n"
    assert verdict(contract, again, as_of="1996-03-09") == "EFFECTIVE since 1996-03-08"


@pytest.mark.parametrize("amendments", [("03-04",), ("03-04", "03-04"), ("03-04", "03-05")])
def test_a_form_that_is_restored_is_the_form_that_was_determined(amendments):
    """Amended once or twice and put back to the form that was found satisfactory: the finding speaks of it again."""
    contract = NOTE + "Amendment is in force while Note is satisfactory to Lender\n"
    journal = complete("1996-03-30") + "1996-03-01 Note is satisfactory to Lender\n"
    journal += "".join(f"1996-{date} Note was amended\n" for date in amendments)
    assert verdict(contract, journal, as_of="1996-03-06") == "NOT YET"
    journal += "1996-03-08 Note was restored to its form of 1996-03-01\n"
    assert verdict(contract, journal, as_of="1996-03-09") == "EFFECTIVE since 1996-03-08"


def test_the_latest_determination_counts():
    """A party may change its mind before the thing is done."""
    contract = NOTE + "Amendment is in force while Note is satisfactory to Lender\n"
    journal = complete("1996-03-30") + (
        "1996-03-01 Note is not satisfactory to Lender\n"
        "1996-03-05 Note is satisfactory to Lender\n"
        "1996-03-09 Note is not satisfactory to Lender\n"
    )
    assert verdict(contract, journal, as_of="1996-03-02") == "NOT YET"
    assert verdict(contract, journal, as_of="1996-03-06") == "EFFECTIVE since 1996-03-05"
    assert verdict(contract, journal, as_of="1996-03-10") == "NOT YET"


def test_the_form_of_a_date():
    """A document has its form of a date until it is amended, and again once it is restored to that form."""
    contract = NOTE + "Amendment is in force while Note is in its form of 1996-03-01\n"
    journal = complete("1996-04-30") + (
        "1996-02-20 Note was amended\n1996-03-05 Note was amended\n"
        "1996-03-09 Note was restored to its form of 1996-03-01\n"
    )
    assert verdict(contract, journal, as_of="1996-03-04").startswith("EFFECTIVE")
    assert verdict(contract, journal, as_of="1996-03-06") == "NOT YET"
    assert verdict(contract, journal, as_of="1996-03-10") == "EFFECTIVE since 1996-03-09"
    unknown = "1996-03-05 Lender received Note\n"
    assert verdict(contract, unknown, as_of="1996-03-06") == "UNDETERMINED"


MORNING = """\
event Sale
state Default
Amendment takes effect when Sale occurred while no Default exists
"""


def test_a_state_that_ended_some_time_on_the_day_may_still_have_held_in_the_morning():
    """Ended on a day without a time: at ten that morning it may have held or not, whoever says later there is none."""
    journal = (
        "record of everything is complete through 1996-03-06\n"
        "1996-03-04 Default began\n1996-03-05 Default ended\n1996-03-05 10:00 Sale occurred\n"
    )
    assert verdict(MORNING, journal, as_of="1996-03-06") == "UNDETERMINED"
    assert verdict(MORNING, journal + "1996-03-05 no Default exists\n", as_of="1996-03-06") == "UNDETERMINED"
    early = journal.replace("1996-03-05 Default", "1996-03-05 09:00 Default") + "1996-03-05 10:00 no Default exists\n"
    assert verdict(MORNING, early, as_of="1996-03-06") == "EFFECTIVE since 1996-03-05 10:00"


@pytest.mark.parametrize("said", ["has occurred", "exists", "began"])
def test_that_it_has_occurred_is_so_since_the_fact_at_the_latest(said):
    """Each of the three says that the default has been by 5 March, and none of them that there was none before."""
    contract = "state Default\nAmendment takes effect when Default has occurred\n"
    finding = case(contract, complete("1996-03-31") + f"1996-03-05 Default {said}\n").finding()
    assert (finding.verdict, str(finding.since), finding.at_latest) == ("EFFECTIVE", "1996-03-05", True)


def test_an_end_recorded_before_a_state_begins_by_a_clause_is_another_end():
    """`begins when` the closing: a default that had come and gone before does not end the one that it begins."""
    contract = "event Closing\nstate Default\nDefault begins when Closing occurred\n"
    contract += "Amendment is in force while Default exists\n"
    before = "1996-02-10 Default began\n1996-02-20 Default ended\n1996-03-05 Closing occurred\n"
    assert verdict(contract, complete("1996-03-31") + before) == "EFFECTIVE since 1996-03-05"
    after = (
        complete("1996-03-31") + "1996-03-05 Closing occurred\n1996-03-20 Default ended\n1996-03-20 no Default exists\n"
    )
    assert verdict(contract, after, as_of="1996-03-19") == "EFFECTIVE since 1996-03-05"
    assert verdict(contract, after, as_of="1996-03-20") == "NOT YET"


RANKS = ["a copy", "a true and complete copy", "an original"]


@pytest.mark.parametrize(("asked", "given"), list(itertools.product(RANKS, repeat=2)))
def test_a_copy_ranks(asked, given):
    """An original does for a true and complete copy, and that for a copy; nothing does for what ranks above it."""
    contract = NOTE + f"Amendment takes effect when Lender received Note as {asked}\n"
    enough = RANKS.index(given) >= RANKS.index(asked)
    answer = verdict(contract, complete("1996-03-31") + f"1996-03-05 Lender received Note as {given}\n")
    assert answer == ("EFFECTIVE since 1996-03-05" if enough else "NOT YET")


@pytest.mark.parametrize(
    ("price", "answer"),
    [("USD 100", "EFFECTIVE since 1996-03-05"), ("EUR 100", "CAN NO LONGER BE"), ("EUR 200", "CAN NO LONGER BE")],
)
@pytest.mark.parametrize("asked", ["USD 100", "at least USD 100", "at least USD 50", "at most USD 100"])
def test_an_amount_in_another_currency_is_no_amount_in_this_one(asked, price, answer):
    """Nothing is converted: what was paid in another currency was not paid in the form that is asked."""
    contract = f"event Deed with price as money\nAmendment takes effect when Deed occurred with price {asked}\n"
    assert verdict(contract, complete("1996-03-31") + f"1996-03-05 Deed occurred with price {price}\n") == answer


EXECUTED = "document Note by Borrower\nAmendment is in force while Lender did not receive Note executed by {}\n"
RECORDED = "1996-03-02 Lender received Note\n"
SIGNED = "1996-03-02 Borrower executed Note\n"


@pytest.mark.parametrize("parties", ["Borrower", "its parties"])
@pytest.mark.parametrize(
    ("facts", "answer"),
    [("", "EFFECTIVE"), (RECORDED, "EFFECTIVE"), (SIGNED, "EFFECTIVE"), (RECORDED + SIGNED, "CAN NO LONGER BE")],
)
def test_not_received_executed_denies_both_together(parties, facts, answer):
    """A note that came unsigned, or was signed and never came, was not received executed; one that did both was."""
    assert verdict(EXECUTED.format(parties), complete("1996-03-10") + facts).split(" since")[0] == answer
