"""Where an editor goes to: the line of a problem at its first sign, and nowhere for what lies in no file of its own."""

from pathlib import Path

import pytest
from tiny_course import write

from tensorgrade.commands.locations import find_in, locations_in
from tensorgrade.commands.notebook import student_notebook
from tensorgrade.course.catalogue import read_course
from tensorgrade.protocol.fields import Place
from tensorgrade.submission.read import read_submission
from tensorgrade_reports.overview import Location


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.chdir(write(tmp_path))
    return read_course(tmp_path)


def place(line, file="ex01_sums.py"):
    return Place(file, line, "total", "")


def test_a_line_is_found_at_its_first_sign(course):
    find = find_in(read_submission(Path("exercises"), course))
    assert find(place(6)) == Location("exercises/ex01_sums.py", 6)
    assert find(place(12)) == Location("exercises/ex01_sums.py", 12, 5)


@pytest.mark.parametrize("where", [place(0), place(3, "helpers.py"), place(3, "ex01_sums.ipynb, cell 2")])
def test_a_line_of_no_file_is_nowhere(course, where):
    assert find_in(read_submission(Path("exercises"), course))(where) is None


def test_a_line_after_the_end_is_its_beginning(course):
    find = find_in(read_submission(Path("exercises"), course))
    assert find(place(10_000)) == Location("exercises/ex01_sums.py", 10_000)


def test_of_a_notebook_there_is_the_file_alone(course):
    Path("work").mkdir()
    Path("work/ex01_sums.ipynb").write_bytes(student_notebook(course.exercises[0]))
    submission = read_submission(Path("work"), course)
    assert locations_in(submission) == {"sums": Location("work/ex01_sums.ipynb", 1)}
    assert find_in(submission)(place(6)) is None
