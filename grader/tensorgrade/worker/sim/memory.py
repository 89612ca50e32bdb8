"""The memory of the simulated accelerator: one block of host memory, seen from two devices.

A sim tensor is a plain torch.Tensor whose device says `sim:0` and whose storage is host memory. DLPack, the standard
by which libraries hand tensors to each other, carries it across: a tensor is exported, the device in the exported
header is overwritten, and the header is imported again. Nothing is copied; strides, dtype and address stay, and the
memory lives as long as either side holds it.
"""

from __future__ import annotations

import ctypes

import torch

SIM = torch.device("cpu")  # becomes torch.device("sim", 0) when the backend is installed
CPU = torch.device("cpu")
ON_CPU = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)

# DLPack's DLDevice: an int32 for the kind of device, after the pointer to the numbers.
_KIND_OFFSET = ctypes.sizeof(ctypes.c_void_p)
_KIND_CPU = 1
_KIND_EXTENSION = 12  # kDLExtDev, which torch reads as PrivateUse1

_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype = ctypes.c_void_p
_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
_export = torch._C._to_dlpack
_import = torch._C._from_dlpack
_int32_at = ctypes.c_int32.from_address


def on_host(tensor: torch.Tensor) -> torch.Tensor:
    """Return a CPU tensor over the memory of a sim tensor."""
    capsule = _export(tensor)
    _int32_at(_pointer(capsule, b"dltensor") + _KIND_OFFSET).value = _KIND_CPU
    host = _import(capsule)
    # A conjugate or negative that is not yet written out is a mark on the tensor, which DLPack does not know.
    if tensor.is_conj():
        host = host.conj()
    return torch._neg_view(host) if tensor.is_neg() else host


def on_sim(tensor: torch.Tensor) -> torch.Tensor:
    """Return a sim tensor over the memory of a CPU tensor, which has its numbers written out."""
    capsule = _export(tensor.resolve_conj().resolve_neg())
    _int32_at(_pointer(capsule, b"dltensor") + _KIND_OFFSET).value = _KIND_EXTENSION
    return _import(capsule)
