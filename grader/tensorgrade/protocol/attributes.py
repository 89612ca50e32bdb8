"""The attributes by which two tensors are compared: each stands in one place, beside its field in values.TensorValue.

A worker reads them off a tensor, the border refuses what cannot be, and the judge compares them in the order of the
fields and puts them in words: all three go through the table that `attributes_of` makes of the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

import msgspec


@dataclass(frozen=True)
class Attribute:
    """One attribute of a tensor.

    name: in a mismatch, and of the option of `observe`, where there is one (`layout` is that of the memory: strides,
    and so contiguity and memory format). read: takes it from a tensor of torch.
    refusal: says of a recorded tensor why its value cannot be, empty where it can; None where every value can be.
    words: how a reader is told.
    option: whether it is compared where a check says nothing, if a check may say; None for one that always is.
    """

    name: str
    read: Callable[[Any], object]
    refusal: Callable[[Any], str] | None = None
    words: str = "{}"
    option: bool | None = None


def attributes_of(struct: type[msgspec.Struct]) -> Mapping[str, Attribute]:
    """Gather the attributes that stand beside the fields of a structure, by field, in their order."""
    hints = get_type_hints(struct, include_extras=True)
    return {
        field: mark
        for field in struct.__struct_fields__
        for mark in getattr(hints[field], "__metadata__", ())
        if isinstance(mark, Attribute)
    }
