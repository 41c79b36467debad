"""Included files on the command line: checked with their contract, formatted like all others, named as inputs."""

import hashlib
import json

import pytest

CONTRACT, JOURNAL, SCENARIOS = "amendment.assent", "closing.facts", "closing.scenarios"


@pytest.fixture
def split(deal):
    """The deal of `assent new` with its parties in a file of their own below, and a state from a library."""
    path = deal / CONTRACT
    lines = path.read_text().split("\n")
    parties = [line for line in lines if line.startswith("party ")]
    assert parties
    first = lines.index(parties[0])
    rest = [line for line in lines if line not in parties and "state Event of Default" not in line]
    rest[first:first] = ['include "common/parties.assent"', 'include library "defaults"']
    path.write_text("\n".join(rest))
    (deal / "common").mkdir()
    (deal / "common" / "parties.assent").write_text("\n".join(parties) + "\n")
    return deal


def test_the_answer_is_that_of_one_file(assent, split):
    done = assent("test", ".")
    assert done.code == 0, done.out + done.err


def test_a_folder_is_checked_with_what_is_included(assent, split):
    """The file of parties is no contract, and no mistake."""
    done = assent("check", ".")
    assert (done.code, done.err) == (0, ""), done.err


def test_an_included_file_is_checked_with_the_contracts_that_include_it(assent, split, monkeypatch):
    """Alone and from wherever one stands; what the contract misses then is found in the contract."""
    path = split / "common" / "parties.assent"
    assert assent("check", "common/parties.assent").code == 0
    monkeypatch.chdir(split / "common")
    assert assent("check", "parties.assent").code == 0
    path.write_text("\n".join(path.read_text().split("\n")[1:]))
    done = assent("check", "parties.assent", "--format", "json")
    assert done.code == 2
    assert {one["source"]["file"] for one in done.json["diagnostics"]} == {"../amendment.assent"}


def test_a_finding_names_the_included_file_once(assent, split):
    path = split / "common" / "parties.assent"
    path.write_text(path.read_text() + "party broker\n")
    done = assent("check", ".", "--format", "json")
    assert done.code == 2
    places = [(one["code"], one["source"]["file"]) for one in done.json["diagnostics"]]
    assert places == [("lower-case-term", "./common/parties.assent")]
    human = assent("check", ".").err
    assert "party broker" in human
    assert "./common/parties.assent:" in human


def test_a_file_that_nobody_includes_and_that_is_no_contract_is_a_mistake(assent, split):
    (split / "stray.assent").write_text("party Broker\n")
    done = assent("check", ".")
    assert done.code == 2
    assert "no-contract-header" in done.err
    assert "included" in done.err


def test_every_file_is_an_input_with_its_sha256(assent, split):
    """What an answer rests on can be told apart from any other text of the same name; a library too."""
    for _ in "12":  # with an empty cache, and with a full one
        inputs = {
            one["path"]: one["sha256"] for one in assent("eval", CONTRACT, JOURNAL, "--format", "json").json["inputs"]
        }
        assert list(inputs) == [CONTRACT, "common/parties.assent", "assent/library/defaults.assent", JOURNAL]
        data = (split / "common" / "parties.assent").read_bytes()
        assert inputs["common/parties.assent"] == hashlib.sha256(data).hexdigest()


def test_a_refusal_names_its_inputs_too(assent, split):
    path = split / "common" / "parties.assent"
    path.write_text(path.read_text() + "contract Second\n")
    done = assent("eval", CONTRACT, JOURNAL, "--format", "json")
    assert done.code == 2
    assert "common/parties.assent" in [one["path"] for one in done.json["inputs"]]


def test_included_files_are_formatted_like_all_others(assent, split):
    """Each file for itself: what is included is neither read nor changed through its contract."""
    path = split / "common" / "parties.assent"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"party ", b"party   "))
    assert assent("fmt", CONTRACT).code == 0
    assert path.read_bytes() != before
    assert assent("fmt", ".").code == 0
    assert path.read_bytes() == before


def test_a_line_that_includes_is_laid_out(assent, deal):
    (deal / "x.assent").write_text(
        'contract X\ninclude   library   "defaults"\n\n\nparty Bank\ninclude "y.assent"  # why\n'
    )
    assert assent("fmt", "x.assent").code == 0
    text = (deal / "x.assent").read_text()
    assert text == 'contract X\n\ninclude library "defaults"\n\nparty Bank\ninclude "y.assent"  # why\n'


def test_a_scenarios_file_includes_nothing(assent, split):
    path = split / SCENARIOS
    path.write_text(path.read_text() + '\ninclude "more.scenarios"\n')
    done = assent("test", ".")
    assert done.code == 2
    assert 'include "more.scenarios"' in done.err


def test_findings_in_a_library_are_quoted(assent, split):
    """Who defines a term that a library defines sees both places."""
    path = split / CONTRACT
    path.write_text(path.read_text() + "\nstate Event of Default\n")
    done = assent("check", CONTRACT)
    assert "duplicate-definition" in done.err
    assert "assent/library/defaults.assent:" in done.err
    assert json.loads(assent("check", CONTRACT, "--format", "json").out)["diagnostics"][0]["related"]
