"""The pytest plugin for test explorers: a public check is green where the grader says so."""

import subprocess
import sys

import pytest
from tiny_course import write

pytestmark = pytest.mark.worker


def explored(root, *names):
    command = [sys.executable, "-m", "pytest", "-q", "-rsf", "-p", "tensorgrade.test_explorer", *names]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is told of a course with a right exercise, one that is wrong or not written, and a test of the student's."""
    root = write(write(tmp_path_factory.mktemp("course"), "right"), "wrong", 2)
    (root / "exercises" / "ex01_right.py").write_bytes((root / "solutions" / "ex01_right.py").read_bytes())
    file = root / "exercises" / "ex02_wrong.py"
    file.write_text(file.read_text().replace("raise NotImplementedError", "return x.mean()", 1), encoding="utf-8")
    (root / "tests").mkdir()
    (root / "tests" / "test_mine.py").write_text("def test_mine():\n    assert 1 == 1\n", encoding="utf-8")
    return explored(root, "-rpsf", "exercises/checks", "tests")


def test_what_is_wrong_fails_with_its_diagnosis_and_what_is_not_written_is_skipped(told):
    assert "1 failed, 3 passed, 1 skipped" in told
    assert "doubled is not written yet" in told
    assert "total: " in told and "cause     The mean is taken in place of the sum." in told
    assert "Traceback" not in told


def test_what_is_right_passes_and_other_tests_are_left_to_pytest(told):
    passed = {line.rpartition("/")[2] for line in told.splitlines() if line.startswith("PASSED ")}
    assert passed == {"test_right.py::test_total", "test_right.py::test_doubled", "test_mine.py::test_mine"}


def test_what_cannot_be_graded_is_one_sentence(tmp_path):
    root = write(tmp_path)
    (root / "solutions" / "ex01_sums.py").unlink()
    told = explored(root, "exercises/checks")
    assert "has no reference solution to grade against: solutions/ex01_sums.py is missing" in told
    assert "Traceback" not in told
