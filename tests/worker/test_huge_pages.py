"""Gathering memory in huge pages."""

import subprocess
import sys

import pytest

from tensorgrade.worker.huge_pages import HUGE_PAGE, private

MAPS = """\
00200000-00a00000 rw-p 00000000 00:00 0                                  [heap]
00c00000-01400001 r--p 00000000 00:00 0
7f0000100000-7f0000700000 rw-p 00000000 00:00 0
7f0000800000-7f0000c00000 rw-s 00000000 00:00 0
7f0000c00000-7f0001000000 rw-p 00000000 08:01 99                         /usr/lib/lib torch.so
7f0001100000-7f00012fffff rw-p 00000000 00:00 0
7ffe00000000-7ffe00400000 rw-p 00000000 00:00 0                          [stack]
"""

GATHER = """
import mmap
from tensorgrade.worker.huge_pages import HUGE_PAGE, gather_pages

memory = mmap.mmap(-1, 8 * HUGE_PAGE, flags=mmap.MAP_PRIVATE)
for place in range(0, len(memory), mmap.PAGESIZE):
    memory[place] = place // mmap.PAGESIZE % 251
list(gather_pages())
assert all(memory[place] == place // mmap.PAGESIZE % 251 for place in range(0, len(memory), mmap.PAGESIZE))
"""


def test_only_whole_huge_pages_of_private_memory_of_no_file():
    heap = [0x200000 + i * HUGE_PAGE for i in range(4)]
    assert list(private(MAPS)) == [*heap, 0x7F0000200000, 0x7F0000400000]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's memory")
def test_what_was_in_memory_is_there_afterwards():
    subprocess.run([sys.executable, "-c", GATHER], check=True)
