"""What is done by hand: written, logged and undone."""

from contextlib import closing

import pytest
from results import result

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.ledger import ActError, Ledger

STUDENTS = ("ada", "ben", "cleo")


@pytest.fixture
def book(tmp_path):
    with closing(Gradebook(tmp_path)) as made:
        for student in STUDENTS:
            made.put(made.row_of(student, student, result(student, a=1.0, b=0.0), None, ""), "k")
        yield made


@pytest.fixture
def ledger(book):
    return Ledger(book.database)


def points(book):
    return [row.standing.points for row in book.rows()]


@pytest.mark.parametrize(
    ("place", "given", "final"),
    [("sums.b", 1.5, 2.5), ("sums.total", 3.0, 3.0), ("sums", 2.0, 2.0), ("whole", 4.0, 4.0), ("bonus", 2.0, 3.0)],
)
def test_points_are_given_for_a_check_a_function_an_exercise_the_whole_or_on_top(book, ledger, place, given, final):
    ledger.set_points([book.row("ben").result], place, given, "seen in class")
    assert points(book) == [1.0, final, 1.0]
    (act,) = ledger.acts()
    assert (act.told, act.students) == (f"ben: {place} set to {given:g} (seen in class)", ("ben",))


def test_the_whole_goes_before_its_parts(book, ledger):
    for place, given in (("whole", 3.5), ("sums.a", 0.0), ("bonus", 0.25)):
        ledger.set_points([book.row("ben").result], place, given, "why")
    assert points(book)[1] == 3.75


@pytest.mark.parametrize(
    ("place", "given", "why", "sentence"),
    [
        ("sums.b", 2.5, "why", "sums.b is worth 0 to 2 points, not 2.5"),
        ("sums.b", -1.0, "why", "sums.b is worth 0 to 2 points, not -1"),
        ("whole", float("nan"), "why", "whole is worth 0 to 4 points, not nan"),
        ("sums.c", 1.0, "why", "ada has no sums.c"),
        ("sums.b", 1.0, "  ", "give a reason"),
    ],
)
def test_points_that_cannot_be_given_change_nothing(book, ledger, place, given, why, sentence):
    with pytest.raises(ActError) as told:
        ledger.set_points([row.result for row in book.rows()], place, given, why)
    assert str(told.value) == sentence
    assert (points(book), ledger.acts()) == ([1.0, 1.0, 1.0], [])


def test_an_act_is_undone_for_all_of_whom_it_was(book, ledger):
    first = ledger.set_points([book.row("ben").result], "sums.b", 1.0, "first")
    ledger.set_points([row.result for row in book.rows()], "sums.b", 2.0, "second")
    with pytest.raises(ActError) as told:
        ledger.undo(first)
    assert str(told.value) == "ben: this was changed again since; undo that first"
    assert ledger.undo(2).told == "3 students: sums.b set to 2 (second)"
    assert points(book) == [1.0, 2.0, 1.0]
    ledger.undo(first)
    assert points(book) == [1.0, 1.0, 1.0]
    with pytest.raises(ActError, match="this is undone already"):
        ledger.undo(first)
    with pytest.raises(ActError, match="there is no act 9"):
        ledger.undo(9)


def test_comments_are_said_to_many_and_taken_back(ledger):
    ledger.comment(STUDENTS, "sums.total", " Look at **dim**.\r\n")
    ledger.comment(["ben"], "", "Well done.")
    assert ledger.comments()["ben"] == [("", "Well done."), ("sums.total", "Look at **dim**.")]
    ledger.withdraw_comment("ben", "", "Well done.")
    assert ledger.comments()["ben"] == [("sums.total", "Look at **dim**.")]
    ledger.undo(1)
    assert ledger.comments() == {}
    with pytest.raises(ActError, match="write a comment"):
        ledger.comment(["ben"], "", " \n")


def test_reviews_are_marked_and_unmarked(ledger):
    ledger.review(STUDENTS, "sums.total", True)
    ledger.review(["ben"], "sums.total", False)
    assert ledger.reviews() == {("ada", "sums.total"), ("cleo", "sums.total")}
    assert [act.told for act in ledger.acts()] == ["ben: sums.total not reviewed", "3 students: sums.total reviewed"]
