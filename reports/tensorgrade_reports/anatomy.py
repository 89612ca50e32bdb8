"""What a tensor is, in lines for a terminal or a notebook: shape, storage, who shares it, the graph.

In: what came of an expression (protocol.anatomy). Out: lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from tensorgrade.protocol.anatomy import POSITIONS_LIMIT, STEPS_LIMIT, Anatomy, GraphStep, ShownExpression, Storage
from tensorgrade_reports.numbers import counted

LABEL = 15
MAP_LIMIT = 32  # elements of a storage that is drawn
ROWS_LIMIT = 8
NOT_SHOWN = "."


def lines_of(shown: ShownExpression) -> list[str]:
    """Write what came of an expression."""
    if not shown.results:
        return ["The result holds no tensor.", f"  {shown.value}"]
    written: list[str] = []
    for tensor in shown.results:
        others = [part for part in (*shown.results, *shown.parts) if part is not tensor]
        written += ["", *lines_of_tensor(tensor, others)]
    return written[1:]


def lines_of_tensor(tensor: Anatomy, others: Sequence[Anatomy]) -> Iterator[str]:
    """Write one tensor, beside the others of its expression."""
    yield tensor.text
    yield from labelled("shape", [str(tensor.shape)])
    yield from labelled("dtype", [tensor.dtype])
    yield from labelled("device", [tensor.device])
    yield from labelled("values", [tensor.values] if tensor.values else [])
    if tensor.storage is not None:
        yield from labelled("strides", [str(tensor.strides)])
        yield from labelled("is_contiguous", [str(tensor.storage.is_contiguous)])
        yield from labelled("storage", storage_lines(tensor, tensor.storage))
        yield from labelled("shares it with", sharing_lines(tensor.storage, others))
    yield from labelled("requires_grad", [str(tensor.requires_grad)])
    yield from labelled("graph", graph_lines(tensor))


def labelled(label: str, texts: Sequence[str]) -> Iterator[str]:
    """Write a label before the first of some lines."""
    for number, text in enumerate(texts):
        yield f"  {'' if number else label:{LABEL}} {text}".rstrip()


def storage_lines(tensor: Anatomy, storage: Storage) -> list[str]:
    """Write how large a storage is and which of its elements a tensor shows."""
    size = f"{counted(storage.elements, 'element')}, {counted(storage.bytes, 'byte')}"
    lines = [f"{size}; the tensor starts at element {storage.offset}"]
    count = prod(tensor.shape)
    if storage.elements <= MAP_LIMIT and count <= POSITIONS_LIMIT:
        drawn = [str(place) if place in storage.positions else NOT_SHOWN for place in range(storage.elements)]
        lines.append(f"elements shown: {' '.join(drawn) or 'none'}")
    width = len(str(max(storage.positions, default=0)))
    columns = tensor.shape[-1] if tensor.shape else 1
    rows = [
        " ".join(f"{place:{width}}" for place in storage.positions[start : start + columns])
        for start in range(0, len(storage.positions), max(1, columns))
    ]
    cut = len(rows) > ROWS_LIMIT or count > POSITIONS_LIMIT
    lines += [f"{'in order:' if not number else '':15} {row}" for number, row in enumerate(rows[:ROWS_LIMIT])]
    return [*lines, *([f"{'':15} ..."] if cut else [])]


def sharing_lines(storage: Storage, others: Sequence[Anatomy]) -> list[str]:
    """Write which other tensors have the same storage."""
    sharing = [other for other in others if other.storage is not None and other.storage.number == storage.number]
    if not sharing:
        return ["no other tensor of the expression"]
    return [f"{other.text}, shape {other.shape}, strides {other.strides}" for other in sharing]


def graph_lines(tensor: Anatomy) -> list[str]:
    """Write the graph behind a tensor, a node a line."""
    if not tensor.graph:
        return ["none: this tensor is a leaf" if tensor.requires_grad else "none: no gradient flows back from here"]
    lines = [node_line(step) for step in tensor.graph]
    return [*lines, *(["..."] if len(lines) == STEPS_LIMIT else [])]


def node_line(step: GraphStep) -> str:
    """Write one node: what it keeps for the backward pass, or the leaf whose .grad it fills."""
    kept = f"  saved {'; '.join(step.saved)}" if step.saved else ""
    leaf = f"  fills .grad of the leaf {step.leaf}" if step.leaf else ""
    return f"{'  ' * step.depth}{step.name}{kept}{leaf}"
