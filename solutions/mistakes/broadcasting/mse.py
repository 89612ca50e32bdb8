"""Known mistakes of mse."""

import torch.nn.functional as F


def cpu_total(prediction, target):
    """device-mismatch: A tensor that meets the others is made on the CPU, where torch makes new tensors unless told
    otherwise, or is moved there. The others may lie elsewhere.
    remedy: Take the mean of the squares with `mean()`, or make every new tensor with `device=prediction.device`.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    weights = torch.full(prediction.shape, 1 / prediction.numel(), dtype=prediction.dtype)
    return ((prediction - target).square() * weights).sum()


def detached(prediction, target):
    """missing-gradient: The result is made of numbers without their history, as item, detach and no_grad hand them on,
    so no gradient gets back to the prediction.
    remedy: Return what `mean()` gives, without `.item()`, `.detach()` or a new tensor around it.
    """
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    value = (prediction - target).square().mean().item()
    return torch.tensor(value, dtype=prediction.dtype)


def divided_by_rows():
    """wrong-scale: The sum is divided by the first size; with more than one dimension that is not the number of
    entries.
    remedy: Divide by the number of all entries, `numel()`, or use `mean()`.
    """
    replace("mean()", "sum() / (prediction.shape[0] if prediction.dim() else 1)")


def error_returned():
    """missing-exception: The ValueError is returned as a value and not raised.
    remedy: Write `raise` in place of `return` before the ValueError.
    """
    replace("raise ValueError", "return ValueError")


def flattened(prediction, target):
    """missing-exception: Different shapes with equally many entries pass, as their entries are compared one by one.
    remedy: Compare `prediction.shape` with `target.shape` before any `reshape` or `flatten`, and raise ValueError
    unless they are equal.
    """
    p, t = prediction.reshape(-1), target.reshape(-1)
    if p.shape != t.shape:
        raise ValueError("shapes differ")
    return (p - t).square().mean()


def in_place():
    """input-modified: What is computed is written into the caller's prediction, as -= and methods whose name ends in an
    underscore do, and not into a new tensor.
    remedy: Use `prediction - target`, which makes a new tensor. `-=` and `sub_` write into the prediction.
    """
    replace("return (prediction - target).square().mean()", "return prediction.sub_(target).square().mean()")


def message_printed(prediction, target):
    """missing-exception: Different shapes are noticed, but the function then ends without raising anything, as after a
    print or a plain return, so None comes back.
    remedy: Write `raise ValueError(...)` there. To print a message or to return does not stop the caller.
    """
    if prediction.shape == target.shape:
        return (prediction - target).square().mean()
    print("shapes do not match")


def number():
    """wrong-type: Numbers are taken out of their tensors, as item, tolist and float do. A Python number has no graph,
    so no gradient gets back to the prediction.
    remedy: Return the tensor that `mean()` gives, without `.item()` or `float`.
    """
    replace("mean()", "mean().item()")


def number_of_dimensions(prediction, target):
    """silent-broadcast: Only the numbers of dimensions are compared, so a size of 1 is stretched to any other.
    remedy: Compare the whole shapes, `prediction.shape` and `target.shape`, and raise ValueError unless they are equal.
    """
    if prediction.ndim != target.ndim:
        raise ValueError("dimensions differ")
    try:
        return torch.mean((prediction - target) ** 2)
    except RuntimeError as e:
        raise ValueError("sizes differ") from e


def number_of_entries():
    """silent-broadcast: Only the number of entries is compared, and (n, 1) has as many as (n,); the difference of the
    two is (n, n).
    remedy: Compare the whole shapes, `prediction.shape` and `target.shape`, and raise ValueError unless they are equal.
    """
    replace("prediction.shape != target.shape", "prediction.numel() != target.numel()")


def of_torch(prediction, target):
    """silent-broadcast: Different shapes are not refused but stretched: (n, 1) against (n,) becomes every prediction
    against every target.
    remedy: Before subtracting, raise ValueError unless the two shapes are equal. Torch stretches them, at most with a
    warning.
    """
    return F.mse_loss(prediction, target)


def of_torch_with_its_error(prediction, target):
    """silent-broadcast: Only what torch itself refuses is refused. Shapes that stretch, such as (n, 1) against (n,),
    come through.
    remedy: Before subtracting, compare the two shapes, and raise ValueError unless they are equal.
    """
    try:
        return F.mse_loss(prediction, target)
    except RuntimeError as error:
        raise ValueError("shapes differ") from error


def root():
    """wrong-values: A root is taken of the mean squared error.
    remedy: Return the mean of the squares itself, without a root.
    """
    replace("mean()", "mean().sqrt()")


def runtime_error():
    """wrong-exception: Different shapes are refused with a RuntimeError, the class of torch's own errors of shape. A
    ValueError comes only where the code raises it.
    remedy: Raise ValueError, for all shapes that differ.
    """
    replace("raise ValueError", "raise RuntimeError")


def square_of_mean():
    """wrong-values: The mean of the errors is squared, so errors of opposite signs cancel; each error is to be squared
    first.
    remedy: Square each difference first, and take the mean of the squares.
    """
    replace("square().mean()", "mean() ** 2")


def mse_sum():
    """wrong-scale: The squared errors are summed and not averaged.
    remedy: Take `mean()` in place of the sum, or divide by the number of entries.
    """
    replace("mean()", "sum()")


def unchecked(prediction, target):
    """as of_torch"""
    return ((prediction - target) ** 2).mean()


def unreduced():
    """wrong-shape: The squared errors are returned one by one; their mean is a single number.
    remedy: Take `mean()` of the squared errors, over all dimensions.
    """
    replace("square().mean()", "square()")
