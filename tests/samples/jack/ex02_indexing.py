import torch


def row(x, i):
    return x.select(0, i)


def column(x, j):
    return x.T[j]


def block(x, top, bottom, left, right):
    return x.narrow(0, top, bottom - top).narrow(1, left, right - left)


def rows_at(x, indices):
    return torch.index_select(x, 0, indices)


def zero_negatives(x):
    x[x < 0] = 0
    return x


def chosen_scores(scores, labels):
    n = len(labels)
    return scores[torch.arange(n), labels]
