"""Which answers are one way to solve a function, and which are two."""

import ast

import pytest
from tiny_course import REFERENCE, write

from tensorgrade.classroom.ways import code_of, way_of, ways_of
from tensorgrade.course.catalogue import read_course
from tensorgrade.python_source import parsed


def way(text):
    return way_of(ast.parse(text).body[0])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("def f(x):\n    return x + 1", 'def f(y):\n    """Adds."""\n    return y + 1  # one more', True),
        ("def f(x):\n    a = x\n    return a", "def f(x: int) -> int:\n    b: int = x\n    return b", True),
        ("def f(x):\n    return x + 1", "def f(x):\n    return x + 2", False),
        ("def f(x):\n    return total(x)", "def f(x):\n    return mean(x)", False),
        ("def f(x, y):\n    return x - y", "def f(x, y):\n    return y - x", False),
        (
            "class A:\n    def go(self):\n        return 1",
            'class A:\n    """An A."""\n    def go(me):\n        return 1',
            True,
        ),
    ],
)
def test_names_and_layout_make_no_other_way(one, other, is_same):
    assert (way(one) == way(other)) is is_same


def test_each_function_of_an_exercise_has_its_way(tmp_path):
    exercises = read_course(write(tmp_path)).exercises
    ways = ways_of({"ex01_sums.py": REFERENCE.encode(), "more.py": b"def total(x): return 1"}, exercises)
    assert set(ways) == {("sums", "total"), ("sums", "doubled")}
    assert ways_of({"ex01_sums.py": b"def total(:"}, exercises) == {}


def test_whoever_reads_the_same_file_finds_it_as_it_is(tmp_path):
    source = b'''def total(x: int) -> int:
    """Add."""
    y: int = x
    return y


class Net:
    """A net."""
'''
    before = ast.dump(parsed(source))
    assert ways_of({"ex01_sums.py": source}, read_course(write(tmp_path)).exercises)
    assert ast.dump(parsed(source)) == before


def test_code_is_shown_as_it_was_handed_in():
    text = "import torch\n\n\n@torch.no_grad()\ndef total(x):\n    # \xe9\n    return x\n\n\ny = 1\n"
    assert code_of(text.encode(), "total") == "@torch.no_grad()\ndef total(x):\n    # \xe9\n    return x"
    assert code_of(text.encode(), "gone") == ""
    assert code_of(text.encode("latin-1"), "total") == ""  # no UTF-8, and so no Python


def test_what_is_nested_too_deeply_has_no_way():
    deep = ast.parse("def f(x):\n    return x").body[0]
    value = ast.Name("x", ast.Load())
    for _ in range(5_000):
        value = ast.UnaryOp(ast.Not(), value)
    deep.body = [ast.Return(value)]
    assert way_of(deep) == ""
