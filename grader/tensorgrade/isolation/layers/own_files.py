"""Files that belong to one worker alone: its folder, shared memory, and the list of its own processes.

They are mounted in the namespaces that the worker was forked into (tensorgrade.isolation.cage.fork).
"""

from __future__ import annotations

import os
from pathlib import Path

from tensorgrade.isolation.layers import Layer, Room
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import PR_SET_DUMPABLE, mount, prctl

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x4000, 0x40000
SCRATCH_BYTES = 256 << 20
USER, GROUP = os.getuid(), os.getgid()  # a child in a new user namespace does not know them any more


def apply(room: Room) -> None:
    """Map the user to itself, and mount the worker's own file systems."""
    own_user()
    mount("none", Path("/"), "", MS_REC | MS_PRIVATE, "")
    safe = MS_NOSUID | MS_NODEV
    mount("tmpfs", room.scratch, "tmpfs", safe, f"size={SCRATCH_BYTES},mode=700")
    mount("tmpfs", Path("/dev/shm"), "tmpfs", safe, f"size={SCRATCH_BYTES},mode=700")
    try:
        mount("proc", Path("/proc"), "proc", safe | MS_NOEXEC | MS_RDONLY, "")
    except OSError:  # the kernel shows a new one only where the old one hides nothing
        mount("tmpfs", Path("/proc"), "tmpfs", safe | MS_NOEXEC, "size=4096,mode=555")


def own_user() -> None:
    """Map this user to itself in the new user namespace."""
    prctl(PR_SET_DUMPABLE, 1)  # the files in /proc/self belong to root else
    for name, text in (("setgroups", "deny"), ("uid_map", f"{USER} {USER} 1"), ("gid_map", f"{GROUP} {GROUP} 1")):
        Path(f"/proc/self/{name}").write_text(text)


LAYER = Layer(
    name="own files",
    since=Level.sealed,
    turn=30,
    lets_through="256 MiB in its folder and 256 MiB of shared memory, which end with it",
    apply=apply,
    attacks=("signals", "memory_of_others", "leaving", "disk"),
)
