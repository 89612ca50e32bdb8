"""A class as Moodle imports it: a grading worksheet, and feedback as a zip with a worksheet of comments.

The rules are those of moodle, mod/assign/feedback/offline/importgradeslib.php: the columns Identifier, Grade and `Last
modified (grade)` must be there in the language of whoever uploads it, a student is found by the number in Identifier,
and a time older than the one that Moodle has keeps the grade out. So a worksheet given as class list comes back as it
was, with the grades filled in.

A zip of feedback is read by mod/assign/feedback/file/importziplib.php: of each file's path it takes apart the first
part that is `name_number_type_plugin`, at the first four underscores; the number is that of the participant, the type
and the plugin `assignfeedback` and `file`, and what comes after them the file's name for the student. Names that begin
with a dot or a tilde are passed over. Comments stand in the worksheet's column `Feedback comments`, as HTML
(feedback/comments/locallib.php); an empty cell there would wipe out a comment, so only who has one is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tensorgrade.classroom.moodle_words import ENGLISH, WorksheetWords, comparable, worksheet_words
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
from tensorgrade_reports.spreadsheet import amount, earned, number_in, safe, written

NEVER = "-"
ZIP, WORKSHEET = "feedback.zip", "comments.csv"


def worksheet(graded: GradedClass) -> bytes:
    """Write a grading worksheet: Moodle's own where it is given, else one in English."""
    words = worksheet_words(graded.header)
    header = graded.header if words else columns_of(ENGLISH)
    listed = graded.listed if words else ()
    grades: dict[Listed, str] = {}
    others: list[list[str]] = []
    taken = {row.identity.number for row in listed}
    for student in graded.students:
        if words and student.listed:
            grades[student.listed] = earned(student.sheet)
        else:
            number = "" if student.identity.number in taken else number_of(student)
            others.append(row_of(student, number, words or ENGLISH, header))
    filled_in = (with_grade(row, grades.get(row, ""), words or ENGLISH) for row in listed)
    return written([list(map(safe, header)), *filled_in, *others])


def columns_of(words: WorksheetWords) -> tuple[str, ...]:
    """Return the columns of a worksheet of our own."""
    return (words.identifier, words.name, words.email, words.grade, words.maximum, words.modified)


def with_grade(listed: Listed, grade: str, words: WorksheetWords) -> list[str]:
    """Write a row of the worksheet again; without a grade of ours it stays as it is."""
    return [
        grade if grade and comparable(name) == comparable(words.grade) else safe(text)
        for name, text in listed.columns.items()
    ]


def row_of(student: Student, number: str, words: WorksheetWords, header: Sequence[str]) -> list[str]:
    """Write a student whom no worksheet has."""
    cells = {
        words.identifier: f"{words.participant}{number}" if number else "",
        words.name: student.name,
        words.email: student.identity.email,
        words.grade: earned(student.sheet),
        words.maximum: amount(student.sheet.possible),
        words.modified: NEVER,
    }
    by_name = {comparable(name): safe(text) for name, text in cells.items()}
    return [by_name.get(comparable(name), "") for name in header]


def number_of(student: Student) -> str:
    """Return the number that Moodle has given a student in this assignment."""
    who = student.identity
    return who.number if who.platform == "moodle" else ""


def problems(graded: GradedClass) -> Iterator[str]:
    """Say whom Moodle passes over, and where it counts another number of points or in words."""
    words = worksheet_words(graded.header) or ENGLISH
    possible, nameless, maxima, scales = 0, [], set(), set()
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if not number_of(student):
            nameless.append(student.row.student)
        maxima.add(student.cell(words.maximum))
        scales.add(student.cell(words.scale))
    if nameless:
        yield f"Moodle passes over them, for they have no Identifier: {', '.join(nameless)}"
    for maximum in sorted(maxima - {""}):
        if number_in(maximum) != float(amount(possible)):
            yield f"Moodle counts this work out of {maximum}, and the gradebook out of {amount(possible)}"
    for scale in sorted(scales - {""}):
        yield f"Moodle grades this work by a scale ({' '.join(scale.split())}), and takes no points"


def feedback_name(addressee: Addressee) -> str:
    """Name a student's file as the importer takes it apart. Raises Unreachable for who has no number."""
    if not number_of(addressee.student):
        raise Unreachable("Moodle's number (Identifier) is not known: --roster takes the grading worksheet")
    name = re.sub(r"[\s_/\\<>:|?*\"]+", " ", addressee.student.name)[:100].strip(" .~") or "student"
    return f"{name}_{addressee.student.identity.number}_assignfeedback_file_feedback.html"


def with_comments(files: Iterable[FeedbackFile]) -> Iterator[tuple[str, bytes]]:
    """Give the zip, and a worksheet of those who have comments."""
    commented: list[Addressee] = []

    def pages() -> Iterator[tuple[str, bytes]]:
        for file in files:
            yield file.name, file.content
            if file.addressee.grade.comments:
                commented.append(file.addressee)

    yield ZIP, zipped(pages())
    if commented:
        words = next((words for each in commented if (words := worksheet_words(header_of(each.student)))), ENGLISH)
        rows = (commented_row(addressee, words) for addressee in commented)
        yield WORKSHEET, written([(*columns_of(words), words.comments), *rows])


def header_of(student: Student) -> Iterable[str]:
    """Return the columns of the class list that has a student."""
    return student.listed.columns if student.listed else ()


def commented_row(addressee: Addressee, words: WorksheetWords) -> list[str]:
    """Write a student with grade and comments, as of when Moodle's own worksheet says that it was changed last."""
    student, header = addressee.student, columns_of(words)
    cells = dict(zip(header, row_of(student, number_of(student), words, header), strict=True))
    cells[words.modified] = student.cell(words.modified) or NEVER
    return [*cells.values(), safe(comments_in_html(addressee.grade))]


PLATFORM = Platform(
    "moodle",
    export=ClassFile(worksheet, problems),
    feedback=Feedback(feedback_name, gather=with_comments),
)
