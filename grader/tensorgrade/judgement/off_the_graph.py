"""Lines of a function at which a value leaves the graph: `x.item()`, `x.detach()`, `with torch.no_grad():`.

In: a definition, parsed and never run. Out: its lines of that kind. Where a gradient does not get through and there is
one such line, the graph is cut there. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from tensorgrade.judgement.slips import Slip, line_of_code
from tensorgrade.python_source import Definition, plain_name, root_of

LEAVING = frozenset([  # methods of a tensor
    "argmax", "argmin", "bool", "detach", "detach_", "int", "item", "long", "numpy", "tolist",
])  # fmt: skip
NOT_RECORDING = frozenset(["inference_mode", "no_grad"])
MAKING_ANEW = frozenset(["DoubleTensor", "FloatTensor", "Tensor", "array", "asarray", "tensor"])
REMEDY = (
    "Compute with tensors from the arguments to the result, and with recording on: no Python numbers and no NumPy "
    "between."
)


def leaving_the_graph_in(node: Definition) -> Iterator[Slip]:
    """Give the lines at which a value leaves the graph; where there is none, those that make a tensor of numbers."""
    yield from lines_of(node, takes_off) or lines_of(node, makes_anew)


def lines_of(node: Definition, is_one: Callable[[ast.AST], bool]) -> list[Slip]:
    """Return the lines that hold a part of some kind, each with the first one."""
    lines: dict[int, Slip] = {}
    for part in ast.walk(node):
        if isinstance(part, ast.expr) and is_one(part):
            told = f"takes a value out of the graph, so no gradient gets back from there: `{line_of_code(part)}`."
            lines.setdefault(part.lineno, Slip(part.lineno, told, REMEDY))
    return list(lines.values())


def takes_off(part: ast.AST) -> bool:
    """Say whether an expression gives a tensor's numbers without its graph, or turns recording off.

    Numbers that are made of a comparison, `(x > 0).float()`, have none either.
    """
    if isinstance(part, ast.Attribute):
        return part.attr == "data" and root_of(part) not in ("", "self")
    if not isinstance(part, ast.Call):
        return False
    if isinstance(part.func, ast.Attribute) and (part.func.attr in LEAVING or isinstance(part.func.value, ast.Compare)):
        return True
    return plain_name(part.func) in NOT_RECORDING or (plain_name(part.func) == "float" and computes(part))


def makes_anew(part: ast.AST) -> bool:
    """Say whether an expression makes a tensor, or an array, of what was computed."""
    return isinstance(part, ast.Call) and plain_name(part.func) in MAKING_ANEW and computes(part)


def computes(call: ast.Call) -> bool:
    """Say whether a call is given more than constants."""
    return any(isinstance(part, ast.Name) for argument in call.args for part in ast.walk(argument))
