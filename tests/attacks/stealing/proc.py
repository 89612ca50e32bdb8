"""The memory, environment, files and roots of other processes are opened.

outcome: failed
says: 0 files
levels: sealed, confined
"""

import contextlib
import os


def total(x):
    found = []
    for process in ("1", str(os.getppid()), *(str(n) for n in range(2, 400))):
        if process != str(os.getpid()):
            for name in ("environ", "mem", "maps", "root/@CANARY@", "cwd/canary", "cmdline"):
                with contextlib.suppress(OSError), open(f"/proc/{process}/{name}", "rb") as file:
                    found.append(file.read(4096))
    raise RuntimeError(f"{len(found)} files: {found}")


def doubled(x, times=2):
    return x * times
