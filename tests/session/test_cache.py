"""The cache saves time and changes no answer: whatever is damaged, foreign or in the way is passed over."""

import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from assent.engine import session
from assent.engine.session import load_contract, load_facts, read_contract, read_facts
from assent.engine.session_cache import MOST_ENTRIES, Cache, key, users_cache
from assent.engine.session_files import read_source
from assent.grammar.diagnostics import Refused

ROOT = Path(__file__).resolve().parents[2]
CONTRACT, JOURNAL = "amendment.assent", "closing.facts"
HEAVY = [
    "lark",
    "cattrs",
    "rich",
    "shtab",
    "json",
    "zoneinfo",
    "assent.grammar.parser",
    "assent.grammar.builder",
]


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command line has loaded in a process of its own."""
    code = (
        "import sys\nfrom assent.engine.cli import main\n"
        f"code = main({list(arguments)!r})\n"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    exit_code, *modules = done.stderr.split()
    assert exit_code in "013"
    return set(modules)


def test_with_a_warm_cache_eval_wakes_no_parser():
    """Another question about the same files: the contract and the facts come from the cache."""
    assert set(HEAVY) & loaded_by("eval", CONTRACT, JOURNAL)
    for more in (["--as-of", "2024-03-10"], ["--ask", "Sale Consent"], ["--reading", "EVER"]):
        assert set(HEAVY) & loaded_by("eval", CONTRACT, JOURNAL, *more) == set()


def test_what_comes_from_the_cache_equals_what_was_put_there():
    first = read_contract(read_source(CONTRACT), users_cache())
    second = read_contract(read_source(CONTRACT), users_cache())
    assert second.value == first.value
    assert second.value is not first.value
    facts = [read_facts([read_source(JOURNAL)], second, users_cache()).value for _ in "12"]
    assert facts[0] == facts[1]


def test_warnings_come_from_the_cache_too(deal):
    path = deal / CONTRACT
    path.write_text(path.read_text().replace("party Quayside", 'party Broker "idle"\nparty Quayside'))
    warnings = [read_contract(read_source(path), users_cache()).warnings for _ in "12"]
    assert [one.code for one in warnings[0]] == ["unused-term"]
    assert warnings[0] == warnings[1]


def test_the_folder_is_the_users_alone(tmp_path):
    load_contract(CONTRACT)
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


def test_an_edited_file_is_read_again(deal):
    load_contract(CONTRACT)
    path = deal / CONTRACT
    path.write_text(path.read_text().replace("First Amendment", "Second Amendment"))
    assert load_contract(CONTRACT).title.startswith("Second")


@pytest.mark.parametrize("damage", [b"", b"not a pickle", pickle.dumps("something else")])
def test_a_damaged_entry_costs_time_only(tmp_path, damage):
    expected = load_contract(CONTRACT)
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage)
    assert load_contract(CONTRACT) == expected


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_a_folder_that_others_can_write_to_is_not_trusted(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    cache = Cache(str(folder))
    cache.put("x", 1)
    assert cache.get("x") is None
    assert list(folder.iterdir()) == []


def test_a_link_in_the_place_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert Cache(str(tmp_path / "link")).folder is None


def test_a_file_in_the_place_of_the_folder_costs_time_only(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ASSENT_CACHE_DIR", str(tmp_path / "file"))
    assert load_contract(CONTRACT).name == "Amendment"


def test_where_the_cache_is(monkeypatch, tmp_path):
    monkeypatch.delenv("ASSENT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert users_cache().folder == str(tmp_path / "xdg" / "assent")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert users_cache().folder == str(tmp_path / "home" / ".cache" / "assent")


def test_it_does_not_grow_for_ever(tmp_path):
    cache = users_cache()
    for number in range(MOST_ENTRIES + 10):
        cache.put(key(str(number)), number)
    assert len(list((tmp_path / "cache").iterdir())) <= MOST_ENTRIES


def test_a_key_depends_on_where_its_parts_are_cut():
    assert key("ab", "c") != key("a", "bc")
    assert key("a") == key(b"a")


def test_facts_that_python_loads_come_from_the_cache(monkeypatch):
    """As those of the command line do: a contract that was loaded is known by its key, until nobody uses it."""
    first = load_facts(JOURNAL, load_contract(CONTRACT))
    monkeypatch.setattr(session, "parse_facts", None)  # nothing is read any more
    assert load_facts(JOURNAL, load_contract(CONTRACT)) == first


def test_facts_for_a_changed_contract_are_read_anew():
    """What was worked out for a contract that was loaded says nothing of another one that was made of it."""
    contract = load_contract(CONTRACT)
    load_facts(JOURNAL, contract)
    with pytest.raises(Refused):
        load_facts(JOURNAL, attrs.evolve(contract, name="Another"))
