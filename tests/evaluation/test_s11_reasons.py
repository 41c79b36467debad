"""S11: an answer is a tree of reasons: what decides, which facts it rests on, which are missing."""

import itertools

import pytest

from assent.engine.evaluation.findings import MET, Reason
from tests.support.contracts import case, complete, missing, reason, section

HEAD = """\
event Closing
event Signing
document Note by Borrower
state Default
representation Solvency
matter Consent Required
"""
FIVE = (
    HEAD
    + """\
section 5 "Conditions"
    Amendment takes effect when
        (a) "the closing" Closing occurred
        (b) "the note" Lender received Note executed by Borrower
        (c) "no default" no Default exists
        (d) "either" any of
            - Signing occurred
            - Solvency is true
"""
)
RECORD = complete("1996-03-31")
FACTS = {
    "5(a)": "1996-03-05 Closing occurred",
    "5(b)": "1996-03-04 Lender received Note executed by Borrower",
    "5(c)": "1996-03-31 no Default has occurred",
    "5(d)": "1996-03-03 Signing occurred",
}
ALL = RECORD + "\n".join(FACTS.values()) + "\n"


def cited(row: Reason) -> set[str]:
    """The facts of a condition and of all inside it, as sentences."""
    return {fact.sentence for one in row.walk() for fact in one.facts}


def test_every_met_condition_cites_its_facts():
    """A condition that is met never lacks the fact that met it, with the line on which that fact stands."""
    case_ = case(FIVE, ALL)
    finding = case_.finding()
    assert finding.verdict == "EFFECTIVE"
    lines = {label: 3 + index for index, label in enumerate(FACTS)}
    for label, fact in FACTS.items():
        row = section(finding, label)
        assert (row.status, row.decisive) == ("SATISFIED", True)
        sentence = fact.split(" ", 1)[1].removesuffix(" executed by Borrower")
        assert any(sentence in one for one in cited(row))
        assert {one.span.line for inner in row.walk() for one in inner.facts} == {lines[label]}


def test_a_cited_fact_keeps_its_date_and_evidence():
    """What was recorded beside the fact is shown beside the answer."""
    journal = RECORD + '1996-03-05 Closing occurred "tab 14"\n'
    (fact,) = section(case(FIVE, journal).finding(), "5(a)").facts
    assert (fact.sentence, str(fact.on), fact.evidence) == ("Closing occurred", "1996-03-05", "tab 14")
    assert fact.span.source == "test.facts"


def test_rows_tell_since_when():
    """Each met condition bears the day from which it was met."""
    finding = case(FIVE, ALL).finding()
    assert {label: str(section(finding, label).since) for label in ("5(a)", "5(b)", "5(d)")} == {
        "5(a)": "1996-03-05",
        "5(b)": "1996-03-04",
        "5(d)": "1996-03-03",
    }


def test_places_are_those_of_the_contract():
    """A row bears its section, its heading and its words, and points at its line."""
    row = section(case(FIVE, ALL).finding(), "5(b)")
    assert (row.section, row.heading) == ("5(b)", "the note")
    assert row.span.source == "test.assent"


@pytest.mark.parametrize(
    "left_out", [row for n in (1, 2) for row in itertools.combinations(FACTS, n) if "5(c)" not in row]
)
def test_only_what_is_missing_decides_a_not_yet(left_out):
    """When it is not yet, the rows that decide are exactly those that are not met."""
    journal = RECORD + "".join(f"{fact}\n" for label, fact in FACTS.items() if label not in left_out)
    finding = case(FIVE, journal.replace("5(d)", "")).finding()
    unmet = {label for label in FACTS if section(finding, label).status not in MET}
    if left_out == ("5(d)",):
        assert finding.verdict == "UNDETERMINED"  # Solvency would do, and nobody has spoken of it
    else:
        assert finding.verdict == "NOT YET"
        assert unmet == set(left_out)
    decisive = {label for label in FACTS if section(finding, label).decisive}
    assert decisive == {label for label in left_out if section(finding, label).status != "UNDETERMINED"} or (
        finding.verdict == "UNDETERMINED" and decisive == unmet
    )


def test_of_several_alternatives_one_that_is_met_is_enough():
    """An `any of` that is met shows one alternative as decisive, not the others."""
    finding = case(FIVE, ALL).finding()
    row = section(finding, "5(d)")
    assert row.choice
    assert [one.text for one in row.reasons if one.decisive] == ["Signing occurred"]


def test_what_decides_lies_under_what_decides():
    """A decisive row stands only under decisive rows: the branch can be read from the top."""
    for journal in (ALL, RECORD, ""):
        finding = case(FIVE, journal).finding(as_of="1996-03-31")

        def check(row: Reason) -> None:
            for inner in row.reasons:
                assert row.decisive or not inner.decisive
                check(inner)

        for root in finding.reasons:
            check(root)


def test_missing_facts_are_named():
    """What is unknown and decides is named as the sentence to record, with the reason why it is not known."""
    journal = RECORD + FACTS["5(a)"] + "\n" + FACTS["5(b)"] + "\n" + FACTS["5(d)"] + "\n"
    finding = case(FIVE, journal).finding()
    assert finding.verdict == "UNDETERMINED"
    assert missing(finding) == {"no Default exists"}
    assert "never presumed" in finding.missing[0].why


@pytest.mark.parametrize(
    ("condition", "facts", "noun"),
    [
        ("Closing occurred", "", "Closing"),
        ("Lender received Note", "", "Note"),
        ("Note is satisfactory to Lender", "", "Note"),
        ("Note is in its form of 1996-02-01", "", "Note"),
        ("no Default exists", "", "Default"),
        ("no Default has occurred", "", "Default"),
        ("Solvency is true", "", "Solvency"),
        ("Consent Required is untrue", "", "Consent Required"),
        ("Closing occurred by 1996-03-05 17:00", "1996-03-05 Closing occurred", "Closing"),
        ("Closing occurred by 1996-03-05", "", "Closing"),
        ("Solvency is true on 1996-03-05", "", "Solvency"),
        ("Solvency is true on each date of Closing", "1996-03-05 Closing occurred", "Solvency"),
        ("Closing occurred while Note is in its form of 1996-03-01", "1996-03-05 Closing occurred", "Note"),
        ("at all times since 1996-03-01, no Default exists", "", "Default"),
        ("Lender did not receive Note", "", "Note"),
        ("Closing did not occur", "", "Closing"),
    ],
)
def test_an_undetermined_answer_always_names_what_is_missing(condition, facts, noun):
    """Never undetermined without a reason: whatever the shape of the condition, the unknown fact in it is named."""
    finding = case(f"{HEAD}Amendment is in force while {condition}\n", f"{facts}\n").finding(as_of="1996-03-31")
    assert finding.verdict == "UNDETERMINED"
    assert noun in {name for fact in finding.missing for name in fact.nouns}


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("Closing occurred", "1996-03-05 Closing occurred"),
        ("Lender received Note", "1996-03-05 Lender received Note"),
        ("Note is satisfactory to Lender", "1996-03-05 Note is satisfactory to Lender"),
        ("no Default exists", "1996-03-31 no Default exists"),
        ("no Default has occurred", "1996-03-31 no Default has occurred"),
        ("Solvency is true", "1996-03-31 Solvency is true"),
        ("Consent Required is untrue", "1996-03-31 Consent Required is untrue"),
        ("Closing occurred by 1996-03-05", "1996-03-05 Closing occurred"),
        ("Solvency is true on 1996-03-05", "1996-03-05 Solvency is true"),
        ("Default exists", "1996-03-05 Default began"),
        ("Default has occurred", "1996-03-05 Default began"),
        ("Note was amended", "1996-03-05 Note was amended"),
    ],
)
def test_a_positive_answer_always_cites_its_fact(condition, facts):
    """Whatever the shape of the condition, the fact that met it is cited in its explanation."""
    finding = case(f"{HEAD}Amendment takes effect when {condition}\n", f"{facts}\n").finding(as_of="1996-03-31")
    assert finding.verdict == "EFFECTIVE"
    assert cited(finding.reasons[0]) == {facts.split(" ", 1)[1]}


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("Closing occurred by 1996-03-01", "1996-03-05 Closing occurred"),
        ("no Default has occurred", "1996-03-05 Default began"),
        ("Consent Required is untrue", "1996-03-31 Consent Required is true"),
        ("Solvency is true on 1996-03-05", "1996-03-05 Solvency is untrue"),
        ("at all times since 1996-03-01, no Default exists", "1996-03-05 Default exists"),
    ],
)
def test_a_lost_answer_cites_the_fact_that_lost_it(condition, facts):
    """What can no longer be says by which fact."""
    finding = case(f"{HEAD}Amendment is in force while {condition}\n", RECORD + f"{facts}\n").finding()
    assert finding.verdict == "CAN NO LONGER BE"
    assert facts.split(" ", 1)[1] in cited(finding.reasons[0])


def test_a_wrong_particular_is_named():
    """The row of an event that came out wrong says what was recorded of it."""
    contract = "event Deed with form as Agreed or Other\nAmendment takes effect when Deed occurred with form Agreed\n"
    finding = case(contract, RECORD + "1996-03-05 Deed occurred with form Other\n").finding()
    row = reason(finding, "Deed occurred with form Agreed")
    assert row.status == "FAILED"
    assert "form Other" in row.note
    assert cited(row) == {"Deed occurred with form Other"}


def test_an_explanation_is_sufficient():
    """The facts that decisive rows cite are enough: a journal of them alone gives the same verdict."""
    case_ = case(FIVE, ALL + "1996-03-20 Solvency is true\n1996-03-20 Consent Required is true\n")
    finding = case_.finding()
    lines = {fact.span.line for one in finding.walk() if one.decisive for fact in one.facts}
    kept = "".join(f"{row}\n" for row in FACTS.values())
    assert len(lines) == len(FACTS)
    alone = case(FIVE, kept).finding(as_of="1996-03-31")
    assert (alone.verdict, alone.since) == (finding.verdict, finding.since)


def test_clauses_that_are_leaned_on_are_explained():
    """A condition that waits for another effect shows what that one waits for."""
    contract = HEAD + "First takes effect when Signing occurred\nAmendment takes effect when First is effective\n"
    row = reason(case(contract, RECORD).finding(), "First is effective")
    assert row.status == "OUTSTANDING"
    assert [inner.text for inner in row.reasons] == ["Signing occurred"]


def test_reasons_at_the_moment_that_decides():
    """An effect is explained as of the day on which it took hold, not as of the day of the question."""
    journal = RECORD.replace("03-31", "06-30") + "\n".join(FACTS.values()) + "\n1996-05-01 Default began\n"
    row = section(case(FIVE, journal).finding(as_of="1996-06-30"), "5(c)")
    assert row.status == "SATISFIED"
    assert cited(row) == {"no Default has occurred"}


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("Closing occurred and no Default has occurred", "1996-03-20 Default began\n"),
        ("Closing occurred and no Default exists", "1996-03-05 Closing occurred\n1996-03-20 Default began\n"),
        (
            "Solvency is true and Note is in its form of 1996-03-01",
            "record of documents is complete through 1996-03-31\n1996-03-20 Note was amended\n",
        ),
    ],
)
def test_what_may_have_taken_effect_earlier_names_what_would_tell(condition, facts):
    """Unmet today, but it may have been met on an earlier day, and then it stays: undetermined, and by which fact."""
    finding = case(f"{HEAD}Amendment takes effect when {condition}\n", facts).finding(as_of="1996-03-31")
    assert finding.verdict == "UNDETERMINED"
    assert finding.missing


# --- what is behind a condition that looks elsewhere ---------------------------------------------------------


def deciding(finding):
    """The facts that decide."""
    return {fact.sentence for row in finding.walk() if row.decisive for fact in row.facts}


def test_an_event_that_may_have_happened_is_missing_where_each_of_its_dates_counts():
    """Whether a payment was made behind the record decides: it is named, and no payment of record is."""
    contract = "event Payment\nmatter Strict\nAmendment is in force while Strict is true on each date of Payment\n"
    finding = case(contract, complete("1996-03-01") + "1996-03-01 Strict is untrue\n").finding(as_of="1996-03-10")
    assert finding.verdict == "UNDETERMINED"
    assert missing(finding) == {"Payment occurred"}


def test_a_condition_that_is_met_is_not_shown_as_deemed_by_what_rests_on_it():
    """The payment was made: that satisfies the condition, and not the fee that is required because of it (S7)."""
    contract = (
        "document Note\nevent Payment\nFee is required when\n    - Payment occurred\n"
        "        deemed satisfied by Note when Fee is required in sequence\n"
    )
    finding = case(contract, complete("1996-03-05") + "1996-03-01 Payment occurred\n").finding("Fee")
    assert {row.status for row in finding.walk()} == {"SATISFIED"}
    assert deciding(finding) == {"Payment occurred"}


def test_what_was_met_in_time_lacks_nothing_though_its_present_is_unknown():
    """On 1 March the note had its form of 1 March, whatever may have been amended since (S6)."""
    contract = "document Note\nFee is required when Note is in its form of 1996-03-01 by 1996-03-01\n"
    finding = case(contract, "record of events is complete through 1996-03-05\n").finding("Fee")
    assert finding.verdict == "SATISFIED"
    assert not [row for row in finding.walk() if row.missing]


def test_what_may_have_been_met_in_time_names_what_would_tell():
    """No default exists now, and whether one did before the deadline nobody has said: that is what is missing."""
    contract = "state Default\nAmendment is in force while Default exists by 1996-03-10 and no Default exists\n"
    finding = case(contract, "1996-03-05 no Default exists\n").finding()
    assert (finding.verdict, missing(finding)) == ("UNDETERMINED", {"no Default exists"})


BEHIND = "event Sale\nevent Filing with form as Agreed or Other\nstate Default\n"


@pytest.mark.parametrize(
    ("clauses", "journal", "facts"),
    [
        (
            "Closing takes effect when Filing occurred with form Agreed by 1996-03-01\n"
            "Duty is required when Sale occurred and Closing is not effective\n",
            "1996-03-08 Filing did not occur\n",
            {"Filing did not occur"},
        ),
        (
            "Closing takes effect when Filing occurred by 1996-03-01\n"
            "Duty is required when Sale occurred and Closing is not effective\n",
            "1996-03-05 Filing occurred with form Agreed\n",
            {"Filing occurred with form Agreed"},
        ),
        (
            "Default begins when Filing occurred by 1996-03-01\n"
            "Duty is required when Sale occurred and no Default exists\n",
            "1996-03-08 Filing did not occur\n1996-03-09 no Default exists\n",
            {"Filing did not occur", "no Default exists"},
        ),
        (
            "Consent permits Filing when Sale occurred\n"
            "Duty is required when Sale occurred and Consent is not covered\n",
            "1996-03-09 Filing did not occur\n",
            {"Filing did not occur"},
        ),
        (
            "Consent permits Sale when Filing occurred\nDuty is required when Consent is covered\n",
            "1996-03-08 Filing occurred\n",
            {"Filing occurred"},
        ),
        (
            "Closing takes effect when Filing occurred\n"
            "Closing relates back to 1996-03-01\n"
            "Duty is required when Sale occurred and Closing is effective\n",
            "1996-03-08 Filing occurred\n",
            {"Filing occurred"},
        ),
    ],
)
def test_an_answer_cites_what_lies_behind_a_reference(clauses, journal, facts):
    """Not effective because never filed, no default because nothing began it: the cited facts are enough, and all."""
    asked = case(BEHIND + clauses, f"{journal}1996-03-09 Sale occurred\n")
    finding = asked.finding("Duty", "1996-03-09")
    assert finding.verdict == "SATISFIED"
    assert deciding(finding) == {*facts, "Sale occurred"}


def test_an_effect_that_relates_back_is_explained_by_what_gave_it():
    """Effective since the 1st because of a delivery on the 20th: the delivery is the reason, or what is missing."""
    contract = (
        HEAD + "Amendment takes effect when Lender received Note\nAmendment relates back to 1996-03-01\n"
        "Consent permits Closing when Amendment is effective\n"
    )
    finding = case(contract, complete("1996-03-31") + "1996-03-20 Lender received Note\n").finding()
    assert (str(finding.since), deciding(finding)) == ("1996-03-01", {"Lender received Note"})
    unknown = case(contract, complete("1996-03-05") + "1996-03-03 Closing occurred\n").finding("Consent", "1996-03-06")
    assert (unknown.verdict, missing(unknown)) == ("UNDETERMINED", {"Lender received Note"})


def test_a_whole_that_is_settled_lacks_none_of_its_parts():
    """Closing and signing cannot both have come on the day of the closing any more: its hour is not missing."""
    contract = (
        HEAD
        + "event Both consists of Closing, Signing simultaneously\nAmendment is in force while Both did not occur\n"
    )
    journal = complete("1996-03-05") + "1996-03-05 Closing occurred\n"
    finding = case(contract, journal).finding(as_of="1996-03-05 17:00")
    assert not [row for row in finding.walk() if row.status in MET and row.missing]


@pytest.mark.parametrize(
    ("condition", "fact"),
    [
        ("Lender received Note", "Lender received Note"),
        ("Note is satisfactory to Lender", "Note is satisfactory to Lender"),
        ("Note was amended", "Note was amended"),
        ("Note is not in its form of 1996-03-01", "Note was amended"),
        ("Advance occurred", "Advance occurred"),
        ("Default exists", "Default exists"),
        ("Default has occurred", "Default exists"),
        ("no Default exists", "no Default exists"),
        ("Solvency is true", "Solvency is true"),
    ],
)
def test_what_took_hold_rests_on_nothing_that_came_the_day_after(condition, fact):
    """The reasons are those of the moment at which the effect took hold; the same said again a day later is no part."""
    contract = "document Note\nrecurring event Advance\nstate Default\nrepresentation Solvency\n"
    contract += f"Amendment takes effect when {condition}\n"
    finding = case(contract, f"{complete('1996-03-31')}1996-03-06 {fact}\n1996-03-05 {fact}\n").finding()
    assert (finding.verdict, str(finding.since)) == ("EFFECTIVE", "1996-03-05")
    assert [str(cited.on) for one in finding.walk() for cited in one.facts] == ["1996-03-05"]
