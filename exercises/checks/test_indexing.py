"""Public checks of exercise 2."""

import pytest
import torch


def matrix(rows, cols, dtype):
    """Random numbers, all different; integers for an integer dtype."""
    if dtype.is_floating_point:
        return torch.randn(rows, cols, dtype=dtype)
    return torch.randperm(rows * cols).reshape(rows, cols).to(dtype) - rows * cols // 2


SIZES = [(3, 5, torch.float32), (6, 2, torch.int64), (4, 4, torch.float64)]


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("rows", "cols", "dtype"), SIZES)
@pytest.mark.usefixtures("device")
def test_row_values(subject, observe, rows, cols, dtype):
    """row returns row i, for the first, the last and one between"""
    x = matrix(rows, cols, dtype)
    with observe.unmodified(x=x):
        results = [subject.row(x, i) for i in (0, rows - 1, rows // 2)]
    observe("rows", results)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (5, 2)])
def test_row_is_a_view(subject, observe, shape):
    """row returns a view: a write to it changes x"""
    x = torch.randn(shape)
    result = observe("result", subject.row(x, 1))
    observe.shares_memory("result shares memory with x", result, x)
    result[0] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (4, 2)])
def test_row_gradient(subject, observe, shape):
    """row lets gradients flow back to x"""
    x = torch.randn(shape, requires_grad=True)
    weights = torch.randn(shape[1])
    result = observe("result", subject.row(x, shape[0] - 1))
    (result * weights).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("rows", "cols", "dtype"), SIZES)
@pytest.mark.usefixtures("device")
def test_column_values(subject, observe, rows, cols, dtype):
    """column returns column j, for the first, the last and one between"""
    x = matrix(rows, cols, dtype)
    with observe.unmodified(x=x):
        results = [subject.column(x, j) for j in (0, cols - 1, cols // 2)]
    observe("columns", results)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (5, 2)])
def test_column_is_a_view(subject, observe, shape):
    """column returns a view: a write to it changes x"""
    x = torch.randn(shape)
    result = observe("result", subject.column(x, 1))
    observe.shares_memory("result shares memory with x", result, x)
    result[0] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (4, 2)])
def test_column_gradient(subject, observe, shape):
    """column lets gradients flow back to x"""
    x = torch.randn(shape, requires_grad=True)
    weights = torch.randn(shape[0])
    result = observe("result", subject.column(x, shape[1] - 1))
    (result * weights).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("bounds", [(1, 3, 0, 2), (0, 4, 3, 5), (2, 3, 1, 5), (0, 2, 2, 4)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.int64])
@pytest.mark.usefixtures("device")
def test_block_values(subject, observe, bounds, dtype):
    """block returns rows top..bottom-1 and columns left..right-1"""
    x = matrix(5, 6, dtype)
    with observe.unmodified(x=x):
        result = subject.block(x, *bounds)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("bounds", [(1, 3, 0, 2), (0, 4, 3, 5)])
def test_block_is_a_view(subject, observe, bounds):
    """block returns a view: a write to it changes x"""
    x = torch.randn(5, 6)
    result = observe("result", subject.block(x, *bounds))
    observe.shares_memory("result shares memory with x", result, x)
    result[0, 0] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("bounds", [(1, 3, 0, 2), (0, 3, 1, 5)])
def test_block_gradient(subject, observe, bounds):
    """block lets gradients flow back to x"""
    x = torch.randn(4, 6, requires_grad=True)
    weights = torch.randn(bounds[1] - bounds[0], bounds[3] - bounds[2])
    result = observe("result", subject.block(x, *bounds))
    (result * weights).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("rows", "cols", "dtype"), SIZES)
@pytest.mark.usefixtures("device")
def test_rows_at_values(subject, observe, rows, cols, dtype):
    """rows_at returns rows in the order of the indices, repeats kept"""
    x = matrix(rows, cols, dtype)
    indices = torch.cat([torch.randint(0, rows, (rows + 2,)), torch.tensor([0, 0, rows - 1])])
    with observe.unmodified(x=x, indices=indices):
        result = subject.rows_at(x, indices)
    observe("result", result)
    observe("one row", subject.rows_at(x, indices[:1]))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (4, 1)])
def test_rows_at_no_index(subject, observe, shape):
    """rows_at returns no rows for no indices"""
    observe("result", subject.rows_at(torch.randn(shape), torch.empty(0, dtype=torch.int64)))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("count", [3, 8])
@pytest.mark.usefixtures("device")
def test_rows_at_gradient(subject, observe, count):
    """rows_at lets gradients flow back to x, once for each repeat of a row"""
    x = torch.randn(4, 3, requires_grad=True)
    weights = torch.randn(count, 3)
    result = observe("result", subject.rows_at(x, torch.randint(0, 4, (count,))))
    (result * weights).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(0.4)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("shape", [(4, 5), (9,), (2, 3, 4)])
@pytest.mark.usefixtures("device")
def test_zero_negatives_of_floats(subject, observe, dtype, shape):
    """zero_negatives replaces negative floats by 0, in x's dtype, in any shape"""
    x = torch.randn(shape, dtype=dtype)
    observe("result", subject.zero_negatives(x))


@pytest.mark.points(0.4)
@pytest.mark.parametrize("dtype", [torch.int64, torch.int32, torch.int8])
def test_zero_negatives_of_integers(subject, observe, dtype):
    """zero_negatives works on integers, in x's dtype"""
    observe("result", subject.zero_negatives(torch.randint(-9, 9, (4, 5)).to(dtype)))


@pytest.mark.points(0.4)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_zero_negatives_of_special_numbers(subject, observe, dtype):
    """zero_negatives turns -inf into 0 and keeps NaN and inf"""
    x = torch.randn(3, 4, dtype=dtype)
    x[0, 1], x[1, 2], x[2, 0], x[2, 3] = float("-inf"), float("nan"), float("inf"), -1.0
    observe("result", subject.zero_negatives(x))


@pytest.mark.points(0.4)
@pytest.mark.parametrize("dtype", [torch.float32, torch.int64])
def test_zero_negatives_leaves_x_alone(subject, observe, dtype):
    """zero_negatives returns a new tensor and does not change x, also where nothing is negative"""
    x = matrix(3, 4, dtype)
    positive = x.abs() + 1
    with observe.unmodified(x=x, positive=positive):
        result, same = subject.zero_negatives(x), subject.zero_negatives(positive)
    observe("results", [result, same])
    observe.shares_memory("result shares memory with x", result, x)
    observe.shares_memory("result shares memory with a positive x", same, positive)


@pytest.mark.points(0.4)
@pytest.mark.parametrize("shape", [(4, 5), (7,)])
@pytest.mark.usefixtures("device")
def test_zero_negatives_gradient(subject, observe, shape):
    """zero_negatives lets gradients flow back to positive entries of x"""
    x = torch.randn(shape, requires_grad=True)
    weights = torch.randn(shape)
    result = observe("result", subject.zero_negatives(x))
    (result * weights).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(0.75)
@pytest.mark.parametrize("shape", [(5, 3), (4, 4), (1, 6), (7, 1)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.usefixtures("device")
def test_chosen_scores_values(subject, observe, shape, dtype):
    """chosen_scores picks scores[i, labels[i]] in each row"""
    scores = torch.randn(shape, dtype=dtype)
    labels = torch.randint(0, shape[1], (shape[0],))
    with observe.unmodified(scores=scores, labels=labels):
        result = subject.chosen_scores(scores, labels)
    observe("result", result)


@pytest.mark.points(0.75)
@pytest.mark.parametrize("shape", [(5, 3), (4, 4)])
@pytest.mark.usefixtures("device")
def test_chosen_scores_gradient(subject, observe, shape):
    """chosen_scores lets gradients flow back to the scores"""
    scores = torch.randn(shape, requires_grad=True)
    weights = torch.randn(shape[0])
    result = observe("result", subject.chosen_scores(scores, torch.randint(0, shape[1], (shape[0],))))
    (result * weights).sum().backward()
    observe("scores.grad", scores.grad, suspect="missing-gradient")
