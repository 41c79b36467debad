"""Assent: is this amendment effective, since when, why, and if not, what is still missing.

This is the one import name. Importing it costs next to nothing: the public functions are fetched from
`assent.engine.session`, and the analyses from `assent.engine.session_analyses`, when somebody first asks for one.
"""

import os

__version__ = "0.1.0"  # the only place: the build reads it from this line
__all__ = [
    "__version__",
    "by_reading",
    "compile_verdicts",
    "diff",
    "evaluate",
    "load_contract",
    "load_facts",
    "missing",
    "prove",
    "sweep",
    "text",
    "timeline",
    "why",
]

_here = os.path.dirname(os.path.abspath(__file__))
_above = os.path.dirname(_here)
_installed = os.path.isdir(os.path.join(_here, "engine"))
# Installed, `grammar` and `engine` stand inside this folder. In a checkout they stand beside it.
if not _installed and os.path.isfile(os.path.join(_above, "pyproject.toml")):
    __path__.append(_above)

TYPE_CHECKING = False  # true to type checkers; `typing` itself would be the dearest import of a start
if TYPE_CHECKING:
    from assent.engine.session import evaluate, load_contract, load_facts
    from assent.engine.session_analyses import by_reading, diff, missing, prove, text, timeline, why
    from assent.engine.session_many import compile_verdicts, sweep
else:  # hidden from type checkers, for which it would make every misspelt name a known one

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name in ("evaluate", "load_contract", "load_facts"):
            from assent.engine import session as room
        elif name in ("compile_verdicts", "sweep"):
            from assent.engine import session_many as room
        else:
            from assent.engine import session_analyses as room
        value = globals()[name] = getattr(room, name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
