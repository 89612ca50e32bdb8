"""The gradebook file."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from results import result

from tensorgrade.classroom.about import About, Setting
from tensorgrade.classroom.database import GradebookError
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.row import Row
from tensorgrade.classroom.similar import SimilarPair
from tensorgrade.scoring.standing import LatePolicy, Override

CLEO = Identity("Cleo M", "canvas", "71", "s1", "cleo", "cleo@x.org", "red")
TIME = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path):
    made = Gradebook(tmp_path)
    yield made
    made.close()


def enter(book, student, key="k", time=None, **points):
    row = book.row_of(student, student, result(student, **points), time, "")
    book.put(row, key)
    return row


def test_rows_come_back_as_they_were_put(book):
    ben, ada = enter(book, "ben", a=2.0), enter(book, "ada", time=TIME, a=2.0, b=1.0)
    assert list(book.rows()) == [ada, ben]
    assert book.row("ben") == ben
    assert book.row("cleo") is None
    assert book.students == ["ada", "ben"]
    assert book.keys() == {"ada": "k", "ben": "k"}
    assert book.pages() == {"ada": "ada", "ben": "ben"}


def test_a_new_result_takes_the_place_of_the_old(book, tmp_path):
    enter(book, "ada", "old", a=0.0, gone=0.0)
    enter(book, "ada", "new", a=2.0)
    assert book.keys() == {"ada": "new"}
    rows = sqlite3.connect(tmp_path / "gradebook.sqlite").execute("SELECT student, exercise, name, points FROM checks")
    assert rows.fetchall() == [("ada", "sums", "a", 2.0)]


def test_a_row_that_cannot_be_written_changes_nothing(book, tmp_path):
    enter(book, "ada", "old", a=0.0)
    twice = book.row_of("ada", "ada", result("ada", a=2.0), None, "")
    exercise = twice.result.exercises[0]
    broken = Row(
        "ada",
        "ada",
        type(twice.result)("grade/1", "ada", "cpu", 7, "separate", 2.0, 2.0, (exercise, exercise)),
        None,
        "",
        (),
        twice.standing,
    )
    with pytest.raises(GradebookError, match=r"gradebook.sqlite cannot be used: UNIQUE constraint failed"):
        book.put(broken, "new")
    assert book.keys() == {"ada": "old"}
    assert book.row("ada").result.points == 0.0


def test_what_was_changed_by_hand_survives_a_new_grade(book):
    enter(book, "ada", a=0.0)
    book.override("ada", Override("sums.a", 1.0, "first"))
    book.override("ada", Override("sums.a", 1.5, "partly right"))
    enter(book, "ada", "new", a=0.0, b=2.0)
    row = book.row("ada")
    assert row.overrides == (Override("sums.a", 1.5, "partly right"),)
    assert (row.standing.computed, row.standing.points) == (2.0, 3.5)
    book.withdraw("ada", "sums.a")
    assert book.row("ada").standing.points == 2.0


def test_lateness_is_reckoned_when_rows_are_read(book):
    enter(book, "ada", a=2.0)
    book.put_about(About(policy=LatePolicy(datetime(2026, 11, 29, 12, tzinfo=UTC), 25)))
    assert book.row("ada").standing.points == 2.0
    book.put_time("ada", TIME)
    assert (book.row("ada").standing.points, book.row("ada").standing.days_late) == (1.5, 1)


def test_what_files_show_is_known(book):
    before = enter(book, "ada", a=0.0)
    assert book.shown("ada") == before.shown
    assert book.shown("ben") == ""
    book.override("ada", Override("sums.a", 1.0, "why"))
    after = book.row("ada")
    assert after.shown != book.shown("ada")
    book.put_shown(after)
    assert after.shown == book.shown("ada")


def test_what_a_gradebook_is_of_comes_back_as_it_was_put(book, tmp_path):
    assert book.about == About()
    book.put_about(About(submissions="here"))
    whole = About("there", ("sums", "loops"), 8, LatePolicy(TIME, 12.5), Setting("course", "sealed", "all"))
    book.put_about(whole)
    with closing(open_gradebook(tmp_path)) as again:
        assert again.about == whole


def test_who_is_neither_present_nor_absent_leaves_the_reports_and_comes_back(book):
    ada, ben = enter(book, "ada", a=1.0), enter(book, "ben", a=2.0)
    book.override("ben", Override("sums.a", 1.0, "why"))
    book.put_roll({"ada": CLEO}, {"zoe": Identity("Zoe")})
    assert (book.students, list(book.rows()), book.gone) == (["ada"], [ada], ["ben"])
    assert set(book.keys()) == {"ada", "ben"}
    book.put_roll({"ada": CLEO, "ben": Identity("ben")}, {})
    assert (book.students, book.gone, book.identities["ada"]) == (["ada", "ben"], [], CLEO)
    assert (book.row("ben").result, book.row("ben").standing.points) == (ben.result, 1.0)


def test_who_is_absent_and_what_looks_alike(book):
    assert (book.absent, book.similar) == ([], [])
    book.put_roll({}, {"zoe": Identity("Zoe"), "cleo": CLEO})
    assert book.identities == {"zoe": Identity("Zoe"), "cleo": CLEO}
    book.put_similar([SimilarPair("ada", "ben", 0.8), SimilarPair("ada", "cleo", 0.95)])
    assert book.absent == ["cleo", "zoe"]
    assert book.similar == [SimilarPair("ada", "cleo", 0.95), SimilarPair("ada", "ben", 0.8)]
    book.put_roll({}, {})
    book.put_similar([])
    assert (book.absent, book.similar) == ([], [])


def test_hostile_words_are_only_words(book):
    name = "x'); DROP TABLE submissions; --\n🎓"
    enter(book, name, a=2.0)
    assert book.row(name).student == name


def test_no_gradebook(tmp_path):
    with pytest.raises(GradebookError) as told:
        open_gradebook(tmp_path)
    assert str(told.value) == f"{tmp_path} holds no gradebook; grade batch SUBMISSIONS --out {tmp_path} makes one"


def test_an_existing_gradebook_is_opened(book, tmp_path):
    enter(book, "ada", a=2.0)
    again = open_gradebook(tmp_path)
    assert again.students == ["ada"]
    again.close()


def test_a_file_that_is_none(tmp_path):
    (tmp_path / "gradebook.sqlite").write_text("no database, but long enough to be read as one " * 5)
    with pytest.raises(GradebookError) as told:
        Gradebook(tmp_path)
    assert str(told.value) == f"the gradebook {tmp_path / 'gradebook.sqlite'} cannot be used: file is not a database"


def test_another_version(book, tmp_path):
    with closing(sqlite3.connect(tmp_path / "gradebook.sqlite")) as file, file:
        file.execute("UPDATE about SET value = '1'")
        for table in ("class", "exercises", "roll", "similar"):
            file.execute(f"DROP TABLE {table}")
    with pytest.raises(GradebookError) as error:
        Gradebook(tmp_path)
    sentence = "was written by another version of tensorgrade; name another --out"
    assert str(error.value) == f"{tmp_path / 'gradebook.sqlite'} {sentence}"


def test_a_full_disk(book):
    enter(book, "ada", "old", a=0.0)
    book.database.connection.execute("PRAGMA max_page_count = 1")
    many = {f"check {number}": 1.0 for number in range(2000)}
    with pytest.raises(GradebookError, match=r"cannot be used: database or disk is full$"):
        enter(book, "ben", "old", **many)
    assert book.keys()["ada"] == "old"
