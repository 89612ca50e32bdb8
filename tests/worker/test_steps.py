"""The steps of a case: what is made for it and undone after it is what pytest makes and undoes."""

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.execution.launcher import launcher_for
from tensorgrade.execution.run import run
from tensorgrade.protocol.messages import Subject

CHECKS = '''
import pytest

DONE = []


@pytest.fixture
def outer():
    DONE.append("outer made")
    yield "outer"
    DONE.append("outer undone")


@pytest.fixture(scope="module")
def wide():
    DONE.append("wide made")
    yield
    DONE.append("wide undone")


@pytest.fixture
def inner(kind, outer):
    DONE.append(f"inner made, {kind}")
    return f"inner of {outer}, {kind}"


@pytest.fixture
def kind(running_case):
    return running_case.callspec.params["kind"].upper()


@pytest.fixture(autouse=True)
def noted():
    DONE.append("noted")


@pytest.fixture
def broken(outer):
    yield
    raise ValueError("while it is undone")


@pytest.fixture
def missing(outer):
    raise ValueError("nothing is made")


@pytest.fixture
def asking(request):
    return request.node.name


@pytest.mark.usefixtures("broken", "wide")
@pytest.mark.parametrize("kind", ["a", "b"], indirect=True)
@pytest.mark.parametrize("plain", [1, 2])
def test_plain(observe, inner, plain):
    """total has plain fixtures"""
    observe("given", [inner, plain])
    DONE.append("run")


@pytest.mark.usefixtures("broken", "wide", "asking")
@pytest.mark.parametrize("kind", ["a", "b"], indirect=True)
@pytest.mark.parametrize("plain", [1, 2])
def test_asking(observe, inner, plain):
    """total has a fixture that asks pytest"""
    observe("given", [inner, plain])
    DONE.append("run")


class TestInAClass:
    @pytest.mark.draws(1)
    def test_method(self, observe, outer):
        """total is checked in a class"""
        observe("given", [type(self).__name__, outer])


@pytest.mark.draws(1)
def test_done(observe):
    """total sees what was done"""
    observe("done", DONE)


@pytest.mark.draws(1)
def test_missing(observe, missing):
    """total lacks a fixture"""
    DONE.append("run")
'''

CASE = ["wide made", "noted", "outer made", "inner made, {}", "run", "outer undone", "wide undone"]


def given(record):
    return [item.text for item in record.observations[0].value.items]


@pytest.mark.worker
def test_fixtures_are_made_and_undone_as_pytest_does_it(tmp_path):
    with launcher_for(write(tmp_path, checks=CHECKS), ("cpu",)) as launcher:
        cases = launcher.collection.cases
        left = run(launcher, Subject(files={"ex01_sums.py": REFERENCE.encode()}, seed=0), cases)
    records = {case.check: [] for case in cases}
    for case in cases:
        records[case.check].append(left.of(case.id).record)
    values = [[f"inner of outer, {kind}", number] for kind in "AB" for number in "12"]
    assert sorted(map(given, records["plain"])) == sorted(map(given, records["asking"])) == sorted(values)
    assert given(records["method"][0]) == ["TestInAClass", "outer"]
    (missing,) = records["missing"]
    assert (missing.ending.kind, missing.ending.note) == ("unreadable", "the check did not run")
    done = given(records["done"][0])
    kinds = [entry[-1] for entry in done if entry.startswith("inner")]
    assert len(kinds) == 8
    expected = [entry.format(kind) for kind in kinds for entry in CASE]
    assert done == [*expected, "noted", "outer made", "outer undone", "noted"]


CHANGING = '''
import pytest


@pytest.fixture
def asking(request):
    return request.node.name


@pytest.mark.parametrize("numbers", [[1, [2]]])
def test_plain(observe, numbers):
    """total takes what it is given out of a list"""
    observe("given", [numbers.pop(), *numbers])
    numbers.clear()


@pytest.mark.parametrize("numbers", [[1, [2]]])
def test_asking(observe, numbers, asking):
    """total takes it out where pytest makes the fixtures"""
    observe("given", [numbers.pop().pop(), *numbers])
    numbers.clear()
'''


@pytest.mark.worker
def test_a_case_that_changes_its_parameters_leaves_the_others_what_they_are_given(tmp_path):
    with launcher_for(write(tmp_path, checks=CHANGING), ("cpu", "sim")) as launcher:
        cases = launcher.collection.cases
        left = run(launcher, Subject(files={"ex01_sums.py": REFERENCE.encode()}, seed=0), [*cases, *cases])
    assert len({case.device for case in cases}) <= 1 < len(cases)
    assert {left.of(case.id).record.ending.kind for case in cases} == {"completed"}
