"""Limits of one process: processor time, the size of files, the number of open ones (setrlimit(2))."""

from __future__ import annotations

import contextlib
import resource

from tensorgrade.isolation.layers import Layer, Room
from tensorgrade.isolation.levels import Level

FILE_BYTES = 256 << 20
DESCRIPTORS = 512
CPU_SECONDS = 1800


def apply(room: Room) -> None:
    """Set the limits; one that is lower already stays."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: DESCRIPTORS,
    }
    for name, most in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))


LAYER = Layer(
    name="resource limits",
    since=Level.separate,
    turn=20,
    lets_through="half an hour of processor time, files of 256 MiB, 512 open files",
    apply=apply,
)
