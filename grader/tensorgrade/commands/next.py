"""`grade next`: open the next function to write, in the student's editor; without one, say where it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tensorgrade.commands import progress
from tensorgrade.commands.editor import open_at
from tensorgrade.commands.options import course_option, own_path_argument
from tensorgrade.commands.status import show_next_open
from tensorgrade.exits import Status
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "student"


@click.command()
@own_path_argument
@course_option
def command(path: Path, course: Path | None) -> Status:
    """Open the next function in your editor ($VISUAL, $EDITOR or VS Code), or say where it is."""
    exercises, locations = progress.kept_standings(path, course)
    out = terminal.console()
    function = show_next_open(exercises, "grade hint {}", out, locations)
    if function and function.standing != "changed" and sys.stdout.isatty():
        location = locations.get(function.key) or locations.get(function.exercise.slug)
        if location is not None:
            open_at(location, os.environ)
    return Status.done
