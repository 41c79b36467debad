"""Answers kept from earlier runs: the same question about the same files is not worked out again.

An answer depends on its arguments, the bytes of its files, this program, and the terminal that it is laid out
for; all of them are its key, so that a kept answer is the one that would be given. Nothing heavy is imported
here: this is what a second run costs. `--no-cache` neither looks nor keeps.
"""

import os
import sys

from assent.engine.session_cache import Cache, key, users_cache

TYPE_CHECKING = False  # true to type checkers; importing `typing` would cost more than a kept answer
if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWERS = (0, 1, 3)
COMMANDS = ("eval", "whatif")
_ENVIRONMENT = ("NO_COLOR", "TERM", "COLORTERM", "PYTHONIOENCODING")
LARGEST = 1024 * 1024


class Kept:
    """The place of one run's answer among those kept; without a key nothing is kept."""

    def __init__(self, arguments: "Sequence[str]") -> None:
        self.cache = Cache(None)
        self.key = ""
        if arguments[0] not in COMMANDS or "--no-cache" in arguments or "-" in arguments:
            return
        parts = _parts(arguments)
        if parts is not None:
            self.cache = users_cache()
            self.key = key("answer", *parts)

    def find(self) -> tuple[int, str] | None:
        """The exit code and the text of the same run before this one."""
        found = self.cache.get(self.key) if self.key else None
        if isinstance(found, tuple) and len(found) == 2:
            code, text = found
            if code in ANSWERS and isinstance(text, str):
                return code, text
        return None

    def keep(self, code: int, text: str) -> None:
        """Keep an answer; what was refused is always worked out again."""
        if self.key and code in ANSWERS and len(text) < LARGEST:
            self.cache.put(self.key, (code, text))


def _parts(arguments: "Sequence[str]") -> list[str | bytes] | None:
    """All that an answer depends on; None when some of it cannot be told."""
    parts: list[str | bytes] = [*arguments, _terminal()]
    for argument in arguments[1:]:
        try:
            with open(argument, "rb") as file:
                parts.append(file.read())
        except (FileNotFoundError, ValueError):
            continue  # the value of an option
        except OSError:
            return None
    return parts


def _terminal() -> str:
    words = [os.environ.get(name, "") for name in _ENVIRONMENT]
    if sys.stdout.isatty():
        words.append(str(os.get_terminal_size(sys.stdout.fileno()).columns))
    return "\0".join(words)
