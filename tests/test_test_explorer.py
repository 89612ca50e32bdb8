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


def test_what_is_wrong_fails_with_its_diagnosis_and_what_is_not_written_is_skipped(tmp_path):
    root = write(tmp_path)
    file = root / "exercises" / "ex01_sums.py"
    file.write_text(file.read_text().replace("raise NotImplementedError", "return x.mean()", 1), encoding="utf-8")
    told = explored(root, "exercises/checks")
    assert "1 failed, 1 skipped" in told
    assert "doubled is not written yet" in told
    assert "total: " in told and "cause     The mean is taken in place of the sum." in told
    assert "Traceback" not in told


def test_what_is_right_passes_and_other_tests_are_left_to_pytest(tmp_path):
    root = write(tmp_path)
    (root / "exercises" / "ex01_sums.py").write_bytes((root / "solutions" / "ex01_sums.py").read_bytes())
    (root / "tests").mkdir()
    (root / "tests" / "test_mine.py").write_text("def test_mine():\n    assert 1 == 1\n", encoding="utf-8")
    assert "3 passed" in explored(root, "exercises/checks", "tests")


def test_what_cannot_be_graded_is_one_sentence(tmp_path):
    root = write(tmp_path)
    (root / "solutions" / "ex01_sums.py").unlink()
    told = explored(root, "exercises/checks")
    assert "has no reference solution to grade against: solutions/ex01_sums.py is missing" in told
    assert "Traceback" not in told
