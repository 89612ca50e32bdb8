"""Where a student stands: what came of each exercise when it was graded last, kept in `.grade/`.

In: results, and the files as they are now. Out: how each function stands, also of a file that was changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.commands.home import kept
from tensorgrade.commands.locations import locations_in
from tensorgrade.course.catalogue import Course, Exercise, find_course, read_course
from tensorgrade.decoding import read_json
from tensorgrade.files import WritingError, write_whole
from tensorgrade.python_source import definitions_of, parsed
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.submission.read import Submission, read_submission
from tensorgrade.submission.untouched import is_untouched, stub_of
from tensorgrade_reports.overview import NONE_RUNS, FunctionStanding, Location, function_lines, in_turn, of_file

FILE = "progress.json"

Standing = Literal[FunctionStanding, "changed"]


class LastResult(msgspec.Struct, frozen=True):
    """What came of one exercise: of which content, how many points, and how each function stood.

    fault: where its file fails, though no check needs that line. broken: what is wrong with the whole file.
    """

    content: str
    points: float
    possible: float
    functions: dict[str, FunctionStanding]
    fault: str = ""
    broken: str = ""


@dataclass(frozen=True)
class ExerciseStanding:
    """How one exercise stands now. `graded`: what came of it last, if it was graded; `functions` in their order.

    is_stale: whether its file was changed since it was graded, so that no points are known.
    """

    exercise: Exercise
    functions: Mapping[str, Standing]
    graded: LastResult | None = None
    is_stale: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether its file is broken as a whole, as it is now."""
        return bool(self.graded and self.graded.broken) and not self.is_stale

    @property
    def passed(self) -> int:
        """How many functions pass."""
        return sum(standing == "passed" for standing in self.functions.values())


@dataclass(frozen=True)
class OpenFunction:
    """A function that does not pass, as far as is known; `key` is its full name."""

    exercise: Exercise
    name: str
    standing: Standing

    @property
    def key(self) -> str:
        """The full name."""
        return f"{self.exercise.slug}.{self.name}"


def next_open(exercises: Sequence[ExerciseStanding]) -> OpenFunction | None:
    """Return the function to turn to, as `grade` says it, too.

    What failed and was changed since comes where it stood: it has to be graded.
    """
    functions = [
        OpenFunction(one.exercise, name, standing) for one in exercises for name, standing in one.functions.items()
    ]
    failed = {
        f"{one.exercise.slug}.{name}"
        for one in exercises
        for name, standing in (one.graded.functions if one.graded else {}).items()
        if standing == "failed"
    }
    standings: dict[str, str] = {
        each.key: "failed" if each.standing == "changed" and each.key in failed else each.standing for each in functions
    }
    broken = [one.exercise.slug for one in exercises if one.is_broken]
    turn = in_turn(standings, broken)
    return next((each for each in functions if turn and each.key == turn[0]), None)


def keep(course: Course, path: Path, submission: Submission, result: SubmissionResult) -> None:
    """Keep what came of a student's own exercises; nothing of what lies elsewhere, or was graded on other inputs.

    Where nothing can be written nothing is kept.
    """
    own, place = (course.root, course.root / "exercises"), path.resolve()
    if (place.parent if place.is_file() else place) not in own or result.seed != PUBLISHED_SEED or not result.is_final:
        return
    by_slug = {exercise.slug: exercise for exercise in course.exercises}
    results = dict(last_results())
    for exercise in result.exercises:
        functions = {line.result.name: line.standing for line in function_lines(exercise)}
        fault = exercise.at_import[0].where if exercise.at_import else ""
        content = hash_of(submission, by_slug[exercise.name])
        whole = of_file(exercise)
        broken = (whole.diagnosis.where or NONE_RUNS) if whole else ""
        results[exercise.name] = LastResult(content, exercise.points, exercise.possible, functions, fault, broken)
    with suppress(OSError, WritingError):
        kept(FILE).parent.mkdir(exist_ok=True)
        write_whole(kept(FILE), msgspec.json.encode(results))


def last_results() -> Mapping[str, LastResult]:
    """Return what is kept, by exercise; nothing where there is none that can be read."""
    try:
        return read_json(kept(FILE).read_bytes(), dict[str, LastResult])
    except (OSError, msgspec.MsgspecError):
        return {}


def kept_standings(path: Path, course: Path | None) -> tuple[Sequence[ExerciseStanding], Mapping[str, Location]]:
    """Read the work at a path; say how each exercise of its course stands, and where its functions are."""
    chosen = read_course(course.resolve() if course else find_course(path))
    submission, results = read_submission(path, chosen), last_results()
    stand = [kept_standing(exercise, submission, results.get(exercise.slug)) for exercise in chosen.exercises]
    return stand, locations_in(submission)


def kept_standing(exercise: Exercise, submission: Submission, graded: LastResult | None) -> ExerciseStanding:
    """Say how one exercise stands: as it was graded, or, where its file was changed since, by what is written."""
    if graded is not None and graded.content == hash_of(submission, exercise):
        before = graded.functions
        return ExerciseStanding(exercise, {name: before.get(name, "changed") for name in names_of(exercise)}, graded)
    stub, tree = stub_of(exercise), parsed(submission.files.get(exercise.file, b""))
    nodes = {node.name: node for node in definitions_of(tree)} if tree else {}
    written = {name for name, node in nodes.items() if name in stub and not is_untouched(node, stub[name])}
    functions: dict[str, Standing] = {
        name: "changed" if tree is None or name in written else "not_attempted" for name in names_of(exercise)
    }
    return ExerciseStanding(exercise, functions, graded, is_stale=graded is not None)


def names_of(exercise: Exercise) -> list[str]:
    """Name the functions of an exercise, in their order."""
    return [function.name for function in exercise.functions]


def hash_of(submission: Submission, exercise: Exercise) -> str:
    """Return what the file of an exercise is known again by."""
    content = submission.files.get(exercise.file, b"")
    problem = submission.problems.get(exercise.file, "")
    return hashlib.sha256(content + problem.encode()).hexdigest()
