"""The numbers of system calls on each architecture that the kit knows, as numbers.txt beside this file has them.

numbers.txt is written by `python -m tensorgrade.isolation.syscalls.generate`, from the headers of a Linux kernel. It is
read once, when this is imported: a process that has shut itself in may not be able to read it any more.
"""

from __future__ import annotations

import os
from pathlib import Path

TABLE = Path(__file__).with_name("numbers.txt")
ABSENT = "-"


def read(text: str) -> dict[str, dict[str, int]]:
    """Return the numbers of all calls by name, for each architecture."""
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    (_, *machines), *rows = lines
    return {
        machine: {row[0]: int(row[i]) for row in rows if row[i] != ABSENT}
        for i, machine in enumerate(machines, start=1)
    }


NUMBERS = read(TABLE.read_text(encoding="ascii"))


def number(name: str, machine: str | None = None) -> int:
    """Return the number of a system call, on this machine or another. Raises OSError where it is not known."""
    asked = machine or os.uname().machine
    try:
        return NUMBERS[asked][name]
    except KeyError:
        raise OSError(f"the number of the system call {name} on {asked} is not known") from None
