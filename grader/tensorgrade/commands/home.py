"""The folder of a student's repository, in which or below which a command is run.

The exercises lie in it that are graded where no path is given, and `.grade/` with what commands keep.
"""

from __future__ import annotations

import os
from pathlib import Path

from tensorgrade.course.catalogue import is_course


def home() -> Path:
    """Return the folder, as seen from the working folder; that one, where it has exercises or lies in no course."""
    here = Path.cwd()
    if (here / "exercises").is_dir():
        return Path()
    return next((Path(os.path.relpath(folder, here)) for folder in here.parents if is_course(folder)), Path())


def own_exercises() -> Path:
    """Return the student's exercises."""
    return home() / "exercises"


def as_meant(path: Path) -> Path:
    """Return a path that is there; a name that is not, but among the student's exercises, means that one."""
    own = own_exercises() / path
    return own if not os.path.lexists(path) and own.exists() else path


def kept(name: str) -> Path:
    """Return where a command keeps something between two runs."""
    return home() / ".grade" / name
