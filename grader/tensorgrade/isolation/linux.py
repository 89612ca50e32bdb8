"""Ask the kernel for what Python has no name for: attributes of a process, mounts, system calls by name."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from tensorgrade.isolation.syscalls import number

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38

libc = ctypes.CDLL(None, use_errno=True)


def refused(what: str) -> OSError:
    """Return the error that the C library's last call left; `what` tells what was asked for."""
    return OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), what)


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process. Raises OSError."""
    if libc.prctl(option, value, 0, 0, 0):
        raise refused(f"prctl {option}")


def mount(source: str, target: Path, kind: str, flags: int, options: str) -> None:
    """Put a file system at `target`. Raises OSError."""
    done = libc.mount(source.encode(), str(target).encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())
    if done:
        raise refused(str(target))


def syscall(name: str, *arguments: object) -> int:
    """Make a system call that the C library has no name for. Raises OSError."""
    result = int(libc.syscall(number(name), *arguments))
    if result < 0:
        raise refused(name)
    return result
