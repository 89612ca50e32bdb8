import torch


def add_row(matrix, row):
    if not (row.dim() == 1 and len(row) == matrix.shape[1]):
        raise ValueError("not a row of this matrix")
    out = matrix.clone()
    out += row
    return out


def standardize(features):
    std, mean = torch.std_mean(features, dim=0, correction=0)
    return torch.nan_to_num((features - mean) / std)


def pairwise_squared_distances(a, b):
    difference = a[:, None] - b
    return torch.einsum("nmd,nmd->nm", difference, difference)


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("shapes differ")
    loss = torch.nn.MSELoss(reduction="sum")
    return loss(prediction, target) / prediction.numel()
