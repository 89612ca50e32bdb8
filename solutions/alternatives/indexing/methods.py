import torch


def row(x, i):
    return x.select(0, i)


def column(x, j):
    return x.select(1, j)


def block(x, top, bottom, left, right):
    return x.narrow(0, top, bottom - top).narrow(1, left, right - left)


def rows_at(x, indices):
    return x.index_select(0, indices)


def zero_negatives(x):
    return torch.where(x < 0, 0, x)


def chosen_scores(scores, labels):
    return torch.take_along_dim(scores, labels.unsqueeze(1), dim=1).squeeze(1)
