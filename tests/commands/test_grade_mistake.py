"""`grade mistake` and `grade run --mistake`: a known mistake as a hand-in, printed and graded."""

import json
import shutil

import pytest
from tiny_course import write

WHOLE = """# sums.total.mean, a known mistake. wrong-values: The mean is taken in place of the sum.

import torch


def total(x):
    return x.mean()


def doubled(x, times=2):
    return x * times
"""


@pytest.fixture
def course(tmp_path):
    return write(tmp_path)


def test_a_mistake_is_printed_as_a_whole_hand_in(course, grade):
    assert grade("mistake", "sums.total.mean", "--course", course) == (0, WHOLE, "")


@pytest.mark.parametrize("words", [["mistake", "sums.total.maen"], ["run", "--mistake", "sums.total.maen"]])
def test_an_unknown_mistake(course, grade, words):
    sentence = "grade: there is no known mistake 'sums.total.maen'; did you mean sums.total.mean?\n"
    assert grade(*words, "--course", course) == (2, "", sentence)


@pytest.mark.parametrize("words", [["mistake", "sums.total.mean"], ["run", "--mistake", "sums.total.mean"]])
def test_a_course_without_its_solutions_has_no_mistakes(course, grade, words):
    shutil.rmtree(course / "solutions")
    sentence = f"grade: {course} has no known mistakes: there is no folder solutions/mistakes\n"
    assert grade(*words, "--course", course) == (2, "", sentence)


def test_a_mistake_names_its_exercise(course, grade):
    status, _, told = grade("run", "--mistake", "sums.total.mean", "--exercise", "sums", "--course", course)
    assert (status, told) == (2, "grade: --mistake names its exercise; leave out --exercise\n")


def test_a_function_names_its_exercise(course, grade):
    status, _, told = grade("run", "--function", "sums.total", "--exercise", "sums", "--course", course)
    assert (status, told) == (2, "grade: --function names its exercise; leave out --exercise\n")


@pytest.mark.worker
def test_a_mistake_is_graded_as_a_hand_in_is(course, grade, tmp_path, monkeypatch):
    monkeypatch.chdir(course)
    result = tmp_path / "result.json"
    assert grade("run", "--mistake", "sums.total.mean", "--course", course, "--json", result)[0] == 1
    assert not (course / ".grade").exists()  # what came of it is not the student's standing
    document = json.loads(result.read_text())
    assert (document["submission"], document["points"]) == ("sums.total.mean", 5.0)
    (failed,) = [check for check in document["exercises"][0]["checks"] if check["outcome"] == "failed"]
    assert (failed["function"], failed["diagnoses"][0]["cause"]) == ("total", "The mean is taken in place of the sum.")
