"""Feedback in a folder, for nobody in particular: a page a student, and a list of who has which, with the comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tensorgrade_reports.final_words import comments_in_markdown
from tensorgrade_reports.numbers import points
from tensorgrade_reports.platforms import Feedback, FeedbackFile, Platform
from tensorgrade_reports.spreadsheet import safe, written

LIST = "feedback.csv"
COLUMNS = ("student", "email", "file", "points", "possible", "reasons", "comments")


def with_list(files: Iterable[FeedbackFile]) -> Iterator[tuple[str, bytes]]:
    """Give the pages, and last the list."""
    rows = [list(COLUMNS)]
    for file in files:
        yield file.name, file.content
        rows.append(list(map(safe, row_of(file))))
    yield LIST, written(rows)


def row_of(file: FeedbackFile) -> list[str]:
    """Write the row of one student."""
    student, grade = file.addressee.student, file.addressee.grade
    why = "; ".join(text for text in (grade.total, *grade.changes) if text)
    comments = "\n\n".join(comments_in_markdown(grade))
    numbers = (points(grade.points), points(grade.possible))
    return [student.row.student, student.identity.email, file.name, *numbers, why, comments]


PLATFORM = Platform("folder", feedback=Feedback(lambda addressee: f"{addressee.page}.html", gather=with_list))
