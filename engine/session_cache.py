"""What an earlier run worked out, kept in the user's cache folder; it saves time and changes no answer.

A pickle is read only from a folder that belongs to the user and that nobody else can write to. Whatever is
damaged, foreign or in the way is ignored: the work is done again.
"""

import os
import sys

from assent import __version__

try:  # the C modules behind hashlib and pickle: the wrappers would cost as much as all that is read here
    from _blake2 import blake2b
    from _pickle import dumps, loads
except ImportError:  # pragma: no cover - another interpreter
    from hashlib import blake2b
    from pickle import dumps, loads

TYPE_CHECKING = False  # true to type checkers; importing `typing` would cost more than all that is read here
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES = 256
_CODE = ("../grammar", ".")
_TABLES = os.path.join("..", "grammar", "tables.lark-cache")
_PRIVATE = 0o700
_OTHERS_MAY_WRITE = 0o022


class Cache:
    """A folder of results by key; `Cache(None)` keeps nothing."""

    def __init__(self, folder: str | None) -> None:
        self.folder = folder if folder and _is_ours(folder) else None

    @property
    def grammar(self) -> str | None:
        """Where the parser may keep its tables; at first, those that came with the package."""
        if self.folder is None:
            return None
        path = os.path.join(self.folder, f"grammar-{key()[:16]}")
        if not os.path.exists(path):
            try:
                with open(os.path.join(os.path.dirname(__file__), _TABLES), "rb") as file:
                    self._write(path, file.read())
            except OSError:  # a checkout has none: the parser works them out
                pass
        return path

    def get(self, name: str) -> object | None:
        """What is kept under a key, or None."""
        if self.folder is None:
            return None
        try:
            with open(os.path.join(self.folder, name), "rb") as file:
                if not _owned(os.fstat(file.fileno())):
                    return None
                found: object = loads(file.read())
                return found
        except Exception:  # a damaged entry can raise anything at all
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a value under a key, if that can be done."""
        if self.folder is None:
            return
        try:
            self._write(os.path.join(self.folder, name), dumps(value, 5))
            self._prune()
        except Exception:  # what cannot be kept is worked out again
            return

    def _write(self, path: str, data: bytes) -> None:
        """Write a file at once or not at all."""
        beside = f"{path}.{os.getpid()}.new"
        try:
            with open(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(data)
            os.replace(beside, path)
        except Exception:
            _remove(beside)
            raise

    def _prune(self) -> None:
        """Leave the newest half when there are too many entries."""
        assert self.folder is not None
        with os.scandir(self.folder) as entries:
            files = [(entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.is_file()]
        if len(files) > MOST_ENTRIES:
            for _, path in sorted(files)[: len(files) // 2]:
                _remove(path)


def users_cache() -> Cache:
    """The cache folder of this user: ASSENT_CACHE_DIR, or `assent` where the system keeps such things."""
    chosen = os.environ.get("ASSENT_CACHE_DIR")
    if not chosen:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        chosen = os.path.join(base, "assent")
    return Cache(os.path.abspath(chosen))


def key(*parts: str | bytes) -> str:
    """A key from all that a result depends on, this program and its interpreter included."""
    digest = blake2b(_tool(), digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class _Program:
    """This program as part of every key."""

    fingerprint = b""


def _tool() -> bytes:
    """This program; its files count by size and time, so that editing it empties its cache."""
    if not _Program.fingerprint:
        here = os.path.dirname(os.path.abspath(__file__))
        files = sorted(line for folder in _CODE for line in _listing(os.path.join(here, folder), below=1))
        _Program.fingerprint = "\n".join([__version__, sys.version, *files]).encode()
    return _Program.fingerprint


def _listing(folder: str, below: int = 0) -> "Iterator[str]":
    """The files of a folder, and of the folders in it."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".lark")):
                    facts = entry.stat()
                    yield f"{entry.name} {facts.st_size} {facts.st_mtime_ns}"
                elif below and "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    yield from _listing(entry.path)
    except OSError:  # inside an archive
        return


def _is_ours(folder: str) -> bool:
    """Whether the folder is there, or could be made, and is the user's alone."""
    try:
        found = os.lstat(folder)
    except OSError:
        try:
            os.makedirs(folder, _PRIVATE)
            found = os.lstat(folder)
        except OSError:
            return False
    return _owned(found) and os.path.isdir(folder)


def _owned(found: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True  # Windows: the profile folder is the user's
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _remove(path: str) -> None:
    try:  # noqa: SIM105 - contextlib costs more than this saves
        os.unlink(path)
    except OSError:
        pass
