"""S2, S7: what is delivered only if somebody asks for it, and what is left to somebody's judgment."""

from tests.support.contracts import case, complete, missing, verdict

EVIDENCE = "document Evidence\nTerms are complete when Lender did not request Evidence or Lender received Evidence\n"
PROMPT = 'matter Promptness "the proceeds were applied promptly"\n'
JUDGED = PROMPT + "Amendment takes effect when Lender determined Promptness\n"


def on(facts: str, text: str) -> str:
    """The answer inside a complete record, without its date."""
    name = "Terms" if "Terms" in text else "Amendment"
    return verdict(text, complete("1996-03-01") + facts, name, "1996-03-01").partition(" since")[0]


def test_what_nobody_requests_need_not_be_delivered():
    """No request within the complete record: nothing is owed."""
    assert on("", EVIDENCE) == "SATISFIED"


def test_what_is_requested_must_be_delivered():
    """A request makes it owed, and the delivery satisfies it."""
    assert on("1996-02-20 Lender requested Evidence\n", EVIDENCE) == "NOT YET"
    assert on("1996-02-20 Lender requested Evidence\n1996-02-22 Lender received Evidence\n", EVIDENCE) == "SATISFIED"


def test_a_request_outside_the_record_is_unknown():
    """Requests are told by the record of documents: where it does not reach, silence means nothing."""
    assert verdict(EVIDENCE, complete("1996-02-10"), "Terms", "1996-03-01") == "UNDETERMINED"


def test_what_somebody_determined_is_not_what_is_so():
    """A matter may be true and nobody may have determined it; and the other way about."""
    assert on("1996-02-20 Promptness is true\n", JUDGED) == "NOT YET"
    assert on("1996-02-20 Promptness is untrue\n1996-02-20 Lender determined Promptness\n", JUDGED) == "EFFECTIVE"


def test_each_party_determines_for_itself():
    """What one party determined, another has not."""
    assert on("1996-02-20 Borrower determined Promptness\n", JUDGED) == "NOT YET"


def test_what_was_not_determined_by_a_date():
    """`did not determine` as a fact speaks of all time up to its date, whatever the record covers."""
    text = PROMPT + "Terms are complete when Lender did not determine Promptness\n"
    assert verdict(text, "1996-03-01 Lender did not determine Promptness\n", "Terms", "1996-03-01").startswith(
        "SATISFIED"
    )


def test_a_judgment_is_told_by_the_record_of_determinations():
    """Silence on it speaks only within the record of determinations."""
    answer = case(JUDGED, "record of documents is complete through 1996-03-01\n").finding(as_of="1996-03-01")
    assert answer.verdict == "UNDETERMINED"
    assert "determinations" in answer.missing[0].why


def test_what_is_missing_is_named_by_party_and_matter():
    """Who has to judge, and what, as a journal would record it."""
    assert missing(case(JUDGED).finding(as_of="1996-03-01")) == {"Lender determined Promptness"}
