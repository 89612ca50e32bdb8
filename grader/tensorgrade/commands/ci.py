"""`grade ci`: grade the repository that a CI job has checked out, and tell the platform in its own words."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from rich.text import Text

from tensorgrade.commands.run import write_html
from tensorgrade.course.catalogue import Course, CourseError, find_course, read_course
from tensorgrade.exits import InputError
from tensorgrade.files import DEFAULT_REPORT, write_whole
from tensorgrade.grading import Graded, Grader
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.pipeline import PUBLISHED_SEED
from tensorgrade.python_source import definitions_of, parsed
from tensorgrade.submission.read import (
    Submission,
    SubmissionError,
    files_at_home,
    is_exercise,
    python_files_below,
    read_submission,
)
from tensorgrade.text import inert, plain_line
from tensorgrade_reports import junit
from tensorgrade_reports.platforms import classroom50, github, github_classroom, gitlab, gradescope, prairielearn
from tensorgrade_reports.platforms.github import Place
from tensorgrade_reports.platforms.sheet import Sheet, sheet_of
from tensorgrade_reports.terminal import result as terminal

FULL, MISSING, OURS = 0, 1, 3
JUNIT, CODE_QUALITY, CLASSROOM50 = Path("grade-junit.xml"), Path("gl-code-quality-report.json"), Path("result.json")
AUTOGRADERS = {"gradescope": Path("/autograder"), "prairielearn": Path("/grade")}
RESULTS = Path("results") / "results.json"
ALWAYS_ZERO = ("classroom50", *AUTOGRADERS)  # take any other status for a failure of the grader


class CiError(InputError):
    """The job cannot be done; the message is one sentence for the user."""


@dataclass(frozen=True)
class Job:
    """What is asked for: the submission, the course it is graded against, the platform, where its files are.

    fail_under: the percentage of the points below which the job fails; None fails for any missing point.
    """

    path: Path
    course: Path | None
    platform: str
    fresh: bool = False
    fail_under: float | None = None
    root: Path | None = None


def run_ci(job: Job) -> int:
    """Grade, tell the platform, write its files. Return the exit status."""
    environment = os.environ
    platform = job.platform if job.platform != "auto" else found_platform(environment)
    course = read_course(job.course.resolve() if job.course else find_course(job.path))
    level = best_level()
    check_isolation(course, level)
    try:
        submission = read_submission(job.path, course)
    except SubmissionError as error:
        if platform == "prairielearn":
            write_whole(results_file(job, platform), prairielearn.not_gradable(str(error)))
            return FULL
        raise
    seed = secrets.randbelow(2**31) if job.fresh else PUBLISHED_SEED
    with Grader(course, level=level, workers=os.cpu_count() or 1) as grader:
        graded = grader.grade(submission, seed)
    terminal.show(graded.result, terminal.console())
    tell(platform, job, graded, places_in(job.path, submission), environment)
    return status_of(platform, graded, job.fail_under)


def found_platform(environment: Mapping[str, str]) -> str:
    """Say which platform this runs on, by what it sets."""
    for name, root in AUTOGRADERS.items():
        if root.is_dir():
            return name
    if environment.get("CLASSROOM") and environment.get("ASSIGNMENT"):
        return "classroom50"
    if environment.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if environment.get("GITLAB_CI") else "none"


def check_isolation(course: Course, level: Level) -> None:
    """Raise CourseError where a student's code could read the solutions that it is graded against."""
    if level is Level.separate and (course.root / "solutions").is_dir():
        raise CourseError(
            f"{course.root} holds solutions, and this machine cannot keep a student's code from reading them; "
            "`grade doctor` tells what would raise its isolation"
        )


def status_of(platform: str, graded: Graded, fail_under: float | None) -> int:
    """Return the exit status."""
    if not graded.result.is_final:
        return OURS
    if platform in ALWAYS_ZERO:
        return FULL
    if fail_under is None:
        return FULL if graded.result.is_full else MISSING
    return FULL if 100 * graded.result.points >= fail_under * graded.result.possible - 1e-9 else MISSING


def tell(platform: str, job: Job, graded: Graded, places: Mapping[str, Place], environment: Mapping[str, str]) -> None:
    """Write what the platform reads, and the reports."""
    result, sheet = graded.result, sheet_of(graded.result)
    for fault in graded.faults:
        terminal.console(stderr=True).print(Text(inert(f"ungraded: {fault}")))
    if platform in AUTOGRADERS:
        write = gradescope.results if platform == "gradescope" else prairielearn.results
        write_whole(results_file(job, platform), write(sheet))
        return
    write_whole(DEFAULT_REPORT, write_html(result))
    write_whole(JUNIT, junit.document(result))
    if platform in ("github", "classroom50"):
        tell_github(sheet, github.annotated(result, places), github.summary(result), environment, sys.stdout)
    if platform == "classroom50":
        write_whole(CLASSROOM50, classroom50.results(sheet, environment, datetime.now(UTC)))
    if platform == "gitlab":
        write_whole(CODE_QUALITY, gitlab.code_quality(result, places))


def tell_github(
    sheet: Sheet, annotations: list[str], summary: str, environment: Mapping[str, str], out: TextIO
) -> None:
    """Print the annotations, and add to the files that GitHub reads: the summary, the output `result`."""
    out.write("".join(f"{line}\n" for line in annotations))
    out.flush()
    outputs = {"GITHUB_STEP_SUMMARY": summary, "GITHUB_OUTPUT": f"result={github_classroom.step_output(sheet)}\n"}
    for variable, text in outputs.items():
        if place := environment.get(variable):
            try:
                with open(place, "a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(text)
            except OSError as error:
                raise CiError(f"${variable} ({place}) cannot be written: {error.strerror}") from error


def results_file(job: Job, platform: str) -> Path:
    """Return where an autograder leaves its results. Raises CiError where that cannot be."""
    file = (job.root or AUTOGRADERS[platform]) / RESULTS
    try:
        file.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CiError(f"{file.parent} cannot be made: {error.strerror}") from error
    return file


def places_in(path: Path, submission: Submission) -> dict[str, Place]:
    """Find where each function stands in the submission's own files, by `slug.function`."""
    found: dict[str, Place] = {}
    own = [path / entry for entry in files_at_home(python_files_below(path)[0])] if path.is_dir() else [path]
    files = {file.name: file for file in own}
    for name, content in submission.files.items():
        if is_exercise(name) and (file := files.get(name)):
            slug = name.removesuffix(".py").partition("_")[2]
            found |= {f"{slug}.{function}": Place(relative(file), line) for function, line in lines_of(content)}
    return found


def lines_of(content: bytes) -> Iterator[tuple[str, int]]:
    """Give the name and the line of each public definition; none where Python cannot read the file."""
    tree = parsed(content)
    for node in definitions_of(tree) if tree else ():
        yield node.name, node.lineno


def relative(file: Path) -> str:
    """Return a path as the platform has it: from the repository's root, where the job runs."""
    whole, here = file.resolve(), Path.cwd()
    return plain_line((whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix(), 4_000)
