"""Public checks of exercise 3."""

import pytest
import torch


def gradient_of(observe, call, x):
    """Observe the result of call(x) and the gradient of a random weighted sum of it."""
    result = observe("result", call(x))
    (result * torch.randn(result.shape, dtype=result.dtype)).sum().backward()
    observe("x.grad", x.grad, suspect="missing-gradient")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(5, 3, 4, 2), (1, 2, 3, 5), (3, 1, 1, 4)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.int32])
@pytest.mark.usefixtures("device")
def test_flatten_images_values(subject, observe, shape, dtype):
    """flatten_images makes one row of C*H*W numbers for each image"""
    images = (torch.randn(shape) * 100).to(dtype)
    with observe.unmodified(images=images):
        result = subject.flatten_images(images)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(0, 3, 4, 2), (0, 1, 5, 5)])
def test_flatten_no_images(subject, observe, shape):
    """flatten_images takes an empty batch"""
    observe("result", subject.flatten_images(torch.randn(shape)))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("layout", ["channels last", "transposed", "every second"])
def test_flatten_images_in_any_layout(subject, observe, layout):
    """flatten_images gives the same rows whatever the memory layout of the images"""
    images = torch.randn(4, 3, 5, 6)
    images = {
        "channels last": images.to(memory_format=torch.channels_last),
        "transposed": images.transpose(2, 3),
        "every second": images[::2, :, 1:, ::2],
    }[layout]
    observe("result", subject.flatten_images(images))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (3, 1, 2, 2)])
@pytest.mark.usefixtures("device")
def test_flatten_images_gradient(subject, observe, shape):
    """flatten_images lets gradients flow back to the images"""
    gradient_of(observe, subject.flatten_images, torch.randn(shape, requires_grad=True))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2), (2, 1, 5)])
@pytest.mark.usefixtures("device")
def test_flat_view_is_a_view(subject, observe, shape):
    """as_flat_view returns the values in row-major order, on x's own storage"""
    x = torch.randn(shape)
    with observe.unmodified(x=x):
        result = observe("result", subject.as_flat_view(x))
    observe.shares_memory("result shares memory with x", result, x)
    result[-1] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("case", ["transposed", "columns", "permuted"])
def test_flat_view_refuses(subject, observe, case):
    """as_flat_view raises RuntimeError when no such view exists"""
    x = torch.randn(3, 4, 5)
    x = {"transposed": x[0].T, "columns": x[0][:, :3], "permuted": x.permute(2, 0, 1)}[case]
    result = None
    with observe.raises("exception for x without a flat view", suspect="memory-copied"):
        result = subject.as_flat_view(x)
    observe("result in place of an exception", result)
    observe("result for a contiguous x", subject.as_flat_view(x.contiguous()))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2)])
def test_flat_view_gradient(subject, observe, shape):
    """as_flat_view lets gradients flow back to x"""
    gradient_of(observe, subject.as_flat_view, torch.randn(shape, requires_grad=True))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 5), ()])
@pytest.mark.parametrize("dtype", [torch.float32, torch.int32])
@pytest.mark.usefixtures("device")
def test_flat_values(subject, observe, shape, dtype):
    """flat returns the values of x, of any shape, in row-major order"""
    x = (torch.randn(shape) * 100).to(dtype)
    with observe.unmodified(x=x):
        result = subject.flat(x)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("case", ["transposed", "columns", "permuted"])
def test_flat_of_any_layout(subject, observe, case):
    """flat returns the values in row-major order whatever the layout of x"""
    x = torch.randn(3, 4, 5)
    x = {"transposed": x[0].T, "columns": x[0][:, 1:3], "permuted": x.permute(2, 0, 1)}[case]
    observe("result", subject.flat(x))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2)])
def test_flat_shares_memory(subject, observe, shape):
    """flat shares memory with a contiguous x"""
    x = torch.randn(shape)
    result = observe("result", subject.flat(x))
    observe.shares_memory("result shares memory with x", result, x)
    result[0] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2)])
def test_flat_gradient(subject, observe, shape):
    """flat lets gradients flow back to x"""
    gradient_of(observe, subject.flat, torch.randn(shape, requires_grad=True))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3,), (2, 4), (1, 3), ()])
@pytest.mark.parametrize("dtype", [torch.float32, torch.int32])
@pytest.mark.usefixtures("device")
def test_add_batch_dim_shape(subject, observe, shape, dtype):
    """add_batch_dim puts a dimension of size 1 in front"""
    x = (torch.randn(shape) * 100).to(dtype)
    with observe.unmodified(x=x):
        result = subject.add_batch_dim(x)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(3,), (2, 4)])
def test_add_batch_dim_is_a_view(subject, observe, shape):
    """add_batch_dim returns a view that gradients flow through"""
    x = torch.randn(shape)
    result = observe("result of a plain x", subject.add_batch_dim(x))
    observe.shares_memory("result shares memory with x", result, x)
    gradient_of(observe, subject.add_batch_dim, torch.randn(shape, requires_grad=True))


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("shape", "dim"), [((1, 3, 1), 0), ((1, 3, 1), 2), ((2, 1, 4), 1), ((1, 1, 5), 1), ((1,), 0)])
@pytest.mark.usefixtures("device")
def test_drop_dim_values(subject, observe, shape, dim):
    """drop_dim drops the dimension that is named and keeps the others of size 1"""
    x = torch.randn(shape)
    with observe.unmodified(x=x):
        result = subject.drop_dim(x, dim)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("shape", "dim"), [((1, 3, 1), -1), ((1, 3, 1), -3), ((2, 1, 4), -2)])
def test_drop_dim_from_the_end(subject, observe, shape, dim):
    """drop_dim counts a negative dim from the end, and lets gradients through"""
    gradient_of(observe, lambda x: subject.drop_dim(x, dim), torch.randn(shape, requires_grad=True))


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("shape", "dim"), [((1, 3, 1), 1), ((2, 1, 4), -1), ((2, 1, 4), 0)])
def test_drop_dim_of_another_size(subject, observe, shape, dim):
    """drop_dim raises ValueError for a dimension of another size than 1"""
    x = torch.randn(shape)
    with observe.raises("exception"):
        subject.drop_dim(x, dim)
    observe("result for a dimension of size 1", subject.drop_dim(x.unsqueeze(0), 0))


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("shape", "dim"), [((1, 3, 1), 3), ((1, 3, 1), -4), ((1,), 1)])
def test_drop_dim_that_is_not_there(subject, observe, shape, dim):
    """drop_dim raises IndexError for a dimension that x does not have"""
    x = torch.randn(shape)
    with observe.raises("exception"):
        subject.drop_dim(x, dim)
    observe("result for a dimension that is there", subject.drop_dim(x, 0))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (1, 3, 3, 3), (4, 1, 2, 6)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.uint8])
@pytest.mark.usefixtures("device")
def test_channels_last_values(subject, observe, shape, dtype):
    """channels_last moves the channels to the end, each pixel keeping its own"""
    images = (torch.rand(shape) * 255).to(dtype)
    with observe.unmodified(images=images):
        result = subject.channels_last(images)
    observe("result", result)


@pytest.mark.points(0.5)
@pytest.mark.parametrize("layout", ["channels last", "transposed"])
def test_channels_last_in_any_layout(subject, observe, layout):
    """channels_last gives the same result whatever the memory layout of the images"""
    images = torch.randn(2, 3, 4, 5)
    images = images.to(memory_format=torch.channels_last) if layout == "channels last" else images.transpose(2, 3)
    observe("result", subject.channels_last(images))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (1, 2, 2, 2)])
def test_channels_last_gradient(subject, observe, shape):
    """channels_last lets gradients flow back to the images"""
    gradient_of(observe, subject.channels_last, torch.randn(shape, requires_grad=True))
