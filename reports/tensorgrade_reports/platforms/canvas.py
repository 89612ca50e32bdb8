"""A class as Canvas imports it: a gradebook whose second row holds the points possible, and feedback as a zip.

The rules are those of canvas-lms, lib/gradebook_importer.rb: students by ID, then SIS user, then SIS login, then name;
an assignment by the whole head of its column, `Week 1 (55)`. An empty cell takes a grade away, so that a student whom
we failed to grade is left out.

A zip of feedback goes back by `Upload submissions` of the assignment: app/models/abstract_assignment.rb,
generate_comments_from_files and infer_comment_context_from_filename. Of a file's name it takes the first two numbers
between underscores as those of the user and of the file that was handed in, or behind `anon` the student's code and the
file's number; what it does not find so it passes over. So a page has the name of the student's own file up to there.
The student finds it beside a comment, under the name of the file that was handed in.
"""

from __future__ import annotations

from collections.abc import Iterator

from tensorgrade.classroom.hand_ins.canvas import attempt_of, canvas_parts
from tensorgrade.text import fault_of_name
from tensorgrade_reports.packing import zipped
from tensorgrade_reports.platforms import (
    Addressee,
    ClassFile,
    Feedback,
    GradedClass,
    Platform,
    Student,
    Unreachable,
    each_alone,
)
from tensorgrade_reports.spreadsheet import amount, earned, number_in, safe, written

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def gradebook(graded: GradedClass) -> bytes:
    """Write a gradebook."""
    rows: list[list[str]] = []
    possible = 0
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if student.row.result.is_graded:
            rows.append([*map(safe, names_of(student)), earned(student.sheet)])
    heads = [[*COLUMNS, safe(column(graded))], ["Points Possible", *[""] * (len(COLUMNS) - 1), amount(possible)]]
    return written([*heads, *rows])


def names_of(student: Student) -> tuple[str, ...]:
    """Return what Canvas calls a student, by column."""
    who = student.identity
    number = who.number if who.platform == "canvas" else ""
    return (student.name, number, who.sid, who.login, student.cell("Section"))


def column(graded: GradedClass) -> str:
    """Return the head of the assignment's column: Canvas's own, where its list has one."""
    return graded.column_of_assignment(" (") or graded.assignment


def problems(graded: GradedClass) -> Iterator[str]:
    """Say whom Canvas knows by name only, and what it makes anew."""
    possible, nameless = 0, []
    for student in graded.students:
        possible = max(possible, student.sheet.possible)
        if not any(names_of(student)[1:4]):
            nameless.append(student.row.student)
    if nameless:
        yield f"Canvas has only the name to find them by: {', '.join(nameless)}"
    yield from graded.rivals_told(" (")
    if graded.has_columns("ID", "Section") and not graded.column_of_assignment(" ("):
        yield f"Canvas makes a new assignment {graded.assignment!r}: --assignment takes a name of its own list"
    worth = graded.possible.get(column(graded), "")
    if (number := number_in(worth)) is not None and number != float(amount(possible)):
        yield f"Canvas counts this work out of {worth}, and the gradebook out of {amount(possible)}"


def feedback_name(addressee: Addressee) -> str:
    """Name a student's page like the newest of the student's own files. Raises Unreachable where there is none."""
    paths = [path for _, path in addressee.hand_in.paths] if addressee.hand_in else []
    parts = [match for path in sorted(paths, key=attempt_of) if (match := canvas_parts(path)) and match["file"]]
    if not parts:
        raise Unreachable("no file of Canvas's download is there, whose name has its number: --hand-ins says where")
    newest = parts[-1]
    if fault := fault_of_name(newest.string):
        raise Unreachable(f"the file that was handed in {fault}")
    return f"{newest.string[: newest.start('file')]}feedback.html"


PLATFORM = Platform(
    "canvas",
    export=ClassFile(gradebook, problems),
    feedback=Feedback(feedback_name, gather=lambda files: [("feedback.zip", zipped(each_alone(files)))]),
)
