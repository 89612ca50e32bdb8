"""What `sealed` costs over `separate`: milliseconds from a worker's start to its end, side by side, medians.

Usage: python benchmarks/isolation.py [ROUNDS]. Both fork a worker from a launcher that runs, import one file and run
one case, in turn; the difference is what namespaces, mounts, Landlock and seccomp take beyond the fork.
"""

import statistics
import sys
import time
from pathlib import Path

from tensorgrade.course.catalogue import read_course
from tensorgrade.execution.launcher import Launcher, collect, launcher_for
from tensorgrade.execution.run import run
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.protocol.messages import CollectedCase, Subject

ROOT = Path(__file__).resolve().parents[1]
EXERCISE = "indexing"
LIMIT = 40.0


def milliseconds(launcher: Launcher, subject: Subject, case: CollectedCase) -> float:
    begin = time.perf_counter()
    ending = run(launcher, subject, [case]).of(case.id).record.ending
    taken = (time.perf_counter() - begin) * 1000
    if ending.kind != "completed":
        sys.exit(f"{case.id} did not complete: {ending}")
    return taken


def main(rounds: int) -> None:
    if best_level() < Level.sealed:
        sys.exit(f"this machine gets the isolation level {best_level().name}")
    course = read_course(ROOT)
    exercises = course.chosen([EXERCISE])
    subject = Subject(
        {path.name: path.read_bytes() for path in (ROOT / "solutions").glob(f"ex*_{EXERCISE}.py")}, seed=7
    )
    with (
        launcher_for(ROOT, exercises=[EXERCISE], level=Level.separate) as separate,
        launcher_for(ROOT, exercises=[EXERCISE], level=Level.sealed) as sealed,
    ):
        case = collect(sealed, exercises)[0]
        for launcher in (separate, sealed):
            milliseconds(launcher, subject, case)  # the first reads files that later ones find in memory
        pairs = [(milliseconds(separate, subject, case), milliseconds(sealed, subject, case)) for _ in range(rounds)]
    low, high = (statistics.median(column) for column in zip(*pairs, strict=True))
    beyond = statistics.median(one - other for other, one in pairs)
    print(f"{'separate':32} {low:6.1f} ms a worker, with one import and one case")
    print(f"{'sealed':32} {high:6.1f} ms a worker, with one import and one case")
    print(f"{'sealed beyond separate':32} {beyond:6.1f} ms   (limit {LIMIT:g} ms, median of {rounds} pairs)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
