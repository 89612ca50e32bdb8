"""`grade repro`: the first failing call of a function as a small script that the student can run and change."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

import click

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.commands.check_code import check_code
from tensorgrade.commands.options import course_option, own_path_argument
from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.exits import Status, failing_on
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.protocol.messages import DEVICES
from tensorgrade.scoring.result import ExerciseResult, Lesson
from tensorgrade.submission.read import read_submission

AUDIENCE = "student"
PRINTED = re.compile(r"(result|exception)(?=[.\[]| at index | for |$)")  # what is seen of a call when it is printed


@click.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@own_path_argument
@course_option
def command(target: str, path: Path, course: Path | None) -> Status:
    """Print the first failing call of a function as a script, such as `grade repro indexing.block > repro.py`."""
    with failing_on(path):
        return show_script(target, path, course)


def show_script(target: str, path: Path, course: Path | None) -> Status:
    """Grade the exercise and print the call. Raises InputError for what cannot be read or is not there."""
    read = read_course(course.resolve() if course else find_course(path))
    exercise, function = find(read, target)
    submission = read_submission(path, read)
    with Grader(read, [exercise.slug], level=best_level(), workers=os.cpu_count() or 1) as grader:
        (result,) = grader.grade(submission, PUBLISHED_SEED).result.exercises
    lesson = next((lesson for lesson in result.lessons if lesson.function == function and lesson.code), None)
    if lesson is None:
        click.echo(f"# {because(result, function)}")
        return Status.done
    folder = path if path.is_dir() and (path / exercise.file).is_file() else path.parent
    checks = Path(os.path.relpath(read.root / "exercises" / "checks"))
    click.echo(script(lesson, exercise.file, folder, checks), nl=False)
    return Status.done


def because(result: ExerciseResult, function: str) -> str:
    """Say why there is no call to show."""
    checks = [check for check in result.checks if check.function == function and check.visibility == "public"]
    if all(check.outcome == "passed" for check in checks):
        return f"Every public check of {function} passed: there is no failing call."
    if all(check.outcome == "not_attempted" for check in checks):
        return f"{function} is not written yet: there is no failing call."
    if any(lesson.function == "" for lesson in result.lessons):
        return f"The file of {function} cannot be imported: grade run says why."
    return f"No call of {function} failed in a way that can be run again: grade run says what is wrong."


def script(lesson: Lesson, file: str, folder: Path, checks: Path) -> str:
    """Write a script that makes the failing call of a lesson: with its arguments, or else by the code of its check.

    file, folder: where the function lies; it is imported from there. checks: the folder of the public checks.
    """
    assert lesson.code is not None
    says = [f"# {lesson.diagnosis.message}", f"# The failing call: {lesson.code.call or lesson.function}"]
    device = device_of(lesson.case)
    is_class = any(line.text.startswith("class ") for line in lesson.code.lines[:1])  # it is its objects that fail
    is_written = lesson.code.call and all(text for _, text in lesson.code.arguments) and not is_class
    is_enough = is_written and device == "cpu" and is_seen_in_call(lesson)
    lines = call_of(lesson, file, folder) if is_enough else check_of(lesson, folder, checks)
    return "\n".join([*says, *lines]) + "\n"


def is_seen_in_call(lesson: Lesson) -> bool:
    """Say whether the call alone shows what is wrong: it raises, or its result is another; no gradient, no memory.

    What is given no arguments looks at the machine, and that is as the check makes it.
    """
    _, arrow, seen = lesson.diagnosis.where.rpartition(" -> ")
    return bool(lesson.code and lesson.code.arguments) and (not arrow or PRINTED.match(seen) is not None)


def device_of(case: str) -> str:
    """Return the device that a case runs on."""
    parameters = case.partition("[")[2].rstrip("]").split("-")
    return next((device for device in DEVICES if device != "cpu" and device in parameters), "cpu")


def call_of(lesson: Lesson, file: str, folder: Path) -> list[str]:
    """Write the failing call with its arguments."""
    assert lesson.code is not None
    arguments = lesson.code.arguments
    return [
        "import sys",
        "",
        *(["import numpy as np"] if any("np." in text for _, text in arguments) else []),
        "import torch",
        "",
        f"sys.path.insert(0, {folder.as_posix()!r})",
        f"from {PurePosixPath(file).stem} import {lesson.function}",
        "",
        *(f"{name} = {text}" for name, text in arguments),
        f"print({lesson.function}({', '.join(name for name, _ in arguments)}))",
    ]


def check_of(lesson: Lesson, folder: Path, checks: Path) -> list[str]:
    """Write the code of the check, which makes the inputs; as it is, where it runs on another device than the CPU."""
    slug, _, name = lesson.case.partition("/")
    file, function, device = checks / f"test_{slug}.py", f"test_{name.partition('[')[0]}", device_of(lesson.case)
    case = [repr(f"{file.as_posix()}::test_{name}"), repr(folder.as_posix())]
    check = check_code(file.read_bytes(), function) if device == "cpu" else None
    if check is None:
        return [
            f"# The check makes the inputs: {function} in {file.as_posix()}.",
            "# This runs it, and prints what it looks at.",
            "from tensorgrade.repro import run_check",
            "",
            f"run_check({', '.join(case)}, device={device!r})",
        ]
    return [
        f"# The check makes the inputs: here is its code, from {file.as_posix()}. Run it, and change it.",
        "# `subject` holds your functions, and `observe` prints.",
        "import sys",
        "",
        *check.imports,
        "from tensorgrade.repro import run_check",
        "",
        f"sys.path.insert(0, {checks.as_posix()!r})",
        *([f"from test_{slug} import {', '.join(check.own_names)}"] if check.own_names else []),
        "",
        "",
        check.code,
        "",
        "",
        f"run_check({', '.join([*case, function])})",
    ]
