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
