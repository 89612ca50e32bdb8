"""Mutants of a reference are different sources, each with one change in a function that is named."""

import ast

from tiny_course import REFERENCE, write

from tensorgrade.course.catalogue import read_course
from tensorgrade.unknown_faults.mutants import bare, mutants_of


def made(tmp_path, reference=REFERENCE):
    (exercise,) = read_course(write(tmp_path, reference=reference)).exercises
    return list(mutants_of(exercise))


def test_each_is_another_source_with_one_function_changed(tmp_path):
    mutants = made(tmp_path)
    assert len({one.source for one in mutants}) == len(mutants) > 5
    assert {one.function for one in mutants} == {"total", "doubled"}
    for one in mutants:
        before, after = (
            {node.name: ast.unparse(node) for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
            for text in (REFERENCE, one.source)
        )
        assert [name for name in before if before[name] != after[name]] == [one.function]


def test_a_change_is_told_by_the_line_before_and_after(tmp_path):
    assert "ReplaceBinaryOperator_Mul_Add: return x * times -> return x + times" in [
        one.change for one in made(tmp_path)
    ]


def test_annotations_and_messages_are_not_changed():
    source = "Loss = dict[int, int]\ndef f(x: int) -> int:\n    y: int = x\n    z: int\n    raise ValueError('no')\n"
    assert bare(source) == "def f(x):\n    y = x\n    z: int\n    raise ValueError\n"
