"""A zip from which a platform makes its grader, such as `grade export gradescope-autograder`.

It holds the course with its solutions, and so belongs to instructors alone. Equal courses give equal bytes.
"""

from __future__ import annotations

import io
import shlex
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from tensorgrade.commands.file_templates import filled
from tensorgrade.commands.installation import FOLDER, Installation, installation_of, zip_entry
from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.course.parts import files_of_assignment
from tensorgrade.course.settings import FILE
from tensorgrade.exits import Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade_reports.platforms import graders
from tensorgrade_reports.terminal import result as terminal

FILES = Path(__file__).parents[1] / "autograders"
LEFT_OUT = "__pycache__"


@dataclass(frozen=True)
class AutograderOptions:
    """What the command line asks for: the file, the course, and some exercises or an assignment of it; else all.

    from_index: the grader is made with the kit of the package index, and not with its wheel, which else comes along.
    """

    place: Path | None = None
    course: Path | None = None
    exercises: tuple[str, ...] = ()
    assignment: str | None = None
    from_index: bool = False


def build(kind: str, asked: AutograderOptions) -> Status:
    """Write the zip of one kind. Returns the exit status. Raises InputError."""
    whole = read_course(asked.course.resolve() if asked.course else find_course(Path()))
    chosen = whole.chosen(whole.asked(asked.exercises, asked.assignment)[1])
    if lacking := [exercise.file for exercise in chosen if exercise.reference is None]:
        raise CourseError(f"an autograder needs the references, and solutions/{lacking[0]} is missing")
    file = asked.place or Path(f"{kind}.zip")
    check_writable(file)
    installation = installation_of(whole.settings, asked.from_index)
    words = {
        "{installed}": installed(whole, installation),
        "{asked}": "" if asked.assignment is None else f" {shlex.quote(f'--assignment={asked.assignment}')}",
    }
    write_whole(file, zipped(scripts(graders()[kind], words), installation, whole, chosen))
    terminal.console().print(Text(f"{kind} written to {file}"), soft_wrap=True)
    return Status.done


def installed(course: Course, installation: Installation) -> str:
    """Return what the scripts install, as a shell takes it: the kit, and the packages of the course."""
    return " ".join(f"'{package}'" for package in (installation.argument, *course.settings.packages))


def scripts(platform: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the scripts of a platform, by their names."""
    paths = sorted((FILES / platform).iterdir())
    return {path.name: filled(path.read_text(encoding="utf-8"), words) for path in paths}


def zipped(
    programs: Mapping[str, str], installation: Installation, course: Course, exercises: Sequence[Exercise]
) -> bytes:
    """Pack a platform's scripts, what they install the kit from, and what is of these exercises or of none."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in programs.items():
            archive.writestr(zip_entry(name, 0o755), text)
        for name, content in installation.files.items():
            archive.writestr(zip_entry(f"{FOLDER}/{name}"), content)
        if (course.root / FILE).is_file():
            archive.writestr(zip_entry(f"course/{FILE}"), (course.root / FILE).read_bytes())
        for part in ("exercises", "solutions"):
            for path, place in files_of_assignment(course, exercises, part):
                if LEFT_OUT not in place.parts:
                    archive.writestr(zip_entry(f"course/{place.as_posix()}"), path.read_bytes())
    return whole.getvalue()
