"""What a course holds: its exercises by file name, their functions by signature and docstring.

Nothing is registered anywhere.

A course is a folder with `exercises/` (stubs, checks, hints, data) and, for its author, `solutions/` (references,
hidden checks); `course.toml` beside them says what holds for all (course.settings). Reading it runs no code and imports
no torch.
"""

from __future__ import annotations

import ast
import difflib
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tensorgrade.course.settings import FILE, Assignment, CourseSettings, lacking_packages, read_settings
from tensorgrade.exits import InputError
from tensorgrade.protocol.messages import RELEASED_STUBS
from tensorgrade.python_source import Parameter, definitions_of, parameters_of, signatures_of

EXERCISE_POINTS = 10
EXERCISE_FILE = re.compile(r"ex(\d\d)_([a-z][a-z0-9_]*)\.py")


RELEASED_ASSIGNMENT = "answer_key/assignment.txt"


class CourseError(InputError):
    """The course, or the name of one of its exercises, cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class Function:
    """A function or class that a student fills in."""

    name: str
    parameters: tuple[Parameter, ...]
    docstring: str
    line: int


@dataclass(frozen=True)
class Exercise:
    """One exercise: `slug` is its name on the command line, `number` its place in the order.

    weight: how many times the usual points it is worth.
    """

    slug: str
    number: int
    stub: Path
    reference: Path | None
    functions: tuple[Function, ...]
    weight: float = 1.0

    @property
    def file(self) -> str:
        """The name of the file that a student fills in."""
        return self.stub.name

    @property
    def handed_out(self) -> Path:
        """The stub as a course has it or a release has left it; at home `stub` is what the student makes of it."""
        released = self.stub.parents[1] / RELEASED_STUBS / self.stub.name
        return released if released.is_file() else self.stub

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called on the command line."""
        return self.slug, str(self.number), f"{self.number:02}", f"ex{self.number}", self.file, self.stub.stem


@dataclass(frozen=True)
class Course:
    """A folder of exercises, in order, and what its course.toml says."""

    root: Path
    exercises: tuple[Exercise, ...]
    settings: CourseSettings = field(default_factory=CourseSettings)

    def chosen(self, slugs: Sequence[str]) -> tuple[Exercise, ...]:
        """Return the exercises that are asked for by name, all of them for no name.

        Raises CourseError for an unknown one.
        """
        meant = {self.named(slug).slug for slug in slugs}
        return tuple(exercise for exercise in self.exercises if not slugs or exercise.slug in meant)

    def named(self, name: str) -> Exercise:
        """Return the exercise that a name means: its slug, number (`3`, `ex03`) or file, or how one of these begins.

        A file may be named by its path. Raises CourseError for a name that means none, or several.
        """
        asked = name.lower().replace("\\", "/").rpartition("/")[2]
        exact = [exercise for exercise in self.exercises if asked in exercise.names]
        begun = [one for one in self.exercises if asked and any(each.startswith(asked) for each in one.names)]
        meant = exact or begun
        if len(meant) > 1:
            slugs = [exercise.slug for exercise in meant]
            raise CourseError(f"{name!r} could be {', '.join(slugs[:-1])} or {slugs[-1]}; write more of the name")
        if not meant:
            known = [exercise.slug for exercise in self.exercises]
            owner = self.owner_of(name)
            told = f"; it is a function of {owner.slug}, so write {owner.slug}" if owner else nearest(name, known)
            raise CourseError(f"there is no exercise {name!r}{told}")
        return meant[0]

    def owner_of(self, name: str) -> Exercise | None:
        """Return the exercise that has a function, which is named as SLUG.FUNCTION or alone; None where none has it."""
        slug, _, function = name.rpartition(".")
        having = [each for each in self.exercises if function in (own.name for own in each.functions)]
        return next((each for each in having if slug in ("", *each.names)), None)

    def assignment(self, name: str) -> Assignment:
        """Return an assignment of course.toml by its name. Raises CourseError for an unknown one."""
        names = [assignment.name for assignment in self.settings.assignments]
        if name in names:
            return self.settings.assignments[names.index(name)]
        if not names:
            raise CourseError(f"there is no assignment {name!r}, for {self.root / FILE} names none")
        raise CourseError(f"there is no assignment {name!r} in {self.root / FILE}{nearest(name, names)}")

    def weighed(self, assignment: Assignment) -> Course:
        """Return the course with its exercises worth what they are in an assignment."""
        weights = assignment.weights
        exercises = (replace(each, weight=weights.get(each.slug, 1.0)) for each in self.exercises)
        return replace(self, exercises=tuple(exercises))

    def asked(self, slugs: Sequence[str], name: str | None) -> tuple[Course, tuple[str, ...]]:
        """Return the course and the slugs of what counts: an assignment's exercises, or those that are named.

        Raises CourseError for what is not there, and where both are asked for.
        """
        if name is None:
            return self, tuple(slugs)
        if slugs:
            raise CourseError("an assignment says which exercises count: give --assignment or --exercise")
        assignment = self.assignment(name)
        known = [exercise.slug for exercise in self.exercises]
        for slug in assignment.exercises:
            if slug not in known:
                raise CourseError(
                    f"{self.root / FILE} cannot be used: the assignment {name!r} has the exercise {slug!r}, "
                    f"which is not there{nearest(slug, known)}"
                )
        return self.weighed(assignment), assignment.exercises


def nearest(name: str, known: Iterable[str], else_told: str = "") -> str:
    """Name the most alike of `known`, as the end of a sentence; else list them, or tell where they are listed."""
    names = list(known)
    alike = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if alike:
        return f"; did you mean {alike[0]!r}?"
    return f"; {else_told}" if else_told else f"; there are {', '.join(names)}"


def read_course(root: Path) -> Course:
    """Read the course at `root`; a release of an assignment is weighed as that. Raises CourseError, SettingsError."""
    folder = root / "exercises"
    if not folder.is_dir():
        raise CourseError(f"{root} is no course: it has no folder exercises/")
    exercises = [read_exercise(root, path) for path in stubs_of(root)]
    if not exercises:
        raise CourseError(f"{folder} holds no exercise (a file named exNN_slug.py)")
    course = Course(root, tuple(exercises), read_settings(root))
    released = root / RELEASED_ASSIGNMENT
    return course.weighed(course.assignment(released.read_text(encoding="utf-8"))) if released.is_file() else course


def is_gone(course: Course, exercise: Exercise) -> bool:
    """Say whether the exercise of a release has no file under exercises/ any more."""
    return exercise.stub.parent == course.root / RELEASED_STUBS


def stubs_of(root: Path) -> list[Path]:
    """List the stubs of a course; in a release its own, those as well that are no longer under exercises/."""
    there = {path.name: path for path in (root / "exercises").iterdir()}
    released = root / RELEASED_STUBS
    own = {path.name: path for path in released.iterdir()} if released.is_dir() else there
    return [there.get(name, path) for name, path in sorted(own.items()) if EXERCISE_FILE.fullmatch(name)]


def read_exercise(root: Path, stub: Path) -> Exercise:
    """Read one stub, as it was handed out. Raises CourseError when Python cannot read it."""
    match = EXERCISE_FILE.fullmatch(stub.name)
    assert match is not None
    reference = root / "solutions" / stub.name
    exercise = Exercise(match[2], int(match[1]), stub, reference if reference.is_file() else None, ())
    try:
        tree = ast.parse(exercise.handed_out.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError, OSError) as error:
        raise CourseError(f"the stub {exercise.handed_out} cannot be read: {error}") from error
    functions = tuple(
        Function(node.name, parameters_of(node), ast.get_docstring(node) or "", node.lineno)
        for node in definitions_of(tree)
    )
    return replace(exercise, functions=functions)


def functions_named(exercise: Exercise, source: bytes) -> tuple[Function, ...]:
    """Return the functions of the exercise that a source defines. Raises SyntaxError."""
    defined = signatures_of(ast.parse(source))
    return tuple(function for function in exercise.functions if function.name in defined)


def find_course(start: Path) -> Path:
    """Find the course that `start` lies in, else the one that the kit itself ships with. Raises CourseError."""
    here = start.resolve()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[3]):
        if is_course(folder):
            return folder
    raise CourseError(f"no course was found at {start} or above; name one with --course DIR")


def is_course(folder: Path) -> bool:
    """Say whether a folder is a course."""
    return (folder / "exercises" / "checks").is_dir()


def check_solutions(course: Course) -> None:
    """Raise CourseError unless the course has its solutions, which a students' repository does not."""
    if not (course.root / "solutions").is_dir():
        raise CourseError("this needs the solutions of the course; your instructor has them, and can run it for you")


def check_packages(course: Course) -> None:
    """Raise CourseError unless the packages are installed that the course offers to students."""
    if lacking := lacking_packages(course.settings):
        raise CourseError(
            f"the course offers {', '.join(lacking)}, which is not installed here: {sys.executable} -m pip install "
            + " ".join(f"'{package}'" for package in lacking)
        )
