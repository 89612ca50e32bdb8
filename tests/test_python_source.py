"""Definitions and signatures, read without running anything."""

import ast

from tensorgrade.python_source import Parameter, definitions_of, parsed, signatures_of, uses_of

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


def test_what_definitions_use_themselves_and_through_others():
    source = """
def first(x): ...
def second(x): return first(x)
class Third:
    def call(self): return second(self.first)
def fourth(x): return [Third().call() for _ in x] and fourth(x)
"""
    assert uses_of(ast.parse(source)) == {
        "first": set(), "second": {"first"}, "Third": {"first", "second"}, "fourth": {"first", "second", "Third"},
    }  # fmt: skip


def test_sources_that_python_cannot_read():
    broken = [b"def total(:", b"x = 1\0", b"\xff\xfe", b"(" * 1000, b"-" * 100_000 + b"1"]
    assert [parsed(source) for source in broken] == [None] * len(broken)
    assert parsed(b"") is not None


def test_a_file_that_many_look_at_is_parsed_once():
    source, long = SOURCE.encode(), SOURCE.encode() + b"# more\n" * 2_000
    assert parsed(source) is parsed(bytes(bytearray(source)))
    assert parsed(long) is not parsed(long)
