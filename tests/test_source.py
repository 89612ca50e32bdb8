"""Source of a stranger is parsed only where that is bounded."""

import ast
import warnings
from contextlib import suppress

import pytest

from tensorgrade.source import DEPTH_LIMIT, TOKENS_LIMIT, SourceError, check_size, tree_of

DEEP = f"it nests more than {DEPTH_LIMIT} deep"
LONG = f"it has more than {TOKENS_LIMIT} words and signs"


@pytest.mark.parametrize(
    "text",
    [
        "-" * 2_000 + "1", "not " * 1_100 + "x", "x" + "()" * 1_100, "x" + ".y" * 1_100, "x = 1" + " + 1" * 1_100,
        "lambda: " * 600 + "x", "lambda x,: " * 1_100 + "x", "lambda x,: -" * 600 + "x", "x if x else " * 600 + "x",
        "f'{" + "-" * 1_100 + "x}'", 'Rf"""{' + "-" * 1_100 + 'x}"""', "if x: pass\n" + "elif x: pass\n" * 1_100,
        "(" * 1_100, "(-" * 300 + "-" * 600, "x = (1\n" + "+ 1\n" * 1_100 + ")", "await " * 1_100 + "x",
        "'''quoted''' + -" + "-" * 1_100 + "x", "# quote '\n" + "-" * 1_100 + "x", "'\\'' + '\"' " + "-" * 1_100 + "x",
        "'open\n" + "-" * 1_100 + "x", "x = 1 \\\n" + "- \\\n" * 1_100 + "1",
    ],
)  # fmt: skip
def test_what_nests_too_deep_is_not_parsed(text):
    with pytest.raises(SourceError) as told:
        tree_of(text)
    assert str(told.value) == DEEP


@pytest.mark.parametrize("text", ["x;" * 60_000, "x\n" * 60_000, "[" + "1," * 60_000 + "]", "'' " * 110_000])
def test_what_is_too_long_is_not_parsed(text):
    with pytest.raises(SourceError) as told:
        tree_of(text.encode())
    assert str(told.value) == LONG


@pytest.mark.parametrize(
    "text",
    [
        "x = " + " + ".join(["1"] * 500), "x = [" + "a.b + -1, " * 5_000 + "]", "def f(x):\n    return x\n" * 2_000,
        "'" + "-" * 5_000 + "'", '"""' + "-(" * 5_000 + '"""', "# " + "-" * 5_000,
        "x = {" + "1: (2, 3),\n" * 3_000 + "}",
        "f'{x!r:>{width}}'", "x = '\\\n'", "\ufeffx = 1",
    ],
)  # fmt: skip
def test_what_people_write_is_parsed(text):
    assert ast.dump(tree_of(text.encode())) == ast.dump(ast.parse(text.encode()))


@pytest.mark.parametrize(
    ("source", "told", "line"),
    [
        (b"x = 1\ndef f(:", "Python cannot read it (SyntaxError)", 2),
        (b"if x:\nx", "Python cannot read it (IndentationError)", 2),
        (b"x = '\xfc'", "Python cannot read it (UnicodeDecodeError)", None),
        ("x = '\ud800'", "Python cannot read it (UnicodeEncodeError)", None),
        (b"x = " + b"9" * 5_000, "Python cannot read it (SyntaxError)", 1),
    ],
)
def test_what_python_cannot_read_is_told_with_its_line(source, told, line):
    with pytest.raises(SourceError) as error:
        tree_of(source)
    assert (str(error.value), error.value.line) == (told, line)


def test_no_codec_that_a_source_names_is_looked_up():
    assert tree_of(b"# coding: no_such_codec\nx = 1").body
    assert tree_of(b"# coding: utf-7\nx = '+AC0-'").body[0].value.value == "+AC0-"


def test_a_source_cannot_make_python_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tree_of(r"x = '\d'").body


@pytest.mark.parametrize("piece", ["'''", '"""', "'", '"', "\\", "\\'''", " ", "ab", "f'", "(", "#", "\n", '"\\'])
def test_counting_takes_time_in_proportion(piece):
    check_size(piece * 500)
    with suppress(SourceError):
        check_size(piece * 2_000_000)
