"""`grade record`: what runs before there is a submission, kept where the grading looks for it."""

import re

import pytest
from tiny_course import write

from tensorgrade.commands.export.autograder_zip import FILES

pytestmark = pytest.mark.worker


@pytest.fixture
def course(tmp_path):
    return write(tmp_path / "course")


def test_what_is_recorded_once_is_not_run_again(course, tmp_path, grade, monkeypatch):
    monkeypatch.setenv("TENSORGRADE_CACHE", str(tmp_path / "kept"))
    status, text, errors = grade("record", "--course", course)
    assert (status, errors) == (0, "")
    assert re.sub(r"\d+\.\d s", "N s", text) == (
        "sums is recorded\nrecording took N s, with 1 runs of known mistakes on 3 cases in all\n"
    )
    assert {path.suffix for path in (tmp_path / "kept" / "recordings").iterdir()} == {".frames", ".habits"}
    assert "with 0 runs of known mistakes on 0 cases in all" in grade("record", "--course", course)[1]


def test_what_is_not_there_is_told(course, grade):
    assert grade("record", "--course", course, "--exercise", "sumz") == (
        2,
        "",
        "grade: there is no exercise 'sumz'; did you mean 'sums'?\n",
    )


@pytest.mark.parametrize(
    ("kind", "builds", "runs"),
    [
        ("gradescope", "setup.sh", "run_autograder"),
        ("prairielearn", "Dockerfile", "Dockerfile"),
    ],
)
def test_an_image_records_where_its_grading_looks(kind, builds, runs):
    assert re.search(r"\bgrade record --course \S+\{asked\}\n", (FILES / kind / builds).read_text("utf-8"))
    assert "TENSORGRADE_CACHE=/opt/recordings" in (FILES / kind / runs).read_text("utf-8")
