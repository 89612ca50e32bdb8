"""`grade run --templates`, as an instructor uses it."""

import subprocess
import sys

import pytest
from tiny_course import REFERENCE, write

pytestmark = pytest.mark.worker


def grade(*arguments, cwd):
    """Run `grade` and return the finished process; output is text."""
    command = [sys.executable, "-m", "tensorgrade", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def work(tmp_path):
    """A folder with a course, a submission and a folder for templates."""
    write(tmp_path / "course")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "ex01_sums.py").write_text(REFERENCE)
    (tmp_path / "own").mkdir()
    return tmp_path


def run(work):
    return grade("run", "work", "--course", "course", "--html", "out.html", "--templates", "own", cwd=work)


def test_a_template_of_the_instructor_is_used(work):
    (work / "own" / "submission.html").write_text("{{ result.submission }} has {{ score(result.points, 10) }}")
    assert run(work).returncode == 0
    assert (work / "out.html").read_text() == "work has 10 / 10"


def test_a_broken_template_is_one_sentence_and_no_file(work):
    (work / "own" / "submission.html").write_text("\n{% for %}")
    done = run(work)
    assert done.returncode == 2
    assert " ".join(done.stderr.split()) == (
        "grade: the templates in own cannot be used: submission.html, line 2: "
        "Expected an expression, got 'end of statement block'"
    )
    assert not (work / "out.html").exists()


def test_a_folder_that_is_not_there(work):
    done = grade("run", "work", "--templates", "nowhere", cwd=work)
    sentence = "grade: Invalid value for '--templates': Directory 'nowhere' does not exist.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)
