"""A worker shuts itself in before it reads a submission.

sealed: the worker is process 1 of its own namespaces, with its own /tmp, and dies with everything that it started.
sealed and confined: Landlock, seccomp, no privileges, resource limits. separate: resource limits only.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from tensorgrade.isolation import landlock, seccomp

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
CAPABILITY_VERSION_3 = 0x20080522
SYS_CLONE = {"x86_64": 56, "aarch64": 220}
SCRATCH_BYTES = 256 << 20
FILE_BYTES = 256 << 20
DESCRIPTORS = 512
CPU_SECONDS = 1800
USER, GROUP = os.getuid(), os.getgid()  # a child in a new user namespace does not know them any more

libc = ctypes.CDLL(None, use_errno=True)


def fork(level: str) -> int:
    """Fork; at `sealed` the child is process 1 of new user, pid, mount, ipc and net namespaces. Raises OSError.

    fork(2) cannot make namespaces, and unshare(2) needs a process between: so clone(2) is called as Python's own
    fork would be, in a process of one thread.
    """
    if level != "sealed":
        return os.fork()
    flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | signal.SIGCHLD
    python = ctypes.pythonapi
    holding = ctypes.PyDLL(None, use_errno=True)  # the child must own the interpreter's lock
    python.PyOS_BeforeFork()
    pid = int(holding.syscall(SYS_CLONE[os.uname().machine], flags, 0, 0, 0, 0))
    if pid:
        python.PyOS_AfterFork_Parent()
    else:
        python.PyOS_AfterFork_Child()
    if pid < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "clone")
    return pid


def shut_in(level: str, scratch: Path, readable: list[Path]) -> None:
    """Give up, in the forked child, all that a worker does not need. Raises OSError where the system refuses.

    scratch: the only folder that can be written; at `sealed` an empty file system of its own is mounted there.
    readable: what else can be read, at `confined` and `sealed`.
    """
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    limit()
    if level == "separate":
        return
    if level == "sealed":
        own_user()
        own_files(scratch)
    drop_capabilities()
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    own = [scratch, Path("/dev/shm")] if level == "sealed" else [scratch]  # elsewhere shared memory is everybody's
    landlock.restrict(readable, [*own, Path("/dev/null")])
    seccomp.restrict(connect=level == "sealed")


def own_user() -> None:
    """Map this user to itself in the new user namespace."""
    prctl(PR_SET_DUMPABLE, 1)  # the files in /proc/self belong to root else
    for name, text in (("setgroups", "deny"), ("uid_map", f"{USER} {USER} 1"), ("gid_map", f"{GROUP} {GROUP} 1")):
        Path(f"/proc/self/{name}").write_text(text)


def own_files(scratch: Path) -> None:
    """Mount what belongs to this worker alone: its folder, shared memory, and the list of its own processes."""
    mount("none", Path("/"), "", MS_REC | MS_PRIVATE, "")
    safe = MS_NOSUID | MS_NODEV
    mount("tmpfs", scratch, "tmpfs", safe, f"size={SCRATCH_BYTES},mode=700")
    mount("tmpfs", Path("/dev/shm"), "tmpfs", safe, f"size={SCRATCH_BYTES},mode=700")
    try:
        mount("proc", Path("/proc"), "proc", safe | MS_NOEXEC | MS_RDONLY, "")
    except OSError:  # the kernel shows a new one only where the old one hides nothing
        mount("tmpfs", Path("/proc"), "tmpfs", safe | MS_NOEXEC, "size=4096,mode=555")


def mount(source: str, target: Path, kind: str, flags: int, options: str) -> None:
    """Put a file system at `target`."""
    done = libc.mount(source.encode(), str(target).encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())
    if done:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(target))


def drop_capabilities() -> None:
    """Give up every capability, now and for programs that are started, capabilities(7)."""
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "the capabilities cannot be dropped")


def limit() -> None:
    """Limit processor time, the size of files and the number of open ones."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: DESCRIPTORS,
    }
    for name, most in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))


def hide_memory() -> None:
    """Keep other processes from reading this one's memory and environment (PR_SET_DUMPABLE, prctl(2))."""
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 0)


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process."""
    if libc.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), f"prctl {option}")


def probe(level: str) -> int:
    """Shut in a child and say by the exit status whether that works."""
    import tempfile

    hide_memory()
    with tempfile.TemporaryDirectory() as folder:
        pid = fork(level)
        if pid == 0:
            try:
                shut_in(level, Path(folder), [Path("/")])
                os._exit(0)
            except BaseException as error:
                os.write(2, f"{error}\n".encode())
                os._exit(1)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    sys.exit(probe(sys.argv[1]))
