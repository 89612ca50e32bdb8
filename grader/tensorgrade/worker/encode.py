"""Turn what a check observed into plain, bounded data.

Only exact, known types are looked into. Everything else is told by its type alone, so that a subclass that lies
about its values, or an object whose attributes run code, is never asked anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Literal

import numpy as np
import torch
from torch import nn

from tensorgrade.protocol.records import (
    ATTRIBUTES,
    DEPTH_LIMIT,
    DIMENSIONS_LIMIT,
    INTEGER_BITS,
    ITEMS_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    FlagValue,
    MappingValue,
    ModuleValue,
    NoneValue,
    NumberValue,
    OtherValue,
    Place,
    SequenceValue,
    TensorValue,
    TextValue,
    TorchValue,
    Value,
)
from tensorgrade.protocol.torch_names import NUMBERS_AS, device_name
from tensorgrade.text import plain, without_addresses

ELEMENTS_LIMIT = 500_000  # of one case; at 16 bytes each they fit into a frame

UPCAST = {
    torch.float16: torch.float32,
    torch.bfloat16: torch.float32,
}


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

    def _encode(self, value: object, depth: int) -> Value:
        kind = type(value)
        if depth > DEPTH_LIMIT:
            return OtherValue(type_name(kind), "nested too deeply to record")
        if value is None:
            return NoneValue()
        if kind is bool or kind is int or kind is float or kind is np.float64:  # which is a float
            return encode_number(value)
        if kind is str:
            return TextValue(plain(without_addresses(str(value)), TEXT_LIMIT))
        if kind is torch.Tensor or kind is nn.Parameter:
            return self.encode_tensor(value)  # type: ignore[arg-type]
        if kind is torch.device or kind is torch.dtype:
            return encode_torch_value(value)
        if issubclass(kind, list):
            return self.encode_sequence("list", list.__len__(value), list.__iter__(value), depth)  # type: ignore[arg-type]
        if issubclass(kind, tuple):
            return self.encode_sequence("tuple", tuple.__len__(value), tuple.__iter__(value), depth)  # type: ignore[arg-type]
        if issubclass(kind, dict):
            return self.encode_mapping(value, depth)  # type: ignore[arg-type]
        if issubclass(kind, nn.Module):
            return encode_module(value)  # type: ignore[arg-type]
        return OtherValue(type_name(kind))

    def encode_tensor(self, tensor: torch.Tensor) -> Value:
        """Record a tensor; its numbers stay out when they would be too many or cannot be had."""
        if tensor.layout is not torch.strided:
            return OtherValue("torch.Tensor", f"layout {tensor.layout}")
        if tensor.dim() > DIMENSIONS_LIMIT or str(tensor.dtype) not in NUMBERS_AS:
            return OtherValue("torch.Tensor", f"{tensor.dim()} dimensions of {tensor.dtype} are not recorded")
        key: str | None = None
        note = ""
        self._elements += tensor.numel()
        if not self._with_values:
            note = "numbers were not asked for"
        elif self._elements > ELEMENTS_LIMIT:
            note = f"{tensor.numel()} elements are too many to record"
        elif NUMBERS_AS[str(tensor.dtype)] is None:
            note = f"numbers of {tensor.dtype} are not recorded"
        elif tensor.device.type != "meta":
            key = str(len(self.arrays))
            self.arrays[key] = to_numpy(tensor)
        attributes: dict[str, Any] = {field: each.read(tensor) for field, each in ATTRIBUTES.items()}
        return TensorValue(**attributes, values=key, note=note, made=self.made_at(tensor))

    def encode_sequence(
        self, kind: Literal["list", "tuple"], length: int, members: Iterable[object], depth: int
    ) -> Value:
        """Record the members of a list or tuple."""
        if not self._has_room_for(length):
            return OtherValue(kind, f"{length} items are too many to record")
        return SequenceValue(kind, tuple(self._encode(member, depth + 1) for member in members))

    def encode_mapping(self, value: dict[object, object], depth: int) -> Value:
        """Record a dict, through the built-in iterator, its keys in text order; those that look alike are numbered."""
        if not self._has_room_for(dict.__len__(value)):
            return OtherValue("dict", f"{dict.__len__(value)} keys are too many to record")
        items: dict[str, Value] = {}
        met: Counter[str] = Counter()
        for key, item in dict.items(value):
            text = own = key_text(key)
            while text in items:
                met[own] += 1
                text = f"{own} ({met[own] + 1})"
            items[text] = self._encode(item, depth + 1)
        return MappingValue(tuple(sorted(items.items(), key=lambda pair: pair[0])))

    def _has_room_for(self, items: int) -> bool:
        """Say whether a case may hold this many items more, and count them in."""
        if items > ITEMS_LIMIT - self._items:
            return False
        self._items += items
        return True


def encode_torch_value(value: object) -> Value:
    """Record a torch.device or a torch.dtype."""
    if isinstance(value, torch.device):
        return TorchValue("torch.device", device_name(value))
    return TorchValue("torch.dtype", str(value))


def encode_number(value: object) -> Value:
    """Record a Python number exactly."""
    if isinstance(value, bool):
        return FlagValue(value)
    if isinstance(value, int):
        if value.bit_length() > INTEGER_BITS:
            return OtherValue("int", f"{value.bit_length()} bits are too many to record")
        return NumberValue("int", str(value))
    assert isinstance(value, float)
    return NumberValue("float", value.hex())


def encode_module(module: nn.Module) -> Value:
    """Record the structure of a module; a module whose __init__ did not run is told by its type alone."""
    fields = object.__getattribute__(module, "__dict__")
    if not all(name in fields for name in ("_modules", "_parameters", "_buffers")):
        return OtherValue(type_name(type(module)), "nn.Module.__init__ did not run")
    children = [(plain(name, NAME_LIMIT), type_name(type(child))) for name, child in nn.Module.named_children(module)]
    tensors = [*nn.Module.named_parameters(module), *nn.Module.named_buffers(module)]
    parameters = [
        (plain(name, NAME_LIMIT), tuple(t.shape), str(t.dtype), bool(t.requires_grad))
        for name, t in tensors[:ITEMS_LIMIT]
    ]
    return ModuleValue(type_name(type(module)), tuple(children[:ITEMS_LIMIT]), tuple(parameters))


def to_numpy(tensor: torch.Tensor) -> np.ndarray:
    """Copy a tensor's numbers: 16-bit floats as float32, complex numbers as pairs in a last dimension of 2."""
    own = tensor.detach().resolve_conj().resolve_neg().cpu()
    own = own.to(UPCAST.get(own.dtype, own.dtype))
    if own.is_complex():
        own = torch.view_as_real(own)
    # A zero-dimensional array does not survive safetensors' loader; the shape is told by the TensorValue.
    return np.array(own.numpy(), copy=True, order="C").reshape(-1)


def type_name(kind: type) -> str:
    """Name a type as module and qualified name, without asking a metaclass."""
    name = str(type.__dict__["__qualname__"].__get__(kind)) or "a type without a name"
    module = type.__dict__["__module__"].__get__(kind)
    if type(module) is not str or module == "builtins":
        return plain(name, NAME_LIMIT)
    return plain(f"{module}.{name}", NAME_LIMIT)


def key_text(key: object) -> str:
    """Write a dict's key; keys of other types than str, int, float, bool and None by their type alone."""
    if type(key) in (str, int, float, bool, type(None)):
        return plain(repr(key), NAME_LIMIT)
    return f"<{type_name(type(key))}>"
