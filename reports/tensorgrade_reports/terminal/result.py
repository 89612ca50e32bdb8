"""The result of one submission on the terminal.

A line a function, the first lesson in full, the others in a line each, the score, what to do next.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import Excerpt, ExerciseResult, Lesson, SubmissionResult
from tensorgrade.text import inert, plain
from tensorgrade_reports.numbers import score
from tensorgrade_reports.overview import (
    MARKED,
    Failing,
    checks_of,
    devices_told,
    failing,
    function_lines,
    indent_of,
    next_step,
    of_file,
    remark,
    rules_of,
    titles_of,
    worth,
)

MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_attempted": ("·", "dim"),
    "ungraded": ("!", "bold magenta"),
}
PIPED_WIDTH = 120
NOTHING: Mapping[str, str] = {}


class LastingConsole(Console):
    """A console that falls silent where nobody reads any more, so that the work is done all the same."""

    def on_broken_pipe(self) -> None:
        """Print nothing from here on, nor what waits to be printed."""
        self.quiet = True
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), self.file.fileno())


def console(stderr: bool = False) -> Console:
    """Return a console: as wide as the terminal, or 120 columns without colours where the output is piped."""
    made = LastingConsole(stderr=stderr, highlight=False, emoji=False, markup=False)
    if not made.is_terminal:
        made.width = PIPED_WIDTH
    return made


def say_on(console: Console, student: str, sentence: str) -> None:
    """Print what needs a look."""
    console.print(inert(f"{plain(student, 60)}: {plain(sentence, 300)}"), soft_wrap=True)


def show(result: SubmissionResult, out: Console) -> None:
    """Print the result."""
    show_plainly(out, lambda: show_all(result, out))


def show_plainly(out: Console, show: Callable[[], None]) -> None:
    """Have something printed; where the output is piped, without blanks at line ends and without commands to CI."""
    if out.is_terminal:
        show()
        return
    with out.capture() as captured:
        show()
    out.file.write("".join(f"{inert(line.rstrip())}\n" for line in captured.get().splitlines()))
    out.file.flush()


def show_all(result: SubmissionResult, out: Console) -> None:
    """Print exercises, what went wrong with their files, the first lesson, the score and the next step."""
    for exercise in result.exercises:
        show_exercise(exercise, out)
    for exercise in result.exercises:
        if exercise.at_import:
            out.print()
            show_import(exercise, out)
    for exercise in result.exercises:
        if exercise.advice:
            out.print()
            show_advice(exercise, out)
    failures = failing(result)
    if failures:
        out.print()
        show_failure(failures[0], out)
    if failures[1:]:
        out.print()
        show_others(failures[1:], out)
    out.print()
    out.print(Text(f"Score {score(result.points, result.possible)}", style="bold"))
    out.print(Text(next_step(result)))


def show_exercise(exercise: ExerciseResult, out: Console) -> None:
    """Print the points of an exercise and a line for each function."""
    title = Text(exercise.name, style="bold")
    title.append(f"  {score(exercise.points, exercise.possible)}", style="not bold")
    if lesson := of_file(exercise):
        title.append(f"  {lesson.diagnosis.name}", style="not bold red")
    out.print(title)
    table = Table.grid(padding=(0, 2))
    table.add_column(width=2)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for line in function_lines(exercise):
        mark, style = MARKS[line.standing]
        table.add_row(
            Text(mark, style=style),
            Text(line.result.name, style="dim" if line.standing == "not_attempted" else ""),
            Text(score(line.result.points, line.result.possible)),
            Text(remark(line, checks_of(exercise, line.result.name)), style=style),
        )
    out.print(Padding(table, (0, 0, 0, 2)))


def show_import(exercise: ExerciseResult, out: Console) -> None:
    """Print what went wrong with the file of an exercise: the first in full, a line for each other."""
    out.rule(Text(f"{exercise.name}: when the file is imported", style="bold"), align="left", characters="-")
    first, *others = exercise.at_import
    out.print(Text(first.message, style="red"))
    out.print(Padding(diagnosis_table(first), (0, 0, 0, 2)))
    for diagnosis in others:
        out.print(Text(diagnosis.message, style="red"), no_wrap=True, overflow="ellipsis")


def show_advice(exercise: ExerciseResult, out: Console) -> None:
    """Print what is advised, for no points."""
    out.rule(Text(f"{exercise.name}: advice, which costs no points", style="bold"), align="left", characters="-")
    for diagnosis in exercise.advice:
        out.print(Text(diagnosis.message))
        out.print(Padding(diagnosis_table(diagnosis), (0, 0, 0, 2)))


def show_others(failures: Sequence[Failing], out: Console) -> None:
    """Print a line for each other lesson."""
    out.rule(Text("also to mend", style="bold"), align="left", characters="-")
    width = max(len(failure.key) for failure in failures)
    for failure in failures:
        line = Text(f"{failure.key:{width}}  ").append(failure.told, style="red")
        out.print(line, no_wrap=True, overflow="ellipsis")


def show_failure(failure: Failing, out: Console) -> None:
    """Print a lesson in full."""
    name = failure.exercise.name
    title = f"{name}: {failure.function}" if failure.function else name
    out.rule(Text(title, style="bold"), align="left", characters="-")
    if failure.lesson is None:
        out.print(Text(failure.told, style="red"))
        return
    out.print(Text(failure.lesson.diagnosis.message, style="red"))
    out.print(Padding(lesson_table(failure.exercise, failure.lesson), (0, 0, 0, 2)))
    if failure.lesson.code is not None:
        out.print()
        show_code(failure.lesson.code, out)


def show_code(code: Excerpt, out: Console) -> None:
    """Print the student's function, with the line to look at and what the variables were."""
    width = max(len(str(line.number)) for line in code.lines)
    rows = [Text(code.file, style="dim")]
    for line in code.lines:
        row = Text().append("> " if line.mark else "  ", "bold red").append(f"{line.number:{width}}  ", "dim")
        rows.append(row.append(line.text).append(f"  <- {MARKED[line.mark]}" if line.mark else "", "red"))
        rows += [Text(f"{' ' * (width + 4)}{indent_of(line)}# {value}", "dim") for value in line.values]
    for row in rows:
        out.print(Padding(row, (0, 0, 0, 2)), no_wrap=True, overflow="ellipsis")


def lesson_table(exercise: ExerciseResult, lesson: Lesson) -> Table:
    """Lay out a lesson: rule, actual, expected, where, cause, remedy, where to read more, the other rules that fail."""
    rules = rules_of(exercise, lesson)
    titles = titles_of(rules) if lesson.function else ()
    before = {"rule": "".join(titles[:1])}
    after = {"worth": worth(lesson), "fail too": "\n".join(titles[1:])}
    return diagnosis_table(lesson.diagnosis, before, after, devices_told(rules[0]) if rules else "")


def diagnosis_table(
    diagnosis: Diagnosis,
    before: Mapping[str, str] = NOTHING,
    after: Mapping[str, str] = NOTHING,
    device: str = "",
) -> Table:
    """Lay out what a diagnosis says, between other rows."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    rows = {
        **before,
        "actual": diagnosis.actual,
        "expected": diagnosis.expected,
        "where": diagnosis.where,
        "printed": diagnosis.printed,
        "device": device,
        "cause": diagnosis.cause,
        "could be": diagnosis.could_be,
        "remedy": diagnosis.remedy,
        "more": f"grade explain {diagnosis.name}",
        **after,
    }
    for label, text in rows.items():
        if text:
            table.add_row(Text(label), Text(text))
    return table
