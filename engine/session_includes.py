"""What a contract includes: found, read, and put in the place of the lines that name it.

A path leads from the folder of the file that bears the line, and never out of the folder of the contract; a library
that comes with the program is found by its name. A file counts once, however many lines lead to it. Which files are
read depends on what the files say and on nothing else, so that a contract is the same on every machine.
"""

import os
from collections.abc import Callable, Iterable, Iterator

import attrs

import assent
from assent.engine.session_files import CONTRACT, Source, read_source, siblings
from assent.grammar.diagnostics import MOST_FINDINGS, Diagnostic, Refused, Related
from assent.grammar.syntax import contract as k

LIBRARY = "assent/library"
"""The folder of the libraries, as answers and findings call it on every machine."""

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(assent.__file__)), "library")
_AT_THE_LINE = {"no-such-file", "is-a-folder", "cannot-read", "too-large"}


@attrs.frozen
class Wanted:
    """A file that a line includes: its path from the folder of the file with the line, or the name of a library."""

    folder: str
    path: str
    library: bool

    def read(self, top: str) -> Source:
        """The file, which must not lie outside the folder `top`.

        Raises Refused when there is no such file, when it lies outside, or cannot be read.
        """
        if self.library:
            return _read_library(self.path)
        return read_source(self._place(top))

    def _place(self, top: str) -> str:
        """Where the file lies, spelled as its folder spells it, whatever the system would let pass."""
        names = self.path.split("/")
        if not names[0] or ".." in names:
            raise Refused([Diagnostic("outside-folder", words={"path": self.path})])
        place = self.folder
        for name in names:
            inner = os.path.join(place, name)
            if name not in _listed(place, name):
                raise Refused([Diagnostic("no-such-file", words={"path": inner}, candidates=self._meant(place, name))])
            place = inner
        if not _is_below(place, top):
            raise Refused([Diagnostic("outside-folder", words={"path": self.path})])
        return place

    def _meant(self, place: str, name: str) -> tuple[str, ...]:
        """Paths that may have been meant, as the line would name them."""
        import difflib

        above = os.path.relpath(place, self.folder or ".") if place != self.folder else "."
        close = difflib.get_close_matches(name, _listed(place), n=2, cutoff=0.6)
        return tuple(match if above == "." else f"{above}/{match}".replace(os.sep, "/") for match in close)


@attrs.frozen
class Whole:
    """A contract with all that it includes: its tree, what was wanted and the files read for it, and findings."""

    tree: k.ContractFile
    wanted: tuple[Wanted, ...]
    included: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]


def libraries() -> tuple[str, ...]:
    """The names of the libraries that come with the program."""
    return tuple(os.path.basename(path).removesuffix(CONTRACT) for path in siblings(_FOLDER, CONTRACT))


def _read_library(name: str) -> Source:
    if name not in libraries():
        import difflib

        close = difflib.get_close_matches(name, libraries(), n=2, cutoff=0.5) or libraries()
        raise Refused([Diagnostic("no-such-library", words={"name": name}, candidates=tuple(close))])
    return read_source(os.path.join(_FOLDER, name + CONTRACT), f"{LIBRARY}/{name}{CONTRACT}")


def read_shown(name: str) -> Source:
    """The source that answers and findings call by a name: a library, or a file at that path.

    Raises Refused when it cannot be read.
    """
    folder, _, file = name.rpartition("/")
    library = file.removesuffix(CONTRACT)
    return _read_library(library) if folder == LIBRARY and library in libraries() else read_source(name)


def read_again(wanted: Iterable[Wanted], top: str) -> tuple[Source, ...]:
    """The files that were read before, as far as they can still be read."""
    found: list[Source] = []
    for one in wanted:
        try:
            found.append(one.read(top))
        except Refused:  # whoever puts the contract together will say why
            continue
    return tuple(found)


def put_together(tree: k.ContractFile, cache: str | None = None) -> Whole:
    """A contract with what it includes in the place of the lines that include it."""
    return _Reader(os.path.dirname(tree.source), cache).read(tree)


def _listed(folder: str, otherwise: str = "") -> list[str]:
    """The names in a folder; one that cannot be listed passes for holding what is sought: opening that will tell."""
    try:
        return os.listdir(folder or ".")
    except OSError:
        return [otherwise]


def _is_below(path: str, top: str) -> bool:
    """Whether a file lies in a folder or below it, links followed."""
    real, above = os.path.realpath(path), os.path.realpath(top or ".")
    return real.startswith(above.rstrip(os.sep) + os.sep)


@attrs.frozen
class _Open:
    """A file whose parts are being put in: where the line stands that included it, and what makes it the same file."""

    tree: k.ContractFile
    parts: Iterator[k.Part]
    identity: str


@attrs.define
class _Reader:
    """Walks a contract and what it includes in the order in which a reader would, each file once."""

    top: str
    cache: str | None
    parts: list[k.Part] = attrs.field(factory=list)
    known: set[str] = attrs.field(factory=set)
    wanted: list[Wanted] = attrs.field(factory=list)
    included: list[Source] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)

    def read(self, tree: k.ContractFile) -> Whole:
        """Put everything together; the files that are open wait in a row, however long a chain is."""
        row = [_Open(tree, iter(tree.parts), _identity(tree.source))]
        while row and len(self.diagnostics) < MOST_FINDINGS:
            part = next(row[-1].parts, None)
            if part is None:
                self.known.add(row.pop().identity)
            elif isinstance(part, k.Include):
                inner = self._open(part, row)
                row += [inner] if inner is not None else []
            else:
                self._put(part, len(row) > 1)
        whole = attrs.evolve(tree, parts=tuple(self.parts))
        return Whole(whole, tuple(self.wanted), tuple(self.included), tuple(self.diagnostics))

    def _put(self, part: k.Part, included: bool) -> None:
        if included and isinstance(part, k.ContractHeader):
            self._say(Diagnostic("contract-included", part.name.span, {"name": part.name.text}))
        else:
            self.parts.append(part)

    def _say(self, finding: Diagnostic) -> None:
        self.diagnostics.append(finding)

    def _open(self, line: k.Include, row: list[_Open]) -> _Open | None:
        """The file that a line includes; None when it has been put in before, or cannot be."""
        wanted = Wanted(os.path.dirname(row[-1].tree.source), line.path.text, line.library)
        try:
            source = wanted.read(self.top)
        except Refused as error:
            self.diagnostics += [_at(line, finding) for finding in error.diagnostics]
            return None
        identity = f"library {wanted.path}" if line.library else _identity(source.path)
        chain = [one.identity for one in row]
        if identity in chain:
            self._say(_loop(line, [one.tree.source for one in row[chain.index(identity) :]]))
            return None
        return None if identity in self.known else self._parsed(line, wanted, source, identity)

    def _parsed(self, line: k.Include, wanted: Wanted, source: Source, identity: str) -> _Open:
        from assent.grammar.parser import parse_contract

        self.wanted.append(wanted)
        self.included.append(source)
        parsed = parse_contract(source.text, source.path, self.cache)
        self.diagnostics += parsed.diagnostics
        return _Open(parsed.tree, iter(parsed.tree.parts), identity)


def _identity(path: str) -> str:
    return os.path.realpath(path)


def _at(line: k.Include, finding: Diagnostic) -> Diagnostic:
    """A finding about a file, at the line that names it or, where it has a place of its own, with that line beside."""
    if finding.span.line and finding.code not in _AT_THE_LINE:
        return attrs.evolve(finding, related=(Related(line.path.span, "included here"),))
    return attrs.evolve(finding, span=line.path.span)


def _loop(line: k.Include, chain: list[str]) -> Diagnostic:
    words = " includes ".join(f"`{path}`" for path in [*chain, chain[0]])
    return Diagnostic("include-loop", line.path.span, {"path": line.path.text, "circle": words})


# --- which contract a file belongs to -----------------------------------------------------------------------


def includers(path: str, opened: Callable[[str], "tuple[Source, ...]"]) -> list[str]:
    """The contracts that include a file: those of the nearest folder, its own or one above it, in which there are any.

    `opened` tells which files a contract includes.
    """
    wanted = _identity(path)
    for folder in _upwards(path):
        found = [one for one in siblings(folder, CONTRACT) if _identity(one) != wanted]
        including = [one for one in found if wanted in {_identity(other.path) for other in opened(one)}]
        if including:
            return including
    return []


def _upwards(path: str) -> Iterator[str]:
    """The folder of a file and those above it, as a user who stands here would name them."""
    absolute = os.path.isabs(path)
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        seen_from_here = os.path.relpath(folder)
        yield folder if absolute else "" if seen_from_here == os.curdir else seen_from_here
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above
