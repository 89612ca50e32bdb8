"""The pytest plugin: what checks need is there below a course, and nowhere else in the environment."""

import subprocess
import sys
from pathlib import Path

import pytest
from tiny_course import write

from tensorgrade.worker.plugin import is_below_course

QUIET = ("-p", "no:cacheprovider")
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


def ran(*runs, folder):
    """Run pytest once for each list of arguments, in one process; return what it printed."""
    code = f"import pytest\nfor run in {runs!r}:\n    print('ended with', int(pytest.main([*{QUIET!r}, *run])))"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def foreign(tmp_path):
    """A project that has nothing to do with a course, with its own fixture and options of our names."""
    (tmp_path / "foreign" / "exercises").mkdir(parents=True)
    (tmp_path / "foreign" / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "foreign" / "conftest.py").write_text(CONFTEST)
    (tmp_path / "foreign" / "test_mine.py").write_text(TESTS)
    return tmp_path / "foreign"


def test_a_foreign_project_has_its_own_fixtures_and_options_whether_a_path_is_named_or_not(foreign):
    told = ran(("--devices", "3", "--strict-markers"), ("--devices", "3", "test_mine.py"), folder=foreign)
    assert (told.count("2 passed"), told.count("ended with 0\n")) == (2, 2), told


def test_a_foreign_project_is_shown_nothing_of_ours(foreign):
    told = ran(("--help",), ("--markers",), ("--fixtures", "-v", "test_mine.py"), folder=foreign)
    assert "how many of mine" in told and told.count("ended with 0\n") == 3, told
    for word in ("--base-seed", "points(n)", "draws(n)", "observe", "data_root"):
        assert word not in told, word


CHECKS = """
import pytest
import torch

DRAWN = []


@pytest.fixture
def early():
    DRAWN.append(torch.rand(1).item())


@pytest.mark.points(5)
@pytest.mark.usefixtures("early")
@pytest.mark.parametrize("i", range(2))
def test_total(subject, seed, i):
    \"\"\"total adds up\"\"\"
    torch.manual_seed(seed)
    assert DRAWN[i] == torch.rand(1).item()
"""
BESIDE = """
def test_beside(request):
    assert request.fixturenames == ["request"]
"""


@pytest.fixture(scope="module")
def told_below_a_course(tmp_path_factory):
    """What pytest prints in a course that has tests of its own beside its checks."""
    course = write(tmp_path_factory.mktemp("course"), checks=CHECKS)
    (course / "tests").mkdir()
    (course / "tests" / "test_beside.py").write_text(BESIDE)
    checks = ("exercises/checks", "tests", "--subject", "solutions", "--strict-markers", "-v")
    return ran(("--help",), ("--markers", "exercises/checks"), checks, folder=course)


@pytest.mark.slow
def test_below_a_course_they_are_there(told_below_a_course):
    for word in ("--base-seed", "--devices=LIST", "points(n)", "draws(n)"):
        assert word in told_below_a_course, word


@pytest.mark.slow
def test_tests_beside_the_checks_of_a_course_feel_nothing_of_it(told_below_a_course):
    assert "test_beside.py::test_beside PASSED" in told_below_a_course


@pytest.mark.slow
def test_inputs_are_drawn_from_the_seed_before_any_fixture_is_made(told_below_a_course):
    assert told_below_a_course.count("test_sums.py::test_total[draw0-") == 2, told_below_a_course
    assert "3 passed" in told_below_a_course


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
