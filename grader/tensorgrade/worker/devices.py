"""Which devices this machine has, of those that are asked for. Torch is imported, CUDA is not initialised."""

from __future__ import annotations

import os
from collections.abc import Iterable

from tensorgrade.protocol.messages import DEVICES

NO_CUDA = "torch finds no CUDA device (at the isolation levels sealed and confined none is to be seen)"


def find_devices(wanted: Iterable[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the devices that are there, in the order of DEVICES, and why the others are not.

    Makes the simulated accelerator known to torch, also where it is not asked for: torch has to know its devices
    before the first backward pass, and checks that need two devices use it.
    """
    asked = set(wanted)
    lacking("sim")
    absent = {device: reason for device in DEVICES if device in asked and (reason := lacking(device))}
    return tuple(device for device in DEVICES if device in asked and device not in absent), absent


def lacking(device: str) -> str:
    """Say why a device is not there; empty where it is."""
    if device == "sim":
        from tensorgrade.worker.sim import SimUnavailable, install

        try:
            install()
        except SimUnavailable as error:
            return str(error)
    if device == "cuda":
        os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"  # looks without initialising, so that children can
        import torch

        return "" if torch.cuda.is_available() else NO_CUDA
    return ""
