"""Hidden checks of exercise 3."""

import pytest
import torch

DTYPES = [torch.float64, torch.int16, torch.uint8, torch.bool]


def numbers(shape, dtype):
    """Return random numbers that every dtype can hold."""
    return torch.rand(shape) > 0.5 if dtype == torch.bool else torch.randint(0, 100, shape).to(dtype)


def laid_out(layout):
    """Return a tensor of one of the layouts that a new tensor never has."""
    x = torch.randn(4, 6, dtype=torch.float64)
    return {
        "row": x[2],
        "column": x[:, 3],
        "rows": x[1:3],
        "matrix of one column": x[:, 2:3],
        "every second entry": x[1, ::2],
        "every second entry in twos": x[1, ::2].unflatten(0, (3, 1)),
        "scalar": x[1, 2],
        "every second row": x[::2],
        "columns in threes": x.unflatten(1, (2, 3)).transpose(0, 1),
        "repeated row": x[:1].expand(3, 6),
        "repeated column": x[:, :1].expand(4, 5),
        "flipped": x.flip(1).T,
    }[layout]


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(1, 1, 1, 1), (3, 1, 1, 1), (1, 4, 1, 1), (2, 1, 5, 1), (3, 3, 3, 3)])
@pytest.mark.parametrize("dtype", DTYPES)
def test_flatten_thin_images(subject, observe, shape, dtype):
    """flatten_images works on images of one pixel, one channel, one row, and keeps the dtype"""
    images = numbers(shape, dtype)
    with observe.unmodified(images=images):
        result = subject.flatten_images(images)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("case", ["one image again and again", "one channel again and again", "every second image"])
@pytest.mark.usefixtures("device")
def test_flatten_images_of_views(subject, observe, case):
    """flatten_images works on views of other images, and gradients flow back to those"""
    images = torch.randn(4, 3, 2, 5, dtype=torch.float64, requires_grad=True)
    weights = torch.randn(4, 30, dtype=torch.float64)
    view = {
        "one image again and again": images[:1].expand(4, -1, -1, -1),
        "one channel again and again": images[:, 1:2].expand(-1, 3, -1, -1),
        "every second image": images[::2],
    }[case]
    result = observe("result", subject.flatten_images(view))
    (result * weights[: len(view)]).sum().backward()
    observe("images.grad", images.grad, suspect="missing-gradient")


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", [torch.float32, torch.uint8])
def test_flatten_no_images_in_any_layout(subject, observe, dtype):
    """flatten_images takes an empty batch of any dtype and layout"""
    images = torch.zeros(4, 2, 3, 5, dtype=dtype)
    observe("none of some", subject.flatten_images(images[:0]))
    observe("none, transposed", subject.flatten_images(images.permute(0, 3, 1, 2)[2:2]))
    observe("some", subject.flatten_images(images))


@pytest.mark.points(1)
@pytest.mark.parametrize(
    "layout",
    ["row", "column", "rows", "matrix of one column", "every second entry", "every second entry in twos", "scalar"],
)
def test_flat_view_of_a_part(subject, observe, layout):
    """as_flat_view returns a view whenever there is one, of parts of a larger tensor too"""
    x = laid_out(layout)
    with observe.unmodified(x=x):
        result = observe("result", subject.as_flat_view(x))
    observe.shares_memory("result shares memory with x", result, x)
    result[0] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(1)
@pytest.mark.parametrize(
    "layout", ["every second row", "columns in threes", "repeated row", "repeated column", "flipped"]
)
def test_flat_view_refuses_other_layouts(subject, observe, layout):
    """as_flat_view raises RuntimeError for every layout that no flat view can give"""
    x = laid_out(layout)
    result = None
    with observe.raises("exception for x without a flat view", suspect="memory-copied"):
        result = subject.as_flat_view(x)
    observe("result in place of an exception", result)
    observe("result for a contiguous x", subject.as_flat_view(x.contiguous()))


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", ["every second row", "columns in threes", "repeated row", "flipped", "scalar"])
@pytest.mark.usefixtures("device")
def test_flat_of_other_layouts(subject, observe, layout):
    """flat takes x in any layout and leaves it as it was"""
    x = laid_out(layout)
    with observe.unmodified(x=x):
        result = subject.flat(x)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(1,), (5,), (1, 1), (2, 1, 3), ()])
def test_flat_shares_memory_of_any_dtype(subject, observe, dtype, shape):
    """flat shares memory with a contiguous x of any dtype and shape"""
    x = numbers(shape, dtype)
    result = observe("result", subject.flat(x))
    observe.shares_memory("result shares memory with x", result, x)


@pytest.mark.points(1)
@pytest.mark.parametrize("rows", [slice(1, 3), slice(3, 4)])
def test_flat_shares_memory_with_rows(subject, observe, rows):
    """flat shares memory with x when x is some of the rows of a larger tensor"""
    whole = torch.randn(4, 6)
    result = observe("result", subject.flat(whole[rows]))
    result[0] = 100.0
    observe("the larger tensor after a write to the result", whole)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(1,), (1, 1), (3, 3), (2, 1, 3, 2)])
@pytest.mark.parametrize("dtype", DTYPES)
def test_add_batch_dim_of_other_shapes(subject, observe, shape, dtype):
    """add_batch_dim keeps every dimension of x, and the dtype"""
    x = numbers(shape, dtype)
    with observe.unmodified(x=x):
        result = subject.add_batch_dim(x)
    observe("result", result)
    observe.shares_memory("result shares memory with x", result, x)


@pytest.mark.points(1)
@pytest.mark.parametrize("layout", ["column", "scalar", "every second row", "columns in threes", "flipped"])
def test_add_batch_dim_is_a_view_in_any_layout(subject, observe, layout):
    """add_batch_dim returns a view of x in any layout"""
    x = laid_out(layout)
    result = observe("result", subject.add_batch_dim(x))
    result[(0,) * result.dim()] = 100.0
    observe("x after a write to the result", x)


@pytest.mark.points(1)
@pytest.mark.parametrize(
    ("shape", "dim"), [((1, 1), 0), ((1, 1), -1), ((2, 1, 1, 3), 2), ((1, 4, 1, 1), -4), ((1,), -1)]
)
@pytest.mark.parametrize("dtype", DTYPES)
def test_drop_dim_of_any_dtype(subject, observe, shape, dim, dtype):
    """drop_dim drops one of many dimensions of size 1 and keeps the dtype"""
    x = numbers(shape, dtype)
    with observe.unmodified(x=x):
        result = subject.drop_dim(x, dim)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize(("dim", "kept"), [(0, 1), (-1, -2), (2, 1), (-3, 1)])
def test_drop_dim_of_a_transposed_tensor(subject, observe, dim, kept):
    """drop_dim works on tensors in any layout, and asks for size 1 in any of them"""
    x = torch.randn(2, 1, 3, dtype=torch.float64).transpose(0, 2)
    with observe.raises("exception"):
        subject.drop_dim(x, dim)
    observe("result", subject.drop_dim(x, kept))


@pytest.mark.points(1)
@pytest.mark.parametrize("dim", [0, -1, 1])
def test_drop_dim_of_a_scalar(subject, observe, dim):
    """drop_dim raises IndexError for a tensor without dimensions, and far off the dimensions of another"""
    with observe.raises("exception for no dimensions"):
        subject.drop_dim(torch.tensor(2.5), dim)
    with observe.raises("exception far off"):
        subject.drop_dim(torch.randn(1, 1), 10 * dim + 5)
    observe("result", subject.drop_dim(torch.randn(1, 1), min(dim, 0)))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(3, 3, 3, 3), (1, 1, 1, 1), (2, 1, 3, 1), (1, 4, 1, 1), (2, 2, 1, 5)])
@pytest.mark.parametrize("dtype", [torch.float64, torch.int64, torch.bool])
def test_channels_last_of_square_and_thin_images(subject, observe, shape, dtype):
    """channels_last moves the right axis of images whose sizes agree or are 1"""
    images = numbers(shape, dtype)
    with observe.unmodified(images=images):
        result = subject.channels_last(images)
    observe("result", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("case", ["one channel again and again", "every second pixel"])
@pytest.mark.usefixtures("device")
def test_channels_last_of_views(subject, observe, case):
    """channels_last works on views of other images, and gradients flow back to those"""
    images = torch.randn(2, 3, 4, 4, dtype=torch.float64, requires_grad=True)
    weights = torch.randn(2, 4, 4, 3, dtype=torch.float64)
    view = images[:, :1].expand(-1, 3, -1, -1) if case.startswith("one") else images[:, :, ::2, ::2]
    result = observe("result", subject.channels_last(view))
    (result * weights[:, : view.shape[2], : view.shape[3]]).sum().backward()
    observe("images.grad", images.grad, suspect="missing-gradient")
