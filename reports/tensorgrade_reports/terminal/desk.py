"""The screen of `grade watch`: the next thing to do on top, then the exercises, then what the keys do."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.numbers import score
from tensorgrade_reports.overview import FunctionLine, checks_of, failing, function_lines
from tensorgrade_reports.terminal.result import MARKS, show_failure, show_plainly

KEYS = (("h", "hint"), ("e", "explain"), ("r", "report"), ("n", "next"), ("q", "quit"))


def lines_of(result: SubmissionResult) -> list[FunctionLine]:
    """Return a line for each function, in the order of the exercises."""
    return [line for exercise in result.exercises for line in function_lines(exercise)]


def show_desk(result: SubmissionResult, focus: str, out: Console, with_keys: bool) -> None:
    """Print the screen, in the place of what is there.

    focus: the function that the student works on, as `slug.function`; it stays until they ask for the next.
    """
    if out.is_terminal:
        out.clear()
    show_plainly(out, lambda: show_all(result, focus, out, with_keys))


def show_all(result: SubmissionResult, focus: str, out: Console, with_keys: bool) -> None:
    """Print what is on the screen."""
    show_focus(result, focus, out)
    out.print()
    table = Table.grid(padding=(0, 2))
    for exercise in result.exercises:
        marks = Text(" ").join(Text(*MARKS[line.standing]) for line in function_lines(exercise))
        name = Text(exercise.name, style="bold" if focus.startswith(f"{exercise.name}.") else "")
        table.add_row(name, Text(score(exercise.points, exercise.possible)), marks)
    out.print(Padding(table, (0, 0, 0, 2), expand=False))
    out.print(Text(f"Score {score(result.points, result.possible)}", style="bold"))
    if with_keys:
        out.print(Text("   ".join(f"{key} {does}" for key, does in KEYS), style="dim"))


def show_focus(result: SubmissionResult, focus: str, out: Console) -> None:
    """Say how the function in focus stands, and what to do next."""
    lines = {line.key: line for line in lines_of(result)}
    line = lines[focus]
    others = [key for key in after(list(lines), focus) if lines[key].standing != "passed"]
    if line.standing == "failed":
        show_failure(next(failure for failure in failing(result) if failure.concerns(focus)), out)
    elif line.standing == "not_attempted":
        out.print(Text(f"Next: write {focus}; press h for a hint.", style="bold"))
        exercise = next(exercise for exercise in result.exercises if exercise.name == line.exercise)
        for check in checks_of(exercise, line.result.name):
            if check.visibility == "public":
                out.print(Text(f"  {check.title}", style="dim"))
    elif line.standing == "ungraded":
        out.print(Text(f"{focus} is ungraded: the grader's own failure, not yours.", style="bold magenta"))
    elif others:
        out.print(Text(f"{focus} passes all its checks. Press n for the next: {others[0]}", style="green"))
    else:
        out.print(Text("All done: every check passed.", style="bold green"))


def after(keys: list[str], focus: str) -> list[str]:
    """Return the functions after one, those before it last."""
    place = keys.index(focus)
    return [*keys[place + 1 :], *keys[:place]]
