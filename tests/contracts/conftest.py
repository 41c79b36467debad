"""The command line on the agreements of `contracts/`, with a cache of its own."""

from pathlib import Path
from typing import NamedTuple

import pytest

from assent.engine.cli import main
from tests.support.cache import new_cache


class Done(NamedTuple):
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def assent(capsys, tmp_path, monkeypatch):
    """Run a command line; nothing that it does may end in a traceback or in exit 70."""
    monkeypatch.setenv("ASSENT_CACHE_DIR", str(new_cache(tmp_path / "cache")))

    def run(*arguments: str | Path) -> Done:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert code != 70, err
        return Done(code, out, err)

    return run
