"""S12: asked before the act, may it be done now; asked after it, was it covered, once for all."""

import pytest

from tests.support.contracts import case, complete, section, verdict

HEAD = """\
event Deed with form as Agreed or Other
event Lease
event Exchange consists of Deed, Lease simultaneously
event Signing
state Default
"""
ONE = HEAD + "Consent permits Deed when Signing occurred and no Default exists\n"
NOW = complete("1996-03-31")
CLEAN = "1996-03-31 no Default has occurred\n"
SIGNED = "1996-03-01 Signing occurred\n"
DAILY = "1996-03-19 no Default has occurred\n1996-03-20 no Default has occurred\n"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (SIGNED + CLEAN, "PERMITTED"),
        (CLEAN, "NOT PERMITTED YET"),
        (SIGNED, "UNDETERMINED"),
        ("", "NOT PERMITTED YET"),
        (SIGNED + "1996-03-31 Default began\n", "NOT PERMITTED YET"),
    ],
)
def test_before_the_act(facts, answer):
    """May it be done now? Yes, not yet, or nobody can say; a default that may end leaves it open."""
    assert verdict(ONE, NOW + facts, "Consent") == answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (SIGNED + CLEAN, "COVERED since 1996-03-20"),
        (CLEAN, "NOT COVERED"),
        (SIGNED, "UNDETERMINED"),
        (SIGNED + "1996-03-10 Default began\n", "NOT COVERED"),
        (SIGNED.replace("03-01", "03-25") + CLEAN, "NOT COVERED"),
        (SIGNED + "1996-03-20 no Default exists\n1996-03-25 Default began\n", "COVERED since 1996-03-20"),
    ],
)
def test_after_the_act(facts, answer):
    """Was it covered? At the act's own moment: what is signed or goes wrong later does not count."""
    assert verdict(ONE, NOW + facts + "1996-03-20 Deed occurred\n", "Consent") == answer


def test_covered_once_for_all():
    """The answer about an act that was done does not change as time passes."""
    case_ = case(ONE, complete("1999-01-01") + SIGNED + DAILY + "1996-03-20 Deed occurred\n1997-01-01 Default began\n")
    for date in ("1996-03-20", "1996-04-01", "1997-06-01", "1999-01-01"):
        assert case_.verdict("Consent", date) == "COVERED since 1996-03-20"
    assert case_.verdict("Consent", "1996-03-19") == "PERMITTED"


def test_no_longer_permitted():
    """What no act can bring about any more: the deadline for the signing has passed."""
    contract = ONE.replace("Signing occurred and", "Signing occurred by 1996-02-15 and")
    assert verdict(contract, NOW + CLEAN, "Consent") == "NO LONGER PERMITTED"


def test_whether_the_act_was_done_is_unknown():
    """Outside the record of events nobody can say whether the question is before or after the act."""
    record = "record of documents is complete through 1996-03-31\n"
    assert verdict(ONE, record + SIGNED + CLEAN, "Consent") == "UNDETERMINED"


def test_the_form_of_the_act():
    """The act as done is tested; before it is done, it is supposed to be done as the permission asks."""
    contract = HEAD + "Consent permits Deed when Deed occurred with form Agreed\n"
    assert verdict(contract, NOW, "Consent") == "PERMITTED"
    done = "1996-03-20 Deed occurred{}\n"
    assert verdict(contract, NOW + done.format(" with form Agreed"), "Consent") == "COVERED since 1996-03-20"
    assert verdict(contract, NOW + done.format(" with form Other"), "Consent") == "NOT COVERED"
    assert verdict(contract, NOW + done.format(""), "Consent") == "UNDETERMINED"


WHOLE = HEAD + "Consent permits Exchange when Signing occurred\n"


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (("03-20", "03-20"), "COVERED since 1996-03-20"),
        (("03-20", "03-21"), "NOT COVERED"),
        (("03-20", ""), "NOT COVERED"),
        (("", ""), "PERMITTED"),
    ],
)
def test_parts_that_must_be_simultaneous(days, answer):
    """An act of several parts is one act only when they fall on one day."""
    lines = [f"1996-{day} {name} occurred\n" for day, name in zip(days, ("Deed", "Lease"), strict=True) if day]
    assert verdict(WHOLE, NOW + SIGNED + "".join(lines), "Consent") == answer


def test_a_part_done_today_leaves_the_rest_of_the_day():
    """As of the day on which the first part was done, the others can still follow on that day."""
    journal = complete("1996-03-20") + SIGNED + "1996-03-20 Deed occurred\n"
    assert verdict(WHOLE, journal, "Consent", "1996-03-20") in ("PERMITTED", "NOT PERMITTED YET")
    assert verdict(WHOLE, journal.replace("through 1996-03-20", "through 1996-03-21"), "Consent", "1996-03-21") == (
        "NOT COVERED"
    )


CIRCLE = (
    HEAD
    + """\
document Note by Borrower
Consent permits Deed when Amendment is effective {}
section 5
    Amendment takes effect when
        (a) Deed occurred
        (b) Lender received Note
"""
)
NOTE = "1996-03-01 Lender received Note\n"
DEED = "1996-03-20 Deed occurred\n"


@pytest.mark.parametrize(
    ("mark", "facts", "answer"),
    [
        ("simultaneously", NOTE, "PERMITTED"),
        ("simultaneously", "", "NOT PERMITTED YET"),
        ("simultaneously", NOTE + DEED, "COVERED since 1996-03-20"),
        ("simultaneously", DEED, "NOT COVERED"),
        ("in sequence", NOTE, "NO LONGER PERMITTED"),
        ("in sequence", "", "NO LONGER PERMITTED"),
        ("in sequence", NOTE + DEED, "NOT COVERED"),
    ],
)
def test_a_permission_that_waits_for_an_effect_that_waits_for_the_act(mark, facts, answer):
    """Simultaneously, what waits only for the act counts as met; in sequence it does not, and nothing can be done."""
    assert verdict(CIRCLE.format(mark), NOW + facts, "Consent") == answer


@pytest.mark.parametrize("mark", ["simultaneously", "in sequence"])
def test_effective_and_covered_are_two_answers(mark):
    """The effect asks whether the act was done, not whether it was permitted."""
    assert verdict(CIRCLE.format(mark), NOW + NOTE + DEED) == "EFFECTIVE since 1996-03-20"


def test_the_deadlock_is_reported():
    """Read in sequence, the permission is lost only because each waits for the other: the answer says so."""
    finding = case(CIRCLE.format("in sequence"), NOW + NOTE).finding("Consent")
    assert finding.verdict == "NO LONGER PERMITTED"
    assert "deadlock" in finding.note and "Amendment is effective" in finding.note and "Deed occurred" in finding.note
    simultaneous = case(CIRCLE.format("simultaneously"), NOW).finding("Consent")
    assert simultaneous.note == ""


def test_supposing_the_act_changes_no_other_answer():
    """That the act is supposed for one question does not make the effect take hold."""
    case_ = case(CIRCLE.format("simultaneously"), NOW + NOTE)
    evaluation = case_.evaluate()
    assert evaluation["Consent"].verdict == "PERMITTED"
    assert evaluation["Amendment"].verdict == "NOT YET"
    assert section(evaluation["Amendment"], "5(a)").status == "OUTSTANDING"


def test_an_effect_that_hangs_on_a_covered_act():
    """`Consent is covered` is met from the covered act on, and lost once the act was done outside the consent."""
    contract = ONE + "Second takes effect when Consent is covered\n"
    assert verdict(contract, NOW + SIGNED + CLEAN, "Second") == "NOT YET"
    assert verdict(contract, NOW + SIGNED + CLEAN + DEED, "Second") == "EFFECTIVE since 1996-03-20"
    assert verdict(contract, NOW + CLEAN + DEED, "Second") == "CAN NO LONGER BE"


def test_an_effect_and_the_act_on_one_day():
    """The condition and the act on one day without times: nothing says that the act came first."""
    contract = HEAD + "Consent permits Deed when Signing occurred\n"
    journal = NOW + "1996-03-20 Deed occurred\n1996-03-20 Signing occurred\n"
    assert verdict(contract, journal, "Consent") == "COVERED since 1996-03-20"
    timed = NOW + "1996-03-20 10:00 Deed occurred\n1996-03-20 15:00 Signing occurred\n"
    assert verdict(contract, timed, "Consent") == "NOT COVERED"
    mixed = NOW + "1996-03-20 10:00 Deed occurred\n1996-03-20 Signing occurred\n"
    assert verdict(contract, mixed, "Consent") == "UNDETERMINED"


@pytest.mark.parametrize(
    ("journal", "answer"),
    [
        ("", "UNDETERMINED"),
        (complete("1996-03-31"), "NOT PERMITTED YET"),
        (complete("1996-03-31") + "1996-03-01 Lender received Note\n", "PERMITTED"),
        (complete("1996-03-31") + "1996-03-05 Sale occurred\n", "NOT COVERED"),
        (complete("1996-03-31") + "1996-03-05 Sale occurred\n1996-03-08 Lender received Note\n", "NOT COVERED"),
        (complete("1996-03-31") + "1996-03-01 Lender received Note\n1996-03-05 Sale occurred\n", "COVERED"),
    ],
)
def test_an_act_has_a_date_of_its_own(journal, answer):
    """Only what was done has a date, and it is that of the act, not one at the latest; nothing else has one."""
    contract = "document Note\nevent Sale\nPermit permits Sale when Lender received Note\n"
    finding = case(contract, journal).finding("Permit", as_of="1996-03-31")
    assert (finding.verdict, finding.at_latest) == (answer, False)
    assert str(finding.since) == ("1996-03-05" if answer == "COVERED" else "None")


def test_an_act_of_which_nobody_knows_is_neither_permitted_nor_covered():
    """Beyond the record the payment may have been made: default or no default, neither question can be put."""
    contract = (
        "event Payment with share as percent\nstate Default\nConsent permits Payment when any of\n"
        "    - no Default exists\n    - Default exists\n    - Payment occurred with share 50%\n"
    )
    assert verdict(contract, "1996-02-20 Default began\n", "Consent", "1996-02-27") == "UNDETERMINED"


@pytest.mark.parametrize(
    ("condition", "facts", "status", "cited"),
    [
        ("Lender received Note", "1996-03-06 Lender received Note\n", "FAILED", []),
        (
            "no Default exists",
            "1996-03-04 no Default exists\n1996-03-05 Default exists\n1996-03-06 no Default exists\n",
            "FAILED",
            ["Default exists"],
        ),
        (
            "no Default exists",
            "1996-03-04 Default exists\n1996-03-05 no Default exists\n1996-03-06 Default exists\n",
            "SATISFIED",
            ["no Default exists"],
        ),
    ],
)
def test_the_reasons_are_those_of_the_day_of_the_act(condition, facts, status, cited):
    """Judged once for all on 5 March: what was so on the day before or after explains nothing (S11)."""
    contract = f"document Note\nevent Sale\nstate Default\nPermit permits Sale when {condition}\n"
    finding = case(contract, complete("1996-03-31") + f"1996-03-05 Sale occurred\n{facts}").finding("Permit")
    (row,) = [one for one in finding.walk() if one.text == condition]
    assert (row.status, [fact.sentence for fact in row.facts]) == (status, cited)
    assert {str(fact.on) for fact in row.facts} <= {"1996-03-05"}


@pytest.mark.parametrize("second", ["1996-03-08 Second Part occurred\n", ""])
def test_an_act_that_was_broken_off_is_explained_by_what_was_so_when_it_was_begun(second):
    """One part done, and the other not on the same day: what was received after the first part came too late."""
    contract = (
        "document Note\nevent Sale consists of First Part, Second Part simultaneously\n"
        "event First Part\nevent Second Part\nPermit permits Sale when Lender received Note\n"
    )
    journal = f"{complete('1996-03-31')}1996-03-05 First Part occurred\n1996-03-06 Lender received Note\n{second}"
    finding = case(contract, journal).finding("Permit")
    assert finding.verdict == "NOT COVERED"
    assert {one.status for one in finding.walk() if one.text == "Lender received Note"} == {"FAILED"}


@pytest.mark.parametrize(
    ("record", "answer", "open_as"),
    [("everything", "NOT PERMITTED YET", "OUTSTANDING"), ("events", "UNDETERMINED", "UNDETERMINED")],
)
def test_an_act_that_is_only_asked_about_stands_in_nobodys_way(record, answer, open_as):
    """The act is supposed done: that the consent needs the sale too is no reason, the deed that is not there is one."""
    contract = (
        "document Deed\nevent Sale\nPermit permits Sale when Consent is effective simultaneously\n"
        "Consent takes effect when Lender received Deed and Sale occurred\n"
    )
    finding = case(contract, f"record of {record} is complete through 1996-03-31\n").finding(
        "Permit", as_of="1996-03-31"
    )
    assert finding.verdict == answer
    status = {one.text: one.status for one in finding.walk()}
    assert (status["Sale occurred"], status["Lender received Deed"]) == ("SATISFIED", open_as)


def test_what_is_no_longer_permitted_has_no_date():
    """The deadline for what the permission asks has passed: there is nothing left that could have a date."""
    contract = "document Note\nevent Sale\nPermit permits Sale when Lender received Note by 1996-03-01\n"
    finding = case(contract, complete("1996-03-31")).finding("Permit", as_of="1996-03-31")
    assert (finding.verdict, finding.since, finding.at_latest) == ("NO LONGER PERMITTED", None, False)


PARTLY = "record of documents is complete through 1996-03-31\n1996-03-31 {} did not occur\n" + SIGNED


@pytest.mark.parametrize("known", ["Deed", "Lease"])
def test_a_part_of_which_nobody_knows_whether_it_was_done(known):
    """Parts that belong on one day: if one was done before, the whole can no longer be; if not, it may be done now."""
    assert verdict(WHOLE, PARTLY.format(known), "Consent") == "UNDETERMINED"
    other = {"Deed": "Lease", "Lease": "Deed"}[known]
    assert verdict(WHOLE, PARTLY.format(known) + f"1996-03-30 {other} did not occur\n", "Consent") == "PERMITTED"
    assert verdict(WHOLE, PARTLY.format(known) + f"1996-03-30 {other} occurred\n", "Consent") == "NOT COVERED"
    at_leisure = WHOLE.replace(" simultaneously", "")
    assert verdict(at_leisure, PARTLY.format(known), "Consent") == "PERMITTED"
    assert verdict(at_leisure, PARTLY.format(known) + f"1996-03-30 {other} occurred\n", "Consent") == "PERMITTED"


def test_what_tells_whether_a_part_was_done_is_named():
    """The answer says what nobody recorded: the part that may have been done."""
    finding = case(WHOLE, PARTLY.format("Deed")).finding("Consent")
    assert [fact.sentence for fact in finding.missing] == ["Lease occurred"]
