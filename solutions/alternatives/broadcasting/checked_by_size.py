import torch


def add_row(matrix, row):
    n, d = matrix.shape
    if row.dim() != 1 or row.numel() != d:
        raise ValueError(f"a row of {d} entries is needed")
    return torch.add(matrix, row)


def standardize(features):
    mean, std = features.mean(dim=0), features.std(dim=0, unbiased=False)
    return (features - mean) / (std + 1e-8)


def pairwise_squared_distances(a, b):
    return torch.cdist(a, b).pow(2)


def mse(prediction, target):
    if list(prediction.size()) != list(target.size()):
        raise ValueError("sizes differ")
    return torch.nn.functional.mse_loss(prediction, target)
