"""Read the memory of the grader and of the launcher."""

from __future__ import annotations

import contextlib
import ctypes

from tensorgrade.isolation.attacks import Attack, Host, outsiders


def attempt(host: Host) -> str:
    """Ask for eight bytes of it, and open the file that shows all of it."""
    libc = ctypes.CDLL(None, use_errno=True)
    here = (ctypes.c_void_p * 2)(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
    there = (ctypes.c_void_p * 2)(id(None), 8)
    for process in outsiders(host):
        if libc.process_vm_readv(process, here, 1, there, 1, 0) >= 0:
            return f"the memory of process {process} was read"
        with contextlib.suppress(OSError), open(f"/proc/{process}/mem", "rb"):
            return f"the memory of process {process} was opened"
    return ""


ATTACK = Attack(
    name="memory_of_others",
    sentence="the memory of other processes cannot be read",
    turn=80,
    attempt=attempt,
)
