"""Gather the launcher's memory in huge pages while it is idle: then workers are forked and ended in less time.

A fork copies the table of a process's pages, and its end takes the copy down: with torch loaded some 80,000 entries,
in huge pages a few hundred. Source: madvise(2), MADV_COLLAPSE (Linux 6.1).
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from pathlib import Path

MADV_COLLAPSE = 25
HUGE_PAGE = 2 << 20


def gather_pages() -> Iterator[bool]:
    """Gather one huge page at a time, some milliseconds each; say each time whether the system did it."""
    libc = ctypes.CDLL(None)
    with contextlib.suppress(OSError, AttributeError):
        for begin in private(Path("/proc/self/maps").read_text()):
            yield libc.madvise(ctypes.c_void_p(begin), ctypes.c_size_t(HUGE_PAGE), MADV_COLLAPSE) == 0


def private(maps: str) -> Iterator[int]:
    """Read from /proc/PID/maps where private memory that belongs to no file has room for a huge page."""
    for line in maps.splitlines():
        addresses, access, _, _, _, *name = line.split(maxsplit=5)
        if access == "rw-p" and name in ([], ["[heap]"]):
            begin, end = (int(word, 16) for word in addresses.split("-"))
            first = -(-begin // HUGE_PAGE) * HUGE_PAGE
            yield from range(first, end - HUGE_PAGE + 1, HUGE_PAGE)
