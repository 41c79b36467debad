"""`assent text`: which text governs, as text, Markdown and JSON, and exit codes that are its answer."""

import jsonschema
import pytest

from assent.engine.report.json import schema

CONTRACT = """\
contract Relief Letter "Relief_from the test"
    between Bank, Owner

include "parties.assent"

agreement Loan Agreement between Bank, Owner
document Certificate by Owner
document Budget by Owner
event Closing

Relief Letter takes effect when Bank received Relief Letter
section 7 of Loan Agreement is not in the record
once Relief Letter is effective, section 7 of Loan Agreement reads
    Liquidity Test is complete when
        (i) Bank received Certificate
        (ii) "the budget" Bank received Budget  # a comment
"""
FACTS = """\
facts for Relief Letter
record of everything is complete through 2024-04-01
2024-03-04  Bank received Relief Letter
"""


@pytest.fixture(autouse=True)
def relief(deal):
    (deal / "relief.assent").write_text(CONTRACT)
    (deal / "parties.assent").write_text("party Bank\nparty Owner\n")
    (deal / "relief.facts").write_text(FACTS)


def test_the_text_that_governs_stands_there_with_its_words(assent):
    done = assent("text", "relief.assent", "relief.facts")
    assert done.code == 0
    assert "section 7 of Loan Agreement: Liquidity Test" in done.out
    assert "GOVERNS since 2024-03-04" in done.out
    words = "      Liquidity Test is complete when\n          (i) Bank received Certificate\n"
    assert words in done.out
    assert '          (ii) "the budget" Bank received Budget\n' in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_a_text_that_nobody_has_is_exit_3(assent):
    done = assent("text", "relief.assent", "relief.facts", "--as-of", "2024-03-03")
    assert done.code == 3
    assert "GOVERNS        the old text, not in the record" in done.out
    assert "Relief Letter can still take effect" in done.out
    assert assent("text", "relief.assent", "relief.facts", "--as-of", "2024-03-03", "--exit-zero").code == 0


def test_other_facts_can_be_supposed(assent):
    done = assent("text", "relief.assent", "relief.facts", "--without", "Bank received Relief Letter")
    assert (done.code, "GOVERNS since" in done.out) == (3, False)


def test_json_keeps_to_the_schema(assent):
    for more in ((), ("--as-of", "2024-03-03")):
        document = assent("text", "relief.assent", "relief.facts", *more, "--format", "json").json
        jsonschema.Draft202012Validator(schema()).validate(document)
        (one,) = document["texts"]
        old, new = one["texts"]
        assert (old["supplied_by"], old["words"], old["effect"]) == ("", None, None)
        assert new["words"].startswith("Liquidity Test is complete when\n    (i) ")
        assert new["effect"]["verdict"] == document["effects"][0]["verdict"]
        assert [source["path"] for source in document["inputs"]] == ["relief.assent", "parties.assent", "relief.facts"]


def test_markdown_is_a_page_with_the_words(assent, deal):
    done = assent("text", "relief.assent", "relief.facts", "--format", "markdown", "-o", "page.md")
    assert (done.code, done.out) == (0, "")
    page = (deal / "page.md").read_text()
    assert page.startswith("# Texts that govern: Relief\\_from the test\n")
    assert "| GOVERNS since 2024-03-04 | the text of Relief Letter: EFFECTIVE since 2024-03-04 |" in page
    assert "```assent\nLiquidity Test is complete when\n    (i) " in page


def test_a_contract_of_one_text_says_so(assent):
    done = assent("text", "amendment.assent", "closing.facts")
    assert (done.code, done.out.splitlines()[-1]) == (0, "No section has more than one text.")
    assert assent("text", "amendment.assent", "closing.facts", "--format", "json").json["texts"] == []


def test_a_reading_that_does_not_exist_is_refused(assent):
    assert assent("text", "relief.assent", "relief.facts", "--reading", "Q1=NO").code == 2
