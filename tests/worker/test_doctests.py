"""The examples in the stubs' docstrings, run on the references."""

import os
import subprocess
import sys

import pytest
import tiny_course

pytestmark = pytest.mark.worker


def examples(course, *slugs):
    done = subprocess.run(
        [sys.executable, "-m", "tensorgrade.worker.doctests", course, *slugs],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)),
    )
    return done.returncode, done.stdout


@pytest.fixture
def course(tmp_path):
    """A course of two exercises: the examples of `sums` hold, one of `more` does not."""
    stub = tiny_course.STUB.replace("tensor(3.)", "tensor(4.)")
    return tiny_course.write(tiny_course.write(tmp_path), "more", 2, stub=stub)


def test_an_example_that_does_not_hold_is_told_and_nothing_of_those_that_hold(course):
    status, printed = examples(course)
    assert status == 1
    assert printed.startswith("ex02_more.py: the example of total gives something else: ")
    assert "Expected: tensor(4.) Got: tensor(3.)" in printed
    assert len(printed.splitlines()) == 1


def test_examples_that_hold_where_other_exercises_are_left_alone(course):
    assert examples(course, "sums") == (0, "")
