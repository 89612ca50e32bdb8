"""Seconds of `grade run` on a full submission, beside those of `python -c "import torch"`, in turn, medians.

Usage: python benchmarks/run.py [ROUNDS]. The published seed is recorded before.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from processes import as_installed

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 2.0


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False, env=as_installed())
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}")
    return time.perf_counter() - begin


def main(rounds: int) -> None:
    torch_alone = [sys.executable, "-c", "import torch"]
    whole_run = [sys.executable, "-m", "tensorgrade", "run", "tests/samples/ada"]
    for command in (torch_alone, whole_run):  # warms the disk cache; records the reference once for this machine
        seconds(command)
    pairs = [(seconds(torch_alone), seconds(whole_run)) for _ in range(rounds)]
    alone, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    beyond = statistics.median(run - base for base, run in pairs)
    print(f"{'python -c import torch':32} {alone:6.2f} s")
    print(f"{'grade run, all 13 exercises':32} {whole:6.2f} s")
    print(f"{'beyond the import':32} {beyond:6.2f} s   (limit {LIMIT:g} s, median of {rounds} pairs)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
