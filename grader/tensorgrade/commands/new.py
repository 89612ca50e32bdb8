"""`grade new`: write a complete small exercise into a course, to be rewritten into what its author has in mind.

In: a slug and a course. Out: the files of skeleton/ under the slug's names; what was made verifies as it is.
"""

from __future__ import annotations

import keyword
import re
from pathlib import Path

import click
from rich.text import Text

from tensorgrade.commands.options import course_option
from tensorgrade.course.catalogue import EXERCISE_FILE, CourseError
from tensorgrade.exits import Status
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "author"
SKELETON = Path(__file__).parent / "skeleton"
SUFFIX = ".txt"
SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
LAST = 99


@click.command()
@click.argument("slug")
@course_option
def command(slug: str, course: Path | None) -> Status:
    """Make a new exercise named SLUG that verifies as it is, to be rewritten (docs/write-an-exercise.md)."""
    return create(slug, course)


def create(slug: str, course: Path | None) -> Status:
    """Write the exercise and print what was made. Returns the exit status. Raises CourseError."""
    root = (course or Path()).resolve()
    if not root.is_dir():
        raise CourseError(f"there is no folder {root}")
    if course is None and not (root / "exercises").is_dir():
        raise CourseError("there is no course here (a folder with exercises/ in it); name one with --course DIR")
    number = next_number(root, slug)
    files = files_of(slug, number)
    write_all({root / name: text for name, text in files.items()})
    out = terminal.console()
    out.print(f"exercise {number}, {slug}, is made:")
    for name in files:
        out.print(Text(f"  {name}"))
    out.print("Next: run `grade verify` on it, rewrite stub, reference and checks together, and verify again:")
    out.print(f"  grade verify --exercise {slug}")
    return Status.done


def next_number(root: Path, slug: str) -> int:
    """Return the number after the course's last. Raises CourseError for a slug that cannot be had."""
    if not SLUG.fullmatch(slug) or keyword.iskeyword(slug):
        raise CourseError(
            f"{slug!r} is no name for an exercise: it takes up to 40 small letters, digits and _, a letter first"
        )
    names = [path.name for place in ("exercises", "solutions") for path in (root / place).glob("ex*.py")]
    known = {match[2]: int(match[1]) for name in names if (match := EXERCISE_FILE.fullmatch(name))}
    if slug in known:
        raise CourseError(f"there is an exercise {slug!r} already")
    number = max(known.values(), default=0) + 1
    if number > LAST:
        raise CourseError(f"{root} has an exercise {LAST}, and numbers have two digits")
    return number


def files_of(slug: str, number: int) -> dict[str, str]:
    """Return the files of a new exercise, by their place in the course."""

    def named(text: str) -> str:
        return text.replace("exNN", f"ex{number:02}").replace("SLUG", slug).replace("NUMBER", str(number))

    paths = sorted(path for path in SKELETON.rglob(f"*{SUFFIX}"))
    return {
        named(path.relative_to(SKELETON).as_posix()).removesuffix(SUFFIX): named(path.read_text(encoding="utf-8"))
        for path in paths
    }


def write_all(files: dict[Path, str]) -> None:
    """Write new files, all of them or none. Raises CourseError."""
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        what = "is there already" if isinstance(error, FileExistsError) else f"cannot be written: {error.strerror}"
        raise CourseError(f"{error.filename} {what}; nothing was made") from error
