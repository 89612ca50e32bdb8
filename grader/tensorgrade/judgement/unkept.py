"""Lines of a failing function that compute something and do not keep it: `x.relu()`, `self.layer(x)`, `torch.abs(x)`.

In: what is wrong with the functions of an exercise, and the student's source, which is parsed and never run. Out: what
was recognised in their failing cases, with a sentence about the first such line. It is seen in the code, and no cause:
the line may have nothing to do with the fault. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.veto import SOURCE_BYTES
from tensorgrade.protocol.fields import Place
from tensorgrade.python_source import Definition, definitions_of, parsed, root_of
from tensorgrade.text import plain

CODE_LENGTH = 60
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

PlaceOf = Callable[[Place], Place]


def notice(
    exercise: Exercise,
    judged: Sequence[Judged],
    recognised: Mapping[str, Named],
    source: bytes,
    place_of: PlaceOf,
) -> dict[str, Named]:
    """Return what was recognised in failing cases of functions in which a value is not kept, and the line."""
    wrong = [check for check in judged if check.first.exercise == exercise.slug and check.symptoms]
    tree = parsed(source) if wrong and len(source) <= SOURCE_BYTES else None
    nodes = {node.name: node for node in definitions_of(tree)} if tree else {}
    noticed = {}
    for check in wrong:
        node = nodes.get(check.first.function)
        line = next(unkept_in(node), None) if node else None
        if line is None:
            continue
        place = place_of(Place(exercise.file, line.lineno, "", ""))
        told = f"{place.file}, line {place.line} computes something and does not keep it: `{written(line)}`."
        for symptom in check.symptoms:
            noticed[symptom.case.id] = replace(recognised.get(symptom.case.id, UNNAMED), notice=told)
    return noticed


def written(line: ast.Expr) -> str:
    """Write a statement on one line."""
    return plain(ast.unparse(line), CODE_LENGTH)


def unkept_in(node: Definition) -> Iterator[ast.Expr]:
    """Give the statements of a definition that call what only computes, in order, and leave the value."""
    layers = set(layers_of(node))
    statements = [part for part in ast.walk(node) if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call)]
    for statement in sorted(statements, key=lambda statement: statement.lineno):
        if isinstance(statement.value, ast.Call) and only_computes(statement.value, layers):
            yield statement


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
