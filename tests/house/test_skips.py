"""Skips under CI=true: which fail a run, and how they are listed."""

from pathlib import Path

import pytest

TESTS = """
import pytest

def test_fine():
    pass

@pytest.mark.skipif(True, reason="no browser")
def test_browser():
    pass

@pytest.mark.skip(reason="no CUDA device here")
def test_gpu():
    pass

def test_soak():
    pytest.skip("--long only: an hour")

@pytest.mark.xfail(reason="torch")
def test_known():
    assert False
"""
processes = pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two"])
HEADER = "skipped, and with CI=true nothing may be but for CUDA and --long"


@pytest.fixture
def project(pytester, monkeypatch):
    pytester.makeconftest("pytest_plugins = ['skips']")
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    return pytester


def listed(done):
    lines = done.outlines
    start = next((number for number, line in enumerate(lines) if HEADER in line), None)
    return [] if start is None else [line for line in lines[start + 1 :] if line.startswith("test_")]


@pytest.mark.slow
@processes
def test_a_skip_fails_the_run_by_name(project, options):
    project.makepyfile(test_it=TESTS)
    done = project.runpytest(*options)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    assert listed(done) == ["test_it.py::test_browser: no browser"]


@pytest.mark.slow
@processes
def test_a_module_that_is_skipped_fails_the_run(project, options):
    project.makepyfile(test_it="import pytest\npytest.skip('only Linux', allow_module_level=True)\n")
    done = project.runpytest(*options)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    assert listed(done) == ["test_it.py: only Linux"]


@pytest.mark.slow
@pytest.mark.parametrize("ci", ["", "false"])
def test_elsewhere_a_skip_is_no_failure(project, monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    project.makepyfile(test_it=TESTS)
    done = project.runpytest()
    assert (done.ret, listed(done)) == (pytest.ExitCode.OK, [])


@pytest.mark.slow
def test_cuda_and_long_are_excused(project):
    project.makepyfile(test_it=TESTS.replace("@pytest.mark.skipif(True", "@pytest.mark.skipif(False"))
    done = project.runpytest()
    assert (done.ret, listed(done)) == (pytest.ExitCode.OK, [])
