"""S3: a verdict is definite exactly when every way of filling the unknowns gives it."""

import itertools

import pytest

from tests.support.contracts import case, complete, missing, verdict

STATE = "state Default\nevent Closing\n"
DEED = "event Deed with form as Agreed or Other or Draft, price as money, count as number\nevent Closing\n"
PAPER = (
    "document Note by Borrower with amount as money, maturity as date, rate as percent, holder as party\n"
    "event Closing\n"
)
CLOSED = complete("1996-03-01") + "1996-03-01 Closing occurred\n"
SINCE = "EFFECTIVE since 1996-03-01"


def either(*conditions: str, head: str) -> str:
    """A contract that wants the closing and one of some conditions."""
    lines = "".join(f"        - {condition}\n" for condition in conditions)
    return f"{head}Amendment takes effect when all of\n    - Closing occurred\n    - any of\n{lines}"


@pytest.mark.parametrize(
    ("head", "one", "other"),
    [
        (STATE, "no Default exists", "Default exists"),
        (STATE, "no Default has occurred", "Default has occurred"),
        ("matter Consent Required\nevent Closing\n", "Consent Required is true", "Consent Required is untrue"),
        ("representation Solvency\nevent Closing\n", "Solvency is true", "Solvency is untrue"),
        ("event Deed\nevent Closing\n", "Deed occurred", "Deed did not occur"),
        ("document Note\nevent Closing\n", "Lender received Note", "Lender did not receive Note"),
        (
            "document Note\nevent Closing\n",
            "Note is satisfactory to Lender",
            "Note is not satisfactory to Lender",
        ),
        (
            "document Note\nevent Closing\n",
            "Note is in its form of 1996-02-01",
            "Note is not in its form of 1996-02-01",
        ),
    ],
)
def test_p_or_not_p_is_met_though_p_is_unknown(head, one, other):
    """One of the two is the case whichever it is: nothing that is unknown can stand in the way."""
    contract = either(one, other, head=head)
    journal = "record of waivers is complete through 1996-03-01\n1996-03-01 Closing occurred\n"
    assert verdict(contract, journal) == SINCE
    assert verdict(either(one, head=head), journal) == "UNDETERMINED"
    assert verdict(either(other, head=head), journal) == "UNDETERMINED"


def test_p_and_not_p_is_unmet_for_good():
    """Both at once cannot be, now or later."""
    contract = STATE + "Amendment takes effect when all of\n    - no Default exists\n    - Default exists\n"
    assert verdict(contract, CLOSED) == "CAN NO LONGER BE"


FORMS = ("Agreed", "Other", "Draft")


@pytest.mark.parametrize("left_out", [None, *FORMS])
def test_the_particulars_of_one_event(left_out):
    """A deed whose form nobody recorded has one of its three forms: met only if all three will do."""
    conditions = [f"Deed occurred with form {form}" for form in FORMS if form != left_out]
    answer = verdict(either(*conditions, head=DEED), CLOSED + "1996-02-20 Deed occurred\n")
    assert answer == (SINCE if left_out is None else "UNDETERMINED")


@pytest.mark.parametrize(
    ("tests", "answer"),
    [
        (("count at least 5", "count at most 4"), SINCE),
        (("count at least 5", "count at most 3"), "UNDETERMINED"),
    ],
)
def test_numbers_that_cover_every_case(tests, answer):
    """At least five or at most four: whatever the number was, one of them is met."""
    conditions = [f"Deed occurred with {test}" for test in tests]
    assert verdict(either(*conditions, head=DEED), CLOSED + "1996-02-20 Deed occurred\n") == answer


@pytest.mark.parametrize("low", ["100", "99.99", "99.98"])
def test_an_amount_may_be_in_another_currency(low):
    """At least a hundred dollars or at most a hundred: neither is met by a price in euros, and nobody knows it."""
    conditions = ["Deed occurred with price at least USD 100", f"Deed occurred with price at most USD {low}"]
    contract = either(*conditions, head=DEED)
    assert verdict(contract, CLOSED + "1996-02-20 Deed occurred\n") == "UNDETERMINED"
    assert verdict(contract, CLOSED + "1996-02-20 Deed occurred with price EUR 100\n") == "CAN NO LONGER BE"


@pytest.mark.parametrize(
    ("tests", "answer"),
    [
        (("maturity before 1999-01-01", "maturity on or after 1999-01-01"), SINCE),
        (("maturity by 1999-01-01", "maturity after 1999-01-01"), SINCE),
        (("maturity before 1999-01-01", "maturity after 1999-01-01"), "UNDETERMINED"),
        (("rate at least 7%", "rate at most 7%"), SINCE),
        (("holder Lender", "holder Borrower"), "UNDETERMINED"),
    ],
)
def test_particulars_of_a_document(tests, answer):
    """The same for a paper that was received: a party other than the two named may hold it."""
    conditions = [f"Lender received Note with {test}" for test in tests]
    assert verdict(either(*conditions, head=PAPER), CLOSED + "1996-02-20 Lender received Note\n") == answer


def test_original_or_copy():
    """Received in a form that nobody recorded: a copy will do in any case, an original is not certain."""
    journal = CLOSED + "1996-02-20 Lender received Note\n"
    head = "document Note by Borrower\nevent Closing\n"
    assert verdict(either("Lender received Note as a copy", head=head), journal) in (SINCE, "UNDETERMINED")
    assert verdict(either("Lender received Note as an original", head=head), journal) == "UNDETERMINED"


def test_case_by_case_through_a_list():
    """If p then q will do and if not p then r will: with q and r met, p does not matter."""
    contract = (
        STATE
        + "event First\nevent Second\n"
        + (
            "Amendment takes effect when all of\n"
            "    - Closing occurred\n"
            "    - any of\n"
            "        - no Default exists and First occurred\n"
            "        - Default exists and Second occurred\n"
        )
    )
    both = CLOSED + "1996-02-01 First occurred\n1996-02-01 Second occurred\n"
    assert verdict(contract, both) == SINCE
    assert verdict(contract, CLOSED + "1996-02-01 First occurred\n") == "UNDETERMINED"
    assert verdict(contract, CLOSED) == "NOT YET"


def test_case_by_case_in_a_count():
    """Of p, not p and q exactly one of the first two is met: with q, that makes two."""
    contract = STATE + (
        "Amendment takes effect when at least 2 of\n"
        "    - no Default exists\n    - Default exists\n    - Closing occurred\n"
    )
    assert verdict(contract, CLOSED) == SINCE
    assert verdict(contract, complete("1996-03-01")) == "NOT YET"
    three = contract.replace("at least 2", "at least 3")
    assert verdict(three, CLOSED) == "CAN NO LONGER BE"


def test_case_by_case_through_other_clauses():
    """The two cases may stand in two clauses: one of them is in force whichever way the unknown turns out."""
    contract = STATE + (
        "First is in force while no Default exists\n"
        "Second is in force while Default exists\n"
        "Amendment takes effect when all of\n"
        "    - Closing occurred\n"
        "    - any of\n"
        "        - First is in force\n        - Second is in force\n"
    )
    case_ = case(contract, CLOSED)
    assert case_.verdict() == SINCE
    assert case_.verdict("First") == case_.verdict("Second") == "UNDETERMINED"


def test_case_by_case_over_two_unknowns():
    """Four cases, each of them met: every way of filling both unknowns gives the same answer."""
    contract = (
        "matter Dry\nmatter Warm\nevent Closing\n"
        "Amendment takes effect when all of\n    - Closing occurred\n    - any of\n"
        + (
            "        - Dry is true and Warm is true\n"
            "        - Dry is true and Warm is untrue\n"
            "        - Dry is untrue and Warm is true\n"
            "        - Dry is untrue and Warm is untrue\n"
        )
    )
    assert verdict(contract, CLOSED) == SINCE
    less = contract.removesuffix("        - Dry is untrue and Warm is untrue\n")
    finding = case(less, CLOSED).finding()
    assert finding.verdict == "UNDETERMINED"
    assert {noun for fact in finding.missing for noun in fact.nouns} == {"Dry", "Warm"}


def test_a_known_false_part_beats_an_unknown_one():
    """What is surely unmet decides a list, whatever else is unknown: not yet, and not undetermined."""
    contract = STATE + "Amendment takes effect when Closing occurred and no Default exists\n"
    assert verdict(contract, complete("1996-03-01")) == "NOT YET"


def test_a_known_true_alternative_beats_an_unknown_one():
    """One alternative that is met is enough, whatever else is unknown."""
    contract = STATE + "Amendment takes effect when Closing occurred or no Default exists\n"
    assert verdict(contract, CLOSED).startswith("EFFECTIVE")


def test_material_truth_and_untruth():
    """Materially true or materially untrue: one of them is the case."""
    contract = either(
        "Solvency is true in all material respects",
        "Solvency is untrue in a material respect",
        head="representation Solvency\nevent Closing\n",
    )
    assert verdict(contract, CLOSED) == SINCE


def test_what_is_unknown_is_named():
    """An undetermined answer names every fact that would settle it and none that is settled."""
    contract = (
        STATE
        + "matter Consent Required\nAmendment takes effect when all of\n"
        + ("    - Closing occurred\n    - no Default exists\n    - Consent Required is untrue\n")
    )
    finding = case(contract, CLOSED).finding()
    assert finding.verdict == "UNDETERMINED"
    assert {noun for fact in finding.missing for noun in fact.nouns} == {"Default", "Consent Required"}
    assert "Closing occurred" not in missing(finding)


def test_a_permission_is_settled_case_by_case_too():
    """Covered, whichever way the unknown turns out."""
    contract = STATE + ("Consent permits Closing when any of\n    - no Default exists\n    - Default exists\n")
    assert verdict(contract, CLOSED, "Consent") == "COVERED since 1996-03-01"
    assert verdict(contract, complete("1996-03-01"), "Consent") == "PERMITTED"


FACTS = "event Deed with price as money\nevent Signing\nevent Closing\nstate Default\nrepresentation Solvency\n"


def force(*conditions: str, every: bool = False) -> str:
    """Something that is in force while one of some conditions is met, or all of them."""
    lines = "".join(f"    - {condition}\n" for condition in conditions)
    return f"{FACTS}Amendment is in force while {'all' if every else 'any'} of\n{lines}"


def test_what_only_the_past_could_have_met_is_lost():
    """One deed has no two prices, and signing cannot be undone: whatever was so before, nothing can meet this now."""
    contract = force(
        "Deed occurred with price at least USD 100 and Deed occurred with price at most USD 50",
        "Deed occurred with price at least USD 100 and Signing did not occur",
    )
    journal = complete("1996-03-31") + "1996-02-01 Deed occurred\n1996-02-20 Signing occurred\n"
    assert verdict(contract, journal, as_of="1996-02-10") == "UNDETERMINED"
    assert verdict(contract, journal) == "CAN NO LONGER BE"


DEGREES = ("Solvency is true", "Solvency is true in all material respects")


@pytest.mark.parametrize(
    ("said", "either_of", "both"),
    [
        ("true", "EFFECTIVE", "EFFECTIVE"),
        ("true in all material respects", "EFFECTIVE", "UNDETERMINED"),
        ("untrue", "UNDETERMINED", "NOT YET"),
        ("untrue in a material respect", "NOT YET", "NOT YET"),
    ],
)
def test_one_representation_asked_in_two_degrees(said, either_of, both):
    """Wholly true is true in all material respects too; untrue leaves open whether materially so (S2)."""
    journal = complete("1996-03-31") + f"1996-03-05 Solvency is {said}\n"
    verdicts = [
        case(force(*DEGREES, every=every), journal).finding(as_of="1996-03-05").verdict for every in (False, True)
    ]
    assert verdicts == [either_of, both]
    assert verdict(force(*DEGREES), journal, as_of="1996-03-04") == "UNDETERMINED"


def test_materially_true_or_not_while_it_is_known_that_not_wholly():
    """That Solvency is untrue leaves open in which degree; of the two that are asked one is the case."""
    contract = force("Solvency is true in all material respects", "Solvency is untrue in a material respect")
    assert case(contract, "1996-03-05 Solvency is untrue\n").finding().verdict == "EFFECTIVE"


def test_each_of_two_deliveries_may_have_particulars_of_its_own():
    """A note can be received again, and again: one with a high amount and one with a low one may both still come."""
    contract = "document Note with amount as money\nAmendment takes effect when all of\n" + (
        "    - Lender received Note with amount at least USD 100\n"
        "    - Lender received Note with amount at most USD 50\n"
    )
    journal = complete("1996-03-31") + "1996-03-05 Lender received Note with amount USD 70\n"
    assert verdict(contract, journal) == "NOT YET"
    one_more = journal + "1996-03-06 Lender received Note with amount USD 100\n"
    assert verdict(contract, one_more) == "NOT YET"
    assert verdict(contract, one_more + "1996-03-07 Lender received Note with amount USD 50\n") == (
        "EFFECTIVE since 1996-03-07"
    )


def test_what_the_record_rules_out_is_no_case():
    """The closing may have come after the end of the record, or never, but not before the signing within the record."""
    contract = force(
        "Signing occurred while Closing did not occur", "Closing occurred or Closing did not occur", every=True
    )
    journal = "record of events is complete through 1996-03-01\n1996-03-01 Signing occurred\n"
    assert verdict(contract, journal, as_of="1996-03-10") == "EFFECTIVE since 1996-03-01"


def test_what_is_recorded_of_a_state_is_so_in_every_case():
    """Default or no default now: in either case there was none on 5 March, because the journal says so."""
    contract = force("no Default exists on 1996-03-05", "Default exists or no Default exists", every=True)
    assert verdict(contract, "1996-03-05 no Default exists\n", as_of="1996-03-10") == "EFFECTIVE since 1996-03-05"


HALF = (
    "representation Solvency\n"
    "Amendment is in force while Solvency is true in all material respects and Solvency is {}\n"
)


@pytest.mark.parametrize(
    ("other", "journal", "answer"),
    [
        ("untrue", "", "UNDETERMINED"),
        ("untrue", "1996-03-10 Solvency is untrue\n", "UNDETERMINED"),
        ("untrue", "1996-03-10 Solvency is true\n", "NOT YET"),
        ("untrue", "1996-03-10 Solvency is untrue in a material respect\n", "NOT YET"),
        ("untrue in a material respect", "", "CAN NO LONGER BE"),
    ],
)
def test_untrue_leaves_open_whether_materially(other, journal, answer):
    """A representation can be untrue and yet true in all material respects; not that and materially untrue at once."""
    assert verdict(HALF.format(other), journal, as_of="1996-03-10") == answer


def on_dates(*states: bool) -> str:
    """A default, or none, on 5 March, 10 March and so on."""
    words = ("no Default exists", "Default exists")
    lines = "".join(f"    - {words[state]} on 1996-03-{5 * day:02}\n" for day, state in enumerate(states, 1))
    return f"{FACTS}Amendment takes effect when all of\n{lines}"


@pytest.mark.parametrize("states", list(itertools.product((False, True), repeat=3)))
def test_a_state_nobody_recorded_may_have_come_and_gone(states):
    """There one day, gone five days later, there again: any such course is possible until a fact rules it out."""
    contract = on_dates(*states)
    assert verdict(contract, as_of="1996-03-01") == "NOT YET"
    assert verdict(contract, as_of="1996-03-20") == "UNDETERMINED"
    said = [
        f"1996-03-{5 * day:02} {'Default exists' if state else 'no Default exists'}\n"
        for day, state in enumerate(states, 1)
    ]
    assert verdict(contract, "".join(said), as_of="1996-03-20") == "EFFECTIVE since 1996-03-15"
    against = on_dates(*states[:2], not states[2])
    assert verdict(against, "".join(said), as_of="1996-03-20") == "CAN NO LONGER BE"
    assert verdict(against, said[2], as_of="1996-03-20") == "CAN NO LONGER BE"


@pytest.mark.parametrize(
    ("clauses", "one", "other"),
    [
        ("Standstill is in force while Default exists\n", "Standstill is in force", "no Default exists"),
        ("Standstill is in force while Default exists\n", "Standstill is not in force", "Default exists"),
        ("Standstill is in force while no Default exists\n", "Standstill is in force", "Default exists"),
        ("Standstill is in force while no Default exists\n", "Standstill is not in force", "no Default exists"),
        (
            "Standstill is in force while Default exists\nRelief is in force while Standstill is not in force\n",
            "Relief is not in force",
            "no Default exists",
        ),
    ],
)
def test_p_or_not_p_through_a_clause_is_met_too(clauses, one, other):
    """That one of the two is said by way of another clause does not make it less certain that one of them is so."""
    head = STATE + clauses
    assert verdict(either(one, other, head=head), CLOSED) == SINCE
    assert verdict(either(one, head=head), CLOSED) == "UNDETERMINED"
    assert verdict(either(other, head=head), CLOSED) == "UNDETERMINED"


def test_in_its_form_or_amended():
    """Either nobody has amended the note since the day of its form, or somebody has: one of the two is enough."""
    head = "document Note\nevent Closing\n"
    journal = "1996-03-01 Closing occurred\n"
    assert verdict(either("Note is in its form of 1996-02-01", "Note was amended", head=head), journal) == SINCE
    assert verdict(either("Note is in its form of 1996-02-01", head=head), journal) == "UNDETERMINED"


@pytest.mark.parametrize(
    ("limits", "answer"),
    [
        (("at least USD 500", "at most USD 900"), "NOT YET"),
        (("at least USD 500", "at most USD 400"), "CAN NO LONGER BE"),
    ],
)
def test_an_answer_says_that_it_was_not_settled_exactly_only_where_it_was_not(limits, answer):
    """One deed, two limits on its price: a handful of cases, all of which were tried."""
    conditions = "".join(f"    - Deed occurred with price {limit}\n" for limit in limits)
    finding = case(f"{DEED}Amendment takes effect when all of\n{conditions}", complete("1996-03-31")).finding()
    assert finding.verdict == answer
    assert not any("not settled exactly" in one.note for one in finding.walk()) and "exactly" not in finding.note


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("Deed occurred with price at least USD 40", "Deed occurred with price at least USD 50"),
        ("Deed occurred with price at most USD 40", "Deed occurred with price at most USD 50"),
        ("Deed occurred with count at least 4", "Deed occurred with count at least 5"),
        ("Deed occurred with count at most 4", "Deed occurred with count at most 5"),
    ],
)
def test_two_limits_on_one_side_leave_the_other_side_open(low, high):
    """A deed of which neither price nor number is recorded may miss both limits, however many there are on one side."""
    journal = CLOSED + "1996-02-20 Deed occurred\n"
    assert verdict(either(low, high, head=DEED), journal) == "UNDETERMINED"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rate at least 7%", "rate at least 8%"),
        ("rate at most 7%", "rate at most 8%"),
        ("maturity by 1999-01-01", "maturity by 1999-02-01"),
        ("maturity after 1999-01-01", "maturity after 1999-02-01"),
        ("maturity before 1999-01-01", "maturity before 1999-02-01"),
        ("maturity on or after 1999-01-01", "maturity on or after 1999-02-01"),
    ],
)
def test_two_limits_on_one_side_of_a_paper_leave_the_other_side_open(one, other):
    """The same for rates and dates of a note that was received."""
    conditions = [f"Lender received Note with {test}" for test in (one, other)]
    assert verdict(either(*conditions, head=PAPER), CLOSED + "1996-02-20 Lender received Note\n") == "UNDETERMINED"
