"""What a command and all that it started take, and what `grade batch` takes on a class, on Linux."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


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
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return what a process holds, in MB: pages that several share count in parts."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return 0.0


def most_memory(pid: int) -> float:
    """Return the most that a process held so far, in MB; what wait4(2) tells is that of all below it, too."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
    return 0.0


def memory_of_tree(pid: int) -> float:
    """Return what a process and all below it hold together, in MB."""
    return sum(map(memory, tree(pid)))


SHARE_OF_LOOKS = 0.01  # of the time, for looking takes a processor, too


@dataclass(frozen=True)
class Cost:
    """What a command took: wall time and processor time of all its processes, in seconds, and memory in MB.

    cpu: as it was seen last, a tenth of a second before the end. tree: the most that all its processes held together,
    as it was looked at once a second, or a few. parent: the most that the first one held by itself.
    """

    wall: float
    cpu: float
    tree: float
    parent: float


def as_installed() -> dict[str, str]:
    """Return the environment in which Python keeps what it compiled, as it does where the kit is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cost_of(command: Sequence[str], **more: str) -> Cost:
    """Run a command to its end; `more` are variables of its environment. Ends this process where it fails."""
    begin, cpu, most, parent, next_look = time.perf_counter(), 0.0, 0.0, 0.0, 0.0
    environment = as_installed() | {"PYTHONHASHSEED": "0"} | more
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            cpu = max(cpu, cpu_seconds(process.pid))  # nobody waits for what runs in a sandbox when that ends
            parent = most_memory(process.pid) or parent
            if (look := time.perf_counter()) >= next_look:
                most = max(most, memory_of_tree(process.pid))
                next_look = look + max(1.0, (time.perf_counter() - look) / SHARE_OF_LOOKS)
            time.sleep(0.1)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            sys.exit(f"{' '.join(command)} ended with status {process.returncode}: {log.read()[-2000:].decode()}")
    return Cost(wall, max(cpu, usage.ru_utime + usage.ru_stime), most, parent)


def batch(python: str, course: Path, hand_ins: Path, seed: int, jobs: int = 1, **more: str) -> Cost:
    """Grade a class: all exercises, the CPU and the simulated accelerator, sealed."""
    asked = ["--course", str(course), "--jobs", str(jobs), "--isolation", "sealed", "--device", "all"]
    with tempfile.TemporaryDirectory() as out:
        words = ["batch", str(hand_ins), "--out", out, "--seed", str(seed), *asked]
        return cost_of([python, "-m", "tensorgrade", *words], **more)


def new_seed() -> int:
    """Draw a seed that nothing is recorded for."""
    return random.SystemRandom().randrange(1, 2**31)
