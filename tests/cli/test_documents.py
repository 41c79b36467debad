"""Every JSON document, of every command and every outcome, keeps to the published schema."""

import pytest

CONTRACT, JOURNAL = "amendment.assent", "closing.facts"
RUNS = {
    "eval": ["eval", CONTRACT, JOURNAL],
    "eval of one": ["eval", CONTRACT, JOURNAL, "--ask", "Sale Consent", "--as-of", "2024-03-10"],
    "eval undetermined": ["eval", CONTRACT, JOURNAL, "--without", "no Event of Default has occurred"],
    "eval refused": ["eval", CONTRACT, "nothing.facts"],
    "eval misused": ["eval", CONTRACT, JOURNAL, "--asof", "2024-03-10"],
    "whatif": ["whatif", CONTRACT, JOURNAL, "--without", "Fee Payment occurred"],
    "whatif, moved": ["whatif", CONTRACT, JOURNAL, "--shift", "Fee Payment occurred", "+14d"],
    "whatif, varied": ["whatif", CONTRACT, JOURNAL, "--vary", "2024-03-01..2024-06-30 Fee Payment occurred"],
    "whatif, against": ["whatif", CONTRACT, JOURNAL, "--against", JOURNAL],
    "whatif misused": ["whatif", CONTRACT, JOURNAL, "--vary", "Fee Payment occurred"],
    "readings": ["readings", CONTRACT, JOURNAL],
    "checklist": ["checklist", CONTRACT, JOURNAL],
    "check": ["check", "."],
    "test": ["test", ".", "--coverage"],
}


@pytest.mark.parametrize("arguments", RUNS.values(), ids=RUNS)
def test_a_document_keeps_to_the_schema(assent, arguments):
    jsonschema = pytest.importorskip("jsonschema")
    from assent.engine.report.json import schema

    done = assent(*arguments, "--format", "json")
    assert done.err == ""
    jsonschema.validate(done.json, schema())
    assert done.json["command"] == arguments[0]


def test_a_finding_in_a_file_keeps_to_the_schema_too(assent, change):
    jsonschema = pytest.importorskip("jsonschema")
    from assent.engine.report.json import schema

    change(CONTRACT, "permits Vessel Sale when", "permits Vessel Sail when")
    for arguments in (["check", "."], ["eval", CONTRACT, JOURNAL], ["test", "."]):
        done = assent(*arguments, "--format", "json")
        assert done.code == 2
        jsonschema.validate(done.json, schema())
        assert "unknown-term" in {found["code"] for found in done.json["diagnostics"]}
