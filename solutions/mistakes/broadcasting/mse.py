"""Known mistakes of mse."""

import torch.nn.functional as F


def cpu_total(prediction, target):
    """device-mismatch: A tensor on the CPU meets tensors on another device.

    Take the mean of the squares with `mean()`, or make every new tensor with `device=prediction.device`.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    weights = torch.full(prediction.shape, 1 / prediction.numel(), dtype=prediction.dtype)
    return ((prediction - target).square() * weights).sum()


def detached(prediction, target):
    """missing-gradient: The result is cut from the graph, so no gradient gets back to the prediction.

    Return what `mean()` gives, without `.item()`, `.detach()` or a new tensor around it.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    value = (prediction - target).square().mean().item()
    return torch.tensor(value, dtype=prediction.dtype)


def divided_by_rows(prediction, target):
    """wrong-values: The sum is divided by the first size; with more than one dimension that is not the number of
    entries.

    Divide by the number of all entries, `numel()`, or use `mean()`.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    n = prediction.shape[0] if prediction.dim() else 1
    return (prediction - target).square().sum() / n


def error_returned(prediction, target):
    """missing-exception: The ValueError is returned as a value and not raised.

    Write `raise` in place of `return` before the ValueError.
    """
    if prediction.shape != target.shape:
        return ValueError("shapes differ")
    return (prediction - target).square().mean()


def flattened(prediction, target):
    """missing-exception: Different shapes with equally many entries pass, as their entries are compared one by one.

    Compare `prediction.shape` with `target.shape` before any `reshape` or `flatten`, and raise ValueError unless they
    are equal.
    """
    p, t = prediction.reshape(-1), target.reshape(-1)
    if p.shape != t.shape:
        raise ValueError("shapes differ")
    return (p - t).square().mean()


def in_place(prediction, target):
    """input-modified: The caller's own prediction is changed in place.

    Use `prediction - target`, which makes a new tensor. `-=` and `sub_` write into the prediction.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    prediction -= target
    return prediction.square().mean()


def message_printed(prediction, target):
    """missing-exception: For different shapes None comes back, and no ValueError is raised.

    Write `raise ValueError(...)` there. To print a message or to return does not stop the caller.
    """
    if prediction.shape == target.shape:
        return (prediction - target).square().mean()
    print("shapes do not match")


def number(prediction, target):
    """wrong-type: The result is a Python number and not a tensor, so no gradient gets back to the prediction.

    Return the tensor that `mean()` gives, without `.item()` or `float`.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).square().mean().item()


def number_of_dimensions(prediction, target):
    """silent-broadcast: Only the numbers of dimensions are compared, so a size of 1 is stretched to any other.

    Compare the whole shapes, `prediction.shape` and `target.shape`, and raise ValueError unless they are equal.
    """
    if prediction.ndim != target.ndim:
        raise ValueError("dimensions differ")
    try:
        return torch.mean((prediction - target) ** 2)
    except RuntimeError as e:
        raise ValueError("sizes differ") from e


def number_of_entries(prediction, target):
    """silent-broadcast: Only the number of entries is compared, and (n, 1) has as many as (n,); the difference of the
    two is (n, n).

    Compare the whole shapes, `prediction.shape` and `target.shape`, and raise ValueError unless they are equal.
    """
    if prediction.numel() != target.numel():
        raise ValueError("sizes differ")
    return (prediction - target).square().mean()


def of_torch(prediction, target):
    """silent-broadcast: Different shapes are not refused but stretched: (n, 1) against (n,) becomes every prediction
    against every target.

    Before subtracting, raise ValueError unless the two shapes are equal. Torch stretches them, at most with a warning.
    """
    return F.mse_loss(prediction, target)


def root(prediction, target):
    """wrong-values: A root is taken of the mean squared error.

    Return the mean of the squares itself, without a root.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return torch.sqrt(torch.mean((prediction - target) ** 2))


def runtime_error(prediction, target):
    """wrong-exception: A RuntimeError is raised for different shapes; a ValueError is asked for.

    Raise ValueError, for all shapes that differ.
    """
    if prediction.size() != target.size():
        raise RuntimeError("The size of prediction must match the size of target")
    return (prediction - target).square().mean()


def square_of_mean(prediction, target):
    """wrong-values: The mean of the errors is squared, so errors of opposite signs cancel; each error is to be squared
    first.

    Square each difference first, and take the mean of the squares.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).mean() ** 2


def mse_sum(prediction, target):
    """wrong-values: The squared errors are summed and not averaged.

    Take `mean()` in place of the sum, or divide by the number of entries.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return ((prediction - target) ** 2).sum()


def unchecked(prediction, target):
    """as of_torch"""
    return ((prediction - target) ** 2).mean()


def unreduced(prediction, target):
    """wrong-shape: The squared errors are returned one by one; their mean is a single number.

    Take `mean()` of the squared errors, over all dimensions.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).square()
