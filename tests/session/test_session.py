"""From Python: `load_contract`, `load_facts`, `evaluate`; every refusal carries its findings."""

import datetime

import pytest

import assent
from assent.grammar.diagnostics import Refused
from assent.grammar.values import Moment

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"


@pytest.fixture
def contract():
    return assent.load_contract(CONTRACT)


@pytest.fixture
def facts(contract):
    return assent.load_facts(JOURNAL, contract)


def codes(error):
    return [diagnostic.code for diagnostic in error.value.diagnostics]


def test_the_three_functions_give_the_answer(contract, facts):
    finding = assent.evaluate(contract, facts)["Amendment"]
    assert (finding.verdict, str(finding.since)) == ("EFFECTIVE", "2024-03-20")


@pytest.mark.parametrize("as_of", ["2024-03-10", datetime.date(2024, 3, 10), Moment(datetime.date(2024, 3, 10))])
def test_a_moment_is_text_or_a_date_or_a_moment(contract, facts, as_of):
    evaluation = assent.evaluate(contract, facts, as_of=as_of)
    assert evaluation.as_of == Moment(datetime.date(2024, 3, 10))


def test_without_a_moment_it_is_the_last_of_which_the_journal_speaks(contract, facts):
    assert str(assent.evaluate(contract, facts).as_of) == "2024-03-20"


def test_a_datetime_is_refused_because_its_zone_would_be_lost(contract, facts):
    with pytest.raises(TypeError, match="zone"):
        assent.evaluate(contract, facts, as_of=datetime.datetime(2024, 3, 10))


def test_readings_are_chosen_by_question(contract, facts):
    assert assent.evaluate(contract, facts, readings={"Q1": "EVER"}).readings == {"Q1": "EVER"}


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"as_of": "soon"}, "not-a-date"),
        ({"readings": {"Q1": "NEVER"}}, "unknown-reading"),
        ({"readings": {"Q2": "EVER"}}, "unknown-question"),
        ({"asked": ["Waiver"]}, "unknown-clause"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(contract, facts, choices, code):
    with pytest.raises(Refused) as error:
        assent.evaluate(contract, facts, **choices)
    assert codes(error) == [code]


def test_a_moment_must_come_from_somewhere(contract, deal):
    (deal / "blank.facts").write_text("facts for Amendment\n")
    with pytest.raises(Refused) as error:
        assent.evaluate(contract, assent.load_facts("blank.facts", contract))
    assert codes(error) == ["no-moment"]


def test_a_refusal_carries_every_finding_in_order(deal):
    path = deal / CONTRACT
    path.write_text(
        path.read_text().replace("Vessel Sale when", "Vessel Sail when").replace("by 2024-03-29", "by 2024-02-30")
    )
    with pytest.raises(Refused) as error:
        assent.load_contract(path)
    assert "no-such-date" in codes(error)


def test_several_journals_are_one_whatever_their_order(contract, deal):
    whole = assent.load_facts(JOURNAL, contract)
    lines = (deal / JOURNAL).read_text().splitlines(keepends=True)
    (deal / "a.facts").write_text("".join(lines[:9]))
    (deal / "b.facts").write_text("facts for Amendment\n" + "".join(lines[9:]))
    for order in (["a.facts", "b.facts"], ["b.facts", "a.facts"]):
        merged = assent.load_facts(order, contract)
        said = {(e.moment, e.assertion, e.evidence) for e in merged.entries}
        assert said == {(e.moment, e.assertion, e.evidence) for e in whole.entries}
        assert merged.complete == whole.complete
