"""Known mistakes of mse."""

import torch.nn.functional as F


def cpu_total(prediction, target):
    """device-mismatch: The squares are weighed with a tensor that was made on the CPU."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    weights = torch.full(prediction.shape, 1 / prediction.numel(), dtype=prediction.dtype)
    return ((prediction - target).square() * weights).sum()


def detached(prediction, target):
    """missing-gradient: The number is put into a new tensor that knows nothing of the graph, so no gradient gets back
    to the prediction."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    value = (prediction - target).square().mean().item()
    return torch.tensor(value, dtype=prediction.dtype)


def divided_by_rows(prediction, target):
    """wrong-values: The sum is divided by the first size; with more than one dimension that is not the number of
    entries."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    n = prediction.shape[0] if prediction.dim() else 1
    return (prediction - target).square().sum() / n


def error_returned(prediction, target):
    """missing-exception: The ValueError is returned as a value and not raised."""
    if prediction.shape != target.shape:
        return ValueError("shapes differ")
    return (prediction - target).square().mean()


def flattened(prediction, target):
    """missing-exception: Both tensors are made flat before they are compared, so different shapes with equally many
    entries pass."""
    p, t = prediction.reshape(-1), target.reshape(-1)
    if p.shape != t.shape:
        raise ValueError("shapes differ")
    return (p - t).square().mean()


def in_place(prediction, target):
    """input-modified: The target is subtracted in the caller's own prediction."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    prediction -= target
    return prediction.square().mean()


def message_printed(prediction, target):
    """missing-exception: A message is printed where a ValueError is to be raised, so the caller goes on with None."""
    if prediction.shape == target.shape:
        return (prediction - target).square().mean()
    print("shapes do not match")


def number(prediction, target):
    """wrong-type: The result is a Python number and not a tensor, so no gradient gets back to the prediction."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).square().mean().item()


def number_of_dimensions(prediction, target):
    """silent-broadcast: Only the numbers of dimensions are compared, so a size of 1 is stretched to any other."""
    if prediction.ndim != target.ndim:
        raise ValueError("dimensions differ")
    try:
        return torch.mean((prediction - target) ** 2)
    except RuntimeError as e:
        raise ValueError("sizes differ") from e


def number_of_entries(prediction, target):
    """silent-broadcast: Only the number of entries is compared, and (n, 1) has as many as (n,); the difference of the
    two is (n, n)."""
    if prediction.numel() != target.numel():
        raise ValueError("sizes differ")
    return (prediction - target).square().mean()


def of_torch(prediction, target):
    """silent-broadcast: The loss function of torch warns of different shapes and stretches them all the same."""
    return F.mse_loss(prediction, target)


def root(prediction, target):
    """wrong-values: A root is taken of the mean squared error."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return torch.sqrt(torch.mean((prediction - target) ** 2))


def runtime_error(prediction, target):
    """wrong-exception: The exception is a RuntimeError; a ValueError is asked for."""
    if prediction.size() != target.size():
        raise RuntimeError("The size of prediction must match the size of target")
    return (prediction - target).square().mean()


def square_of_mean(prediction, target):
    """wrong-values: The errors are averaged first and squared then, so errors of opposite signs cancel."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).mean() ** 2


def mse_sum(prediction, target):
    """wrong-values: The squared errors are summed and not averaged."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return ((prediction - target) ** 2).sum()


def unchecked(prediction, target):
    """silent-broadcast: Nothing compares the shapes, so (n, 1) against (n,) becomes every prediction against every
    target."""
    return ((prediction - target) ** 2).mean()


def unreduced(prediction, target):
    """wrong-shape: The squared errors are returned one by one; their mean is a single number."""
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    return (prediction - target).square()
