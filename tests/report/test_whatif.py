"""What a change changes, as data and as a plan."""

from assent.engine.analysis.difference import difference
from assent.engine.report.whatif import outcome, render_whatif
from tests.report.hand import CLOSING, contract, evaluation, finding, item, reason

LETTER = "Protection Mutual's letter"


def amendment(status, default="SATISFIED", **more):
    met = status == "WAIVED"
    root = reason(
        "5",
        "SATISFIED" if met else "OUTSTANDING",
        "all of",
        item("5(d)", status, LETTER, note="waived by Congress" if met else ""),
        item(
            "5(f)",
            default,
            "no Event of Default, none in the making",
            reason("5(f)", default, "no Event of Default exists"),
        ),
    )
    since = CLOSING if met else None
    return finding("EFFECTIVE" if met else "NOT YET", root, since=since, **more)


def loan(*rows):
    return finding("UNDETERMINED", *rows, name="Loan B Conditions", kind="set")


OLD = reason("5(a)", "UNDETERMINED", "section 5(a) of Letter", labelled=True, note="not in the record")
NEW = reason("5(a)(i)", "OUTSTANDING", "Note B executed by LPC", labelled=True)

PLAN = """\
Amendment to Financing Agreements and Consent
as of 1996-02-28

  suppose 1996-02-28 Congress waived section 5(d) in writing

~ Amendment  NOT YET -> EFFECTIVE since 1996-02-28
  ~ 5(d)  OUTSTANDING -> WAIVED  Protection Mutual's letter
                                 waived by Congress
    (2 rows hidden)

  Loan B Conditions  UNDETERMINED (unchanged)
  - 5(a)     UNDETERMINED  section 5(a) of Letter
  + 5(a)(i)  OUTSTANDING   Note B executed by LPC

1 answer unchanged

Outcome: 1 of 3 verdicts changed: Amendment EFFECTIVE since 1996-02-28.
"""


def test_the_plan_is_as_drawn():
    """Changed verdicts and rows only, what is hidden counted, the outcome in the last line."""
    same = finding("NOT YET", name="Closing", kind="permission")
    before = evaluation(amendment("OUTSTANDING"), loan(OLD), same)
    after = evaluation(amendment("WAIVED"), loan(NEW), same)
    found = difference(before, after, ["suppose 1996-02-28 Congress waived section 5(d) in writing"])
    assert render_whatif(contract(), found) == PLAN


def test_no_difference_is_one_line():
    """Nothing that stays as it was is listed."""
    found = difference(evaluation(amendment("WAIVED")), evaluation(amendment("WAIVED")))
    assert (found.verdicts, found.unchanged) == ((), 1)
    assert outcome(found) == "Outcome: no verdict changes."


def test_rows_are_compared_by_their_place():
    """A row changed when its status, its date or its note differs; a verdict can stay while a row changes."""
    found = difference(evaluation(amendment("OUTSTANDING")), evaluation(amendment("OUTSTANDING", "UNDETERMINED")))
    (verdict,) = found.verdicts
    assert not verdict.changed
    assert [(row.reason.section, row.reason.labelled) for row in verdict.rows] == [
        ("5(f)", True),
        ("5(f)", False),
    ]
    assert verdict.unchanged == 1


def test_equal_conditions_are_told_apart_by_their_order():
    """Two conditions with the same words in one place are two rows."""
    twice = [reason("5", "SATISFIED", "Deed occurred"), reason("5", "OUTSTANDING", "Deed occurred")]
    later = [reason("5", "SATISFIED", "Deed occurred"), reason("5", "SATISFIED", "Deed occurred")]
    found = difference(
        evaluation(finding("NOT YET", reason("5", "OUTSTANDING", "all of", *twice))),
        evaluation(finding("NOT YET", reason("5", "SATISFIED", "all of", *later))),
    )
    (verdict,) = found.verdicts
    assert (len(verdict.rows), verdict.unchanged) == (1, 1)


def test_a_long_name_takes_more_lines():
    """Whatever the names are, no line is wider than asked."""
    name = "The Agreement to Amend and Restate the Second Amended and Restated Credit Agreement"
    before, after = (
        evaluation(finding("NOT YET", name=name)),
        evaluation(finding("EFFECTIVE", name=name, since=CLOSING)),
    )
    text = render_whatif(contract(), difference(before, after), width=80)
    assert f"~ {name[:70]}" in text
    assert max(map(len, text.splitlines())) <= 80
