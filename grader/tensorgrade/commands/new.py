"""`grade new`: write a complete small exercise, to be rewritten into what its author has in mind; or start a course.

In: a slug, a kind and a course. Out: the files of skeleton/kinds/ under the slug's names, and for a course that is not
there yet those of skeleton/course/ with the kit; what was made verifies as it is. A kind is a folder, found by being
there.
"""

from __future__ import annotations

import ast
import json
import keyword
import re
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from packaging.requirements import Requirement
from rich.text import Text

from tensorgrade.commands.file_templates import file_templates, filled
from tensorgrade.commands.installation import (
    FOLDER,
    KIT,
    from_index_option,
    installation_of,
    verified_versions,
)
from tensorgrade.course.catalogue import EXERCISE_FILE, CourseError
from tensorgrade.course.settings import CourseSettings, read_settings
from tensorgrade.exits import Status
from tensorgrade.text import inert
from tensorgrade_reports.terminal import result as terminal

AUDIENCE = "author"
SKELETON = Path(__file__).parent / "skeleton"
KINDS = tuple(sorted(path.name for path in (SKELETON / "kinds").iterdir()))
USUAL_KIND, FIRST_SLUG = "tensor", "example"
SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
LAST = 99


@click.command()
@click.argument("slug", required=False)
@click.option(
    "--kind", type=click.Choice(KINDS), default=USUAL_KIND, show_default=True, help="What the exercise is about."
)
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The course: a folder with exercises/ in it. One that is not there is started.",
)
@from_index_option
def command(slug: str | None, course: Path | None, kind: str, from_index: bool) -> Status:
    """Make a new exercise named SLUG that verifies as it is, to be rewritten (docs/write-an-exercise.md)."""
    return create(slug, course, kind, from_index)


def create(slug: str | None, course: Path | None, kind: str = USUAL_KIND, from_index: bool = False) -> Status:
    """Write the exercise, and the course round it where there is none. Returns the exit status. Raises CourseError."""
    root = (course or Path()).resolve()
    check_root(root, is_named=course is not None)
    is_started = not (root / "exercises").is_dir()
    if slug is None and not is_started:
        raise click.UsageError(f"name the exercise: {root} is a course already")
    slug = FIRST_SLUG if slug is None else slug
    number = next_number(root, slug)
    files = exercise_files(kind, slug, number)
    packages = packages_of(files)
    if is_started:
        around = course_files(root.name, packages, from_index)
        files |= {name: content for name, content in around.items() if not (root / name).exists()}
    write_all({root / name: content for name, content in files.items()})
    out = terminal.console()
    heading = f"the course {course} is started, with exercise 1, {slug}:" if is_started else ""
    out.print(Text(inert(heading or f"exercise {number}, {slug}, is made:")), soft_wrap=True)
    for name in files:
        out.print(Text(f"  {name}"))
    for package in [] if is_started else lacking(root, packages):
        out.print(f"Next: name {package} in the packages of course.toml, for the exercise imports it.")
    out.print("Next: run `grade verify` on it, rewrite stub, reference and checks together, and verify again:")
    place = f"cd {shlex.quote(str(course))} && " if is_started else ""
    out.print(Text(inert(f"  {place}grade verify --exercise {slug}")), soft_wrap=True)
    return Status.done


def check_root(root: Path, *, is_named: bool) -> None:
    """Raise CourseError unless an exercise can be written there: into a course, or one can be started."""
    if not is_named and not (root / "exercises").is_dir():
        raise CourseError("there is no course here (a folder with exercises/ in it); name one with --course DIR")
    if root.exists() and not root.is_dir():
        raise CourseError(f"{root} is a file; name a folder")
    if not root.parent.is_dir():
        raise CourseError(f"there is no folder {root.parent} to start the course {root.name} in")


def next_number(root: Path, slug: str) -> int:
    """Return the number after the course's last. Raises CourseError for a slug that cannot be had."""
    if not SLUG.fullmatch(slug) or keyword.iskeyword(slug):
        raise CourseError(
            f"{slug!r} is no name for an exercise: it takes up to 40 small letters, digits and _, a letter first"
        )
    names = [path.name for place in ("exercises", "solutions") for path in (root / place).glob("ex*.py")]
    numbers = {match[2]: int(match[1]) for name in names if (match := EXERCISE_FILE.fullmatch(name))}
    if slug in numbers:
        raise CourseError(f"there is an exercise {slug!r} already")
    number = max(numbers.values(), default=0) + 1
    if number > LAST:
        raise CourseError(f"{root} has an exercise {LAST}, and numbers have two digits")
    return number


def exercise_files(kind: str, slug: str, number: int) -> dict[str, bytes]:
    """Return the files of a new exercise, by their place in the course."""
    words = {"exNN": f"ex{number:02}", "SLUG": slug, "NUMBER": str(number)}
    templates = file_templates(SKELETON / "kinds" / kind)
    return {filled(name, words): filled(text, words).encode() for name, text in templates.items()}


def packages_of(files: Mapping[str, bytes]) -> list[str]:
    """Name the packages that the reference of an exercise imports, which Python does not bring itself."""
    source = next(text for name, text in files.items() if EXERCISE_FILE.fullmatch(name.removeprefix("solutions/")))
    imported = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    return sorted(imported - sys.stdlib_module_names)


def course_files(title: str, packages: Iterable[str], from_index: bool) -> dict[str, bytes]:
    """Return what a course has beside its exercises, by its place, with the kit that its CI installs."""
    settings = CourseSettings(title, tuple(packages))
    installation = installation_of(settings, from_index)
    words = {
        "{title}": json.dumps(title, ensure_ascii=False),
        "{packages}": json.dumps(settings.packages),
        "{installed}": shlex.join([installation.argument, *settings.packages]),
    }
    texts = file_templates(SKELETON / "course")
    files = {name: filled(text, words).encode() for name, text in texts.items()}
    return files | {f"{FOLDER}/{name}": content for name, content in installation.files.items()}


def lacking(root: Path, packages: Iterable[str]) -> list[str]:
    """Return those packages that neither the course names nor the kit brings."""
    named = {Requirement(package).name for package in read_settings(root).packages}
    return [package for package in packages if package not in named | set(verified_versions([KIT]))]


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none. Raises CourseError."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        what = "is there already" if isinstance(error, FileExistsError) else f"cannot be written: {error.strerror}"
        raise CourseError(f"{error.filename} {what}; nothing was made") from error
