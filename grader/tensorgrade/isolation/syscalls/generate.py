"""Write numbers.txt anew, from the headers of the kernel (the package linux-libc-dev on Debian and Ubuntu).

Usage: python -m tensorgrade.isolation.syscalls.generate [INCLUDE]

INCLUDE is the folder that holds asm-generic/; without it the compiler's own are read. Needs a C compiler, to read them
as C does. x86-64 has a table of its own; AArch64 has the generic one, with the calls that its asm/unistd.h asks for.
"""

from __future__ import annotations

import re
import subprocess
import sys

from tensorgrade.isolation.syscalls import ABSENT, TABLE

WANTED_ON_AARCH64 = ("RENAMEAT", "NEW_STAT", "SET_GET_RLIMIT", "TIME32_SYSCALLS", "SYS_CLONE3", "MEMFD_SECRET")
SOURCES = {
    "x86_64": "#include <asm/unistd_64.h>\n",
    "aarch64": "#define __BITS_PER_LONG 64\n"
    + "".join(f"#define __ARCH_WANT_{name}\n" for name in WANTED_ON_AARCH64)
    + "#include <asm-generic/unistd.h>\n",
}
DEFINITION = re.compile(r"^#define __NR_(\w+) (\w+)$", re.MULTILINE)
COUNTS = {"syscalls", "arch_specific_syscall"}  # not calls: how many there are, where others begin


def numbers(machine: str, include: str | None = None) -> dict[str, int]:
    """Read the numbers of one architecture from the headers. Raises CalledProcessError where there are none."""
    command = ["cc", "-E", "-dM", *(["-I", include] if include else []), "-x", "c", "-"]
    done = subprocess.run(command, input=SOURCES[machine], capture_output=True, text=True, check=True)
    macros = dict(re.findall(r"^#define (\w+) (\w+)$", done.stdout, re.MULTILINE))
    by_name = {}
    for name, value in DEFINITION.findall(done.stdout):
        text = macros.get(value, value)  # a call of two widths is defined by another macro
        if name not in COUNTS and text.isdecimal():
            by_name[name] = int(text)
    return by_name


def written(columns: dict[str, dict[str, int]]) -> str:
    """Write the table: a line a call, a column an architecture."""
    names = sorted({name for column in columns.values() for name in column})
    rows = [(name, *(str(column.get(name, ABSENT)) for column in columns.values())) for name in names]
    head = "# Written by python -m tensorgrade.isolation.syscalls.generate: system calls of Linux, from its headers.\n"
    return head + "".join(" ".join(row) + "\n" for row in [("name", *columns), *rows])


if __name__ == "__main__":
    TABLE.write_text(written({machine: numbers(machine, *sys.argv[1:]) for machine in SOURCES}), encoding="ascii")
