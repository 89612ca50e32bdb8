"""Which tests of the suite run in one process."""

from pathlib import Path

import pytest
from grouping import group_of

TESTS = """
import os
import pytest

@pytest.mark.parametrize("number", range(9))
def test_it(number):
    print(os.environ["PYTEST_XDIST_WORKER"])
"""


def test_a_group_is_a_file_but_for_what_is_long():
    names = {
        "tests/test_text.py::test_a": "tests/test_text.py",
        "tests/test_attacks.py::test_attack[sealed-hang/c_loop]": "tests/test_attacks.py::test_attack[sealed-",
        "tests/test_attacks.py::test_attack[confined-exit/exit]": "tests/test_attacks.py::test_attack[confined-",
        "tests/test_attacks.py::test_there_are_attacks_of_every_kind": "tests/test_attacks.py",
    }
    assert {name: group_of(name) for name in names} == names


@pytest.mark.slow
def test_the_tests_of_a_file_run_in_one_process(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    files = [f"test_{letter}" for letter in "abcd"]
    pytester.makeconftest("pytest_plugins = ['grouping']")
    pytester.makepyfile(**dict.fromkeys(files, TESTS))
    done = pytester.runpytest_subprocess("-n", "2", "--dist", "loadfile", "-v")
    assert done.parseoutcomes() == {"passed": 36}
    ran = {(line.split("::")[0].split()[-1], line.split("]")[0]) for line in done.outlines if " PASSED " in line}
    assert sorted(file for file, _ in ran) == [f"{name}.py" for name in files], ran
