"""Public checks of exercise 4."""

import pytest
import torch

from tensorgrade.probes import count_operations


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (4, 4), (1, 3), (6, 1)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.int64])
@pytest.mark.usefixtures("device")
def test_add_row_values(subject, observe, shape, dtype):
    """add_row adds the row to each row of the matrix"""
    matrix, row = (torch.randn(shape) * 50).to(dtype), (torch.randn(shape[1]) * 50).to(dtype)
    with observe.unmodified(matrix=matrix, row=row):
        result = subject.add_row(matrix, row)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("row_shape", [(4,), (7,), (1,), (1, 5), (3, 1), (3, 5), ()])
def test_add_row_refuses(subject, observe, row_shape):
    """add_row raises ValueError unless the row is 1-D with one entry for each column"""
    matrix, row = torch.randn(3, 5), torch.randn(row_shape)
    result = None
    with observe.raises("exception", suspect="silent-broadcast"):
        result = subject.add_row(matrix, row)
    observe("result in place of an exception", result)
    observe("result for a row that fits", subject.add_row(matrix, torch.randn(5)))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 5), (4, 4)])
def test_add_row_gradient(subject, observe, shape):
    """add_row lets gradients flow back to the matrix and to the row"""
    matrix, row = torch.randn(shape, requires_grad=True), torch.randn(shape[1], requires_grad=True)
    weights = torch.randn(shape)
    result = observe("result", subject.add_row(matrix, row))
    (result * weights).sum().backward()
    observe("matrix.grad", matrix.grad, suspect="missing-gradient")
    observe("row.grad", row.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(7, 3), (4, 4), (5, 1), (40, 6)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.usefixtures("device")
def test_standardize_values(subject, observe, shape, dtype):
    """standardize gives each column mean 0 and population standard deviation 1"""
    scales, shifts = torch.rand(shape[1], dtype=dtype) * 5 + 0.2, torch.randn(shape[1], dtype=dtype)
    features = torch.randn(shape, dtype=dtype) * scales + shifts
    with observe.unmodified(features=features):
        result = subject.standardize(features)
    observe("result", result, rtol=1e-3, atol=1e-4)


@pytest.mark.points(1)
@pytest.mark.parametrize("constant", [0.0, 3.0, -7.0])
@pytest.mark.parametrize("rows", [6, 1])
@pytest.mark.usefixtures("device")
def test_standardize_constant_column(subject, observe, constant, rows):
    """standardize turns a constant column into zeros"""
    features = torch.randint(-9, 9, (rows, 3)).float() + torch.arange(rows)[:, None] % 2 * 20
    features[:, 1] = constant
    observe("result", subject.standardize(features), rtol=1e-3, atol=1e-4)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("std", [0.01, 1000.0])
def test_standardize_small_and_large(subject, observe, std):
    """standardize works on columns that vary little and on columns that vary much"""
    features = torch.stack([torch.randperm(9) * std / 2.5, torch.randperm(9) * 1.0], dim=1)
    observe("result", subject.standardize(features), rtol=0.01, atol=0.01)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(7, 3), (4, 4)])
def test_standardize_gradient(subject, observe, shape):
    """standardize lets gradients flow back to the features"""
    features = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    weights = torch.randn(shape, dtype=torch.float64)
    result = observe("result", subject.standardize(features), rtol=1e-3, atol=1e-4)
    (result * weights).sum().backward()
    observe("features.grad", features.grad, suspect="missing-gradient", rtol=1e-3, atol=1e-4)


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "m", "d"), [(4, 6, 3), (5, 5, 2), (1, 3, 4), (3, 2, 1), (3, 3, 3)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.usefixtures("device")
def test_distances_values(subject, observe, n, m, d, dtype):
    """pairwise_squared_distances gives the squared distance of each row of a to each row of b"""
    a, b = torch.randn(n, d, dtype=dtype), torch.randn(m, d, dtype=dtype)
    with observe.unmodified(a=a, b=b):
        result = subject.pairwise_squared_distances(a, b)
    observe("result", result, rtol=1e-4, atol=1e-4)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("d", [2, 3])
def test_distances_without_a_loop(subject, observe, d):
    """pairwise_squared_distances uses no Python loop over rows"""
    small = torch.randn(4, d), torch.randn(3, d)
    large = torch.randn(24, d), torch.randn(20, d)
    observe("result", subject.pairwise_squared_distances(*large), rtol=1e-4, atol=1e-4)
    few = count_operations(lambda: subject.pairwise_squared_distances(*small))
    many = count_operations(lambda: subject.pairwise_squared_distances(*large))
    observe("the number of operations grows with the rows", many > few + 10, suspect="python-loop")


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "m"), [(4, 6), (3, 3)])
def test_distances_gradient(subject, observe, n, m):
    """pairwise_squared_distances lets gradients flow back to a and b"""
    a = torch.randn(n, 3, dtype=torch.float64, requires_grad=True)
    b = torch.randn(m, 3, dtype=torch.float64, requires_grad=True)
    weights = torch.randn(n, m, dtype=torch.float64)
    result = observe("result", subject.pairwise_squared_distances(a, b))
    (result * weights).sum().backward()
    observe("a.grad", a.grad, suspect="missing-gradient")
    observe("b.grad", b.grad, suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("d", [1, 4])
def test_distances_gradient_of_equal_rows(subject, observe, d):
    """pairwise_squared_distances has finite gradients where rows are equal"""
    a = torch.randn(4, d, dtype=torch.float64, requires_grad=True)
    b = a.detach().clone()[[1, 0, 2]].requires_grad_()
    result = observe("result", subject.pairwise_squared_distances(a, b))
    result.sum().backward()
    observe("a.grad", a.grad, suspect="missing-gradient")
    observe("b.grad", b.grad, suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(6,), (5, 1), (3, 4), (1,), (2, 3, 2)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.usefixtures("device")
def test_mse_values(subject, observe, shape, dtype):
    """mse gives the mean squared error as a 0-dim tensor"""
    prediction, target = torch.randn(shape, dtype=dtype), torch.randn(shape, dtype=dtype)
    with observe.unmodified(prediction=prediction, target=target):
        result = subject.mse(prediction, target)
    observe("result", result)
    observe("result for a perfect prediction", subject.mse(target, target.clone()))


@pytest.mark.points(1.5)
@pytest.mark.parametrize(
    ("prediction", "target"), [((4, 1), (4,)), ((4,), (4, 1)), ((1,), (4,)), ((4,), ()), ((3, 4), (4,)), ((4,), (3,))]
)
def test_mse_refuses(subject, observe, prediction, target):
    """mse raises ValueError on any mismatch of shapes"""
    first, second = torch.randn(prediction), torch.randn(target)
    result = None
    with observe.raises("exception", suspect="silent-broadcast"):
        result = subject.mse(first, second)
    observe("result in place of an exception", result)
    observe("result for equal shapes", subject.mse(first, torch.randn(prediction)))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(6,), (3, 4)])
def test_mse_gradient(subject, observe, shape):
    """mse lets gradients flow back to the prediction"""
    prediction = torch.randn(shape, requires_grad=True)
    result = observe("result", subject.mse(prediction, torch.randn(shape)))
    result.backward()
    observe("prediction.grad", prediction.grad, suspect="missing-gradient")
