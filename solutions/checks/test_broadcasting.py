"""Hidden checks of exercise 4."""

import pytest
import torch

from tensorgrade.probes import count_operations


@pytest.mark.points(1)
@pytest.mark.parametrize(("shape", "row_shape"), [((4, 4), (4, 1)), ((4, 4), (4, 4)), ((3, 1), (3,)), ((3, 1), (3, 1))])
def test_add_row_refuses_what_torch_stretches(subject, observe, shape, row_shape):
    """add_row raises ValueError for shapes that torch would stretch without a word"""
    matrix, row = torch.randn(shape), torch.randn(row_shape)
    result = None
    with observe.raises("exception", suspect="silent-broadcast"):
        result = subject.add_row(matrix, row)
    observe("result in place of an exception", result)
    observe("result for a row that fits", subject.add_row(matrix, torch.randn(shape[1])))


@pytest.mark.points(1)
@pytest.mark.parametrize(("shape", "row_shape"), [((1, 5), (2, 5)), ((1, 1), ()), ((2, 3), (1, 1, 3)), ((5, 2), (3,))])
def test_add_row_refuses_for_thin_matrices(subject, observe, shape, row_shape):
    """add_row raises ValueError for rows of other dimensions and lengths, whatever the size of the matrix"""
    matrix, row = torch.randn(shape), torch.randn(row_shape)
    result = None
    with observe.raises("exception", suspect="silent-broadcast"):
        result = subject.add_row(matrix, row)
    observe("result in place of an exception", result)
    observe("result for a row that fits", subject.add_row(matrix, torch.randn(shape[1])))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4, 3), (3, 3), (2, 5)])
@pytest.mark.usefixtures("device")
def test_add_row_of_integers(subject, observe, shape):
    """add_row adds a row of integers to floats, and takes transposed matrices"""
    matrix, row = torch.randn(shape).T, torch.randint(-9, 9, (shape[0],))
    with observe.unmodified(matrix=matrix, row=row):
        result = subject.add_row(matrix, row)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("shape", [(5, 6), (6, 5), (4, 4)])
@pytest.mark.usefixtures("device")
def test_standardize_several_constant_columns(subject, observe, shape, dtype):
    """standardize turns each constant column into zeros, and only those"""
    features = torch.stack([torch.randperm(shape[0]) * 2.0 ** (i - 2) for i in range(shape[1])], dim=1).to(dtype)
    features[:, 0], features[:, -2] = 4.0, -1.0
    with observe.unmodified(features=features):
        result = subject.standardize(features)
    observe("result", result, rtol=1e-3, atol=1e-3)
    observe("result for constant columns only", subject.standardize(torch.full(shape, 5.0, dtype=dtype)), atol=1e-4)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(2, 2), (2, 5), (6, 6), (9, 1)])
def test_standardize_of_any_layout(subject, observe, shape):
    """standardize works on few rows, on square and on transposed features"""
    features = torch.stack([torch.randperm(shape[0]) * 1.0 + 10 * i for i in range(shape[1])])
    features = features + torch.rand(features.shape) * 0.1
    observe("result", subject.standardize(features.T), rtol=1e-3, atol=1e-3)
    every_second_row = features.T.repeat_interleave(2, dim=0)[::2]
    observe("result for every second row", subject.standardize(every_second_row), rtol=1e-3, atol=1e-3)


@pytest.mark.points(1)
@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_standardize_large_mean(subject, observe, scale):
    """standardize works on columns whose mean is 10,000 times as large as their spread"""
    columns = torch.stack([torch.randperm(9), torch.randperm(9)], dim=1) * scale
    shift = 1e4 * columns.std(0, correction=0)
    observe("result without the large mean", subject.standardize(columns), rtol=0.01, atol=0.01)
    observe("result", subject.standardize(columns + shift), rtol=0.01, atol=0.01, suspect="cancellation")


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(5, 2), (3, 6)])
def test_standardize_gradient_of_scaled_features(subject, observe, shape):
    """standardize lets gradients flow back through mean and standard deviation"""
    plain = torch.stack([torch.randperm(shape[0]).double() for _ in range(shape[1])], dim=1)
    plain = (plain + torch.rand(shape, dtype=torch.float64) * 0.5).requires_grad_()
    weights = torch.randn(shape, dtype=torch.float64)
    result = observe("result", subject.standardize(plain * 3 + 100), rtol=1e-3, atol=1e-4)
    (result * weights).sum().backward()
    observe("gradient", plain.grad, suspect="missing-gradient", rtol=1e-3, atol=1e-4)


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "m", "d"), [(1, 1, 1), (1, 1, 4), (2, 1, 2), (4, 4, 4), (30, 28, 2), (2, 3, 40)])
@pytest.mark.usefixtures("device")
def test_distances_of_other_sizes(subject, observe, n, m, d):
    """pairwise_squared_distances works on single rows, on square inputs, on many rows and many features"""
    a, b = torch.randn(d, n, dtype=torch.float64).T, torch.randn(m, d, dtype=torch.float64) + 3
    with observe.unmodified(a=a, b=b):
        result = subject.pairwise_squared_distances(a, b)
    observe("result", result, rtol=1e-5, atol=1e-5)


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [1, 3, 30])
def test_distances_to_itself(subject, observe, n):
    """pairwise_squared_distances takes one tensor as both arguments, and its gradients are finite"""
    a = torch.randn(n, 2, dtype=torch.float64, requires_grad=True)
    weights = torch.randn(n, n, dtype=torch.float64)
    result = observe("result", subject.pairwise_squared_distances(a, a), rtol=1e-5, atol=1e-5)
    (result * weights).sum().backward()
    observe("a.grad", a.grad, suspect="missing-gradient", rtol=1e-5, atol=1e-5)


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "m"), [(30, 2), (2, 30)])
def test_distances_without_a_loop_over_either(subject, observe, n, m):
    """pairwise_squared_distances loops neither over the rows of a nor over those of b"""
    a, b = torch.randn(n, 3), torch.randn(m, 3)
    few = count_operations(lambda: subject.pairwise_squared_distances(a[:2], b[:2]))
    many = count_operations(lambda: subject.pairwise_squared_distances(a, b))
    observe("result", subject.pairwise_squared_distances(a, b), rtol=1e-4, atol=1e-4)
    observe("the number of operations grows with the rows", many > few + 10, suspect="python-loop")


MISMATCHES = [
    ((4, 1), (4,)),
    ((2, 3), (3, 2)),
    ((6,), (2, 3)),
    ((1, 3), (3,)),
    ((3, 1), (1, 3)),
    ((1,), ()),
    ((2, 3), (2, 1)),
    ((2, 3), (2, 4)),
    ((5, 2), (2, 2)),
    ((2, 2, 2), (2, 2)),
]


@pytest.mark.points(1)
@pytest.mark.parametrize(("prediction", "target"), MISMATCHES)
def test_mse_refuses_more(subject, observe, prediction, target):
    """mse raises ValueError for shapes of equally many entries too, and for those that torch would stretch"""
    first, second = torch.randn(prediction), torch.randn(target)
    for name, one, other in (("", first, second), (", swapped", second, first)):
        result = None
        with observe.raises(f"exception{name}", suspect="silent-broadcast"):
            result = subject.mse(one, other)
        observe(f"result in place of an exception{name}", result)
    observe("result for equal shapes", subject.mse(first, torch.randn(prediction)))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(), (1, 1), (4, 1), (1, 4), (2, 1, 3)])
@pytest.mark.usefixtures("device")
def test_mse_of_other_shapes(subject, observe, shape):
    """mse takes tensors of one shape, whichever it is, 0-dim ones too"""
    prediction = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    target = torch.randn(shape, dtype=torch.float64) * 10
    with observe.unmodified(prediction=prediction, target=target):
        result = observe("result", subject.mse(prediction, target))
    (result * 3).backward()
    observe("prediction.grad", prediction.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(3, 4), (5, 5)])
def test_mse_of_any_layout(subject, observe, shape):
    """mse works on parts of tensors and on transposed ones"""
    whole, other = torch.randn(shape), torch.randn(shape[::-1])
    observe("result for a transposed target", subject.mse(whole, other.T))
    observe("result for a row and a column", subject.mse(other.T[0], whole[1]))
    observe("result for every second row", subject.mse(whole[::2], other.T[::2]))
