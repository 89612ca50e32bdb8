"""Known mistakes as files to repair: the stub with wrong bodies, and nothing that shows a right one."""

import ast

import pytest
from tiny_course import write

from tensorgrade.answers.repairs import TASK, file_to_repair, repairs_of
from tensorgrade.course.catalogue import read_course

MISTAKES = '''"""Known mistakes of total."""

import math


def mean(x):
    """wrong-values: The mean is taken in place of the sum."""
    return x.mean() * math.prod(FACTORS)


def spoilt(x):
    """wrong-values: One is added."""
    return total(x) + 1


def by_doubling(x):
    """wrong-values: It is doubled and halved."""
    return doubled(x).mean() / 2


FACTORS = (1, 1)
'''
WHOLE = '''"""Sums."""

# Each function that is written here holds one mistake. Find it and repair it; the docstring says what is asked for.

import torch
import math


FACTORS = (1, 1)


def total(x):
    """Return the sum of x as a 0-dim tensor.

    >>> total(torch.tensor([1.0, 2.0]))
    tensor(3.)
    """
    return x.mean() * math.prod(FACTORS)


def doubled(x, times=2):
    """Return x times two.

    >>> doubled(torch.tensor([1.0]))
    tensor([2.])
    """
    raise NotImplementedError
'''
LAYER_STUB = '''"""Layers."""

from torch import nn


class Twice(nn.Module):
    """Doubles."""

    def __init__(self):
        """Make no parameters."""
        super().__init__()
        raise NotImplementedError

    def forward(self, x):
        """Return two times x."""
        raise NotImplementedError
'''
LAYER = "from torch import nn\n\n\nclass Twice(nn.Module):\n    def forward(self, x):\n        return 2 * x\n"
LAYER_MISTAKE = '''class added(nn.Module):
    """wrong-values: Two is added."""

    def forward(self, x):
        return 2 + x
'''


@pytest.fixture
def course(tmp_path):
    return read_course(write(tmp_path, mistake=MISTAKES))


def test_a_mistake_that_stands_by_itself_can_be_repaired_and_one_that_shows_the_answer_cannot(course):
    (exercise,) = course.exercises
    assert [repair.name for repair in repairs_of(course, exercise, "total")] == ["sums.total.mean"]
    assert repairs_of(course, exercise, "doubled") == []


def test_the_file_is_the_stub_with_the_wrong_body_and_what_that_needs(course):
    (exercise,) = course.exercises
    (repair,) = repairs_of(course, exercise, "total")
    assert TASK in WHOLE
    assert file_to_repair(exercise, {"total": repair}) == WHOLE


def test_a_class_keeps_the_docstrings_of_its_stub(tmp_path):
    write(tmp_path, "layers", stub=LAYER_STUB, reference=LAYER)
    place = tmp_path / "solutions" / "mistakes" / "layers"
    (place / "total.py").rename(place / "Twice.py")
    (place / "Twice.py").write_text(LAYER_MISTAKE, encoding="utf-8")
    course = read_course(tmp_path)
    (exercise,) = course.exercises
    (repair,) = repairs_of(course, exercise, "Twice")
    text = file_to_repair(exercise, {"Twice": repair})
    (node,) = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    assert ast.get_docstring(node) == "Doubles."
    assert [ast.get_docstring(part) for part in node.body if isinstance(part, ast.FunctionDef)] == [
        "Return two times x."
    ]
    assert "return 2 + x" in text and "return 2 * x" not in text
