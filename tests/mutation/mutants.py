"""What is planted in a module: the operators of cosmic-ray, each against its opposite alone, and operands left out.

A place that is never run (an annotation, what only a type checker reads) gets none, and neither does an `assert`, which
tells the type checker what holds anyway, nor a decorator of attrs with its arguments.
"""

import ast
from collections.abc import Iterator
from typing import Any

import attrs
import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.operators.operator import Operator

# cosmic-ray has `&` become each of eleven other operators; one of them says whether any test looks at it.
_OPPOSITES = (
    *("Add_Sub", "Sub_Add", "Mul_FloorDiv", "FloorDiv_Mul", "Mod_Add", "LShift_RShift", "RShift_LShift"),
    *("BitAnd_BitOr", "BitOr_BitAnd", "BitXor_BitOr", "Delete_USub", "Delete_Invert", "Delete_Not"),
    *("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
    *("Is_IsNot", "IsNot_Is", "In_NotIn", "NotIn_In"),
)
_OTHERS = (
    *("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "NumberReplacer", "ZeroIterationForLoop"),
)


class LeaveOut(Operator):  # type: ignore[misc]  # cosmic-ray is not typed
    """One of several operands of `and`, `or`, `&` or `|` is left out."""

    _KINDS = frozenset({"and_test", "or_test", "and_expr", "expr"})

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type in self._KINDS:
            for operand in node.children[::2]:
                yield operand.start_pos, operand.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        before = node.get_first_leaf().prefix
        del node.children[max(0, 2 * index - 1) : 2 * index + (1 if index else 2)]
        node.get_first_leaf().prefix = before
        return node


def operators() -> dict[str, Any]:
    """Every operator that is used, by name."""
    found: dict[str, Any] = {}
    for name in cosmic_ray.plugins.operator_names():
        short = name.partition("/")[2]
        if short in _OTHERS or short.partition("Operator_")[2] in _OPPOSITES:
            found[short] = cosmic_ray.plugins.get_operator(name)()
    return {**found, "LeaveOut": LeaveOut()}


@attrs.frozen
class Mutant:
    """One change of a module: which operator, at which of its places, on which line, in which function."""

    module: str
    operator: str
    occurrence: int
    line: int
    column: int
    function: str

    @property
    def name(self) -> str:
        return f"{self.module}:{self.line}:{self.column} {self.operator}#{self.occurrence}"


def mutants(module: str, source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its lines."""
    quiet, functions = _quiet(source), _functions(source)
    nodes = list(ast_nodes(get_ast(source)))
    found = []
    for name, operator in operators().items():
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            if not any(first <= (line, column) < last for first, last in quiet):
                found.append(Mutant(module, name, occurrence, line, column, functions.get(line, "")))
    return sorted(found, key=lambda one: (one.line, one.column, one.operator, one.occurrence))


def planted(mutant: Mutant, source: str) -> str:
    """The text of the module with a mutant in it."""
    changed = MutationVisitor.mutate_code(source, operators()[mutant.operator], mutant.occurrence)
    assert isinstance(changed, str)
    return changed


def _quiet(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of a text in which nothing is planted."""
    found: list[ast.AST] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(returns=returns):
                arguments = [*node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
                found += [one.annotation for one in arguments if one is not None and one.annotation is not None]
                found += [returns] if returns is not None else []
            case ast.AnnAssign(annotation=annotation):
                found.append(annotation)
            case ast.Assert():
                found.append(node)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                found.append(node)
        found += getattr(node, "decorator_list", ())
    return [((n.lineno, n.col_offset), (n.end_lineno, n.end_col_offset)) for n in found]  # type: ignore[attr-defined]


def _functions(source: str) -> dict[int, str]:
    """The function of each line; the innermost where they stand in each other."""
    found: dict[int, str] = {}

    def enter(node: ast.AST, outer: str) -> None:
        for child in ast.iter_child_nodes(node):
            name = outer
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{outer}.{child.name}".lstrip(".")
                if isinstance(child, ast.FunctionDef):
                    found.update(dict.fromkeys(range(child.lineno, (child.end_lineno or 0) + 1), name))
            enter(child, name)

    enter(ast.parse(source), "")
    return found
