"""The files of a class that was graded: each student's JSON and HTML, the gradebook as CSV, the dashboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from grader.batch import STUDENTS
from grader.gradebook import Gradebook, Row, open_gradebook
from grader.results import to_json
from grader.writing import check_writable, write_whole
from reports import terminal
from reports.cohort import StudentRow
from reports.dashboard import comparison_page, dashboard_page
from reports.gradebook import gradebook_csv
from reports.html import page
from reports.numbers import points, score
from reports.similarity import SimilarPair

GRADEBOOK_CSV, DASHBOARD = "gradebook.csv", "dashboard.html"


def write_student(out: Path, row: Row, templates: Path | None) -> None:
    """Write the JSON and the HTML of one student. Raises WritingError, TemplateFault."""
    write_whole(out / STUDENTS / f"{row.page}.json", to_json(row.result))
    write_whole(out / STUDENTS / f"{row.page}.html", page(row.result, templates, changes_of(row)).encode("utf-8"))


def changes_of(row: Row) -> list[str]:
    """Say how a student's final points came from the computed ones; nothing where they are the same."""
    standing = row.standing
    told = [f"{one.check} was set by hand to {points(one.points)}: {one.why}" for one in row.overrides]
    if standing.days_late:
        days = "1 day" if standing.days_late == 1 else f"{standing.days_late} days"
        told.append(f"handed in {days} late: {standing.penalty_percent:g} % of the points are taken off")
    return [*told, f"final: {score(standing.points, standing.possible)}"] if told else []


def write_class(book: Gradebook, out: Path, templates: Path | None = None) -> None:
    """Write the reports of the class, and again the files of students that are gone or show what is no longer so."""
    for row in book.rows():
        files = [out / STUDENTS / f"{row.page}{suffix}" for suffix in (".json", ".html")]
        if book.shown(row.student) != row.shown or not all(file.is_file() for file in files):
            write_student(out, row, templates)
            book.put_shown(row)
    exercises, absent = (book.about("exercises") or "").split(), book.listed("absent")
    write_whole(out / GRADEBOOK_CSV, gradebook_csv(book.rows(), exercises, absent))
    rows = [*class_rows(book), *(StudentRow(name, "", None, 0.0, problem="nothing handed in") for name in absent)]
    alike = [SimilarPair(*pair) for pair in json.loads(book.about("similar") or "[]")]
    write_whole(out / DASHBOARD, dashboard_page(rows, f"Class {out.resolve().name}", alike, templates).encode())


def class_rows(book: Gradebook) -> Iterator[StudentRow]:
    """Read the gradebook as the dashboard wants it."""
    for row in book.rows():
        yield StudentRow(
            name=row.student,
            link=f"{STUDENTS}/{row.page}.html",
            result=row.result,
            final=row.standing.points,
            overrides=row.overrides,
            days_late=row.standing.days_late,
            penalty=row.standing.penalty,
            problem=row.problem,
        )


def compare(before: Path, after: Path, html: Path) -> int:
    """Write a page that shows two batches of a class side by side."""
    check_writable(html)
    first, second = rows_of(before), rows_of(after)
    labels = (before.resolve().name, after.resolve().name)
    write_whole(html, comparison_page(first, second, labels).encode("utf-8"))
    terminal.console().print(f"Comparison: {html}", soft_wrap=True)
    return 0


def rows_of(out: Path) -> list[StudentRow]:
    """Read the rows of a batch that was run before. Raises GradebookError."""
    with closing(open_gradebook(out)) as book:
        return list(class_rows(book))
