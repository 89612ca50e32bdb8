"""Landlock: which files this process and its children may still reach, whether they may connect, signal outside.

Source: landlock(7) and the kernel's Documentation/userspace-api/landlock.rst (rights by ABI version).
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from tensorgrade.isolation.layers import Layer, Room
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import syscall

VERSION_FLAG = 1
RULE_PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
READING = EXECUTE | READ_FILE | READ_DIR
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
BIND_AND_CONNECT = 3
SCOPES = 3  # abstract sockets and signals


class Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def apply(room: Room) -> None:
    """Leave to a worker its own folder and what it may read; shared memory where that is its own, too."""
    shared = [Path("/dev/shm")] if room.level is Level.sealed else []
    restrict(room.readable, [room.scratch, *shared, Path("/dev/null")])


def restrict(readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Allow reading below `readable` and anything below `writable`, no TCP and no signals out.

    Raises OSError where the kernel has no Landlock. A path that is not there is left out.
    """
    version = syscall("landlock_create_ruleset", None, 0, VERSION_FLAG)
    handled = max(rights for since, rights in RIGHTS_BY_VERSION.items() if since <= version)
    network = BIND_AND_CONNECT if version >= 4 else 0
    scopes = SCOPES if version >= 6 else 0
    attributes = Ruleset(handled, network, scopes)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = syscall("landlock_create_ruleset", ctypes.byref(attributes), size, 0)
    try:
        for path in readable:
            allow(ruleset, path, READING & handled)
        for path in writable:
            allow(ruleset, path, handled)
        syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def allow(ruleset: int, path: Path, rights: int) -> None:
    """Add a rule for what lies below a path."""
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(beneath).st_mode):
            rights &= FOR_FILES
        syscall("landlock_add_rule", ruleset, RULE_PATH_BENEATH, ctypes.byref(PathBeneath(rights, beneath)), 0)
    finally:
        os.close(beneath)


LAYER = Layer(
    name="Landlock",
    since=Level.confined,
    turn=50,
    lets_through="reading below the readable places, everything in the worker's own folder",
    apply=apply,
    attacks=("solutions", "other_files", "writing", "leaving", "local_sockets", "signals"),
)
