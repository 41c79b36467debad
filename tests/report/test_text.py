"""Verdict lines, the header, and what stands at the end of an answer."""

import attrs
import pytest

from assent.engine.evaluation.findings import ByReading
from assent.engine.report.text import record_words, render_evaluation
from tests.report.hand import CLOSING, contract, day, evaluation, finding, missing, reason


def answer(*findings, **more):
    return render_evaluation(contract(), evaluation(*findings), **more)


def test_verdicts_alone_stand_in_a_column():
    """`--explain none` is one line for each question."""
    text = answer(finding("EFFECTIVE", since=CLOSING), finding("NOT YET", name="Closing"), explain="none")
    assert text.endswith("\n\nAmendment  EFFECTIVE since 1996-02-28\nClosing    NOT YET\n")


def test_an_earlier_moment_that_cannot_be_excluded_is_said():
    """A positive verdict whose date an unknown fact could move says `at the latest`."""
    text = answer(finding("EFFECTIVE", since=CLOSING, at_latest=True), explain="none")
    assert "EFFECTIVE since 1996-02-28 at the latest" in text


@pytest.mark.parametrize(
    ("verdict", "mentioned"),
    [
        ("EFFECTIVE", False),
        ("UNDETERMINED", False),
        ("NOT YET", True),
        ("CAN NO LONGER BE", True),
        ("NOT PERMITTED YET", True),
        ("NO LONGER PERMITTED", True),
        ("NOT COVERED", True),
    ],
)
def test_waiver_and_amendment_are_always_mentioned(verdict, mentioned):
    """A waiver and a further amendment stand outside the prospects, and are always named (rule S4)."""
    assert ("A waiver by Congress or a further amendment" in answer(finding(verdict))) is mentioned


def test_the_sections_of_another_agreement_are_said_to_be_so():
    """`5(a)` of a letter is never taken for `5(a)` of the contract."""
    row = reason("5(a)", "OUTSTANDING", "Note B", labelled=True, agreement="Real Estate Loan Amendment")
    assert "\n  sections of Real Estate Loan Amendment\n" in answer(finding("NOT YET", row))


def test_a_note_on_the_verdict_is_shown():
    """A deadlock, or a text that is not in the record, is said below the verdict."""
    assert "\n  deadlock: it waits for itself\n" in answer(
        finding("NO LONGER PERMITTED", note="deadlock: it waits for itself")
    )


def test_unknown_facts_with_one_cause_stand_together():
    """Every missing fact is named with why it is not known."""
    facts = (
        missing("a is true", "not said"),
        missing("b occurred", "silence"),
        missing("c is true", "not said"),
    )
    text = answer(finding("UNDETERMINED", missing=facts))
    assert "  not known\n    a is true\n    c is true\n      not said\n    b occurred\n      silence\n" in text


@pytest.mark.parametrize(
    ("rests_on", "line"),
    [
        (None, "under the readings T1 SIM, T8 G-NOT"),
        (("T8",), "rests on the readings T8 G-NOT"),
        ((), "no other choice of a single reading changes this verdict"),
    ],
)
def test_every_verdict_says_which_readings_it_rests_on(rests_on, line):
    """Or under which it was given, when nobody worked that out; or that none matters alone (rule S10)."""
    readings = {"T1": "SIM", "T8": "G-NOT"}
    assert f"\n  {line}\n" in answer(finding("EFFECTIVE", since=CLOSING, readings=readings, rests_on=rests_on))


def test_readings_that_change_the_verdict_are_named():
    """All readings: each verdict with the alternatives that give it (rule S10)."""
    groups = (
        ByReading("EFFECTIVE", CLOSING, ({},)),
        ByReading("NOT YET", None, ({"T8": "G-PART"}, {"T1": "SEQ", "T8": "G-PART"})),
    )
    made = attrs.evolve(evaluation(finding("EFFECTIVE", since=CLOSING)), by_reading={"Amendment": groups})
    assert render_evaluation(contract(), made).endswith(
        "  under the readings\n"
        "    EFFECTIVE since 1996-02-28\n"
        "      all others\n"
        "    NOT YET\n"
        "      T8 G-PART\n"
        "      T1 SEQ and T8 G-PART\n"
    )


def test_one_verdict_under_every_reading_is_one_line():
    """Readings that change nothing are not listed."""
    made = attrs.evolve(evaluation(finding("NOT YET")), by_reading={"Amendment": (ByReading("NOT YET", None, ({},)),)})
    assert "\n  under every reading: NOT YET\n" in render_evaluation(contract(), made)


@pytest.mark.parametrize(
    ("complete", "words"),
    [
        ({}, "no record is declared complete"),
        (
            dict.fromkeys(("documents", "events", "determinations", "waivers"), "1996-02-28"),
            "record complete through 1996-02-28",
        ),
        (
            {"documents": "1996-02-28", "events": "1996-02-28", "waivers": "1996-03-01"},
            "record complete of documents and events through 1996-02-28, of waivers through 1996-03-01; "
            "not declared complete: determinations",
        ),
    ],
)
def test_the_header_says_how_far_the_record_goes(complete, words):
    """Silence counts only within the complete record, so the answer prints it (rule S2)."""
    assert record_words({kind: day(text) for kind, text in complete.items()}) == words


def test_a_style_never_moves_a_column():
    """Colour goes around words after they are cut and padded: without it the text is the same."""
    row = reason("5(b)", "SATISFIED", "the Lakewood IDA Transaction " * 4, labelled=True)
    made = finding("EFFECTIVE", row, since=CLOSING, readings={"T1": "SIM"})
    styled = answer(made, style=lambda role, text: f"\x01{role}\x02{text}\x03" if role else text)
    for role in ("title", "aside", "met", "section", "words"):
        assert f"\x01{role}\x02" in styled
    bare = styled
    while "\x01" in bare:
        start = bare.index("\x01")
        bare = bare[:start] + bare[bare.index("\x02", start) + 1 :].replace("\x03", "", 1)
    assert bare == answer(made)
