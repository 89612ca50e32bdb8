"""`grade repro` prints the first failing call as a script; what it prints is run."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_course import CHECKS, REFERENCE, write

from tensorgrade.commands.check_code import CheckCode, check_code
from tensorgrade.commands.cli import cli
from tensorgrade.commands.repro import script
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import Excerpt, Lesson

DOUBLED = "\n\ndef doubled(x, times=2):\n    return x * times\n"


def lesson(*arguments, case="sums/total[draw0]", where=""):
    told = Diagnosis("raised", "total: raises ValueError: no", "", "", where, "", "")
    code = Excerpt("ex01_sums.py", "total(x)", (), arguments)
    return Lesson("total", told, ("test_total",), "public", 1.0, case=case, code=code)


@pytest.mark.usefixtures("shared_launchers")
def test_what_it_prints_makes_the_failing_call(tmp_path, monkeypatch):
    course = write(tmp_path / "course", checks=CHECKS.replace("torch.randn(4)", "torch.tensor([0.5, -2.0])"))
    (course / "exercises" / "ex01_sums.py").write_text(REFERENCE.replace("x.sum()", "x.mean()"), encoding="utf-8")
    monkeypatch.chdir(course)
    done = CliRunner().invoke(cli, ["repro", "total"])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[:2] == [
        "# total: result is -0.75; about -1.5 is expected.",
        "# The failing call: total(float32 tensor of shape (2,))",
    ]
    run = subprocess.run([sys.executable, "-"], input=done.stdout, capture_output=True, text=True, check=True)
    assert run.stdout == "tensor(-0.7500)\n"


@pytest.mark.usefixtures("shared_launchers")
def test_without_a_failing_call_it_says_so(tmp_path, monkeypatch):
    course = write(tmp_path / "course")
    (course / "exercises" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    monkeypatch.chdir(course)
    done = CliRunner().invoke(cli, ["repro", "sums.total"])
    assert done.stdout == "# Every public check of total passed: there is no failing call.\n"


@pytest.mark.usefixtures("shared_launchers")
def test_a_function_that_is_not_written_has_no_failing_call(tmp_path, monkeypatch):
    monkeypatch.chdir(write(tmp_path / "course"))
    done = CliRunner().invoke(cli, ["repro", "sums.total"])
    assert done.stdout == "# total is not written yet: there is no failing call.\n"


LOADING = """
import torch
from torch.utils.data import DataLoader, TensorDataset


def batches(size):
    return DataLoader(TensorDataset(torch.ones(6)), batch_size=size)


SIZE = 4


def test_total(subject, observe):
    \"\"\"total adds up\"\"\"
    with observe.raises("exception for no loader"):
        subject.total(None)
    loader = batches(SIZE)
    with observe.unmodified(loader=[6]):
        result = subject.total(loader)
    observe("result", result)
    observe.shares_memory("memory is shared", torch.ones(2), torch.ones(2))
    observe.advise("size", SIZE, "python-loop")


def test_doubled(subject, observe):
    \"\"\"doubled multiplies\"\"\"
    observe("result", subject.doubled(torch.ones(2)))
"""
TOTAL = "import torch\n\n\ndef total(loader):\n    return sum(x.sum() for x, in loader){}\n"


def courses_script(folder: Path, monkeypatch) -> str:
    """The script for a function that is given a loader, from a repository as students have it."""
    course = write(folder / "course", checks=LOADING, reference=TOTAL.format("") + DOUBLED)
    (course / "exercises" / "ex01_sums.py").write_text(TOTAL.format(" / 2") + DOUBLED, encoding="utf-8")
    monkeypatch.chdir(course)
    done = CliRunner().invoke(cli, ["repro", "sums.total"])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.usefixtures("shared_launchers")
def test_where_the_inputs_cannot_be_written_the_script_is_the_check_and_runs(tmp_path, monkeypatch):
    text = courses_script(tmp_path, monkeypatch)
    assert "from test_sums import SIZE, batches\n" in text
    assert text.endswith("run_check('exercises/checks/test_sums.py::test_total[draw0]', 'exercises', test_total)\n")
    Path("repro.py").write_text(text.replace("batches(SIZE)\n", "batches(3)\n"), encoding="utf-8")
    run = subprocess.run([sys.executable, "repro.py"], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "exception for no loader: TypeError: 'NoneType' object is not iterable",
        "loader after the call: as before",
        "result: tensor(3.)",
        "memory is shared: False",
        "size: 4",
    ]
    (tmp_path / "elsewhere").mkdir()
    lost = subprocess.run(
        [sys.executable, "-"],
        input="from tensorgrade.repro import run_check\n"
        "run_check('exercises/checks/test_sums.py::test_total', 'exercises')\n",
        cwd=tmp_path / "elsewhere",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "exercises" in lost.stderr and lost.returncode != 0


def test_an_input_that_cannot_be_written_leads_to_the_code_of_the_check(tmp_path):
    (tmp_path / "test_sums.py").write_text(CHECKS, encoding="utf-8")
    text = script(lesson(("x", ""), ("times", "2")), "ex01_sums.py", Path("here"), tmp_path)
    assert "import torch\nfrom tensorgrade.repro import run_check\n" in text
    assert 'def test_total(subject, observe):\n    """total adds up"""\n' in text
    assert text.endswith(f"run_check('{tmp_path}/test_sums.py::test_total[draw0]', 'here', test_total)\n")


@pytest.mark.parametrize(
    ("where", "by_call"),
    [
        ("ex01_sums.py, line 7: return x.no", True),
        ("total(x) -> result", True),
        ("total(x) -> result['a'][0] at index [1]", True),
        ("total(x) -> exception for an empty x", True),
        ("total(x) -> result shares memory with x", False),
        ("total(x) -> x.grad", False),
        ("total(x) -> x after the call", False),
    ],
)
def test_the_call_alone_is_the_script_only_where_it_shows_what_is_wrong(tmp_path, where, by_call):
    (tmp_path / "test_sums.py").write_text(CHECKS, encoding="utf-8")
    text = script(lesson(("x", "1"), where=where), "ex01_sums.py", Path("here"), tmp_path)
    assert text.endswith("\nx = 1\nprint(total(x))\n" if by_call else ", 'here', test_total)\n")


def test_what_is_given_nothing_looks_at_what_the_check_makes(tmp_path):
    (tmp_path / "test_sums.py").write_text(CHECKS, encoding="utf-8")
    assert "run_check(" in script(lesson(), "ex01_sums.py", Path("here"), tmp_path)


VIEWED = """
import torch


def test_total(subject, observe):
    \"\"\"total takes any layout\"\"\"
    observe("result", subject.total(torch.arange(6.0).view(2, 3).T))


def test_doubled(subject, observe):
    \"\"\"doubled multiplies\"\"\"
    observe("result", subject.doubled(torch.ones(2)))
"""


@pytest.mark.usefixtures("shared_launchers")
def test_the_script_for_a_transposed_input_fails_as_the_call_did(tmp_path, monkeypatch):
    right = "def total(x):\n    return x.{}(-1)\n" + DOUBLED
    course = write(tmp_path / "course", checks=VIEWED, reference=right.format("reshape"))
    (course / "exercises" / "ex01_sums.py").write_text(right.format("view"), encoding="utf-8")
    monkeypatch.chdir(course)
    done = CliRunner().invoke(cli, ["repro", "sums.total"])
    assert "subject.total(torch.arange(6.0).view(2, 3).T)" in done.stdout
    run = subprocess.run([sys.executable, "-"], input=done.stdout, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and "RuntimeError: view size is not compatible" in run.stderr


def test_what_fails_on_the_simulated_accelerator_alone_is_run_there(tmp_path):
    (tmp_path / "test_sums.py").write_text(CHECKS, encoding="utf-8")
    text = script(lesson(("x", "1"), case="sums/total[draw0-sim]"), "ex01_sums.py", Path("here"), tmp_path)
    assert text.endswith(f"run_check('{tmp_path}/test_sums.py::test_total[draw0-sim]', 'here', device='sim')\n")


def test_the_code_of_a_check_comes_with_what_it_uses():
    source = (
        b"import os, sys\nfrom a import b, c as d\nX, Y = 1, 2\n\n\n@mark\ndef test_x(y):\n    return d(X, sys)\n"
        b"\n\ndef test_z():\n    return os, b\n"
    )
    found = check_code(source, "test_x")
    assert found == CheckCode("def test_x(y):\n    return d(X, sys)", ("import sys", "from a import c as d"), ("X",))
    assert check_code(source, "test_y") is None
    assert check_code(source, "test_z") == CheckCode(
        "def test_z():\n    return os, b", ("import os", "from a import b"), ()
    )
