"""S14: a vote is carried by those who bear enough of all weight, whatever the weights are that the record lacks."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.engine.analysis.missing import missing as ways_left
from assent.engine.analysis.redline import redline
from assent.engine.session_moments import read_moment
from tests.support import profiles
from tests.support.contracts import case, complete, contract_of, read, reason, said, section, verdict

NOW = complete("1996-03-31")
DAY = read_moment("1996-03-31", "as of")
NAMES = ("Alpha Bank", "Beta Bank", "Gamma Bank", "Delta Bank", "Epsilon Bank")


def contract(weights, rule="more than 50% of Lenders", clause="Amendment takes effect when Enough executed Deed\n"):
    """A contract whose lenders have these commitments, None for one that is not in the record."""
    amounts = ["not in the record" if weight is None else f"USD {weight}" for weight in weights]
    parties = "".join(f"party {name}\n" for name in NAMES[: len(weights)])
    members = "".join(f"    {name} with commitment {amount}\n" for name, amount in zip(NAMES, amounts, strict=False))
    return f"{parties}document Deed by Borrower\nparties Lenders are\n{members}parties Enough are {rule}\n{clause}"


def signed(*days):
    """A complete journal: on which day of March each lender signed, 0 if it did not."""
    lines = [f"1996-03-{day:02d} {name} executed Deed\n" for name, day in zip(NAMES, days, strict=False) if day]
    return NOW + "".join(lines)


@pytest.mark.parametrize(
    ("weights", "rule", "days", "answer"),
    [
        # all commitments are known: the day on which the last signature that was needed came
        ((40, 35, 25), "more than 50% of Lenders", (1, 0, 3), "EFFECTIVE since 1996-03-03"),
        ((40, 35, 25), "more than 50% of Lenders", (1, 2, 3), "EFFECTIVE since 1996-03-02"),
        ((40, 35, 25), "more than 50% of Lenders", (1, 0, 0), "NOT YET"),
        ((50, 50), "more than 50% of Lenders", (1, 0), "NOT YET"),
        ((50, 50), "at least 50% of Lenders", (1, 0), "EFFECTIVE since 1996-03-01"),
        ((2, 1), "at least 66 2/3% of Lenders", (1, 0), "EFFECTIVE since 1996-03-01"),
        ((2, 1), "more than 66 2/3% of Lenders", (1, 0), "NOT YET"),
        ((1, 1, 1), "at least 100% of Lenders", (1, 2, 3), "EFFECTIVE since 1996-03-03"),
        # by heads, whatever the commitments
        ((98, 1, 1), "at least 2 of Lenders", (0, 4, 5), "EFFECTIVE since 1996-03-05"),
        ((98, 1, 1), "more than 1 of Lenders", (4, 0, 0), "NOT YET"),
        # one commitment is not in the record: without that lender it may be large, with it it may be nothing
        ((60, 40, None), "more than 50% of Lenders", (1, 0, 0), "UNDETERMINED"),
        ((60, 40, None), "more than 50% of Lenders", (1, 0, 2), "EFFECTIVE since 1996-03-02"),
        ((60, 40, None), "more than 50% of Lenders", (0, 1, 0), "NOT YET"),
        ((60, 40, None), "more than 50% of Lenders", (0, 1, 2), "UNDETERMINED"),
        ((60, 40, None), "more than 50% of Lenders", (0, 0, 2), "UNDETERMINED"),
        ((60, 40, None), "at least 100% of Lenders", (1, 0, 2), "NOT YET"),
        ((60, 40, None), "at least 100% of Lenders", (1, 2, 0), "UNDETERMINED"),
        # none is: everybody is enough, one alone may be, nobody is not
        ((None, None, None), "more than 50% of Lenders", (1, 2, 3), "EFFECTIVE since 1996-03-03"),
        ((None, None, None), "more than 50% of Lenders", (1, 0, 0), "UNDETERMINED"),
        ((None, None, None), "more than 50% of Lenders", (0, 0, 0), "NOT YET"),
        ((None, None, None), "at least 50% of Lenders", (0, 0, 0), "NOT YET"),
    ],
)
def test_a_vote_is_carried_by_enough(weights, rule, days, answer):
    """The verdict that the rule gives, worked out by hand."""
    assert verdict(contract(weights, rule), signed(*days)) == answer


def test_by_heads_where_no_weights_are_given():
    """Where the set says nothing of weights, each of it counts as one, also one that is in two sets of the vote."""
    text = """\
party Alpha Bank
party Beta Bank
party Gamma Bank
document Deed
parties Board are Alpha Bank, Beta Bank
parties Auditors are Beta Bank, Gamma Bank
parties Majority are more than 50% of Board, Auditors
Amendment takes effect when Majority executed Deed
"""
    assert verdict(text, NOW + "1996-03-01 Beta Bank executed Deed\n") == "NOT YET"
    both = "1996-03-01 Beta Bank executed Deed\n1996-03-02 Gamma Bank executed Deed\n"
    assert verdict(text, NOW + both) == "EFFECTIVE since 1996-03-02"


def test_who_is_in_several_sets_has_the_weight_of_all():
    """Of two classes that vote together a bank in both counts with both of its commitments."""
    text = """\
party Alpha Bank
party Beta Bank
document Deed
parties Term Lenders are
    Alpha Bank with commitment USD 30
    Beta Bank with commitment USD 50
parties Revolving Lenders are
    Alpha Bank with commitment USD 30
parties Both Classes are Term Lenders, Revolving Lenders
parties Required Lenders are more than 50% of {}
Amendment takes effect when Required Lenders executed Deed
"""
    journal = NOW + "1996-03-01 Alpha Bank executed Deed\n"
    for of in ("Term Lenders, Revolving Lenders", "Both Classes"):
        assert verdict(text.format(of), journal) == "EFFECTIVE since 1996-03-01"
    assert verdict(text.format("Term Lenders"), journal) == "NOT YET"


def test_a_class_of_its_own_votes_for_itself():
    """Each class by itself is two votes."""
    text = """\
party Alpha Bank
party Beta Bank
document Deed
parties Term Lenders are
    Alpha Bank with commitment USD 90
parties Revolving Lenders are
    Beta Bank with commitment USD 10
parties Required Term Lenders are more than 50% of Term Lenders
parties Required Revolving Lenders are more than 50% of Revolving Lenders
Amendment takes effect when Required Term Lenders, Required Revolving Lenders executed Deed
"""
    assert verdict(text, NOW + "1996-03-01 Alpha Bank executed Deed\n") == "NOT YET"
    assert verdict(text, NOW + "1996-03-01 Alpha Bank, Beta Bank executed Deed\n") == "EFFECTIVE since 1996-03-01"


# --- wherever a party may stand -----------------------------------------------------------------------------

ASKED = {
    "Enough executed Deed": "1996-03-05 {} executed Deed",
    "Enough sent Deed": "1996-03-05 {} sent Deed",
    "Enough received Deed as an original": "1996-03-05 {} received Deed as an original",
    "Deed is satisfactory to Enough": "1996-03-05 Deed is satisfactory to {}",
    "Borrower received Deed from Enough": "1996-03-05 Borrower received Deed from {}",
    "Lender executed Deed executed by Enough": "1996-03-05 {} executed Deed",
    "Lender executed, each executed by Enough, each satisfactory to Lender\n    - Deed": "1996-03-05 {} executed Deed",
    "Enough executed, each satisfactory to Lender\n    - Deed": "1996-03-05 {} executed Deed",
    "Lender executed, each satisfactory to Enough\n    - Deed": "1996-03-05 Deed is satisfactory to {}",
    "Enough received Deed executed by Borrower": "1996-03-05 {} received Deed executed by Borrower",
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_vote_may_stand_wherever_a_party_may(asked):
    """What is asked of a vote is asked of each who votes, and is so when enough of them have done it."""
    text = contract((40, 35, 25), clause=f"Amendment takes effect when {asked}\n")
    lender = "1996-03-05 Lender executed Deed\n1996-03-05 Deed is satisfactory to Lender\n"
    alone, together = (
        verdict(text, NOW + lender + "".join(ASKED[asked].format(name) + "\n" for name in names))
        for names in (NAMES[:1], NAMES[1:3])
    )
    assert (alone, together) == ("NOT YET", "EFFECTIVE since 1996-03-05")


def test_what_a_vote_did_not_do():
    """It did not, when those who did are not enough; that is the opposite and no vote against."""
    text = contract((40, 35, 25), clause="Standstill is in force while Enough did not execute Deed\n")
    assert verdict(text, signed(1, 0, 0), "Standstill") == "EFFECTIVE"
    assert verdict(text, signed(1, 2, 0), "Standstill") == "CAN NO LONGER BE"


def test_a_vote_may_waive():
    """A waiver by enough of them: of this section, or of one around it."""
    clause = """\
section 5
    Amendment takes effect when
        (a) Lender received Deed
    Enough may waive section 5 in writing
"""
    text = contract((40, 35, 25), clause=clause)
    first = NOW + "1996-03-01 Beta Bank waived section 5(a) in writing\n"
    assert verdict(text, first + "1996-03-02 Gamma Bank waived section 5 orally\n") == "NOT YET"
    found = case(text, first + "1996-03-02 Gamma Bank waived section 5 in writing\n").finding()
    assert said(found) == "EFFECTIVE since 1996-03-02"
    assert (section(found, "5(a)").status, section(found, "5(a)").note) == ("WAIVED", "waived by Enough")


# --- what an answer says ------------------------------------------------------------------------------------


def test_the_answer_says_how_the_vote_stands():
    """Who has signed, of how much, and what is needed."""
    finding = case(contract((40, 35, 25)), signed(1, 0, 0)).finding()
    row = reason(finding, "Enough executed Deed")
    assert row.note == "USD 40 of USD 100; more than 50% of Lenders needed"
    assert [(one.text, one.status) for one in row.reasons] == [
        ("Alpha Bank executed Deed", "SATISFIED"),
        ("Beta Bank executed Deed", "OUTSTANDING"),
        ("Gamma Bank executed Deed", "OUTSTANDING"),
    ]


def test_the_answer_names_the_weight_that_would_tell():
    """The commitment that is not in the record is what is missing, where it would decide."""
    found = case(contract((60, 40, None)), signed(1, 0, 0)).finding()
    (fact,) = found.missing
    assert (fact.sentence, fact.why) == ("the commitment of Gamma Bank", "not in the record")
    assert fact.nouns == ("Gamma Bank", "Enough")


def test_a_weight_that_decides_nothing_is_not_missing():
    """Where a signature alone is unknown, and would do whatever the commitment is, the commitment is not named."""
    journal = "1996-03-01 Alpha Bank, Beta Bank executed Deed\n"
    found = case(contract((60, 40, None)), journal).finding()
    assert found.verdict == "UNDETERMINED"
    assert {fact.sentence for fact in found.missing} == {
        "Gamma Bank executed Deed", "the commitment of Gamma Bank",
    }  # fmt: skip
    found = case(contract((60, None)), "1996-03-01 Alpha Bank executed Deed\n").finding()
    assert "Beta Bank executed Deed" in {fact.sentence for fact in found.missing}


def ways(text, journal):
    """The sets of acts that would do, and how many there are."""
    one = case(text, journal)
    (found,) = ways_left(one.contract, one.facts, DAY, {}, ["Amendment"])
    return [{act.sentence for act in way.acts} for way in found.sets], found.count


def test_every_way_to_a_majority_is_found():
    """Each set of signatures that is enough and none of which can be left out."""
    found, count = ways(contract((40, 35, 25)), NOW)
    signatures = [{f"{name} executed Deed" for name in names} for names in (NAMES[:2], NAMES[1:3], NAMES[:3:2])]
    assert count == 3 and sorted(map(sorted, found)) == sorted(map(sorted, signatures))


def test_a_way_to_a_majority_does_not_count_on_unknown_weights():
    """Who may weigh anything has to sign, and the others so that they are enough without it."""
    found, count = ways(contract((60, 40, None)), NOW)
    assert (found, count) == ([{"Alpha Bank executed Deed", "Gamma Bank executed Deed"}], 1)


def test_thirty_lenders_are_counted_and_not_listed():
    """Of thirty equal lenders any sixteen are enough."""
    names = [f"Bank {number}" for number in range(30)]
    parties = "".join(f"party {name}\n" for name in names)
    members = "".join(f"    {name} with commitment USD 1,000,000\n" for name in names)
    text = (
        f"{parties}document Deed\nparties Lenders are\n{members}parties Enough are more than 50% of Lenders\n"
        "Amendment takes effect when Enough executed Deed\n"
    )
    found, count = ways(text, NOW)
    assert count == comb(30, 16)
    assert all(len(way) == 16 for way in found)


def test_a_higher_share_is_a_stronger_condition():
    """What a change of the share means is worked out for all journals."""
    old, new = (contract_of(contract((40, 35, 25), f"more than {share}% of Lenders")) for share in (50, 74))
    (changed,) = redline(old, new)
    assert changed.relation == "stronger"


# --- laws ---------------------------------------------------------------------------------------------------


def carried(weights, share, strict, for_it):
    """Whether a vote is carried, from the definition alone."""
    total, favour = sum(weights), sum(weight for weight, voted in zip(weights, for_it, strict=True) if voted)
    return favour > share * total if strict else favour >= share * total


known = st.integers(0, 4)
ballots = st.lists(st.tuples(st.none() | known, st.sampled_from(["signed", "not", "unknown"])), min_size=1, max_size=4)
shares = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)])


@profiles.cases(60)
@given(ballots, shares, st.booleans())
def test_a_vote_is_settled_exactly_when_every_weight_and_every_signature_settles_it(voters, share, strict):
    """Every way of filling in commitments and signatures is tried (S3); a commitment may dwarf all others."""
    strict = strict and share < 1
    percent = {Fraction(1, 3): "33 1/3%", Fraction(1, 2): "50%", Fraction(2, 3): "66 2/3%", Fraction(1): "100%"}[share]
    rule = f"{'more than' if strict else 'at least'} {percent} of Lenders"
    text = contract([weight for weight, _ in voters], rule, "Standstill is in force while Enough executed Deed\n")
    journal = "".join(
        f"1996-03-01 {name} {'executed' if vote == 'signed' else 'did not execute'} Deed\n"
        for name, (_, vote) in zip(NAMES, voters, strict=False)
        if vote != "unknown"
    )
    outcomes = set()
    for filled in product(*([(0, 1, 2, 3, 10**9) if weight is None else (weight,) for weight, _ in voters])):
        for votes in product(*([(True, False) if vote == "unknown" else (vote == "signed",) for _, vote in voters])):
            if sum(filled):
                outcomes.add(carried(filled, share, strict, votes))
    if not outcomes:  # all commitments are nothing: no vote is carried but by everybody
        return
    found = case(text, journal).finding("Standstill", as_of="1996-03-01").verdict
    expected = {frozenset({True}): {"EFFECTIVE"}, frozenset({True, False}): {"UNDETERMINED"}}
    assert found in expected.get(frozenset(outcomes), {"NOT YET", "CAN NO LONGER BE"})


@profiles.cases(30)
@given(ballots, shares, st.data())
def test_one_more_signature_never_undoes_a_vote(voters, share, data):
    """Signatures only help."""
    weights = [weight for weight, _ in voters]
    text = contract(weights, f"at least {int(share * 100)}% of Lenders")
    some = [int(vote == "signed") for _, vote in voters]
    more = list(some)
    more[data.draw(st.integers(0, len(some) - 1))] = 1
    before, after = (case(text, signed(*days)).finding().verdict for days in (some, more))
    assert before != "EFFECTIVE" or after == "EFFECTIVE"


@profiles.cases(30)
@given(st.lists(st.tuples(known, st.booleans()), min_size=1, max_size=4), shares, st.integers(0, 4))
def test_a_commitment_split_between_two_who_sign_alike_changes_nothing(voters, share, part):
    """Assigning a part of a commitment to one who signs as the assignor does leaves the vote as it is."""
    rule = f"at least {int(share * 100)}% of Lenders"
    weights, days = [weight for weight, _ in voters], [int(voted) for _, voted in voters]
    split = [min(part, weights[0]), weights[0] - min(part, weights[0]), *weights[1:]]
    whole = verdict(contract(weights, rule), signed(*days))
    assert verdict(contract(split, rule), signed(days[0], *days)) == whole


@profiles.cases(20)
@given(st.permutations(range(4)), st.lists(known, min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4))
def test_the_order_of_the_members_changes_nothing(order, weights, days):
    """A schedule may list its lenders in any order."""
    text = contract(weights)
    lines = text.splitlines(keepends=True)
    at = lines.index("parties Lenders are\n") + 1
    shuffled = [*lines[:at], *(lines[at + number] for number in order), *lines[at + 4 :]]
    assert verdict("".join(shuffled), signed(*days[:4])) == verdict(text, signed(*days[:4]))


def test_no_fact_speaks_of_a_vote():
    """A journal that says how a vote came out is refused, at the vote, and told whose acts to record."""
    made = contract_of(contract((40, 35, 25)))
    for line in ("Enough executed Deed", "Deed is satisfactory to Enough", "Borrower executed Deed executed by Enough"):
        _, found = read(f"1996-03-01 {line}\n", made)
        assert [(one.code, dict(one.words)) for one in found] == [
            ("vote-is-counted", {"name": "Enough", "of": "Lenders"})
        ]
