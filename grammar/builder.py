"""From Lark's tree to the nodes as written, one method for each rule; findings are kept beside the tree."""

from typing import Any

from assent.grammar.building.contracts import Contracts
from assent.grammar.building.core import NestedTooDeep, Token, Tree
from assent.grammar.building.journals import Journals

__all__ = ["Builder", "NestedTooDeep"]


class Builder(Contracts, Journals):
    """Builds the nodes of one top-level part, of whatever kind of file."""

    def contract_part(self, tree: "Tree[Token]") -> Any:
        """The node of a top-level part."""
        return self.build(self.trees(tree)[0])

    journal_part = contract_part
    scenario_part = contract_part
