"""S13: a guarantee is broken where its condition is definitely unmet, and nowhere else; it changes no verdict."""

import pytest

from assent.engine.analysis.guarantees import breaches
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.session_moments import read_moment
from tests.support.contracts import complete, contract_of, facts_of, resolved

CONTRACT = """\
document Note by Borrower
document Letter by Borrower
event Filing
event Closing
question Q1
    NEAR, default
    FAR
Amendment takes effect when all of
    - Closing occurred
    - under FAR, Filing occurred
Loan Conditions are complete when Lender received Note
"""
DAY = "1996-03-05"


def broken(guarantee: str, journal: str = "", as_of: str = DAY, **readings: str) -> list[str]:
    """The labels of the guarantees that a journal breaks."""
    contract = contract_of(CONTRACT + guarantee)
    found = breaches(contract, facts_of(journal, contract), read_moment(as_of, "as of"), readings)
    return [one.label for one in found]


ORDER = 'guarantee "order" always Loan Conditions are complete only if Amendment is effective\n'
NOTE = "1996-03-02 Lender received Note\n"
CLOSING = "1996-03-03 Closing occurred\n"


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        (complete(DAY), []),  # the note is not there: nothing is asked
        (complete(DAY) + NOTE, ["order"]),  # it is, and no closing took place within the record
        (NOTE, []),  # a closing may have taken place that nobody recorded: unknown
        (complete(DAY) + NOTE + CLOSING, []),
        (complete(DAY) + CLOSING, []),
    ],
)
def test_only_if_is_broken_where_the_one_is_met_and_the_other_is_not(journal, expected):
    assert broken(ORDER, journal) == expected


def test_it_is_asked_at_the_moment_and_at_no_other():
    """Between the note and the closing the guarantee is broken, before and after it is not."""
    journal = complete(DAY) + NOTE + CLOSING
    found = [broken(ORDER, journal, f"1996-03-0{day}") for day in (1, 2, 3)]
    assert found == [[], ["order"], []]


def test_what_is_unknown_breaks_nothing_and_what_cannot_be_is_broken_always():
    """`A or not A` is met whatever A is, `A and not A` is unmet whatever A is: both while nobody knows A (S3)."""
    assert broken('guarantee "one" always Filing occurred or Filing did not occur\n') == []
    assert broken('guarantee "none" always Filing occurred and Filing did not occur\n') == ["none"]
    assert broken('guarantee "open" always Filing occurred\n') == []


def test_under_limits_a_guarantee_to_a_reading():
    """Under NEAR the Amendment is effective without a filing; the guarantee speaks of FAR alone, where it is not."""
    whole = 'guarantee "filed" always Amendment is effective only if Filing occurred\n'
    journal = complete(DAY) + CLOSING
    assert broken(whole, journal) == ["filed"]
    assert broken(whole, journal, Q1="FAR") == []
    assert broken(f"under FAR, {whole}", journal) == []
    inside = 'guarantee "filed" always Amendment is effective only if under FAR, Filing occurred\n'
    assert broken(inside, journal) == []
    far = 'under FAR, guarantee "unfiled" always Filing did not occur\n'
    filed = journal + "1996-03-04 Filing occurred\n"
    assert broken(far, filed) == []
    assert broken(far, filed, Q1="FAR") == ["unfiled"]


def test_a_list_and_a_date_of_its_own():
    """Any condition can be guaranteed; a date that only the guarantee names is looked at too."""
    listed = """\
guarantee "listed" always
    Closing occurred only if any of
        - Lender received Note
        - Closing occurred by 1996-03-02
"""
    assert broken(listed, complete(DAY) + CLOSING) == ["listed"]
    assert broken(listed, complete(DAY) + "1996-03-02 Closing occurred\n") == []


def test_a_text_that_is_not_in_the_record_breaks_nothing():
    """S9: before the effect the old text governs, and nobody knows it."""
    texts = """\
agreement Loan between Lender, Borrower
section 5(a) of Loan is not in the record
once Amendment is effective, section 5(a) of Loan reads
    Deliveries are complete when Lender received Letter
guarantee "amended" always Deliveries are complete only if Amendment is effective
guarantee "open" always Deliveries are not complete
"""
    journal = complete(DAY) + "1996-03-02 Lender received Letter\n"
    assert broken(texts, journal) == []
    assert broken(texts, journal + CLOSING) == ["open"]


def test_guarantees_change_no_verdict():
    """The same contract with guarantees, one of a date and a fact of their own, gives the same findings."""
    more = ORDER + 'guarantee "dated" always Filing occurred by 1996-03-01 or Lender received Letter\n'
    without, stated = contract_of(CONTRACT), contract_of(CONTRACT + more)
    assert (stated.clauses, stated.moments, stated.circles) == (without.clauses, without.moments, without.circles)
    for journal in ("", complete(DAY) + NOTE, NOTE + CLOSING):
        found = [
            evaluate(one, facts_of(journal, one), read_moment(DAY, ""), asked=tuple(one.clauses))
            for one in (without, stated)
        ]
        assert found[0] == found[1]


def test_a_contract_without_guarantees_breaks_none():
    assert broken("") == []


@pytest.mark.parametrize(
    ("guarantee", "code", "word"),
    [
        (ORDER + ORDER, "duplicate-definition", "order"),
        ('guarantee "x" always Closng occurred\n', "unknown-term", "Closng"),
        ('guarantee "x" always Filing occurred only if Closng occurred\n', "unknown-term", "Closng"),
        ('guarantee "x" always Note\n', "stray-phrase", None),
        ('under MIDDLE, guarantee "x" always Filing occurred\n', "unknown-reading", "MIDDLE"),
        ('under FAR, under NEAR, guarantee "x" always Filing occurred\n', "misplaced-reading", "NEAR"),
        ("under FAR, under NEAR, Amendment lapses after 1996-03-05\n", "misplaced-reading", "NEAR"),
        ('guarantee "x" always Lender waived section 5\n', "not-a-condition", None),
    ],
)
def test_what_a_guarantee_cannot_say(guarantee, code, word):
    """Its names are looked up like those of any condition, its label is its own, and no reading stands in another."""
    made, found = resolved(CONTRACT + guarantee)
    assert made is None
    (one,) = [finding for finding in found if finding.severity == "error"]
    assert one.code == code
    assert word is None or one.words["name"] == word


def test_nothing_can_lean_on_a_guarantee_so_a_mark_on_its_reference_is_useless():
    """S8: a mark is for a reference that closes a circle."""
    _, found = resolved(CONTRACT + 'guarantee "x" always Amendment is effective simultaneously\n')
    assert [finding.code for finding in found if finding.code != "unused-term"] == ["useless-mark"]


def test_what_only_a_guarantee_asks_about_counts_as_used():
    """A term or a question that a guarantee uses is not reported as unused."""
    _, found = resolved(CONTRACT + 'guarantee "x" always Lender received Letter\n')
    assert [dict(finding.words) for finding in found if finding.code == "unused-term"] == []
