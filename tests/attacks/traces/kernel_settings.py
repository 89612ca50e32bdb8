"""Settings of the kernel are opened for writing.

outcome: failed
says: found []
levels: sealed, confined
"""

import contextlib


def total(x):
    found = []
    for name in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/self/oom_score_adj"):
        with contextlib.suppress(OSError), open(name, "r+b"):
            found.append(name)
    raise RuntimeError(f"found {found}")


def doubled(x, times=2):
    return x * times
