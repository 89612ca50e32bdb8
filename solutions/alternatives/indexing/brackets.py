import torch


def row(x, i):
    return x[i, :]


def column(x, j):
    return x[..., j]


def block(x, top, bottom, left, right):
    return x[top:bottom][:, left:right]


def rows_at(x, indices):
    return x[indices, :]


def zero_negatives(x):
    result = x.clone()
    result[result < 0] = 0
    return result


def chosen_scores(scores, labels):
    return scores[torch.arange(len(labels)), labels]
