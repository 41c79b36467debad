"""A history on paper: the text, the table and the picture show all of it, and only that."""

import xml.etree.ElementTree as ET

import pytest

from assent.engine.analysis.history import History, history
from assent.engine.model.contract import Contract
from assent.engine.model.happenings import RECORD_KINDS
from assent.engine.report.timeline import markdown_timeline, render_timeline
from assent.engine.report.timeline_svg import PATTERNS, SIGNS, svg_timeline
from tests.support import lexington
from tests.support.contracts import case, complete

SVG = "{http://www.w3.org/2000/svg}"
SALE = """\
contract Amendment "Sale of <the> \\"Dock\\" & yard"
    dated 1996-02-28
    between Lender, Borrower
party Lender
party Borrower
document Paper by Borrower
document Report by Borrower
event Fee
state Default
section 5
    Lender may waive section 5 in writing
    Amendment takes effect when
        (a) "the <signed> paper & its annex" Lender received Paper
        (b) "the fee" Fee occurred by 1996-03-10
        (c) "no default" no Default exists
        (d) all of
            - Lender received Report
            - Report is satisfactory to Lender
""".replace('\\"', "'")
JOURNAL = complete("1996-03-05") + (
    '1996-03-01 Lender received Paper "tab <1>"\n'
    "1996-03-03 Lender received Report\n"
    "1996-03-04 Lender waived section 5(c) in writing\n"
)


def made(contract: str = SALE, journal: str = JOURNAL) -> tuple[Contract, History]:
    one = case(contract, journal)
    moment = one.facts.latest()
    assert moment is not None
    return one.contract, history(one.contract, one.facts, moment)


def picture(contract: str = SALE, journal: str = JOURNAL) -> ET.Element:
    return ET.fromstring(svg_timeline(*made(contract, journal)))


def written(drawing: ET.Element) -> str:
    """All text of a picture that can be seen, without the titles that a reader has to point at."""
    return "\n".join(one.text or (one[-1].tail if len(one) else "") or "" for one in drawing.iter(f"{SVG}text"))


TEXT = """\
Sale of <the> 'Dock' & yard
as of 1996-03-05; record complete through 1996-03-05

Amendment  at first    NOT YET
           1996-03-11  CAN NO LONGER BE, as the record stands

At first
  Amendment: OUTSTANDING 5(a), 5(b), 5(d); UNDETERMINED 5(c)

1996-03-01
  Amendment  NOT YET (unchanged)
    5(a)  OUTSTANDING -> SATISFIED  the <signed> paper & its annex
          test.facts:3  Lender received Paper "tab <1>"
  (3 conditions unchanged)

1996-03-03
  Amendment  NOT YET (unchanged)
    5(d)  OUTSTANDING -> RECEIVED  Lender received Report; Report is
                                   satisfactory to Lender
          test.facts:4  Lender received Report
  (3 conditions unchanged)

1996-03-04
  Amendment  NOT YET (unchanged)
    5(c)  UNDETERMINED -> WAIVED  no default
          test.facts:5  Lender waived section 5(c) in writing
  (3 conditions unchanged)

After 1996-03-05: as the record stands, if nothing more happens and nothing more
is said.

1996-03-11
~ Amendment  NOT YET -> CAN NO LONGER BE
    5(b)  OUTSTANDING -> FAILED  the fee
          1996-03-10 has passed: Fee occurred by 1996-03-10
  (3 conditions unchanged)
"""


def test_the_text_is_as_drawn():
    """Each date with what changes, because of what; what does not change is counted; what lies ahead is told apart."""
    contract, found = made()
    assert render_timeline(contract, found, complete=dict.fromkeys(RECORD_KINDS, found.as_of)) == TEXT


@pytest.mark.parametrize("width", [60, 72, 80, 120])
def test_no_line_is_wider_than_asked(width):
    """Columns wrap; nothing is cut."""
    text = render_timeline(*made(), width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "the <signed> paper & its annex" in " ".join(text.split())


def test_when_nothing_lies_ahead_that_is_said():
    """The last block says that nothing changes any more."""
    contract, found = made(
        "document Paper by Borrower\nAmendment takes effect when Lender received Paper\n", complete("1996-03-05")
    )
    assert "After 1996-03-05 nothing changes: as the record stands" in " ".join(
        render_timeline(contract, found).split()
    )


def test_the_table_has_a_row_for_each_change():
    """Signs of Markdown and HTML in the contract are shown as they are."""
    contract, found = made()
    table = markdown_timeline(contract, found)
    rows = [line for line in table.splitlines() if line.startswith("| 1996")]
    changes = sum(len(turn.verdicts) + len(turn.conditions) for turn in found.turns)
    assert len(rows) == changes
    assert "the \\<signed\\> paper & its annex" in table
    assert "| 1996-03-11* | Amendment | 5(b) | the fee | OUTSTANDING -> FAILED |" in table


# --- the picture ---------------------------------------------------------------------------------------------


def test_the_picture_is_one_document_with_a_title_and_a_description():
    """Well formed, with nothing fetched from elsewhere, and its verdicts told in words to those who cannot see it."""
    text = svg_timeline(*made())
    drawing = ET.fromstring(text)
    assert drawing.get("role") == "img"
    title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert title is not None and title.text == "Timeline: Sale of <the> 'Dock' & yard"
    assert description is not None and "from 1996-03-11 CAN NO LONGER BE" in (description.text or "")
    assert "href" not in text and "url(http" not in text and "<script" not in text and "<style" not in text


def test_there_is_one_bar_for_each_span_of_each_condition_and_verdict():
    """Nothing of the history is left out of the picture."""
    contract, found = made()
    drawing = ET.fromstring(svg_timeline(contract, found))
    bars = [group for group in drawing.iter(f"{SVG}g") if group.get("class") == "bar"]
    spans = sum(len(track.bars) for track in found.tracks) + sum(len(bars) for bars in found.verdicts.values())
    assert len(bars) == spans
    titles = [bar.findtext(f"{SVG}title") or "" for bar in bars]
    for track in found.tracks:
        assert sum(title.startswith(f"{track.item.section} ") for title in titles) == len(track.bars)


def test_every_date_and_section_is_written():
    """The moments of change, the days of facts, the as-of moment, the deadlines and the labels can be read off."""
    _, found = made()
    words = written(picture())
    for turn in found.turns:
        assert str(turn.moment) in words
    for entry in found.facts:
        assert str(entry.moment) in words
    for track in found.tracks:
        assert track.item.section in words
    assert "as of 1996-03-05" in words
    assert "1996-03-10: last day of 5(b)" in words
    assert "the <signed> paper & its annex" in " ".join(words.split())


def test_statuses_are_told_apart_without_colour():
    """Each status has a sign of its own, and those of one colour differ in their pattern."""
    assert len(set(SIGNS.values())) == len(SIGNS) == len(PATTERNS)
    for alike in (("SATISFIED", "DEEMED SATISFIED", "WAIVED"), ("OUTSTANDING", "RECEIVED")):
        assert len({PATTERNS[status] for status in alike}) == len(alike)
    assert {"WAIVED", "RECEIVED", "FAILED", "SATISFIED", "OUTSTANDING"} <= set(written(picture()).split("\n"))


def test_a_bar_begins_at_the_column_of_its_date():
    """The fee is lost where 11 March begins, and that is where the line of its deadline stands."""
    drawing = picture()
    (bar,) = [
        g for g in drawing.iter(f"{SVG}g") if (g.findtext(f"{SVG}title") or "").startswith("5(b) the fee: FAILED")
    ]
    (flag,) = [g for g in drawing.iter(f"{SVG}g") if "Fee occurred by" in (g.findtext(f"{SVG}title") or "")]
    box, line = bar.find(f"{SVG}rect"), flag.find(f"{SVG}line")
    assert box is not None and line is not None
    assert abs(float(box.get("x", 0)) - float(line.get("x1", 0))) <= 1.5


@pytest.mark.parametrize("days", [1, 12, 40])
def test_it_fits_a_landscape_page_whatever_there_is_to_show(days):
    """Never taller than a landscape page is for its width, and no bar reaches beyond its edge."""
    facts = "".join(f"1996-{3 + day // 28:02d}-{day % 28 + 1:02d} no Default exists\n" for day in range(0, 2 * days, 2))
    drawing = picture(SALE, complete("1996-03-05") + facts)
    width, height = float(drawing.get("width", 0)), float(drawing.get("height", 0))
    assert height <= width * 210 / 297 + 1
    for box in drawing.iter(f"{SVG}rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("width", 0)) > 0


def test_a_verdict_of_one_day_is_written_too():
    """However narrow its column, every bar of a verdict bears words, and every bar of a condition its sign."""
    contract = "state Default\nStandstill is in force while no Default exists\n"
    facts = "".join(f"1996-03-{day:02d} no Default exists\n" for day in range(1, 29, 2))
    one, found = made(contract, complete("1996-03-28") + facts)
    drawing = ET.fromstring(svg_timeline(one, found))
    words = written(drawing).split("\n")
    told = [bar.told.verdict for bar in found.verdicts["Standstill"]]
    assert len(told) > 20
    assert words.count("yes") == told.count("EFFECTIVE")
    assert words.count("S") == told.count("EFFECTIVE") + 1  # and once in the legend


def test_the_picture_in_the_docs_is_the_one_that_is_drawn_now():
    """Drawn anew with `assent timeline contracts/lexington-1996/amendment.assent
    contracts/lexington-1996/closing.facts -o docs/timeline.svg`.
    """
    contract = lexington.contract()
    facts = lexington.base_of(("closing.facts",), contract)
    moment = facts.latest()
    assert moment is not None
    now = svg_timeline(contract, history(contract, facts, moment), f"record complete through {moment}")
    assert (lexington.FOLDER.parents[1] / "docs" / "timeline.svg").read_text(encoding="utf-8") == now
