"""The one list of what code that is shut in may read: by the sandbox of a launcher, and by the cage of a worker.

In: where Python and the kit lie, and the course. Out: paths; those that are not there do no harm.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tensorgrade.protocol.messages import RELEASED_STUBS

LIBRARIES = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache")
LOADER = ("/etc/ld.so.conf", "/etc/ld.so.conf.d")  # for programs that a launcher starts
CLOCK = ("/etc/localtime",)
DEVICES = ("/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
PROCESSOR = "/sys/devices/system/cpu"  # torch chooses its kernels by what it finds here
PROCESS = ("/proc/self", "/proc/meminfo", "/proc/cpuinfo")

SANDBOX = (*LIBRARIES, *LOADER)  # beside its own /dev and /proc, and the processor
CAGE = (*LIBRARIES, *CLOCK, *DEVICES, *PROCESS, PROCESSOR)


def python() -> list[Path]:
    """List where Python, its packages and the kit lie."""
    packages = [Path(name) for name in sys.path if name.endswith("-packages")]
    return [Path(sys.prefix), Path(sys.base_prefix), *packages, Path(__file__).resolve().parents[1]]


def readable_in_sandbox(course: Path | None) -> list[Path]:
    """List what a launcher sees beside SANDBOX: Python, and the course's public part and hidden checks."""
    system = [Path(name) for name in ("/usr", "/lib", "/lib64")]
    places = [path for path in python() if not any(map(path.is_relative_to, system))]
    if course is not None:
        places += [course / "exercises", course / RELEASED_STUBS, course / "solutions" / "checks"]
    return [path for path in dict.fromkeys(places) if path.exists()]


def readable_in_cage(course: Path) -> tuple[Path, ...]:
    """List what a worker may read; not the hidden checks: they are in memory by then."""
    return (*map(Path, CAGE), *python(), course / "exercises", course / RELEASED_STUBS)
