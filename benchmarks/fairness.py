"""Points that honest answers lose where the machine is too small for all that runs on it; the aim is none.

Usage: python benchmarks/fairness.py [SLUG ...], on all exercises if none is named. Honest answers are the references
and files with right answers in other styles. They are graded, sealed where that can be, 8 at a time; on half a
processor; and in one class with four submissions that burn processor time and memory. Exit status 1 where a point is
lost.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tensorgrade.course.catalogue import Exercise, read_course
from tensorgrade.isolation import limits as watch

ROOT = Path(__file__).resolve().parents[1]
CGROUPS = Path("/sys/fs/cgroup")
HONEST, HOSTILE, ROUNDS, JOBS = 8, 4, 3, 8
BURNING = 3  # functions, which is about a minute of processor time for each who burns
SLICE = 0.1  # seconds: half a processor is all of one for the half of each
BURN = """
import time

def burn(*args, **kwargs):
    kept = bytearray(512 << 20)
    while True:
        for place in range(0, len(kept), 4096):
            kept[place] += 1 if kept[place] < 255 else -255

"""

Throttle = Callable[[int], contextlib.AbstractContextManager[None]]


def honest(exercise: Exercise, student: int) -> str:
    """Write a right answer: the reference, and from the second student on an answer in another style over it."""
    assert exercise.reference is not None
    text = exercise.reference.read_text(encoding="utf-8")
    styles = sorted((ROOT / "solutions" / "alternatives" / exercise.slug).glob("*.py"))
    if student and styles:
        text += "\n\n" + styles[student % len(styles)].read_text(encoding="utf-8")
    return f"{text}\n# {student}\n"


def hostile(exercise: Exercise, student: int) -> str:
    """Write an answer in which some functions burn and the others are missing."""
    body = ast.parse((ROOT / "exercises" / exercise.file).read_text(encoding="utf-8")).body
    names = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return BURN + "".join(f"{name} = burn\n" for name in names[:BURNING]) + f"# {student}\n"


def write_class(folder: Path, exercises: Sequence[Exercise], attacks: int) -> Path:
    """Write a class; those who attack are graded first, and so beside the others."""
    for number in range(HONEST + attacks):
        attacker = number < attacks
        place = folder / (f"attack{number}" if attacker else f"honest{number - attacks}")
        place.mkdir(parents=True)
        for exercise in exercises[:1] if attacker else exercises:
            text = hostile(exercise, number) if attacker else honest(exercise, number - attacks)
            (place / exercise.file).write_text(text, encoding="utf-8")
    return folder


def grade(place: Path, exercises: Sequence[Exercise], attacks: int, jobs: int, throttle: Throttle) -> tuple[float, str]:
    """Grade a class; return the points that honest answers lost, and where."""
    box, out = write_class(place / "class", exercises, attacks), place / "out"
    chosen = [part for exercise in exercises for part in ("--exercise", exercise.slug)]
    options = ["--out", str(out), "--course", str(ROOT), "--jobs", str(jobs), "--isolation", "best", "--seed", "7"]
    command = [sys.executable, "-m", "tensorgrade", "batch", str(box), *options, *chosen]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process, throttle(process.pid):
        process.wait()
    if process.returncode:
        sys.exit(f"the batch ended with status {process.returncode}")
    lost, where = 0.0, set[str]()
    for path in (out / "students").glob("honest*.json"):
        result = json.loads(path.read_text(encoding="utf-8"))
        lost += result["possible"] - result["points"]
        checks = [check for exercise in result["exercises"] for check in exercise["checks"]]
        where |= {f"{path.stem} {one['name']} {one['outcome']}" for one in checks if one["outcome"] != "passed"}
    return lost, ", ".join(sorted(where))


@contextmanager
def freely(pid: int) -> Iterator[None]:
    """Let a process have what the machine has."""
    yield


def half_a_processor() -> tuple[str, Throttle]:
    """Find a way to give a process and all that it starts half a processor: a cgroup, else by stopping it by turns."""
    for folder, name, text in ((CGROUPS, "cpu.max", "50000 100000"), (CGROUPS / "cpu", "cpu.cfs_quota_us", "50000")):
        limit = folder / f"fairness-{os.getpid()}" / name
        with contextlib.suppress(OSError), in_cgroup(limit, text, 0):
            return f"{folder}/*/{name}", partial(in_cgroup, limit, text)
    return "SIGSTOP by turns", by_turns


@contextmanager
def in_cgroup(limit: Path, text: str, pid: int) -> Iterator[None]:
    """Hold a process, if it is one, in a new cgroup with this limit."""
    limit.parent.mkdir()
    try:
        with limit.open("r+", encoding="utf-8") as file:  # it is there where this is a cgroup
            file.write(text)
        if pid:
            (limit.parent / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        limit.parent.rmdir()


@contextmanager
def by_turns(pid: int) -> Iterator[None]:
    """Stop a process and all that it started for as much of the time as leaves half a processor."""
    over, rest = threading.Event(), SLICE * (1 - 0.5 / (os.cpu_count() or 1))

    def signal_all(number: int) -> None:
        for one in watch.tree(pid):
            with contextlib.suppress(OSError):
                os.kill(one, number)

    def halt() -> None:
        while not over.wait(SLICE - rest):
            signal_all(signal.SIGSTOP)
            time.sleep(rest)
            signal_all(signal.SIGCONT)

    halting = threading.Thread(target=halt)
    halting.start()
    try:
        yield
    finally:
        over.set()
        halting.join()


def main(slugs: Sequence[str]) -> int:
    """Grade in each of the ways, print the table, return the exit status."""
    exercises = read_course(ROOT).chosen(slugs)
    way, throttle = half_a_processor()
    rows: list[tuple[str, int, int, Throttle]] = [
        ("alone, 1 job", 0, 1, freely),
        (f"{JOBS} jobs on {os.cpu_count()} processors", 0, JOBS, freely),
        (f"half a processor ({way})", 0, 2, throttle),
        (f"beside {HOSTILE} that burn", HOSTILE, JOBS, freely),
    ]
    total = 0.0
    print(f"{'':60} {'points lost':>11} {'minutes':>8}")
    for name, attacks, jobs, how in rows:
        for _ in range(1 if jobs == 1 else ROUNDS):
            begin = time.monotonic()
            with tempfile.TemporaryDirectory() as place:
                lost, where = grade(Path(place), exercises, attacks, jobs, how)
            total += lost
            print(f"{name:60} {lost:11g} {(time.monotonic() - begin) / 60:8.1f}  {where}", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
