"""Facts moved in time, and journals compared fact by fact."""

from assent.engine.analysis.shift import facts_changed, shift
from assent.grammar.parser import parse_withdrawn
from tests.support.contracts import case, facts_of

CONTRACT = """\
document Note by Borrower with amount as money
event Closing
state Default
Amendment takes effect when Lender received Note and Closing occurred and no Default exists
"""
JOURNAL = """\
1996-03-01 Lender received Note with amount USD 100
1996-03-04 10:30 Lender received Note
1996-03-05 Closing occurred
"""


def shifted(sentence: str, days: int, journal: str = JOURNAL):
    one = case(CONTRACT, journal)
    tree = parse_withdrawn(sentence).tree
    assert tree is not None
    return shift(one.facts, tree, days, one.contract)


def told(facts) -> list[str]:
    return [f"{entry.moment} {entry.sentence}" for entry in facts.entries]


def test_every_fact_that_the_sentence_describes_is_moved_and_keeps_its_time_of_day():
    """S2: without particulars a sentence describes every delivery of the paper; both are moved and both are named."""
    moved, found = shifted("Lender received Note", 14)
    assert not found
    assert told(moved.facts) == [
        "1996-03-15 Lender received Note with amount USD 100",
        "1996-03-18 10:30 Lender received Note",
        "1996-03-05 Closing occurred",
    ]
    assert [str(old.moment) for old, _ in moved.moved] == ["1996-03-01", "1996-03-04 10:30"]


def test_a_date_or_a_particular_narrows_what_is_moved():
    """As with `--without`, a date before the sentence, or a particular in it, says which fact is meant."""
    for sentence in ("1996-03-01 Lender received Note", "Lender received Note with amount USD 100"):
        moved, found = shifted(sentence, -3)
        assert not found
        assert told(moved.facts)[0] == "1996-02-27 Lender received Note with amount USD 100"
        assert told(moved.facts)[1:] == told(case(CONTRACT, JOURNAL).facts)[1:]


def test_there_and_back_is_the_same_journal():
    """S1: a move by so many days and back is none."""
    one = case(CONTRACT, JOURNAL)
    tree = parse_withdrawn("Lender received Note").tree
    assert tree is not None
    there, _ = shift(one.facts, tree, 14, one.contract)
    back, _ = shift(there.facts, tree, -14, one.contract)
    assert back.facts == one.facts


def test_a_sentence_that_no_fact_says_is_a_finding_with_those_that_come_near():
    """Nothing is guessed: what is not recorded cannot be moved."""
    _, (finding,) = shifted("Closing did not occur", 1)
    assert finding.code == "nothing-withdrawn"
    assert finding.candidates == ("Closing occurred",)


def test_a_move_into_a_contradiction_names_both_lines():
    """S2: a default that began cannot be moved before the day on which there had been none."""
    journal = "1996-03-01 no Default has occurred\n1996-03-05 Default began\n"
    _, (finding,) = shifted("Default began", -10, journal)
    assert finding.code == "contradiction"
    assert finding.related


def test_a_move_out_of_the_calendar_is_a_finding():
    """There is no date so far away."""
    _, (finding,) = shifted("Closing occurred", 999_999_999)
    assert finding.code == "no-such-date"


def test_two_journals_differ_in_what_only_one_of_them_says():
    """S2: order, repetition and evidence are no difference; a record that reaches further is one."""
    one = case(CONTRACT, JOURNAL + "record of events is complete through 1996-03-05\n")
    other = facts_of(
        "record of events is complete through 1996-03-09\n"
        '1996-03-09 Closing occurred\n1996-03-04 10:30 Lender received Note "tab 2"\n'
        "1996-03-01 Lender received Note with amount USD 100\n1996-03-01 Lender received Note with amount USD 100\n",
        one.contract,
    )
    assert list(facts_changed(one.facts, other)) == [
        "only before: 1996-03-05 Closing occurred",
        "only after: 1996-03-09 Closing occurred",
        "record of events: complete through 1996-03-05 -> complete through 1996-03-09",
    ]
    assert list(facts_changed(one.facts, one.facts)) == []
