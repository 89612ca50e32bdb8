"""What holds on a machine with CUDA; elsewhere these tests are skipped."""

import pytest
import torch
from tiny_course import REFERENCE, write

from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.submission.read import Submission

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")

CHECKS = '''"""Checks."""

import pytest
import torch


@pytest.mark.points(5)
def test_total(subject, observe, device):
    """total adds up"""
    observe("result", subject.total(torch.randn(4)))


@pytest.mark.points(5)
def test_doubled(subject, observe, device):
    """doubled multiplies"""
    observe("result", subject.doubled(torch.randn(4)))
'''


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    with Grader(read_course(write(tmp_path_factory.mktemp("course"), checks=CHECKS)), devices=("cuda",)) as running:
        yield running


def graded(grader, right, wrong):
    source = REFERENCE.replace(right, wrong)
    return grader.grade(Submission("eva", {"ex01_sums.py": source.encode()}, {}), seed=5).result


def test_a_right_answer(grader):
    result = graded(grader, "", "")
    assert (result.points, result.device) == (10, "cuda")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("x.sum().cpu()", "left-on-cpu"),
        ("(x * torch.ones(4)).sum()", "device-mismatch"),
        ("torch.empty(1 << 44, device=x.device)", "out-of-memory"),
        ("torch.ones(3, device=x.device)[torch.tensor([7], device=x.device)].sum() + x.sum()", "raised"),
    ],
)
def test_one_function_breaks_and_the_other_keeps_its_points(grader, wrong, name):
    """A failed assertion on the GPU spoils its process for CUDA; the next check gets a new one."""
    result = graded(grader, "x.sum()", wrong)
    total, doubled = result.checks
    assert (total.points, doubled.points) == (0, 5)
    assert total.diagnoses[0].name == name


def test_float32_is_float32(grader):
    result = graded(grader, "x * times", "(x.expand(64, 4).t() @ torch.eye(64, 4, device=x.device))[:, 0] * times")
    assert result.checks[1].points == 5
