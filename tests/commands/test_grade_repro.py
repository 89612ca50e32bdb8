"""`grade repro` prints the first failing call as a script; what it prints is run."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_course import CHECKS, REFERENCE, write

from tensorgrade.commands.cli import cli
from tensorgrade.commands.repro import script
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.scoring.result import Excerpt, Lesson

TOLD = Diagnosis("raised", "total: raises ValueError: no", "", "", "", "", "")


def lesson(*arguments, case="sums/total[draw0]"):
    code = Excerpt("ex01_sums.py", "total(x)", (), arguments)
    return Lesson("total", TOLD, ("test_total",), "public", 1.0, case=case, code=code)


@pytest.mark.worker
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


@pytest.mark.worker
def test_without_a_failing_call_it_says_so(tmp_path, monkeypatch):
    course = write(tmp_path / "course")
    (course / "exercises" / "ex01_sums.py").write_text(REFERENCE, encoding="utf-8")
    monkeypatch.chdir(course)
    done = CliRunner().invoke(cli, ["repro", "sums.total"])
    assert done.stdout == "# Every public check of total passed: there is no failing call.\n"


CHECK = """\
# The check makes the inputs. Run it, and stop where it fails:
#     pytest exercises/checks/test_sums.py -k test_total --subject here{} --pdb
"""


def test_an_input_that_cannot_be_written_leads_to_the_check():
    text = script(lesson(("x", ""), ("times", "2")), "ex01_sums.py", Path("here"))
    assert text.endswith(f"# x: too large, or not to be written down\n{CHECK.format('')}")


def test_what_fails_on_the_simulated_accelerator_alone_is_run_there():
    text = script(lesson(("x", "1"), case="sums/total[draw0-sim]"), "ex01_sums.py", Path("here"))
    assert text.endswith(CHECK.format(" --devices sim"))
