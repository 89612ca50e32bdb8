"""`grade regrade`, and a mistake that is taught at the desk, on a class that was graded once and is not run again."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tiny_course import CHECKS, REFERENCE, STUB, write

from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import kept_groups
from tensorgrade.classroom.ledger import Ledger
from tensorgrade.course.catalogue import read_course
from tensorgrade_reports.desk.app import desk_app
from tensorgrade_reports.desk.class_cache import ClassCache
from tensorgrade_reports.desk.class_view import Desk
from tensorgrade_reports.desk.guard import Secrets

pytestmark = pytest.mark.usefixtures("shared_launchers")

MAX = REFERENCE.replace("x.sum()", "x.max()")
MINE = REFERENCE.replace("return x.sum()", "return largest_of(x)\n\n\ndef largest_of(x):\n    return x.max() * 1.0")
LARGEST = '''

def largest(x):
    """wrong-values: Only the largest number is taken.
    remedy: Add all of them.
    """
    return x.max()
'''
HOME = "http://127.0.0.1:1"
BATCH = ("batch", "box", "--out", "out", "--isolation", "best", "--course", "course", "--seed", "3")


@dataclass(frozen=True)
class Class:
    """A course, a box of hand-ins and a gradebook, in one folder, and how a command is run in it."""

    root: Path
    grade: Callable[..., tuple[int, str, str]]

    @property
    def out(self):
        return self.root / "out"

    @property
    def mistakes(self):
        return self.root / "course" / "solutions" / "mistakes" / "sums" / "total.py"

    def batch(self, *arguments):
        """Grade the class; gives what is printed."""
        return self.grade(*BATCH, *arguments)[1]

    def results(self):
        """What the gradebook has of each student but for times and keys: points, and what the lessons say."""
        with closing(Gradebook(self.out)) as book:
            return {
                row.student: (row.result.points, [lesson.diagnosis.cause for lesson in row.result.exercises[0].lessons])
                for row in book.rows()
            }


def moved_course(root):
    """Say in a copied gradebook where the copied course is."""
    with closing(sqlite3.connect(root / "out" / "gradebook.sqlite")) as file, file:
        file.execute("UPDATE about SET value = ? WHERE name = 'course'", (str(root / "course"),))
        file.execute("UPDATE class SET submissions = ?", (str(root / "box"),))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = tmp_path_factory.mktemp("class")
    write(root / "course")
    for name, text in {"ada": REFERENCE, "ben": MAX, "cleo": STUB, "dora": MINE}.items():
        (root / "box" / name).mkdir(parents=True)
        (root / "box" / name / "ex01_sums.py").write_text(text)
    done = subprocess.run([sys.executable, "-m", "tensorgrade", *BATCH], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def class_(graded, tmp_path, grade, monkeypatch):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    moved_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    return Class(tmp_path, grade)


def test_a_new_known_mistake_is_told_as_if_the_class_had_been_graded_with_it(class_):
    with class_.mistakes.open("a") as file:
        file.write(LARGEST)
    done = class_.grade("regrade", "out")
    assert done == (0, "4 judged again, the points of 0 change.\n", "")
    judged_again = class_.results()
    assert judged_again["ben"] == judged_again["dora"] == (5.0, ["Only the largest number is taken."])
    assert "Only the largest number" in (class_.out / "students" / "ben.html").read_text()
    assert class_.batch().startswith("0 graded, 4 unchanged since the last run")
    assert class_.batch("--fresh").startswith("4 graded")
    assert class_.results() == judged_again


def test_a_change_of_points_is_listed_and_written_when_it_is_wanted(class_):
    checks = class_.root / "course" / "exercises" / "checks" / "test_sums.py"
    checks.write_text(CHECKS.replace("points(5)", "points(15)", 1).replace("adds up", "adds all up"))
    before = class_.results()
    _, printed, _ = class_.grade("regrade", "out")
    assert printed.splitlines() == [
        "ben: 5 -> 2.5 (sums 5 -> 2.5)",
        "dora: 5 -> 2.5 (sums 5 -> 2.5)",
        "4 judged again, the points of 2 change.",
        "Nothing is written.",
    ]
    assert class_.results() == before
    assert class_.grade("regrade", "out", "--yes")[0] == 0
    assert {student: points for student, (points, _) in class_.results().items()} == {
        "ada": 10.0, "ben": 2.5, "cleo": 0.0, "dora": 2.5,
    }  # fmt: skip
    assert "adds all up" in (class_.out / "students" / "ben.html").read_text()
    assert class_.batch().startswith("0 graded, 4 unchanged")


def test_what_has_to_be_run_anew_is_told_and_run_when_it_is_asked_for(class_):
    checks = class_.root / "course" / "exercises" / "checks" / "test_sums.py"
    checks.write_text(CHECKS.replace("total(torch.randn(4))", "total(torch.ones(1))"))  # where sum and max are the same
    before = class_.results()
    _, printed, _ = class_.grade("regrade", "out", "--yes")
    assert printed.splitlines() == [
        "4 judged again, the points of 0 change.",
        "Not judged again, for they have to be run anew: sums (grade regrade --exercise SLUG).",
    ]
    assert class_.results() == before
    (class_.root / "box" / "dora" / "ex01_sums.py").write_text(REFERENCE)  # another hand-in than was graded
    _, printed, _ = class_.grade("regrade", "out", "--exercise", "sums", "--yes")
    assert printed.splitlines() == [
        "ben: 5 -> 10 (sums 5 -> 10)",
        "3 run anew, the points of 1 change.",
        "1 left as they are, for their hand-ins are not what was graded: grade batch does that.",
    ]
    assert class_.results()["dora"] == before["dora"]
    assert class_.batch().startswith("1 graded, 3 unchanged")


def test_a_batch_on_some_exercises_of_its_gradebook_runs_those_anew_and_keeps_the_others(class_):
    write(class_.root / "course", "more", 2)
    for name, text in {"ada": REFERENCE, "ben": MAX}.items():
        (class_.root / "box" / name / "ex02_more.py").write_text(text)
    shutil.rmtree(class_.out)
    assert class_.batch().startswith("4 graded")
    checks = class_.root / "course" / "exercises" / "checks" / "test_sums.py"
    checks.write_text(CHECKS.replace("total(torch.randn(4))", "total(torch.ones(1))"))  # where sum and max are the same
    assert class_.batch("--exercise", "sums").splitlines() == [
        "ben: 10 -> 15 (sums 5 -> 10)",
        "dora: 5 -> 10 (sums 5 -> 10)",
        "4 run anew, the points of 2 change.",
    ]
    assert {student: points for student, (points, _) in class_.results().items()} == {
        "ada": 20.0, "ben": 15.0, "cleo": 0.0, "dora": 10.0,
    }  # fmt: skip
    status, _, told = class_.grade(*BATCH, "--exercise", "sums", "--due", "2026-11-01")
    assert status == 2 and told.startswith("grade: out/gradebook.sqlite is of other exercises: sums more; ")


def test_what_cannot_be_graded_again_is_told(class_):
    sentence = f"{Path('out/gradebook.sqlite')} is not of loops, but of sums"
    assert class_.grade("regrade", "out", "--exercise", "loops") == (2, "", f"grade: {sentence}\n")
    sentence = "nowhere holds no gradebook; grade batch SUBMISSIONS --out nowhere makes one"
    assert class_.grade("regrade", "nowhere") == (2, "", f"grade: {sentence}\n")


@pytest.fixture
def browser(class_):
    desk = Desk(class_.out, read_course(class_.root / "course"), ClassCache())
    client = TestClient(desk_app(desk, Secrets("token", "cookie", "form"), 1), base_url=HOME, follow_redirects=False)
    client.get("/?token=token")
    return client


def teach(browser, class_, **form):
    with closing(Gradebook(class_.out)) as book:
        (group,) = (one for one in kept_groups(book) if one.kind == "alike")
    assert group.students == ("ben", "dora")
    words = {"name": "largest", "diagnosis": "wrong-values", "cause": "Only the largest\r\nis taken.", "remedy": "Add."}
    words |= {"form": "form", "group": group.id, "read": "yes", "code": "def total(x):\r\n    return x.max()"}
    return browser.post("/teach", data={**words, **form}, headers={"origin": HOME})


def test_a_group_is_taught_judged_again_and_taken_back(class_, browser):
    before, text = class_.results(), class_.mistakes.read_text()
    page = browser.get("/groups").text
    assert "2 students" in page
    answer = teach(browser, class_)
    assert (answer.status_code, answer.headers["location"]) == (303, "/functions/sums/total")
    docstring = '"""wrong-values: Only the largest is taken.\n    remedy: Add.\n    """'
    assert class_.mistakes.read_text() == f"{text}\n\ndef largest(x):\n    {docstring}\n    return x.max()\n"
    assert class_.results()["dora"] == (5.0, ["Only the largest is taken."])
    assert "with a known mistake" in browser.get("/functions/sums/total").text
    assert class_.batch().startswith("0 graded, 4 unchanged")
    assert "largest taught, wrong-values: Only the largest is taken." in browser.get("/log").text
    answer = browser.post("/undo", data={"form": "form", "act": "1"}, headers={"origin": HOME})
    assert answer.status_code == 303
    assert (class_.results(), class_.mistakes.read_text()) == (before, text)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": "no name"}, "'no name' is no name for a mistake: write one as of a function, such as rows_twice"),
        ({"name": "mean"}, "total.py: two mistakes are named mean"),
        ({"code": "def total(x: return 1"}, "the code cannot be read: "),
        ({"code": "def doubled(x):\n    return x"}, "the code does not define total once"),
        ({"code": "def total(x): return x.max()"}, "write total as a definition of several lines"),
        ({"cause": ""}, "say what the cause is"),
        ({"diagnosis": "wrong-colour"}, "there is no diagnosis 'wrong-colour'"),
        ({"code": "def total(x):\n    return x.sum() + 0"}, "no check catches this: it gets all points of its"),
        ({"code": "def total(x):\n    return x.min()"}, "nobody of the group would be told this: "),
        ({"code": "def total(x):\n    return x.mean()"}, "and sums.total.largest (wrong-values: Only the largest is"),
        ({"cause": "`minimum` is taken."}, "is used and said to be missing"),
    ],
)  # fmt: skip
def test_what_is_no_known_mistake_of_the_group_is_told_and_changes_nothing(class_, browser, form, sentence):
    before, text = class_.results(), class_.mistakes.read_text()
    answer = teach(browser, class_, **form)
    assert answer.status_code == 400
    assert sentence in answer.text.replace("&#39;", "'").replace("&#34;", '"')
    assert (class_.results(), class_.mistakes.read_text()) == (before, text)
    with closing(Gradebook(class_.out)) as book:
        assert Ledger(book.database).acts() == []
