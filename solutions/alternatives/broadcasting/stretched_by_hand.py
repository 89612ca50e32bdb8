import torch


def add_row(matrix, row):
    n, d = matrix.shape
    if tuple(row.shape) != (d,):
        raise ValueError("row does not fit")
    return matrix + row.unsqueeze(0).expand(n, d)


def standardize(features):
    n, d = features.shape
    mean = features.sum(0, keepdim=True) / n
    deviation = features - mean.expand(n, d)
    std = (deviation**2).mean(0, keepdim=True).sqrt()
    safe = torch.where(std < 1e-6, torch.ones_like(std), std)
    return deviation / safe.expand_as(deviation)


def pairwise_squared_distances(a, b):
    n, m = len(a), len(b)
    left = a.repeat_interleave(m, dim=0)
    right = b.repeat(n, 1)
    return ((left - right) ** 2).sum(1).reshape(n, m)


def mse(prediction, target):
    same = prediction.ndim == target.ndim and all(p == t for p, t in zip(prediction.shape, target.shape))
    if not same:
        raise ValueError(f"{tuple(prediction.shape)} against {tuple(target.shape)}")
    difference = prediction - target
    return torch.sum(difference * difference) / difference.numel()
