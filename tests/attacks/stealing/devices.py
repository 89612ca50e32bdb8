"""Disks are opened as devices.

outcome: failed
says: found []
levels: sealed, confined
"""

import contextlib


def total(x):
    found = []
    for name in ("/dev/vda", "/dev/sda", "/dev/nvme0n1", "/dev/mem", "/dev/kmsg", "/dev/fuse", "/dev/kvm", "/dev/tty"):
        with contextlib.suppress(OSError), open(name, "rb"):
            found.append(name)
    raise RuntimeError(f"found {found}")


def doubled(x, times=2):
    return x * times
