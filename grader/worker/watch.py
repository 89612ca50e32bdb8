"""Watch what a worker and all that it started take: memory, shared memory included, and processes.

Resource limits hold for one process each; this holds for the tree. Source: proc(5).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROCESSES = 100
SLACK_BYTES = 1 << 30  # what a fork shares with the launcher is counted for each process
INTERVAL = 0.05
COUNTED = ("RssAnon:", "RssShmem:")


def excess(worker: int, memory: int | None) -> str:
    """Say what a worker takes too much of; empty when it does not. `memory` is its limit in bytes."""
    taken = 0
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
    found: list[int] = []
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (thread / "children").read_text().split())
    except (OSError, ValueError):
        return found
    return found


def memory_of(process: int) -> int:
    """Return the bytes of its own and of shared memory that a process has in use."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(COUNTED))
