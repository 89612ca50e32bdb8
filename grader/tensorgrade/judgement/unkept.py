"""Lines of a failing function that compute something and do not keep it: `x.relu()`, `self.layer(x)`, `torch.abs(x)`.

In: a definition, parsed and never run. Out: its lines of that kind. They are seen in the code, and no cause: a line may
have nothing to do with the fault. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set

from tensorgrade.judgement.slips import Slip, line_of_code
from tensorgrade.python_source import Definition, root_of

MODULES = ("torch", "F", "nn", "np", "numpy")
ONLY_COMPUTE = frozenset([
    "abs", "argmax", "argmin", "argsort", "bool", "ceil", "clamp", "clip", "clone", "contiguous", "cos", "cumsum",
    "detach", "div", "dot", "exp", "expand", "flatten", "floor", "int", "item", "log_softmax", "long",
    "masked_fill", "matmul", "max", "maximum", "mean", "min", "minimum", "mul", "norm", "numpy", "permute", "pow",
    "relu", "repeat", "reshape", "round", "sigmoid", "sin", "softmax", "sqrt", "square", "squeeze", "std", "sub",
    "sum", "t", "tanh", "tolist", "transpose", "unsqueeze", "var", "view", "where",
])  # fmt: skip
# of a module these change it, where it is
COMPUTE_OF_TENSORS = frozenset(["cpu", "cuda", "double", "float", "half", "log", "to"])
TENSORS = frozenset([
    "a", "b", "batch", "data", "images", "inputs", "labels", "logits", "out", "output", "result", "t", "targets",
    "tensor", "x", "y",
])  # fmt: skip


def unkept_in(node: Definition) -> Iterator[Slip]:
    """Give the statements of a definition that call what only computes, in order, and leave the value."""
    layers = set(layers_of(node))
    statements = [part for part in ast.walk(node) if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call)]
    for statement in sorted(statements, key=lambda statement: statement.lineno):
        if isinstance(statement.value, ast.Call) and only_computes(statement.value, layers):
            yield Slip(statement.lineno, f"computes something and does not keep it: `{line_of_code(statement)}`.")


def only_computes(call: ast.Call, layers: Set[str]) -> bool:
    """Say whether a call changes nothing: of a layer of one's own, a method of a tensor, a function of torch."""
    function = call.func
    if not isinstance(function, ast.Attribute) or any(keyword.arg == "out" for keyword in call.keywords):
        return False
    owner = function.value.id if isinstance(function.value, ast.Name) else ""
    if owner == "self":
        return function.attr in layers
    if function.attr in COMPUTE_OF_TENSORS:
        return owner in TENSORS or owner in MODULES
    return function.attr in ONLY_COMPUTE


def layers_of(node: Definition) -> Iterator[str]:
    """Give the attributes that a class sets to what a call of torch's makes: `self.fc = nn.Linear(2, 3)`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call) and root_of(part.value.func) in MODULES:
            yield from (target.attr for target in part.targets if isinstance(target, ast.Attribute))
