"""`grade repro`: the first failing call of a function as a small script that the student can run and change."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import click

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.commands.home import own_exercises
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.exits import Status, failing_on
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.scoring.result import ExerciseResult, Lesson
from tensorgrade.submission.read import read_submission

AUDIENCE = "student"


@click.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@click.argument("path", type=click.Path(path_type=Path), default=own_exercises)
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
    click.echo(script(lesson, exercise.file, folder), nl=False)
    return Status.done


def because(result: ExerciseResult, function: str) -> str:
    """Say why there is no call to show."""
    checks = [check for check in result.checks if check.function == function and check.visibility == "public"]
    if all(check.outcome == "passed" for check in checks):
        return f"Every public check of {function} passed: there is no failing call."
    if any(lesson.function == "" for lesson in result.lessons):
        return f"The file of {function} cannot be imported: grade run says why."
    return f"No call of {function} failed in a way that can be run again: grade run says what is wrong."


def script(lesson: Lesson, file: str, folder: Path) -> str:
    """Write a script that makes the failing call of a lesson.

    file, folder: where the function lies; it is imported from there.
    """
    assert lesson.code is not None
    names = [name for name, _ in lesson.code.arguments]
    lines = [
        f"# {lesson.diagnosis.message}",
        f"# The failing call: {lesson.code.call or lesson.function}",
        "import sys",
        "",
        *(["import numpy as np"] if any("np." in text for _, text in lesson.code.arguments) else []),
        "import torch",
        "",
        f"sys.path.insert(0, {str(folder)!r})",
        f"from {PurePosixPath(file).stem} import {lesson.function}",
        "",
    ]
    exercise, check = lesson.case.split("/", 1)
    name_of_check, _, parameters = check.partition("[")
    is_on_sim = "sim" in parameters.strip("[]").split("-")
    if is_on_sim or not lesson.code.call or any(not text for _, text in lesson.code.arguments):
        named = f"exercises/checks/test_{exercise}.py -k test_{name_of_check} --subject {folder}"
        lines += [
            *(f"# {name}: too large, or not to be written down" for name, text in lesson.code.arguments if not text),
            "# The check makes the inputs. Run it, and stop where it fails:",
            f"#     pytest {named}{' --devices sim' if is_on_sim else ''} --pdb",
        ]
    else:
        lines += [f"{name} = {text}" for name, text in lesson.code.arguments]
        lines += [f"print({lesson.function}({', '.join(names)}))"]
    return "\n".join(lines) + "\n"
