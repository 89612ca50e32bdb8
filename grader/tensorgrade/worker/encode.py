"""Turn what a check observed into plain, bounded data.

Only exact, known types are looked into, and the fields of dataclasses. Everything else is told by its type alone, so
that a subclass that lies about its values, or an object whose attributes run code, is never asked anything; nobody is
graded by what is told so (judgement.judge).
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import GeneratorType
from typing import Any, Literal

import numpy as np
import torch
from torch import nn

from tensorgrade.protocol.fields import DIMENSIONS_LIMIT, ITEMS_LIMIT, NAME_LIMIT, Place
from tensorgrade.protocol.torch_names import NUMBERS_AS
from tensorgrade.protocol.values import (
    ATTRIBUTES,
    DEPTH_LIMIT,
    FOLDS,
    NOT_ASKED,
    ArrayValue,
    FlagValue,
    MappingValue,
    NoneValue,
    ObjectValue,
    OtherValue,
    SequenceValue,
    TensorValue,
    TextValue,
    Value,
)
from tensorgrade.text import plain, without_addresses
from tensorgrade.worker.folds import FOLDED_LIMIT, folds_of
from tensorgrade.worker.plain_values import (
    encode_bytes,
    encode_complex,
    encode_module,
    encode_number,
    encode_text,
    encode_torch_value,
    holds_tensor,
    key_text,
    parts_of_sparse,
    place_in_a_set,
    to_numpy,
    type_name,
)

ELEMENTS_LIMIT = 500_000  # of one case; at 16 bytes each they fit into a frame
GENERATOR_ITEMS = 100
TOO_MANY = "the values of one case are too many to record"


class Encoder:
    """Encodes the values of one case; collects the arrays that travel beside them."""

    def __init__(self) -> None:
        self.arrays: dict[str, np.ndarray] = {}
        self._elements = 0
        self._items = 0
        self._with_values = True
        self.made_at: Callable[[torch.Tensor], Place | None] = lambda tensor: None

    def encode(self, value: object, *, with_values: bool = True) -> Value:
        """Return `value` as data; the numbers of its tensors only `with_values`. What it raises leaves no array."""
        self._with_values = with_values
        before = dict(self.arrays)
        try:
            return self._encode(value, 0)
        except BaseException:
            self.arrays = before
            raise

    def _encode(self, value: Any, depth: int) -> Value:
        kind = type(value)
        if depth > DEPTH_LIMIT:
            return OtherValue(type_name(kind), "nested too deeply to record")
        if value is None:
            return NoneValue()
        if kind is bool or kind is int or kind is float or kind is np.float64:  # which is a float
            return encode_number(value)
        if kind is complex or kind is np.complex128:  # which is a complex number
            return encode_complex(value)
        if kind is str:
            return encode_text(without_addresses(value))
        if kind is bytes or kind is bytearray:
            return encode_bytes(value) if self._has_room_for(3) else OtherValue(kind.__name__, TOO_MANY)
        if kind is torch.Tensor or kind is nn.Parameter:
            return self.encode_tensor(value)
        if kind is torch.device or kind is torch.dtype:
            return encode_torch_value(value)
        if issubclass(kind, list):
            return self.encode_sequence("list", list.__len__(value), list.__iter__(value), depth)
        if issubclass(kind, tuple):
            return self.encode_sequence("tuple", tuple.__len__(value), tuple.__iter__(value), depth)
        if issubclass(kind, dict):
            return self.encode_mapping(value, depth)
        if issubclass(kind, nn.Module):
            return encode_module(value)
        return self._encode_rarer(value, depth)

    def _encode_rarer(self, value: Any, depth: int) -> Value:
        kind = type(value)
        if kind is set or kind is frozenset:
            return self.encode_set(value, depth)
        if kind is GeneratorType:
            return self.encode_generator(value, depth)
        if kind is np.ndarray or (issubclass(kind, np.generic) and kind.__module__ == "numpy"):
            return self.encode_array(value)
        if dataclasses.is_dataclass(kind):
            return self.encode_dataclass(value, depth)
        return OtherValue(type_name(kind))

    def encode_tensor(self, tensor: torch.Tensor) -> Value:
        """Record a tensor; its numbers are folded where they are too many, and stay out where they cannot be had."""
        with torch._C.DisableTorchFunction():  # no mode is asked of what the kit looks at
            return self._encode_tensor(tensor)

    def _encode_tensor(self, tensor: torch.Tensor) -> Value:
        if tensor.layout is not torch.strided:
            return self.encode_sparse(tensor)
        if tensor.dim() > DIMENSIONS_LIMIT or str(tensor.dtype) not in NUMBERS_AS:
            return OtherValue("torch.Tensor", f"{tensor.dim()} dimensions of {tensor.dtype} are not recorded")
        values: str | None = None
        folds: str | None = None
        note = ""
        if not self._with_values:
            note = NOT_ASKED
        elif NUMBERS_AS[str(tensor.dtype)] is None:
            note = f"numbers of {tensor.dtype} are not recorded"
        elif tensor.device.type != "meta":
            if self._has_room_for_elements(tensor.numel()):
                values = self._kept(to_numpy(tensor))
            elif tensor.numel() <= FOLDED_LIMIT and self._has_room_for_elements(FOLDS):
                folds = self._kept(folds_of(to_numpy(tensor)))
            else:
                note = f"{tensor.numel()} elements are too many to record"
        attributes: dict[str, Any] = {field: each.read(tensor) for field, each in ATTRIBUTES.items()}
        return TensorValue(**attributes, values=values, note=note, made=self.made_at(tensor), folds=folds)

    def _kept(self, array: np.ndarray) -> str:
        """Keep an array, and return its key."""
        key = str(len(self.arrays))
        self.arrays[key] = array
        return key

    def encode_sparse(self, tensor: torch.Tensor) -> Value:
        """Record a sparse tensor as the dense one of the same numbers; a large one by the numbers that are not 0."""
        kind = f"{tensor.layout} tensor"
        if not self._has_room_for(5):
            return OtherValue(kind, TOO_MANY)
        try:
            held = parts_of_sparse(tensor.detach().cpu(), self._elements + tensor.numel() <= ELEMENTS_LIMIT)
        except (RuntimeError, NotImplementedError) as error:
            return OtherValue(kind, plain(f"it has no dense form: {error}", NAME_LIMIT))
        fields: dict[str, Value] = {
            "shape": TextValue(str(tuple(tensor.shape))),
            "device": encode_torch_value(tensor.device),
            **{name: self.encode_tensor(part) for name, part in held.items()},
            "requires_grad": FlagValue(tensor.requires_grad),
        }
        return ObjectValue(kind, tuple(fields.items()))

    def encode_array(self, value: np.ndarray | np.generic) -> Value:
        """Record a NumPy array, or one number of NumPy's, as the tensor of the same numbers."""
        kind = type_name(type(value))
        if value.size > FOLDED_LIMIT:
            return OtherValue(kind, f"{value.size} elements are too many to record")
        if not self._has_room_for(1):
            return OtherValue(kind, TOO_MANY)
        try:
            native = np.array(value, dtype=value.dtype.newbyteorder("="), order="C")
            numbers = self.encode_tensor(torch.from_numpy(native))
        except (TypeError, ValueError):
            return OtherValue(kind, f"numbers of {value.dtype} are not recorded")
        return ArrayValue(kind, numbers) if isinstance(numbers, TensorValue) else numbers

    def encode_sequence(
        self, kind: Literal["list", "tuple"], length: int, members: Iterable[object], depth: int
    ) -> Value:
        """Record the members of a list or tuple."""
        if not self._has_room_for(length):
            return OtherValue(kind, f"{length} items are too many to record")
        return SequenceValue(kind, tuple(self._encode(member, depth + 1) for member in members))

    def encode_set(self, value: set[object] | frozenset[object], depth: int) -> Value:
        """Record the members of a set in an order that follows from what they are; they have to be plain."""
        kind: Literal["set", "frozenset"] = "set" if type(value) is set else "frozenset"
        if not self._has_room_for(len(value)):
            return OtherValue(kind, f"{len(value)} items are too many to record")
        before = dict(self.arrays)
        members = [self._encode(member, depth + 1) for member in value]
        if any(map(holds_tensor, members)):
            self.arrays = before
            return OtherValue(kind, "tensors in a set have no order to record them in")
        return SequenceValue(kind, tuple(sorted(members, key=place_in_a_set)))

    def encode_generator(self, value: Iterator[object], depth: int) -> Value:
        """Record the first items of a generator, which it has given away then."""
        items: list[Value] = []
        for item in value:
            if len(items) == GENERATOR_ITEMS:
                return SequenceValue("generator", tuple(items), is_cut=True)
            if not self._has_room_for(1):
                return OtherValue("generator", TOO_MANY)
            items.append(self._encode(item, depth + 1))
        return SequenceValue("generator", tuple(items))

    def encode_dataclass(self, value: Any, depth: int) -> Value:
        """Record the fields of a dataclass."""
        kind, names = type_name(type(value)), [field.name for field in dataclasses.fields(value)]
        if not self._has_room_for(len(names)):
            return OtherValue(kind, f"{len(names)} fields are too many to record")
        try:
            held = {plain(name, NAME_LIMIT): object.__getattribute__(value, name) for name in names}
        except AttributeError as error:
            return OtherValue(kind, plain(f"a field is not there: {error}", NAME_LIMIT))
        return ObjectValue(kind, tuple((name, self._encode(part, depth + 1)) for name, part in held.items()))

    def encode_mapping(self, value: dict[object, object], depth: int) -> Value:
        """Record a dict, through the built-in iterator, its keys in text order; those that look alike are numbered."""
        if not self._has_room_for(dict.__len__(value)):
            return OtherValue("dict", f"{dict.__len__(value)} keys are too many to record")
        items: dict[str, Value] = {}
        met: Counter[str] = Counter()
        for key, item in dict.items(value):
            text = written = key_text(key)
            while text in items:
                met[written] += 1
                text = f"{written} ({met[written] + 1})"
            items[text] = self._encode(item, depth + 1)
        return MappingValue(tuple(sorted(items.items(), key=lambda pair: pair[0])))

    def _has_room_for_elements(self, elements: int) -> bool:
        """Say whether a case may hold this many numbers of tensors more, and count them in."""
        if elements > ELEMENTS_LIMIT - self._elements:
            return False
        self._elements += elements
        return True

    def _has_room_for(self, items: int) -> bool:
        """Say whether a case may hold this many items more, and count them in."""
        if items > ITEMS_LIMIT - self._items:
            return False
        self._items += items
        return True
