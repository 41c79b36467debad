"""Where in a file something was written."""

import attrs


@attrs.frozen(order=True)
class Span:
    """A stretch of one source: lines and columns count from 1, `end_column` is one past the end."""

    source: str
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: "Span") -> "Span":
        """The stretch from the start of this span to the end of another one in the same source."""
        return Span(self.source, self.line, self.column, other.end_line, other.end_column)

    @property
    def place(self) -> str:
        """`file:line:column`, as editors read it."""
        return f"{self.source}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0, 0, 0)
