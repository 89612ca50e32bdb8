"""The attacks of `grade doctor`, graded like a submission; the doctor fills in HOST, what there is to reach.

Each attack returns "" where it was refused, else a few words on what it got. None does harm where it succeeds.
"""

import contextlib
import ctypes
import os
import socket
import time
from pathlib import Path

HOST: dict[str, str] = {}
CHILDREN = 120
MEMORY_CHILDREN, MEMORY_EACH = 8, 200 << 20
SCRATCH_FILES, SCRATCH_EACH = 4, 100 << 20
SECONDS = 3
CLONE_NEWUSER = 0x10000000


def reads(*paths: str) -> str:
    """Read the first of these files that can be read."""
    for path in paths:
        with contextlib.suppress(OSError):
            Path(path).read_bytes()
            return f"{path} was read"
    return ""


def solutions() -> str:
    """Read the reference solution."""
    return reads(HOST["solution"], f"/proc/self/root{HOST['solution']}")


def other_files() -> str:
    """Read a file beside the course, and one of the system."""
    return reads(HOST["canary"], f"/proc/self/root{HOST['canary']}", "/etc/shadow")


def writing() -> str:
    """Make a file beside the course."""
    with contextlib.suppress(OSError):
        (Path(HOST["canary"]).parent / "written").touch()
        return "a file was made"
    return ""


def environment() -> str:
    """Look for a variable that the grader has."""
    return "the grader's environment was seen" if HOST["secret"] in os.environ else ""


def network() -> str:
    """Make sockets that could leave the machine."""
    libc = ctypes.CDLL(None, use_errno=True)
    for family, name in ((socket.AF_INET, "IPv4"), (socket.AF_INET6, "IPv6")):
        if libc.socket(family, socket.SOCK_STREAM, 0) >= 0:
            return f"an {name} socket was made"
    return ""


def local_sockets() -> str:
    """Connect to sockets of this machine, with and without a file."""
    for address in (HOST["socket"], "\0" + HOST["abstract"]):
        with contextlib.suppress(OSError):
            socket.socket(socket.AF_UNIX).connect(address)
            return "a socket of this machine was reached"
    return ""


def outsiders() -> list[int]:
    """List the grader and the launcher, as far as they can be named from here."""
    return [process for process in (int(HOST["grader"]), os.getppid()) if process > 1]


def signals() -> str:
    """Ask whether a signal could be sent (0 sends none)."""
    for process in outsiders():
        with contextlib.suppress(OSError):
            os.kill(process, 0)
            return f"process {process} could be sent a signal"
    return ""


def memory_of_others() -> str:
    """Read the memory of the grader and of the launcher."""
    libc = ctypes.CDLL(None, use_errno=True)
    here = (ctypes.c_void_p * 2)(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
    there = (ctypes.c_void_p * 2)(id(None), 8)
    for process in outsiders():
        if libc.process_vm_readv(process, here, 1, there, 1, 0) >= 0:
            return f"the memory of process {process} was read"
        with contextlib.suppress(OSError), open(f"/proc/{process}/mem", "rb"):
            return f"the memory of process {process} was opened"
    return ""


def namespaces() -> str:
    """Make a user namespace, in a child."""
    libc = ctypes.CDLL(None, use_errno=True)
    child = os.fork()
    if child == 0:
        os._exit(1 if libc.unshare(CLONE_NEWUSER) == 0 else 0)
    return "a user namespace was made" if os.waitpid(child, 0)[1] else ""


def leaving() -> str:
    """Look for what an earlier worker left, and leave the same."""
    found = [str(path) for path in left_places() if path.exists()]
    for path in left_places():
        with contextlib.suppress(OSError):
            path.touch()
    return f"{found[0]} was left by another worker" if found else ""


def left_places() -> list[Path]:
    """List where something could be left."""
    folders = ("/tmp", "/var/tmp", "/dev/shm", str(Path.cwd().parents[1]))
    return [Path(folder) / HOST["mark"] for folder in folders]


def disk() -> str:
    """Fill the working folder, up to 400 MiB."""
    written = 0
    with contextlib.suppress(OSError):
        for i in range(SCRATCH_FILES):
            with open(f"filled-{i}", "wb") as file:
                for _ in range(SCRATCH_EACH >> 20):
                    written += file.write(bytes(1 << 20))
        return f"{written >> 20} MiB were written"
    return ""


def many_processes() -> str:
    """Start processes that sleep."""
    for _ in range(CHILDREN):
        if os.fork() == 0:
            time.sleep(2 * SECONDS)
            os._exit(0)
    time.sleep(SECONDS)
    return f"{CHILDREN} processes were started"


def much_memory() -> str:
    """Have children take memory, each less than one process may."""
    for _ in range(MEMORY_CHILDREN):
        if os.fork() == 0:
            kept = bytearray(b"x") * MEMORY_EACH
            time.sleep(2 * SECONDS)
            os._exit(len(kept) % 2)
    time.sleep(SECONDS)
    return f"{MEMORY_CHILDREN * MEMORY_EACH >> 20} MiB were taken"


def much_time() -> str:
    """Never end."""
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(SECONDS)


def attempt(name: str) -> str:
    """Make one attack."""
    return str(globals()[name]())
