"""A call of the student's code, followed line by line: what each variable was after its line."""

import sys

import numpy as np
import pytest
import torch

from tensorgrade.worker.subject import load_module
from tensorgrade.worker.walker import LINES_LIMIT, Walker, source_of, words_of

SOURCE = """import torch


def half(x):
    return x / 2


def mean(x, times=2):
    total = torch.zeros(1)
    for row in x:
        total += row.sum()
    squares = [number ** 2 for number in (1, 2)]
    whole = total.to(torch.int64)
    return half(whole)


def long():
    count = 0
    while count < 100_000:
        count += 1
    last = count
    return last


def fails(x):
    y = x + 1
    return y.no_such_thing


def depth(parts, level=0):
    inner = level
    if isinstance(parts, list):
        inner = max(depth(part, level + 1) for part in parts)
    if parts == "bad":
        inner.no_such_thing
    return inner


def steps(count):
    for number in range(count):
        last = number * 2
        yield last


def sum_of_steps(count):
    return sum(steps(count))


def same(x, in_place=False):
    if in_place:
        x += 1
    y = x
    return y


def new():
    x = torch.ones(1)
    return x


def halved_again(x):
    half(x)
    return same(x)
"""


@pytest.fixture
def follow(tmp_path):
    """Follow one call; return its variables by line and name, and the walk."""
    path = tmp_path / "ex01_sums.py"
    path.write_text(SOURCE, encoding="utf-8")
    module, walker = load_module(path), Walker(tmp_path)

    def call(name, *args, **kwargs):
        definition = getattr(module, name)
        walker.begin()
        try:
            with walker.follow(name, definition, args, kwargs):
                definition(*args, **kwargs)
        except AttributeError:
            pass
        (walk,) = walker.walks
        return {(variable.line, variable.name): variable for variable in walk.variables}, walk

    yield call
    del sys.modules["ex01_sums"]


def test_each_line_tells_what_it_set_the_last_time(follow):
    seen, walk = follow("mean", torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    assert seen[8, "x"].words == "float32, shape (2, 2): [1, 2, 3, 4]"
    assert seen[9, "total"].words == "float32, shape (1,): [0]"
    assert seen[11, "total"].words == "float32, shape (1,): [10]"
    assert seen[12, "squares"].words == "[1, 4]"
    assert (seen[13, "whole"].dtype, seen[13, "whole"].words) == ("torch.int64", "int64, shape (1,): [10]")
    assert seen[5, "return"].words == seen[14, "return"].words == "float32, shape (1,): [5]"
    assert walk.call == "mean"


def test_a_call_that_raises_is_told_up_to_there(follow):
    seen, _ = follow("fails", torch.ones(1, requires_grad=True))
    assert seen[26, "y"].requires_grad
    assert "requires_grad" in seen[26, "y"].words
    assert max(line for line, _ in seen) == 26


def test_of_a_function_that_calls_itself_the_outermost_run_is_told(follow):
    seen, _ = follow("depth", [[1], 2])
    assert (seen[30, "parts"].words, seen[30, "level"].words) == ("[[1], 2]", "0")
    assert {name for line, name in seen if line == 36} == {"return"}
    assert seen[36, "return"].words == "2"


def test_of_a_function_that_calls_itself_the_run_that_raised_is_told(follow):
    seen, _ = follow("depth", [[1], ["bad"], 2])
    assert (seen[30, "parts"].words, seen[30, "level"].words) == ("'bad'", "2")
    assert "return" not in {name for _, name in seen}


def test_a_generator_is_one_run_however_often_it_goes_on(follow):
    seen, _ = follow("sum_of_steps", 4)
    assert (seen[41, "last"].words, seen[46, "return"].words) == ("6", "12")


def test_an_argument_that_comes_back_as_it_came_in_is_told(follow):
    x = torch.ones(2)
    calls = [("same", x), ("halved_again", x), ("same", x, True), ("half", x), ("new",), ("same", 3)]
    assert [follow(*call)[1].came_back for call in calls] == ["x", "x", "", "", "", ""]


def test_a_layout_is_told():
    assert words_of(torch.tensor([[1, 2], [3, 4]]).T) == "transposed int64, shape (2, 2): [1, 3, 2, 4]"


def test_a_long_run_is_followed_at_its_beginning_only(follow):
    seen, _ = follow("long")
    assert int(seen[20, "count"].words) <= LINES_LIMIT
    assert (21, "last") not in seen


def test_python_s_own_tracing_is_put_back(follow):
    before = sys.gettrace()
    follow("half", torch.ones(1))
    assert sys.gettrace() is before


def test_arguments_are_written_as_python(follow):
    x = torch.tensor([0.1, -2.5], requires_grad=True)
    _, walk = follow("mean", x, times=3)
    assert walk.arguments == (
        ("x", "torch.tensor([0.1, -2.5], dtype=torch.float32, requires_grad=True)"),
        ("times", "3"),
    )


def test_what_cannot_be_written_is_left_empty(follow):
    _, walk = follow("mean", torch.ones(1, 1000), times=object())
    assert walk.arguments == (("x", ""), ("times", ""))


@pytest.mark.parametrize(
    "value",
    [1, -2.5, float("inf"), "it's", None, True, [1, (2.0,)], {"a": [None]}, torch.float16, torch.device("meta"),
     torch.tensor([[1, 2], [3, 4]]), torch.tensor(0.1), np.array([1.5, 2.5], np.float32), torch.empty(3, 0)],
)  # fmt: skip
def test_what_is_written_gives_the_value_again(value):
    again = eval(source_of(value), {"torch": torch, "np": np})
    assert type(again) is type(value)
    if isinstance(value, torch.Tensor):
        assert again.dtype == value.dtype
        assert torch.equal(again, value)
    elif isinstance(value, np.ndarray):
        assert again.dtype == value.dtype
        assert np.array_equal(again, value)
    else:
        assert again == value


@pytest.mark.parametrize(
    "value",
    [torch.ones(2, 3).T, torch.ones(2, 3)[:, :2], torch.ones(1).expand(2), torch.ones(2, requires_grad=True) * 2,
     torch.ones(2, device="meta"), torch.ones(2, 2).to_sparse(), torch.nn.Parameter(torch.ones(2)),
     torch.ones(2, dtype=torch.complex64).conj(), torch.empty(0, 3), [torch.ones(2, 3).T]],
)  # fmt: skip
def test_a_tensor_that_numbers_do_not_make_again_is_not_written(value):
    with pytest.raises(ValueError, match="this tensor is too large to be written, or other than one that is made of"):
        source_of(value)


def test_a_device_is_told():
    assert words_of(torch.empty(2, device="meta")) == "float32, shape (2,), on meta"
