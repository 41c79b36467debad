"""`import assent` finds everything wherever it stands, and costs next to nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import assent

ROOT = Path(__file__).resolve().parents[2]


def python(code: str, folder: Path) -> str:
    """What a new interpreter prints that knows the checkout's root and stands elsewhere."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, text=True, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_a_bare_checkout_is_enough(tmp_path):
    """No installation: `assent.grammar` is the folder `grammar` beside `assent`."""
    code = "import assent.engine.model as m, assent.grammar as g; print(g.__file__, m.__file__)"
    found = python(code, tmp_path)
    assert found == f"{ROOT / 'grammar/__init__.py'} {ROOT / 'engine/model/__init__.py'}"


def test_importing_assent_imports_nothing_else(tmp_path):
    """A start pays for what it uses."""
    code = "import sys, os; before = set(sys.modules); import assent; print(*set(sys.modules) - before)"
    assert python(code, tmp_path) == "assent"


def test_public_names_come_from_the_session(tmp_path):
    code = """
import assent, sys
assert "assent.engine.session" not in sys.modules
from assent import load_contract
from assent.engine import session, session_analyses, session_many
rooms = {**vars(session_many), **vars(session_analyses), **vars(session)}
names = set(assent.__all__) - {"__version__"}
print(all(getattr(assent, name) is rooms[name] for name in names))
"""
    assert python(code, tmp_path) == "True"


def test_public_names_are_listed_before_they_are_fetched(tmp_path):
    assert python("import assent; print(set(assent.__all__) <= set(dir(assent)))", tmp_path) == "True"


def test_an_unknown_name_is_an_ordinary_attribute_error():
    with pytest.raises(AttributeError, match="'load_contracts'"):
        getattr(assent, "load_contracts")  # noqa: B009 - a type checker would know better


def test_python_dash_m_is_the_command(tmp_path):
    code = "import runpy, sys; sys.argv[1:] = ['--version']; runpy.run_module('assent', run_name='__main__')"
    assert assent.__version__ in python(code, tmp_path)
