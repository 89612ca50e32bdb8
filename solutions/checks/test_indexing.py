"""Hidden checks of exercise 2."""

import pytest
import torch

LAYOUTS = ["transposed", "every second row", "inner columns", "square"]


def laid_out(layout, requires_grad=False):
    """A matrix that is no tensor of its own: what lies under it, and the matrix."""
    base = torch.randn(6, 6, dtype=torch.float64, requires_grad=requires_grad)
    layouts = {
        "transposed": base[:4].T,
        "every second row": base[::2],
        "inner columns": base[:, 2:5],
        "square": base,
    }
    return base, layouts[layout]


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_row_of_any_layout(subject, observe, layout):
    """row returns a view of transposed and sliced matrices: a write to x shows in it"""
    base, x = laid_out(layout)
    result = observe("result", subject.row(x, 2))
    observe.shares_memory("result shares memory with x", result, x)
    x[2] = 100.0
    observe("result after a write to x", result)
    result[1] = -100.0
    observe("the memory under x after a write to the result", base)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4, 1), (1, 5), (1, 1)])
def test_row_of_thin_matrices(subject, observe, shape):
    """row keeps its dimension in matrices of one row or one column"""
    x = torch.randint(-50, 50, shape, dtype=torch.int16)
    observe("first row", subject.row(x, 0))
    observe("last row", subject.row(x, shape[0] - 1))


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_column_of_any_layout(subject, observe, layout):
    """column returns a view of transposed and sliced matrices: a write to x shows in it"""
    base, x = laid_out(layout)
    result = observe("result", subject.column(x, 2))
    observe.shares_memory("result shares memory with x", result, x)
    x[:, 2] = 100.0
    observe("result after a write to x", result)
    result[1] = -100.0
    observe("the memory under x after a write to the result", base)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4, 1), (1, 5), (1, 1)])
def test_column_of_thin_matrices(subject, observe, shape):
    """column keeps its dimension in matrices of one row or one column"""
    x = torch.randint(-50, 50, shape, dtype=torch.int16)
    observe("first column", subject.column(x, 0))
    observe("last column", subject.column(x, shape[1] - 1))


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_block_of_any_layout(subject, observe, layout):
    """block returns a view of transposed and sliced matrices: a write to x shows in it"""
    base, x = laid_out(layout)
    result = observe("result", subject.block(x, 1, 3, 0, 2))
    observe.shares_memory("result shares memory with x", result, x)
    x[1:3, 1] = 100.0
    observe("result after a write to x", result)
    result[0, 0] = -100.0
    observe("the memory under x after a write to the result", base)


@pytest.mark.points(1)
@pytest.mark.parametrize("bounds", [(0, 1, 2, 3), (1, 2, 1, 4), (0, 5, 3, 4), (0, 5, 0, 4), (3, 5, 3, 4)])
def test_block_of_other_bounds(subject, observe, bounds):
    """block keeps both dimensions of a single row, column or entry, and may be the whole matrix"""
    x = torch.arange(20, dtype=torch.int16).reshape(5, 4)
    result = observe("result", subject.block(x, *bounds))
    result += 100
    observe("x after a write to the result", x)


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.usefixtures("device")
def test_rows_at_of_any_layout(subject, observe, layout):
    """rows_at picks rows of transposed and sliced matrices, in falling order and one many times"""
    base, x = laid_out(layout)
    falling = torch.arange(x.shape[0] - 1, -1, -1)
    with observe.unmodified(base=base, indices=falling):
        results = [subject.rows_at(x, falling), subject.rows_at(x, torch.full((9,), 1))]
    observe("results", results)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float64, torch.int64, torch.uint8, torch.float16, torch.bool])
def test_rows_at_of_other_dtypes(subject, observe, dtype):
    """rows_at keeps x's dtype, whether there are many indices, one or none"""
    x = torch.randint(0, 2, (4, 3)).to(dtype)
    indices = torch.tensor([3, 1, 1, 0])
    observe("four rows", subject.rows_at(x, indices))
    observe("one row", subject.rows_at(x, indices[:1]))
    observe("no rows", subject.rows_at(x, indices[:0]))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(), (1,), (6, 1), (2, 1, 3, 2)])
@pytest.mark.parametrize("dtype", [torch.float64, torch.int16, torch.uint8])
def test_zero_negatives_of_other_shapes(subject, observe, shape, dtype):
    """zero_negatives keeps shape and dtype of single numbers, of thin and of many-dimensional tensors"""
    x = torch.randint(-99, 99, shape).to(dtype)
    with observe.unmodified(x=x):
        result = subject.zero_negatives(x)
    observe("result", result)
    observe.shares_memory("result shares memory with x", result, x)
    observe("of a negative number", subject.zero_negatives(torch.full(shape, -3)))


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.usefixtures("device")
def test_zero_negatives_of_any_layout(subject, observe, layout):
    """zero_negatives works on transposed and sliced tensors and lets gradients through"""
    base, x = laid_out(layout, requires_grad=True)
    weights = torch.randn(x.shape, dtype=torch.float64)
    result = observe("result", subject.zero_negatives(x))
    (result * weights).sum().backward()
    observe("gradient of the memory under x", base.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_zero_negatives_of_any_size(subject, observe, scale):
    """zero_negatives treats tiny and large numbers alike"""
    x = torch.randn(4, 5, dtype=torch.float64) * scale
    observe("result", subject.zero_negatives(x), atol=0)
    observe("result of nothing but negatives", subject.zero_negatives(-x.abs()), atol=0)


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.usefixtures("device")
def test_chosen_scores_of_any_layout(subject, observe, layout):
    """chosen_scores works on transposed and sliced scores and lets gradients through"""
    base, scores = laid_out(layout, requires_grad=True)
    labels = torch.randint(0, scores.shape[1], (scores.shape[0],))
    weights = torch.randn(scores.shape[0], dtype=torch.float64)
    result = observe("result", subject.chosen_scores(scores, labels))
    (result * weights).sum().backward()
    observe("gradient of the memory under the scores", base.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("classes", [1, 3, 10])
def test_chosen_scores_of_the_same_label(subject, observe, classes):
    """chosen_scores works where all labels are equal, for one sample and for more samples than classes"""
    for n in (1, 12):
        scores = torch.randn(n, classes)
        observe(f"first class of {n}", subject.chosen_scores(scores, torch.zeros(n, dtype=torch.int64)))
        observe(f"last class of {n}", subject.chosen_scores(scores, torch.full((n,), classes - 1)))
