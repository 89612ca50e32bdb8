"""Definitions and signatures, read without running anything."""

import ast

from grader.definitions import Parameter, definitions_of, signatures_of

SOURCE = """
raise SystemExit

def total(x, /, times=2, *, quiet=True): ...

def _own(x): ...

class Net:
    size = 3
    def forward(self, x): ...
    def __init__(self, features, classes=10): ...

class Plain: ...

if True:
    def deeper(): ...
"""


def test_public_definitions_at_the_top_level_in_order():
    assert [node.name for node in definitions_of(ast.parse(SOURCE))] == ["total", "Net", "Plain"]


def test_parameters_of_functions_and_of_what_makes_a_class():
    assert signatures_of(ast.parse(SOURCE)) == {
        "total": (Parameter("x", False), Parameter("times", True)),
        "Net": (Parameter("features", False), Parameter("classes", True)),
        "Plain": (),
    }
