"""Which cases of a check are run: of two parametrize marks the combinations that tell their values apart."""

import re
import subprocess
import sys

import pytest
from tiny_course import write

# How many values the marks have, and how many cases are run of them.
SIZES = [
    *((1, 4, 4), (2, 2, 4), (3, 2, 6), (2, 4, 4), (5, 2, 5)),
    *((3, 3, 6), (4, 3, 8), (3, 5, 10), (4, 4, 8), (6, 3, 6)),
]
HEAD = '"""Checks."""\n\nimport pytest\n'
CHECK = '''

@pytest.mark.parametrize({names}, {values})
@pytest.mark.parametrize("other", [f"other{{i}}" for i in range({many})])
def test_doubled_{few}_{many}(subject, observe, one, other{more}):
    """doubled multiplies"""
'''
SINGLE = '''

@pytest.mark.parametrize(("one", "other"), [("one0", "other0"), ("one0", "other1"), ("one1", "other0")])
def test_doubled_pairs(subject, observe, one, other):
    """doubled multiplies"""


@pytest.mark.parametrize("one", ["one0", "one1"])
@pytest.mark.parametrize("other", ["other0", "other1"])
@pytest.mark.parametrize("third", [1, 2])
def test_doubled_threefold(subject, observe, one, other, third):
    """doubled multiplies"""
'''


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """The values of the two marks in each case that is run, by check."""
    checks = HEAD
    for few, many, _ in SIZES:
        values = [f"one{i}" for i in range(few)]
        checks += CHECK.format(few=few, many=many, names='"one"', values=values, more="")
    pairs = [(f"one{i}", 7) for i in range(2)]
    checks += CHECK.format(few="named", many=4, names=("one", "more"), values=pairs, more=", more")
    root = write(tmp_path_factory.mktemp("course"), checks=checks + SINGLE)
    command = [sys.executable, "-m", "pytest", "exercises/checks", "--subject", "solutions", "--collect-only", "-q"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found: dict[str, list[tuple[str, str]]] = {}
    for check, one, other in re.findall(r"::test_doubled_(\w+)\[.*?(?=.*(one\d))(?=.*(other\d))", done.stdout):
        found.setdefault(check, []).append((one, other))
    return found


@pytest.mark.parametrize(("few", "many", "count"), SIZES)
def test_each_value_is_told_from_every_other_by_the_cases_that_it_is_in(cases, few, many, count):
    run = cases[f"{few}_{many}"]
    assert len(run) == count
    standing = {}
    for place, name, size in ((0, "one", few), (1, "other", many)):
        for i in range(size):
            standing[f"{name}{i}"] = frozenset(case for case in run if case[place] == f"{name}{i}")
    assert all(standing.values())
    alone = {"one0"} if few == 1 else set()  # stands for all cases, whatever is left out
    told = [those for name, those in standing.items() if name not in alone]
    assert len(set(told)) == len(told)


def test_a_mark_may_name_several_parameters(cases):
    assert cases["named_4"] == [("one0", "other0"), ("one1", "other1"), ("one0", "other2"), ("one1", "other3")]


def test_all_cases_of_one_mark_are_run_and_of_three(cases):
    assert len(cases["pairs"]) == 3
    assert len(cases["threefold"]) == 8
