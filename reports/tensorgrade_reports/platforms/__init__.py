"""Where results go: one platform a file, found by being here.

A module here has a PLATFORM that says its name, how it reads a gradebook (`grade export`), how it takes what students
get back (`grade feedback`), and how `grade ci` finds and serves it; each only where the platform has such a thing.
Totals agree in all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn
from tensorgrade.classroom.roster import Listed
from tensorgrade.classroom.row import Row
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.overview import Location
from tensorgrade_reports.sheet import FinalGrade, Sheet, final_grade, sheet_of, sheet_of_row


@dataclass(frozen=True)
class Student:
    """A row of the gradebook, who that is, and the student's row in the platform's own class list, if it has one."""

    row: Row
    identity: Identity = field(default_factory=Identity)
    listed: Listed | None = None
    due: datetime | None = None

    @cached_property
    def sheet(self) -> Sheet:
        """What platforms are told of the row."""
        return sheet_of_row(self.row)

    @property
    def name(self) -> str:
        """What to call the student where a platform has a column for the name."""
        return self.identity.name or self.row.student

    def cell(self, column: str) -> str:
        """Return a cell of the student's row in the class list, whatever the case of the column's letters."""
        columns = self.listed.columns if self.listed else {}
        named = (text for name, text in columns.items() if name.strip().casefold() == column.casefold())
        return next(named, "")


@dataclass(frozen=True)
class GradedClass:
    """A class, for an export of one file. `students` can be read once; `absent` handed in nothing.

    listed: the rows of the platform's own class list, in its order. possible: what it says its columns are worth.
    concepts: in which functions each concept can go wrong.
    """

    students: Iterable[Student]
    assignment: str
    exercises: Sequence[str] = ()
    absent: Sequence[Student] = ()
    listed: Sequence[Listed] = ()
    possible: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def header(self) -> Sequence[str]:
        """The columns of the class list."""
        return tuple(self.listed[0].columns) if self.listed else ()

    def has_columns(self, *names: str) -> bool:
        """Say whether the class list has all of these columns."""
        return set(map(str.casefold, names)) <= {name.strip().casefold() for name in self.header}

    def column_of_assignment(self, more: str) -> str:
        """Return the column of the class list that is the assignment's, with `more` after its name.

        Empty for none, and where several could be it.
        """
        columns = self.columns_of_assignment(more)
        return columns[0] if len(columns) == 1 else ""

    def columns_of_assignment(self, more: str) -> list[str]:
        """Return the columns of the class list that could be the assignment's."""
        if self.assignment in self.header:
            return [self.assignment]
        return [name for name in self.header if name.startswith(f"{self.assignment}{more}")]

    def rivals_told(self, more: str) -> Iterator[str]:
        """Say that several columns could be the assignment's."""
        columns = self.columns_of_assignment(more)
        if len(columns) > 1:
            yield f"{self.assignment!r} could be each of {', '.join(columns)}: --assignment takes the whole head of one"


@dataclass(frozen=True)
class StudentFiles:
    """An export of one file a student."""

    write: Callable[[Student], bytes]
    suffix: str = "json"


@dataclass(frozen=True)
class ClassFile:
    """An export of one CSV file a class. `problems` says what the platform's importer would not take as it is meant."""

    write: Callable[[GradedClass], bytes]
    problems: Callable[[GradedClass], Iterable[str]] = lambda graded: ()


class Unreachable(Exception):
    """A platform has no way to a student; the message says why, in a fragment."""


@dataclass(frozen=True)
class Addressee:
    """A student who is to get feedback on an assignment.

    hand_in: what the platform handed out of the student, with its names, if it still lies there.
    """

    student: Student
    assignment: str = ""
    hand_in: HandIn | None = None

    @property
    def page(self) -> str:
        """The name of the student's files."""
        return self.student.row.page

    @cached_property
    def grade(self) -> FinalGrade:
        """The final points, and what was said by hand."""
        return final_grade(self.student.row)


@dataclass(frozen=True)
class FeedbackFile:
    """What one student gets, as a file."""

    addressee: Addressee
    name: str
    content: bytes


def each_alone(files: Iterable[FeedbackFile]) -> Iterator[tuple[str, bytes]]:
    """Give the files of all students as they are, each by its name."""
    return ((file.name, file.content) for file in files)


@dataclass(frozen=True)
class Feedback:
    """How a platform takes what students get back; nothing is sent.

    name: what a student's file is called, so that the platform finds the student; raises Unreachable. content: what it
    holds, of the student and the student's page; the page, where nothing is said. gather: the files to write, by
    name, made of those of all students, of whom there is one at least.
    """

    name: Callable[[Addressee], str]
    content: Callable[[Addressee, bytes], bytes] = lambda addressee, page: page
    gather: Callable[[Iterable[FeedbackFile]], Iterable[tuple[str, bytes]]] = each_alone


@dataclass(frozen=True)
class Findings:
    """What a CI job tells: a result, where functions (`slug.function`) and files (`slug`) are, the environment."""

    result: SubmissionResult
    locations: Mapping[str, Location] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sheet(self) -> Sheet:
        """What platforms are told of the result."""
        return sheet_of(self.result)


@dataclass(frozen=True)
class Telling:
    """What a platform is told: files, lines of the log, and text to add to files that variables of the job name."""

    files: Mapping[Path, bytes] = field(default_factory=dict)
    log: Sequence[str] = ()
    added: Mapping[str, str] = field(default_factory=dict)


class Sign(IntEnum):
    """By what a platform is known, the surest sign first: it is asked for first."""

    folder = 0
    """A folder that no other machine has."""
    guest = 1
    """Variables that it sets on another platform's machines."""
    variable = 2
    """Variables that it sets on its own machines."""


class CiService(ABC):
    """How `grade ci` finds a platform, and what it tells it."""

    sign = Sign.variable
    ends_with_zero = False  # whether it takes any other status for a failure of the grader
    keeps_reports = True  # whether the HTML report and the JUnit document are left in the working folder

    @abstractmethod
    def is_here(self, environment: Mapping[str, str]) -> bool:
        """Say whether this runs there."""

    @abstractmethod
    def telling(self, findings: Findings) -> Telling:
        """Say what the platform is told of a result."""

    def telling_unreadable(self, why: str) -> Telling | None:
        """Say what it is told of a submission that cannot be read; None where the job fails for it."""
        return None


class GraderContainer(CiService):
    """A platform that starts the grader in a container and reads results/results.json in a folder of its own."""

    sign = Sign.folder
    ends_with_zero = True
    keeps_reports = False

    def __init__(self, root: Path, write: Callable[[Sheet], bytes]) -> None:
        self.root = root
        self.write = write

    def is_here(self, environment: Mapping[str, str]) -> bool:
        """Say whether the folder is there."""
        return self.root.is_dir()

    def telling(self, findings: Findings) -> Telling:
        """Say what the platform is told of a result."""
        return self.results(self.write(findings.sheet))

    def results(self, content: bytes) -> Telling:
        """Tell by the file that it reads."""
        return Telling({self.root / "results" / "results.json": content})


@dataclass(frozen=True)
class Platform:
    """A platform, by the name that options take, and what it can do.

    grader: what `grade export` is asked for to write a zip that the platform makes its grader from; the scripts lie in
    tensorgrade/commands/autograders, in a folder of the platform's name.
    """

    name: str
    export: StudentFiles | ClassFile | None = None
    feedback: Feedback | None = None
    ci: CiService | None = None
    grader: str = ""


@cache
def platforms() -> Mapping[str, Platform]:
    """Return the platforms that lie here, by name."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    made = [module.PLATFORM for module in modules]
    return {platform.name: platform for platform in made}


def exports() -> dict[str, StudentFiles | ClassFile]:
    """Return the exports by name, those of one file a student first."""
    named = {name: platform.export for name, platform in platforms().items() if platform.export is not None}
    return dict(sorted(named.items(), key=lambda item: (isinstance(item[1], ClassFile), item[0])))


def feedbacks() -> dict[str, Feedback]:
    """Return the ways in which feedback goes back, by name."""
    named = {name: platform.feedback for name, platform in platforms().items() if platform.feedback is not None}
    return dict(sorted(named.items()))


def ci_services() -> dict[str, CiService]:
    """Return what `grade ci` can serve by name, in the order in which signs of it are looked for."""
    named = {name: platform.ci for name, platform in platforms().items() if platform.ci is not None}
    return dict(sorted(named.items(), key=lambda item: (item[1].sign, item[0])))


def graders() -> dict[str, str]:
    """Return the platforms that make a grader of a zip, by what `grade export` is asked for."""
    return {platform.grader: platform.name for platform in platforms().values() if platform.grader}
