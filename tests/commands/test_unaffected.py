"""Which cases a save has not affected: those that run nothing of what was written anew."""

import pytest

from tensorgrade.commands.watch.unaffected import exercise_of, names_of_checks, unaffected, written_anew
from tensorgrade.protocol.messages import CollectedCase

SOURCE = '''"""Sums, of which `total` is one."""

import torch

TIMES = 2


def _summed(x):
    return x.sum()


def total(x):
    """Return the sum."""
    return _summed(x)


def doubled(x, times=TIMES):
    return x * times


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2, 2)

    def forward(self, x):
        return doubled(self.layer(x))
'''

CHECKS = '''"""Checks."""

import pytest
import torch

from elsewhere import helper


def of_ones(subject):
    return subject.doubled(torch.ones(2))


@pytest.fixture
def net(subject):
    return subject.Net()


def test_total(subject, observe):
    """total adds up"""
    observe("result", subject.total(torch.ones(2)))


def test_doubled(subject, observe):
    """doubled doubles"""
    observe("result", of_ones(subject))


def test_output(net, observe):
    """Net has an output"""
    observe("shape", net(torch.ones(2)).shape)


@pytest.mark.parametrize("name", ["total"])
def test_named(subject, observe, name):
    """doubled is beside others"""
    observe("result", getattr(subject, name)(torch.ones(2)))


def test_handed_on(subject, observe):
    """doubled is used elsewhere"""
    observe("result", helper(subject))
'''

FUNCTIONS = {"total": "total", "doubled": "doubled", "output": "Net", "named": "doubled", "handed_on": "doubled"}
CASES = [
    CollectedCase(f"sums/{check}[draw0]", "sums", check, function, "", "public", 1.0, 5.0, None)
    for check, function in FUNCTIONS.items()
]
RIGHT = {case.id: 0.25 for case in CASES}


def stands(now: str, before: str = SOURCE, checks: str = CHECKS) -> set[str]:
    found = unaffected(CASES, RIGHT, before.encode(), now.encode(), [checks])
    assert set(found.values()) <= {0.25}
    return {case.removeprefix("sums/").removesuffix("[draw0]") for case in found}


def test_a_comment_and_places_leave_all_standing_that_can():
    assert stands("# first\n\n" + SOURCE.replace("x * times", "(x  *  times)")) == FUNCTIONS.keys() - {"handed_on"}


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("return _summed(x)", "return x.mean()", {"doubled", "output"}),
        ("return x.sum()", "return x.mean()", {"doubled", "output"}),
        ("return x * times", "return x + x", {"total"}),
        ("Linear(2, 2)", "Linear(2, 3)", {"total", "doubled", "named"}),
        ('"""Return the sum."""', '"""Return it."""', {"doubled", "output"}),
    ],
)
def test_what_was_written_anew_takes_what_uses_it_along(old, new, left):
    assert stands(SOURCE.replace(old, new)) == left


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TIMES = 2", "TIMES = 3"),
        ("def total(x):", "def total(x, y=0):"),
        ("def total(x):", "@torch.no_grad()\ndef total(x):"),
        ("import torch\n", "import torch\nimport math\n"),
        ("(torch.nn.Module)", "(torch.nn.Linear)"),
        ("def _summed", "def summed"),
        ("return x * times", "return x *"),
    ],
)
def test_nothing_stands_where_more_changed_than_bodies(old, new):
    assert SOURCE.replace(old, new) != SOURCE
    assert stands(SOURCE.replace(old, new)) == set()
    assert stands(SOURCE, before=SOURCE.replace(old, new)) == set()


def test_the_same_save_leaves_the_same_again():
    changed = SOURCE.replace("x * times", "x + x")
    assert stands(changed) == stands(changed) == {"total"}


@pytest.mark.parametrize("added", ["START = doubled(1)\n", "@doubled\ndef more(x):\n    return x\n"])
def test_nothing_stands_where_the_file_runs_it_when_it_is_imported(added):
    before = f"{SOURCE}\n\n{added}"
    assert stands(before.replace("x * times", "x + x"), before) == set()


@pytest.mark.parametrize("looked_up", ['globals()["_summed"](x)', 'eval("_summed(x)")', "total.__globals__"])
def test_nothing_stands_where_code_looks_names_up(looked_up):
    assert stands(SOURCE.replace("return x * times", f"return {looked_up}")) == set()


def test_only_right_cases_stand():
    assert unaffected(CASES, {}, SOURCE.encode(), SOURCE.encode(), [CHECKS]) == {}


def test_a_check_whose_source_is_not_there_runs_again():
    assert stands(SOURCE, checks='"""Nothing."""\n') == set()


def test_checks_of_one_name_in_two_files_are_taken_together():
    hidden = 'def test_total(subject):\n    """total adds up"""\n    subject.doubled(subject.total(1))\n'
    found = unaffected(CASES, RIGHT, SOURCE.encode(), SOURCE.replace("x * times", "x + x").encode(), [CHECKS, hidden])
    assert found == {}


def test_names_are_followed_through_what_a_file_of_checks_defines():
    names = names_of_checks(CHECKS)
    assert "doubled" in names["test_doubled"] and "Net" in names["test_output"]
    assert "*" in names["test_handed_on"] and "*" not in names["test_doubled"]


def test_definitions_are_named_with_those_that_use_them():
    now = SOURCE.replace("return x * times", "return x + x")
    assert written_anew(SOURCE.encode(), now.encode()) == {"doubled", "Net"}
    assert written_anew(SOURCE.encode(), SOURCE.encode()) == set()


def test_the_name_of_a_case_begins_with_its_exercise():
    assert {exercise_of(case.id) for case in CASES} == {"sums"}
