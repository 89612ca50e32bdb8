"""What a tensor is beside its numbers, as a worker tells it for `grade show`: storage, strides, graph.

Nothing of it is judged. Bounds that a field can have by itself stand in its type.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from tensorgrade.protocol.fields import Name, Size, Sizes, Text
from tensorgrade.protocol.records import Ending

RESULTS_LIMIT = 4
PARTS_LIMIT = 20
POSITIONS_LIMIT = 64
STEPS_LIMIT = 24
SAVED_LIMIT = 8


class Storage(msgspec.Struct, frozen=True):
    """The memory of a tensor. Tensors with the same `number` share it.

    positions: the elements of the storage that the tensor shows, in the order of its values; the first ones.
    """

    number: Size
    elements: Size
    bytes: Size
    offset: Size
    is_contiguous: bool
    positions: Annotated[tuple[Size, ...], msgspec.Meta(max_length=POSITIONS_LIMIT)] = ()


class GraphStep(msgspec.Struct, frozen=True):
    """One node of a graph, `depth` steps behind the result. `leaf` describes the leaf whose .grad it fills."""

    depth: Size
    name: Name
    leaf: Text = ""
    saved: Annotated[tuple[Text, ...], msgspec.Meta(max_length=SAVED_LIMIT)] = ()


class Anatomy(msgspec.Struct, frozen=True):
    """One tensor of an expression. `storage` is missing where the tensor has no strides, as a sparse one."""

    text: Text
    shape: Sizes
    strides: Sizes
    dtype: Text
    device: Text
    values: Text
    requires_grad: bool
    storage: Storage | None = None
    graph: Annotated[tuple[GraphStep, ...], msgspec.Meta(max_length=STEPS_LIMIT)] = ()


class ShownExpression(msgspec.Struct, frozen=True):
    """What came of an expression: the tensors of its result and the other tensors in it, or a `value` without any."""

    ending: Ending
    results: Annotated[tuple[Anatomy, ...], msgspec.Meta(max_length=RESULTS_LIMIT)] = ()
    parts: Annotated[tuple[Anatomy, ...], msgspec.Meta(max_length=PARTS_LIMIT)] = ()
    value: Text = ""
