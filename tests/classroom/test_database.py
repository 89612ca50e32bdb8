"""The file of a gradebook: one of the version before is brought up to date, and nothing is lost."""

import sqlite3
from contextlib import closing

import pytest
from results import result

from tensorgrade.classroom.database import SINCE_4, TABLES, VERSION, Database, GradebookError
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.ledger import Ledger


@pytest.mark.parametrize(("version", "since"), [("4", ""), ("5", SINCE_4)])
def test_a_gradebook_of_a_version_before_is_brought_up_to_date(tmp_path, version, since):
    with closing(sqlite3.connect(tmp_path / "gradebook.sqlite")) as old, old:
        old.executescript(TABLES + since)
        old.execute("INSERT INTO about VALUES ('version', ?)", (version,))
        old.execute("INSERT INTO overrides VALUES ('ada', 'sums.a', 1.5, 'nearly')")
    with closing(Gradebook(tmp_path)) as book:
        assert book.database.version == VERSION
        book.put(book.row_of("ada", "ada", result("ada", a=0.0), None, ""), "k")
        assert book.row("ada").standing.points == 1.5
        assert Ledger(book.database).acts() == []
        assert Holdings(book.database).hints() == {}
    with closing(Gradebook(tmp_path)) as book:
        assert book.students == ["ada"]


def test_one_that_cannot_be_brought_up_to_date_is_as_it_was(tmp_path):
    path = tmp_path / "gradebook.sqlite"
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(TABLES + "CREATE TABLE acts (id INTEGER);")  # as a table of another hand may be called
        old.execute("INSERT INTO about VALUES ('version', '4')")
    with pytest.raises(GradebookError, match="cannot be used: table acts already exists"):
        Database(path)
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("SELECT value FROM about").fetchall() == [("4",)]
        names = {name for (name,) in old.execute("SELECT name FROM sqlite_master")}
    assert "sources" in SINCE_4 and "sources" not in names


def test_a_change_that_fails_half_way_changes_nothing(tmp_path):
    with closing(Database(tmp_path / "gradebook.sqlite")) as file:
        with pytest.raises(GradebookError):
            file.write([("INSERT INTO reviews VALUES (?, ?)", [("ada", "")]), ("INSERT INTO nowhere VALUES (1)", [()])])
        assert file.all("SELECT * FROM reviews") == []
