"""Grade many submissions sealed, one in five an attack, and see that honest ones get their points and nothing is left.

Usage: python benchmarks/soak.py [SUBMISSIONS] [JOBS]. The attacks are those of tests/attacks. Exit status 1 where an
honest submission has another score than alone, an attack has more than it computed, or anything is left.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from attack import HONEST, Attack, Host, all_attacks

from tensorgrade.classroom.engines.local import LocalEngine
from tensorgrade.classroom.work import Work
from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.isolation import limits as watch
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.submission.read import Submission

EVERY = 5
SEED = 7
SETTLE_SECONDS = 10.0


def works(count: int, host: Host, attacks: list[Attack]) -> Iterator[Work]:
    """Make the class; every fifth submission attacks."""
    for number in range(count):
        if number % EVERY:
            submission = Submission(f"honest-{number}", {"ex01_sums.py": HONEST}, {})
        else:
            attack = attacks[number // EVERY % len(attacks)]
            submission = Submission(f"attack-{number}-{attack.name}", host.submission(attack).files, {})
        yield Work(submission, SEED)


def is_as_expected(result: SubmissionResult, attacks: dict[str, Attack]) -> bool:
    """Say whether a submission has the points that it computed."""
    if result.submission.startswith("honest"):
        return result.points == result.possible
    attack = attacks[result.submission.split("-", 2)[2]]
    total = next(one for one in result.exercises[0].functions if one.name == "total")
    allowed = {attack.expects("outcome", Level.sealed), attack.expects("or", Level.sealed)}
    return "passed" in allowed or total.points == 0


def left_over(host: Host, before: set[int], mounts: str) -> list[str]:
    """List what is left of a class that is graded: processes, files, mounts."""
    end = time.monotonic() + SETTLE_SECONDS
    while (processes := set(watch.tree(os.getpid())) - before) and time.monotonic() < end:
        time.sleep(0.1)
    found = [f"process {process}" for process in processes]
    found += ["a changed file"] if host.state() != host.before else []
    found += ["a mount"] if Path("/proc/self/mounts").read_text() != mounts else []
    return found + [f"a connection to {address}" for address in host.reached]


def main(count: int, jobs: int) -> int:
    """Grade, compare, print. Return the exit status."""
    if best_level() < Level.sealed:
        sys.exit(f"this machine gets the isolation level {best_level().name}")
    attacks = [one for one in all_attacks() if one.harmless_at(Level.sealed) and "long" not in one.told]
    before, mounts = set(watch.tree(os.getpid())), Path("/proc/self/mounts").read_text()
    with tempfile.TemporaryDirectory() as folder:
        host = Host(Path(folder))
        course = read_course(host.course)
        with LocalEngine(lambda: Grader(course, level=Level.sealed).start(), jobs) as engine:
            done = list(engine.grade(works(count, host, attacks)))
        by_name = {one.name: one for one in attacks}
        odd = [one.submission.name for one in done if one.fault or not is_as_expected(one.graded.result, by_name)]
        left = left_over(host, before, mounts)
    print(f"{len(done)} of {count} submissions graded, {len(range(0, count, EVERY))} of them attacks")
    print(f"not as expected: {', '.join(odd) or 'none'}")
    print(f"left over: {', '.join(left) or 'nothing'}")
    return 1 if odd or left or len(done) < count else 0


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(numbers + [1000, os.cpu_count() or 1][len(numbers) :])))
