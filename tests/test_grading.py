"""From a submission to its result: which cases run where, and what is said when they cannot."""

import shutil
from pathlib import Path

import pytest
from symptoms import case
from tiny_course import CHECKS, REFERENCE, write

from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.execution.launcher import collect, launcher_for
from tensorgrade.exits import LauncherError
from tensorgrade.grading import Grader, rounded
from tensorgrade.protocol.messages import Collection
from tensorgrade.submission.read import Submission

MANY = """

@pytest.mark.points(1)
def test_many(subject, observe):
    \"\"\"total adds up many\"\"\"
    observe("result", subject.total(torch.ones(4_000_000)))
"""


def test_points_have_no_dust():
    assert rounded(0.1 + 0.2) == 0.3


class Collected:
    """A launcher that has collected this."""

    def __init__(self, **parts):
        self.collection = Collection(**parts)


def test_public_checks_come_first_exercise_by_exercise(course):
    first, second, *_ = course.exercises
    hidden = case(first.slug, "hidden", "hidden")
    public = [case(second.slug, "b"), case(first.slug, "a")]
    found = collect(Collected(cases=(hidden, *public, case("no_such", "a"))), [first, second])
    assert found == [public[1], hidden, public[0]]


def test_a_broken_check_and_an_absent_device_are_told(course):
    with pytest.raises(CourseError, match=r"the checks cannot be collected: .* SyntaxError"):
        collect(Collected(cases=(), problems=("test_sums.py: SyntaxError",)), course.exercises)
    with pytest.raises(CourseError, match="cuda is not there: no driver"):
        collect(Collected(cases=(), devices=(), absent={"cuda": "no driver"}), course.exercises)


def test_nothing_to_grade_against_is_told(tmp_path):
    course = write(tmp_path / "course", checks=CHECKS, reference=REFERENCE)
    (course / "solutions" / "ex01_sums.py").unlink()
    with pytest.raises(
        CourseError, match=r"no reference solution to grade against: solutions/ex01_sums\.py is missing"
    ):
        Grader(read_course(course)).start()


def test_a_grader_that_was_made_has_started_nothing(tmp_path):
    grader = Grader(read_course(write(tmp_path)), ["sums"])
    assert [exercise.slug for exercise in grader.exercises] == ["sums"]
    with pytest.raises(LauncherError, match=r"^the grader was not started$"):
        _ = grader.reference
    grader.close()


@pytest.mark.worker
def test_a_submission_meets_the_same_order_every_time(tmp_path):
    """Code that keeps count gets the same points again, also when the reference's times are known."""
    counting = "COUNT = []\n\n\ndef total(x):\n    COUNT.append(1)\n    return x.sum() * (len(COUNT) < 3)\n"
    course = read_course(write(tmp_path / "course", checks=CHECKS + MANY, reference=REFERENCE))
    submission = Submission("s", {"ex01_sums.py": counting.encode()}, {})
    with launcher_for(course.root, ("cpu",)) as launcher, Grader.on(launcher, course) as grader:
        results = [grader.grade(submission, seed=seed).result for seed in (3, 3, 3)]
    outcomes = {tuple((check.name, check.outcome) for check in result.checks) for result in results}
    assert len(outcomes) == 1


NUMPY_REFERENCE = """import numpy as np


def total(x):
    return {float(sum(x)), 0.5}


def doubled(x, times=2):
    return np.asarray(x) * times
"""
NUMPY_CHECKS = '''"""Checks of values that are not torch's."""

import numpy as np
import pytest


@pytest.mark.points(4)
def test_doubled(subject, observe):
    """doubled multiplies an array"""
    observe("result", subject.doubled(np.random.randn(3)))


@pytest.mark.points(4)
def test_total(subject, observe):
    """total gives a set"""
    observe("result", subject.total(np.random.randn(3)))


@pytest.mark.points(2)
def test_names(subject, observe):
    """total is a function"""
    observe("the function", subject.total.__get__)
'''


@pytest.mark.worker
def test_values_that_are_not_torchs_are_compared_and_what_is_not_recorded_grades_nobody(tmp_path):
    """An array that is not the right one gets nothing, and a check of a value that nobody looks into gives nothing."""
    course = read_course(write(tmp_path / "course", checks=NUMPY_CHECKS, reference=NUMPY_REFERENCE))
    zeros = NUMPY_REFERENCE.replace("np.asarray(x) * times", "np.zeros(1)").replace("0.5}", "0.25}")
    answers = (NUMPY_REFERENCE, zeros)
    submissions = [Submission("s", {"ex01_sums.py": text.encode()}, {}) for text in answers]
    with launcher_for(course.root, ("cpu",)) as launcher, Grader.on(launcher, course) as grader:
        graded = [grader.grade(submission, seed=3) for submission in submissions]
    outcomes = [{check.name: check.outcome for check in done.result.checks} for done in graded]
    assert outcomes[0] == {"doubled": "passed", "total": "passed", "names": "ungraded"}
    assert outcomes[1] == {"doubled": "failed", "total": "failed", "names": "ungraded"}
    shown = [diagnosis.message for check in graded[1].result.checks for diagnosis in check.diagnoses]
    assert shown == [
        "doubled: the shape is (1,); (3,) is expected.",
        "total: result is a set with 0.25; a set with 0.5 is expected.",
    ]
    why = "nobody can be graded by the observation the function: what method-wrapper holds is not recorded"
    assert [done.faults for done in graded] == [(f"sums/names[draw0]: {why}",)] * 2


RAISES = REFERENCE.replace("return x.sum()", "y = x.sum()\n    return y.nothing")


@pytest.mark.worker
def test_a_lesson_shows_the_student_s_code_in_the_failing_call(tmp_path):
    course = read_course(write(tmp_path / "course"))
    with launcher_for(course.root) as launcher, Grader.on(launcher, course) as grader:
        result = grader.grade(Submission("s", {"ex01_sums.py": RAISES.encode()}, {}), 0).result
    (lesson,) = result.exercises[0].lessons
    assert lesson.case == "sums/total[draw0]"
    assert lesson.code.call == "total(float32 tensor of shape (4,))"
    assert [(line.number, line.text, line.mark) for line in lesson.code.lines] == [
        (6, "def total(x):", ""), (7, "    y = x.sum()", ""), (8, "    return y.nothing", "raised"),
    ]  # fmt: skip
    first, second, _ = lesson.code.lines
    assert first.values[0].startswith("x = float32, shape (4,): [")
    assert second.values[0].startswith("y = float32, shape (): [")
    assert lesson.code.arguments[0][1].startswith("torch.tensor([")


@pytest.mark.worker
def test_of_a_hidden_check_no_code_is_shown(tmp_path):
    write(tmp_path / "course", checks=CHECKS.replace("torch.randn(4)))", "torch.ones(1)))", 1))
    hidden = tmp_path / "course" / "solutions" / "checks" / "test_sums.py"
    hidden.parent.mkdir()
    shutil.copy(Path(__file__).parent / "hidden_sums.py", hidden)
    course = read_course(tmp_path / "course")
    source = REFERENCE.replace("x.sum()", "x.mean()")
    with launcher_for(course.root) as launcher, Grader.on(launcher, course) as grader:
        result = grader.grade(Submission("s", {"ex01_sums.py": source.encode()}, {}), 0).result
    (lesson,) = result.exercises[0].lessons
    assert (lesson.visibility, lesson.case, lesson.code) == ("hidden", "", None)


@pytest.mark.worker
def test_cases_that_are_settled_are_not_run_and_count_as_right(tmp_path):
    course = read_course(write(tmp_path / "course"))
    wrong = REFERENCE.replace("x.sum()", "x.mean()").encode()
    with Grader(course) as grader:
        right = grader.grade(Submission("ada", {"ex01_sums.py": REFERENCE.encode()}, {}), 1).right
        assert set(right) == {case.id for case in grader.cases} and min(right.values()) > 0
        done = []
        settled = {case: 0.5 for case in right if case.startswith("sums/total")}
        graded = grader.grade(
            Submission("ada", {"ex01_sums.py": wrong}, {}), 1, lambda *told: done.append(told), settled=settled
        )
    assert graded.result.points == graded.result.possible
    assert done[-1][:2] == (len(right) - len(settled),) * 2
    assert {check.seconds for check in graded.result.checks if check.name == "total"} == {0.5 * len(settled)}
    assert graded.right.keys() == right.keys()


@pytest.mark.worker
def test_nothing_of_a_file_that_was_left_out_in_part_is_taken_as_right(tmp_path):
    course = read_course(write(tmp_path / "course"))
    source = f"{REFERENCE}\nSTARTED = 1 / 0\n"
    with Grader(course) as grader:
        graded = grader.grade(Submission("ada", {"ex01_sums.py": source.encode()}, {}), 1)
    assert graded.result.points == graded.result.possible
    assert graded.result.exercises[0].at_import and graded.right == {}


PATCHING = """import torch


def total(x):
    result = x.sum()
    torch.Tensor.__mul__ = lambda self, other: self
    return result


def doubled(x, times=2):
    return x * times
"""


@pytest.mark.worker
def test_what_one_function_patches_costs_no_other(tmp_path):
    course = read_course(write(tmp_path / "course", checks=CHECKS, reference=REFERENCE))
    with launcher_for(course.root, ("cpu",)) as launcher, Grader.on(launcher, course) as grader:
        result = grader.grade(Submission("s", {"ex01_sums.py": PATCHING.encode()}, {}), seed=0).result
    assert {check.function: check.outcome for check in result.checks} == {"total": "passed", "doubled": "passed"}


@pytest.mark.worker
def test_a_launcher_on_more_devices_than_a_key_answers_for_grades_on_those_alone(tmp_path, monkeypatch):
    course = read_course(write(tmp_path / "course", checks=CHECKS + PLACED, reference=REFERENCE))
    monkeypatch.setattr("tensorgrade.grading.key_in_place_of_references", lambda *asked: KeyOfTheCpu())
    with launcher_for(course.root, ("cpu", "sim")) as launcher, Grader.on(launcher, course) as grader:
        assert "sim" in {case.device for case in collect(launcher, course.exercises)}
        assert grader.devices == ("cpu",)
        assert {case.device for case in grader.cases} == {"cpu", None}


PLACED = """

def test_placed(subject, observe, device):
    \"\"\"total adds up wherever the numbers are\"\"\"
    observe("sum", subject.total(torch.ones(3)))
"""


class KeyOfTheCpu:
    """Answers for the CPU alone."""

    def offered(self, devices):
        return ("cpu",)

    def close(self):
        pass
