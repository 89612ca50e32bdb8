"""What can be done at the desk: a form goes in, an act of the ledger comes out, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping

from tensorgrade.classroom.groups import AnswerGroup
from tensorgrade.classroom.ledger import ActError
from tensorgrade.classroom.teaching import Teacher, Teaching
from tensorgrade_reports.desk.answers import form_number
from tensorgrade_reports.desk.class_view import ClassView

Form = Mapping[str, str]


def set_points(view: ClassView, form: Form) -> None:
    """Give points by hand to a student, or to all of a group."""
    results = [view.students.by_student[student].result for student in students_in(view, form)]
    view.ledger.set_points(results, form.get("place", ""), form_number(form, "points"), form.get("why", ""))


def withdraw_points(view: ClassView, form: Form) -> None:
    """Take back points given by hand."""
    for student in students_in(view, form):
        view.ledger.withdraw_points(student, form.get("place", ""))


def comment(view: ClassView, form: Form) -> None:
    """Comment to a student, to all of a group, or to the whole class."""
    view.ledger.comment(students_in(view, form), form.get("place", ""), form.get("text", ""))


def withdraw_comment(view: ClassView, form: Form) -> None:
    """Take back a comment."""
    for student in students_in(view, form):
        view.ledger.withdraw_comment(student, form.get("place", ""), form.get("text", ""))


def review(view: ClassView, form: Form) -> None:
    """Mark a student, or the function of all of a group, as reviewed or not."""
    view.ledger.review(students_in(view, form), form.get("place", ""), form.get("reviewed") == "yes")


def teach(view: ClassView, form: Form) -> str:
    """Make a known mistake of a group."""
    group = group_of(view, form.get("group", ""))
    if form.get("read") != "yes":
        raise ActError("read the code first: from now on it runs as the course's own, and no longer shut in")
    words = {name: " ".join(form.get(name, "").split()) for name in ("name", "diagnosis", "cause", "remedy")}
    teacher(view).teach(group, Teaching(**words, code=form.get("code", "")))
    return f"/functions/{group.exercise}/{group.function}"


def undo(view: ClassView, form: Form) -> None:
    """Undo an act."""
    number = int(number) if (number := form.get("act", "")).isascii() and number.isdigit() else 0
    act = next((one for one in view.ledger.acts() if one.number == number), None)
    if act is not None and act.is_taught and not act.is_undone:
        teacher(view).unteach(act)
    else:
        view.ledger.undo(number)


def students_in(view: ClassView, form: Form) -> list[str]:
    """Return whom an act is for: the student of a page, all of a group, or everybody. Raises ActError."""
    if form.get("to") == "all":
        return [row.student for row in view.rows]
    if form.get("group"):
        return [student for student in group_of(view, form["group"]).students if student in view.students.by_student]
    row = view.students.by_page.get(form.get("page", ""))
    if row is None:
        raise ActError("this student is no longer in the gradebook")
    return [row.student]


def group_of(view: ClassView, name: str) -> AnswerGroup:
    """Return a group by name. Raises ActError."""
    group = next((one for one in view.groups if one.id == name), None)
    if group is None:
        raise ActError("this group is no longer there: the class was graded again")
    return group


def teacher(view: ClassView) -> Teacher:
    """Return who teaches known mistakes. Raises ActError where the course is not there."""
    if view.course is None:
        raise ActError("the course of this gradebook is not there: name it with `grade desk --course`")
    return Teacher(view.book, view.course)
