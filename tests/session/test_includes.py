"""What a contract includes is read as if it stood there; what must not be included is refused where it is named."""

import os

import pytest

from assent.engine import session_includes
from assent.engine.report.messages import message, suggestion
from assent.engine.session import evaluate, load_contract, load_facts, read_contract
from assent.engine.session_cache import Cache, users_cache
from assent.engine.session_files import read_source
from assent.engine.session_includes import LIBRARY, libraries
from assent.grammar.diagnostics import Refused
from tests.docs.pages import ROOT

PARTIES = 'party Bank\nparty Owner "the borrower"\n'
CONSENT = """contract Consent
    between Bank, Owner

include "parties.assent"

document Deed by Owner
Consent takes effect when Bank received Deed
"""
FACTS = "facts for Consent\n2024-03-05  Bank received Deed\nrecord of everything is complete through 2024-03-31\n"


@pytest.fixture
def write(tmp_path):
    """A folder, into which files are written."""

    def put(**files: "str | bytes"):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text if isinstance(text, bytes) else text.encode()
            path.with_suffix(".assent").write_bytes(data)
        return tmp_path

    return put


def refused(path):
    """The findings about a contract, each as its code, file, line and what is underlined."""
    with pytest.raises(Refused) as error:
        read_contract(read_source(path), Cache(None))
    return list(error.value.diagnostics)


def underlined(finding):
    """The words under a finding."""
    line = session_includes.read_shown(finding.span.source).text.split("\n")[finding.span.line - 1]
    return line[finding.span.column - 1 : finding.span.end_column - 1]


def only(path):
    """The one finding about a contract, with its code and underlined words."""
    (finding,) = refused(path)
    return finding, finding.code, underlined(finding)


# --- what is included counts ----------------------------------------------------------------------------------


def test_what_is_included_counts_as_if_it_stood_there(write, tmp_path):
    """The same contract in one file and in two gives the same answer."""
    folder = write(consent=CONSENT, parties=PARTIES, whole=CONSENT.replace('include "parties.assent"\n', PARTIES))
    (folder / "closing.facts").write_text(FACTS)
    findings = []
    for name in ("consent.assent", "whole.assent"):
        contract = load_contract(folder / name)
        findings.append(evaluate(contract, load_facts(folder / "closing.facts", contract))["Consent"])
    assert [(one.verdict, str(one.since)) for one in findings] == [("EFFECTIVE", "2024-03-05")] * 2


def test_without_what_it_includes_a_contract_has_no_terms(write):
    """Nothing is parsed and then ignored: an empty line instead of the include, and the terms are unknown."""
    folder = write(consent=CONSENT.replace('include "parties.assent"\n', ""))
    assert {one.code for one in refused(folder / "consent.assent")} == {"unknown-term"}


def test_clauses_sections_and_questions_can_be_included(write):
    """Everything that may stand in a contract file but its header; it is cited by its section and its own file."""
    clauses = """question Q1 "May it be a copy?"
    ORIGINAL "no", default
    ANY-FORM "yes"

section 2 "Conditions"
    Consent takes effect when all of
        (a) under ORIGINAL, Bank received Deed as an original
        (b) under ANY-FORM, Bank received Deed
"""
    text = CONSENT.replace("Consent takes effect when Bank received Deed\n", 'include "clauses.assent"\n')
    folder = write(consent=text, parties=PARTIES, clauses=clauses)
    contract = load_contract(folder / "consent.assent")
    clause = contract.clauses["Consent"]
    assert (clause.section, clause.span.source, clause.span.line) == ("2", str(folder / "clauses.assent"), 6)
    assert contract.nouns["Owner"].span.source == str(folder / "parties.assent")
    assert contract.source == str(folder / "consent.assent")


def test_paths_lead_from_the_file_that_bears_the_line(write):
    """A file below the contract includes its neighbour by its bare name."""
    folder = write(
        consent=CONSENT.replace("parties", "shared/parties"),
        shared__parties='party Bank\ninclude "owner.assent"\n',
        shared__owner="party Owner\n",
    )
    contract = load_contract(folder / "consent.assent")
    assert contract.nouns["Owner"].span.source == str(folder / "shared" / "owner.assent")


def test_a_file_counts_once(write):
    """Two files may lean on a third."""
    folder = write(
        consent=CONSENT.replace('include "parties.assent"', 'include "a.assent"\ninclude "b.assent"'),
        a='include "parties.assent"\nevent Sale\n',
        b='include "parties.assent"\nevent Lease\n',
        parties=PARTIES,
    )
    read = read_contract(read_source(folder / "consent.assent"), Cache(None))
    assert [os.path.basename(one.path) for one in read.included] == ["a.assent", "parties.assent", "b.assent"]


def test_only_the_contracts_own_terms_have_to_be_used(write):
    """What is included may be there for another contract."""
    folder = write(consent=f"{CONSENT}party Surveyor\n", parties=f"{PARTIES}party Broker\n")
    warnings = read_contract(read_source(folder / "consent.assent"), Cache(None)).warnings
    assert [(one.code, one.words["name"]) for one in warnings] == [("unused-term", "Surveyor")]


def test_a_chain_of_three_hundred_files(write):
    """However long a chain is, it is followed to its end."""
    links = {f"link{number}": f'include "link{number + 1}.assent"\n' for number in range(300)}
    folder = write(consent=CONSENT.replace("parties", "link0"), **links, link300=PARTIES)
    assert set(load_contract(folder / "consent.assent").nouns) == {"Consent", "Bank", "Owner", "Deed"}


# --- what is refused ------------------------------------------------------------------------------------------


def test_a_missing_file_is_named_with_what_may_have_been_meant(write):
    folder = write(consent=CONSENT.replace("parties", "partys"), parties=PARTIES)
    finding, code, words = only(folder / "consent.assent")
    assert (code, words, finding.span.line) == ("no-such-file", '"partys.assent"', 4)
    assert finding.candidates == ("parties.assent",)


def test_a_name_is_spelled_as_the_folder_spells_it(write, monkeypatch):
    """On a system that takes `Parties` for `parties` the contract must not be another one than elsewhere."""
    folder = write(consent=CONSENT.replace("parties", "Parties"), parties=PARTIES, Parties=PARTIES)
    monkeypatch.setattr(os, "listdir", lambda _: ["consent.assent", "parties.assent"])
    assert only(folder / "consent.assent")[1] == "no-such-file"


@pytest.mark.parametrize("path", ["../parties.assent", "shared/../../parties.assent", "/etc/parties.assent"])
def test_a_path_that_leads_out_is_refused(write, path):
    folder = write(deal__consent=CONSENT.replace("parties.assent", path), parties=PARTIES, deal__shared__x="")
    finding, code, words = only(folder / "deal" / "consent.assent")
    assert (code, words) == ("outside-folder", f'"{path}"')
    assert path in message(finding)


def test_a_link_that_leads_out_is_refused(write):
    folder = write(deal__consent=CONSENT, parties=PARTIES)
    (folder / "deal" / "parties.assent").symlink_to(folder / "parties.assent")
    assert only(folder / "deal" / "consent.assent")[1:] == ("outside-folder", '"parties.assent"')


def test_a_link_to_a_folder_that_leads_out_is_refused(write):
    folder = write(deal__consent=CONSENT.replace("parties", "shared/parties"), common__parties=PARTIES)
    (folder / "deal" / "shared").symlink_to(folder / "common")
    assert only(folder / "deal" / "consent.assent")[1:] == ("outside-folder", '"shared/parties.assent"')


def test_a_link_inside_the_folder_is_followed(write):
    folder = write(consent=CONSENT, people=PARTIES)
    (folder / "parties.assent").symlink_to("people.assent")
    assert "Owner" in load_contract(folder / "consent.assent").nouns


@pytest.mark.parametrize("path", ["shared", "shared/"])
def test_a_folder_is_refused(write, path):
    folder = write(consent=CONSENT.replace("parties.assent", path), shared__parties=PARTIES)
    assert only(folder / "consent.assent")[1:] in [("is-a-folder", f'"{path}"'), ("no-such-file", f'"{path}"')]


def test_a_file_that_includes_itself(write):
    folder = write(consent=CONSENT, parties=f'{PARTIES}include "parties.assent"\n')
    finding, code, words = only(folder / "consent.assent")
    here = folder / "parties.assent"
    assert (code, words, finding.span.source) == ("include-loop", '"parties.assent"', str(here))
    assert finding.words["circle"] == f"`{here}` includes `{here}`"


def test_the_contract_that_includes_itself(write):
    folder = write(consent=CONSENT.replace("parties", "consent"))
    assert only(folder / "consent.assent")[1:] == ("include-loop", '"consent.assent"')


def test_a_loop_of_three_shows_its_chain(write):
    """What leads into the loop is not part of it."""
    folder = write(
        consent=CONSENT,
        parties=f'{PARTIES}include "a.assent"\n',
        a='include "b.assent"\n',
        b='include "parties.assent"\n',
    )
    finding, code, _ = only(folder / "consent.assent")
    chain = [folder / name for name in ("parties.assent", "a.assent", "b.assent", "parties.assent")]
    assert code == "include-loop"
    assert finding.words["circle"] == " includes ".join(f"`{path}`" for path in chain)
    assert "..." not in message(finding)


def test_a_contract_cannot_be_included(write):
    folder = write(consent=CONSENT, parties=f"contract Loan\n{PARTIES}")
    finding, code, words = only(folder / "consent.assent")
    assert (code, words, finding.span.source) == ("contract-included", "Loan", str(folder / "parties.assent"))
    assert "agreement" in suggestion(finding)


def test_a_term_defined_in_two_files_names_both_places(write):
    folder = write(consent=f"{CONSENT}party Owner\n", parties=PARTIES)
    finding, code, words = only(folder / "consent.assent")
    places = {finding.span.place, *(one.span.place for one in finding.related)}
    assert (code, words) == ("duplicate-definition", "Owner")
    assert places == {f"{folder / 'consent.assent'}:8:7", f"{folder / 'parties.assent'}:2:7"}


@pytest.mark.parametrize(
    ("there", "here", "code"),
    [
        ('section 2 "A"\n    event Sale\n', 'section 2 "B"\n    event Lease\n', "duplicate-section"),
        ('question Q1 "?"\n    YES "a", default\n', 'question Q1 "?"\n    NO "a", default\n', "duplicate-definition"),
        ('question Q1 "?"\n    YES "a", default\n', 'question Q2 "?"\n    YES "a", default\n', "duplicate-reading"),
        ("Fee is required when Bank received Deed\n", "Fee is required when Bank sent Deed\n", "duplicate-definition"),
    ],
)
def test_what_is_said_in_two_files_names_both_places(write, there, here, code):
    folder = write(consent=f"{CONSENT}\n{here}", parties=f"{PARTIES}\n{there}")
    finding, found, _ = only(folder / "consent.assent")
    assert found == code
    assert [finding.span.source, *(one.span.source for one in finding.related)] == [
        str(folder / "consent.assent"),
        str(folder / "parties.assent"),
    ]


def test_a_file_that_is_not_utf_8_is_named_with_the_line_that_includes_it(write):
    folder = write(consent=CONSENT, parties='party Bank\nparty Owner "résumé"\n'.encode("latin-1"))
    (finding,) = refused(folder / "consent.assent")
    assert (finding.code, finding.span.place) == ("not-utf-8", f"{folder / 'parties.assent'}:2:15")
    assert [one.span.place for one in finding.related] == [f"{folder / 'consent.assent'}:4:9"]


def test_an_empty_file_is_refused(write):
    folder = write(consent=CONSENT.replace("Consent takes", "party Bank\nparty Owner\nConsent takes"), parties="")
    assert [one.code for one in refused(folder / "consent.assent")] == ["empty-file"]


def test_mistakes_of_an_included_file_are_found_in_it(write):
    folder = write(consent=CONSENT, parties=f"{PARTIES}party broker\n")
    finding, code, words = only(folder / "consent.assent")
    assert (code, words, finding.span.source) == ("lower-case-term", "broker", str(folder / "parties.assent"))


def test_a_journal_includes_nothing(write):
    """Several journals can be given at once; one that includes another is refused."""
    folder = write(consent=CONSENT, parties=PARTIES)
    (folder / "closing.facts").write_text(f'{FACTS}include "more.facts"\n')
    contract = load_contract(folder / "consent.assent")
    with pytest.raises(Refused) as error:
        load_facts(folder / "closing.facts", contract)
    assert [(one.code, one.span.line) for one in error.value.diagnostics] == [("unexpected", 4)]


# --- libraries ------------------------------------------------------------------------------------------------


def test_a_library_is_found_by_its_name_wherever_one_stands(write, monkeypatch, tmp_path):
    """Its place in answers and findings is the same on every machine."""
    folder = write(consent=CONSENT.replace('"parties.assent"', 'library "defaults"') + PARTIES)
    monkeypatch.chdir(tmp_path)
    contract = load_contract(folder / "consent.assent")
    assert contract.nouns["Default"].span.source == f"{LIBRARY}/defaults.assent"


def test_a_file_of_the_user_never_stands_for_a_library(write, monkeypatch):
    folder = write(consent=CONSENT.replace('"parties.assent"', 'library "parties"'), parties=PARTIES)
    write(assent__library__parties=PARTIES, library__parties=PARTIES)
    monkeypatch.chdir(folder)
    finding, code, words = only("consent.assent")
    assert (code, words) == ("no-such-library", '"parties"')
    assert finding.candidates == libraries()


@pytest.mark.parametrize("name", ["../library/defaults", "defaults.assent", ""])
def test_a_library_has_a_name_and_no_path(write, name):
    folder = write(consent=CONSENT.replace('"parties.assent"', f'library "{name}"'))
    assert only(folder / "consent.assent")[1] == "no-such-library"


@pytest.mark.parametrize("name", libraries())
def test_each_library_can_be_included_alone(write, name):
    """It resolves by itself, includes libraries only, and the reference tells what it defines."""
    folder = write(consent=f'{CONSENT}include library "{name}"\n')
    write(parties=PARTIES)
    contract = load_contract(folder / "consent.assent")
    defined = {noun.name for noun in contract.nouns.values() if noun.span.source.startswith(LIBRARY)}
    rows = [line for line in (ROOT / "docs" / "language.md").read_text().split("\n") if line.startswith(f"| `{name}`")]
    assert len(rows) == 1
    assert all(f"`{noun}`" in rows[0] for noun in defined)
    text = (ROOT / LIBRARY / f"{name}.assent").read_text()
    assert 'include "' not in text


# --- the cache ------------------------------------------------------------------------------------------------


def test_what_is_included_is_part_of_the_key(write, deal):
    """A change of an included file, or of one that it includes, is seen; and the earlier text is known again."""
    folder = write(consent=CONSENT, parties='party Bank\ninclude "owner.assent"\n', owner='party Owner "one"\n')
    glosses, keys = [], []
    for text in ("one", "two", "one"):
        (folder / "owner.assent").write_text(f'party Owner "{text}"\n')
        reads = [read_contract(read_source(folder / "consent.assent"), users_cache()) for _ in "12"]
        keys += [read.key for read in reads]
        glosses.append(reads[1].value.nouns["Owner"].gloss)
    assert glosses == ["one", "two", "one"]
    assert keys == [keys[0], keys[0], keys[2], keys[2], keys[0], keys[0]]
    assert keys[0] != keys[2]


def test_a_file_that_has_gone_is_missed_whatever_the_cache_holds(write, deal):
    folder = write(consent=CONSENT, parties=PARTIES)
    for _ in "12":
        read_contract(read_source(folder / "consent.assent"), users_cache())
    (folder / "parties.assent").rename(folder / "people.assent")
    with pytest.raises(Refused) as error:
        read_contract(read_source(folder / "consent.assent"), users_cache())
    assert [one.code for one in error.value.diagnostics] == ["no-such-file"]


def test_a_link_that_leads_out_is_seen_whatever_the_cache_holds(write, deal):
    folder = write(deal__consent=CONSENT, deal__parties=PARTIES, parties=PARTIES)
    inner = folder / "deal" / "parties.assent"
    for _ in "12":
        read_contract(read_source(folder / "deal" / "consent.assent"), users_cache())
    inner.unlink()
    inner.symlink_to(folder / "parties.assent")
    with pytest.raises(Refused) as error:
        read_contract(read_source(folder / "deal" / "consent.assent"), users_cache())
    assert [one.code for one in error.value.diagnostics] == ["outside-folder"]


def test_with_a_warm_cache_nothing_is_read_twice(write, deal, monkeypatch):
    """The contract comes from the cache, and the parser is not asked."""
    folder = write(consent=CONSENT, parties=PARTIES)
    first = read_contract(read_source(folder / "consent.assent"), users_cache())
    monkeypatch.setattr("assent.grammar.parser.parse_contract", None)
    second = read_contract(read_source(folder / "consent.assent"), users_cache())
    assert second.value == first.value
    assert [one.sha256 for one in second.included] == [one.sha256 for one in first.included]
