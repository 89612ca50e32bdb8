"""`grade release`: write the students' repository: stubs, public checks, hints, data, answer key, CI, editor settings.

In: a course with its solutions. Out: a folder without a line of them. Equal inputs give equal bytes.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import click
from rich.text import Text

from tensorgrade.answers import answer_key
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Course, CourseError, find_course, read_course
from tensorgrade.course.leaks import leaks
from tensorgrade.course.settings import FILE
from tensorgrade.exits import Status
from tensorgrade.grading import Grader
from tensorgrade.pipeline import PUBLISHED_SEED
from tensorgrade.protocol.messages import DEVICES
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.progress import progress_on

AUDIENCE = "instructor"
HANDOUT = Path(__file__).parent / "handout"
SUFFIX, DOT = ".txt", "dot_"
KEYED_DEVICES = tuple(device for device in DEVICES if device != "cuda")  # equal on every machine
LEFT_OUT = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints", ".grade"}


@click.command()
@click.argument("destination", type=click.Path(path_type=Path), metavar="DEST")
@click.option("--seed", "seeds", multiple=True, type=int, metavar="N", help="Publish this seed, too; may be repeated.")
@course_option
def command(destination: Path, seeds: tuple[int, ...], course: Path | None) -> Status:
    """Write the students' repository to DEST: stubs, public checks, hints, data and answer key, and no solution."""
    return release(destination, seeds, course)


def release(destination: Path, seeds: Sequence[int], course: Path | None) -> Status:
    """Write the release to `destination`. Returns the exit status. Raises CourseError.

    seeds: the published ones; students are graded on the first.
    """
    chosen = read_course(course.resolve() if course else find_course(Path()))
    check_destination(destination, chosen)
    if lacking := [exercise.file for exercise in chosen.exercises if exercise.reference is None]:
        raise CourseError(f"a release needs the references, and solutions/{lacking[0]} is missing")
    files = {**handout(chosen), **dict(public_files(chosen))}
    if found := next(leaks(chosen, files), None):
        raise CourseError(f"nothing is released: {found}")
    files |= keys_of(chosen, sorted({PUBLISHED_SEED, *seeds}))
    write(destination, files)
    out = terminal.console()
    size = sum(map(len, files.values())) / 1e6
    out.print(Text(f"{destination}: {len(chosen.exercises)} exercises, {len(files)} files, {size:.1f} MB"))
    out.print("Next: make it a repository, and give it to the class as their template.")
    return Status.done


def check_destination(destination: Path, course: Course) -> None:
    """Raise CourseError unless a release can be written there: a new or empty folder, or an earlier release."""
    place = destination.resolve()
    if place.is_relative_to(course.root / "exercises") or place in (course.root, *course.root.parents):
        raise CourseError(f"{destination} is part of the course itself; name another folder")
    if destination.exists() and not destination.is_dir():
        raise CourseError(f"{destination} is a file; name a folder")
    if destination.is_dir() and any(destination.iterdir()) and not (destination / answer_key.FOLDER).is_dir():
        raise CourseError(f"{destination} holds something else than an earlier release; name a new folder")
    if (destination / "solutions").exists():
        raise CourseError(f"{destination} holds solutions/; name another folder")
    if not place.parent.is_dir():
        raise CourseError(f"there is no folder {place.parent} to make {destination.name} in")


def handout(course: Course) -> dict[str, bytes]:
    """Return what comes with every release beside the exercises, by its place; it installs the course's packages."""
    packages = "".join(f", {json.dumps(package)}" for package in course.settings.packages)
    found = {}
    for path in sorted(HANDOUT.rglob(f"*{SUFFIX}")):
        place = path.relative_to(HANDOUT).as_posix().removesuffix(SUFFIX).replace(DOT, ".")
        text = path.read_text(encoding="utf-8").replace("{version}", version("tensorgrade"))
        text = text.replace("{packages}", packages)
        found[place] = text.encode()
    return found


def public_files(course: Course) -> Iterator[tuple[str, bytes]]:
    """Give all that a course has under exercises/, and its settings."""
    if (course.root / FILE).is_file():
        yield FILE, (course.root / FILE).read_bytes()
    for path in sorted((course.root / "exercises").rglob("*")):
        place = path.relative_to(course.root)
        if path.is_file() and not LEFT_OUT & set(place.parts) and path.suffix != ".pyc":
            yield place.as_posix(), path.read_bytes()


def keys_of(course: Course, seeds: Sequence[int]) -> dict[str, bytes]:
    """Record the answer key. Raises CourseError where a reference does not do the same in every run."""
    found = {}
    with progress_on(terminal.console(stderr=True)), Grader(course, devices=KEYED_DEVICES) as grader:
        for seed in seeds:
            if changing := grader.reference.settle(seed):
                raise CourseError(f"nothing is released: two equal runs of the reference differ in {changing[0]}")
            expected = grader.reference.expected(seed)
            for exercise in course.exercises:
                known = {one.name: grader.reference.known(exercise, one.name, seed) for one in exercise.functions}
                key = answer_key.write_key(course, exercise, seed, grader.devices, grader.cases, expected, known)
                found[answer_key.path_of(course, exercise, seed).relative_to(course.root).as_posix()] = key
    return found


def write(destination: Path, files: Mapping[str, bytes]) -> None:
    """Write a release whole or not at all; an earlier one's exercises and key go, whatever else is there stays."""
    destination.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination.resolve().parent, prefix=".grade-") as place:
        new = Path(place)
        new.chmod(0o755)
        for name, content in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
        destination.mkdir(exist_ok=True)
        for part in ("exercises", answer_key.FOLDER):
            shutil.rmtree(destination / part, ignore_errors=True)
        shutil.copytree(new, destination, dirs_exist_ok=True)
