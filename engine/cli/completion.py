"""A completion script for a shell.

For bash: put the output into a file `assent` in the folder
~/.local/share/bash-completion/completions/
"""

import argparse

from assent.engine.cli.arguments import Parser
from assent.engine.cli.screen import Screen


def configure(parser: Parser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print the script."""
    import shtab

    screen.answer(shtab.complete(whole_parser(), shell=args.shell))
    return 0


def whole_parser() -> argparse.ArgumentParser:
    """All commands in one parser, as completion needs them."""
    from assent.engine.cli.run import COMMANDS, load

    parser = argparse.ArgumentParser(prog="assent")
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", parser_class=_Sub)
    for name, words in COMMANDS.items():
        load(name).configure(commands.add_parser(name, help=words))
    return parser


class _Sub(Parser):
    def __init__(self, prog: str, help: str = "", **_: object) -> None:
        super().__init__(prog, help)
