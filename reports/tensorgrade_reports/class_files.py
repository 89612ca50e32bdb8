"""The files of a class that was graded: each student's JSON and HTML, the gradebook as CSV, the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from tensorgrade.answers.keys import parsed_key
from tensorgrade.classroom.batch import Say, fault_told
from tensorgrade.classroom.claim import STUDENTS, logger
from tensorgrade.classroom.concepts import kept_concepts, snapshot_before
from tensorgrade.classroom.condensed import condensed
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import kept_groups
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.row import Row, absent_row
from tensorgrade.exits import InputError, fault_of
from tensorgrade.files import write_whole
from tensorgrade.scoring.result import to_json, ungraded_result
from tensorgrade.text import plain_line
from tensorgrade_reports.anonymous import Anonymity
from tensorgrade_reports.html.dashboard import ClassFindings, dashboard_page
from tensorgrade_reports.html.page import page
from tensorgrade_reports.platforms.gradebook_csv import gradebook_csv
from tensorgrade_reports.sheet import final_grade

GRADEBOOK_CSV, DASHBOARD, GROUPS = "gradebook.csv", "dashboard.html", "groups.json"
ANONYMOUS = "dashboard-anonymous.html"
GROUPS_SCHEMA = "groups/1"


def write_student(out: Path, row: Row, templates: Path | None) -> None:
    """Write the JSON and the HTML of one student; the HTML, which students get, does not tell the seed.

    Raises WritingError, TemplateFault.
    """
    html, grade = student_page(row, templates), final_grade(row)
    final = grade.points if row.result.is_graded else msgspec.UNSET
    content = to_json(msgspec.structs.replace(row.result, final_points=final))
    write_whole(out / STUDENTS / f"{row.page}.json", content)
    write_whole(out / STUDENTS / f"{row.page}.html", html.encode("utf-8"))


def student_page(row: Row, templates: Path | None = None) -> str:
    """Render the page that a student of a class gets. Raises TemplateFault."""
    return page(row.result, templates, final_grade(row), tells_seed=False)


def write_class(book: Gradebook, out: Path, say: Say, templates: Path | None = None, is_anonymous: bool = False) -> int:
    """Write the reports of the class, and again the files of students that are gone or show what is no longer so.

    is_anonymous: write a dashboard without names, too, as is done from then on.
    A student whose row makes a report fail has a fault in that row, which `say` hears; returns how many there are.
    """
    blamed = 0
    dashboard = partial(dashboard_of, out, templates)
    reports: dict[str, Render] = {GRADEBOOK_CSV: csv_of, DASHBOARD: dashboard, GROUPS: groups_of}
    if is_anonymous or (out / ANONYMOUS).is_file():
        reports[ANONYMOUS] = partial(anonymous_of, out, templates)
    while True:
        culprits = culprits_of_files(book, out, templates)
        contents = {}
        for file, rendered in reports.items():
            if not culprits:
                contents[file], culprits = rendered_without_fault(book, partial(rendered, book))
        if not culprits:
            break
        for row, error in culprits:
            blame(book, row, error, say)
        blamed += len(culprits)
    for file, content in contents.items():
        write_whole(out / file, content)
    return blamed


Culprits = list[tuple[Row, Exception]]
Render = Callable[[Gradebook, Sequence[str]], bytes]


def culprits_of_files(book: Gradebook, out: Path, templates: Path | None) -> Culprits:
    """Write the files of students that are not as they should be; gives those whose files cannot be."""
    culprits: Culprits = []
    for row in book.rows():
        files = [out / STUDENTS / f"{row.page}{suffix}" for suffix in (".json", ".html")]
        if book.shown(row.student) == row.shown and all(file.is_file() for file in files):
            continue
        try:
            write_student(out, row, templates)
            book.put_shown(row)
        except InputError:
            raise
        except Exception as error:
            if not row.result.is_graded:  # our failure on it is told already, and cannot be the cause
                raise
            culprits.append((row, error))
    return culprits


def rendered_without_fault(book: Gradebook, rendered: Callable[[Sequence[str]], bytes]) -> tuple[bytes, Culprits]:
    """Render a report of all students; where that fails, find those on whom it fails alone.

    rendered: gives the report of the named students.
    """
    try:
        return rendered(book.students), []
    except InputError:
        raise
    except Exception:
        culprits: Culprits = []
        for row in book.rows():
            try:
                rendered([row.student])
            except Exception as error:
                culprits.append((row, error))
        if not any(row.result.is_graded for row, _ in culprits):
            raise
        return b"", culprits


def blame(book: Gradebook, row: Row, error: Exception, say: Say) -> None:
    """Write into a student's row that we failed on it; the next run grades it again."""
    fault = fault_of(error)
    problem = fault_told(fault)
    logger.error("%r: %s", row.student, fault.details)
    say(row.student, problem)
    key = parsed_key(book.keys()[row.student])
    spoilt = book.row_of(row.student, row.page, ungraded_result(row.result), row.handed_in, problem)
    book.put(spoilt, str(replace(key, course="")) if key else "", is_shown=False)


def csv_of(book: Gradebook, students: Sequence[str]) -> bytes:
    """Render the gradebook as CSV."""
    return gradebook_csv(book.rows(students), book.about.exercises, book.absent)


def dashboard_of(out: Path, templates: Path | None, book: Gradebook, students: Sequence[str]) -> bytes:
    """Render the dashboard."""
    return dashboard_page(rows_shown(book, students), title_of(out), findings_of(book), templates).encode()


def anonymous_of(out: Path, templates: Path | None, book: Gradebook, students: Sequence[str]) -> bytes:
    """Render the dashboard without names."""
    hidden, findings = Anonymity.of(book), findings_of(book)
    rows = hidden.rows(rows_shown(book, students))
    groups, similar = [hidden.group(group) for group in findings.groups], hidden.pairs(findings.similar)
    hints = {hidden.name(student): opened for student, opened in findings.hints.items()}
    nameless = replace(findings, groups=groups, similar=similar, hints=hints, has_links=False)
    return dashboard_page(rows, title_of(out), nameless, templates).encode()


def rows_shown(book: Gradebook, students: Sequence[str]) -> list[Row]:
    """Read of the named students, and of those who handed nothing in, what a dashboard shows."""
    return condensed(chain(book.rows(students), map(absent_row, book.absent)))


def title_of(out: Path) -> str:
    """Return the title of the pages of a class."""
    return f"Class {plain_line(out.resolve().name)}"


def findings_of(book: Gradebook) -> ClassFindings:
    """Gather what is known of a class beside its rows."""
    hints = Holdings(book.database).hints()
    return ClassFindings(book.similar, kept_groups(book), kept_concepts(book), snapshot_before(book), hints)


def groups_of(book: Gradebook, students: Sequence[str]) -> bytes:
    """Write the groups of answers that are alike as JSON, those of the named students."""
    named = set(students)
    groups = [group for group in kept_groups(book) if named.intersection(group.students)]
    return msgspec.json.format(msgspec.json.encode({"schema": GROUPS_SCHEMA, "groups": groups}), indent=2) + b"\n"
