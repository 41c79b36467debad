"""The semantic redline on the command line: what is shown, what is written, and the exit code."""

import jsonschema
import pytest

from assent.engine.report.json import schema

OLD, NEW = "amendment.assent", "new.assent"


@pytest.fixture
def revised(deal):
    """The agreement once more, under another name and with other words."""

    def write(*replaced: tuple[str, str]) -> str:
        text = (deal / OLD).read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        (deal / NEW).write_text(text, encoding="utf-8")
        return NEW

    return write


FEE = "Fee Payment occurred with amount USD 25,000 by 2024-03-29"
MORE = (FEE, FEE.replace("29", "15"))


def test_the_same_agreement_is_no_difference(assent, revised):
    """Exit 0, and one line that names what was compared."""
    done = assent("diff", OLD, revised())
    assert done.code == 0
    assert "Equivalent on every record, under every reading: " in done.out
    assert "asks" not in done.out


def test_an_earlier_deadline_asks_more(assent, revised):
    """The effect, its changed line both ways, and a record with a fee that was in time before."""
    done = assent("diff", OLD, revised(MORE), "--ask", "Amendment")
    assert done.code == 1
    assert "Amendment  asks more: it holds on fewer records" in done.out
    assert f"- 2(c) {FEE}" in done.out
    assert f"+ 2(c) {MORE[1]}" in done.out
    assert "old: EFFECTIVE" in done.out
    assert "Fee Payment occurred with amount USD 25,000" in done.out


def test_the_other_way_about_it_asks_less(assent, revised):
    """What asks more in one direction asks less in the other."""
    done = assent("diff", revised(MORE), OLD, "--ask", "Amendment")
    assert "Amendment  asks less: it holds on more records" in done.out


def test_the_journals_are_written_and_replay(assent, deal, revised):
    """`assent eval` on what was saved answers as the redline says: yes to the old text, not to the new one."""
    done = assent("diff", OLD, revised(MORE), "--ask", "Amendment", "--save", "found")
    assert "written: found/amendment-only-old.old.facts" in done.out
    for contract, which, code in ((OLD, "old", 0), (NEW, "new", 1)):
        journal = f"found/amendment-only-old.{which}.facts"
        asked = [line for line in (deal / journal).read_text().splitlines() if line.startswith("# --")]
        options = [word for line in asked for word in line.removeprefix("# ").split(" ", 1)]
        assert assent("eval", contract, journal, "--ask", "Amendment", *options).code == code


def test_what_one_contract_does_not_know_is_left_out_and_said(assent, deal, revised):
    """A paper that only the new text asks for cannot be recorded for the old one."""
    new = revised(
        (FEE, FEE + " or Northbank received Waiver Note"), ("party Northbank", "document Waiver Note\nparty Northbank")
    )
    done = assent("diff", OLD, new, "--ask", "Amendment", "--save", "found")
    assert "asks less" in done.out
    told = (deal / "found/amendment-only-new.old.facts").read_text()
    assert "# not known to this contract: " in told
    assert "the old contract does not know all of: " in " ".join(done.out.split())
    assert assent("eval", OLD, "found/amendment-only-new.old.facts", "--ask", "Amendment").code == 1


def test_of_many_facts_that_one_contract_does_not_know_the_first_are_told(assent, revised):
    """Five papers that only the new text asks for: three by name, two by number."""
    notes = [f"Waiver Note {number}" for number in ("I", "II", "III", "IV", "V")]
    defined = "".join(f"document {note}\n" for note in notes)
    new = revised(
        (FEE, f"{FEE} or Northbank received {', '.join(notes)}"), ("party Northbank", f"{defined}party Northbank")
    )
    told = " ".join(assent("diff", OLD, new, "--ask", "Amendment").out.split())
    assert told.count("the old contract does not know all of: ") == 3
    assert "nor does it know all of 2 more of these facts" in told


def test_json_keeps_to_the_schema_and_says_the_same(assent, revised):
    """One envelope for all commands: relation, changed lines, and for each side what it answers on which journal."""
    document = assent("diff", OLD, revised(MORE), "--format", "json").json
    jsonschema.Draft202012Validator(schema()).validate(document)
    (clause,) = [one for one in document["redline"]["clauses"] if one["name"] == "Amendment"]
    assert clause["relation"] == "stronger"
    assert [line["only"] for line in clause["lines"]] == ["old", "new"]
    (witness,) = clause["witnesses"]
    assert (witness["only"], witness["old"]["verdict"]) == ("old", "EFFECTIVE")
    assert "facts for " in witness["new"]["journal"]
    assert [one["path"] for one in document["inputs"]] == [OLD, NEW]


def test_another_default_alone_is_a_difference(assent, deal):
    """Under the same readings the two are equivalent; run without any, they are not."""
    text = 'contract Letter\nparty Bank\nevent Sale\nquestion Q1 "?"\n    LOOSE "", default\n    STRICT ""\n'
    text += "Letter takes effect when all of\n    - Sale occurred\n    - under STRICT, Bank executed Letter\n"
    (deal / "a.assent").write_text(text)
    (deal / "b.assent").write_text(text.replace(', default\n    STRICT ""', '\n    STRICT "", default'))
    done = assent("diff", "a.assent", "b.assent")
    assert done.code == 1
    assert "question Q1: read as STRICT by default, before as LOOSE" in done.out
    assert "Equivalent on every record, under every reading: Letter." in done.out


def test_what_changes_by_way_of_another_clause_says_so_and_a_second_record_tells_what_is_other(assent, deal):
    """The Letter asks for the papers as before, these for another one; what both records share is told once."""
    text = "contract Letter\nparty Bank\ndocument Deed\ndocument Lease\ndocument Note\ndocument Bond\n"
    text += "Papers are complete when Bank received Deed and Bank received Lease and Bank received Note\n"
    (deal / "a.assent").write_text(text + "Letter takes effect when Papers are complete\n")
    (deal / "b.assent").write_text((deal / "a.assent").read_text().replace("received Note", "received Bond"))
    done = assent("diff", "a.assent", "b.assent", "--ask", "Letter")
    assert "Its own words are the same; it changes through Papers." in done.out
    below = done.out[done.out.index("old: NOT YET; new: EFFECTIVE") :]
    lines = [" ".join(line.split()) for line in below.splitlines()]
    assert "the facts above, but:" in lines
    assert [line.partition(" ")[0] + line[-12:] for line in lines if "Bank received" in line] == [
        "-eceived Note",
        "+eceived Bond",
    ]


def test_what_cannot_be_settled_exits_3(assent, deal):
    """A matter in the one, a representation in the other: no fact says the same to both."""
    text = "contract Letter\nmatter Solvency\nLetter takes effect when Solvency is true\n"
    (deal / "a.assent").write_text(text)
    (deal / "b.assent").write_text(text.replace("matter", "representation"))
    done = assent("diff", "a.assent", "b.assent")
    assert done.code == 3
    assert "it is a matter in the old one and a representation in the new one" in " ".join(done.out.split())
    assert assent("diff", "a.assent", "b.assent", "--exit-zero").code == 0


def test_a_clause_that_neither_has_is_refused_with_what_may_be_meant(assent, revised):
    """A misspelt name is no answer."""
    done = assent("diff", OLD, revised(), "--ask", "Amendmnt")
    assert done.code == 2
    assert "Did you mean `Amendment`" in done.err


def test_a_folder_that_cannot_be_written_is_refused(assent, deal, revised):
    """A file stands where the folder should be."""
    (deal / "taken").write_text("")
    done = assent("diff", OLD, revised(MORE), "--save", "taken")
    assert done.code == 2
    assert "cannot be written to" in done.err


def test_lines_fit_and_nothing_is_coloured_in_a_pipe(assent, revised):
    """80 columns, no escape; what is equivalent is counted in one sentence."""
    out = assent("diff", OLD, revised(MORE)).out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
