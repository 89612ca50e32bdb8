"""Points by hand as an instructor asks for them: of a student, or of all who make a mistake; by what pages call things.

In: wishes, of the command line or of a CSV, and the rows of the class. Out: what the ledger is given. Nothing is
guessed: a name that fits nothing, or several things, is told, and then nothing is given to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tensorgrade.classroom.csv_table import TableError, column_key, read_table
from tensorgrade.classroom.ledger import ActError, Given
from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import nearest
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade.scoring.standing import BONUS, WHOLE, names_of_checks, places_in

COLUMNS = ("student", "cause", "place", "points", "why")


class WishError(ActError):
    """Nobody can be given what is asked for; the message is one sentence for the user."""


@dataclass(frozen=True)
class Wish:
    """Points for a place: of a student, or of all to whom a cause is told; None takes back what was set by hand."""

    student: str
    cause: str
    place: str
    points: float | None
    why: str = ""


def read_wishes(path: Path, why: str = "") -> list[tuple[int, Wish]]:
    """Read a CSV of wishes, each with its line; `why` is the reason where a row has none. Raises WishError."""
    try:
        table = read_table(path, COLUMNS)
    except TableError as error:
        raise WishError(f"{path} cannot be read: {error}") from error
    if not table.rows:
        raise WishError(f"{path} has no rows below a header with place and points")
    header = [column_key(cell) for cell in table.header]
    for column in ("place", "points"):
        if column not in header:
            raise WishError(f"{path} has no column {column!r}; there are to be student or cause, place, points and why")
    wishes = []
    for line in table.rows:
        cells = dict(zip(header, line.cells, strict=False))
        student, cause, place, points, said = (cells.get(column, "") for column in COLUMNS)
        try:
            wish = Wish(student, cause, place, float(points.replace(",", ".")), said or why)
        except ValueError:
            raise WishError(f"{path}, line {line.line}: {points!r} is no number of points") from None
        wishes.append((line.line, wish))
    return wishes


def given_of_list(path: Path, wishes: Sequence[tuple[int, Wish]], rows: Sequence[Row]) -> list[Given]:
    """Return what all rows of a list come to. Raises WishError with the line, also where two set the same points."""
    lines: dict[tuple[str, str], int] = {}
    given = []
    for line, wish in wishes:
        try:
            for one in given_of(wish, rows):
                before = lines.setdefault((one.result.submission, one.place), line)
                if before != line:
                    raise WishError(f"{one.result.submission} is given points for {one.place} on line {before}, too")
                given.append(one)
        except ActError as error:
            raise WishError(f"{path}, line {line}: {error}") from error
    return given


def given_of(wish: Wish, rows: Sequence[Row]) -> list[Given]:
    """Return whose points a wish sets. Raises ActError where that is nobody, or they cannot be set."""
    if bool(wish.student) is bool(wish.cause):
        raise WishError("give a student or a cause")
    by_name = {row.student: row.result for row in rows}
    if wish.cause:
        results = [by_name[student] for student in students_told(wish, rows)]
    elif wish.student in by_name:
        results = [by_name[wish.student]]
    else:
        raise WishError(f"there is no student {wish.student!r}{nearest(wish.student, by_name)}")
    given = [Given(result, place_named(wish.place, result), wish.points, wish.why) for result in results]
    for one in given:
        one.check()
    return given


def students_told(wish: Wish, rows: Sequence[Row]) -> list[str]:
    """Return to whom a cause is told in a place. Raises WishError where that is nobody."""
    causes: dict[str, list[str]] = {}
    for row in rows:
        if row.result.is_graded:
            for cause in dict.fromkeys(causes_in(row.result, place_named(wish.place, row.result))):
                causes.setdefault(cause, []).append(row.student)
    wanted = spelled(wish.cause)
    students = [student for cause, told in causes.items() if spelled(cause) == wanted for student in told]
    if not students:
        others = nearest(wish.cause, causes) if causes else ", and no other cause"
        raise WishError(f"nobody is told {wish.cause!r} of {wish.place}{others}")
    return sorted(set(students))


def causes_in(result: SubmissionResult, place: str) -> Iterator[str]:
    """Give the causes that are told for checks of a place."""
    names = names_of_checks(result)
    covered = {names[index] for index in places_in(result)[WHOLE if place == BONUS else place]}
    for exercise in result.exercises:
        for lesson in exercise.lessons:
            if any(f"{exercise.name}.{check}" in covered for check in lesson.checks):
                yield cause_told(lesson.diagnosis)


def cause_told(diagnosis: Diagnosis) -> str:
    """Return by what pages tell mistakes of one place apart: the cause, what it could be, or the diagnosis' name."""
    return diagnosis.cause or diagnosis.could_be or diagnosis.name


def place_named(text: str, result: SubmissionResult) -> str:
    """Return the place that a page calls so. Raises WishError for none, or several."""
    if text == BONUS or text in places_in(result):
        return text
    named = places_by_name(result)
    places = named.get(spelled(text), [])
    if len(places) == 1:
        return places[0]
    if places:
        raise WishError(f"{text!r} could be each of {', '.join(places)}: name one of them")
    raise WishError(f"there is no check, function or exercise {text!r}{nearest(text, [*places_in(result), BONUS])}")


def places_by_name(result: SubmissionResult) -> Mapping[str, list[str]]:
    """Return the places by all that pages call them: exercises with blanks, functions alone, checks by their titles."""
    named: dict[str, list[str]] = {spelled("the whole"): [WHOLE], spelled("a bonus on top"): [BONUS]}
    for exercise in result.exercises:
        own = [(exercise.name, exercise.name.replace("_", " "))]
        own += [(f"{exercise.name}.{function.name}", function.name) for function in exercise.functions]
        for check in exercise.checks:
            for head in ("", f"{exercise.name}: ", f"{exercise.name}.{check.function}: "):
                own.append((f"{exercise.name}.{check.name}", f"{head}{check.title}"))
        for place, name in own:
            places = named.setdefault(spelled(name), [])
            if place not in places:
                places.append(place)
    return named


def spelled(text: str) -> str:
    """Return a text as it is compared: pages show no backticks, and who types it is free in blanks and capitals."""
    return " ".join(text.replace("`", "").split()).casefold()
