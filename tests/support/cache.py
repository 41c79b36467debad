"""A compiled grammar for tests with a cache of their own: building it takes longer than most tests."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from assent.engine.session_cache import Cache
from assent.grammar.parser import parse_journal


@functools.cache
def compiled_grammar() -> Path:
    """The grammar as the parser keeps it, in a folder that lives as long as this process."""
    folder = tempfile.mkdtemp(prefix="assent-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    grammar = Cache(folder).grammar
    assert grammar is not None
    parse_journal("facts for Amendment\n", "x", grammar)
    return Path(grammar)


def new_cache(folder: Path) -> Path:
    """A cache in which nothing is kept but the grammar."""
    folder.mkdir(mode=0o700)
    shutil.copy(compiled_grammar(), folder)
    return folder
