"""Hidden checks of exercise 1."""

import numpy as np
import pytest
import torch


def laid_out(array, layout):
    """The same kind of array, not one number after another in memory."""
    layouts = {
        "transposed": array.T,
        "every second row": array[::2],
        "inner columns": array[:, 1:-1],
        "column by column": np.asfortranarray(array),
    }
    return layouts[layout]


LAYOUTS = ["transposed", "every second row", "inner columns", "column by column"]


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", ["int8", "int16", "uint16", "int64", "float32", "float64"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_features_of_strided_arrays(subject, observe, dtype, layout):
    """features_to_tensor copies arrays of any layout and leaves them alone"""
    array = laid_out((np.random.rand(5, 4) * 100).astype(dtype), layout)
    with observe.unmodified(rows=array):
        result = observe("result", subject.features_to_tensor(array))
    observe.shares_memory("result shares memory with rows", result, array)


@pytest.mark.points(1)
@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9])
def test_features_of_any_size(subject, observe, scale):
    """features_to_tensor keeps small and large, missing and infinite numbers, in tables of one row or column too"""
    fractions = (np.random.randn(3, 2) * scale).tolist()
    fractions[1][1], fractions[2][0] = float("nan"), float("-inf")
    observe("result", subject.features_to_tensor(fractions))
    observe("a whole number in the first place", subject.features_to_tensor([[1, -0.75], [2.5, 2**24]]))
    observe("one row", subject.features_to_tensor([[0.5, -2, 3]]))
    observe("one column", subject.features_to_tensor([[7], [8]]))
    observe("one number", subject.features_to_tensor(np.array([[scale]])))


@pytest.mark.points(1)
@pytest.mark.parametrize("shift", [0, 1])
def test_labels_of_any_size(subject, observe, shift):
    """labels_to_tensor keeps negative labels and labels too large for other dtypes"""
    labels = [-100, -1, 255, 256, 40_000, 2**24 + 1, 2**31 + shift, 2**53 + 1]
    observe("from a list", subject.labels_to_tensor(labels))
    observe("from an array", subject.labels_to_tensor(np.array(labels)))
    observe("one label", subject.labels_to_tensor([3 + shift]))


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", ["int8", "int16", "uint16", "uint32", "int64"])
def test_labels_from_other_arrays(subject, observe, dtype):
    """labels_to_tensor makes int64 from slices of arrays and from one label, and leaves the array alone"""
    labels = np.random.randint(0, 100, 9).astype(dtype)
    with observe.unmodified(labels=labels):
        observe("every second label", subject.labels_to_tensor(labels[::2]))
        observe("one label", subject.labels_to_tensor(labels[4:5]))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(3, 2), (1, 1), (2, 7)])
def test_zeros_and_ones_at_each_call(subject, observe, shape):
    """zeros_and_ones makes new tensors at each call, so that a write to those of one does not show in the next"""
    first = observe("result", subject.zeros_and_ones(*shape))
    second = observe("second result", subject.zeros_and_ones(*shape))
    for name, one, other in zip(("zeros", "ones"), first, second, strict=True):
        observe.shares_memory(f"{name} of two calls share memory", one, other)


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(2, 9), (8, 3), (1, 6)])
def test_normal_of_small_samples(subject, observe, shape):
    """standard_normal leaves the mean of a small sample to chance"""
    sample = observe("result", subject.standard_normal(*shape), values=False)
    observe("the mean is 0", bool(sample.mean().abs() < 1e-6))
    observe("rows are alike", bool((sample == sample[:1]).all()) and shape[0] > 1)
    observe("one number", subject.standard_normal(1, 1).isfinite())


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(400, 100), (90, 500)])
def test_normal_tails(subject, observe, shape):
    """standard_normal draws as many numbers below -1 as above 1, and few beyond 2"""
    sample = observe("result", subject.standard_normal(*shape), values=False)
    observe("share below -1", (sample < -1).double().mean().item(), atol=0.03, rtol=0, suspect="wrong-distribution")
    observe(
        "share beyond 2", (sample.abs() > 2).double().mean().item(), atol=0.015, rtol=0, suspect="wrong-distribution"
    )


@pytest.mark.points(1)
@pytest.mark.parametrize("stop", [4, 5, 10, 11, 1000, 1001])
def test_even_numbers_of_other_stops(subject, observe, stop):
    """even_numbers ends below stop, for even and odd ones, small and large"""
    observe("numbers", subject.even_numbers(stop))


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", ["float64", "int16"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_wrap_of_strided_arrays(subject, observe, dtype, layout):
    """wrap_array shares memory with slices and transposed arrays too"""
    array = laid_out((np.random.randn(5, 4) * 10).astype(dtype), layout)
    tensor = observe("result", subject.wrap_array(array))
    observe.shares_memory("result shares memory with array", tensor, array)
    array[1] = 50
    tensor[-1, -1] = -50
    observe("result after a write to the array", tensor)
    observe("array after a write to the result", torch.tensor(array))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(6,), (1, 3, 1), (2, 1), (2, 3, 4)])
@pytest.mark.parametrize("dtype", ["uint8", "int32", "float16", "float32", "bool"])
def test_wrap_of_other_arrays(subject, observe, dtype, shape):
    """wrap_array keeps every dimension, dtype and value of the array"""
    array = (np.random.rand(*shape) * 2).astype(dtype)
    with observe.unmodified(array=array):
        result = subject.wrap_array(array)
    observe("result", result)
    observe.shares_memory("result shares memory with array", result, array)


@pytest.mark.points(1)
@pytest.mark.parametrize("dtype", ["float64", "int16"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_copy_of_strided_arrays(subject, observe, dtype, layout):
    """copy_array keeps the values of slices and transposed arrays, apart from the array's memory"""
    array = laid_out((np.random.randn(5, 4) * 10).astype(dtype), layout)
    tensor = observe("result", subject.copy_array(array))
    observe.shares_memory("result shares memory with array", tensor, array)
    tensor[0] = 100
    observe("array after a write to the result", torch.tensor(array))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(6,), (1, 3, 1), (2, 1), (2, 3, 4)])
@pytest.mark.parametrize("dtype", ["uint8", "int32", "float16", "float32", "bool"])
def test_copy_of_other_arrays(subject, observe, dtype, shape):
    """copy_array keeps every dimension, dtype and value of the array"""
    array = (np.random.rand(*shape) * 2).astype(dtype)
    with observe.unmodified(array=array):
        result = subject.copy_array(array)
    observe("result", result)
    observe.shares_memory("result shares memory with array", result, array)
