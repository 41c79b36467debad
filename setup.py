"""Builds the parser's tables into the wheel, so that nobody's first run has to; everything else is in pyproject.toml.

A wheel without them works the same: they are checked against the grammar, Lark and Python before they are used.
"""

import pathlib
import sys

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = pathlib.Path(__file__).parent
TABLES = pathlib.Path("assent", "grammar", "tables.lark-cache")


class BuildPy(build_py):
    """The ordinary build, and the tables beside the grammar."""

    def run(self) -> None:
        """Build; an interpreter without Lark builds a wheel without tables."""
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(ROOT))
        try:
            from assent.grammar.parser import build_tables
        except ImportError:
            return
        build_tables(str(pathlib.Path(self.build_lib, TABLES)))


setup(cmdclass={"build_py": BuildPy})
