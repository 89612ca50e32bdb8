"""Probes: questions about memory, gradients, modes and calls that values alone do not answer.

Each looks at public state of torch (storages, hooks, dispatch modes) and gives back plain values for a check to
observe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode


def shares_memory(first: object, second: object) -> bool:
    """Say whether two tensors or NumPy arrays lie in overlapping memory; False for anything else."""
    one, two = _extent(first), _extent(second)
    if one is None or two is None:
        return False
    return one[0] < two[1] and two[0] < one[1]


def _extent(value: object) -> tuple[int, int] | None:
    """Return the addresses [begin, end) of the memory that backs a tensor or array; None when there is none."""
    if isinstance(value, torch.Tensor) and value.layout is torch.strided:
        storage = value.untyped_storage()
        begin, size = storage.data_ptr(), storage.nbytes()
    elif isinstance(value, np.ndarray):
        begin, end = np.lib.array_utils.byte_bounds(value)
        size = end - begin if value.size else 0
    else:
        return None
    return (begin, begin + size) if begin and size else None


MODE_OF = "mode of "


def difference(before: object, after: object) -> tuple[str, str]:
    """Compare an input with its snapshot: (which aspect changed first, what a reader is told).

    Two empty strings for none.
    """
    if isinstance(before, torch.Tensor):
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
        return ("", "") if before is after or before == after else ("values", f"it went from {before} to {after}")
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
    changed = _changed(before, after)
    if changed.any():
        index = tuple(changed.nonzero()[0].tolist())
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
        if old is not None and new is not None and _changed(old, new).any():
            return "grad", "the numbers in .grad changed"
    return "", ""


def _changed(before: torch.Tensor, after: torch.Tensor) -> torch.Tensor:
    """Mark the elements that differ; NaN counts as equal to NaN."""
    old, new = before.detach(), after.detach()
    return (old != new) & ~(old.isnan() & new.isnan())


def module_state(module: nn.Module) -> dict[str, object]:
    """List what a module holds: parameters, buffers and the mode of each of its modules."""
    tensors: dict[str, object] = {**dict(module.named_parameters()), **dict(module.named_buffers())}
    modes = {f"{MODE_OF}{name or 'the model'}": part.training for name, part in module.named_modules()}
    return {**tensors, **modes}


# Functions that move numbers from a tensor to Python one by one, and so hide a loop from a count of operations.
ESCAPES = {
    "tolist",
    "item",
    "__float__",
    "__int__",
    "__bool__",
    "__iter__",
    "unbind",
    "numpy",
    "__array__",
    "__index__",
}


class _CountOperations(TorchDispatchMode):  # type: ignore[no-untyped-call]
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.count = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):  # type: ignore[no-untyped-def]
        self.count += 1
        return func(*args, **(kwargs or {}))


class _CountEscapes(TorchFunctionMode):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_function__(self, func, types, args=(), kwargs=None):  # type: ignore[no-untyped-def]
        if getattr(func, "__name__", "") in ESCAPES and args and isinstance(args[0], torch.Tensor):
            # One number taken out costs one; a whole tensor turned into a list costs its rows.
            self.count += max(1, args[0].shape[0] if args[0].dim() else 1)
        return func(*args, **(kwargs or {}))


def count_operations(call: Callable[[], object]) -> int:
    """Count the tensor operations of a call, numbers that leave tensors for Python included."""
    with _CountEscapes() as escapes, _CountOperations() as operations:
        call()
    return int(operations.count + escapes.count)


@dataclass
class ForwardPass:
    """One forward pass of a module, as its pre-hook saw it."""

    module: str
    samples: int
    training: bool
    grad_enabled: bool
    device: str


@dataclass
class ModelSpy:
    """Forward passes of a model and of its children, in order."""

    passes: list[ForwardPass] = field(default_factory=list)

    def of(self, module: str = "") -> list[ForwardPass]:
        """Return the passes of one module by its name in named_modules (`` is the model itself)."""
        return [seen for seen in self.passes if seen.module == module]


@contextmanager
def spy_on_model(model: nn.Module) -> Iterator[ModelSpy]:
    """Record every forward pass of `model` and its children while the block runs."""
    spy = ModelSpy()

    def hook_for(name: str) -> Callable[[nn.Module, tuple[object, ...]], None]:
        def hook(module: nn.Module, args: tuple[object, ...]) -> None:
            x = args[0] if args and isinstance(args[0], torch.Tensor) else None
            spy.passes.append(
                ForwardPass(
                    module=name,
                    samples=x.shape[0] if x is not None and x.dim() else 0,
                    training=module.training,
                    grad_enabled=torch.is_grad_enabled(),
                    device=str(x.device) if x is not None else "",
                )
            )

        return hook

    handles = [module.register_forward_pre_hook(hook_for(name)) for name, module in model.named_modules()]
    try:
        yield spy
    finally:
        for handle in handles:
            handle.remove()


@dataclass
class OptimizerSpy:
    """What an optimizer found at each step: a copy of each parameter's gradient (None where there was none)."""

    gradients: list[list[torch.Tensor | None]] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """How often optimizer.step ran."""
        return len(self.gradients)


@contextmanager
def spy_on_optimizer(optimizer: torch.optim.Optimizer) -> Iterator[OptimizerSpy]:
    """Record the gradients that `optimizer` finds at each step while the block runs."""
    spy = OptimizerSpy()

    def hook(stepped: torch.optim.Optimizer, args: object, kwargs: object) -> None:
        parameters = [p for group in stepped.param_groups for p in group["params"]]
        spy.gradients.append([None if p.grad is None else p.grad.detach().clone() for p in parameters])

    handle = optimizer.register_step_pre_hook(hook)
    try:
        yield spy
    finally:
        handle.remove()


@contextmanager
def count_backward_passes(leaf: torch.Tensor) -> Iterator[set[int]]:
    """Collect the passes of the autograd engine that reach `leaf` while the block runs: one entry for each."""
    passes: set[int] = set()

    def hook(gradient: torch.Tensor) -> None:
        passes.add(torch._C._current_graph_task_id())

    handle = leaf.register_hook(hook)  # type: ignore[no-untyped-call]
    try:
        yield passes
    finally:
        handle.remove()


@contextmanager
def count_saved_tensors() -> Iterator[list[int]]:
    """Count the tensors that autograd saves for a backward pass while the block runs.

    The count is the list's one item.
    """
    saved = [0]

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        saved[0] += 1
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        yield saved
