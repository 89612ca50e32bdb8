"""seccomp: system calls that no exercise needs and that reach beyond the worker are refused.

A filter of classic BPF, for x86-64 and AArch64. Source: seccomp(2), and the kernel's
Documentation/userspace-api/seccomp_filter.rst.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from tensorgrade.isolation.layers import Layer, Room
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import PR_SET_SECCOMP, libc, refused
from tensorgrade.isolation.syscalls import number

MODE_FILTER = 2
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT, THIRD_ARGUMENT_AT = 0, 4, 16, 32
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000
AF_UNIX = 1
SO_SNDBUF, SO_RCVBUF, SO_SNDBUFFORCE, SO_RCVBUFFORCE = 7, 8, 32, 33
# CLONE_NEW* for time, mount, cgroup, uts, ipc, user, pid and net
NEW_NAMESPACES = 0x80 | 0x20000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000

REFUSED = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_open", "pidfd_getfd"),
    *("pidfd_send_signal", "mount", "umount2", "pivot_root", "chroot", "fsopen", "fsconfig", "fspick"),
    *("fsmount", "open_tree", "move_mount", "mount_setattr", "unshare", "setns", "keyctl", "add_key"),
    *("request_key", "bpf", "perf_event_open", "process_madvise", "process_mrelease", "move_pages"),
    *("migrate_pages", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "memfd_create"),
    *("memfd_secret", "vmsplice", "shmget", "msgget", "semget", "mq_open", "name_to_handle_at"),
    *("open_by_handle_at", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load"),
    *("reboot", "swapon", "swapoff", "quotactl", "acct", "settimeofday", "clock_settime", "adjtimex"),
    *("clock_adjtime", "sethostname", "setdomainname", "personality", "syslog", "fanotify_init"),
)
# Refused where sockets may not connect.
CONNECTING = ("connect", "socketpair")


def apply(room: Room) -> None:
    """Refuse the calls; sockets may connect where the file system and the network namespace are the worker's own."""
    restrict(connect=room.level is Level.sealed)


def restrict(connect: bool) -> None:
    """Refuse the calls, from now on and in every child. Raises OSError. Needs no_new_privs.

    connect: whether sockets may connect, or come in pairs. Sockets in the file system lead out where that is not the
    worker's own, and what pairs hold is counted only where no others are in the worker's network namespace.
    """
    machine = os.uname().machine
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no seccomp filter for {machine}")
    code = program(machine, connect)
    count = len(code) // 8
    buffer = ctypes.create_string_buffer(code)
    header = struct.pack("HxxxxxxP", count, ctypes.addressof(buffer))
    if libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.create_string_buffer(header), 0, 0):
        raise refused("seccomp")


def program(machine: str, connect: bool) -> bytes:
    """Write the filter.

    A test jumps over its verdict where it does not apply: first the architecture, then call after call.
    """
    lines = [
        step(LOAD, ARCHITECTURE_AT),
        step(JUMP_EQUAL, ARCHITECTURES[machine], 1, 0),
        step(RETURN, KILL),
        step(LOAD, NUMBER_AT),
        step(JUMP_AT_LEAST, X32_BIT, 0, 1),
        step(RETURN, REFUSE | errno.ENOSYS),
        step(JUMP_EQUAL, number("clone3", machine), 0, 1),
        step(RETURN, REFUSE | errno.ENOSYS),  # its flags lie in memory; the C library falls back to clone
    ]
    for name in [*REFUSED, *([] if connect else CONNECTING)]:
        lines += [step(JUMP_EQUAL, number(name, machine), 0, 1), step(RETURN, REFUSE | errno.EPERM)]
    return b"".join([*lines, *by_argument(machine)])


def by_argument(machine: str) -> list[bytes]:
    """Write the end of the filter: calls that are refused for what they ask."""
    return [
        step(JUMP_EQUAL, number("clone", machine), 0, 4),
        step(LOAD, FIRST_ARGUMENT_AT),
        step(JUMP_ANY_BIT, NEW_NAMESPACES, 0, 1),
        step(RETURN, REFUSE | errno.EPERM),
        step(RETURN, ALLOW),
        step(JUMP_EQUAL, number("setsockopt", machine), 0, 7),
        step(LOAD, THIRD_ARGUMENT_AT),  # the watch counts each socket with the size that it begins with
        step(JUMP_EQUAL, SO_SNDBUF, 3, 0),
        step(JUMP_EQUAL, SO_RCVBUF, 2, 0),
        step(JUMP_EQUAL, SO_SNDBUFFORCE, 1, 0),
        step(JUMP_EQUAL, SO_RCVBUFFORCE, 0, 1),
        step(RETURN, REFUSE | errno.EPERM),
        step(RETURN, ALLOW),
        step(JUMP_EQUAL, number("socket", machine), 0, 3),
        step(LOAD, FIRST_ARGUMENT_AT),
        step(JUMP_EQUAL, AF_UNIX, 1, 0),
        step(RETURN, REFUSE | errno.EPERM),
        step(RETURN, ALLOW),
    ]


def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """Write one instruction: struct sock_filter."""
    return struct.pack("HBBI", code, yes, no, value)


LAYER = Layer(
    name="seccomp",
    since=Level.confined,
    turn=60,
    lets_through="all system calls but those that reach beyond the worker; of sockets those of this machine",
    apply=apply,
    attacks=("network", "local_sockets", "memory_of_others", "namespaces"),
)
