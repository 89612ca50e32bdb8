"""Public checks of exercise 1."""

import numpy as np
import pytest
import torch


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(4, 3), (1, 5)])
def test_features_from_lists(subject, observe, shape):
    """features_to_tensor makes float32 from lists of ints, of floats and of both"""
    whole = np.random.randint(-9, 9, shape).tolist()
    fractions = np.random.randn(*shape).tolist()
    observe("from ints", subject.features_to_tensor(whole))
    observe("from floats", subject.features_to_tensor(fractions))
    observe("from ints and floats", subject.features_to_tensor([*whole, *fractions]))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["int32", "int64", "uint8", "float16", "float32", "float64"])
def test_features_from_arrays(subject, observe, dtype):
    """features_to_tensor makes float32 from NumPy arrays of any integer or floating dtype"""
    array = (np.random.rand(5, 2) * 100).astype(dtype)
    observe("result", subject.features_to_tensor(array))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_features_are_a_copy(subject, observe, dtype):
    """features_to_tensor never shares memory with its input"""
    array = np.random.randn(3, 4).astype(dtype)
    result = subject.features_to_tensor(array)
    observe.shares_memory("result shares memory with rows", result, array)
    array += 100
    observe("result after a write to rows", result)


@pytest.mark.points(1)
@pytest.mark.parametrize("size", [7, 1, 0])
def test_labels_from_lists(subject, observe, size):
    """labels_to_tensor makes int64 from a list of ints, an empty one too"""
    observe("result", subject.labels_to_tensor(np.random.randint(0, 9, size).tolist()))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["int32", "int64", "uint8"])
def test_labels_from_arrays(subject, observe, dtype):
    """labels_to_tensor makes int64 from a NumPy array of any integer dtype"""
    observe("result", subject.labels_to_tensor(np.random.randint(0, 99, 6).astype(dtype)))
    observe("from no labels", subject.labels_to_tensor(np.zeros(0, dtype=dtype)))


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(2, 5), (6, 1)])
def test_zeros_and_ones(subject, observe, shape):
    """zeros_and_ones gives float32 zeros and ones of shape (rows, cols)"""
    observe("result", subject.zeros_and_ones(*shape))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("shape", [(1, 1), (3, 3)])
def test_zeros_and_ones_in_squares(subject, observe, shape):
    """zeros_and_ones gives zeros first and ones second, of one number and of as many rows as columns too"""
    zeros, ones = observe("result", subject.zeros_and_ones(*shape))
    observe("sums", [zeros.sum(), ones.sum()])


@pytest.mark.points(1)
def test_normal_distribution(subject, observe):
    """standard_normal draws from N(0, 1): mean 0, standard deviation 1, one value in six above 1"""
    sample = observe("result", subject.standard_normal(200, 150), values=False)
    observe("mean", sample.mean().item(), atol=0.06, rtol=0, suspect="wrong-distribution")
    observe("standard deviation", sample.std().item(), atol=0.06, rtol=0, suspect="wrong-distribution")
    observe("smallest", sample.min().item(), atol=2.5, rtol=0)
    observe("share above 1", (sample > 1).double().mean().item(), atol=0.03, rtol=0, suspect="wrong-distribution")


@pytest.mark.points(0.5)
def test_normal_is_fresh(subject, observe):
    """standard_normal gives new numbers at each call, from the global generator"""
    first = observe("result", subject.standard_normal(4, 6), values=False)
    second = subject.standard_normal(4, 6)
    observe("two calls differ", not torch.equal(first, second))
    torch.manual_seed(1)
    third = subject.standard_normal(4, 6)
    torch.manual_seed(1)
    observe("equal seeds give equal numbers", torch.equal(third, subject.standard_normal(4, 6)))
    torch.manual_seed(2)
    observe("other seeds give other numbers", not torch.equal(third, subject.standard_normal(4, 6)))


@pytest.mark.points(1)
@pytest.mark.parametrize("parity", [0, 1])
def test_even_numbers(subject, observe, seed, parity):
    """even_numbers counts up to the last even number below stop"""
    observe("result", subject.even_numbers(12 + 2 * (seed % 9) + parity))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("stop", [0, 1, 2, 3])
def test_even_numbers_at_the_start(subject, observe, stop):
    """even_numbers may be empty or hold 0 alone"""
    observe("result", subject.even_numbers(stop))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["int64", "float32", "float64"])
def test_wrap_keeps_values(subject, observe, dtype):
    """wrap_array keeps shape, dtype and values"""
    array = (np.random.randn(3, 4) * 10).astype(dtype)
    observe("result", subject.wrap_array(array))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["int64", "float32"])
def test_wrap_shares_memory(subject, observe, dtype):
    """wrap_array shares memory: a write to one changes the other"""
    array = (np.random.randn(3, 4) * 10).astype(dtype)
    tensor = subject.wrap_array(array)
    observe.shares_memory("result shares memory with array", tensor, array)
    array[0, 0] = 100
    tensor[2, 3] = -100
    observe("result after a write to the array", tensor)
    observe("array after a write to the result", torch.tensor(array))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["int32", "int64", "float32", "float64"])
def test_copy_keeps_values(subject, observe, dtype):
    """copy_array keeps shape, dtype and values"""
    array = (np.random.randn(2, 5) * 10).astype(dtype)
    observe("result", subject.copy_array(array))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("dtype", ["int64", "float32"])
def test_copy_shares_nothing(subject, observe, dtype):
    """copy_array shares no memory with the array"""
    array = (np.random.randn(2, 5) * 10).astype(dtype)
    tensor = subject.copy_array(array)
    observe.shares_memory("result shares memory with array", tensor, array)
    array += 100
    observe("result after a write to the array", tensor)
