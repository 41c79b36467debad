"""S4: what is not met is open when some continuation of the facts meets it, and lost when none does."""

import itertools

import pytest

from tests.support.contracts import case, complete, section, verdict

ROW = "event Closing\nevent Signing\nstate Default\ndocument Note by Borrower\nmatter Consent Required\n"
NOW = complete("1996-03-01")


def of(condition: str) -> str:
    """A contract with one condition over the nouns above."""
    return f"{ROW}Amendment takes effect when {condition}\n"


def now(condition: str) -> str:
    """The same, but asked of the present moment only, so that nothing it once met counts."""
    return f"{ROW}Amendment is in force while {condition}\n"


OPEN = [
    ("Closing occurred", ""),
    ("Closing occurred by 1996-05-31", ""),
    ("Lender received Note", ""),
    ("Lender received Note as an original", "1996-02-01 Lender received Note as a copy"),
    ("Note is satisfactory to Lender", ""),
    ("Note is satisfactory to Lender", "1996-02-01 Note is not satisfactory to Lender"),
    ("Note is in its form of 1996-02-01", "1996-02-10 Note was amended"),
    ("no Default exists", "1996-02-10 Default began"),
    ("Default exists", "1996-03-01 no Default exists"),
    ("Default has occurred", "1996-03-01 no Default has occurred"),
    ("Closing occurred by 1996-05-31 or Signing occurred by 1996-02-01", ""),
]
LOST = [
    ("Closing occurred by 1996-02-15", ""),
    ("Closing occurred by 1996-02-15", "1996-02-16 Closing occurred"),
    ("Closing occurred by 1996-05-31", "1996-02-16 Closing did not occur\n1996-06-01 Closing occurred"),
    ("Closing did not occur", "1996-02-16 Closing occurred"),
    ("no Default has occurred", "1996-02-16 Default began\n1996-02-20 Default ended"),
    ("Consent Required is untrue", "1996-02-16 Consent Required is true"),
    ("Lender did not receive Note", "1996-02-16 Lender received Note"),
    ("no Default exists on 1996-02-28", "1996-02-28 Default exists"),
    ("Lender received Note and Lender did not receive Note", ""),
    ("at all times since 1996-02-01, no Default exists", "1996-02-16 Default exists"),
    ("Closing occurred and Signing occurred by 1996-02-15", ""),
]


@pytest.mark.parametrize(("condition", "fact"), OPEN)
def test_open(condition, fact):
    """A later act could meet it: not yet."""
    assert verdict(now(condition), NOW + fact + "\n") == "NOT YET"


@pytest.mark.parametrize(("condition", "fact"), LOST)
def test_lost(condition, fact):
    """No later act can meet it: a missed deadline, a prohibited event that has occurred, a truth that is settled."""
    assert verdict(now(condition), NOW + fact + "\n", as_of="1996-06-02" if "06-01" in fact else "") == (
        "CAN NO LONGER BE"
    )


EVENT = "{} Deed with form as Agreed or Other, price as money\nAmendment takes effect when Deed occurred with {}\n"


@pytest.mark.parametrize(("noun", "answer"), [("event", "CAN NO LONGER BE"), ("recurring event", "NOT YET")])
@pytest.mark.parametrize("particular", ["form Agreed", "price at least USD 100"])
def test_the_wrong_particular_of_an_event(noun, answer, particular):
    """An event that happens once and was wrong is lost; one that recurs may be right the next time."""
    journal = NOW + "1996-02-20 Deed occurred with form Other, price USD 99\n"
    assert verdict(EVENT.format(noun, particular), journal) == answer


def test_a_wrong_paper_may_be_replaced():
    """A document can be delivered again: the wrong amount is outstanding, not failed."""
    contract = (
        "document Note with amount as money\nAmendment takes effect when Lender received Note with amount USD 100\n"
    )
    journal = NOW + "1996-02-20 Lender received Note with amount USD 99\n"
    finding = case(contract, journal).finding()
    assert finding.verdict == "NOT YET"
    assert finding.reasons[0].status == "OUTSTANDING"


def test_unknowns_that_decide_between_open_and_lost_leave_it_open():
    """Surely unmet, but whether it can still be had hangs on an unrecorded fact: not yet, and that fact is named."""
    contract = of("Lender received Note and Closing occurred by 1996-02-15")
    record = "record of documents is complete through 1996-03-01\n"
    finding = case(contract, record).finding()
    assert finding.verdict == "NOT YET"
    assert [fact.nouns for fact in finding.missing] == [("Closing",)]
    assert verdict(contract, NOW) == "CAN NO LONGER BE"
    assert verdict(contract, NOW + "1996-02-10 Closing occurred\n") == "NOT YET"


def test_waiver_is_outside_the_prospects():
    """A missed deadline is lost though it could be waived: waiver is always possible and never counted on."""
    contract = ROW + (
        "section 5\n    Lender may waive section 5\n"
        "    Amendment takes effect when\n        (a) Closing occurred by 1996-02-15\n        (b) Signing occurred\n"
    )
    finding = case(contract, NOW).finding()
    assert finding.verdict == "CAN NO LONGER BE"
    assert (section(finding, "5(a)").status, section(finding, "5(b)").status) == ("FAILED", "OUTSTANDING")
    waived = NOW + "1996-03-01 Lender waived section 5(a)\n"
    assert verdict(contract, waived) == "NOT YET"


@pytest.mark.parametrize(("count", "answer"), [(1, "NOT YET"), (2, "CAN NO LONGER BE")])
def test_a_count_of_which_some_are_lost(count, answer):
    """One of three can still be had, two cannot."""
    contract = ROW + (
        f"Amendment takes effect when at least {count} of\n"
        "    - Closing occurred by 1996-02-15\n    - Signing occurred by 1996-02-15\n    - Lender received Note\n"
    )
    assert verdict(contract, NOW) == answer


@pytest.mark.parametrize(
    ("as_of", "answer"),
    [("1996-06-29", "NOT YET"), ("1996-06-30", "NOT YET"), ("1996-07-01", "CAN NO LONGER BE")],
)
def test_what_lapses_can_take_effect_until_then(as_of, answer):
    """A long-stop date: through its whole day, and not a day longer."""
    contract = of("Closing occurred") + "Amendment lapses after 1996-06-30\n"
    assert verdict(contract, complete(as_of)) == answer


@pytest.mark.parametrize(("noun", "answer"), [("event", "CAN NO LONGER BE"), ("recurring event", "NOT YET")])
def test_two_wishes_that_one_event_cannot_fulfil(noun, answer):
    """A deed done once is in one form: in both it can never be, unless it may be done again."""
    contract = (
        f"{noun} Deed with form as Agreed or Other\nAmendment takes effect when all of\n"
        "    - Deed occurred with form Agreed\n    - Deed occurred with form Other\n"
    )
    assert verdict(contract, NOW) == answer


def test_wishes_that_one_event_can_fulfil():
    """Tests of one event that one set of particulars passes leave it open."""
    contract = (
        "event Deed with price as money\nAmendment takes effect when all of\n"
        "    - Deed occurred with price at least USD 100\n    - Deed occurred with price at most USD 100\n"
    )
    assert verdict(contract, NOW) == "NOT YET"
    apart = contract.replace("at most USD 100", "at most USD 99")
    assert verdict(apart, NOW) == "CAN NO LONGER BE"


def test_an_act_that_both_helps_and_hurts():
    """Wanted by one condition, forbidden by another: it can never be."""
    contract = of("Closing occurred and Closing did not occur")
    assert verdict(contract, NOW) == "CAN NO LONGER BE"


def test_an_act_that_must_wait_for_another():
    """First the signing, then the closing while the first effect holds: open until the closing comes too soon."""
    contract = ROW + (
        "First takes effect when Signing occurred\n"
        "Amendment takes effect when Closing occurred while First is effective\n"
    )
    assert verdict(contract, NOW) == "NOT YET"
    assert verdict(contract, NOW + "1996-02-20 Closing occurred\n") == "CAN NO LONGER BE"
    in_turn = NOW + "1996-02-19 Signing occurred\n1996-02-20 Closing occurred\n"
    assert verdict(contract, in_turn) == "EFFECTIVE since 1996-02-20"


def test_an_act_while_a_paper_has_its_form():
    """The closing on an amended paper is lost for good, since it happens once."""
    contract = of("Closing occurred while Note is in its form of 1996-02-01")
    amended = NOW + "1996-02-10 Note was amended\n"
    assert verdict(contract, amended) == "NOT YET"
    assert verdict(contract, amended + "1996-02-20 Closing occurred\n") == "CAN NO LONGER BE"
    restored = amended + "1996-02-15 Note was restored to its form of 1996-02-01\n1996-02-20 Closing occurred\n"
    assert verdict(contract, restored) == "EFFECTIVE since 1996-02-20"


PARTS = (
    "event First\nevent Second\nevent Whole consists of First, Second {}\nAmendment takes effect when Whole occurred\n"
)


@pytest.mark.parametrize(
    ("word", "days", "answer"),
    [
        ("simultaneously", ("1996-02-10", "1996-02-10"), "EFFECTIVE since 1996-02-10"),
        ("simultaneously", ("1996-02-10", "1996-02-11"), "CAN NO LONGER BE"),
        ("simultaneously", ("1996-02-10", ""), "CAN NO LONGER BE"),
        ("simultaneously", ("1996-03-01", ""), "NOT YET"),
        ("simultaneously", ("", ""), "NOT YET"),
        ("", ("1996-02-10", "1996-02-11"), "EFFECTIVE since 1996-02-11"),
        ("", ("1996-02-10", ""), "NOT YET"),
    ],
)
def test_an_event_of_several_parts(word, days, answer):
    """Parts that must be simultaneous fall on one day or are lost; others may come one after the other."""
    lines = [f"{day} {name} occurred\n" for day, name in zip(days, ("First", "Second"), strict=True) if day]
    assert verdict(PARTS.format(word), NOW + "".join(lines)) == answer


def test_statuses_say_which_condition_is_lost():
    """Of several unmet conditions each bears its own status, and the lost one is what decides."""
    contract = ROW + (
        "section 5\n    Amendment takes effect when\n"
        "        (a) Closing occurred by 1996-02-15\n        (b) Signing occurred\n        (c) no Default exists\n"
    )
    finding = case(contract, NOW).finding()
    statuses = {label: section(finding, label).status for label in ("5(a)", "5(b)", "5(c)")}
    assert statuses == {"5(a)": "FAILED", "5(b)": "OUTSTANDING", "5(c)": "UNDETERMINED"}
    assert [label for label in statuses if section(finding, label).decisive] == ["5(a)"]


def test_received_but_not_yet_found_satisfactory():
    """In hand, and all that is missing is that somebody finds it satisfactory: RECEIVED, not OUTSTANDING."""
    contract = "document Note by Borrower\nsection 5\n" + (
        "    Amendment takes effect when Lender received, each satisfactory to Lender\n"
        "        (a) Note executed by Borrower\n"
    )
    journal = NOW + "1996-02-20 Lender received Note executed by Borrower\n"
    finding = case(contract, journal).finding()
    assert (finding.verdict, section(finding, "5(a)").status) == ("NOT YET", "RECEIVED")
    assert section(case(contract, NOW).finding(), "5(a)").status == "OUTSTANDING"


LETTER = "document Letter dated 1996-02-22\nAmendment takes effect when Lender received Letter dated {}\n"


@pytest.mark.parametrize(
    ("date", "answer"),
    [
        ("after 1996-03-01", "CAN NO LONGER BE"),
        ("1996-02-23", "CAN NO LONGER BE"),
        ("by 1996-03-01", "NOT YET"),
        ("1996-02-22", "NOT YET"),
    ],
)
def test_a_paper_bears_the_date_of_its_definition(date, answer):
    """Every delivery of the letter bears 22 February: none will ever be of a letter that bears another date."""
    assert verdict(LETTER.format(date), NOW) == answer


def test_no_particulars_are_tried_that_a_definition_rules_out():
    """Received with the date that it bears, or not received with it: one of them is so, and nobody asks which."""
    either = "Lender received Letter dated by 1996-03-01 or Lender did not receive Letter"
    contract = f"document Letter dated 1996-02-22\nAmendment is in force while {either}\n"
    assert verdict(contract, "", as_of="1996-03-05") == "EFFECTIVE"


NOTE = "document Note\nevent Payment\n"


@pytest.mark.parametrize(
    "conditions",
    [
        "Payment occurred while Note is satisfactory to Lender and Note is not satisfactory to Lender",
        "Note is satisfactory to Lender by 1996-03-20 and Note is not satisfactory to Lender",
        "Note is not satisfactory to Lender and Note is satisfactory to Lender on each date of Payment"
        " and Payment occurred",
    ],
)
def test_who_is_satisfied_may_later_be_so_no_more(conditions):
    """First the lender is satisfied, then something happens, then it finds the note wanting: some continuation."""
    assert verdict(f"{NOTE}Amendment takes effect when {conditions}\n", NOW) == "NOT YET"


def test_who_is_satisfied_and_not_at_one_moment_is_nobody():
    """No continuation has the lender satisfied and not satisfied at once."""
    both = "Note is satisfactory to Lender and Note is not satisfactory to Lender"
    assert verdict(f"{NOTE}Amendment takes effect when {both}\n", NOW) == "CAN NO LONGER BE"


def test_a_deadline_keeps_a_state_that_has_ended_since():
    """A default that exists by the 20th and is gone afterwards: both can come to be met, one after the other."""
    contract = "state Default\nAmendment is in force while Default exists by 1996-03-20 and no Default exists\n"
    assert verdict(contract, "1996-03-05 no Default has occurred\n") == "NOT YET"
    assert verdict(contract, "1996-03-21 no Default has occurred\n") == "CAN NO LONGER BE"


def acts(count: int, last: str = "") -> str:
    """A contract for which so many acts have to follow each other, each done while the next one is not."""
    names = [f"Act {letter}" for letter in "ABCDEFGHIJ"[:count]]
    lines = [f"    - {one} occurred while {other} did not occur" for one, other in itertools.pairwise(names)]
    events = "".join(f"event {name}\n" for name in names)
    return f"{events}Amendment takes effect when all of\n" + "\n".join([*lines, f"    - {names[-1]} occurred{last}\n"])


def effects(count: int) -> str:
    """The same, but what comes first is an effect that stays."""
    names = [f"Act {letter}" for letter in "ABCDEFGHIJ"[: count + 1]]
    events = "".join(f"event {name}\n" for name in names)
    first = f"Step 0 takes effect when {names[0]} occurred and {names[1]} did not occur\n"
    later = "".join(
        f"Step {number} takes effect when Step {number - 1} is effective and {names[number]} occurred"
        f" and {names[number + 1]} did not occur\n"
        for number in range(1, count)
    )
    return f"{events}{first}{later}Amendment takes effect when Step {count - 1} is effective\n"


@pytest.mark.parametrize("count", range(2, 11))
def test_acts_one_after_another_can_still_be(count):
    """Nothing has happened and no deadline has passed: one act a day meets everything, however many there are."""
    assert verdict(acts(count), NOW) == "NOT YET"
    assert verdict(acts(count, " by 1996-05-31"), NOW) == "NOT YET"
    assert verdict(effects(count - 1), NOW) == "NOT YET"


@pytest.mark.parametrize("count", range(2, 11))
def test_acts_one_after_another_in_the_wrong_order_can_not(count):
    """The last act is done, and one before it is not: done now, it would not have been done before the last."""
    done = "1996-02-10 Act A occurred\n1996-02-20 Act B occurred\n"
    wrong = "1996-02-20 Act A occurred\n1996-02-10 Act B occurred\n"
    assert verdict(acts(count), NOW + wrong) == "CAN NO LONGER BE"
    assert verdict(acts(count), NOW + done) == ("EFFECTIVE since 1996-02-20" if count == 2 else "NOT YET")


@pytest.mark.parametrize("count", range(2, 9))
def test_acts_that_nobody_recorded_may_have_followed_each_other(count):
    """S2, S3: of what happened before the first date, or between two dates, nothing is known, its order included."""
    last = f"1996-03-01 Act {'ABCDEFGHIJ'[count - 1]} occurred\n"
    assert verdict(acts(count), last) == "UNDETERMINED"
    assert verdict(acts(count), f"1996-01-01 Act A did not occur\n{last}") == "UNDETERMINED"
    assert verdict(acts(count), "", as_of="1996-03-01") == "UNDETERMINED"
