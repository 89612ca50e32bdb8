"""What torch asks of an accelerator beside computing: the module `torch.sim`, and torch.accelerator's questions.

`torch.sim` answers as `torch.cuda` does on a machine with one GPU. The questions of torch.accelerator that go to an
allocator or a stream in C++, which a backend in Python does not have, are answered here: nothing waits, nothing is
cached.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import torch

from tensorgrade.worker.sim.generators import default_generator


def make_module() -> types.ModuleType:
    """Make the module that becomes torch.sim."""
    module = types.ModuleType("torch.sim", "The simulated accelerator.")
    module.__dict__.update({function.__name__: function for function in FUNCTIONS})
    return module


def is_available() -> bool:
    """Say whether there is a device."""
    return True


def is_initialized() -> bool:
    """Say whether the device is in use."""
    return True


def _is_in_bad_fork() -> bool:
    return False


def device_count() -> int:
    """Count the devices."""
    return 1


def current_device() -> int:
    """Return the index of the device in use."""
    return 0


def set_device(device: object) -> None:
    """Use a device; there is one."""


class device:
    """A context in which a device is the one in use; there is one."""

    def __init__(self, device: object) -> None:
        self.idx = 0

    def __enter__(self) -> None:
        """Use it."""

    def __exit__(self, *error: object) -> None:
        """Use the one before."""


def get_device_name(device: object = None) -> str:
    """Name the device."""
    return "simulated accelerator"


def synchronize(device: object = None) -> None:
    """Wait for the device, which is always done."""


def empty_cache() -> None:
    """Give cached memory back; none is kept."""


def memory_allocated(device: object = None) -> int:
    """Tell the memory in use, which is not counted."""
    return 0


def manual_seed(seed: int) -> None:
    """Seed the device's generator."""
    default_generator.manual_seed(int(seed))


def manual_seed_all(seed: int) -> None:
    """Seed the generators of all devices."""
    manual_seed(seed)


def seed() -> None:
    """Seed the device's generator with a number of the system's."""
    default_generator.seed()


def initial_seed() -> int:
    """Return the seed of the device's generator."""
    return default_generator.initial_seed()


def get_rng_state(device: object = "sim") -> torch.Tensor:
    """Return the state of the device's generator."""
    return default_generator.get_state()


def set_rng_state(new_state: torch.Tensor, device: object = "sim") -> None:
    """Put the device's generator into a state."""
    default_generator.set_state(new_state)


def get_amp_supported_dtype() -> list[torch.dtype]:
    """List the dtypes that autocast may use."""
    return [torch.float16, torch.bfloat16]


FUNCTIONS: tuple[Callable[..., Any], ...] = (
    is_available, is_initialized, _is_in_bad_fork, device_count, current_device, set_device, device, get_device_name,
    synchronize, empty_cache, memory_allocated, manual_seed, manual_seed_all, seed, initial_seed, get_rng_state,
    set_rng_state, get_amp_supported_dtype,
)  # fmt: skip


def answer_accelerator() -> None:
    """Answer what torch.accelerator would ask a stream or an allocator; pinning memory leaves it as it is."""

    def pin_memory(tensor: torch.Tensor, device: object = None) -> torch.Tensor:
        return tensor

    torch._C._accelerator_synchronizeDevice = lambda device_index: None
    torch._C._accelerator_isAllocatorInitialized = lambda: False
    torch.Tensor.pin_memory = pin_memory  # type: ignore[assignment, method-assign]
