"""The student's code beside a lesson: which lines are shown, which is marked, what stands beside them."""

from dataclasses import replace

import msgspec
import pytest
from symptoms import case_of, differing, raised, tensor

from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import Variable, Walk
from tensorgrade.protocol.values import NumberValue
from tensorgrade.scoring.excerpt import LINES_SHOWN, argument_told, excerpt_of

FILE = "ex01_sums.py"
SOURCE = b'''import torch


def total(x):
    """Add up.

    All of it.
    """
    y = x.double()
    z = y + 1
    return z.sum()


def other(x):
    return x
'''
DOUBLE = differing(tensor([1.0]), tensor([1.0], "torch.float64"))
CUT = differing(tensor([1.0], requires_grad=True), tensor([1.0]))
KEPT = differing(tensor([1.0]), tensor([1.0], requires_grad=True))


def variable(line, name, dtype="torch.float32", requires_grad=False):
    return Variable(line, name, f"a {dtype}", dtype, "cpu", requires_grad)


def marked(excerpt):
    return {line.number: line.mark for line in excerpt.lines if line.mark}


def test_the_function_is_shown_without_its_docstring():
    excerpt = excerpt_of(SOURCE, FILE, DOUBLE, ())
    assert [(line.number, line.text) for line in excerpt.lines] == [
        (4, "def total(x):"), (9, "    y = x.double()"), (10, "    z = y + 1"), (11, "    return z.sum()"),
    ]  # fmt: skip
    assert (excerpt.file, excerpt.call, excerpt.arguments) == (FILE, "", ())


def test_a_line_tells_what_it_set():
    walk = Walk("total([1.0])", (variable(4, "x"), variable(9, "y"), variable(11, "return")), (("x", "1"),))
    excerpt = excerpt_of(SOURCE, FILE, DOUBLE, (Walk("another"), walk))
    assert {line.number: line.values for line in excerpt.lines if line.values} == {
        4: ("x = a torch.float32",), 9: ("y = a torch.float32",), 11: ("returns a torch.float32",),
    }  # fmt: skip
    assert (excerpt.call, excerpt.arguments) == ("total([1.0])", (("x", "1"),))


def test_of_calls_that_differ_in_what_changes_the_one_that_failed_is_shown():
    symptom = replace(DOUBLE, call="total('case-guekrdz6', True)")
    walks = (Walk("total('case-42nqnqt_', True)"), Walk("total('case-42nqnqt_', False)"))
    assert excerpt_of(SOURCE, FILE, symptom, walks).call == "total('case-42nqnqt_', True)"


def test_of_calls_that_read_alike_the_last_is_the_one_that_raised():
    walks = Walk("total([1.0])", (variable(9, "y"),)), Walk("total([1.0])", (variable(10, "z"),))
    failed = replace(raised("ValueError", "no", Place(FILE, 10, "total", "")), call="total([1.0])")
    assert [line.number for line in excerpt_of(SOURCE, FILE, failed, walks).lines if line.values] == [10]
    assert [line.number for line in excerpt_of(SOURCE, FILE, DOUBLE, walks).lines if line.values] == [9]


BACK = Walk("total([1.0])", came_back="w")


@pytest.mark.parametrize(
    ("symptom", "walks", "told"),
    [
        (DOUBLE, (BACK,), "The argument `w` itself came back, as it came in."),
        (DOUBLE, (Walk("another"), BACK, BACK), "The argument `w` itself came back, as it came in."),
        (DOUBLE, (BACK, Walk("total([1.0])")), ""),
        (DOUBLE, (Walk("another", came_back="w"),), ""),
        (DOUBLE, (Walk("total([1.0])", came_back="no name"),), ""),
        (raised("ValueError", "no"), (BACK,), ""),
        (case_of(tensor([1.0]), tensor([2.0]), observation="x.grad"), (BACK,), ""),
    ],
)
def test_an_argument_in_place_of_the_result_is_told(symptom, walks, told):
    assert argument_told(symptom, walks) == told


BLOCKS = b"""
def total(x):
    with torch.no_grad():
        y = x + 1
        return (
            y.sum()
        )


def doubled(x):
    try:
        if x:
            return x
        return 2
    finally:
        print(x)
"""


@pytest.mark.parametrize(
    ("function", "ended", "shown"), [("total", 3, 5), ("total", 6, 5), ("total", 5, 5), ("doubled", 16, 0)]
)
def test_what_comes_back_stands_beside_its_return(function, ended, shown):
    symptom = replace(DOUBLE, case=msgspec.structs.replace(DOUBLE.case, function=function))
    excerpt = excerpt_of(BLOCKS, FILE, symptom, (Walk("", (variable(ended, "return"),)),))
    assert [line.number for line in excerpt.lines if line.values] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("symptom", "variables", "line"),
    [
        (DOUBLE, (variable(4, "x"), variable(9, "y", "torch.float64"), variable(10, "z", "torch.float64")), 9),
        (DOUBLE, (variable(4, "x", "torch.float64"), variable(9, "y", "torch.float64")), None),
        (CUT, (variable(4, "x", requires_grad=True), variable(9, "y", requires_grad=True), variable(10, "z")), 10),
        (CUT, (variable(4, "x"), variable(9, "y")), None),
        (KEPT, (variable(4, "x"), variable(9, "y", requires_grad=True)), 9),
    ],
)
def test_the_line_that_made_the_wrong_tensor_is_marked(symptom, variables, line):
    excerpt = excerpt_of(SOURCE, FILE, symptom, (Walk("total([1.0])", variables),))
    assert marked(excerpt) == ({line: "made"} if line else {})


def test_the_line_that_raised_is_marked_the_innermost_of_the_function():
    places = [Place(FILE, 9, "total", ""), Place(FILE, 10, "total", ""), Place(FILE, 15, "other", "")]
    assert marked(excerpt_of(SOURCE, FILE, raised("ValueError", "no", *places), ())) == {10: "raised"}


def test_of_a_notebook_the_cell_s_lines_are_told():
    def cell(place):
        return Place("ex01_sums.ipynb, cell 2", place.line - 3, place.function, place.code)

    symptom = raised("ValueError", "no", Place("ex01_sums.ipynb, cell 2", 6, "total", ""))
    excerpt = excerpt_of(SOURCE, FILE, symptom, (), cell)
    assert excerpt.file == "ex01_sums.ipynb, cell 2"
    assert [line.number for line in excerpt.lines] == [1, 6, 7, 8]
    assert marked(excerpt) == {6: "raised"}


def test_of_a_long_function_the_part_about_the_marked_line_is_shown():
    source = "def total(x):\n" + "".join(f"    y = {number}\n" for number in range(2, 202))
    excerpt = excerpt_of(source.encode(), FILE, raised("ValueError", "no", Place(FILE, 150, "total", "")), ())
    numbers = [line.number for line in excerpt.lines]
    assert numbers[0] == 1
    assert 150 in numbers
    assert len(numbers) == LINES_SHOWN + 1
    assert marked(excerpt) == {150: "raised"}


@pytest.mark.parametrize("source", [b"", b"def (", b"x = 1"])
def test_a_function_that_is_not_there_is_not_shown(source):
    assert excerpt_of(source, FILE, DOUBLE, ()) is None


@pytest.mark.parametrize(
    ("symptom", "words"),
    [
        (case_of(tensor([1.0, 2.0]), tensor([1.0, 4.25])), "float32, shape (2,): [1, 4.25]"),
        (
            case_of(tensor([1.0] * 8), tensor([float(i) for i in range(8)])),
            "float32, shape (8,): [0, 1, 2, 3, 4, 5, ...]",
        ),
        (case_of(NumberValue("float", (0.5).hex()), NumberValue("float", (0.12345678).hex())), "0.123457"),
    ],
)
def test_of_calls_that_read_alike_the_one_that_gave_the_wrong_numbers_is_shown(symptom, words):
    walks = [Walk(symptom.call, (Variable(9, "y", one, "torch.float32"),)) for one in ("another", words, words)]
    walks[2] = msgspec.structs.replace(walks[2], arguments=(("x", "later"),))
    excerpt = excerpt_of(SOURCE, FILE, symptom, walks)
    assert [line.values for line in excerpt.lines if line.values] == [(f"y = {words}",)]
    assert excerpt.arguments == ()
    assert excerpt_of(SOURCE, FILE, symptom, walks[:1]).lines[1].values == ("y = another",)


NAN = case_of(tensor([1.0]), tensor([float("nan")]))


def written(line, name, numbers):
    return Variable(line, name, f"float32, shape (2,): [{numbers}]", "torch.float32", "cpu")


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        (("1, 2", "1, nan", "nan, nan"), 9),
        (("1, 2", "1, 2", "-inf, 2"), 10),
        (("1, inf", "1, nan", "nan, nan"), None),
        (("1, 2", "1, 2", "1, 2"), None),
    ],
)
def test_the_line_of_the_first_number_that_is_none_is_marked(numbers, line):
    variables = tuple(written(at, name, one) for at, name, one in zip((4, 9, 10), "xyz", numbers, strict=True))
    walks = (Walk(NAN.call, variables),)
    assert marked(excerpt_of(SOURCE, FILE, NAN, walks)) == ({line: "made"} if line else {})
    assert marked(excerpt_of(SOURCE, FILE, case_of(tensor([1.0]), tensor([2.0])), walks)) == {}
    looping = SOURCE.replace(b"    y = x.double()", b"    for y in x: pass")
    assert marked(excerpt_of(looping, FILE, NAN, walks)) == {}
