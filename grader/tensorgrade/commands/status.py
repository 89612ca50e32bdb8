"""`grade status`: all exercises on one screen: what is done, the points, the hints that were read, what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tensorgrade.commands import hint, progress
from tensorgrade.commands.options import course_option, own_path_argument
from tensorgrade.commands.progress import ExerciseStanding, OpenFunction
from tensorgrade.exits import Status
from tensorgrade_reports.numbers import points, score
from tensorgrade_reports.overview import Location, fix_of_file
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"
MARKS = {**terminal.MARKS, "changed": ("?", "yellow")}
LEGEND = "✓ passes   ✗ fails   · not written   ? changed since it was graded"


@click.command()
@own_path_argument
@course_option
def command(path: Path, course: Path | None) -> Status:
    """Show all exercises on one screen: functions done, points, hints read, what to do next."""
    exercises, locations = progress.kept_standings(path, course)
    out = terminal.console()
    terminal.show_plainly(out, lambda: show(exercises, locations, out))
    return Status.done


def show(exercises: Sequence[ExerciseStanding], locations: Mapping[str, Location], out: Console) -> None:
    """Print a line an exercise, a sum, and the next step."""
    hints = hint.hints_read()
    table = Table.grid(padding=(0, 2))
    for justify in ("right", "left", "left", "right", "right", "right"):
        table.add_column(justify=justify, no_wrap=True)
    table.add_row("", "exercise", "functions", "done", "points", "hints", style="dim")
    for row in exercises:
        marks = Text(" ").join(Text(*MARKS[standing]) for standing in row.functions.values())
        earned = "?" if row.is_stale else score(row.graded.points, row.graded.possible) if row.graded else "-"
        read = sum(count for key, count in hints.items() if key.startswith(f"{row.exercise.slug}."))
        done = f"{row.passed} of {len(row.functions)}"
        table.add_row(str(row.exercise.number), row.exercise.slug, marks, done, earned, str(read or ""))
    out.print(Padding(table, (0, 0, 0, 1), expand=False))
    out.print()
    out.print(Text(total_of(exercises), style="bold"))
    out.print(Text(LEGEND, style="dim"))
    out.print()
    show_next_open(exercises, "grade next", out, locations)


def show_next_open(
    exercises: Sequence[ExerciseStanding], command: str, out: Console, locations: Mapping[str, Location]
) -> OpenFunction | None:
    """Print what is next, where it is, and the command that helps with it; return the function, if it is one."""
    function = progress.next_open(exercises)
    if function is None:
        faults = [(one.exercise.slug, one.graded.fault) for one in exercises if one.graded and one.graded.fault]
        out.print(Text(fix_of_file(*faults[0]) if faults else terminal.FAREWELL))
    elif function.standing == "changed":
        out.print(Text(f"Next: have your work graded; {function.key} was changed since it was."))
        out.print("  grade")
    elif broken := broken_file_of(function, exercises):
        out.print(Text(fix_of_file(function.exercise.slug, broken)))
    else:
        out.print(Text(f"Next: {'write' if function.standing == 'not_attempted' else 'fix'} {function.key}"))
        terminal.show_help(function.key, command.format(function.key), out, locations)
    return function


def broken_file_of(function: OpenFunction, exercises: Sequence[ExerciseStanding]) -> str:
    """Say what is wrong with the whole file of a function, as it is now; empty where nothing is."""
    return next(
        (one.graded.broken for one in exercises if one.exercise is function.exercise and one.is_broken and one.graded),
        "",
    )


def total_of(exercises: Sequence[ExerciseStanding]) -> str:
    """Sum up all exercises; what was changed since it was graded has no points until it is graded again."""
    passed, functions = sum(one.passed for one in exercises), sum(len(one.functions) for one in exercises)
    earned = sum(one.graded.points for one in exercises if one.graded and not one.is_stale)
    stale = [one.exercise.slug for one in exercises if one.is_stale]
    again = f"; without {', '.join(stale)}, changed since it was graded" if stale else ""
    return f"{passed} of {functions} functions pass, score {points(earned)}{again}"
