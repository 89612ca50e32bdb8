"""How torch's dtypes and devices are written, and which there are. Nothing here imports torch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from tensorgrade.text import plain

DEVICE = re.compile(r"cpu|meta|[a-z]{2,16}:[0-9]{1,3}")

# The dtypes of torch, and the NumPy dtype as which the numbers of each travel; None where they do not.
# Complex numbers travel as pairs.
NUMBERS_AS: Mapping[str, str | None] = {
    f"torch.{name}": travels
    for travels, names in (
        ("bool", "bool"),
        ("uint8", "uint8"),
        ("int8", "int8"),
        ("int16", "int16"),
        ("int32", "int32"),
        ("int64", "int64"),
        ("float32", "float32 float16 bfloat16 complex64"),
        ("float64", "float64 complex128"),
        (None, "uint16 uint32 uint64 int1 int2 int3 int4 int5 int6 int7 uint1 uint2 uint3 uint4 uint5 uint6 uint7"),
        (None, "float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu float4_e2m1fn_x2"),
        (None, "complex32 bcomplex32 qint8 quint8 qint32 quint2x4 quint4x2 bits8 bits16 bits1x8 bits2x4 bits4x2"),
    )
    for name in names.split()
}


class Device(Protocol):
    """A torch.device."""

    @property
    def type(self) -> str:
        """What kind of device it is."""

    @property
    def index(self) -> int | None:
        """Which one of its kind, where that is said."""


def device_name(device: Device) -> str:
    """Name a device as type and index, the index left out for the CPU: `cpu`, `meta`, `cuda:0`."""
    if device.type in ("cpu", "meta"):
        return device.type
    return f"{device.type}:{device.index or 0}"


def no_dtype(text: str) -> str:
    """Say why a text is no dtype of torch; empty where it is one."""
    return "" if text in NUMBERS_AS else f"{plain(text, 40)} is no dtype of torch"


def no_device(text: str) -> str:
    """Say why a text names no device as a worker does; empty where it does."""
    return "" if DEVICE.fullmatch(text) else f"{plain(text, 40)} is no device"
