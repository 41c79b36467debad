"""The outline as tokens: each line end says whether the next line stands deeper, as deep, or less deep.

In come the tokens of a part, of which those of line ends hold the indentation behind them; out come the same
with `_INDENT` and `_DEDENT` between them. An indentation that fits nothing raises OutlineError.
"""

from collections.abc import Iterator

from assent.grammar.building.core import Core, Token
from assent.grammar.spans import Span


class OutlineError(Exception):
    """The indentation of a line fits no line above it."""

    def __init__(self, code: str, token: Token) -> None:
        super().__init__(code)
        self.code = code
        self.token = token

    def span(self, builder: Core) -> Span:
        """Its place in the file."""
        return builder.token_span(self.token)


class OutlineLexer:
    """Turns line ends into the tokens of the outline: deeper, the same, shallower."""

    always_accept = ("_NL",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Put `_INDENT` and `_DEDENT` behind each line end."""
        depths = [0]
        token = None
        for token in stream:
            yield token
            if token.type != "_NL":
                continue
            depth = len(token) - token.rindex("\n") - 1
            if depth > depths[-1]:
                depths.append(depth)
                yield Token.new_borrow_pos("_INDENT", "", token)
                continue
            while depth < depths[-1]:
                depths.pop()
                yield Token.new_borrow_pos("_DEDENT", "", token)
            if depth != depths[-1]:
                raise OutlineError("ragged-indentation", _last_column(token, depth))
        while len(depths) > 1 and token is not None:
            depths.pop()
            yield Token.new_borrow_pos("_DEDENT", "", token)


def _last_column(token: Token, depth: int) -> Token:
    line = token.end_line or 1
    return Token("_NL", " ", line=line, column=1, end_line=line, end_column=depth + 1)
