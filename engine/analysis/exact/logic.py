"""What the analysis asks of Boolean formulas, whichever way they are kept: as diagrams or as circuits."""

from collections.abc import Hashable, Iterable
from typing import Any, Protocol

Formula = Any
"""A Boolean formula, with `&`, `|`, `~`, `==`: a node of a diagram or a gate of a circuit, as its logic keeps them."""


class Logic(Protocol):
    """A store of formulas over named variables, which are made when they are first asked for."""

    @property
    def keys(self) -> list[Hashable]:
        """The names of the variables, in the order in which they were made."""
        ...

    @property
    def true(self) -> Formula:
        """The formula that is true."""
        ...

    @property
    def false(self) -> Formula:
        """The formula that is not."""
        ...

    def variable(self, key: Hashable) -> Formula:
        """The variable of that name."""
        ...

    def has(self, key: Hashable) -> bool:
        """Whether a variable of that name has been asked for."""
        ...

    def all_of(self, formulas: Iterable[Formula]) -> Formula:
        """True where every formula is."""
        ...

    def any_of(self, formulas: Iterable[Formula]) -> Formula:
        """True where one formula is."""
        ...
