"""`assent why`: what forces a verdict as text and as JSON, with exit codes that are those of eval."""

import jsonschema

from assent.engine.report.json import schema

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"
NO_FEE = ("--without", "Fee Payment occurred")
UNKNOWN = ("--without", "no Event of Default has occurred")


def words(done):
    return " ".join(done.out.split())


def test_a_yes_is_exit_0_and_cites_every_fact_that_forces_it(assent):
    done = assent("why", CONTRACT, JOURNAL)
    assert done.code == 0
    assert "Fee Payment occurred with amount USD 25,000 (closing.facts:" in words(done)
    assert "would turn it" not in done.out


def test_a_no_is_exit_1_and_says_what_would_turn_it(assent):
    done = assent("why", CONTRACT, JOURNAL, *NO_FEE)
    assert done.code == 1
    assert "no record that Fee Payment occurred" in words(done)
    assert "not met Fee Payment occurred with amount USD 25,000" in words(done)
    assert "or a further amendment can always change this" in words(done)
    assert assent("why", CONTRACT, JOURNAL, *NO_FEE, "--exit-zero").code == 0


def test_undetermined_is_exit_3_and_says_what_would_settle_it_either_way(assent):
    done = assent("why", CONTRACT, JOURNAL, *UNKNOWN)
    assert done.code == 3
    assert "Nothing on record forces a yes or a no." in words(done)
    assert "would make it a yes" in done.out
    assert "would make it a no" in done.out
    assert "not recorded no Event of Default exists" in words(done)


def test_the_worst_of_several_decides(assent):
    done = assent("why", CONTRACT, JOURNAL, *NO_FEE, "--ask", "Amendment", "--ask", "Sale Consent")
    assert done.code == 1
    assert done.out.count("forced by") == 2


def test_no_line_is_wider_than_80_columns(assent):
    for more in ((), NO_FEE, UNKNOWN, ("--as-of", "2024-01-01")):
        done = assent("why", CONTRACT, JOURNAL, *more)
        assert max(map(len, done.out.splitlines())) <= 80


def test_json_keeps_to_the_schema(assent):
    for more in ((), NO_FEE, UNKNOWN, ("--as-of", "2024-01-01")):
        document = assent("why", CONTRACT, JOURNAL, *more, "--format", "json").json
        jsonschema.Draft202012Validator(schema()).validate(document)
        (one,) = document["why"]
        assert (one["grounds"] is None) == (one["verdict"] == "UNDETERMINED")


def test_json_names_the_line_of_each_fact(assent):
    (one,) = assent("why", CONTRACT, JOURNAL, "--format", "json").json["why"]
    facts = [fact for ground in one["grounds"] for fact in ground["facts"]]
    assert facts
    assert all((fact["file"], fact["line"] > 0) == (JOURNAL, True) for fact in facts)
