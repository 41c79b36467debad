"""`assent sweep`: every combination of some facts, counted; as text and as JSON, its answer the exit code."""

import jsonschema
import pytest

from assent.engine.report.json import schema

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"


def counts(assent, *more):
    document = assent("sweep", CONTRACT, JOURNAL, *more, "--format", "json").json
    jsonschema.Draft202012Validator(schema()).validate(document)
    return document["tally"]


def test_a_fact_of_the_journal_is_varied_with_and_without(assent):
    """The fee is a condition: paid, the amendment is effective; not paid, it is not yet."""
    done = assent("sweep", CONTRACT, JOURNAL, "--over", "Fee Payment occurred")
    assert done.code == 1
    tally = counts(assent, "--over", "Fee Payment occurred")
    assert (tally["combinations"], tally["journals"]) == (2, 2)
    (clause,) = tally["clauses"]
    assert clause["counts"] == {"EFFECTIVE": 1, "NOT YET": 1}
    ((turning),) = clause["turning"]
    assert turning["sentence"].endswith("Fee Payment occurred with amount USD 25,000")
    assert (turning["differing"], turning["pairs"]) == (1, 1)


def test_all_facts_of_the_journal_and_all_it_could_have_besides(assent):
    for what in ("recorded", "open"):
        tally = counts(assent, "--over", what)
        assert tally["combinations"] == 2 ** len(tally["over"])
        assert sum(tally["clauses"][0]["counts"].values()) == tally["journals"]


def test_where_every_combination_is_a_yes_the_exit_code_is_0(assent):
    """A party that receives a paper once more undoes nothing."""
    done = assent("sweep", CONTRACT, JOURNAL, "--over", "Northbank received Survey Report")
    assert (done.code, "never turns it" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ((), "say what varies"),
        (("--over", "Northbnk received Survey Report"), "did you mean `Northbank`?"),
        (("--over", "Northbank gave Survey Report"), "--over"),
        (("--over", "2024-02-30 Fee Payment occurred"), "2024-02-30"),
        (("--over", "2000-01-01..2024-02-01 Fee Payment occurred"), "too many"),
        (("--over", "recorded", "--most", "0"), "--most"),
    ],
)
def test_what_cannot_be_varied_is_refused(assent, over, words):
    done = assent("sweep", CONTRACT, JOURNAL, *over)
    assert (done.code, words in done.err) == (2, True), done.err
    assert "Traceback" not in done.err


def test_every_line_fits_in_80_columns(assent):
    done = assent(
        "sweep", CONTRACT, JOURNAL, "--over", "recorded", "--over", "2024-01-01..2024-01-03 Fee Payment occurred"
    )
    assert done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
