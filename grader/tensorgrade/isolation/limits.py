"""Watch what a worker and all that it started take: memory, with shared memory and sockets, processes and time.

Resource limits hold for one process each; this holds for the tree. Source: proc(5), and the kernel's
Documentation/scheduler/sched-stats.rst.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tensorgrade.protocol.messages import Usage

PROCESSES = 100
SLACK_BYTES = 1 << 30  # what a fork shares with the launcher is counted for each process
INTERVAL = 0.05
COUNTED = ("RssAnon:", "RssShmem:")
NANOSECONDS = 1e9
TIMES_AT = 11  # where utime, stime, cutime and cstime stand in /proc/PID/stat, counted from the name's end


def excess(worker: int, memory: int | None, own_network: bool = False) -> str:
    """Say what a worker takes too much of; empty when it does not.

    memory: its limit in bytes. own_network: whether the sockets in its network namespace are its own.
    """
    taken = sockets(worker) * socket_bytes() if own_network and memory is not None else 0
    for count, process in enumerate(tree(worker), start=1):
        taken += memory_of(process)
        if count > PROCESSES:
            return f"it started more than {PROCESSES} processes"
        if memory is not None and taken > memory + SLACK_BYTES:
            return f"its processes took more than {memory >> 20} MiB of memory"
    return ""


def tree(process: int) -> Iterator[int]:
    """List a process and its descendants; one that is ending may be missing."""
    yield process
    for child in children(process):
        yield from tree(child)


def children(process: int) -> list[int]:
    """List the children of a process, of all its threads."""
    pids: list[int] = []
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            pids += map(int, (thread / "children").read_text().split())
    except (OSError, ValueError):
        return pids
    return pids


def memory_of(process: int) -> int:
    """Return the bytes of its own and of shared memory that a process has in use."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(COUNTED))


def sockets(process: int) -> int:
    """Count the sockets in the network namespace of a process, those that are on their way in a message included."""
    try:
        words = Path(f"/proc/{process}/net/sockstat").read_text().split()
    except OSError:
        return 0
    return int(words[words.index("used") + 1])


@cache
def socket_bytes() -> int:
    """Return how much a socket can hold that was never allowed more: one message may pass its limit."""
    with socket.socket(socket.AF_UNIX) as probe_socket:
        return 2 * probe_socket.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)


def usage_of(worker: int) -> Usage:
    """Return the time that a worker has used so far, with its descendants that run or that it waited for."""
    processor = waited = 0.0
    for process in tree(worker):
        processor += processor_seconds(process)
        waited += scheduled(process)[1]
    return Usage(processor, waited, scheduled(worker)[0])


def processor_seconds(process: int) -> float:
    """Return the processor time of a process, of all its threads, and of its children that ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[TIMES_AT : TIMES_AT + 4])) / os.sysconf("SC_CLK_TCK")


def scheduled(process: int) -> tuple[float, float]:
    """Return how long the first thread of a process ran, and how long it waited to run."""
    try:
        ran, waited, _ = map(int, Path(f"/proc/{process}/schedstat").read_text().split())
    except (OSError, ValueError):
        return 0.0, 0.0
    return ran / NANOSECONDS, waited / NANOSECONDS
