"""`grade compare-with-solution`: a student's function beside the reference and other right answers.

The course says whether: `compare_with_solution` in its course.toml. The solutions are those of the course, or those
that a release holds locked (tensorgrade.answers.solution_archive).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import click
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from tensorgrade.answers import solution_archive
from tensorgrade.classroom.lateness import check_times, due_time
from tensorgrade.commands import progress
from tensorgrade.commands.home import own_exercises
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.course.settings import FILE
from tensorgrade.exits import Status
from tensorgrade.python_source import Definition, definitions_of, parsed, uses_of
from tensorgrade.submission.read import Submission, read_submission
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"
OTHERS = 2
SIDE_BY_SIDE = 100  # columns from which on


@dataclass(frozen=True)
class ShownAnswer:
    """One answer to show: whose it is, its code, and what its author says of it."""

    title: str
    code: str
    why: str = ""


@click.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@click.option(
    "--passphrase", envvar="GRADE_PASSPHRASE", help="What opens the solutions of a release; else you are asked for it."
)
@course_option
def command(target: str, passphrase: str | None, course: Path | None) -> Status:
    """Where your course allows it: show your function beside its solution and other right answers."""
    read = read_course(course.resolve() if course else find_course(Path()))
    exercise, function = find(read, target)
    submission = read_submission(own_exercises(), read)
    check_allowed(read, exercise, function, submission)
    files = files_of(read, exercise, passphrase)
    answers = [own_answer(submission, exercise, function), *right_answers(files, exercise, function)]
    out = terminal.console()
    terminal.show_plainly(out, lambda: show(answers, out))
    return Status.done


def check_allowed(course: Course, exercise: Exercise, function: str, submission: Submission) -> None:
    """Raise CourseError unless the course shows the solution of a function to whoever has written this submission."""
    rule, key = course.settings.compare_with_solution, f"{exercise.slug}.{function}"
    if rule == "never":
        raise CourseError(
            "your instructor does not show the solutions of this course, so there is nothing to compare with; "
            f"`grade hint {key}` helps with your own"
        )
    if rule == "after-due" and datetime.now(UTC) <= (due := due_of(course, exercise)):
        raise CourseError(f"this course shows its solutions after {due:%Y-%m-%d %H:%M %z}")
    graded = progress.last_results().get(exercise.slug)
    standing = progress.kept_standing(exercise, submission, graded).functions[function]
    if rule == "after-passing" and standing != "passed":
        raise CourseError(
            f"the solution is shown once your own passes, and {key} does not, as far as it was graded; "
            f"grade it with `grade run --function {key}`"
        )


def due_of(course: Course, exercise: Exercise) -> datetime:
    """Return when the last assignment that has an exercise is due. Raises CourseError where none says it."""
    assignments = [each for each in course.settings.assignments if each.due and exercise.slug in each.exercises]
    for assignment in assignments:
        check_times(assignment, course.root / FILE)
    times = [due_time(assignment.due or "", assignment.timezone or "") for assignment in assignments]
    if not times:
        raise CourseError(
            f"this course shows its solutions after the due date, and its {FILE} has none for {exercise.slug}"
        )
    return max(times)


def files_of(course: Course, exercise: Exercise, passphrase: str | None) -> Mapping[str, bytes]:
    """Return the solutions of an exercise. Raises CourseError where there are none, or they do not open."""
    if exercise.reference is not None:
        return solution_archive.solution_files(course, [exercise])
    archive = course.root / solution_archive.PLACE
    if not archive.is_file():
        raise CourseError(
            "your instructor has not put the solutions into this repository; "
            "ask for them, or name a course that has them with --course DIR"
        )
    asked = passphrase or click.prompt("Passphrase of the solutions", hide_input=True, err=True)
    return solution_archive.decrypted_files(archive.read_bytes(), asked)


def own_answer(submission: Submission, exercise: Exercise, function: str) -> ShownAnswer:
    """Return the student's own function."""
    source = submission.files.get(exercise.file, b"")
    return ShownAnswer("yours", code_of(source, function) or "(it is not there)")


def right_answers(files: Mapping[str, bytes], exercise: Exercise, function: str) -> list[ShownAnswer]:
    """Return the reference, and other answers that have other code."""
    reference = files.get(f"solutions/{exercise.file}", b"")
    answers = [ShownAnswer("the course's", code_of(reference, function), why_of(reference, function))]
    for place, source in sorted(files.items()):
        path = PurePosixPath(place)
        code = code_of(source, function)
        if path.parent.name == exercise.slug and code and code not in [one.code for one in answers]:
            answers.append(ShownAnswer(f"another: {path.stem.replace('_', ' ')}", code, why_of(source, function)))
    return answers[: 1 + OTHERS]


def code_of(source: bytes, function: str) -> str:
    """Return the code of a function with the private ones that it uses, without docstrings; empty where it is not."""
    tree = parsed(source)
    uses = uses_of(tree) if tree else {}
    if tree is None or function not in uses:
        return ""
    wanted = {function, *(name for name in uses[function] if name.startswith("_"))}
    last = {node.name: node for node in tree.body if isinstance(node, Definition) and node.name in wanted}
    lines = source.decode("utf-8-sig").split("\n")
    return "\n\n\n".join("\n".join(lines_of(node, lines)) for node in last.values())


def lines_of(node: Definition, lines: list[str]) -> list[str]:
    """Return the lines of a definition but for those of its docstring."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
    left_out: range | tuple[()] = ()
    if ast.get_docstring(node) is not None and len(node.body) > 1:
        left_out = range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    return [lines[i].rstrip() for i in range(first, node.end_lineno or 0) if i + 1 not in left_out]


def why_of(source: bytes, function: str) -> str:
    """Return what the author says of an answer: the docstring of the function in it."""
    tree = parsed(source)
    nodes = definitions_of(tree) if tree else ()
    return next((ast.get_docstring(node) or "" for node in nodes if node.name == function), "")


def show(answers: list[ShownAnswer], out: Console) -> None:
    """Print the first two beside each other where there is room, the others below."""
    if out.is_terminal and out.width >= SIDE_BY_SIDE:
        table = Table(*(answer.title for answer in answers[:2]), box=None, expand=True, padding=(0, 2, 0, 0))
        table.add_row(*(Syntax(answer.code, "python", theme="ansi_dark") for answer in answers[:2]))
        out.print(table)
        if why := answers[1].why:
            out.print(Text(f"Why: {why}"))
    else:
        for answer in answers[:2]:
            show_answer(answer, out)
    for answer in answers[2:]:
        show_answer(answer, out)


def show_answer(answer: ShownAnswer, out: Console) -> None:
    """Print one answer."""
    out.rule(Text(answer.title, style="bold"), align="left", characters="-")
    out.print(Syntax(answer.code, "python", theme="ansi_dark") if out.is_terminal else Text(answer.code))
    if answer.why:
        out.print(Text(f"Why: {answer.why}"))
    out.print()
