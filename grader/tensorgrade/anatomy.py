"""Runs an expression and tells what its tensors are: shape, strides, storage, who shares it, the graph.

In: Python statements, the last one an expression, and the names that they may use. Out: protocol.anatomy. It runs the
code where it is called: in a worker for `grade show`, in the student's own session for a notebook.

>>> from torch import arange
>>> shown = show("x = arange(6).view(2, 3); x.t()", {"arange": arange})
>>> shown.results[0].strides, [part.text for part in shown.parts]
((1, 3), ['arange(6)', 'x'])
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product

import torch
from torch.autograd.graph import Node

from tensorgrade.protocol.anatomy import (
    PARTS_LIMIT,
    POSITIONS_LIMIT,
    RESULTS_LIMIT,
    SAVED_LIMIT,
    STEPS_LIMIT,
    Anatomy,
    GraphStep,
    ShownExpression,
    Storage,
)
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.records import Ending
from tensorgrade.protocol.torch_names import device_name
from tensorgrade.text import plain, without_addresses

VALUES_SHOWN = 12
DEPTH_LIMIT = 8
TEXT_LENGTH = 60
NOTE = "__note__"
SAVED = "_saved_"
PARTS = (ast.Call, ast.Attribute, ast.Subscript, ast.BinOp, ast.UnaryOp, ast.Name)
FREED = "freed"


class ExpressionError(Exception):
    """The text is none that can be shown; the message is one fragment."""


@dataclass
class SeenTensors:
    """The tensors of an expression in the order in which they came up, by their text; kept alive, so that none is lost.

    storages: which number each storage has.
    """

    tensors: dict[str, torch.Tensor] = field(default_factory=dict)
    storages: dict[int, int] = field(default_factory=dict)

    def note(self, text: str, value: object) -> object:
        """Note a tensor, and give the value back."""
        if isinstance(value, torch.Tensor):
            self.tensors[text] = value
        return value

    def storage_of(self, tensor: torch.Tensor) -> int:
        """Return the number of a tensor's storage."""
        return self.storages.setdefault(tensor.untyped_storage()._cdata, len(self.storages))

    def name_of(self, tensor: torch.Tensor) -> str:
        """Return the shortest text of a tensor that shows the same elements; empty where none does."""
        alike = (text for text, seen in self.tensors.items() if seen is tensor or place_of(seen) == place_of(tensor))
        return min(alike, key=len, default="")

    def others(self, results: Mapping[str, torch.Tensor]) -> Iterator[tuple[str, torch.Tensor]]:
        """Give the tensors that are no result, each by its shortest text."""
        for text, tensor in self.tensors.items():
            names = [name for name, seen in self.tensors.items() if seen is tensor]
            if text not in results and text == min(names, key=len):
                yield text, tensor


class Noting(ast.NodeTransformer):
    """Has each part of an expression noted with its text, once it is computed."""

    def visit(self, node: ast.AST) -> ast.AST:
        """Wrap what may be a tensor; the body of a function runs more than once, and stays as it is."""
        if isinstance(node, ast.Lambda | ast.FunctionDef | ast.ClassDef | ast.GeneratorExp | ast.ListComp):
            return node
        text = ast.unparse(node) if isinstance(node, PARTS) else ""
        self.generic_visit(node)
        if not isinstance(node, PARTS) or not isinstance(getattr(node, "ctx", None) or ast.Load(), ast.Load):
            return node
        return ast.Call(ast.Name(NOTE, ast.Load()), [ast.Constant(text), node], [])


def shown_expression(source: str, names: Mapping[str, object]) -> ShownExpression:
    """Run the statements and tell what the last one, an expression, came to.

    Raises ExpressionError, SyntaxError, and whatever the code raises.
    """
    tree = ast.parse(source.strip())
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        raise ExpressionError("the last statement must be an expression, such as x.t()")
    text, seen = ast.unparse(tree.body[-1]), SeenTensors()
    space = {**names, NOTE: seen.note}
    *before, last = [ast.fix_missing_locations(Noting().visit(statement)) for statement in tree.body]
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module([node for node in before if isinstance(node, ast.stmt)], []), "<text>", "exec"), space)
    return shown_value(text, eval(compile(ast.Expression(last.value), "<text>", "eval"), space), seen)


def shown_value(text: str, value: object, seen: SeenTensors | None = None) -> ShownExpression:
    """Tell what a value is that `text` came to."""
    seen = seen or SeenTensors()
    results = dict(islice(tensors_in(text, value), RESULTS_LIMIT))
    ended = Ending(EndingKind.COMPLETED)
    if not results:
        return ShownExpression(ended, value=plain(without_addresses(f"{type(value).__name__}: {value!r}"), 400))
    whole = tuple(anatomy(name, tensor, seen) for name, tensor in results.items())
    parts = tuple(anatomy(name, tensor, seen) for name, tensor in islice(seen.others(results), PARTS_LIMIT))
    return ShownExpression(ended, whole, parts)


def tensors_in(text: str, value: object) -> Iterator[tuple[str, torch.Tensor]]:
    """Give the tensors of a value, each with the text that leads to it."""
    if isinstance(value, torch.Tensor):
        yield text, value
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from tensors_in(f"{text}[{index}]", item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from tensors_in(f"{text}[{key!r}]", item)


def anatomy(text: str, tensor: torch.Tensor, seen: SeenTensors) -> Anatomy:
    """Tell what one tensor is."""
    return Anatomy(
        text=plain(text, 200),
        shape=tuple(tensor.shape),
        strides=tensor.stride() if has_strides(tensor) else (),
        dtype=str(tensor.dtype),
        device=device_name(tensor.device),
        values=values_of(tensor),
        requires_grad=tensor.requires_grad,
        storage=storage(tensor, seen) if has_strides(tensor) else None,
        graph=tuple(islice(steps(tensor.grad_fn, seen), STEPS_LIMIT)),
    )


def has_strides(tensor: torch.Tensor) -> bool:
    """Say whether a tensor is a plain one, with one storage and strides."""
    return tensor.layout is torch.strided and not tensor.is_nested


def place_of(tensor: torch.Tensor) -> tuple[object, ...]:
    """Return which elements of which storage a tensor shows; of one without strides, which tensor it is."""
    if not has_strides(tensor):
        return (id(tensor),)
    return tensor.untyped_storage()._cdata, tensor.storage_offset(), tensor.shape, tensor.stride()


def values_of(tensor: torch.Tensor) -> str:
    """Write the first values of a tensor in a line."""
    if tensor.device.type == "meta" or not has_strides(tensor):
        return ""
    with torch.no_grad():
        first = tensor.detach().reshape(-1)[:VALUES_SHOWN].cpu().tolist()
    words = ", ".join(f"{number:.4g}" if isinstance(number, float) else str(number) for number in first)
    return f"{words}{', ...' if tensor.numel() > VALUES_SHOWN else ''}"


def storage(tensor: torch.Tensor, seen: SeenTensors) -> Storage:
    """Tell of the memory behind a tensor, and which elements of it the tensor shows."""
    memory, offset = tensor.untyped_storage(), int(tensor.storage_offset())
    strides = [int(stride) for stride in tensor.stride()]
    coordinates = islice(product(*map(range, tensor.shape)), POSITIONS_LIMIT)
    positions = tuple(offset + sum(map(int.__mul__, where, strides)) for where in coordinates)
    size = memory.nbytes()
    number = seen.storage_of(tensor)
    return Storage(number, size // tensor.element_size(), size, offset, tensor.is_contiguous(), positions)


def steps(node: Node | None, seen: SeenTensors, depth: int = 0) -> Iterator[GraphStep]:
    """Give the nodes of a graph from the result on, each followed by those that it leads to."""
    if node is None or depth > DEPTH_LIMIT:
        return
    leaf = getattr(node, "variable", None)
    yield GraphStep(
        depth=depth,
        name=plain(node.name().rpartition("::")[2], 200) or "node",
        leaf=described(leaf, seen) if isinstance(leaf, torch.Tensor) else "",
        saved=tuple(islice(saved_by(node, seen), SAVED_LIMIT)),
    )
    for after, _ in node.next_functions:
        yield from steps(after, seen, depth + 1)


def saved_by(node: Node, seen: SeenTensors) -> Iterator[str]:
    """Name the tensors that a node keeps for the backward pass."""
    for name in sorted(name for name in dir(node) if name.startswith(SAVED)):
        try:
            value = getattr(node, name)
        except RuntimeError:  # torch frees what a node saved once backward has run through it
            yield f"{name.removeprefix(SAVED)}: {FREED}"
            continue
        if isinstance(value, torch.Tensor):
            yield f"{name.removeprefix(SAVED)}: {described(value, seen)}"


def described(tensor: torch.Tensor, seen: SeenTensors) -> str:
    """Name a tensor by its text in the expression and its shape."""
    name = seen.name_of(tensor)
    return f"{plain(name, TEXT_LENGTH)}{', ' if name else ''}shape {tuple(tensor.shape)}"
