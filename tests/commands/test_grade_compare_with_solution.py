"""`grade compare-with-solution`: when a course shows its solutions, and what is shown."""

from pathlib import Path

import msgspec
import pytest
from made_results import check, exercise, perfect
from released import release
from tiny_course import REFERENCE, write

from tensorgrade.answers.solution_archive import pack, solution_files
from tensorgrade.commands import progress
from tensorgrade.course.catalogue import read_course
from tensorgrade.submission.read import read_submission

FILE = Path("exercises/ex01_sums.py")
OWN = "def total(x):\n    result = 0\n    for each in x:\n        result = result + each\n    return result\n"
WITH_WHY = REFERENCE.replace(
    "    return x.sum()", '    """One call adds all up in compiled code."""\n    return _added(x)'
)
WITH_WHY = WITH_WHY.replace("def total", "def _added(x):\n    return x.sum()\n\n\ndef total")
AFTER_DUE = """compare-with-solution = "after-due"

[[assignments]]
name = "Week 1"
exercises = ["sums"]
due = "{}"
timezone = "Europe/Berlin"
"""
SHOWN = """\
yours ------------------------------------------------------------------------------------------------------------------
def total(x):
    result = 0
    for each in x:
        result = result + each
    return result

the course's -----------------------------------------------------------------------------------------------------------
def _added(x):
    return x.sum()


def total(x):
    return _added(x)
Why: One call adds all up in compiled code.

another: einsum --------------------------------------------------------------------------------------------------------
def total(x):
    return torch.einsum("i->", x)

"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with its solutions, in which the student has written total."""
    monkeypatch.chdir(write(tmp_path / "course", reference=WITH_WHY))
    FILE.write_text(OWN, encoding="utf-8")
    return Path.cwd()


def allow(rule):
    Path("course.toml").write_text(f"{rule}\n", encoding="utf-8")


def passed(outcome="passed"):
    course = read_course(Path.cwd())
    result = msgspec.structs.replace(perfect(), exercises=(exercise("sums", (check("total", outcome),)),))
    progress.keep(course, Path("exercises"), read_submission(Path("exercises"), course), result)


def test_a_course_that_says_nothing_shows_nothing(course, grade):
    passed()
    assert grade("compare-with-solution", "sums.total") == (
        2,
        "",
        "grade: your instructor does not show the solutions of this course, so there is nothing to compare with; "
        "`grade hint sums.total` helps with your own\n",
    )


def test_after_passing(course, grade):
    allow('compare-with-solution = "after-passing"')
    refused = (
        2,
        "",
        "grade: the solution is shown once your own passes, and sums.total does not, as far as it was graded; "
        "grade it with `grade run --function sums.total`\n",
    )
    assert grade("compare-with-solution", "sums.total") == refused
    passed("failed")
    assert grade("compare-with-solution", "sums.total") == refused
    passed()
    assert grade("compare-with-solution", "1.total") == (0, SHOWN, "")
    FILE.write_text(OWN + "# changed\n", encoding="utf-8")
    assert grade("compare-with-solution", "sums.total") == refused


def test_after_the_due_date(course, grade):
    allow('compare-with-solution = "after-due"')
    assert grade("compare-with-solution", "sums.total")[2] == (
        "grade: this course shows its solutions after the due date, and its course.toml has none for sums\n"
    )
    allow(AFTER_DUE.format("2999-01-31 23:59"))
    assert grade("compare-with-solution", "sums.total") == (
        2, "", "grade: this course shows its solutions after 2999-01-31 23:59 +0100\n"
    )  # fmt: skip
    allow(AFTER_DUE.format("2000-01-31 23:59"))
    assert grade("compare-with-solution", "sums.total") == (0, SHOWN, "")


def test_solutions_that_a_release_holds_locked(course, grade, tmp_path, monkeypatch):
    whole = read_course(course)
    locked = pack(solution_files(whole, whole.exercises), "a long passphrase")
    home = release(tmp_path / "home")
    monkeypatch.chdir(home)
    FILE.write_text(OWN, encoding="utf-8")
    allow('compare-with-solution = "after-passing"')
    passed()
    assert grade("compare-with-solution", "sums.total")[2] == (
        "grade: your instructor has not put the solutions into this repository; "
        "ask for them, or name a course that has them with --course DIR\n"
    )
    (home / "answer_key" / "solutions.locked").write_bytes(locked)
    assert grade("compare-with-solution", "sums.total", "--passphrase", "another one") == (
        2, "", "grade: answer_key/solutions.locked does not open with this passphrase\n"
    )  # fmt: skip
    assert grade("compare-with-solution", "sums.total", "--passphrase", "a long passphrase") == (0, SHOWN, "")
    FILE.write_text("def total(:\n", encoding="utf-8")
    allow(AFTER_DUE.format("2000-01-31 23:59"))
    told = grade("compare-with-solution", "sums.total", "--passphrase", "a long passphrase")[1]
    assert told.splitlines()[1] == "(it is not there)"
