"""seccomp: system calls that no exercise needs and that reach beyond the worker are refused.

A filter of classic BPF, for x86-64 and AArch64. Source: seccomp(2), the kernel's
Documentation/userspace-api/seccomp_filter.rst, and the system call tables of both architectures.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

PR_SET_SECCOMP, MODE_FILTER = 22, 2
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT, THIRD_ARGUMENT_AT = 0, 4, 16, 32
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000
AF_UNIX = 1
SO_SNDBUF, SO_RCVBUF, SO_SNDBUFFORCE, SO_RCVBUFFORCE = 7, 8, 32, 33
# CLONE_NEW* for time, mount, cgroup, uts, ipc, user, pid and net
NEW_NAMESPACES = 0x80 | 0x20000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000

# Numbers on x86-64 and AArch64.
REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fspick": (433, 433),
    "fsmount": (432, 432),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "vmsplice": (278, 75),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "quotactl": (179, 60),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "personality": (135, 92),
    "syslog": (103, 116),
    "fanotify_init": (300, 262),
}
CLONE, CLONE3, SOCKET, CONNECT = (56, 220), (435, 435), (41, 198), (42, 203)
SOCKETPAIR, SETSOCKOPT = (53, 199), (54, 208)


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
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.create_string_buffer(header), 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "seccomp")


def program(machine: str, connect: bool) -> bytes:
    """Write the filter.

    A test jumps over its verdict where it does not apply: first the architecture, then call after call.
    """
    column = list(ARCHITECTURES).index(machine)
    lines = [
        step(LOAD, ARCHITECTURE_AT),
        step(JUMP_EQUAL, ARCHITECTURES[machine], 1, 0),
        step(RETURN, KILL),
        step(LOAD, NUMBER_AT),
        step(JUMP_AT_LEAST, X32_BIT, 0, 1),
        step(RETURN, REFUSE | errno.ENOSYS),
        step(JUMP_EQUAL, CLONE3[column], 0, 1),
        step(RETURN, REFUSE | errno.ENOSYS),  # its flags lie in memory; the C library falls back to clone
    ]
    for numbers in [*REFUSED.values(), *([] if connect else [CONNECT, SOCKETPAIR])]:
        lines += [step(JUMP_EQUAL, numbers[column], 0, 1), step(RETURN, REFUSE | errno.EPERM)]
    lines += [
        step(JUMP_EQUAL, CLONE[column], 0, 4),
        step(LOAD, FIRST_ARGUMENT_AT),
        step(JUMP_ANY_BIT, NEW_NAMESPACES, 0, 1),
        step(RETURN, REFUSE | errno.EPERM),
        step(RETURN, ALLOW),
        step(JUMP_EQUAL, SETSOCKOPT[column], 0, 7),  # the watch counts each socket with the size that it begins with
        step(LOAD, THIRD_ARGUMENT_AT),
        step(JUMP_EQUAL, SO_SNDBUF, 3, 0),
        step(JUMP_EQUAL, SO_RCVBUF, 2, 0),
        step(JUMP_EQUAL, SO_SNDBUFFORCE, 1, 0),
        step(JUMP_EQUAL, SO_RCVBUFFORCE, 0, 1),
        step(RETURN, REFUSE | errno.EPERM),
        step(RETURN, ALLOW),
        step(JUMP_EQUAL, SOCKET[column], 0, 3),
        step(LOAD, FIRST_ARGUMENT_AT),
        step(JUMP_EQUAL, AF_UNIX, 1, 0),
        step(RETURN, REFUSE | errno.EPERM),
        step(RETURN, ALLOW),
    ]
    return b"".join(lines)


def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """Write one instruction: struct sock_filter."""
    return struct.pack("HBBI", code, yes, no, value)
