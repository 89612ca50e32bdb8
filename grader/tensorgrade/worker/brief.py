"""Values in few words, as the calls of a check are told: a tensor by its dtype and shape."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tensorgrade.protocol.torch_names import device_name
from tensorgrade.text import plain
from tensorgrade.worker.failures import without_folders

CALL_LENGTH = 240


def describe_call(name: str, args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    """Write a call in few words; a tensor is told by its dtype and shape."""
    words = [brief(value) for value in args] + [f"{key}={brief(value)}" for key, value in kwargs.items()]
    return plain(f"{name}({', '.join(words)})", CALL_LENGTH)


def brief(value: object, depth: int = 0) -> str:
    """Name a value in a few words."""
    if isinstance(value, torch.Tensor):
        with torch._C.DisableTorchFunction():  # no mode is asked of what the kit looks at
            return brief_tensor(value)
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array of shape {value.shape}"
    if isinstance(value, nn.Module | torch.optim.Optimizer):
        return type(value).__name__
    if isinstance(value, list | tuple) and depth < 3:
        shown = ", ".join(brief(item, depth + 1) for item in value[:4]) + (", ..." if len(value) > 4 else "")
        return f"[{shown}]" if isinstance(value, list) else f"({shown})"
    if isinstance(value, dict) and depth < 3:
        shown = ", ".join(f"{key!r}: {brief(item, depth + 1)}" for key, item in list(value.items())[:4])
        return f"{{{shown}}}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, str):
        return repr(without_folders(value))[:60]
    if isinstance(value, bool | int | type(None) | torch.device | torch.dtype):
        return repr(value)[:60]
    if isinstance(value, Path):
        return repr(value.name)
    return getattr(value, "__name__", None) or type(value).__name__


def brief_tensor(tensor: torch.Tensor) -> str:
    """Name a tensor by its dtype and shape, one without dimensions by its number."""
    device = "" if tensor.is_cpu else f" on {device_name(tensor.device)}"
    if tensor.dim() == 0 and not tensor.is_meta:
        return f"tensor({tensor.item():.6g}){device}"
    dtype = str(tensor.dtype).removeprefix("torch.")
    return with_layout(f"{dtype} tensor of shape {tuple(tensor.shape)}", tensor) + device


def with_layout(words: str, value: torch.Tensor) -> str:
    """Say of a tensor whose numbers do not lie row by row in memory how they lie there."""
    if value.layout is not torch.strided or value.is_contiguous():
        return words
    is_transposed = value.dim() == 2 and value.t().is_contiguous()
    return f"transposed {words}" if is_transposed else f"{words} and strides {tuple(value.stride())}"
