"""Seconds from a save to the verdict of `grade watch`, for each exercise, with torch warm; medians.

Usage: python benchmarks/watch.py [ROUNDS]. A comment is added to one exercise's file, and the line that tells the
verdict is awaited.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from processes import as_installed

ROOT = Path(__file__).resolve().parents[1]
LIMIT, MOST = 0.15, 0.25


def wait_for(stream: IO[str], beginning: str) -> None:
    for line in stream:
        if line.startswith(beginning):
            return
    sys.exit("grade watch ended")


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        submission = Path(place) / "ada"
        shutil.copytree(ROOT / "tests/samples/ada", submission)
        command = [sys.executable, "-u", "-m", "tensorgrade", "watch", str(submission), "--course", str(ROOT)]
        with subprocess.Popen(
            command, cwd=place, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=as_installed()
        ) as process:
            assert process.stdout
            wait_for(process.stdout, "Score")
            time.sleep(1)  # the files are watched from now on
            medians: list[float] = []
            for file in sorted(submission.glob("ex*.py")):
                seconds = []
                for number in range(rounds):
                    begin = time.perf_counter()
                    with file.open("a", encoding="utf-8") as text:
                        text.write(f"# {number}\n")
                    wait_for(process.stdout, "graded")
                    seconds.append(time.perf_counter() - begin)
                medians.append(statistics.median(seconds))
                print(f"{file.stem:28} {1000 * medians[-1]:6.0f} ms")
            process.terminate()
    for name, seconds, limit in (("median", statistics.median(medians), LIMIT), ("slowest", max(medians), MOST)):
        print(f"{name + ' of the exercises':28} {1000 * seconds:6.0f} ms   (limit {1000 * limit:.0f} ms)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
