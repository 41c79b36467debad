"""The list in pyproject.toml and the tree say the same thing, and only `assent` would land in site-packages.

`packages` and `package-data` are lists kept by hand, so a folder that is forgotten there works in a checkout
and is missing from the wheel. Each check is a function over plain values with a small negative test.
"""

import tomllib
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
PACKAGES = SETUPTOOLS["packages"]
PACKAGE_DIR = SETUPTOOLS["package-dir"]
PACKAGE_DATA = SETUPTOOLS["package-data"]

NOT_SHIPPED = {"__pycache__", ".DS_Store"}
VISIBLE_FOLDERS = {"assent", "grammar", "engine", "contracts", "tests", "docs", "benchmarks", "editors"}
MADE_BY_TOOLS = {"build", "dist", "htmlcov", "__pycache__", "node_modules"}


def files_below(top: Path) -> list[str]:
    """Every file below a folder that somebody wrote, as a path from that folder."""
    paths = (path.relative_to(top) for path in sorted(top.rglob("*")) if path.is_file())
    return [path.as_posix() for path in paths if not NOT_SHIPPED & set(path.parts) and path.suffix != ".pyc"]


def home(package: str, package_dir: dict[str, str]) -> str:
    """The folder of a package, the way setuptools finds it: through its nearest mapped parent."""
    parent = package
    rest: list[str] = []
    while parent not in package_dir:
        parent, _, last = parent.rpartition(".")
        rest.insert(0, last)
    return "/".join([package_dir[parent], *rest])


def folders_with_code(files: list[str]) -> set[str]:
    return {str(PurePosixPath(file).parent) for file in files if file.endswith(".py")}


def unlisted(files: list[str], homes: set[str]) -> set[str]:
    """Folders with code in them that the wheel would lack."""
    return folders_with_code(files) - homes


def uncovered(files: list[str], homes: dict[str, str], data: dict[str, list[str]]) -> set[str]:
    """Data files that the wheel would lack: no pattern of their nearest package matches them."""
    lost = set()
    for file in (PurePosixPath(file) for file in files if not file.endswith(".py")):
        folder = next(folder for folder in file.parents if str(folder) in homes)
        inside = file.relative_to(folder)
        patterns = [PurePosixPath(pattern) for pattern in data.get(homes[str(folder)], [])]
        if not any(inside.match(str(p)) and len(p.parts) == len(inside.parts) for p in patterns):
            lost.add(str(file))
    return lost


@pytest.fixture(scope="module")
def homes() -> dict[str, str]:
    return {home(package, PACKAGE_DIR): package for package in PACKAGES}


@pytest.fixture(scope="module")
def files() -> list[str]:
    return [f"{top}/{file}" for top in PACKAGE_DIR.values() for file in files_below(ROOT / top)]


def test_every_folder_with_code_is_listed(files, homes):
    assert unlisted(files, set(homes)) == set()


def test_every_listed_package_exists(homes):
    assert {folder for folder in homes if not (ROOT / folder / "__init__.py").is_file()} == set()


def test_every_folder_with_code_is_a_package(files):
    assert {folder for folder in folders_with_code(files) if f"{folder}/__init__.py" not in files} == set()


def test_every_data_file_is_shipped(files, homes):
    assert uncovered(files, homes, PACKAGE_DATA) == set()


def test_data_patterns_belong_to_listed_packages():
    assert set(PACKAGE_DATA) <= set(PACKAGES)


def test_one_name_lands_in_site_packages():
    assert {package.split(".")[0] for package in PACKAGES} == {"assent"}


def test_the_top_level_holds_the_folders_of_the_house_and_no_others():
    there = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    tools = {name for name in there if (ROOT / name / "pyvenv.cfg").exists() or name.endswith(".egg-info")}
    assert there - tools - MADE_BY_TOOLS <= VISIBLE_FOLDERS


def test_contracts_hold_data_only():
    assert [file for file in files_below(ROOT / "contracts") if file.endswith(".py")] == []


@pytest.mark.skipif(not (ROOT / ".typing").exists(), reason="an unpacked sdist has no dot folders")
def test_type_checkers_see_the_tree_under_its_import_name():
    """`.typing/assent` holds links to all that `assent` offers, and no files of its own."""
    view = ROOT / ".typing" / "assent"
    wanted = {path.name: path for path in (ROOT / "assent").iterdir() if path.name not in NOT_SHIPPED}
    wanted |= {name.split(".")[1]: ROOT / folder for name, folder in PACKAGE_DIR.items() if "." in name}
    assert {path.name: path.resolve() for path in view.iterdir()} == wanted
    assert all(path.is_symlink() and not path.readlink().is_absolute() for path in view.iterdir())


HOMES = {"engine": "assent.engine", "engine/report": "assent.engine.report"}


class TestTheseChecksCanFail:
    def test_a_forgotten_folder_is_seen(self):
        assert unlisted(["engine/a.py", "engine/new/b.py"], set(HOMES)) == {"engine/new"}

    def test_a_folder_of_data_is_no_package(self):
        assert unlisted(["engine/report/rules/E101.md"], set(HOMES)) == set()

    @pytest.mark.parametrize("file", ["engine/x.lark", "engine/report/E1.md", "engine/report/a/rules/E1.md"])
    def test_a_data_file_without_a_pattern_is_seen(self, file):
        assert uncovered([file], HOMES, {"assent.engine.report": ["rules/*.md"]}) == {file}

    def test_a_data_file_with_a_pattern_is_not(self):
        data = {"assent.engine.report": ["rules/*.md"]}
        assert uncovered(["engine/report/rules/E1.md"], HOMES, data) == set()

    def test_a_package_lives_below_its_nearest_mapped_parent(self):
        mapped = {"assent": "assent", "assent.engine": "engine"}
        assert home("assent.engine.report", mapped) == "engine/report"
