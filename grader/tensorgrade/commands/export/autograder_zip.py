"""A zip from which a platform makes its grader, such as `grade export gradescope-autograder`.

It holds the course with its solutions, and so belongs to instructors alone. Equal courses give equal bytes.
"""

from __future__ import annotations

import io
import shlex
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.text import Text

from tensorgrade.course.catalogue import Course, CourseError, Exercise, find_course, read_course
from tensorgrade.course.parts import files_of_assignment
from tensorgrade.course.settings import FILE
from tensorgrade.exits import Status
from tensorgrade.files import check_writable, write_whole
from tensorgrade_reports.platforms import graders
from tensorgrade_reports.terminal import result as terminal

FILES = Path(__file__).parents[1] / "autograders"
LEFT_OUT = {"__pycache__", "alternatives"}
EPOCH = (1980, 1, 1, 0, 0, 0)


def build(
    kind: str,
    place: Path | None,
    course: Path | None,
    exercises: Sequence[str] = (),
    assignment: str | None = None,
) -> Status:
    """Write the zip of one kind, of an assignment, some exercises or all. Returns the status. Raises InputError."""
    whole = read_course(course.resolve() if course else find_course(Path()))
    chosen = whole.chosen(whole.asked(exercises, assignment)[1])
    if lacking := [exercise.file for exercise in chosen if exercise.reference is None]:
        raise CourseError(f"an autograder needs the references, and solutions/{lacking[0]} is missing")
    file = place or Path(f"{kind}.zip")
    check_writable(file)
    write_whole(file, zipped(graders()[kind], whole, chosen, assignment))
    terminal.console().print(Text(f"{kind} written to {file}"), soft_wrap=True)
    return Status.done


def installed(course: Course) -> str:
    """Return what the scripts install, as a shell takes it: the kit, and the packages of the course."""
    return " ".join(f"'{package}'" for package in (f"tensorgrade=={version('tensorgrade')}", *course.settings.packages))


def zipped(platform: str, course: Course, exercises: Sequence[Exercise], assignment: str | None) -> bytes:
    """Pack the platform's scripts, which grade on what is packed, and what is of these exercises or of none."""
    asked = "" if assignment is None else f" {shlex.quote(f'--assignment={assignment}')}"
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((FILES / platform).iterdir()):
            text = path.read_text(encoding="utf-8").replace("{installed}", installed(course))
            text = text.replace("{asked}", asked)
            archive.writestr(entry(path.name, 0o755), text)
        if (course.root / FILE).is_file():
            archive.writestr(entry(f"course/{FILE}", 0o644), (course.root / FILE).read_bytes())
        for part in ("exercises", "solutions"):
            for path, name in files_of_assignment(course, exercises, part):
                if not LEFT_OUT & set(name.parts):
                    archive.writestr(entry(f"course/{name.as_posix()}", 0o644), path.read_bytes())
    return whole.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    """Describe a file of the zip, always at the same time."""
    made = zipfile.ZipInfo(name, EPOCH)
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
