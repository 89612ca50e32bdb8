"""What a class has and what it lacks, concept by concept: dtype, shape, device, graph, step order and others.

In: the rows of a class, and for each concept the functions that can be written wrong in it, as known mistakes say and
as the class has shown. Out: of each concept who lacks it (who has a lesson of it) among those who tried such a
function. A snapshot of that is kept in the gradebook, so that the next batch can say what has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import msgspec

from tensorgrade.answers.known_answers import mistakes_folder, read_text
from tensorgrade.answers.mistake_files import parsed_mistakes
from tensorgrade.classroom.condensed import condensed
from tensorgrade.classroom.database import word_written
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import Course
from tensorgrade.decoding import read_json
from tensorgrade.judgement.diagnosis import entry
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import SubmissionResult

UNTOLD = "not-attempted"  # says nothing of what somebody lacks
CONCEPTS, SNAPSHOTS = "concepts", "snapshots"  # what is kept, among what the gradebook says of itself
Functions = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class ConceptStanding:
    """How a class stands in one concept: who lacks it, of how many who tried a function that can be wrong in it."""

    concept: str
    lacking: tuple[str, ...]
    tried: int

    @property
    def share(self) -> float:
        """What part of those who tried lack it."""
        return len(self.lacking) / self.tried if self.tried else 0.0


class Snapshot(msgspec.Struct, frozen=True):
    """How a class stood: how many students, their mean share of the points, what part of them lacked each concept."""

    students: int
    points: float
    lacking: dict[str, float]


class Snapshots(msgspec.Struct, frozen=True):
    """The last snapshot, of which results it is (the number of the newest), and the one before other results came."""

    newest: int
    now: Snapshot
    before: Snapshot | None = None


def concept_of(diagnosis: str) -> str:
    """Return the concept of a diagnosis; empty for none."""
    return entry(diagnosis).concept if diagnosis in LADDER and diagnosis != UNTOLD else ""


def standings(rows: Sequence[Row], known: Mapping[str, Sequence[str]]) -> list[ConceptStanding]:
    """Return how a class stands in each concept, what most lack first; `known` are functions by concept."""
    lacking: dict[str, dict[str, None]] = {}
    functions = {concept: set(names) for concept, names in known.items()}
    for row in rows:
        for concept, function in concepts_lacked(row.result):
            lacking.setdefault(concept, {})[row.student] = None
            functions.setdefault(concept, set()).add(function)
    tried = [(row.student, functions_tried(row.result)) for row in rows]
    found = [
        ConceptStanding(
            concept,
            tuple(lacking.get(concept, ())),
            sum(student in lacking.get(concept, ()) or not names.isdisjoint(own) for student, own in tried),
        )
        for concept, names in functions.items()
    ]
    return sorted((one for one in found if one.tried), key=lambda one: (-one.share, -one.tried, one.concept))


def concepts_lacked(result: SubmissionResult) -> Iterator[tuple[str, str]]:
    """Give the concepts of a student's lessons, each with the function, in full."""
    for exercise in result.exercises:
        for lesson in exercise.lessons:
            if concept := concept_of(lesson.diagnosis.name):
                yield concept, f"{exercise.name}.{lesson.function}"


def functions_tried(result: SubmissionResult) -> set[str]:
    """Return the functions that a student has written, in full."""
    return {
        f"{exercise.name}.{check.function}"
        for exercise in result.exercises
        for check in exercise.checks
        if check.outcome not in ("not_attempted", "ungraded")
    }


def keep_concepts(book: Gradebook, course: Course) -> None:
    """Keep in which functions each concept can go wrong, as the known mistakes of a course say."""
    functions: dict[str, dict[str, None]] = {}
    for exercise in course.chosen(book.about.exercises):
        for function in exercise.functions:
            path = mistakes_folder(course, exercise) / f"{function.name}.py"
            if path.is_file():
                for mistake in parsed_mistakes(str(path), read_text(path)).mistakes:
                    functions.setdefault(concept_of(mistake.diagnosis), {})[f"{exercise.slug}.{function.name}"] = None
    put(book, CONCEPTS, {concept: list(names) for concept, names in functions.items() if concept})


def kept_concepts(book: Gradebook) -> Functions:
    """Return in which functions each concept can go wrong; nothing where the course was not there."""
    return read_json(book.database.word(CONCEPTS) or "{}", Functions)


def snapshot_of(rows: Sequence[Row], known: Mapping[str, Sequence[str]]) -> Snapshot:
    """Sum up how a class stands."""
    shares = [row.standing.computed / row.standing.possible for row in rows if row.standing.possible]
    lacking = {one.concept: one.share for one in standings(rows, known)}
    return Snapshot(len(rows), fmean(shares or [0.0]), lacking)


def snapshot_before(book: Gradebook) -> Snapshot | None:
    """Return how the class stood before the results came that there are now."""
    snapshots = kept_snapshots(book)
    if snapshots is None:
        return None
    return snapshots.before if snapshots.newest == newest_result(book) else snapshots.now


def keep_snapshot(book: Gradebook) -> None:
    """Keep how the class stands, where it has other results than when that was kept last."""
    newest, snapshots = newest_result(book), kept_snapshots(book)
    if snapshots is None or snapshots.newest != newest:
        now = snapshot_of(condensed(book.rows()), kept_concepts(book))
        put(book, SNAPSHOTS, Snapshots(newest, now, snapshots.now if snapshots else None))


def kept_snapshots(book: Gradebook) -> Snapshots | None:
    """Return the snapshots; None before the first."""
    text = book.database.word(SNAPSHOTS)
    return read_json(text, Snapshots) if text else None


def newest_result(book: Gradebook) -> int:
    """Return the number of the newest result, in the history of all."""
    row = book.database.one("SELECT max(id) FROM history")
    return int(str(row[0])) if row and row[0] is not None else 0


def put(book: Gradebook, name: str, value: object) -> None:
    """Write what the gradebook says of itself under a name."""
    book.database.write(word_written(name, msgspec.json.encode(value).decode()))
