"""What a case gave on a device, and whether that is what it gave on the CPU.

In: a case (a function of the device) and a device. Out: None when its outcome equals the CPU's, or a sentence that
tells the difference. Values are compared by shape, dtype, strides and numbers; errors by type and text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch

TOLERANT = {"rtol": 1e-4, "atol": 1e-5}


@dataclass(frozen=True)
class Case:
    """Something to do on a device; `unset` when the numbers that it gives are not determined."""

    name: str
    run: Callable[[str], object]
    unset: bool = False


@dataclass(frozen=True)
class Raised:
    """An exception as an outcome."""

    kind: str
    text: str


def difference(case: Case, device: str) -> str | None:
    """Run a case on the CPU and on `device`; return how the outcomes differ."""
    expected, actual = outcome(case, "cpu"), outcome(case, device)
    if isinstance(expected, Raised) or isinstance(actual, Raised):
        return None if expected == actual else f"{case.name}: {shown(expected)} on the CPU, {shown(actual)} on {device}"
    if kinds(expected) != kinds(actual):
        return f"{case.name}: {kinds(expected)} on the CPU, {kinds(actual)} on {device}"
    for ours, theirs in zip(tensors(actual), tensors(expected), strict=True):
        if ours.device.type != (device if theirs.device.type == "cpu" else theirs.device.type):
            return f"{case.name}: a result is on {ours.device}"
        try:
            if device == "sim" and ours.layout is torch.strided and ours.stride() != theirs.stride():
                return f"{case.name}: strides {theirs.stride()} on the CPU, {ours.stride()} on {device}"
            wanted = torch.empty_like(theirs) if case.unset else theirs
            numbers = wanted.to(ours.dtype) if case.unset else ours.to(theirs.device)
            limits = TOLERANT if theirs.dtype in (torch.float32, torch.complex64) else {}
            torch.testing.assert_close(numbers, wanted, equal_nan=True, **limits)
        except AssertionError as error:
            return f"{case.name}: {str(error).splitlines()[0]}"
    return None


def outcome(case: Case, device: str) -> object:
    """Run a case with fixed random numbers; what it raises is its outcome."""
    torch.manual_seed(0)
    try:
        return case.run(device)
    except Exception as error:
        text = re.sub(r"\btorch\.(sim|cuda)\.", "torch.", str(error).splitlines()[0] if str(error) else "")
        text = re.sub(r"\bsim(\w+)Type\b", r"torch.\1Tensor", text)
        return Raised(type(error).__name__, re.sub(r"\b(sim|cuda)(:0)?\b", "cpu", text))


def shown(value: object) -> str:
    """Write an outcome in a few words."""
    return f"{value.kind}: {value.text}" if isinstance(value, Raised) else "a value"


def kinds(value: object) -> object:
    """Replace each tensor of an outcome by its name, and keep the rest to be compared as it is."""
    if isinstance(value, torch.Tensor):
        return "tensor"
    if isinstance(value, dict):
        return {key: kinds(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [kinds(item) for item in value]
    return repr(value)


def tensors(value: object) -> Iterator[torch.Tensor]:
    """Go through the tensors of an outcome."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, dict):
        yield from tensors(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from tensors(item)
