"""What every builder needs: places, the children of a tree, and findings kept beside the nodes."""

import re
from collections.abc import Callable
from typing import Any, Literal

import attrs
from lark import Token, Tree

from assent.grammar.diagnostics import Diagnostic, Related
from assent.grammar.spans import NOWHERE, Span
from assent.grammar.syntax import names as n

__all__ = ["Core", "NestedTooDeep", "Token", "Tree", "spaced"]

DEEPEST = 60


def spaced(text: str) -> str:
    """A text with one space where there were several."""
    return re.sub(" +", " ", text)


class NestedTooDeep(Exception):
    """More conditions inside each other than any contract has."""

    code = "too-deep"

    def __init__(self, place: Span) -> None:
        super().__init__(self.code)
        self.place = place

    def span(self, builder: "Core") -> Span:
        """Its place in the file."""
        return self.place


def _outermost(tree: "Tree[Token]", step: Literal[1, -1]) -> Token | None:
    """The first or the last word of a tree; line ends are not in it."""
    for child in tree.children[::step]:
        token = child if isinstance(child, Token) else _outermost(child, step)
        if token is not None:
            return token
    return None


@attrs.define(slots=False)
class Core:
    """Builds the nodes of one top-level part; `above` is the number of lines of the file above the part."""

    source: str
    above: int
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    depth: int = 0

    def build(self, tree: "Tree[Token]") -> Any:
        """The node of one tree."""
        method: Callable[[Tree[Token]], Any] = getattr(self, tree.data)
        return method(tree)

    # --- places --------------------------------------------------------------------------------------------

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """A place in the file from a place in the part."""
        return Span(self.source, line + self.above, column, end_line + self.above, end_column)

    def token_span(self, token: Token) -> Span:
        """The place of a token."""
        line, column = token.line or 1, token.column or 1
        return self.span(line, column, token.end_line or line, token.end_column or column + 1)

    def at(self, tree: "Tree[Token]") -> Span:
        """The place of a tree, from the first word that it holds to the last."""
        first, last = _outermost(tree, 1), _outermost(tree, -1)
        if first is None or last is None:
            return NOWHERE
        return self.token_span(first).to(self.token_span(last))

    def first_word(self, tree: "Tree[Token]") -> Span:
        """The place of the first word of a tree."""
        first = _outermost(tree, 1)
        return NOWHERE if first is None else self.token_span(first)

    def say(
        self,
        code: str,
        span: Span,
        *,
        meant: tuple[str, ...] = (),
        beside: tuple[Related, ...] = (),
        **words: str,
    ) -> None:
        """Keep a finding."""
        self.diagnostics.append(Diagnostic(code, span, words, meant, beside))

    def deeper(self, place: Span) -> None:
        """Go one condition deeper; recursion must end long before Python's does."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise NestedTooDeep(place)

    # --- children ------------------------------------------------------------------------------------------

    def tokens(self, tree: "Tree[Token]", *types: str) -> list[Token]:
        """The tokens of some types among the children."""
        return [child for child in tree.children if isinstance(child, Token) and child.type in types]

    def has(self, tree: "Tree[Token]", *types: str) -> bool:
        """Whether one of the children is a token of these types."""
        return bool(self.tokens(tree, *types))

    def trees(self, tree: "Tree[Token]") -> list["Tree[Token]"]:
        """The children that are trees."""
        return [child for child in tree.children if isinstance(child, Tree)]

    def built(self, tree: "Tree[Token]") -> list[Any]:
        """The nodes of the children that are trees."""
        return [self.build(child) for child in self.trees(tree)]

    def name(self, token: Token) -> n.Name:
        """A name from its token."""
        return n.Name(spaced(token), span=self.token_span(token))

    def names(self, tree: "Tree[Token]") -> tuple[n.Name, ...]:
        """The names of the first list of terms among the children."""
        return next(iter(self.all_terms(tree)), ())

    def all_terms(self, tree: "Tree[Token]") -> list[tuple[n.Name, ...]]:
        """Each list of terms among the children."""
        return [self.terms(child) for child in self.trees(tree) if child.data == "terms"]

    def term(self, tree: "Tree[Token]") -> n.Name:
        """The first single term among the children."""
        return self.name(self.tokens(tree, "TERM")[0])

    def text(self, tree: "Tree[Token]") -> str | None:
        """The quoted text among the children, without its quotes."""
        strings = self.tokens(tree, "STRING")
        return str(strings[0])[1:-1] if strings else None

    def one(self, tree: "Tree[Token]") -> n.Name:
        """The single subject of a clause; more than one is a finding."""
        names = self.names(tree)
        for extra in names[1:]:
            self.say("one-at-a-time", extra.span, name=extra.text)
        return names[0]

    def terms(self, tree: "Tree[Token]") -> tuple[n.Name, ...]:
        return tuple(self.name(token) for token in self.tokens(tree, "TERM"))
