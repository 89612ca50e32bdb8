"""Checks on several devices: what is right on the CPU only is found, named, and told apart from what is wrong."""

import subprocess
import sys

import pytest
import torch
from tiny_course import REFERENCE, write

from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.grading import Grader
from tensorgrade.submission.read import Submission
from tensorgrade.worker.devices import NO_CUDA, find_devices
from tensorgrade_reports.html.page import page
from tensorgrade_reports.overview import devices_told
from tensorgrade_reports.terminal import result as terminal

pytestmark = pytest.mark.worker

CHECKS = '''"""Checks."""

import pytest
import torch
from torch import nn


@pytest.mark.points(5)
@pytest.mark.usefixtures("device")
def test_total(subject, observe):
    """total adds up"""
    layer = nn.Linear(3, 3)
    observe("result", subject.total(layer(torch.randn(4, 3))).detach())


@pytest.mark.points(5)
def test_doubled(subject, observe, device):
    """doubled multiplies"""
    x = torch.randn(4)
    observe("device of x", x.device)
    observe("result", subject.doubled(x))
    observe("result on the CPU", subject.doubled(torch.randn(4, device="cpu")))
'''
HIDDEN = '''"""Hidden checks."""

import torch


def test_doubled_integers(subject, observe, device):
    """doubled multiplies integers"""
    observe("result", subject.doubled(torch.arange(4)))
'''


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("course"), checks=CHECKS)
    (root / "solutions" / "checks").mkdir()
    (root / "solutions" / "checks" / "test_sums.py").write_text(HIDDEN)
    return read_course(root)


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course, devices=("cpu", "sim")) as running:
        yield running


def graded(grader, source):
    return grader.grade(Submission("eva", {"ex01_sums.py": source.encode()}, {}), seed=5).result


def test_a_right_answer_is_right_everywhere(grader):
    result = graded(grader, REFERENCE)
    assert (result.points, result.device) == (10, "cpu,sim")
    assert {case.device for case in grader.cases} == {"cpu", "sim"}


@pytest.mark.parametrize(
    ("right", "wrong", "function", "name", "where"),
    [
        (
            "x.sum()",
            "x.sum().cpu()",
            "total",
            "left-on-cpu",
            "total(float32 tensor of shape (4, 3) on sim:0) -> result -> made in ex01_sums.py, line 7: "
            "return x.sum().cpu()",
        ),
        (
            "x * times",
            "x * torch.full((4,), times)",
            "doubled",
            "device-mismatch",
            "ex01_sums.py, line 11: return x * torch.full((4,), times); the tensor on the CPU was made in "
            "ex01_sums.py, line 11: return x * torch.full((4,), times)",
        ),
    ],
)
def test_what_breaks_on_an_accelerator(grader, right, wrong, function, name, where):
    result = graded(grader, REFERENCE.replace(right, wrong))
    failed = [check for check in result.checks if check.outcome != "passed"]
    assert {check.function for check in failed} == {function}
    assert [check.breaks_on for check in failed] == [("sim",)] * len(failed)
    first = failed[0].diagnoses[0]
    assert (first.name, first.where) == (name, where)
    told = "right on the CPU, breaks on the simulated accelerator"
    assert devices_told(failed[0]) == told
    assert f"<dt>device</dt><dd>{told}</dd>" in page(result)
    out = terminal.console()
    with out.capture() as captured:
        terminal.show_all(result, out, terminal.PLAIN_VIEW)
    assert f"{told}: {name}" in captured.get()
    assert f"  device    {told}" in captured.get()


def test_what_is_wrong_on_the_cpu_is_just_wrong(grader):
    result = graded(grader, REFERENCE.replace("x.sum()", "x.sum().cpu() + 1"))
    check = next(check for check in result.checks if check.outcome != "passed")
    assert (check.breaks_on, devices_told(check)) == ((), "")
    assert check.diagnoses[0].name == "wrong-values"


def test_inputs_are_the_same_on_all_devices(grader):
    expected = grader.reference.expected(5)
    numbers = {}
    for case in grader.cases:
        if case.check == "doubled" and "draw0" in case.id:
            evidence = expected.of(case.id)
            numbers[case.device] = evidence.arrays[evidence.record.observations[1].value.values]
    assert (numbers["cpu"] == numbers["sim"]).all()


def test_one_device_only(course):
    with Grader(course, devices=("cpu",)) as running:
        result = graded(running, REFERENCE.replace("x.sum()", "x.sum().cpu()"))
    assert (result.points, result.device) == (10, "cpu")


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_a_device_that_is_not_there(course):
    assert find_devices(["cpu", "cuda"]) == (("cpu",), {"cuda": NO_CUDA})
    with Grader(course, devices=("cuda",)) as running, pytest.raises(CourseError) as caught:
        _ = running.cases
    assert str(caught.value) == f"cuda is not there: {NO_CUDA}"


def test_a_torch_without_the_simulated_accelerator(monkeypatch):
    from tensorgrade.worker.sim import backend

    monkeypatch.setattr(backend, "_registered", [])
    monkeypatch.delattr("torch.utils.backend_registration._setup_privateuseone_for_python_backend")
    why = f"the simulated accelerator needs torch 2.10 or newer; this is torch {torch.__version__}"
    assert find_devices(["cpu", "sim"]) == (("cpu",), {"sim": why})


def test_a_developer_runs_checks_on_devices(course):
    command = [sys.executable, "-m", "pytest", "exercises/checks", "--subject", "solutions", "--devices"]
    done = subprocess.run([*command, "cpu,sim"], cwd=course.root, capture_output=True, text=True, check=False)
    assert "6 passed" in done.stdout


MANY_CASES = '''"""Checks."""

import pytest


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_doubled(subject, observe, device, times):
    """doubled multiplies"""
'''


def test_on_a_further_device_the_first_case_stands_for_all(tmp_path):
    root = write(tmp_path, checks=MANY_CASES)
    command = [sys.executable, "-m", "pytest", "exercises/checks", "--subject", "solutions", "--devices", "cpu,sim"]
    done = subprocess.run([*command, "--collect-only", "-q"], cwd=root, capture_output=True, text=True, check=False)
    cases = [line.rpartition("[")[2] for line in done.stdout.splitlines() if "::" in line]
    assert [case for case in cases if "sim" in case] == ["draw0-sim-1]"]
    assert sum("cpu" in case for case in cases) == 4


TWO_DEVICES = '''"""Checks."""

import pytest
import torch


@pytest.mark.points(5)
def test_total(subject, observe, elsewhere):
    """total adds up, and lets gradients through, on two devices"""
    for place in ("cpu", elsewhere):
        x = torch.randn(4, device=place, requires_grad=True)
        observe(f"result on {place}", subject.total(x)).backward()
        observe(f"gradient on {place}", x.grad)


@pytest.mark.points(5)
def test_doubled(subject, observe):
    """doubled multiplies"""
    observe("result", subject.doubled(torch.randn(4)))
'''


def test_a_check_that_needs_two_devices_has_them_when_only_the_cpu_is_asked_for(tmp_path):
    course = read_course(write(tmp_path, checks=TWO_DEVICES))
    with Grader(course, devices=("cpu",)) as grader:
        right = grader.grade(Submission("right", {"ex01_sums.py": REFERENCE.encode()}, {}), 0).result
        source = REFERENCE.replace("x.sum()", "x.cpu().sum()").encode()
        moved = grader.grade(Submission("moved", {"ex01_sums.py": source}, {}), 0).result
    assert (right.points, right.is_final, right.device) == (10, True, "cpu")
    assert [one.name for one in moved.checks[0].diagnoses] == ["left-on-cpu"]
