"""`grade run --templates`, as an instructor uses it."""

import pytest
from tiny_course import REFERENCE, write

pytestmark = pytest.mark.usefixtures("shared_launchers")


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A folder with a course, a submission and a folder for templates."""
    write(tmp_path / "course")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "ex01_sums.py").write_text(REFERENCE)
    (tmp_path / "own").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


RUN = ("run", "work", "--course", "course", "--html", "out.html", "--templates", "own")


def test_a_template_of_the_instructor_is_used(work, grade):
    (work / "own" / "submission.html").write_text("{{ result.submission }} has {{ score(result.points, 10) }}")
    assert grade(*RUN)[0] == 0
    assert (work / "out.html").read_text() == "work has 10 / 10"


def test_a_broken_template_is_one_sentence_and_no_file(work, grade):
    (work / "own" / "submission.html").write_text("\n{% for %}")
    status, _, told = grade(*RUN)
    assert status == 2
    assert " ".join(told.split()) == (
        "grade: the templates in own cannot be used: submission.html, line 2: "
        "Expected an expression, got 'end of statement block'"
    )
    assert not (work / "out.html").exists()


@pytest.mark.usefixtures("work")
def test_a_folder_that_is_not_there(grade):
    sentence = "grade: Invalid value for '--templates': Directory 'nowhere' does not exist.\n"
    assert grade("run", "work", "--templates", "nowhere") == (2, "", sentence)
