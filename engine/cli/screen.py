"""Where a command prints: answers to standard output, findings to standard error or into the document."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assent.engine.cli.arguments import Usage, wanted_format
from assent.grammar.diagnostics import Diagnostic

if TYPE_CHECKING:
    from assent.engine.report.style import Style
    from assent.engine.session_files import Source

UNUSABLE = 2
WIDTH = 80
WIDEST = 120


class Screen:
    """One run of one command: its format, and the texts that its findings quote."""

    def __init__(self, command: str, arguments: Sequence[str]) -> None:
        self.command = command
        self.format = "json" if wanted_format(arguments) == "json" else "human"
        self.inputs: list[Source] = []
        self.texts: dict[str, str] = {}
        self.said = ""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a name that the terminal cannot show is no reason to stop
                stream.reconfigure(errors="backslashreplace")

    def choose(self, format_: str) -> None:
        """Set the format, once the arguments are read."""
        self.format = format_

    @property
    def width(self) -> int:
        """The columns of the terminal, within reason; 80 in a pipe."""
        if self.format != "human" or not sys.stdout.isatty():
            return WIDTH
        try:
            return min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST)
        except OSError:
            return WIDTH

    @property
    def style(self) -> "Style":
        """Colours for a terminal that has them and a user who wants them; nothing in a pipe."""
        if self.format == "human" and wants_colour(sys.stdout):
            from assent.engine.cli.colours import colours

            return colours()
        from assent.engine.report.style import plain

        return plain

    # --- answers --------------------------------------------------------------------------------------------

    def answer(self, text: str) -> None:
        """Print an answer; a reader who has left is no error."""
        whole = text if text.endswith("\n") else text + "\n"
        self.said += whole
        try:
            sys.stdout.write(whole)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def answer_bytes(self, data: bytes) -> None:
        """Print bytes as they are, line ends and all."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def document(self, **fields: Any) -> None:
        """Print the JSON envelope of a command with these fields."""
        self.json(self.enveloped(**fields))

    def enveloped(self, **fields: Any) -> Any:
        """The JSON envelope of a command with these fields."""
        from assent.engine.report.json import envelope

        inputs = [{"path": source.path, "sha256": source.sha256} for source in self.inputs]
        return envelope(self.command, inputs=inputs, **fields)

    def json(self, value: Any) -> None:
        """Print a value as JSON."""
        import json

        self.answer(json.dumps(value, ensure_ascii=False, indent=2))

    # --- findings -------------------------------------------------------------------------------------------

    def read(self, source: "Source") -> "Source":
        """Keep a source, once, for the envelope and for the lines that findings quote."""
        if all(known.path != source.path for known in self.inputs):
            self.inputs.append(source)
        self.texts[source.path] = source.text
        return source

    def quote(self, source: str, texts: Iterable[str]) -> None:
        """Keep the texts given to one option, under the names that findings use."""
        given = list(texts)
        for number, text in enumerate(given, 1):
            self.texts[source if len(given) == 1 else f"{source} {number}"] = text

    def warn(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print findings to standard error, each with its place, reason and suggestion."""
        found = list(diagnostics)
        if found:
            print("\n\n".join(self.rendered(found)), file=sys.stderr)

    def rendered(self, diagnostics: Iterable[Diagnostic]) -> list[str]:
        """Each finding as text."""
        from assent.engine.report.messages import render_human

        found = list(diagnostics)
        lines = {source: self.lines(source) for source in {one.span.source for one in found}}
        return [render_human(one, lines[one.span.source]).rstrip("\n") for one in found]

    def lines(self, source: str) -> list[str]:
        """The lines of a source that a finding may quote; none when it cannot be read."""
        if source not in self.texts:
            from assent.engine.session_includes import read_shown
            from assent.grammar.diagnostics import Refused

            try:
                self.texts[source] = read_shown(source).text if source else ""
            except Refused:
                self.texts[source] = ""
        return [line.removesuffix("\r") for line in self.texts[source].split("\n")]

    def refused(self, diagnostics: Iterable[Diagnostic]) -> int:
        """Say why the input cannot be used."""
        if self.format == "json":
            self.document(diagnostics=tuple(diagnostics))
        else:
            self.warn(diagnostics)
        return UNUSABLE

    def misused(self, error: Usage) -> int:
        """Say why the command line cannot be understood."""
        meant = " or ".join(f"`{candidate}`" for candidate in error.candidates)
        if self.format == "json":
            self.document(diagnostics=(), usage={"message": error.message, "candidates": list(error.candidates)})
            return UNUSABLE
        print(f"assent: {error.message}", file=sys.stderr)
        if meant:
            print(f"Did you mean {meant}?", file=sys.stderr)
        if error.usage:
            print(error.usage, file=sys.stderr)
        return UNUSABLE


def wants_colour(stream: Any) -> bool:
    """Whether a stream is a terminal whose user has not asked for plain text."""
    environ: Mapping[str, str] = os.environ
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
