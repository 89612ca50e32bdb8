"""A class as Moodle imports it: a grading worksheet.

The rules are those of moodle, mod/assign/feedback/offline/importgradeslib.php: the columns Identifier, Grade and `Last
modified (grade)` must be there, a student is found by the number in Identifier, and a time older than the one that
Moodle has keeps the grade out. So a worksheet given as class list comes back as it was, with the grades filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tensorgrade.classroom.roster import Listed
from tensorgrade_reports.platforms import ClassFile, GradedClass, Platform, Student
from tensorgrade_reports.spreadsheet import amount, earned, safe, written

IDENTIFIER, GRADE, MAXIMUM, MODIFIED = "Identifier", "Grade", "Maximum grade", "Last modified (grade)"
COLUMNS = (IDENTIFIER, "Full name", "Email address", GRADE, MAXIMUM, MODIFIED)
NEVER = "-"


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


PLATFORM = Platform("moodle", export=ClassFile(worksheet, problems))
