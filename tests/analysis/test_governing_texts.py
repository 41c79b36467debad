"""Which text of a section governs, since when, by which effect, and what will change that (S9)."""

import pytest
from hypothesis import event, given, note

import assent
from assent.engine.analysis.governing_texts import governing_texts
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.session_moments import read_moment
from tests.support import profiles
from tests.support.contracts import case, complete, contract_of, facts_of
from tests.support.stacks import STACKED, WORDS, stacks

TWO = STACKED.format(
    "takes effect when Closing occurred",
    "is in force while Default exists",
    "section 4 of Loan reads\n    Deliveries are complete when Closing occurred",
)
ABSENT = STACKED.format(
    "takes effect when Closing occurred",
    "takes effect when Signing occurred",
    "section 4 of Loan is not in the record",
)
NOW = complete("1996-03-31")
BEGAN = "1996-03-11 no Default exists\n1996-03-12 Default began\n"
CLEAR = "1996-03-31 no Default has occurred\n"


def told(contract, journal, as_of="1996-03-31"):
    """Each text as its effect, its rank and since when it governs; and what is ahead."""
    made = case(contract, NOW + journal)
    (one,) = governing_texts(made.contract, made.facts, read_moment(as_of, ""))
    ranks = {
        text.supplied_by: f"{text.rank} {text.since or ''}{' at the latest' * text.at_latest}".strip()
        for text in one.texts
    }
    return ranks, [(str(ahead.moment), ahead.governing) for ahead in one.ahead], one.known


@pytest.mark.parametrize(
    ("journal", "old", "amendment", "letter"),
    [
        (CLEAR, "GOVERNS", "NOT IN EFFECT", "NOT IN EFFECT"),
        (f"1996-03-10 Closing occurred\n{CLEAR}", "REPLACED", "GOVERNS 1996-03-10", "NOT IN EFFECT"),
        (f"1996-03-10 Closing occurred\n{BEGAN}", "REPLACED", "REPLACED", "GOVERNS 1996-03-12"),
        (f"1996-03-15 Closing occurred\n{BEGAN}", "REPLACED", "GOVERNS 1996-03-15", "REPLACED"),
        ("1996-03-10 Closing occurred\n", "REPLACED", "MAY GOVERN", "MAY GOVERN"),
    ],
)
def test_each_text_has_its_rank(journal, old, amendment, letter):
    """The one whose effect began last governs; of the others it is said what became of them."""
    ranks, _, known = told(TWO, journal)
    assert ranks == {"": old, "Amendment": amendment, "Side Letter": letter}
    assert known == ("MAY GOVERN" not in ranks.values())


def test_a_text_that_governs_again_does_so_since_the_other_ended():
    journal = f"1996-03-10 Closing occurred\n{BEGAN}1996-03-20 Default ended\n"
    assert told(TWO, journal, "1996-03-15")[0]["Amendment"] == "REPLACED"
    assert told(TWO, f"{journal}1996-03-21 no Default exists\n", "1996-03-21")[0]["Amendment"] == "GOVERNS 1996-03-20"
    assert told(TWO, f"{journal}1996-03-31 no Default exists\n")[0]["Amendment"] == "GOVERNS 1996-03-31 at the latest"


def test_nobody_presumes_that_a_state_goes_on():
    """Beyond the day of which the facts speak, a text that hangs on a state may govern or not."""
    assert told(TWO, CLEAR)[1] == [("1996-04-01", ("", "Side Letter"))]


def test_a_text_that_is_not_in_the_record_is_not_known_where_it_governs():
    assert told(ABSENT, "")[2] is False
    assert told(ABSENT, "1996-03-10 Closing occurred\n")[2] is True


def test_what_time_alone_will_change_is_told():
    """As the record stands: nothing more happens, and the relief ends."""
    contract = TWO.replace("Default exists", "all of\n    - Signing occurred\n    - after 1996-04-30, Closing occurred")
    ranks, ahead, known = told(contract, "1996-03-10 Signing occurred\n")
    assert (ranks["Side Letter"], known) == ("GOVERNS 1996-03-10", True)
    assert ahead == [("1996-05-01", ("",))]


def test_a_contract_without_amendments_has_nothing_to_tell():
    contract = contract_of("Amendment takes effect when Lender executed Amendment\n")
    assert governing_texts(contract, facts_of(NOW, contract), read_moment("1996-03-31", "")) == ()


def test_a_clause_of_the_contract_itself_can_be_replaced():
    """A section of an amendment is a section like any other."""
    contract = (
        "event Closing\nevent Signing\n"
        "First takes effect when Closing occurred\nSecond takes effect when Signing occurred\n"
        "section 4\n    Deliveries are complete when Closing occurred\n"
        "once Second is effective, section 4 of Amendment reads\n    Deliveries are complete when Signing occurred\n"
    )
    made = case(contract, f"{NOW}1996-03-10 Signing occurred\n")
    (one,) = governing_texts(made.contract, made.facts, read_moment("1996-03-31", ""))
    assert (one.clause, one.section, one.agreement) == ("Deliveries", "4", "")
    assert [text.supplied_by for text in one.governing] == ["Second"]
    assert made.verdict("Deliveries") == "SATISFIED since 1996-03-10"


def test_python_users_have_it():
    made = case(TWO, f"{NOW}1996-03-10 Closing occurred\n{CLEAR}")
    (one,) = assent.text(made.contract, made.facts, "1996-03-31")
    assert [text.supplied_by for text in one.governing] == ["Amendment"]


@profiles.cases(quick=60)
@given(stacks())
def test_the_text_that_governs_gives_the_answer(drawn):
    """Where it is known which text governs, the answer is that of a contract in which it stands alone."""
    note(drawn.replay())
    (one,) = governing_texts(drawn.contract, drawn.facts, drawn.as_of)
    event(f"known: {one.known}")
    if not one.known:
        return
    (text,) = one.governing
    head = drawn.contract_text[: drawn.contract_text.index("section 4 of Loan")]
    alone = contract_of(f"{head}Deliveries are complete when {WORDS[text.supplied_by]}\n")
    found = [
        evaluate(contract, drawn.facts, drawn.as_of, asked=["Deliveries"])["Deliveries"]
        for contract in (drawn.contract, alone)
    ]
    assert found[0].positive == found[1].positive
    assert (found[0].verdict == "UNDETERMINED") == (found[1].verdict == "UNDETERMINED")
