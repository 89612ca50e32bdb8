"""Seconds a submission of `grade batch`: at 50, 200 and 1,000 submissions, with the parent's memory; at 1 and 2 jobs.

Usage: python benchmarks/batch.py [sizes|jobs]. Submissions are the samples' files of one exercise, each made different
by a comment. The seconds are those beyond a batch of one submission, which pays for the start.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(path for path in (ROOT / "tests" / "samples").iterdir() if path.is_dir())
EXERCISE, FILE = "indexing", "ex02_indexing.py"
SIZES, SIZES_LIMIT, MEMORY_LIMIT = (50, 200, 1000), 0.10, 50
CLASS, ROUNDS, JOBS_LIMIT = 120, 3, 1.7


def class_of(count: int, folder: Path, samples: Sequence[Path]) -> Path:
    """Write a class of `count` students, who hand in the samples' work in turn."""
    sources = [path for sample in samples for path in sample.rglob(FILE)]
    for number in range(count):
        place = folder / f"s{number:04}"
        place.mkdir(parents=True)
        (place / FILE).write_bytes(sources[number % len(sources)].read_bytes() + b"\n# %d\n" % number)
    return folder


def batch(count: int, jobs: int, samples: Sequence[Path] = SAMPLES) -> tuple[float, float]:
    """Grade a class; return the seconds and the parent's greatest memory in MB."""
    with tempfile.TemporaryDirectory() as place:
        box, out = class_of(count, Path(place) / "class", samples), Path(place) / "out"
        options = ["--exercise", EXERCISE, "--jobs", str(jobs), "--isolation", "best", "--device", "cpu", "--seed", "0"]
        command = [
            sys.executable,
            "-m",
            "grader",
            "batch",
            str(box),
            "--out",
            str(out),
            "--course",
            str(ROOT),
            *options,
        ]
        begin, most = time.perf_counter(), 0.0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                most = max(most, peak_memory(process.pid))
                time.sleep(0.05)
        if process.returncode:
            sys.exit(f"the batch ended with status {process.returncode}")
        return time.perf_counter() - begin, most


def peak_memory(pid: int) -> float:
    """Return the greatest memory of a process so far, in MB; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def sizes() -> None:
    """Print the cost of a submission in classes of different sizes."""
    batch(len(SAMPLES), 2)  # records references and known mistakes
    start, least = batch(1, 2)
    costs = []
    print(f"{'submissions':>12} {'ms each':>9} {'parent, MB':>11}")
    for count in SIZES:
        seconds, most = batch(count, 2)
        costs.append(1000 * (seconds - start) / (count - 1))
        print(f"{count:12} {costs[-1]:9.1f} {most:11.1f}", flush=True)
    spread = max(costs) / min(costs) - 1
    print(f"spread {spread:.1%} (limit {SIZES_LIMIT:.0%}); memory grew {most - least:.1f} MB (limit {MEMORY_LIMIT})")


def jobs() -> None:
    """Print how much faster two jobs are than one."""
    batch(len(SAMPLES), 2)
    pairs = []
    for _ in range(ROUNDS):
        one, two = (batch(CLASS, count)[0] - batch(1, count)[0] for count in (1, 2))
        pairs.append((one, two))
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / two for one, two in pairs)
    print(f"1 job   {1000 * first / (CLASS - 1):7.1f} ms a submission")
    print(f"2 jobs  {1000 * second / (CLASS - 1):7.1f} ms a submission")
    print(f"ratio   {ratio:7.2f}   (limit {JOBS_LIMIT:g}, median of {ROUNDS})")


if __name__ == "__main__":
    for name in sys.argv[1:] or ["jobs", "sizes"]:
        {"sizes": sizes, "jobs": jobs}[name]()
