"""How answers moved: each moment of change and its cause, derived from the rules by hand; and laws over drawn cases."""

import datetime
import random

import attrs
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.analysis.history import History, history
from assent.engine.evaluation.evaluate import evaluate
from assent.engine.facts.ledger import Facts
from assent.engine.model.happenings import RECORD_KINDS
from assent.engine.session_moments import read_moment
from assent.grammar.values import Moment
from tests.support.contracts import case, complete
from tests.support.laws import every, law_of, situations, told

PAPERS = """\
document Paper by Borrower
event Fee
section 5
    Amendment takes effect when
        (a) Lender received Paper
        (b) Fee occurred by 1996-03-10
"""


def of(contract: str, journal: str, as_of: str = "", *asked: str, **readings: str) -> History:
    made = case(contract, journal)
    moment = read_moment(as_of, "as of") if as_of else made.facts.latest()
    assert moment is not None
    return history(made.contract, made.facts, moment, readings, asked or None)


def moved(found: History, name: str = "Amendment") -> list[tuple[str, str]]:
    """What was told of a clause, and from when on."""
    return [(str(bar.start) if bar.start else "at first", bar.told.verdict) for bar in found.verdicts[name]]


def bars(found: History, section: str) -> list[tuple[str, str]]:
    """How one condition stood, and from when on."""
    (track,) = [track for track in found.tracks if track.item.section == section]
    return [(str(bar.start) if bar.start else "at first", bar.status) for bar in track.bars]


def because(found: History, moment: str, section: str) -> list[tuple[str, str]]:
    """Why a condition changed at a moment: kinds of causes, each with its date or line."""
    (turn,) = [turn for turn in found.turns if str(turn.moment) == moment]
    (change,) = [change for change in turn.conditions if change.item.section == section]
    return [
        (cause.kind, f"line {cause.fact.span.line}" if cause.fact else cause.words or str(cause.moment))
        for cause in change.because
    ]


# --- by hand -------------------------------------------------------------------------------------------------


def test_a_delivery_changes_its_own_condition_on_its_own_day():
    """S1: a fact exists from its day on. The condition it meets changes then, and the others are counted."""
    found = of(PAPERS, complete("1996-03-05") + "1996-03-01 Lender received Paper\n")
    assert bars(found, "5(a)") == [("at first", "OUTSTANDING"), ("1996-03-01", "SATISFIED")]
    turn = found.turns[0]
    assert (str(turn.moment), turn.ahead, turn.unchanged, turn.verdicts) == ("1996-03-01", False, 1, ())
    assert because(found, "1996-03-01", "5(a)") == [("fact", "line 3")]


def test_a_deadline_runs_out_on_the_day_after_it_as_the_record_stands():
    """S1, S4: through 10 March the fee can still be paid. If nothing happens, it is lost from the 11th on."""
    found = of(PAPERS, complete("1996-03-05") + "1996-03-01 Lender received Paper\n")
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-11", "CAN NO LONGER BE")]
    assert bars(found, "5(b)") == [("at first", "OUTSTANDING"), ("1996-03-11", "FAILED")]
    assert because(found, "1996-03-11", "5(b)") == [("deadline", "Fee occurred by 1996-03-10")]
    assert [turn.ahead for turn in found.turns] == [False, True]
    assert found.now["Amendment"].verdict == "NOT YET"


def test_a_deadline_that_was_met_changes_nothing_when_it_passes():
    """S5: what took effect stays so; the deadline is still named among the dates of the contract."""
    journal = complete("1996-03-05") + "1996-03-01 Lender received Paper\n1996-03-04 Fee occurred\n"
    found = of(PAPERS, journal)
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-04", "EFFECTIVE")]
    assert [(one.kind, str(one.moment), one.section) for one in found.dates] == [("deadline", "1996-03-10", "5(b)")]


def test_a_history_goes_by_days():
    """S1: as of a day its hours are still ahead, so a deadline at an hour of that day is over on the next."""
    contract = "event Closing\nAmendment takes effect when Closing occurred by 1996-03-08 17:00\n"
    found = of(contract, complete("1996-03-05"))
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-09", "CAN NO LONGER BE")]
    (change,) = found.turns[0].verdicts
    assert [cause.kind for cause in change.because] == ["deadline"]


def test_a_question_at_an_hour_is_one_of_the_moments():
    """S1: asked as of ten o'clock, the closing of nine is known and that of eleven is not."""
    contract = "event Closing\nAmendment takes effect when Closing occurred by 1996-03-08 17:00\n"
    for hour, verdict in (("09:00", "EFFECTIVE"), ("11:00", "NOT YET")):
        journal = complete("1996-03-08") + f"1996-03-08 {hour} Closing occurred\n"
        assert of(contract, journal, "1996-03-08 10:00").now["Amendment"].verdict == verdict


def test_a_deadline_is_not_told_while_nobody_knows_whether_it_was_met():
    """S2: no record is declared, so the fee may have been paid before the as-of moment; that stays unknown."""
    found = of(PAPERS, "1996-03-01 Lender received Paper\n", "1996-03-05")
    assert moved(found) == [("at first", "UNDETERMINED")]


def test_what_was_said_not_to_have_happened_is_lost_when_its_time_runs_out():
    """S2: the denial speaks of all time up to its day, and as the record stands nothing happens after it."""
    contract = "event Fee\nAmendment takes effect when Fee occurred by 1996-03-10\n"
    found = of(contract, "1996-03-05 Fee did not occur\n")
    assert moved(found)[-2:] == [("1996-03-05", "NOT YET"), ("1996-03-11", "CAN NO LONGER BE")]


def test_a_state_that_begins_and_ends():
    """S2: from its beginning to its end it holds; of other days, only what is said of them is known."""
    contract = "state Default\nStandstill is in force while no Default exists\n"
    journal = "1996-03-01 no Default exists\n1996-03-02 Default began\n1996-03-04 Default ended\n"
    found = of(contract, complete("1996-03-06") + journal)
    assert moved(found, "Standstill") == [
        ("at first", "UNDETERMINED"),
        ("1996-03-01", "EFFECTIVE"),
        ("1996-03-02", "NOT YET"),
        ("1996-03-04", "EFFECTIVE"),
        ("1996-03-05", "UNDETERMINED"),
    ]


def test_a_statement_of_one_day_lapses_on_the_next():
    """S2: `no Default exists` speaks of its own day alone, also beyond the as-of moment."""
    contract = "state Default\nsection 5\n    Standstill is in force while\n        (a) no Default exists\n"
    found = of(contract, "1996-03-01 no Default exists\n")
    assert bars(found, "5(a)")[1:] == [("1996-03-01", "SATISFIED"), ("1996-03-02", "UNDETERMINED")]
    assert because(found, "1996-03-02", "5(a)") == [("lapse", "line 2")]
    assert found.turns[-1].ahead


def test_where_the_record_ends_silence_means_nothing_any_more():
    """S2: through 3 March the paper was not received; of 4 March nobody knows, and the record's end is the cause."""
    contract = (
        "document Paper by Borrower\nsection 5\n    Amendment takes effect when\n        (a) Lender received Paper\n"
    )
    found = of(contract, complete("1996-03-03"), "1996-03-06")
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-04", "UNDETERMINED")]
    assert because(found, "1996-03-04", "5(a)") == [("record", "documents and events and determinations and waivers")]


def test_a_permission_before_and_after_the_act():
    """S12: not permitted before the effect, permitted from it on, covered once the act is done."""
    contract = PAPERS + "event Sale\nConsent permits Sale when Amendment is effective\n"
    journal = "1996-03-01 Lender received Paper\n1996-03-02 Fee occurred\n1996-03-04 Sale occurred\n"
    found = of(contract, complete("1996-03-05") + journal)
    assert moved(found, "Consent") == [
        ("at first", "NOT PERMITTED YET"),
        ("1996-03-02", "PERMITTED"),
        ("1996-03-04", "COVERED"),
    ]
    (turn,) = [turn for turn in found.turns if str(turn.moment) == "1996-03-02"]
    (change,) = [change for change in turn.verdicts if change.name == "Consent"]
    assert [(cause.kind, cause.words) for cause in change.because] == [("clause", "Amendment")]


def test_another_text_governs_from_its_effect_on():
    """S9: the old text plays no part once the amendment that replaces it is effective, and the new one begins to."""
    contract = PAPERS + (
        "agreement Loan between Lender, Borrower\n"
        "section 7 of Loan is not in the record\n"
        "once Amendment is effective, section 7 of Loan reads\n"
        "    Funding is complete when all of\n"
        "        (a) Lender received Paper\n"
    )
    journal = "1996-03-01 Lender received Paper\n1996-03-02 Fee occurred\n"
    found = of(contract, complete("1996-03-05") + journal, "", "Funding")
    old, new = found.tracks
    assert [(str(bar.start), str(bar.end), bar.status) for bar in old.bars] == [("None", "1996-03-02", "UNDETERMINED")]
    assert [(str(bar.start), str(bar.end), bar.status) for bar in new.bars] == [("1996-03-02", "None", "SATISFIED")]
    assert because(found, "1996-03-02", "7(a)") == [("clause", "Amendment")]


def test_relation_back_is_told_when_it_is_known_and_not_before():
    """S5: asked as of a moment at which the conditions were not met, the effect was not there."""
    contract = PAPERS + "Amendment relates back to 1996-02-01\n"
    journal = "1996-03-01 Lender received Paper\n1996-03-02 Fee occurred\n"
    found = of(contract, complete("1996-03-05") + journal)
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-02", "EFFECTIVE")]
    assert str(found.now["Amendment"].since) == "1996-02-01"


def test_facts_after_the_moment_asked_do_not_exist():
    """S1: asked as of 1 March, the fee of 2 March is in no bar and in no list; as the record stands, it never comes."""
    journal = "1996-03-01 Lender received Paper\n1996-03-02 Fee occurred\n"
    found = of(PAPERS, complete("1996-03-05") + journal, "1996-03-01")
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-11", "CAN NO LONGER BE")]
    assert [entry.sentence for entry in found.facts] == ["Lender received Paper"]


def test_a_waiver_is_a_cause_like_any_other():
    """S7: waived from the day of the waiver on."""
    contract = PAPERS + "    Lender may waive section 5 in writing\n"
    journal = "1996-03-01 Lender received Paper\n1996-03-12 Lender waived section 5(b) in writing\n"
    found = of(contract, complete("1996-03-12") + journal)
    assert bars(found, "5(b)") == [("at first", "OUTSTANDING"), ("1996-03-11", "FAILED"), ("1996-03-12", "WAIVED")]
    assert moved(found)[-1] == ("1996-03-12", "EFFECTIVE")


def test_a_date_of_the_contract_that_lapses_after():
    """S5: `lapses after` closes the time in which an effect can begin, and is the cause of its end."""
    contract = "document Paper by Borrower\nAmendment takes effect when Lender received Paper\n"
    found = of(contract + "Amendment lapses after 1996-03-20\n", complete("1996-03-05"))
    assert moved(found) == [("at first", "NOT YET"), ("1996-03-21", "CAN NO LONGER BE")]
    (change,) = found.turns[-1].verdicts
    assert [(cause.kind, str(cause.moment)) for cause in change.because] == [("deadline", "1996-03-20")]


@pytest.mark.parametrize("name", ["min", "max"])
def test_the_ends_of_the_calendar_are_no_obstacle(name):
    """S1: days beside the first and the last day that can be written are left out, not stumbled over."""
    made = case(PAPERS)
    moment = Moment(getattr(datetime.date, name))
    assert history(made.contract, made.facts, moment).now["Amendment"].verdict == "UNDETERMINED"


# --- laws ----------------------------------------------------------------------------------------------------


def shape(found: History) -> object:
    """All that a history says, without the order of facts."""
    verdicts = {name: [(b.start, b.end, b.told) for b in bars] for name, bars in found.verdicts.items()}
    tracks = [(track.item.key, [(b.start, b.end, b.status) for b in track.bars]) for track in found.tracks]
    return verdicts, tracks, [(turn.moment, turn.ahead, turn.unchanged) for turn in found.turns]


@every
def test_between_two_moments_of_change_nothing_changes(name):
    """As of any day, the one asked about too, an evaluation of that day alone says what the bars say."""

    @law_of(name, 15)
    @given(st.data())
    def law(data):
        case_ = data.draw(situations(name))
        asked = tuple(case_.contract.clauses)
        found = history(case_.contract, case_.facts, case_.moment, case_.readings, asked)
        day = Moment(case_.moment.day - datetime.timedelta(days=data.draw(st.integers(0, 30))))
        note(f"as of {day}")
        for finding in evaluate(case_.contract, case_.facts, day, case_.readings, asked).findings:
            (bar,) = [bar for bar in found.verdicts[finding.name] if falls(day, bar.start, bar.end)]
            assert bar.told.verdict == finding.verdict
            assert bar.told.at_latest or (bar.told.since, bar.told.at_latest) == told(finding)[1:]
            standing = standing_on(found, finding.name, day)
            labelled = [one for one in finding.walk() if one.labelled and (one.section, one.span) in standing]
            for reason in labelled:
                assert reason.status == standing[reason.section, reason.span], reason.section

    law()


def falls(day: Moment, start: Moment | None, end: Moment | None) -> bool:
    """Whether the end of a day falls into a span."""
    return (start is None or start.last_minute <= day.last_minute) and (
        end is None or day.last_minute < end.last_minute
    )


def standing_on(found: History, name: str, day: Moment) -> dict[object, str]:
    """The labelled conditions of a clause on a day, as the bars say."""
    return {
        (track.item.section, track.item.span): bar.status
        for track in found.tracks
        for bar in track.bars
        if track.item.clause == name and track.item.condition is not None and track.item.condition.place.labelled
        if falls(day, bar.start, bar.end)
    }


@every
def test_as_the_record_stands_is_a_record_that_goes_on_in_silence(name):
    """Beyond the as-of moment, a record complete up to it counts as complete, with nothing new in it."""

    @law_of(name, 6)
    @given(st.data())
    def law(data):
        case_ = data.draw(situations(name))
        known = tuple(entry for entry in case_.facts.entries if entry.moment.day <= case_.moment.day)
        facts: Facts = attrs.evolve(case_.facts, entries=known, complete=dict.fromkeys(RECORD_KINDS, case_.moment))
        asked = tuple(case_.contract.clauses)
        found = history(case_.contract, facts, case_.moment, case_.readings, asked)
        day = Moment(case_.moment.day + datetime.timedelta(days=data.draw(st.integers(1, 40))))
        silent = attrs.evolve(facts, complete=dict.fromkeys(RECORD_KINDS, day))
        for finding in evaluate(case_.contract, silent, day, case_.readings, asked).findings:
            (bar,) = [bar for bar in found.verdicts[finding.name] if falls(day, bar.start, bar.end)]
            assert bar.told.verdict == finding.verdict, str(day)

    law()


@every
def test_the_order_of_facts_never_matters(name):
    """S2: a journal is a set of dated statements."""

    @law_of(name, 6)
    @given(st.data())
    def law(data):
        case_ = data.draw(situations(name))
        entries = list(case_.facts.entries)
        random.Random(data.draw(st.integers(0, 10_000))).shuffle(entries)
        one, other = (
            history(case_.contract, facts, case_.moment, case_.readings)
            for facts in (case_.facts, attrs.evolve(case_.facts, entries=tuple(entries)))
        )
        assert shape(one) == shape(other)

    law()


@every
def test_every_change_has_a_cause_and_every_turn_a_change(name):
    """Nothing is shown that did not change, and nothing changes without a reason."""

    @law_of(name, 6)
    @given(st.data())
    def law(data):
        case_ = data.draw(situations(name))
        found = history(case_.contract, case_.facts, case_.moment, case_.readings)
        for turn in found.turns:
            assert turn.verdicts or turn.conditions
            assert all(change.because for change in turn.verdicts)
            assert all(change.because and change.before != change.after for change in turn.conditions)

    law()
