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


@pytest.mark.parametrize("slugs", [(), ("sums",)])
def test_examples_that_hold(tmp_path, slugs):
    assert examples(tiny_course.write(tmp_path), *slugs) == (0, "")


def test_an_example_that_does_not_hold_is_told(tmp_path):
    stub = tiny_course.STUB.replace("tensor(3.)", "tensor(4.)")
    status, printed = examples(tiny_course.write(tmp_path, stub=stub))
    assert status == 1
    assert printed.startswith("ex01_sums.py: the example of total gives something else: ")
    assert "Expected: tensor(4.) Got: tensor(3.)" in printed


def test_other_exercises_are_left_alone(tmp_path):
    stub = tiny_course.STUB.replace("tensor(3.)", "tensor(4.)")
    assert examples(tiny_course.write(tmp_path, stub=stub), "others") == (0, "")
