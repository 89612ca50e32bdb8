"""The result of one submission on the terminal.

A line a function, the first lesson in full, the others in a line each, the score, what to do next. Of a submission in
which nothing is written yet: where to begin.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import ExerciseResult, Lesson, SubmissionResult
from tensorgrade.text import inert, plain
from tensorgrade_reports.numbers import counted, score
from tensorgrade_reports.overview import (
    Failing,
    Location,
    checks_of,
    devices_told,
    failing,
    fault_left,
    function_lines,
    is_not_begun,
    of_file,
    remark,
    rules_of,
    step_of,
    titles_of,
    worth,
)
from tensorgrade_reports.terminal.code import code_table
from tensorgrade_reports.terminal.prose import wrapped

MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_attempted": ("·", "dim"),
    "ungraded": ("!", "bold magenta"),
}
PIPED_WIDTH, NARROWEST = 120, 20
FAREWELL = (
    "Nothing is left to write. Hand in your work as your course asks for it.\n"
    "Your instructor grades it on other inputs, and with further checks."
)


@dataclass(frozen=True)
class View:
    """What is shown of a result beside its table.

    locations: where functions stand, by `slug.function`. shows_all: whether every failure is shown in full, and not the
    first alone. function: the only one whose failures are shown. is_whole: whether the course has no other exercises.
    """

    locations: Mapping[str, Location] = field(default_factory=dict)
    shows_all: bool = False
    function: str = ""
    is_whole: bool = False


PLAIN_VIEW = View()


class LastingConsole(Console):
    """A console that falls silent where nobody reads any more, so that the work is done all the same."""

    def on_broken_pipe(self) -> None:
        """Print nothing from here on, nor what waits to be printed."""
        self.quiet = True
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), self.file.fileno())


def console(stderr: bool = False) -> Console:
    """Return a console: as wide as the terminal; where the output is piped $COLUMNS or 120 columns, without colours."""
    made = LastingConsole(stderr=stderr, highlight=False, emoji=False, markup=False)
    if not made.is_terminal:
        asked = os.environ.get("COLUMNS", "")
        made.width = max(int(asked), NARROWEST) if asked.isdecimal() else PIPED_WIDTH
    return made


def say_on(console: Console, student: str, sentence: str) -> None:
    """Print what needs a look."""
    console.print(inert(f"{plain(student, 60)}: {plain(sentence, 300)}"), soft_wrap=True)


def show(result: SubmissionResult, out: Console, view: View = PLAIN_VIEW) -> None:
    """Print the result."""
    show_plainly(out, lambda: show_all(result, out, view))


def show_plainly(out: Console, show: Callable[[], None]) -> None:
    """Have something printed; where the output is piped, without blanks at line ends and without commands to CI."""
    if out.is_terminal:
        show()
        return
    with out.capture() as captured:
        show()
    out.file.write("".join(f"{inert(line.rstrip())}\n" for line in captured.get().splitlines()))
    out.file.flush()


def show_markdown(out: Console, text: str) -> None:
    """Print Markdown: laid out on a terminal; where the output is piped as it is, its paragraphs wrapped."""
    if out.is_terminal:
        from rich.markdown import Markdown  # takes long to import, and few runs print a page

        out.print(Markdown(text))
    else:
        show_plainly(out, lambda: out.print(Text(wrapped(text, out.width)), soft_wrap=True))


def show_all(result: SubmissionResult, out: Console, view: View) -> None:
    """Print exercises, what went wrong with their files, the lessons, the score and the next step."""
    at_import = [exercise for exercise in result.exercises if exercise.at_import]
    if is_not_begun(result) and not at_import:
        show_beginning(result, out, view)
        return
    for exercise in result.exercises:
        show_exercise(exercise, out, is_alone=len(result.exercises) == 1)
    for exercise in at_import:
        out.print()
        show_import(exercise, out)
    for exercise in [exercise for exercise in result.exercises if exercise.advice]:
        out.print()
        show_advice(exercise, out)
    show_failures([one for one in failing(result) if not view.function or one.concerns(view.function)], out, view)
    out.print()
    out.print(Text(f"Score {score(result.points, result.possible)}", style="bold"))
    show_step(result, out, view)


def show_failures(failures: Sequence[Failing], out: Console, view: View) -> None:
    """Print the first failure in full and a line for each other, or all of them in full."""
    is_full = view.shows_all or bool(view.function)
    for failure in failures if is_full else failures[:1]:
        out.print()
        show_failure(failure, out)
    if failures[1:] and not is_full:
        out.print()
        show_others(failures[1:], out)


def show_step(result: SubmissionResult, out: Console, view: View) -> None:
    """Print what to do next, where, and the command that helps, which no line end breaks."""
    step = step_of(result, view.function)
    out.print(Text(step.told))
    if step.key:
        show_help(step.key, f"grade hint {step.key}", out, view.locations)
    if result.is_full and view.is_whole and not fault_left(result):
        out.print(Text(FAREWELL), soft_wrap=True)


def show_help(key: str, command: str, out: Console, locations: Mapping[str, Location]) -> None:
    """Print where a function stands, and the command that helps with it, each in a line that nothing breaks."""
    if place := locations.get(key):
        out.print(Text(f"  {place}"), soft_wrap=True)
    out.print(Text(f"  {command}"), soft_wrap=True)


def show_beginning(result: SubmissionResult, out: Console, view: View) -> None:
    """Say where to write first, and what to run."""
    lines = [line for exercise in result.exercises for line in function_lines(exercise)]
    first = next((line for line in lines if line.key == view.function), lines[0])
    place = view.locations.get(first.key)
    file = str(place) if place else f"the file of {first.exercise}"
    amount = f"{counted(len(result.exercises), 'exercise')}, {counted(len(lines), 'function')}"
    out.print(Text(f"Nothing is written yet: {amount}.", style="bold"))
    out.print()
    out.print(Text(f"Begin in {file}: {first.result.name}"), soft_wrap=True)
    out.print("Its docstring is the task. Write your code in the place of `raise NotImplementedError`.")
    out.print()
    table = Table.grid(padding=(0, 3))
    for command, does in (
        ("grade next", "opens it in your editor"),
        ("grade watch", "grades on each save"),
        (f"grade hint {first.key}", "gives a start"),
        ("grade status", "shows where you stand"),
    ):
        table.add_row(Text(command, no_wrap=True), Text(does))
    out.print(Padding(table, (0, 0, 0, 2), expand=False))
    out.print()
    out.print(Text(f"Score {score(result.points, result.possible)}", style="bold"))


def show_exercise(exercise: ExerciseResult, out: Console, is_alone: bool) -> None:
    """Print the points of an exercise and a line for each function; one line if it is untouched, and not alone."""
    title = Text(exercise.name, style="bold")
    title.append(f"  {score(exercise.points, exercise.possible)}", style="not bold")
    lines = function_lines(exercise)
    if not is_alone and all(line.standing == "not_attempted" for line in lines):
        out.print(title.append(f"  {counted(len(lines), 'function')}, not attempted", style="not bold dim"))
        return
    if lesson := of_file(exercise):
        title.append(f"  {lesson.diagnosis.name}", style="not bold red")
    out.print(title)
    table = Table.grid(padding=(0, 2))
    table.add_column(width=2)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for line in lines:
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
    title = Text(f"{exercise.name}: when the file is imported, which costs no points", style="bold")
    out.rule(title, align="left", characters="-")
    first, *others = exercise.at_import
    out.print(Text(first.message, style="red"))
    out.print(Padding(table_of(rows_of(first)), (0, 0, 0, 2)))
    for diagnosis in others:
        place = diagnosis.where.partition(": ")[0]
        told = diagnosis.message if place in diagnosis.message else f"{diagnosis.message} ({place})"
        out.print(Text(told, style="red"), no_wrap=True, overflow="ellipsis")


def show_advice(exercise: ExerciseResult, out: Console) -> None:
    """Print what is advised, for no points."""
    out.rule(Text(f"{exercise.name}: advice, which costs no points", style="bold"), align="left", characters="-")
    for diagnosis in exercise.advice:
        out.print(Text(diagnosis.message))
        out.print(Padding(table_of(rows_of(diagnosis)), (0, 0, 0, 2)))


def show_others(failures: Sequence[Failing], out: Console) -> None:
    """Print a line for each other lesson."""
    out.rule(Text("also to fix", style="bold"), align="left", characters="-")
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
    out.print(Padding(table_of(rows_of_lesson(failure.exercise, failure.lesson)), (0, 0, 0, 2)))
    if failure.lesson.code is not None:
        out.print()
        out.print(Padding(code_table(failure.lesson.code), (0, 0, 0, 2)))


def rows_of_lesson(exercise: ExerciseResult, lesson: Lesson) -> dict[str, str]:
    """Return what a lesson says, by its label: the rule, what its diagnosis says, the other rules that fail."""
    rules = rules_of(exercise, lesson)
    titles = titles_of(rules) if lesson.function else ()
    rows = {"rule": "".join(titles[:1])} | rows_of(lesson.diagnosis, devices_told(rules[0]) if rules else "")
    rows |= {"worth": worth(lesson), "fail too": "\n".join(titles[1:])}
    return {label: text for label, text in rows.items() if text}


def rows_of(diagnosis: Diagnosis, device: str = "") -> dict[str, str]:
    """Return what a diagnosis says, by its label."""
    return {
        "actual": diagnosis.actual,
        "expected": diagnosis.expected,
        "where": diagnosis.where,
        "printed": diagnosis.printed,
        "device": device,
        "cause": diagnosis.cause,
        "could be": diagnosis.could_be,
        "remedy": diagnosis.remedy,
        "more": f"grade explain {diagnosis.name}",
    }


def table_of(rows: Mapping[str, str]) -> Table:
    """Lay out labels, and the texts beside them."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in rows.items():
        if text:
            table.add_row(Text(label), Text(text))
    return table
