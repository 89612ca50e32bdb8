"""Did a call change what it was given?"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from tensorgrade.text import without_addresses

__all__ = ["difference", "module_state"]

MODE_OF = "mode of "


def difference(before: object, after: object) -> tuple[str, str]:
    """Compare an input with its snapshot: (which aspect changed first, what a reader is told).

    Two empty strings for none.

    >>> difference(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 5.0]))
    ('values', 'element [1] went from 2 to 5')
    """
    if isinstance(before, torch.Tensor):
        with torch._C.DisableTorchFunction():  # no mode is asked of what the kit looks at
            return _tensor_difference(before, after)
    if isinstance(before, np.ndarray):
        same = (
            isinstance(after, np.ndarray)
            and after.dtype == before.dtype
            and np.array_equal(before, after, equal_nan=True)
        )
        return ("", "") if same else ("values", "its values changed")
    if isinstance(before, list | tuple):
        if type(after) is not type(before) or len(after) != len(before):
            return "structure", "its items changed"
        pairs = [(str(i), old, new) for i, (old, new) in enumerate(zip(before, after, strict=True))]
    elif isinstance(before, dict):
        after = module_state(after) if isinstance(after, nn.Module) else after
        if not isinstance(after, dict) or list(before) != list(after):
            return "structure", "its keys changed"
        pairs = [(repr(key), before[key], after[key]) for key in before]
    else:
        return (
            ("", "")
            if before is after or before == after
            else ("values", without_addresses(f"it went from {before} to {after}"))
        )
    for place, old, new in pairs:
        aspect, told = difference(old, new)
        if told:
            return ("mode" if MODE_OF in place else aspect), f"{place}: {told}"
    return "", ""


def _tensor_difference(before: torch.Tensor, after: object) -> tuple[str, str]:
    if not isinstance(after, torch.Tensor):
        return "structure", "it is not a tensor any more"
    if after.shape != before.shape:
        return "shape", f"its shape went from {tuple(before.shape)} to {tuple(after.shape)}"
    if after.dtype != before.dtype or after.device != before.device:
        return "dtype", f"it went from {before.dtype} on {before.device} to {after.dtype} on {after.device}"
    if _has_changed(before, after):
        index = tuple(_changed(before, after).nonzero()[0].tolist())
        place = f"element {list(index)}" if index else "its value"
        return "values", f"{place} went from {before[index].item():.6g} to {after[index].item():.6g}"
    if after.requires_grad != before.requires_grad:
        return "requires_grad", f"requires_grad went from {before.requires_grad} to {after.requires_grad}"
    if after.is_leaf and before.is_leaf:
        old, new = before.grad, after.grad
        if (old is None) != (new is None):
            return (
                "grad",
                f".grad went from {'None' if old is None else 'a tensor'} to {'None' if new is None else 'a tensor'}",
            )
        if old is not None and new is not None and _has_changed(old, new):
            return "grad", "the numbers in .grad changed"
    return "", ""


def _has_changed(before: torch.Tensor, after: torch.Tensor) -> bool:
    """Say whether elements differ; NaN counts as equal to NaN."""
    if before.shape == after.shape and torch.equal(before.detach(), after.detach()):
        return False
    return bool(_changed(before, after).any())


def _changed(before: torch.Tensor, after: torch.Tensor) -> torch.Tensor:
    """Mark the elements that differ; NaN counts as equal to NaN."""
    old, new = before.detach(), after.detach()
    return (old != new) & ~(old.isnan() & new.isnan())


def module_state(module: nn.Module) -> dict[str, object]:
    """List what a module holds: parameters, buffers and the mode of each of its modules.

    >>> module_state(nn.Dropout())
    {'mode of the model': True}
    """
    tensors: dict[str, object] = {**dict(module.named_parameters()), **dict(module.named_buffers())}
    modes = {f"{MODE_OF}{name or 'the model'}": part.training for name, part in module.named_modules()}
    return {**tensors, **modes}
