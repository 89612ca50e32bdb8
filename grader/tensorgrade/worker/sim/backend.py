"""Installing the simulated accelerator into this process's torch, or saying in one sentence why it cannot be."""

from __future__ import annotations

import torch

_registered: list[torch.library.Library] = []


class SimUnavailable(Exception):
    """Raised where this torch cannot have a simulated accelerator; says why in one sentence."""


def install() -> None:
    """Make the device `sim` known to torch in this process; a second call does nothing.

    Raises SimUnavailable where torch lacks what it takes.
    """
    if _registered:
        return
    require()
    from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

    from tensorgrade.worker.sim import generators, kernels, memory, runtime, storages

    _setup_privateuseone_for_python_backend("sim", backend_module=runtime.make_module())
    memory.SIM = torch.device("sim", 0)
    torch.Generator = generators.Generator  # type: ignore[assignment, misc]
    _registered.extend(kernels.register())
    runtime.answer_accelerator()
    storages.allow_sim_storages()
    storages.allow_change_of_device()


def require() -> None:
    """Raise SimUnavailable when something is missing that the backend stands on."""
    from torch.utils import backend_registration

    version = str(torch.__version__)
    if not hasattr(backend_registration, "_setup_privateuseone_for_python_backend"):
        raise SimUnavailable(f"the simulated accelerator needs torch 2.10 or newer; this is torch {version}")
    missing = [name for name in ("_to_dlpack", "_from_dlpack", "_acc") if not hasattr(torch._C, name)]
    if missing:
        raise SimUnavailable(f"torch {version} lacks torch._C.{missing[0]}, which the simulated accelerator needs")
    taken = torch._C._get_privateuse1_backend_name()
    if taken != "privateuseone":
        raise SimUnavailable(f"torch's place for one more device is taken in this process by {taken!r}")
