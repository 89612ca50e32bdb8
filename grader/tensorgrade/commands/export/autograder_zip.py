"""A zip from which a platform makes its grader, such as `grade export gradescope-autograder`.

It holds the course with its solutions, and so belongs to instructors alone. Equal courses give equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from tensorgrade.commands.installation import FOLDER, Installation, entry, installation_of
from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.course.parts import files_of_assignment
from tensorgrade.course.settings import FILE
from tensorgrade.exits import Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade_reports.platforms import graders
from tensorgrade_reports.terminal import result as terminal

FILES = Path(__file__).parents[1] / "autograders"
LEFT_OUT = {"__pycache__", "alternatives"}


def build(
    kind: str, place: Path | None, course: Path | None, exercises: Sequence[str] = (), *, from_index: bool = False
) -> Status:
    """Write the zip of one kind, of some exercises or all. Returns the exit status. Raises InputError.

    from_index: the grader is made with the kit of the package index, and not with its wheel, which else comes along.
    """
    whole = read_course(course.resolve() if course else find_course(Path()))
    chosen = whole.chosen(exercises)
    if lacking := [exercise.file for exercise in chosen if exercise.reference is None]:
        raise CourseError(f"an autograder needs the references, and solutions/{lacking[0]} is missing")
    file = place or Path(f"{kind}.zip")
    check_writable(file)
    write_whole(file, zipped(graders()[kind], whole, chosen, installation_of(whole.settings, from_index)))
    terminal.console().print(Text(f"{kind} written to {file}"), soft_wrap=True)
    return Status.done


def installed(course: Course, installation: Installation) -> str:
    """Return what the scripts install, as a shell takes it: the kit, and the packages of the course."""
    return " ".join(f"'{package}'" for package in (installation.argument, *course.settings.packages))


def zipped(platform: str, course: Course, exercises: Sequence[Exercise], installation: Installation) -> bytes:
    """Pack the platform's scripts, what they install the kit from, and what is of these exercises or of none."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((FILES / platform).iterdir()):
            text = path.read_text(encoding="utf-8").replace("{installed}", installed(course, installation))
            archive.writestr(entry(path.name, 0o755), text)
        for name, content in installation.files.items():
            archive.writestr(entry(f"{FOLDER}/{name}"), content)
        if (course.root / FILE).is_file():
            archive.writestr(entry(f"course/{FILE}"), (course.root / FILE).read_bytes())
        for part in ("exercises", "solutions"):
            for path, name in files_of_assignment(course, exercises, part):
                if not LEFT_OUT & set(name.parts):
                    archive.writestr(entry(f"course/{name.as_posix()}"), path.read_bytes())
    return whole.getvalue()
