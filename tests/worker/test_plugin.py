"""The pytest plugin: what checks need is there below a course, and nowhere else in the environment."""

import subprocess
import sys
from pathlib import Path

import pytest
from tiny_course import write

from tensorgrade.worker.plugin import is_below_course

PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
CONFTEST = """
import pytest


def pytest_addoption(parser):
    parser.addoption("--devices", type=int, default=1, help="how many of mine")
    parser.addoption("--subject", default="mine")


@pytest.fixture
def seed(request):
    return request.config.getoption("--devices")
"""
TESTS = """
import sys


def test_mine(seed, request):
    assert seed == 3
    assert request.config.getoption("--subject") == "mine"
    assert request.fixturenames == ["seed", "request"]


def test_nothing_runs_beside_it(request):
    assert request.fixturenames == ["request"]
    assert not [name for name in sys.modules if name.startswith("tensorgrade") and name.endswith("fixtures")]
"""


def ran(*arguments, folder):
    return subprocess.run([*PYTEST, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def foreign(tmp_path):
    """A project that has nothing to do with a course, with its own fixture and options of our names."""
    (tmp_path / "foreign" / "exercises").mkdir(parents=True)
    (tmp_path / "foreign" / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "foreign" / "conftest.py").write_text(CONFTEST)
    (tmp_path / "foreign" / "test_mine.py").write_text(TESTS)
    return tmp_path / "foreign"


@pytest.mark.parametrize("path", [(), ("test_mine.py",)], ids=["no path", "a path"])
def test_a_foreign_project_has_its_own_fixtures_and_options(foreign, path):
    done = ran("--devices", "3", "--strict-markers", *path, folder=foreign)
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout + done.stderr


def test_a_foreign_project_is_shown_nothing_of_ours(foreign):
    told = ran("--help", folder=foreign).stdout + ran("--markers", folder=foreign).stdout
    told += ran("--fixtures", "-v", "test_mine.py", folder=foreign).stdout
    assert "how many of mine" in told
    for word in ("--base-seed", "points(n)", "draws(n)", "observe", "data_root"):
        assert word not in told, word


def test_below_a_course_they_are_there(tmp_path):
    course = write(tmp_path)
    told = ran("--help", folder=course).stdout + ran("--markers", "exercises/checks", folder=course).stdout
    for word in ("--base-seed", "--devices=LIST", "points(n)", "draws(n)"):
        assert word in told, word
    done = ran("exercises/checks", "--subject", "solutions", "--strict-markers", folder=course)
    assert "4 passed" in done.stdout, done.stdout


def test_tests_beside_the_checks_of_a_course_feel_nothing_of_it(tmp_path):
    course = write(tmp_path)
    (course / "tests").mkdir()
    (course / "tests" / "test_beside.py").write_text(
        'def test_beside(request):\n    assert request.fixturenames == ["request"]\n'
    )
    done = ran("exercises/checks", "tests", "--subject", "solutions", folder=course)
    assert "5 passed" in done.stdout, done.stdout


def test_inputs_are_drawn_from_the_seed_before_any_fixture_is_made(tmp_path):
    checks = """
import pytest
import torch

DRAWN = []


@pytest.fixture
def early():
    DRAWN.append(torch.rand(1).item())


@pytest.mark.usefixtures("early")
@pytest.mark.parametrize("i", range(2))
def test_total(subject, seed, i):
    \"\"\"total adds up\"\"\"
    torch.manual_seed(seed)
    assert DRAWN[i] == torch.rand(1).item()
"""
    course = write(tmp_path, checks=checks)
    done = ran("exercises/checks", "--subject", "solutions", folder=course)
    assert "2 passed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("arguments", "start", "below"),
    [
        ((), ".", True),
        ((), "exercises/checks", True),
        ((), "tests", False),
        (("exercises/checks",), ".", True),
        (("exercises/checks/test_sums.py::test_total", "-k", "draw0"), ".", True),
        (("--devices", "cpu", "checks"), "exercises", True),
        (("solutions",), ".", True),
        (("tests",), ".", False),
        (("tests", "exercises/checks"), ".", True),
        (("no_such_file.py",), "..", False),
        ((), "..", False),
        (("course",), "..", True),
    ],
)
def test_where_a_run_is_below_a_course(tmp_path, arguments, start, below):
    course = write(tmp_path / "course")
    (course / "tests").mkdir()
    (course / "solutions").mkdir(exist_ok=True)
    assert is_below_course(arguments, Path(course / start)) is below
