"""A fact tried on every day of a range: the runs say what each day says by itself, from few evaluations."""

import datetime

import attrs
from hypothesis import given, note
from hypothesis import strategies as st

from assent.engine.analysis.sweep import Question, Told, sweep
from assent.engine.facts.ledger import Entry
from assent.grammar.values import Moment
from tests.support.contracts import case
from tests.support.journals import day, vocabulary
from tests.support.laws import every, law_of, situations

FEE = """\
event Fee
event Sale
Amendment takes effect when Fee occurred by 1996-05-31 and Lender received Amendment
Consent permits Sale when Amendment is effective
"""
JOURNAL = """\
record of everything is complete through 1996-04-30
1996-04-10 Lender received Amendment
"""


def entry(one, sentence: str) -> tuple[Entry, ...]:
    said = {saying.sentence: saying for saying in vocabulary(one.contract)}
    return tuple(Entry(day(0), assertion, sentence) for assertion in said[sentence].assertions)


def question(one, as_of: str = "", fixed: bool = False, *asked: str) -> Question:
    moment = Moment(datetime.date.fromisoformat(as_of)) if as_of else one.facts.latest()
    return Question(one.contract, one.facts, moment, fixed, {}, asked or one.contract.asked())


def on(date: str) -> Moment:
    return Moment(datetime.date.fromisoformat(date))


def words(runs) -> list[tuple[str, str, str | None, str | None, int | None]]:
    return [(str(r.first), str(r.last), r.told.verdict, r.told.since and str(r.told.since), r.told.after) for r in runs]


def test_runs_are_told_by_the_dates_at_which_the_answer_changes():
    """S4, S5: until the paper is there its date counts, then that of the fee; from 1 June on the fee is late."""
    one = case(FEE, JOURNAL)
    (runs,), evaluated = sweep(
        question(one, "", False, "Amendment"), entry(one, "Fee occurred"), on("1996-01-01"), on("1996-12-31")
    )
    assert words(runs) == [
        ("1996-01-01", "1996-04-10", "EFFECTIVE", "1996-04-10", None),
        ("1996-04-11", "1996-05-31", "EFFECTIVE", None, 0),
        ("1996-06-01", "1996-12-31", "CAN NO LONGER BE", None, None),
    ]
    assert evaluated < 100  # of 366 days: four dates, six days around each, two for each stretch between


def test_a_moment_that_is_given_stays():
    """S1: asked as of one moment whatever the date, a fact after it does not exist."""
    one = case(FEE, JOURNAL)
    (runs,), _ = sweep(
        question(one, "1996-04-20", True, "Amendment"), entry(one, "Fee occurred"), on("1996-04-01"), on("1996-05-10")
    )
    assert words(runs) == [
        ("1996-04-01", "1996-04-10", "EFFECTIVE", "1996-04-10", None),
        ("1996-04-11", "1996-04-20", "EFFECTIVE", None, 0),
        ("1996-04-21", "1996-05-10", "NOT YET", None, None),
    ]


def test_a_date_on_which_the_fact_contradicts_another_has_no_verdict():
    """S2: what is said not to have happened by 5 April cannot have happened by then."""
    one = case(FEE, JOURNAL + "1996-04-05 Fee did not occur\n")
    (runs,), _ = sweep(
        question(one, "", False, "Amendment"), entry(one, "Fee occurred"), on("1996-04-01"), on("1996-04-30")
    )
    assert words(runs)[0] == ("1996-04-01", "1996-04-05", None, None, None)
    assert words(runs)[1][:3] == ("1996-04-06", "1996-04-10", "EFFECTIVE")


def test_the_ends_may_have_times_of_day():
    """S1: the first and the last date are moments; between them stand whole days."""
    one = case(FEE, JOURNAL)
    start, end = attrs.evolve(on("1996-04-29"), minute=600), attrs.evolve(on("1996-05-31"), minute=1020)
    (runs,), _ = sweep(question(one, "", False, "Amendment"), entry(one, "Fee occurred"), start, end)
    assert words(runs) == [("1996-04-29 10:00", "1996-05-31 17:00", "EFFECTIVE", None, 0)]


@every
def test_runs_say_what_every_day_says(name):
    """S1: evaluated only where something can change, a sweep says of each day what that day says by itself."""

    @law_of(name, 9)
    @given(st.data())
    def law(data):
        one = data.draw(situations(name))
        sayings = vocabulary(one.contract)
        if not sayings:
            return
        saying = data.draw(st.sampled_from(sayings))
        entries = tuple(Entry(day(0), assertion, saying.sentence) for assertion in saying.assertions)
        first = data.draw(st.integers(-40, 30))
        start = data.draw(st.sampled_from((day(first), day(first, 700))))
        end = day(first + data.draw(st.integers(1, 70)))
        asked = Question(
            one.contract, one.facts, one.moment, data.draw(st.booleans()), dict(one.readings), one.contract.asked()
        )
        note(f"vary {start}..{end} {saying.sentence}")
        runs, _ = sweep(asked, entries, start, end)
        for step in range((end.day - start.day).days + 1):
            moment = start if step == 0 else Moment(start.day + datetime.timedelta(days=step))
            for clause, told in enumerate(asked.told(entries, moment)):
                assert said(runs[clause], moment) == (told.verdict, told.since and told.since.day, told.at_latest)

    law()


def said(runs, moment: Moment) -> tuple[object, ...]:
    """What the one run in which a date stands says of it."""
    (run,) = [run for run in runs if run.first.last_minute <= moment.last_minute <= run.last.last_minute]
    told: Told = run.told
    since = told.since.day if told.since else None
    if since is None and told.after is not None:
        since = moment.day + datetime.timedelta(days=told.after)
    return told.verdict, since, told.at_latest
