"""What a process and all that it started take: processor time and memory, as Linux tells of them in /proc."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> Iterator[int]:
    """Give a process and all below it."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in path.read_text(encoding="ascii").split():
                yield from tree(int(child))


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process, of all below it, and of those of them that are gone and waited for."""
    ticks = 0
    for one in tree(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def memory(pid: int) -> float:
    """Return what a process holds, in MB: pages that several share count in parts."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return 0.0


def memory_of_tree(pid: int) -> float:
    """Return what a process and all below it hold together, in MB."""
    return sum(map(memory, tree(pid)))
