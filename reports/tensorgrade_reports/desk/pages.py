"""The pages of the desk: what stands in an address goes in, a rendered page comes out. They change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tensorgrade.classroom.row import Row
from tensorgrade.classroom.teaching import suggested_code
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult
from tensorgrade.scoring.standing import BONUS, WHOLE
from tensorgrade_reports import cohort
from tensorgrade_reports import overview as standings
from tensorgrade_reports.desk.answers import missing, render
from tensorgrade_reports.desk.choice import Choice
from tensorgrade_reports.desk.class_view import ClassView
from tensorgrade_reports.html.matrix import cell
from tensorgrade_reports.markdown import markdown
from tensorgrade_reports.sheet import changes_of

LINE = re.compile(r"(?:line |:)(\d{1,6})\b")
HITS = 100


@dataclass(frozen=True)
class FileLine:
    """One line of a student's file; `is_told`: a lesson speaks of it."""

    number: int
    text: str
    is_told: bool


@dataclass(frozen=True)
class Hit:
    """A line of somebody's code that holds what was searched for, parted there."""

    row: Row
    file: str
    number: int
    parts: tuple[str, ...]


def overview(request: Request, view: ClassView) -> Response:
    """The class: numbers, and a line a student with a cell an exercise."""
    choice, reviews = Choice.of(request.query_params), view.reviews
    rows = choice.rows(view.rows, view.groups, reviews)
    return render(
        request,
        "overview.html",
        choice=choice,
        rows=rows,
        count=len(view.rows),
        absent=view.absent,
        summary=view.students.summary,
        exercises=view.students.exercises,
        groups=[group for group in view.groups if group.kind != "right"],
        reviewed={student for student, place in reviews if not place},
        commented=view.comments.keys(),
        cells=view.students.cells,
    )


def groups(request: Request, view: ClassView) -> Response:
    """All groups of an exercise, or of one kind, the largest first."""
    kind, exercise = (request.query_params.get(name, "") for name in ("kind", "exercise"))
    chosen = [one for one in view.groups if one.kind == (kind or "alike") and exercise in ("", one.exercise)]
    chosen.sort(key=lambda one: -len(one.students))
    counts = {name: sum(one.kind == name for one in view.groups) for name in ("alike", "known", "right")}
    return render(
        request,
        "groups.html",
        groups=chosen,
        kind=kind or "alike",
        exercise=exercise,
        exercises=view.students.exercises,
        counts=counts,
        class_size=len(view.rows),
    )


def group(request: Request, view: ClassView) -> Response:
    """One group: its code, what is wrong, whom it is of, and what can be done for all of them."""
    of_kind = {one.id: one for one in view.groups}
    one = of_kind.get(request.path_params["id"])
    if one is None:
        raise missing("such group")
    by_student = view.students.by_student
    beside = sorted((each for each in view.groups if each.kind == one.kind), key=lambda each: -len(each.students))
    place = beside.index(one)
    source = view.sources(one.representative).get(view.files.get(one.exercise, ""), b"")
    return render(
        request,
        "group.html",
        group=one,
        rows=[by_student[student] for student in one.students if student in by_student],
        suggested=suggested_code(source, one.function),
        diagnoses=LADDER,
        explained=(),
        is_teachable=one.kind == "alike" and view.course is not None,
        is_reviewed=all((student, one.place) in view.reviews for student in one.students),
        before=f"/groups/{beside[place - 1].id}" if place else "",
        after=f"/groups/{beside[place + 1].id}" if place + 1 < len(beside) else "",
    )


def student(request: Request, view: ClassView) -> Response:
    """One student: code beside lessons, what was printed, the history of grades, and what can be done by hand."""
    row = view.students.by_page.get(request.path_params["page"])
    if row is None:
        raise missing("such student")
    choice = Choice.of(request.query_params)
    pages = [one.page for one in choice.rows(view.rows, view.groups, view.reviews)]
    files = view.sources(row.student)
    return render(
        request,
        "student.html",
        row=row,
        choice=choice,
        before=neighbour(pages, view, row, -1, choice),
        after=neighbour(pages, view, row, 1, choice),
        position=pages.index(row.page) + 1 if row.page in pages else 0,
        of=len(pages),
        changes=changes_of(row),
        sources={one.name: lines_of(files.get(view.files.get(one.name, ""), b""), one) for one in row.result.exercises},
        lines={one.name: standings.function_lines(one) for one in row.result.exercises},
        places=places_of(row),
        is_reviewed=(row.student, "") in view.reviews,
        comments=view.comments.get(row.student, []),
        past=view.past(row.student),
        acts=[act for act in view.acts if row.student in act.students],
        groups={(one.exercise, one.function): one for one in view.groups if row.student in one.students},
        explained=(),
    )


def function(request: Request, view: ClassView) -> Response:
    """One function over the class: how it stands, and its groups with the code of each."""
    exercise, name = request.path_params["exercise"], request.path_params["function"]
    columns = view.students.columns
    place = next((i for i, column in enumerate(columns) if column.key == f"{exercise}.{name}"), None)
    if place is None:
        raise missing("such function")
    standing = [cell(*own).mark for row in view.rows for own in named_function(row, exercise, name)]
    groups = [one for one in view.groups if (one.exercise, one.function) == (exercise, name)]
    return render(
        request,
        "function.html",
        exercise=exercise,
        function=name,
        groups=sorted(groups, key=lambda one: (one.kind == "right", -len(one.students))),
        full=standing.count("✓"),
        untouched=standing.count("·"),
        count=len(standing),
        checks=[one for one in view.students.checks if (one.exercise, one.check.function) == (exercise, name)],
        before=link_of(columns[place - 1]) if place else "",
        after=link_of(columns[place + 1]) if place + 1 < len(columns) else "",
    )


def check(request: Request, view: ClassView) -> Response:
    """One check over the class: who failed it, and with what."""
    exercise, name = request.path_params["exercise"], request.path_params["check"]
    lines = view.students.checks
    place = next((i for i, line in enumerate(lines) if (line.exercise, line.check.name) == (exercise, name)), None)
    if place is None:
        raise missing("such check")
    found = [(row, one) for row in view.rows for one in named_check(row, exercise, name)]
    return render(
        request,
        "check.html",
        line=lines[place],
        failed=[(row, one) for row, one in found if one.outcome not in ("passed", "not_attempted")],
        words=standings.OUTCOME_WORDS,
        before=check_link(lines[place - 1]) if place else "",
        after=check_link(lines[place + 1]) if place + 1 < len(lines) else "",
    )


def search(request: Request, view: ClassView) -> Response:
    """What is found in names and in code."""
    text = request.query_params.get("q", "")[:200]
    found = hits(view, text) if text.strip() else iter(())
    shown = [hit for hit, _ in zip(found, range(HITS + 1), strict=False)]
    return render(
        request,
        "search.html",
        text=text,
        students=[(row, parts) for row in view.rows if text.strip() and (parts := parted(row.student, text))],
        hits=shown[:HITS],
        is_cut=len(shown) > HITS,
    )


def log(request: Request, view: ClassView) -> Response:
    """What was done by hand, the last thing first."""
    return render(request, "log.html", acts=view.acts)


async def preview(request: Request) -> Response:
    """Show a comment as students will see it."""
    text = (await request.form()).get("text", "")
    return render(request, "preview.html", text=markdown(str(text)))


def neighbour(pages: Sequence[str], view: ClassView, row: Row, step: int, choice: Choice) -> str:
    """Return the link to the student before or after one, of those that are asked for; one may not be of them."""
    order = {page: place for place, page in enumerate(view.students.by_page)}
    beside = [page for page in pages if (order[page] - order[row.page]) * step > 0]
    return f"/students/{beside[0 if step > 0 else -1]}{choice.query}" if beside else ""


def lines_of(content: bytes, exercise: ExerciseResult) -> list[FileLine]:
    """Number the lines of a file, and mark those of which a lesson speaks."""
    told = {int(number) for lesson in exercise.lessons for number in LINE.findall(lesson.diagnosis.where)}
    text = content.decode("utf-8", "replace")
    return [FileLine(number, line, number in told) for number, line in enumerate(text.splitlines(), 1)]


def places_of(row: Row) -> list[tuple[str, str, float]]:
    """List what points can be set for, each with what it is called and what it is worth."""
    places = [(WHOLE, "the whole", row.result.possible), (BONUS, "a bonus on top", row.result.possible)]
    for exercise in row.result.exercises:
        places.append((exercise.name, exercise.name, exercise.possible))
        for part in exercise.functions:
            places.append((f"{exercise.name}.{part.name}", f"{exercise.name}.{part.name}", part.possible))
            places += [
                (f"{exercise.name}.{one.name}", f"{exercise.name}.{part.name}: {one.title}", one.possible)
                for one in standings.checks_of(exercise, part.name)
            ]
    return places


def named_function(row: Row, exercise: str, name: str) -> Iterator[tuple[ExerciseResult, FunctionResult]]:
    """Give the function of a name in somebody's result."""
    for one in row.result.exercises:
        if one.name == exercise:
            yield from ((one, function) for function in one.functions if function.name == name)


def named_check(row: Row, exercise: str, name: str) -> Iterator[CheckResult]:
    """Give the check of a name in somebody's result."""
    for one in row.result.exercises:
        if one.name == exercise:
            yield from (check for check in one.checks if check.name == name)


def link_of(column: cohort.Column) -> str:
    """Return the link to the page of a function."""
    return f"/functions/{column.exercise}/{column.function}"


def check_link(line: cohort.CheckLine) -> str:
    """Return the link to the page of a check."""
    return f"/checks/{line.exercise}/{line.check.name}"


def hits(view: ClassView, text: str) -> Iterator[Hit]:
    """Give the lines of code that hold a text, whatever its capitals."""
    for row, file, content in view.sources_with(text.lower().encode() if text.isascii() else b""):
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if parts := parted(line[:2_000], text):
                yield Hit(row, file, number, parts)


def parted(line: str, text: str) -> tuple[str, str, str] | None:
    """Part a line where it holds a text, whatever its capitals; None where it does not."""
    match = re.search(re.escape(text), line, re.IGNORECASE)
    return (line[: match.start()], match[0], line[match.end() :]) if match else None
