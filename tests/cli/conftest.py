"""One small deal of its own for every test, and the command line run inside this process."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assent.engine.cli import main
from assent.engine.cli.starter import FILES
from tests.support.cache import new_cache


class Done(NamedTuple):
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def deal(tmp_path, monkeypatch):
    """The agreement of `assent new` in the current folder, and an empty cache."""
    folder = tmp_path / "deal"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ASSENT_CACHE_DIR", str(new_cache(tmp_path / "cache")))
    monkeypatch.delenv("ASSENT_DEBUG", raising=False)
    return folder


@pytest.fixture
def assent(capsys):
    """Run a command line; nothing that it does may end in a traceback or in exit 70."""

    def run(*arguments: str | Path) -> Done:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert code != 70, err
        return Done(code, out, err)

    return run


@pytest.fixture
def change(deal):
    """Put other words into one of the files."""

    def replace(name: str, old: str, new: str) -> Path:
        path: Path = deal / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return replace
