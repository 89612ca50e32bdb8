"""Points by hand: who gets them, for what, as pages call it; and what is refused, read whole."""

import pytest
from made_class import wrong
from made_results import result as mixed
from made_results import row
from results import result

from tensorgrade.classroom.ledger import ActError
from tensorgrade.classroom.points_by_hand import Wish, WishError, given_of, given_of_list, place_named, read_wishes

CAUSE = "told `cause`"
ROWS = [row(result("ada", a=2.0, b=2.0), 4.0), row(wrong("ben"), 2.0), row(wrong("cleo"), 2.0)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sums.a", "sums.a"),
        ("sums.total", "sums.total"),
        ("total", "sums.total"),
        ("Sums", "sums"),
        ("total: a", "sums.a"),
        ("sums:  total: A", "sums.a"),
        ("sums.total: total: a", "sums.a"),
        ("the whole", "whole"),
        ("a bonus on top", "bonus"),
    ],
)
def test_a_place_is_found_by_all_that_pages_call_it(text, place):
    assert place_named(text, ROWS[0].result) == place


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("totl", "there is no check, function or exercise 'totl'; did you mean 'sums.total'?"),
        (
            "mean does it",
            "'mean does it' could be each of sums.test_mean_public_passed, sums.test_mean_hidden_passed, "
            "sums.test_mean_hidden_failed: name one of them",
        ),
    ],
)
def test_a_name_of_nothing_or_of_several_things_is_told(text, sentence):
    with pytest.raises(WishError) as error:
        place_named(text, mixed())
    assert str(error.value) == sentence


@pytest.mark.parametrize("place", ["sums.a", "total", "sums", "whole", "bonus"])
def test_a_cause_is_of_all_to_whom_it_is_told_there(place):
    given = given_of(Wish("", "TOLD  cause", place, 0.5, "nearly"), ROWS)
    assert [(one.result.submission, one.points, one.why) for one in given] == [
        ("ben", 0.5, "nearly"),
        ("cleo", 0.5, "nearly"),
    ]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (Wish("", "told cause", "sums.b", 1.0, "x"), "nobody is told 'told cause' of sums.b, and no other cause"),
        (
            Wish("", "told causes", "sums", 1.0, "x"),
            "nobody is told 'told causes' of sums; did you mean 'told `cause`'?",
        ),
        (Wish("bem", "", "sums", 1.0, "x"), "there is no student 'bem'; did you mean 'ben'?"),
        (Wish("ben", "told cause", "sums", 1.0, "x"), "give a student or a cause"),
        (Wish("", "", "sums", 1.0, "x"), "give a student or a cause"),
        (Wish("ben", "", "sums.a", 2.5, "x"), "sums.a is worth 0 to 2 points, not 2.5"),
        (Wish("ben", "", "sums.a", 2.0), "give a reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_given_is_told(wish, sentence):
    with pytest.raises(ActError) as error:
        given_of(wish, ROWS)
    assert str(error.value) == sentence


def listed(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text)
    return path


def test_a_list_says_whose_points_for_what(tmp_path):
    path = listed(tmp_path, "Student;Cause;Place;Points;Why\nada;;bonus;0,5;nice\n;told cause;total: a;1;\n")
    given = given_of_list(path, read_wishes(path, "nearly"), ROWS)
    assert [(one.result.submission, one.place, one.points, one.why) for one in given] == [
        ("ada", "bonus", 0.5, "nice"),
        ("ben", "sums.a", 1.0, "nearly"),
        ("cleo", "sums.a", 1.0, "nearly"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("student,place\nada,sums\n", "{path} has no column 'points'; there are to be student or cause, place, "
         "points and why"),
        ("student,place,points\n", "{path} has no rows below a header with place and points"),
        ("student,place,points\nada,sums,\n", "{path}, line 2: '' is no number of points"),
        ("student,place,points\nada,sums,1\nbem,sums,1\n", "{path}, line 3: there is no student 'bem'; did you mean "
         "'ben'?"),
        ("student,place,points\nada,sums.a,1\nada,total: a,2\n", "{path}, line 3: ada is given points for sums.a on "
         "line 2, too"),
        ("student,place,points\nada,sums,7\n", "{path}, line 2: sums is worth 0 to 4 points, not 7"),
    ],
)  # fmt: skip
def test_a_list_with_a_fault_gives_nothing_and_names_the_line(tmp_path, text, sentence):
    path = listed(tmp_path, text)
    with pytest.raises(WishError) as error:
        given_of_list(path, read_wishes(path, "why"), ROWS)
    assert str(error.value) == sentence.format(path=path)


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(WishError) as error:
        read_wishes(tmp_path / "no.csv")
    assert str(error.value) == f"{tmp_path / 'no.csv'} cannot be read: No such file or directory"
