"""The seams of the house, each held by one short test. Every check is a function over the text of one file.

`Source` answers two questions about a file: which modules it imports (also inside functions and for type
checkers only), and which dotted names it uses, with aliases undone: after `from datetime import date as d`,
`d.today` is `datetime.date.today`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Bottom to top. A file imports from its own floor and below, never above.
FLOORS = [
    "assent.grammar",
    "assent.engine.model",
    "assent.engine.facts",
    "assent.engine.evaluation",
    "assent.engine.analysis",
    "assent.engine.testing",  # journals drawn at random: only people's own tests import it
    "assent.engine.report",
    "assent.engine.session",  # session.py, or a folder, or files beside it whose names begin so
    "assent.engine.cli",
]
GROUND = {"assent", "assent.__version__", "assent.engine"}  # empty packages: they may import nothing of ours

CLOCKS = {
    *("datetime.date.today", "datetime.datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"),
}
SCREENS = {"print", "sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__"}
OPENERS = {"open", "io.open", "os.open", "os.fdopen", "codecs.open", "gzip.open", "shelve.open"}
OPENING_METHODS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "touch", "unlink"}
FILE_MODULES = {"tempfile", "shutil", "sqlite3", "dbm", "mmap", "fileinput"}
LOADERS = {"importlib.import_module", "__import__"}
PACKAGE_DATA = {"importlib.resources", "pkgutil"}


class Source:
    def __init__(self, text: str) -> None:
        self.tree = ast.parse(text)
        self.nodes = list(ast.walk(self.tree))
        self.aliases: dict[str, str] = {}
        self.imports: set[str] = set()
        for node in self.nodes:
            self._import(node)

    def _import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for name in node.names:
                self.imports.add(name.name)
                self.aliases[name.asname or name.name.split(".")[0]] = (
                    name.name if name.asname else name.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            self.imports.add(module)
            for name in node.names:
                self.imports.add(f"{module}.{name.name}")
                self.aliases[name.asname or name.name] = f"{module}.{name.name}"
        elif isinstance(node, ast.Call) and self.name_of(node.func) in LOADERS:
            self.imports.update(str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))

    def name_of(self, node: ast.AST) -> str:
        """The full dotted name of an expression, or "" if it is not made of names and dots alone."""
        if isinstance(node, ast.Name):
            return self.aliases.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            base = self.name_of(node.value)
            return base and f"{base}.{node.attr}"
        return ""

    def names(self) -> Iterator[tuple[str, int]]:
        """Every dotted name that is used, and every one that is imported, with its line."""
        for node in self.nodes:
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                yield self.name_of(node), node.lineno
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)

    def uses(self, forbidden: set[str]) -> list[str]:
        return sorted({f"line {line}: {name}" for name, line in self.names() if name in forbidden})


def inside(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def imports_lark(text: str) -> bool:
    return any(inside(module, {"lark"}) for module in Source(text).imports)


def prints(text: str) -> list[str]:
    return Source(text).uses(SCREENS)


def asks_the_clock(text: str) -> list[str]:
    return Source(text).uses(CLOCKS)


def opens_files(text: str, *, package_data: bool = False) -> list[str]:
    """What opens a file. Data that ships with the package does not count where `package_data` is allowed."""
    source = Source(text)
    modules = FILE_MODULES if package_data else FILE_MODULES | PACKAGE_DATA
    found = source.uses(OPENERS) + sorted(module for module in source.imports if inside(module, modules))
    for call in (node.func for node in source.nodes if isinstance(node, ast.Call)):
        if isinstance(call, ast.Attribute) and call.attr in OPENING_METHODS:
            resource = package_data and _is_package_data(source, call.value)
            if not resource and source.name_of(call) not in OPENERS:
                found.append(f"line {call.lineno}: .{call.attr}()")
    return found


def _is_package_data(source: Source, receiver: ast.AST) -> bool:
    """Whether the chain begins at importlib.resources: `files("assent.grammar").joinpath("x.lark")`."""
    return any(inside(source.name_of(node), PACKAGE_DATA) for node in ast.walk(receiver))


def floor(module: str) -> int | None:
    """The number of a module's floor; -1 for the empty packages; None for what stands on no floor."""
    if module in GROUND:
        return -1
    for number, name in enumerate(FLOORS):
        if inside(module, {name}) or (name.endswith(".session") and module.startswith(name)):
            return number
    return None


def looks_up(module: str, text: str) -> list[str]:
    """The imports of a file that reach above its floor, or round the one import name."""
    own = floor(module)
    assert own is not None, f"{module} stands on no floor: give it one in FLOORS"
    found = []
    for imported in sorted(Source(text).imports):
        if imported.startswith("."):
            found.append(f"{imported}: imports are absolute")
        elif inside(imported, {"grammar", "engine"}):
            found.append(f"{imported}: its name is assent.{imported}")
        elif inside(imported, {"assent"}):
            level = floor(imported)
            if level is None and imported.count(".") == 1:  # `from assent import evaluate` is the session's
                level = floor("assent.engine.session")
            if level is None or level > own:
                found.append(imported)
    return found


def module_name(path: str) -> str:
    return "assent." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def sources(*tops: str) -> dict[str, str]:
    """path -> text of every Python file below the given folders."""
    paths = (path for top in tops for path in sorted((ROOT / top).rglob("*.py")))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return sources("grammar", "engine", "assent")


def below(files: dict[str, str], *above: str) -> dict[str, str]:
    """The files whose paths begin with none of `above`."""
    return {path: text for path, text in files.items() if not path.startswith(above)}


def violations(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {path: rows for path, rows in found.items() if rows}


def test_every_floor_is_there():
    """The checks below look at something: each floor has files."""
    found = {floor(module_name(path)) for path in sources("grammar", "engine")}
    assert set(range(len(FLOORS))) <= found


def test_only_grammar_imports_lark(files):
    """Only `grammar` knows Lark, in two files at most: exchanging the parser is a change to those two."""
    importers = [path for path, text in files.items() if imports_lark(text)]
    assert [path for path in importers if not path.startswith("grammar/")] == []
    assert len(importers) <= 2, importers


def test_only_the_kit_for_property_tests_imports_hypothesis(files):
    """Hypothesis is an extra: who only wants answers need not install it."""
    importers = {path for path, text in files.items() if any(inside(m, {"hypothesis"}) for m in Source(text).imports)}
    assert {path for path in importers if not path.startswith("engine/testing/")} == {"assent/testing.py"}


def test_only_the_command_line_prints(files):
    """Whatever stands below `engine/cli` returns its answer and knows no screen."""
    found = {path: prints(text) for path, text in below(files, "engine/cli/").items()}
    assert violations(found) == {}


def test_only_session_and_command_line_open_files(files):
    """Everything else works on values; `grammar` and `engine/report` may read what ships beside them."""
    shipped = ("grammar/", "engine/report/")
    rest = below(files, "engine/session", "engine/cli/", "assent/")
    found = {path: opens_files(text, package_data=path.startswith(shipped)) for path, text in rest.items()}
    assert violations(found) == {}


def test_nothing_below_the_command_line_asks_for_today(files):
    """The same contract, facts and moment give the same answer on any day."""
    found = {path: asks_the_clock(text) for path, text in below(files, "engine/cli/").items()}
    assert violations(found) == {}


def test_every_file_imports_from_its_own_floor_and_below():
    """The floors of the house: grammar, model, facts, evaluation, analysis, testing, report, session, cli."""
    found = {path: looks_up(module_name(path), text) for path, text in sources("grammar", "engine").items()}
    assert violations(found) == {}


class TestTheseChecksCanFail:
    @pytest.mark.parametrize(
        "text",
        [
            "import lark",
            "from lark import Lark",
            "from lark.visitors import Transformer as T",
            "def f():\n    import lark.lexer",
            "import importlib\nimportlib.import_module('lark')",
        ],
    )
    def test_lark(self, text):
        assert imports_lark(text)
        assert not imports_lark("import larking\nfrom assent.grammar import lark_errors")

    @pytest.mark.parametrize(
        "text",
        [
            "print(1)",
            "import sys\nsys.stdout.write('x')",
            "from sys import stderr as e\ne.write('x')",
            "show = print",
        ],
    )
    def test_print(self, text):
        assert prints(text)
        assert not prints("import sys\nsys.setrecursionlimit(9)\nself.print()\nblueprint = 'print(1)'")

    @pytest.mark.parametrize(
        "text",
        [
            "from datetime import date\ndate.today()",
            "import datetime as dt\nf(default=dt.datetime.now)",
            "from datetime import datetime as D\nD.utcnow()",
            "from time import time",
            "import time\ntime.time()",
        ],
    )
    def test_clock(self, text):
        assert asks_the_clock(text)
        harmless = "from datetime import date\nimport time\ndate(1996, 2, 28)\ntime.sleep(1)\nself.today"
        assert not asks_the_clock(harmless)

    @pytest.mark.parametrize(
        "text",
        [
            "open('x')",
            "from pathlib import Path\nPath('x').read_text()",
            "path.open()",
            "path.write_bytes(b'')",
            "import io\nio.open('x')",
            "import tempfile",
            "from importlib.resources import files\nfiles('assent.grammar').joinpath('x.lark').read_text()",
        ],
    )
    def test_open(self, text):
        assert opens_files(text)
        assert not opens_files("from pathlib import Path\nPath('x').name\nreopen('x')\nx.replace('open', '')")

    def test_package_data(self):
        text = "from importlib import resources\nresources.files('assent.grammar').joinpath('x').read_text()"
        assert opens_files(text)
        assert not opens_files(text, package_data=True)
        assert opens_files(text + "\npath.read_text()", package_data=True) == ["line 3: .read_text()"]

    @pytest.mark.parametrize(
        ("module", "text"),
        [
            ("assent.grammar.tree", "from assent.engine.model import Contract"),
            ("assent.engine.model.resolve", "from assent.engine import evaluation"),
            ("assent.engine.facts", "def f():\n    from assent.engine.session import load_facts"),
            ("assent.engine.report.text", "import assent.engine.cli.main"),
            ("assent.engine.session", "from assent.engine.cli import main"),
            ("assent.engine.evaluation.x", "from assent import evaluate"),
            ("assent.engine.cli.main", "from engine.model import Contract"),
            ("assent.engine.model.x", "from .y import z"),
            ("assent.engine", "from assent.engine.model import Contract"),
        ],
    )
    def test_floors(self, module, text):
        assert looks_up(module, text)

    @pytest.mark.parametrize(
        ("module", "text"),
        [
            ("assent.engine.model.x", "from assent.grammar import tree\nfrom assent.engine.model import y"),
            ("assent.engine.cli.x", "from assent import __version__\nimport assent.engine.session_cache"),
            ("assent.engine.cli", "from assent import evaluate"),
            ("assent.engine.session_cache", "import os, attrs\nfrom assent.engine.report import rows"),
            ("assent.engine.session", "from assent.engine.session_cache import Cache"),
        ],
    )
    def test_down_the_floors_is_free(self, module, text):
        assert looks_up(module, text) == []

    def test_a_file_on_no_floor_is_seen(self):
        with pytest.raises(AssertionError, match=r"assent\.engine\.util stands on no floor"):
            looks_up("assent.engine.util", "")
