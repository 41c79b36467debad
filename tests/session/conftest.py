"""A deal in a folder of its own, and a cache of its own."""

import pytest

from assent.engine.cli.starter import FILES
from tests.support.cache import new_cache


@pytest.fixture(autouse=True)
def deal(tmp_path, monkeypatch):
    folder = tmp_path / "deal"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ASSENT_CACHE_DIR", str(new_cache(tmp_path / "cache")))
    return folder
