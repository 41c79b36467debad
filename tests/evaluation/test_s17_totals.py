"""S17: amounts of recurring events, added up: what the record settles, what it leaves open, and over which time."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.engine.evaluation.evaluate import evaluate
from assent.grammar.values import Moment
from tests.support.contracts import case, complete, contract_of, facts_of, missing, reason
from tests.support.journals import day

INVESTMENT = "recurring event Investment with amount as money, target as Online or Other\n"
REPAYMENT = "recurring event Repayment with amount as money\n"
BOTH = INVESTMENT + REPAYMENT
END = "1996-03-08"


def answer(condition: str, facts: str, *, through: str = END, as_of: str = END, head: str = BOTH) -> str:
    """The answer on one total, without its date."""
    made = case(f"{head}Terms are complete when {condition}\n", complete(through) + facts)
    return made.finding("Terms", as_of).verdict


def invested(*amounts: str) -> str:
    """One investment a day, from 1 March on."""
    return "".join(f"1996-03-{n:02d} Investment occurred with amount {one}\n" for n, one in enumerate(amounts, 1))


@pytest.mark.parametrize(
    ("limit", "verdict"),
    [
        ("at most USD 10", "SATISFIED"),
        ("at most USD 9.99", "CAN NO LONGER BE"),
        ("less than USD 10", "CAN NO LONGER BE"),
        ("less than USD 10.01", "SATISFIED"),
        ("at least USD 10", "SATISFIED"),
        ("at least USD 10.01", "NOT YET"),
        ("more than USD 10", "NOT YET"),
        ("more than USD 9.99", "SATISFIED"),
    ],
)
def test_within_the_record_a_total_is_what_is_recorded(limit, verdict):
    """Six and four are ten; a cap once exceeded stays exceeded, a floor not reached can still be."""
    assert answer(f"total amount of Investment is {limit}", invested("USD 6", "USD 4")) == verdict


@pytest.mark.parametrize(
    ("limit", "verdict"),
    [
        ("at most USD 9", "CAN NO LONGER BE"),
        ("at least USD 10", "SATISFIED"),
        ("at most USD 10", "UNDETERMINED"),
        ("at least USD 11", "UNDETERMINED"),
    ],
)
def test_beyond_the_record_a_total_is_never_less(limit, verdict):
    """What is recorded settles what it exceeds and what it reaches, and nothing else."""
    condition = f"total amount of Investment is {limit}"
    assert answer(condition, invested("USD 6", "USD 4"), through="1996-03-05") == verdict


def test_what_is_missing_is_the_record_of_the_event():
    """The answer says what nobody knows: whether there is more than is recorded."""
    text = f"{BOTH}Terms are complete when total amount of Investment is at most USD 10\n"
    finding = case(text, complete("1996-03-05") + invested("USD 6")).finding("Terms", END)
    (fact,) = finding.missing
    assert "there may be more than is recorded" in fact.why and fact.nouns == ("Investment",)
    assert missing(finding) == {"total amount of Investment is more than USD 10"}


def test_an_answer_cites_what_it_adds_up_and_what_it_comes_to():
    """Each occurrence that counts is cited, with the sum so far."""
    text = f"{BOTH}Terms are complete when total amount of Investment is at least USD 10\n"
    finding = case(text, complete(END) + invested("USD 6", "USD 5")).finding("Terms", END)
    told = reason(finding, "total amount of Investment is at least USD 10")
    assert len(told.facts) == 2 and "USD 11 recorded so far" in told.note


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("", "UNDETERMINED"),
        (" with amount EUR 1", "UNDETERMINED"),
        (" with amount USD 1", "SATISFIED"),
    ],
)
def test_an_amount_that_is_not_said_is_unknown(said, verdict):
    """An occurrence without its amount, or in another currency, may be of any amount."""
    assert answer("total amount of Investment is at most USD 10", f"1996-03-01 Investment occurred{said}\n") == verdict


def test_an_amount_that_is_not_said_never_takes_anything_off():
    """What is recorded beside it exceeds the limit anyway."""
    facts = invested("USD 11") + "1996-03-04 Investment occurred\n"
    assert answer("total amount of Investment is at most USD 10", facts) == "CAN NO LONGER BE"


def test_only_what_passes_counts():
    """`with` counts the occurrences whose other particulars pass; one that does not say them may or may not."""
    online, other = " with amount USD 8, target Online\n", " with amount USD 8, target Other\n"
    condition = "total amount of Investment with target Online is at most USD 10"
    assert (
        answer(condition, f"1996-03-01 Investment occurred{online}1996-03-02 Investment occurred{other}") == "SATISFIED"
    )
    unsaid = f"1996-03-01 Investment occurred{online}1996-03-02 Investment occurred with amount USD 8\n"
    assert answer(condition, unsaid) == "UNDETERMINED"


@pytest.mark.parametrize(
    ("window", "verdict"),
    [
        ("from 1996-03-02", "SATISFIED"),
        ("from 1996-03-01", "CAN NO LONGER BE"),
        ("through 1996-03-01", "SATISFIED"),
        ("through 1996-03-02", "CAN NO LONGER BE"),
        ("from 1996-03-02 through 1996-03-02", "SATISFIED"),
    ],
)
def test_only_what_occurred_within_the_time_counts(window, verdict):
    """Six on the first and six on the second of March; both ends of a time belong to it."""
    assert answer(f"total amount of Investment {window} is at most USD 10", invested("USD 6", "USD 6")) == verdict


def test_a_time_that_is_over_is_settled_by_the_record():
    """`through` a date: what occurs later does not count, so the record need reach no further."""
    condition = "total amount of Investment through 1996-03-04 is at most USD 10"
    assert answer(condition, invested("USD 6"), through="1996-03-04") == "SATISFIED"
    assert answer(condition, invested("USD 6"), through="1996-03-03") == "UNDETERMINED"


def test_several_events_are_added_up_together():
    """Names joined by commas are one sum."""
    facts = invested("USD 6") + "1996-03-04 Repayment occurred with amount USD 5\n"
    assert answer("total amount of Investment, Repayment is at most USD 10", facts) == "CAN NO LONGER BE"


def test_what_a_limit_is_lessened_by_lowers_it():
    """Ten less three is seven: six keep it, eight do not."""
    repaid = "1996-03-04 Repayment occurred with amount USD 3\n"
    condition = "total amount of Investment is at most USD 10 less total amount of Repayment"
    assert answer(condition, invested("USD 6") + repaid) == "SATISFIED"
    assert answer(condition, invested("USD 8") + repaid) == "CAN NO LONGER BE"
    assert answer(condition, invested("USD 8")) == "SATISFIED"


def test_a_total_reached_takes_effect_then():
    """The effect holds from the occurrence on with which the total reached its size."""
    text = f"{BOTH}Amendment takes effect when total amount of Investment is more than USD 10\n"
    assert case(text, complete(END) + invested("USD 6", "USD 4", "USD 1")).verdict() == "EFFECTIVE since 1996-03-03"


def test_the_same_or_its_opposite_is_met_whatever_the_total_is():
    """S3: at most ten or more than ten, while nobody knows the total."""
    text = (
        f"{BOTH}Terms are complete when any of\n"
        "    - total amount of Investment is at most USD 10\n"
        "    - total amount of Investment is more than USD 10\n"
    )
    assert case(text).finding("Terms", END).verdict == "SATISFIED"


def test_two_limits_of_one_total_are_seen_together():
    """S3: what is more than twenty is more than ten; whatever the total is, one of these is met."""
    text = (
        f"{BOTH}Terms are complete when any of\n"
        "    - total amount of Investment is at most USD 20\n"
        "    - total amount of Investment is more than USD 10\n"
    )
    assert case(text).finding("Terms", END).verdict == "SATISFIED"
    gap = text.replace("at most USD 20", "at most USD 5")
    assert case(gap).finding("Terms", END).verdict == "UNDETERMINED"


def test_between_two_limits_a_total_can_still_come():
    """S4: at least five and at most ten can still be, from nothing; from eleven on it cannot."""
    both = "total amount of Investment is at least USD 5 and total amount of Investment is at most USD 10"
    assert answer(both, "") == "NOT YET"
    assert answer(both, invested("USD 11")) == "CAN NO LONGER BE"
    never = "total amount of Investment is at least USD 11 and total amount of Investment is at most USD 10"
    assert answer(never, "") == "CAN NO LONGER BE"


def test_numbers_and_decimals_are_added_up_too():
    """What is counted need not be money."""
    head = "recurring event Delivery with pallets as number, tons as decimal\n"
    facts = (
        "1996-03-01 Delivery occurred with pallets 3, tons 1.25\n"
        "1996-03-02 Delivery occurred with pallets 4, tons 1.25\n"
    )
    assert answer("total pallets of Delivery is at least 7", facts, head=head) == "SATISFIED"
    assert answer("total tons of Delivery is more than 2.5", facts, head=head) == "NOT YET"
    assert answer("total tons of Delivery is at least 2.5", facts, head=head) == "SATISFIED"


def test_only_the_time_of_day_would_tell():
    """S1: a limit up to noon, and an occurrence at some time of that day."""
    condition = "total amount of Investment through 1996-03-01 12:00 is at most USD 10"
    assert answer(condition, invested("USD 11")) == "UNDETERMINED"
    assert answer(condition, "1996-03-01 11:00 Investment occurred with amount USD 11\n") == "CAN NO LONGER BE"
    assert answer(condition, "1996-03-01 13:00 Investment occurred with amount USD 11\n") == "SATISFIED"


# --- against plain sums ----------------------------------------------------------------------------------------

_dates = st.integers(1, 18)
_amounts = st.none() | st.integers(0, 6)
_facts = st.lists(st.tuples(_dates, _amounts, st.sampled_from(["Online", "Other", None])), max_size=6)
_limits = st.sampled_from(["at least", "at most", "more than", "less than"])


@given(_facts, _limits, st.integers(0, 12), st.none() | _dates, st.none() | _dates, st.booleans(), _dates, _dates)
def test_a_total_is_what_a_plain_sum_says(facts, limit, size, since, through, some, known, asked):
    """Sure is what the least and the greatest sum that the record allows agree on; else it is unknown."""
    window = (f" from {day(since).day}" if since else "") + (f" through {day(through).day}" if through else "")
    told = " with target Online" if some else ""
    text = f"{BOTH}Terms are complete when total amount of Investment{told}{window} is {limit} USD {size}\n"
    lines = [f"record of events is complete through {day(known).day}\n"]
    for on, amount, target in facts:
        said = [f"amount USD {amount}"] * (amount is not None) + [f"target {target}"] * (target is not None)
        lines.append(f"{day(on).day} Investment occurred" + (f" with {', '.join(said)}" if said else "") + "\n")
    contract = contract_of(text)
    evaluation = evaluate(contract, facts_of("".join(lines), contract), Moment(day(asked).day), asked=["Terms"])
    least, most = sums(facts, since or 0, min(through or 99, asked), some=some, known=known)
    met = {passes(limit, least, size), passes(limit, most, size)}
    expected = "UNDETERMINED" if len(met) == 2 else "SATISFIED" if met == {True} else "no"
    found = evaluation["Terms"].verdict
    assert ("no" if found in ("NOT YET", "CAN NO LONGER BE") else found) == expected


def sums(facts, first, last, *, some, known):
    """The least and the greatest total that a record allows, from a day through another."""
    here = [(amount, target) for on, amount, target in facts if first <= on <= last]
    sure = [amount or 0 for amount, target in here if not some or target == "Online"]
    perhaps = [amount for amount, target in here if not some or target != "Other"]
    is_open = None in perhaps or any(first <= on <= last for on in range(known + 1, 99))
    return sum(sure), 10**6 if is_open else sum(perhaps)


def passes(limit, total, size):
    """Whether a sum keeps a limit."""
    total = Fraction(total)
    return {"at least": total >= size, "at most": total <= size, "more than": total > size, "less than": total < size}[
        limit
    ]
