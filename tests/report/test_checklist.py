"""The closing checklist: what is on it, and how it looks on paper."""

import csv
import io
from typing import get_args

import pytest

from assent.engine.evaluation.findings import Status
from assent.engine.report.checklist import (
    BOXES,
    COLUMNS,
    LEGEND,
    ChecklistRow,
    checklist_rows,
    render_checklist,
)
from tests.report.hand import CLOSING, contract, evaluation, finding

DEFAULTS = {"T1": "SIM", "T8": "G-NOT"}


def unanswered(readings=DEFAULTS):
    """Findings that say nothing of the single conditions: the contract alone makes the list."""
    return evaluation(finding("NOT YET"), finding("NOT PERMITTED YET", name="Closing"), readings=dict(readings))


def rows(readings=DEFAULTS):
    return checklist_rows(contract(), unanswered(readings))


def row(item, readings=DEFAULTS):
    return next(one for one in rows(readings) if one.item == item)


def test_every_labelled_condition_is_on_the_list():
    """The checklist is the contract's outline: each labelled condition, deliverables under it."""
    top = [(one.section, one.item) for one in rows() if one.depth == 0 and one.effect == "Amendment"]
    assert top == [
        ("5(a)", "the Amendment, executed"),
        ("5(b)", "Closing Day occurred"),
        ("5(c)", "the title insurer's letter"),
        ("5(d)", "Survey is satisfactory to Congress or Congress received Certificate"),
        ("5(f)", "no Event of Default exists"),
    ]


def test_a_condition_of_another_reading_is_listed_and_says_so():
    """The guarantor's page is always listed; under G-NOT as no condition, with the reading that counts it."""
    page = row("guarantor's consent page")
    assert (page.section, page.status, page.note, page.party, page.needed) == (
        "5(a)",
        "NOT APPLICABLE",
        "not a condition under G-NOT; counts under G-PART",
        "LCI",
        False,
    )
    assert row("guarantor's consent page", {"T1": "SIM", "T8": "G-PART"}).status != "NOT APPLICABLE"


def test_who_must_act():
    """The makers deliver what is to be received; others act where they are the subject of the verb."""
    assert row("Congress received Amendment as an original").party == "Congress, LPC"
    assert row("LPC executed Amendment").party == "LPC"
    assert row("Congress received Title Confirmation").party == "Title Insurer"
    assert row("Survey is satisfactory to Congress").party == "Congress"
    assert row("Closing Day occurred").party == ""


def test_both_limbs_of_a_deeming_are_listed():
    """The letter that would deem a condition satisfied is a deliverable too (rule S7)."""
    letter = row("Congress Counsel received Title Letter of February 7")
    assert (letter.section, letter.document) == ("5(c)", "Title Letter of February 7")
    assert letter.note == "deems it satisfied by Title Letter of February 7"


def test_a_clause_without_labels_is_listed_by_its_name():
    """A permission whose conditions bear no labels has a line of its own above them."""
    first, *others = [one for one in rows() if one.effect == "Closing"]
    assert (first.section, first.item, first.depth) == ("2", "Closing", 0)
    assert [one.note for one in others if one.status == "NOT APPLICABLE"] == [
        "not a condition under SIM; counts under SEQ"
    ]


def made(item, status: Status = "OUTSTANDING", **more) -> ChecklistRow:
    fields = {
        "section": "5(a)",
        "party": "",
        "document": "",
        "evidence": "",
        "since": None,
        "note": "",
        "depth": 0,
    }
    return ChecklistRow(effect="Amendment", item=item, status=status, **{**fields, **more})


FEW = (
    made("the Amendment, executed"),
    made(
        "Congress received Amendment as an original",
        "SATISFIED",
        party="Congress, LPC",
        document="Amendment",
        evidence="tab 1 (closing.facts:8)",
        since=CLOSING,
        depth=1,
    ),
    made("guarantor's page", "NOT APPLICABLE", party="LCI", note="counts under G-PART", depth=1, needed=False),
    made("a | b *c* <d>\n=e", "OUTSTANDING", section="5(b)"),
)
LIST = evaluation(finding("NOT YET"), readings={"T8": "G-NOT"})

TEXT = """\
Closing checklist: Amendment to Financing Agreements and Consent
as of 1996-02-28

Amendment  NOT YET

  [ ]  5(a)  the Amendment, executed                            OUTSTANDING
  [x]          Congress received Amendment as   Congress, LPC   SATISFIED
               an original
               1996-02-28; tab 1 (closing.facts:8)
  [-]          guarantor's page                 LCI             NOT APPLICABLE
               counts under G-PART
  [ ]  5(b)  a | b *c* <d> =e                                   OUTSTANDING

  [x] SATISFIED: done
  [ ] OUTSTANDING: still to be done
  [-] NOT APPLICABLE: not a condition under the readings chosen
"""

# ruff: noqa: E501
MARKDOWN = r"""# Closing checklist: Amendment to Financing Agreements and Consent

As of 1996-02-28.

## Amendment: NOT YET

| Section | Item | Responsible | Document and evidence | Status | Since | Note |
| :-- | :-- | :-- | :-- | :-- | :-- | :-- |
| 5(a) | **the Amendment, executed** |  |  | OUTSTANDING |  |  |
|  | Congress received Amendment as an original | Congress, LPC | Amendment: tab 1 (closing.facts:8) | SATISFIED | 1996-02-28 |  |
|  | guarantor's page | LCI |  | NOT APPLICABLE |  | counts under G-PART |
| 5(b) | **a \| b \*c\* \<d\> =e** |  |  | OUTSTANDING |  |  |

- **SATISFIED**: done
- **OUTSTANDING**: still to be done
- **NOT APPLICABLE**: not a condition under the readings chosen

Readings: T8 G-NOT.
"""


def test_the_list_on_a_terminal():
    """Boxes, sections, items, who acts, status; below each its date, evidence and note, within 80 columns."""
    assert render_checklist(FEW, contract(), LIST) == TEXT


def test_the_list_as_markdown():
    """A table to send to the other side: title, moment, verdict, legend; signs show as they are."""
    assert render_checklist(FEW, contract(), LIST, "markdown") == MARKDOWN


def test_the_list_as_csv():
    """One header, one record for each row, as RFC 4180 has it: CRLF, quotes where needed."""
    text = render_checklist(FEW, contract(), LIST, "csv")
    assert text.count("\r\n") == 5
    records = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(records[0]) == COLUMNS
    assert [record["item"] for record in records] == [one.item for one in FEW]
    assert records[1]["since"] == "1996-02-28"


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_is_never_a_formula(sign):
    """A spreadsheet that opens the list runs nothing: a cell that looks like a formula is marked as text."""
    text = render_checklist([made(f"{sign}HYPERLINK(1)")], contract(), LIST, "csv")
    assert f",'{sign}HYPERLINK(1)," in text


def test_every_status_has_a_box_and_a_meaning():
    """A status added to the language must be drawn and explained."""
    assert set(BOXES) == set(LEGEND) == set(get_args(Status))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_list_fits(width):
    """No line of the terminal's list is wider than asked."""
    text = render_checklist(rows(), contract(), unanswered(), width=width)
    assert max(map(len, text.splitlines())) <= width
