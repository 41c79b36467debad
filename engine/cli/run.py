"""From arguments to a command: its parser is built alone, its module imported alone."""

import sys

TYPE_CHECKING = False  # true to type checkers; importing `typing` would cost more than most of this
if TYPE_CHECKING:
    from typing import Any

    from assent.engine.cli.arguments import Parser, Usage
    from assent.engine.cli.screen import Screen

UNUSABLE = 2

COMMANDS = {
    "eval": "is it effective, since when, why, and what is missing",
    "missing": "every way in which it could still come about, or what closed the door",
    "why": "the fewest facts that force the verdict, and what would turn it",
    "whatif": "what some facts more or less would change",
    "sweep": "every combination of some facts: how often each verdict, and what turns it",
    "timeline": "how each verdict moved, date by date, and what will lapse",
    "text": "which text of each section governs, and since when",
    "readings": "the open questions, and what each changes on these facts",
    "checklist": "the closing checklist, on screen, as Markdown or CSV",
    "graph": "a picture of the conditions and circles (Mermaid, DOT)",
    "diff": "what a new encoding asks more or less than an old one",
    "prove": "the guarantees of a contract, for all journals, or one that breaks them",
    "check": "find mistakes in contracts, journals and scenarios",
    "test": "run scenarios",
    "fmt": "put files into the canonical layout",
    "facts": "a blank journal with every sentence that could be recorded",
    "new": "a small complete agreement to start from",
    "rule": "the page behind a finding",
    "completion": "a completion script for a shell",
}

USAGE = "usage: assent COMMAND ...   (assent COMMAND --help tells more)"


def run(arguments: list[str]) -> int:
    """Run one command; what it refuses is printed here."""
    first = arguments[0] if arguments else ""
    if first in ("-V", "--version"):
        from assent import __version__

        print(f"assent {__version__}")
        return 0
    if first in ("help", "-h", "--help"):
        if first == "help" and arguments[1:2] and arguments[1] in COMMANDS:
            return run([arguments[1], "--help"])
        print(overview())
        return 0
    if not first:
        print(overview(), file=sys.stderr)
        return UNUSABLE
    return _work(first, arguments)


def _work(name: str, arguments: list[str]) -> int:
    """Run a command that has to be run, and say why when it cannot."""
    from assent.engine.cli.arguments import Usage
    from assent.engine.cli.screen import Screen
    from assent.grammar.diagnostics import Refused

    screen = Screen(name, arguments)
    try:
        if name not in COMMANDS:
            raise _unknown(name)
        return _command(name, arguments[1:], screen)
    except Usage as error:
        return screen.misused(error)
    except Refused as error:
        return screen.refused(error.diagnostics)


def _command(name: str, arguments: list[str], screen: "Screen") -> int:
    command = load(name)
    try:
        args = parser_of(name, command).parse(arguments)
    except SystemExit as done:  # --help has printed itself
        return int(done.code or 0)
    screen.choose(getattr(args, "format", "human"))
    code: int = command.run(args, screen)
    return 0 if code in (1, 3) and getattr(args, "exit_zero", False) else code


def load(name: str) -> "Any":
    """The module of a command: it has `configure` and `run`."""
    import importlib

    return importlib.import_module(f"assent.engine.cli.{name}")


def parser_of(name: str, command: "Any") -> "Parser":
    """The parser of a command."""
    from assent.engine.cli.arguments import Parser

    parser = Parser(prog=f"assent {name}", description=command.__doc__)
    command.configure(parser)
    return parser


def overview() -> str:
    """The short help: what there is, in the order in which a closing needs it."""
    lines = [USAGE, ""]
    lines += [f"  {name:<12}{words}" for name, words in COMMANDS.items()]
    return "\n".join([*lines, "", "Start with: assent new DIR"])


def _unknown(name: str) -> "Usage":
    import difflib

    from assent.engine.cli.arguments import Usage

    known = ["--help", "--version"] if name.startswith("-") else list(COMMANDS)
    what = "option" if name.startswith("-") else "command"
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return Usage(f"there is no {what} `{name}`", USAGE, tuple(close))
