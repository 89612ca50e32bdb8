"""`grade examples`: try a student's examples of a function on right answers and on known mistakes.

Examples are asserts that are written before the code: good ones refuse no right answer, and catch mistakes.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from tensorgrade.answers.examples import ExampleOutcome, count_examples, right_answers, try_examples, wrong_answers
from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import CourseError, check_solutions, find_course, read_course
from tensorgrade.course.hint_files import find
from tensorgrade.execution.launcher import launcher_for
from tensorgrade.exits import Status
from tensorgrade.isolation.levels import best_level
from tensorgrade.text import inert, plain_line
from tensorgrade_reports.numbers import counted
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "instructor"


@click.command()
@click.argument("target", metavar="SLUG.FUNCTION")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@course_option
def command(target: str, file: Path, course: Path | None) -> Status:
    """Try the asserts in FILE on right answers and known mistakes: which they refuse, how many they catch."""
    read = read_course(course.resolve() if course else find_course(Path()))
    check_solutions(read)
    exercise, function = find(read, target)
    examples = text_of(file)
    count = count_examples(examples)
    right, wrong = [*right_answers(read, exercise, function)], [*wrong_answers(read, exercise, function)]
    with launcher_for(read.root, ("cpu",), [exercise.slug], best_level()) as launcher:
        verdict = try_examples(launcher, exercise, examples, right, wrong)
    out = terminal.console()
    out.print(
        Text(f"{exercise.slug}.{function}: {counted(count, 'example')}, {len(right)} right answers", style="bold")
    )
    terminal.show_plainly(out, lambda: show(verdict, examples.split("\n"), out))
    return Status.missing if verdict.refusing or verdict.missed else Status.done


def text_of(file: Path) -> str:
    """Read a file of examples. Raises CourseError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise CourseError(f"{file} cannot be read: {error}") from error


def show(verdict: ExampleOutcome, lines: list[str], out: Console) -> None:
    """Print what became of examples."""
    for line, names in verdict.refusing.items():
        shown = f"line {line}: {plain_line(lines[line - 1].strip())}" if line else "the examples end the process"
        out.print(Text(inert(f"  {shown}"), style="red"))
        out.print(Text(f"    refuses {counted(len(names), 'right answer')}: {', '.join(names)}"))
    if not verdict.refusing:
        out.print(Text("  no right answer is refused", style="green"))
    total = len(verdict.caught) + len(verdict.missed)
    out.print(Text(f"  {len(verdict.caught)} of {counted(total, 'known mistake')} caught"))
    if verdict.missed:
        kinds = Counter(answer.diagnosis for answer in verdict.missed)
        told = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in sorted(kinds.items()))
        out.print(Text(f"  not caught: {told}"))
