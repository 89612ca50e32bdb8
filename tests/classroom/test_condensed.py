"""A class in little memory: the same dashboard, and equal parts once."""

from dataclasses import replace as with_fields

from made_results import a_class, check, exercise, perfect, result, row
from msgspec.structs import replace

from tensorgrade.classroom.condensed import condensed
from tensorgrade_reports.html.dashboard import dashboard_page


def test_a_dashboard_is_the_same_of_condensed_rows():
    assert dashboard_page(condensed(a_class())) == dashboard_page(a_class())


def test_what_many_students_have_is_kept_once():
    ada, ben = condensed(row(result(name), 1.0) for name in ("ada", "ben"))
    one, other = ada.result.exercises[0], ben.result.exercises[0]
    assert all(left is right for left, right in zip(one.checks, other.checks, strict=True))
    assert one.lessons[0].diagnosis is other.lessons[0].diagnosis
    assert one.functions is other.functions
    assert ada.student == ada.result.submission == "ada"


def test_times_are_told_in_thousandths_of_a_second():
    timed = exercise("sums", (check("total", "passed", seconds=0.0123456),))
    (ada,) = condensed([row(replace(perfect("ada"), exercises=(timed,)), 1.0)])
    assert [one.seconds for one in ada.result.checks] == [0.012]


def test_nothing_of_a_row_itself_is_left_out():
    rows = a_class()
    for told, own in zip(condensed(rows), rows, strict=True):
        assert with_fields(told, result=own.result) == own
        assert [one.outcome for one in told.result.checks] == [one.outcome for one in own.result.checks]
        assert [one.diagnosis for exercise in told.result.exercises for one in exercise.lessons] == [
            one.diagnosis for exercise in own.result.exercises for one in exercise.lessons
        ]
