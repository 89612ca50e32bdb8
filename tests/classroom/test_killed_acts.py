"""Kill -9 in the middle of each writing act, at every statement of it: the gradebook is as before the act, or as after.

A fork of the test does the act with a connection of its own, and kills itself when the chosen statement begins.
"""

import os
import signal
from contextlib import closing, nullcontext

import pytest
from made_class import made_class
from msgspec.structs import replace
from tiny_course import MISTAKE, write

from tensorgrade.classroom import teaching
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.ledger import Given, Ledger
from tensorgrade.classroom.regrading import Regrade, regrade_statements
from tensorgrade.classroom.teaching import FileEdit, Teacher, brought_to_an_end
from tensorgrade.course.catalogue import read_course

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")

MARKS = ("overrides", "comments", "reviews", "checks", "groups", "about")
TABLES = dict.fromkeys(MARKS, "*") | {
    "submissions": "student, key, points, result",
    "acts": "id, told, changes, is_undone",
    "history": "id, student, points",
}  # all but the time at which something was done
MOST_STATEMENTS, KILLED = 200, -signal.SIGKILL


@pytest.fixture
def out(tmp_path):
    """A class in which something was done by hand already: acts 1 and 2."""
    made_class(tmp_path, read_course(write(tmp_path / "course")))
    with closing(Gradebook(tmp_path)) as book:
        ledger = Ledger(book.database)
        ledger.set_points([book.row("gus").result, book.row("hal").result], "sums.a", 1.0, "nearly")
        ledger.comment(["dora", "eve"], "", "Well done.")
    return tmp_path


def state(out):
    """All that is in a gradebook, and the file of mistakes."""
    with closing(Gradebook(out)) as book:
        assert book.database.one("PRAGMA integrity_check") == ("ok",)
        rows = {
            table: book.database.all(f"SELECT {columns} FROM {table} ORDER BY 1, 2")
            for table, columns in TABLES.items()
        }
    return rows, mistakes_in(out).read_text()


def mistakes_in(out):
    return out / "course" / "solutions" / "mistakes" / "sums" / "total.py"


def put_back(out, gradebook, mistakes):
    for file in out.glob("gradebook.sqlite*"):
        file.unlink()
    (out / "gradebook.sqlite").write_bytes(gradebook)
    mistakes_in(out).write_text(mistakes)


def ending_of(out, act, statement):
    """Do an act in a fork that kills itself when so many writing statements have begun; return how the fork ended."""
    child = os.fork()
    if child == 0:
        left = [statement]

        def count(told):
            left[0] -= not told.startswith(("SELECT", "PRAGMA"))
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            book = Gradebook(out)
            book.database.connection.set_trace_callback(count)
            act(book)
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_everywhere(out, act, mended=lambda book: None, step=1):
    """Kill an act at each of its statements, or every so many.

    Return how often that left what was before the act, and how often what is after it.
    """
    gradebook, mistakes, before = (out / "gradebook.sqlite").read_bytes(), mistakes_in(out).read_text(), state(out)
    states = []
    for statement in range(1, MOST_STATEMENTS, step):
        put_back(out, gradebook, mistakes)
        ending = ending_of(out, act, statement)
        with closing(Gradebook(out)) as book:
            mended(book)
        states.append(state(out))
        if ending == 0:
            break
        assert ending == KILLED
    *killed, after = states
    assert after != before
    assert all(one in (before, after) for one in killed)
    return killed.count(before), killed.count(after)


def whole(out, act, step=1):
    """Kill an act that is one transaction: whatever was not committed is not there."""
    before, after = killed_everywhere(out, act, step=step)
    assert before >= 4  # BEGIN, a mark, its line in the log, COMMIT
    assert after == 0


def test_points(out):
    whole(out, lambda book: Ledger(book.database).set_points([row.result for row in book.rows()], "sums", 1, "x"))


def test_points_of_a_list(out):
    def give(book):
        given = [Given(row.result, place, 1.0, "x") for row in book.rows() for place in ("sums.a", "bonus")]
        Ledger(book.database).give(given)

    whole(out, give, step=3)


def test_points_taken_back(out):
    whole(out, lambda book: Ledger(book.database).withdraw_points("gus", "sums.a"))


def test_comments(out):
    whole(out, lambda book: Ledger(book.database).comment(book.students, "sums.total", "Look at `dim`."))


def test_a_comment_taken_back(out):
    whole(out, lambda book: Ledger(book.database).withdraw_comment("dora", "", "Well done."))


def test_reviews(out):
    whole(out, lambda book: Ledger(book.database).review(book.students, "", True))


def test_undoing(out):
    whole(out, lambda book: Ledger(book.database).undo(1))


def test_judging_again(out):
    def regrade(book):
        rows = list(book.rows())
        fewer = [
            Regrade(row, replace(row.result, points=0.0), Holdings(book.database).of(row.student), "k 8 x")
            for row in rows
        ]
        book.database.write(regrade_statements(book, fewer))

    whole(out, regrade, step=5)


@pytest.fixture
def taught(out, monkeypatch):
    """A course in which mistakes are taught without grading; what is killed meanwhile is brought to an end later."""
    monkeypatch.setattr(teaching, "Grader", lambda *arguments, **options: nullcontext())
    monkeypatch.setattr(teaching, "Regrading", lambda book, course: NothingAgain())
    return read_course(out / "course")


def without_groups(out):
    """Have no groups, to see them gathered again."""
    with closing(Gradebook(out)) as book:
        book.database.write([("DELETE FROM groups", [()])])


def teach(book, course, out):
    edit = FileEdit(mistakes_in(out), MISTAKE, MISTAKE + "\n\nLOW = 1\n", "total: low taught")
    return Teacher(book, course).change_file(edit, lambda regrades, grader: None)


def test_teaching(out, taught):
    without_groups(out)
    before, after = killed_everywhere(
        out, lambda book: teach(book, taught, out), lambda book: brought_to_an_end(book, taught)
    )
    assert (before >= 4, after >= 4) == (True, True)


def test_taking_back_what_was_taught(out, taught):
    with closing(Gradebook(out)) as book:
        number = teach(book, taught, out)
    without_groups(out)

    def unteach(book):
        (act,) = (act for act in Ledger(book.database).acts() if act.number == number)
        Teacher(book, taught).unteach(act)

    before, after = killed_everywhere(out, unteach, lambda book: brought_to_an_end(book, taught))
    assert (before >= 4, after >= 4) == (True, True)
    assert mistakes_in(out).read_text() == MISTAKE


class NothingAgain:
    """Judges nobody again."""

    def judged_again(self, grader):
        return iter(())
