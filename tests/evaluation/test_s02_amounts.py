"""S2, S3: what is asked of amounts, shares, ratios and numbers, kept exactly, at the limit and beside it."""

import pytest

from assent.engine.analysis.exact.particulars import compatible
from assent.engine.model.happenings import Happening
from assent.grammar.parser import parse_contract
from assent.grammar.printer import print_contract
from tests.support.contracts import complete, contract_of, full, verdict

CERTIFICATE = (
    "document Certificate by Borrower with ebitda as money, leverage as ratio, acres as decimal, share as percent\n"
)
LIMITS = [
    # what is asked, what is stated, whether it passes
    ("ebitda more than USD 500", "ebitda USD 500", False),
    ("ebitda more than USD 500", "ebitda USD 500.01", True),
    ("ebitda less than USD 500", "ebitda USD 500", False),
    ("ebitda less than USD 500", "ebitda USD 499.99", True),
    ("ebitda more than USD 500", "ebitda EUR 900", False),
    ("leverage less than 3.50 to 1", "leverage 3.50 to 1.00", False),
    ("leverage less than 3.50 to 1", "leverage 3.499 to 1", True),
    ("leverage at most 3.50 to 1", "leverage 3.5 to 1", True),
    ("leverage 3.50 to 1", "leverage 3.5 to 1", True),
    ("acres more than 2.5", "acres 2.5", False),
    ("acres more than 2.5", "acres 3", True),
    ("acres 3.0", "acres 3", True),
    ("share less than 66 2/3%", "share 66.6%", True),
    ("share more than 50%", "share 50%", False),
]


@pytest.mark.parametrize(("asked", "stated", "passes"), LIMITS)
def test_more_and_less_leave_out_the_limit_itself(asked, stated, passes):
    """`more than` and `less than` are strict, whatever is measured; values are compared exactly."""
    text = f"{CERTIFICATE}Terms are complete when Lender received Certificate with {asked}\n"
    facts = f"{complete('1996-03-01')}1996-02-28 Lender received Certificate with {stated}\n"
    assert (verdict(text, facts, "Terms", "1996-03-01").startswith("SATISFIED")) is passes


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("3.5 to 1.00", "3.50 to 1"), ("3 to 1", "3 to 1"), ("3.00 to 1", "3 to 1"), ("3.125 to 1", "3.125 to 1")],
)
def test_a_ratio_is_printed_as_agreements_print_it(written, canonical):
    """At least two decimals where there are any; no figure is lost."""
    text = full(f"{CERTIFICATE}Terms are complete when Lender received Certificate with leverage {written}\n")
    assert f"leverage {canonical}\n" in print_contract(parse_contract(text, "").tree)


def test_between_two_ratios_there_is_always_one_more():
    """More than 3.50 and less than 3.51 to 1 can both be; of money that would be between one cent and the next."""
    contract = contract_of(CERTIFICATE + "Terms are complete when Lender received Certificate\n")
    certificate = Happening("received", "Lender", "Certificate")
    tests = [
        condition.tests
        for asked in (
            "leverage more than 3.50 to 1, leverage less than 3.51 to 1",
            "ebitda more than USD 5, ebitda less than USD 5.01",
        )
        for condition in [_condition(asked)]
    ]
    assert [compatible(contract, certificate, one) for one in tests] == [True, False]


def _condition(asked: str):
    text = f"{CERTIFICATE}Terms are complete when Lender received Certificate with {asked}\n"
    return contract_of(text).clauses["Terms"].versions[0].condition


def test_a_or_not_a_of_a_ratio_nobody_knows():
    """S3: at most so much or more than so much is met once the certificate is there, whatever it states."""
    text = (
        f"{CERTIFICATE}Terms are complete when any of\n"
        "    - Lender received Certificate with leverage at most 3.50 to 1\n"
        "    - Lender received Certificate with leverage more than 3.50 to 1\n"
    )
    facts = f"{complete('1996-03-01')}1996-02-28 Lender received Certificate\n"
    assert verdict(text, facts, "Terms", "1996-03-01").startswith("SATISFIED")
