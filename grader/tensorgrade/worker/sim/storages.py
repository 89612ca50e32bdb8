"""What lies under a tensor: storages made by size, and tensors that change their storage for one of another device.

torch takes memory for a storage from the device's allocator, which Python cannot supply; deepcopy and torch.load get it
here from an empty tensor. And torch lets `parameter.data = ...` change the device for CUDA and not for a backend like
this one; Module.to then replaces parameters, and an optimizer made before goes stale. Here it works as for CUDA.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, UntypedStorage

from tensorgrade.worker.sim.memory import CPU, on_sim


def allow_sim_storages() -> None:
    """Let torch.UntypedStorage(size, device="sim") work."""
    plain_new = UntypedStorage.__new__

    def new(kind: type[UntypedStorage], *args: Any, **kwargs: Any) -> UntypedStorage:
        device = kwargs.get("device")
        if device is None or torch.device(device).type != "sim":
            return plain_new(kind, *args, **kwargs)
        size = args[0] if args else kwargs.get("size", 0)
        return on_sim(torch.empty(size, dtype=torch.uint8, device=CPU)).untyped_storage()

    UntypedStorage.__new__ = new  # type: ignore[assignment, method-assign]


def allow_change_of_device() -> None:
    """Let `tensor.data = other` take a tensor to and from the sim device, and Module.to use it."""
    plain: Any = torch._C.TensorBase.data
    plain_compatible = torch._has_compatible_shallow_copy_type

    def set_data(tensor: Tensor, new: Tensor) -> None:
        if crosses(tensor, new):
            move(tensor, plain.__get__(new))
        else:
            plain.__set__(tensor, new)

    def compatible(input: Tensor, from_: Tensor) -> bool:
        return crosses(input, from_) or plain_compatible(input, from_)

    Tensor.data = property(plain.__get__, set_data, doc=plain.__doc__)  # type: ignore[assignment]
    torch._has_compatible_shallow_copy_type = compatible


def crosses(tensor: object, new: object) -> bool:
    """Say whether one is a CPU tensor and the other a sim tensor."""
    if not isinstance(tensor, Tensor) or not isinstance(new, Tensor):
        return False
    with torch._C.DisableTorchFunction():
        return tensor.is_cpu != new.is_cpu and {tensor.device.type, new.device.type} == {"cpu", "sim"}


def move(tensor: Tensor, new: Tensor) -> None:
    """Let `tensor` stay the object that it is and have the device and the numbers of `new`; its gradient goes along."""
    gradient = tensor.grad if tensor.is_leaf else None
    asks = tensor.requires_grad
    torch._C._swap_tensor_impl(tensor, new)
    tensor.requires_grad_(asks)
    if gradient is not None:
        move(gradient, gradient.detach().to(tensor.device))
        tensor.grad = gradient
