"""A class as Moodle imports it: a grading worksheet, and feedback as a zip with a worksheet of comments.

The rules are those of moodle, mod/assign/feedback/offline/importgradeslib.php: the columns Identifier, Grade and `Last
modified (grade)` must be there, a student is found by the number in Identifier, and a time older than the one that
Moodle has keeps the grade out. So a worksheet given as class list comes back as it was, with the grades filled in.

A zip of feedback is read by mod/assign/feedback/file/importziplib.php: of each file's path it takes apart the first
part that is `name_number_type_plugin`, at the first four underscores; the number is that of the participant, the type
and the plugin `assignfeedback` and `file`, and what comes after them the file's name for the student. Names that begin
with a dot or a tilde are passed over. Comments stand in the worksheet's column `Feedback comments`, as HTML
(feedback/comments/locallib.php); an empty cell there would wipe out a comment, so only who has one is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tensorgrade.classroom.roster import Listed
from tensorgrade_reports.final_words import comments_in_html
from tensorgrade_reports.packing import zipped
from tensorgrade_reports.platforms import (
    Addressee,
    ClassFile,
    Feedback,
    FeedbackFile,
    GradedClass,
    Platform,
    Student,
    Unreachable,
)
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

IDENTIFIER, GRADE, MAXIMUM, MODIFIED = "Identifier", "Grade", "Maximum grade", "Last modified (grade)"
COLUMNS = (IDENTIFIER, "Full name", "Email address", GRADE, MAXIMUM, MODIFIED)
NEVER = "-"
COMMENTS = "Feedback comments"
ZIP, WORKSHEET = "feedback.zip", "comments.csv"


def worksheet(graded: GradedClass) -> bytes:
    """Write a grading worksheet."""
    is_filled_in = graded.has_columns(IDENTIFIER, GRADE, MODIFIED)
    header = graded.header if is_filled_in else COLUMNS
    grades: dict[Listed, str] = {}
    others: list[list[str]] = []
    for student in graded.students:
        if is_filled_in and student.listed:
            grades[student.listed] = earned(student.sheet)
        else:
            others.append(row_of(student, header))
    listed = graded.listed if is_filled_in else ()
    return written([list(map(safe, header)), *(with_grade(line, grades.get(line, "")) for line in listed), *others])


def with_grade(listed: Listed, grade: str) -> list[str]:
    """Write a row of the worksheet again; without a grade of ours it stays as it is."""
    return [
        grade if grade and name.strip().casefold() == GRADE.casefold() else safe(text)
        for name, text in listed.columns.items()
    ]


def row_of(student: Student, header: Sequence[str]) -> list[str]:
    """Write a student whom no worksheet has."""
    cells = {
        IDENTIFIER: identifier(student),
        "Full name": student.name,
        "Email address": student.identity.email,
        GRADE: earned(student.sheet),
        MAXIMUM: amount(student.sheet.possible),
        MODIFIED: NEVER,
    }
    by_name = {name.casefold(): safe(text) for name, text in cells.items()}
    return [by_name.get(name.strip().casefold(), "") for name in header]


def identifier(student: Student) -> str:
    """Return the number that Moodle has given a student in this assignment, as it writes it."""
    who = student.identity
    return f"Participant {who.number}" if who.platform == "moodle" and who.number else ""


def problems(graded: GradedClass) -> Iterator[str]:
    """Say whom Moodle passes over, and where it counts another number of points."""
    possible, nameless, maxima = 0, [], set()
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if not identifier(student):
            nameless.append(student.row.student)
        if maximum := student.cell(MAXIMUM):
            maxima.add(maximum)
    if nameless:
        yield f"Moodle passes over them, for they have no Identifier: {', '.join(nameless)}"
    for maximum in sorted(maxima):
        if float_of(maximum) != float(amount(possible)):
            yield f"Moodle counts this work out of {maximum}, and the gradebook out of {amount(possible)}"


def float_of(text: str) -> float | None:
    """Read a number as a worksheet has it."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def feedback_name(addressee: Addressee) -> str:
    """Name a student's file as the importer takes it apart. Raises Unreachable for who has no number."""
    if not identifier(addressee.student):
        raise Unreachable("Moodle's number (Identifier) is not known: --roster takes the grading worksheet")
    name = re.sub(r"[\s_/\\<>:|?*\"]+", " ", addressee.student.name)[:100].strip(" .~") or "student"
    return f"{name}_{addressee.student.identity.number}_assignfeedback_file_feedback.html"


def with_comments(files: Iterable[FeedbackFile]) -> Iterator[tuple[str, bytes]]:
    """Give the zip, and a worksheet of those who have comments."""
    header = (*COLUMNS, COMMENTS)
    commented: list[Addressee] = []

    def pages() -> Iterator[tuple[str, bytes]]:
        for file in files:
            yield file.name, file.content
            if file.addressee.grade.comments:
                commented.append(file.addressee)

    yield ZIP, zipped(pages())
    if commented:
        yield WORKSHEET, written([header, *(commented_row(addressee, header) for addressee in commented)])


def commented_row(addressee: Addressee, header: Sequence[str]) -> list[str]:
    """Write a student with grade and comments, as of when Moodle's own worksheet says that it was changed last."""
    student = addressee.student
    cells = dict(zip(header, row_of(student, header), strict=True))
    cells |= {MODIFIED: student.cell(MODIFIED) or NEVER, COMMENTS: safe(comments_in_html(addressee.grade))}
    return list(cells.values())


PLATFORM = Platform(
    "moodle",
    export=ClassFile(worksheet, problems),
    feedback=Feedback(feedback_name, gather=with_comments),
)
