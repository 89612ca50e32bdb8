"""A worker shuts itself in before it reads a submission.

sealed: the worker is process 1 of its own namespaces and dies with everything that it started. Then, at each level,
the layers that hold from it on are applied, in their order (tensorgrade.isolation.layers).
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
from pathlib import Path

from tensorgrade.isolation.layers import Room, layers
from tensorgrade.isolation.levels import Level
from tensorgrade.isolation.linux import PR_SET_DUMPABLE, prctl, refused
from tensorgrade.isolation.syscalls import number

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
LAYERS = layers()  # while the files of the kit can be read


def fork(level: Level) -> int:
    """Fork; at `sealed` the child is process 1 of new user, pid, mount, ipc and net namespaces. Raises OSError.

    fork(2) cannot make namespaces, and unshare(2) needs a process between: so clone(2) is called as Python's own
    fork would be, in a process of one thread.
    """
    if level is not Level.sealed:
        return os.fork()
    flags = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET | signal.SIGCHLD
    python = ctypes.pythonapi
    holding = ctypes.PyDLL(None, use_errno=True)  # the child must own the interpreter's lock
    python.PyOS_BeforeFork()
    pid = int(holding.syscall(number("clone"), flags, 0, 0, 0, 0))
    if pid:
        python.PyOS_AfterFork_Parent()
    else:
        python.PyOS_AfterFork_Child()
    if pid < 0:
        raise refused("clone")
    return pid


def shut_in(room: Room) -> None:
    """Give up, in the forked child, all that a worker does not need. Raises OSError where the system refuses.

    At `sealed` an empty file system of its own is mounted at the worker's folder.
    """
    for layer in LAYERS:
        if layer.since <= room.level:
            layer.apply(room)


def hide_memory() -> None:
    """Keep other processes from reading this one's memory and environment (PR_SET_DUMPABLE, prctl(2))."""
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 0)


def probe(level: Level) -> int:
    """Shut in a child and say by the exit status whether that works."""
    hide_memory()
    with tempfile.TemporaryDirectory() as folder:
        pid = fork(level)
        if pid == 0:
            try:
                shut_in(Room(level, Path(folder), (Path("/"),)))
                os._exit(0)
            except BaseException as error:
                os.write(2, f"{error}\n".encode())
                os._exit(1)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    sys.exit(probe(Level[sys.argv[1]]))
