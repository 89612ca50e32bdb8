"""Values that hold no others, as plain, bounded data; and what names a type or a key.

The encoder (tensorgrade.worker.encode) takes the others apart.
"""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np
import torch
from torch import nn

from tensorgrade.protocol.fields import ITEMS_LIMIT, NAME_LIMIT, TEXT_LIMIT
from tensorgrade.protocol.torch_names import device_name
from tensorgrade.protocol.values import (
    INTEGER_BITS,
    ComplexValue,
    FlagValue,
    ModuleValue,
    NumberValue,
    ObjectValue,
    OtherValue,
    TensorValue,
    TextValue,
    TorchValue,
    Value,
)
from tensorgrade.text import plain

BYTES_SHOWN = 40
PLAIN_KEYS = (str, bytes, int, float, complex, bool, type(None), torch.dtype, torch.device)

UPCAST = {
    torch.float16: torch.float32,
    torch.bfloat16: torch.float32,
}


def encode_torch_value(value: object) -> Value:
    """Record a torch.device or a torch.dtype."""
    if isinstance(value, torch.device):
        return TorchValue("torch.device", device_name(value))
    return TorchValue("torch.dtype", str(value))


def encode_complex(value: complex) -> Value:
    """Record a complex number as its two parts."""
    return ComplexValue(NumberValue("float", value.real.hex()), NumberValue("float", value.imag.hex()))


def encode_text(text: str) -> Value:
    """Record a text; of a long one its beginning, and a digest that tells it from others that begin so."""
    shown = plain(text, TEXT_LIMIT)
    return TextValue(shown, digest_of(text.encode("utf-8", "surrogatepass")) if len(shown) > TEXT_LIMIT else "")


def encode_bytes(value: bytes | bytearray) -> Value:
    """Record bytes by their number, the first of them as Python writes them, and a digest of all."""
    length, start = NumberValue("int", str(len(value))), TextValue(repr(bytes(value[:BYTES_SHOWN]))[2:-1])
    return ObjectValue(
        type(value).__name__, (("length", length), ("start", start), ("sha256", TextValue(digest_of(value))))
    )


def digest_of(content: bytes | bytearray) -> str:
    """Return what tells a content from all others."""
    return hashlib.sha256(content).hexdigest()


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


def parts_of_sparse(tensor: torch.Tensor, is_small: bool) -> dict[str, torch.Tensor]:
    """Return the dense tensor of a small sparse one; of a large one the numbers that are not 0, and their places."""
    if is_small:
        return {"dense": tensor.to_dense()}
    tensor = tensor.to_sparse(layout=torch.sparse_coo).coalesce()
    indices, values = tensor.indices(), tensor.values()
    is_there = values.reshape(values.shape[0], -1).ne(0).any(1)
    return {"indices": indices[:, is_there], "values": values[is_there]}


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
    bare = tensor.detach().resolve_conj().resolve_neg().cpu()
    bare = bare.to(UPCAST.get(bare.dtype, bare.dtype))
    if bare.is_complex():
        bare = torch.view_as_real(bare)
    # A zero-dimensional array does not survive safetensors' loader; the shape is told by the TensorValue.
    return np.array(bare.numpy(), copy=True, order="C").reshape(-1)


def type_name(kind: type) -> str:
    """Name a type as module and qualified name, without asking a metaclass."""
    name = str(type.__dict__["__qualname__"].__get__(kind)) or "a type without a name"
    module = type.__dict__["__module__"].__get__(kind)
    if type(module) is not str or module == "builtins":
        return plain(name, NAME_LIMIT)
    return plain(f"{module}.{name}", NAME_LIMIT)


def key_text(key: object) -> str:
    """Write a dict's key; one that is not plain, nor a tuple of what is, by its type alone."""
    return plain(repr(key), NAME_LIMIT) if is_plain_key(key) else f"<{type_name(type(key))}>"


def is_plain_key(key: object) -> bool:
    """Say whether a dict's key says in a text what it is."""
    if type(key) is tuple:
        return all(map(is_plain_key, key))
    return type(key) in PLAIN_KEYS


def holds_tensor(value: Value) -> bool:
    """Say whether there is a tensor in a value."""
    return isinstance(value, TensorValue) or any(map(holds_tensor, value.parts))


def place_in_a_set(value: Value) -> tuple[str, bool, float, bytes]:
    """Return where a value stands among the members of a set: numbers in their order, the rest by what is written."""
    number = value.number if isinstance(value, NumberValue) else 0
    is_nan = number != number
    return type(value).__name__, is_nan, 0 if is_nan else number, msgspec.json.encode(value)
