"""Files as users name them: read whole and strictly as UTF-8, or refused with a place and a reason.

In comes a path; out comes a `Source`: the name the user gave, the text, and the bytes that caches and
envelopes are keyed by. Nothing is parsed here, and nothing that a user wrote is ever changed here.
"""

import os
from collections.abc import Iterable, Iterator

import attrs

from assent.grammar.diagnostics import Diagnostic, Refused
from assent.grammar.spans import Span

LARGEST = 16 * 1024 * 1024
STANDARD_INPUT = "-"
CONTRACT, JOURNAL, SCENARIOS, JSON_FACTS = ".assent", ".facts", ".scenarios", ".json"


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Source:
    """A file as read: the path as the user wrote it, its text, and its bytes."""

    path: str
    text: str
    data: bytes

    @property
    def folder(self) -> str:
        """The folder in which the file lies."""
        return os.path.dirname(self.path)

    @property
    def is_json(self) -> bool:
        """Whether it holds facts as JSON: by its name, or, from standard input, by its first character."""
        if self.path == STANDARD_INPUT:
            return self.text.lstrip()[:1] == "{"
        return self.path.lower().endswith(JSON_FACTS)

    @property
    def sha256(self) -> str:
        """The fingerprint by which an answer names its inputs."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()


def read_source(path: "str | os.PathLike[str]", shown: str = "") -> Source:
    """Read a file; answers and findings call it `shown` where that is given.

    Raises Refused when there is none, when it cannot be read, is larger than 16 MB or is not UTF-8.
    """
    name = os.fspath(path)
    try:
        with open(name, "rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Refused([_cannot_read(name, error)]) from None
    return as_source(shown or name, data)


def as_source(name: str, data: bytes) -> Source:
    """A source from its bytes.

    Raises Refused when it is larger than 16 MB or is not UTF-8.
    """
    if len(data) > LARGEST:
        raise Refused([Diagnostic("too-large", _start(name), {"path": name, "limit": "16 MB"})])
    try:
        return Source(name, data.decode("utf-8"), data)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        words = {"path": name, "byte": f"0x{data[error.start]:02x}"}
        raise Refused([Diagnostic("not-utf-8", Span(name, line, column, line, column + 1), words)]) from None


def _start(name: str) -> Span:
    return Span(name, 1, 1, 1, 1)


def _cannot_read(name: str, error: Exception) -> Diagnostic:
    if isinstance(error, FileNotFoundError | NotADirectoryError) or not isinstance(error, OSError):
        return Diagnostic("no-such-file", _start(name), {"path": name}, _neighbours(name))
    if isinstance(error, IsADirectoryError) or os.path.isdir(name):
        return Diagnostic("is-a-folder", _start(name), {"path": name})
    reason = (error.strerror or type(error).__name__).lower()
    return Diagnostic("cannot-read", _start(name), {"path": name, "reason": reason})


def _neighbours(name: str) -> tuple[str, ...]:
    """Files of the same folder whose names the user may have meant."""
    import difflib

    folder, file = os.path.split(name)
    try:
        there = os.listdir(folder or ".")
    except (OSError, ValueError):
        return ()
    close = difflib.get_close_matches(file, there, n=2, cutoff=0.7)
    return tuple(os.path.join(folder, match) for match in close)


def find_files(paths: Iterable[str], *endings: str) -> Iterator[str]:
    """The files among some paths, and the files with one of these endings below the folders among them.

    Hidden folders are passed over. Raises Refused for a path at which there is nothing.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _below(path, endings)
        elif path != STANDARD_INPUT and not os.path.exists(path):
            raise Refused([_cannot_read(path, FileNotFoundError())])
        else:
            yield path


def _below(top: str, endings: tuple[str, ...]) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            if file.endswith(endings) and not file.startswith("."):
                yield os.path.join(folder, file)


def siblings(folder: str, ending: str) -> list[str]:
    """The files of one folder with an ending, in order."""
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return []
    return [os.path.join(folder, name) for name in sorted(names) if name.endswith(ending) and name[0] != "."]


def write_whole(path: str, data: bytes) -> None:
    """Put new contents in the place of a file all at once, keeping its permissions and following links.

    Raises OSError and leaves the file as it was when that cannot be done.
    """
    target = os.path.realpath(path)
    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else None
    beside = f"{target}.{os.getpid()}.new"
    try:
        with open(beside, "xb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(beside, mode)
        os.replace(beside, target)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
