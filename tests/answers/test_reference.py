"""What the reference leaves is recorded once; where it does not do the same again, nobody is graded on it."""

import re

import pytest
from tiny_course import write

from tensorgrade.answers.live_reference import LiveReference
from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader

pytestmark = pytest.mark.worker

WANDERING = """import os


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times + int.from_bytes(os.urandom(2), "big")
"""


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    with Grader(read_course(write(tmp_path_factory.mktemp("course"), reference=WANDERING)), devices=("cpu",)) as made:
        yield made


def test_it_is_run_once_for_a_seed(grader):
    told = []
    first = grader.reference.expected(5, told.append)
    assert [case.id for case in told] == [case.id for case in grader.cases]
    assert grader.reference.has(5)
    assert grader.reference.expected(5, told.append) is first
    assert len(told) == len(grader.cases)


def test_it_tells_what_recording_cost(grader):
    grader.reference.expected(8)
    told = r"recording took \d+\.\d s, with 0 runs of known mistakes on 0 cases in all"
    assert re.fullmatch(told, grader.reference.cost)


def test_where_it_does_not_do_the_same_again_it_is_no_measure(grader):
    changing = grader.reference.settle(6)
    assert changing == ["sums/doubled[draw0]", "sums/doubled[draw1]"]
    endings = {case: one.record.ending.kind for case, one in grader.reference.expected(6).cases.items()}
    assert endings == {
        "sums/total[draw0]": "completed",
        "sums/total[draw1]": "completed",
        **dict.fromkeys(changing, "unreadable"),
    }


def test_another_learns_what_one_has_recorded(grader):
    recorded = grader.reference.expected(5)
    other = LiveReference(grader.course, grader.exercises, list, pytest.fail, ("cpu",))
    other.learn_from(grader.reference)
    assert other.expected(5) is recorded
    other.adopt(7, grader.reference.expected(5))
    assert other.has(7)
