"""Tables: a `for each` over the rows of one is what could have been written out, with each row's values in it."""

import pytest

from assent.engine.analysis.canonical import canonical
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.model.resolve import resolve_contract
from assent.grammar.formatter import format_contract
from assent.grammar.parser import parse_contract
from tests.support.contracts import HEAD, case, contract_of, facts_of, reason
from tests.support.deletions import deletions

TABLE = """\
party Agent
document Certificate dated 1996-02-09 with ebitda as money, leverage as ratio, rooms as number, made as date
document Report with ebitda as money, by-whom as party, form as Full or Short
recurring event Drawing with amount as money
event Sale
calendar Business Days from 1996-01-01 through 1996-12-31
    source "the tests"
    closed on Saturday, Sunday
table Levels with end as date, amount as money
    1996-02-10, USD 100
    1996-02-20, USD 200
table Tests with most as ratio, rooms as number, who as party, how as Full or Short, when as date
    3.50 to 1, 4, Agent, Full, the date of Certificate
    3 to 1, 5, Lender, Short, 1 Business Day after 1996-02-09
"""


def form(condition: str) -> str:
    """What a condition asks, without its words and places."""
    return canonical(contract_of(f"{TABLE}Amendment takes effect when {condition}\n").clauses["Amendment"])


@pytest.mark.parametrize(
    ("inside", "one", "other"),
    [
        ("Sale occurred by End", "by 1996-02-10", "by 1996-02-20"),
        ("Sale occurred on End", "on 1996-02-10", "on 1996-02-20"),
        ("at all times since End, Sale occurred", "1996-02-10", "1996-02-20"),
        ("until End, Sale occurred", "1996-02-10", "1996-02-20"),
        ("after 5 days after End, Sale occurred", "1996-02-10", "1996-02-20"),
        ("until the later of End and 1996-02-15, Sale occurred", "1996-02-10", "1996-02-20"),
        ("by the later of End and Sale occurred, Lender received Report", "1996-02-10", "1996-02-20"),
        ("Sale occurred by End or the next Business Day", "1996-02-10", "1996-02-20"),
        ("Lender received Report dated by End", "1996-02-10", "1996-02-20"),
        ("Lender received Certificate with made after End", "1996-02-10", "1996-02-20"),
        ("Lender received Report with ebitda at least Amount", "USD 100", "USD 200"),
        ("total amount of Drawing from End is at most Amount", "1996-02-10", "1996-02-20"),
        ("Certificate is in its form of End", "1996-02-10", "1996-02-20"),
    ],
)
@pytest.mark.parametrize("every", [True, False])
def test_it_is_what_could_have_been_written_out(inside, one, other, every):
    """A row's values stand wherever a date or an amount may, and there is one condition for each row."""
    written = f"for {'each' if every else 'any'} End, Amount in Levels, {inside}"
    amounts = ("USD 100", "USD 200")
    days = ("1996-02-10", "1996-02-20")
    lines = [inside.replace("End", day).replace("Amount", amount) for day, amount in zip(days, amounts, strict=True)]
    assert one in lines[0] and other in lines[1]
    long = "".join(f"    - {line}\n" for line in lines)
    assert form(written) == form(f"{'all' if every else 'any'} of\n{long}")


def test_values_of_every_kind():
    """Ratios, numbers, parties and choices stand for themselves; a date may be counted, or be that of a term."""
    inside = (
        "Lender received Certificate with leverage less than Most, rooms at least Rooms, made When "
        "and Who received Report with by-whom Who, form How"
    )
    rows = [("3.50 to 1", "4", "Agent", "Full", "1996-02-09"), ("3 to 1", "5", "Lender", "Short", "1996-02-12")]
    long = ""
    for row in rows:
        line = inside
        for name, value in zip(("Most", "Rooms", "Who", "How", "When"), row, strict=True):
            line = line.replace(name, value)
        long += f"    - {line}\n"
    assert form(f"for each Most, Rooms, Who, How, When in Tests, {inside}") == form(f"all of\n{long}")


def test_one_table_inside_another():
    """A `for each` may stand behind another one, and reads its rows for each row of the outer one."""
    nested = (
        "for each End, Amount in Levels, for any Late, Sum in Levels, Lender received Report dated End with ebitda Sum"
    )
    long = "".join(
        f"    - any of\n        - Lender received Report dated {day} with ebitda USD 100\n"
        f"        - Lender received Report dated {day} with ebitda USD 200\n"
        for day in ("1996-02-10", "1996-02-20")
    )
    assert form(nested) == form(f"all of\n{long}")


def test_answers_say_the_values():
    """What is said of a condition says its values; where its words do not show the whole row, the heading does."""
    text = f"{TABLE}Amendment takes effect when for each End, Amount in Levels, Sale occurred by End\n"
    found = case(text, "record of everything is complete through 1996-03-05\n1996-02-15 Sale occurred\n").finding()
    assert found.verdict == "CAN NO LONGER BE"
    assert reason(found, "Sale occurred by 1996-02-10").status == "FAILED"
    assert reason(found, "Sale occurred by 1996-02-10").heading == "1996-02-10, USD 100"


CLAUSE = """Amendment takes effect when for each End, Amount in Levels, all of
    - Lender received Report dated End with ebitda at least Amount
"""
FACTS = {
    "1996-02-10": "1996-02-11 Lender received Report dated 1996-02-10 with ebitda USD 100\n",
    "1996-02-20": "1996-02-21 Lender received Report dated 1996-02-20 with ebitda USD 200\n",
}


@pytest.mark.parametrize("left", FACTS)
def test_each_row_counts(left):
    """Without a row its condition is no longer asked: whoever lacks that one alone then has all."""
    journal = "record of everything is complete through 1996-03-05\n" + FACTS[left]
    assert case(TABLE + CLAUSE, journal).verdict() == "NOT YET"
    gone = next(day for day in FACTS if day != left)
    text = HEAD + TABLE + CLAUSE
    (less,) = (one for one in deletions(parse_contract(text, "").tree) if f"Row: {gone}" in one.words(text))
    contract, _ = resolve_contract(less.tree)
    assert contract is not None
    facts = facts_of(journal, contract)
    as_of = facts.latest()
    assert as_of is not None
    answer = evaluate(contract, facts, as_of)["Amendment"]
    assert (answer.verdict, str(answer.since)) == ("EFFECTIVE", FACTS[left][:10])


WRONG = [
    ("table T with a as date\n", "", "no-rows", "T"),
    ("table T with a as date, b as money\n    1996-02-10\n", "", "uneven-row", "1996-02-10"),
    ("table T with a as date\n    1996-02-10, USD 5\n", "", "uneven-row", "1996-02-10, USD 5"),
    ("table T with a as date, b as money\n    1996-02-10, 5\n", "", "wrong-value", "5"),
    ("table T with a as party\n    Sale\n", "", "wrong-kind", "Sale"),
    ("table T with a as Full or Short\n    Ful\n", "", "wrong-value", "Ful"),
    ("table T with a as number\n    5\n    5\n", "", "duplicate-member", "5"),
    ("table T with a as date, a as date\n    1996-02-10, 1996-02-11\n", "", "duplicate-definition", "a"),
    ("table Sale with a as date\n    1996-02-10\n", "", "duplicate-definition", "Sale"),
    ("", "for each End in Levels, Sale occurred by End", "names-for-columns", "End"),
    ("", "for each End, Amount, Other in Levels, Sale occurred by End", "names-for-columns", "End, Amount, Other"),
    ("", "for each End, Amount in Levelz, Sale occurred by End", "unknown-term", "Levelz"),
    ("", "for each End, End in Levels, Sale occurred by End", "bound-name-taken", "End"),
    ("", "for each End, Amount in Levels, Sale occurred", "bound-name-unused", "End"),
    ("", "for each End, Amount in Levels, Sale occurred by Amount", "name-for-date", "Amount"),
    ("", "for each End, Amount in Levels, End received Report", "wrong-kind", "End"),
    ("", "for each End, Amount in Levels, Lender received Report with ebitda End", "wrong-value", "End"),
    ("", "for each End, Amount in Levels, Lender received Report with form Amount", "wrong-value", "form Amount"),
    ("", "for each End, Amount in Levels, total amount of Drawing is at most End", "wrong-value", "End"),
    ("", "for each End, Amount in Levels, Amount is effective", "wrong-kind", "Amount"),
    ("", "Sale occurred by Certificate", "name-for-date", "Certificate"),
    ("", "Sale occurred by Levels", "name-for-date", "Levels"),
    ("", "Sale occurred by Someday", "unknown-term", "Someday"),
    ("", "Levels occurred", "wrong-kind", "Levels"),
]


@pytest.mark.parametrize(("definition", "condition", "code", "underlined"), WRONG)
def test_what_is_wrong_is_said(definition, condition, code, underlined):
    """A table that cannot be read, and a name that does not fit where it stands, are refused with their place."""
    text = f"{HEAD}{TABLE}{definition}Amendment takes effect when {condition or 'Sale occurred'}\n"
    contract, found = resolve_contract(parse_contract(text, "").tree)
    errors = [one for one in found if one.severity == "error"]
    assert contract is None and code in {one.code for one in errors}
    place = next(one.span for one in errors if one.code == code)
    assert text.split("\n")[place.line - 1][place.column - 1 : place.end_column - 1] == underlined


def test_a_date_is_suggested_where_the_term_bears_one():
    """`by Certificate` may be meant for `by the date of Certificate`."""
    text = f"{HEAD}{TABLE}Amendment takes effect when Sale occurred by Certificate\n"
    found = resolve_contract(parse_contract(text, "").tree)[1]
    assert [one.candidates for one in found if one.code == "name-for-date"] == [("the date of Certificate",)]


def test_a_table_that_nothing_reads_is_warned_of():
    """As any other term that is defined and never used."""
    found = resolve_contract(parse_contract(f"{HEAD}{TABLE}Amendment takes effect when Sale occurred\n", "").tree)[1]
    assert {one.words["name"] for one in found if one.code == "unused-term"} >= {"Levels", "Tests"}


def test_canonical_layout():
    """The columns stand beside the name while they fit, and each row on a line of its own."""
    wide = f'table Levels "{"x" * 90}" with end as date, amount as money\n        1996-02-10,USD 100   # first\n'
    assert format_contract(wide) == (
        f'table Levels "{"x" * 90}"\n    with end as date, amount as money\n    1996-02-10, USD 100  # first\n'
    )
