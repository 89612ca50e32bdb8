"""`grade release`: write the students' repository: stubs, public checks, hints, data, answer key, CI, editor settings.

In: a course with its solutions. Out: a folder without a line of them that can be read. Equal inputs give equal
bytes, but for solutions that are put in encrypted.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.text import Text

from tensorgrade.answers import answer_key, solution_archive
from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.commands.file_templates import file_templates, filled
from tensorgrade.commands.installation import FOLDER, Installation, from_index_option, installation_of
from tensorgrade.commands.notebook import student_notebook
from tensorgrade.commands.options import assignment_option, counting_option, course_option
from tensorgrade.course.catalogue import (
    RELEASED_ASSIGNMENT,
    Course,
    CourseError,
    Exercise,
    find_course,
    read_course,
)
from tensorgrade.course.leaks import leaks
from tensorgrade.course.parts import files_of_assignment
from tensorgrade.course.settings import FILE
from tensorgrade.decoding import read_json
from tensorgrade.exits import Status
from tensorgrade.files import with_plain_ends, write_whole
from tensorgrade.grading import Grader
from tensorgrade.protocol.messages import KEYED_DEVICES, RELEASED_STUBS
from tensorgrade.submission.notebook_cells import SUFFIX
from tensorgrade.text import inert
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.progress import progress_on

AUDIENCE = "instructor"
HANDOUT = Path(__file__).parent / "handout"
SHORTEST = 12  # what a passphrase may have
MANIFEST = f"{answer_key.FOLDER}/manifest.json"
LEFT_OUT = {"__pycache__", ".pytest_cache", ".ipynb_checkpoints", ".grade"}


@dataclass(frozen=True)
class Renewal:
    """What became of an earlier release: files that were changed there and stay, files that it no longer has."""

    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleaseOptions:
    """What the command line asks for.

    seeds: the published ones; students are graded on the first. exercises: those that are released, in place of them
    the name of an assignment; all for none. from_index: students install the kit from the package index, and not from
    its wheel. repository: where git clones the release from. passphrase: what the solutions are encrypted with; without
    one they are left out.
    """

    course: Path | None = None
    seeds: tuple[int, ...] = ()
    exercises: tuple[str, ...] = ()
    assignment: str | None = None
    from_index: bool = False
    repository: str = ""
    passphrase: str = ""


@click.command()
@click.argument("destination", type=click.Path(path_type=Path), metavar="DEST")
@click.option("--seed", "seeds", multiple=True, type=int, metavar="N", help="Publish this seed, too; may be repeated.")
@click.option(
    "--repository",
    default="",
    metavar="URL",
    help="Where git clones the release from, once it is published: adds notebooks that begin by doing so, for Colab.",
)
@click.option(
    "--solutions-with",
    "passphrase_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Put the solutions in, encrypted with the passphrase in this file, for `grade compare-with-solution`.",
)
@from_index_option
@assignment_option
@counting_option
@course_option
def command(destination: Path, passphrase_file: Path | None, **asked: Any) -> Status:
    """Write the students' repository to DEST: stubs, public checks, hints, data and answer key, and no solution."""
    passphrase = passphrase_in(passphrase_file) if passphrase_file else ""
    return release(destination, ReleaseOptions(**asked, passphrase=passphrase))


def passphrase_in(file: Path) -> str:
    """Read a passphrase: the first line of a file. Raises CourseError where it is too short to keep anything."""
    try:
        passphrase = file.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, ValueError) as error:
        raise CourseError(f"{file} cannot be read as a passphrase: {error}") from error
    if len(passphrase) < SHORTEST:
        raise CourseError(f"the passphrase in {file} has to have {SHORTEST} characters or more")
    return passphrase


def release(destination: Path, asked: ReleaseOptions) -> Status:
    """Write the release to `destination`. Returns the exit status. Raises CourseError."""
    read = read_course(asked.course.resolve() if asked.course else find_course(Path()))
    whole, slugs = read.asked(asked.exercises, asked.assignment)
    chosen = replace(whole, exercises=whole.chosen(slugs))
    check_destination(destination, chosen)
    if lacking := [exercise.file for exercise in chosen.exercises if exercise.reference is None]:
        raise CourseError(f"a release needs the references, and solutions/{lacking[0]} is missing")
    installation = installation_of(whole.settings, asked.from_index)
    files = {**handout(whole, installation, words_of(asked)), **dict(public_files(whole, chosen.exercises))}
    files |= {f"{FOLDER}/{name}": content for name, content in installation.files.items()}
    if asked.repository:
        files |= notebooks(chosen, asked.repository)
    if found := next(leaks(chosen, files), None):
        raise CourseError(f"nothing is released: {found}")
    files |= stubs_again(chosen.exercises) | keys_of(chosen, sorted({PUBLISHED_SEED, *asked.seeds}))
    if asked.assignment is not None:
        files[RELEASED_ASSIGNMENT] = asked.assignment.encode()
    if asked.passphrase:
        solutions = solution_archive.solution_files(whole, chosen.exercises)
        files[solution_archive.PLACE] = solution_archive.pack(solutions, asked.passphrase)
    renewal = write(destination, files)
    out = terminal.console()
    size = sum(map(len, files.values())) / 1e6
    sums = f"{destination}: {len(chosen.exercises)} exercises, {len(files)} files, {size:.1f} MB"
    out.print(Text(inert(sums)), soft_wrap=True)
    for name in renewal.kept:
        out.print(Text(inert(f"left as it is, for it was changed there: {name}")), soft_wrap=True)
    for name in renewal.removed:
        out.print(Text(inert(f"removed, for the release no longer has it: {name}")), soft_wrap=True)
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


def words_of(asked: ReleaseOptions) -> str:
    """Return the words that ask a command for the same exercises, each behind a blank."""
    words = [f"--exercise={slug}" for slug in asked.exercises]
    words += [] if asked.assignment is None else [f"--assignment={asked.assignment}"]
    return "".join(f" {shlex.quote(word)}" for word in words)


def handout(course: Course, installation: Installation, asked: str = "") -> dict[str, bytes]:
    """Return what comes with every release beside the exercises, by its place; it installs kit and packages.

    asked: the words by which the whole course is asked for what is released.
    """
    dependencies = json.dumps([installation.dependency, *course.settings.packages])
    words = {"{dependencies}": dependencies, "{asked}": asked}
    return {name: filled(text, words).encode() for name, text in file_templates(HANDOUT).items()}


def notebooks(course: Course, repository: str) -> dict[str, bytes]:
    """Return a notebook for each exercise, by its place.

    Its name is not that of the exercise: only one with work in it is taken as a hand-in.
    """
    return {
        f"notebooks/colab_{Path(exercise.file).with_suffix(SUFFIX)}": student_notebook(exercise, repository)
        for exercise in course.exercises
    }


def public_files(course: Course, exercises: Sequence[Exercise]) -> Iterator[tuple[str, bytes]]:
    """Give the settings of a course, and what it has under exercises/ of the chosen exercises and of none."""
    if (course.root / FILE).is_file():
        yield FILE, (course.root / FILE).read_bytes()
    for path, place in files_of_assignment(course, exercises, "exercises"):
        if not LEFT_OUT & set(place.parts) and path.suffix != ".pyc":
            yield place.as_posix(), path.read_bytes()


def stubs_again(exercises: Sequence[Exercise]) -> dict[str, bytes]:
    """Return each stub for the key's folder: by it a release knows an exercise whose file is renamed or deleted."""
    return {f"{RELEASED_STUBS}/{exercise.file}": exercise.stub.read_bytes() for exercise in exercises}


def keys_of(course: Course, seeds: Sequence[int]) -> dict[str, bytes]:
    """Record the answer key. Raises CourseError where a reference does not do the same in every run."""
    found = {}
    with progress_on(terminal.console(stderr=True)), Grader(course, devices=KEYED_DEVICES) as grader:
        for seed in seeds:
            if changing := grader.reference.settle(seed):
                raise CourseError(f"nothing is released: two equal runs of the reference differ in {changing[0]}")
            expected = grader.reference.expected(seed)
            for exercise in course.exercises:
                known = {
                    function.name: grader.reference.all_known(seed, exercise, function.name)
                    for function in exercise.functions
                }
                key = answer_key.write_key(course, exercise, seed, grader.devices, grader.cases, expected, known)
                found[answer_key.key_path(course, exercise, seed).relative_to(course.root).as_posix()] = key
    return found


def write(destination: Path, files: Mapping[str, bytes]) -> Renewal:
    """Write the files of a release into its folder; those that somebody changed there, and all others, stay.

    Every file is written whole or not at all, and the manifest last: a release that was interrupted is written again.
    """
    if not destination.exists():
        destination.mkdir()
        destination.chmod(0o755)
    before = read_manifest(destination)
    own = {name: content for name, content in files.items() if is_ours(destination / name, content, before.get(name))}
    for name, content in own.items():
        (destination / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(destination / name, content)
    gone = [name for name in before if name not in files]
    removed = [name for name in gone if is_ours(destination / name, b"", before[name])]
    for name in removed:
        (destination / name).unlink(missing_ok=True)
    kept = {*files, *gone} - {*own, *removed}
    hashes = {name: before.get(name, "") if name in kept else hash_of(content) for name, content in files.items()}
    write_whole(destination / MANIFEST, written_manifest(hashes))
    return Renewal(tuple(sorted(kept)), tuple(sorted(removed)))


def is_ours(path: Path, content: bytes, released: str | None) -> bool:
    """Say whether a file may be written: it is not there, or as it is to be, or as a release has left it.

    Git on Windows may have given it other ends of lines.
    """
    if not path.is_file() or path.is_symlink():
        return not os.path.lexists(path)
    now = path.read_bytes()
    return any(text == content or hash_of(text) == released for text in (now, with_plain_ends(now)))


def read_manifest(destination: Path) -> dict[str, str]:
    """Return the files of the release that lies in a folder, each with its hash. Raises CourseError."""
    path = destination / MANIFEST
    if not path.is_file():
        return {}
    try:
        return read_json(path.read_bytes(), dict[str, str])
    except (msgspec.MsgspecError, OSError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from error


def written_manifest(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest, equal for equal releases."""
    return msgspec.json.format(msgspec.json.encode(dict(sorted(hashes.items()))), indent=1) + b"\n"


def hash_of(content: bytes) -> str:
    """Return the hash by which a file is known again."""
    return hashlib.sha256(content).hexdigest()
