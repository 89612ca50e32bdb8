"""The operators that take memory on the simulated accelerator, or change which memory a tensor lies on.

In: sizes, or tensors and storages. Out: tensors. They stand apart from the operators that compute, for these look at
memory itself and not at the numbers in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from tensorgrade.worker.sim.memory import CPU, ON_CPU, on_host, on_sim

aten = torch.ops.aten


def adopt(tensor: Tensor, host: Tensor) -> None:
    """Give a sim tensor the memory, shape and strides of a CPU tensor."""
    point_at(tensor, on_sim(host).untyped_storage(), 0, list(host.shape), list(host.stride()))


def point_at(
    tensor: Tensor, storage: torch.UntypedStorage, offset: int, size: Sequence[int], stride: Sequence[int]
) -> Tensor:
    """Let a sim tensor lie on a storage."""
    aten.set_.source_Storage_storage_offset.redispatch(ON_CPU, tensor, storage, offset, size, stride)
    return tensor


def empty(size: Sequence[int], *, dtype: torch.dtype | None = None, **kwargs: Any) -> Tensor:
    """Take memory."""
    return on_sim(torch.empty(size, dtype=dtype, device=CPU, memory_format=kwargs.get("memory_format")))


def zeros(size: Sequence[int], *, dtype: torch.dtype | None = None, **_: Any) -> Tensor:
    """Take memory for the zeros that torch has, on other devices, without any."""
    return on_sim(torch.zeros(size, dtype=dtype, device=CPU))


def empty_strided(size: Sequence[int], stride: Sequence[int], *, dtype: torch.dtype | None = None, **_: Any) -> Tensor:
    """Take memory, with strides."""
    return on_sim(torch.empty_strided(size, stride, dtype=dtype, device=CPU))


def to_copy(tensor: Tensor, *, device: torch.device | None = None, **kwargs: Any) -> Tensor:
    """Copy a sim tensor to any device, or to another dtype on this one."""
    copy: Tensor = aten._to_copy.default(
        on_host(tensor), device=None if device is None or device.type == "sim" else device, **kwargs
    )
    return on_sim(copy) if device is None or device.type == "sim" else copy


def copy_(target: Tensor, source: Tensor, non_blocking: bool = False) -> Tensor:
    """Copy between devices or on this one."""
    hosts = [tensor if tensor.is_cpu else on_host(tensor) for tensor in (target, source)]
    aten.copy_.default.redispatch(ON_CPU, *hosts)
    return target


def resize_(tensor: Tensor, size: Sequence[int], memory_format: torch.memory_format | None = None) -> Tensor:
    """Change a tensor's shape; take more memory when it needs more than it has."""
    shape = torch.empty(size, device="meta", memory_format=memory_format or torch.contiguous_format)
    storage, offset = tensor.untyped_storage(), int(tensor.storage_offset())
    held = int(storage.nbytes()) // tensor.element_size() - offset
    if shape.numel() > held:
        block = torch.empty(shape.numel(), dtype=tensor.dtype, device=CPU)
        flat = aten.as_strided.default.redispatch(ON_CPU, tensor, [held], [1], offset)
        block[:held] = on_host(flat)
        storage, offset = on_sim(block).untyped_storage(), 0
    return point_at(tensor, storage, offset, list(shape.shape), list(shape.stride()))


def set_storage(tensor: Tensor, storage: torch.UntypedStorage) -> Tensor:
    """Let a tensor be all of a storage."""
    return point_at(tensor, storage, 0, [int(storage.nbytes()) // tensor.element_size()], [1])


def set_storage_part(
    tensor: Tensor, storage: torch.UntypedStorage, offset: int, size: Sequence[int], stride: Sequence[int] = ()
) -> Tensor:
    """Let a tensor be a part of a storage."""
    return point_at(tensor, storage, offset, size, stride)


def set_tensor(tensor: Tensor, source: Tensor) -> Tensor:
    """Let a tensor lie where another lies."""
    size, stride = list(source.shape), list(source.stride())
    return point_at(tensor, source.untyped_storage(), int(source.storage_offset()), size, stride)


KERNELS: dict[str, Callable[..., Any]] = {
    "empty.memory_format": empty,
    "empty_strided": empty_strided,
    "_efficientzerotensor": zeros,
    "_to_copy": to_copy,
    "copy_": copy_,
    "resize_": resize_,
    "set_.source_Storage": set_storage,
    "set_.source_Storage_storage_offset": set_storage_part,
    "set_.source_Tensor": set_tensor,
}
