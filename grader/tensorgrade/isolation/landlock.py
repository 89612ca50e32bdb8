"""Landlock: which files this process and its children may still reach, whether they may connect, signal outside.

Source: landlock(7) and the kernel's Documentation/userspace-api/landlock.rst (rights by ABI version).
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG = 1
RULE_PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
READING = EXECUTE | READ_FILE | READ_DIR
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
BIND_AND_CONNECT = 3
SCOPES = 3  # abstract sockets and signals

libc = ctypes.CDLL(None, use_errno=True)


class Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def restrict(readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Allow reading below `readable` and anything below `writable`, no TCP and no signals out.

    Raises OSError where the kernel has no Landlock. A path that is not there is left out.
    """
    version = call(CREATE_RULESET, None, 0, VERSION_FLAG)
    handled = max(rights for since, rights in RIGHTS_BY_VERSION.items() if since <= version)
    network = BIND_AND_CONNECT if version >= 4 else 0
    scopes = SCOPES if version >= 6 else 0
    attributes = Ruleset(handled, network, scopes)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = call(CREATE_RULESET, ctypes.byref(attributes), size, 0)
    try:
        for path in readable:
            allow(ruleset, path, READING & handled)
        for path in writable:
            allow(ruleset, path, handled)
        call(RESTRICT_SELF, ruleset, 0)
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
        call(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(PathBeneath(rights, beneath)), 0)
    finally:
        os.close(beneath)


def call(number: int, *arguments: object) -> int:
    """Make a system call that the C library has no name for."""
    found = int(libc.syscall(number, *arguments))
    if found < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "landlock")
    return found
