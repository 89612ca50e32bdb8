import torch
import torch.nn.functional as F


def row(x, i):
    return x.unbind(0)[i]


def column(x, j):
    return x.T[j]


def block(x, top, bottom, left, right):
    middle = x.split([top, bottom - top, x.shape[0] - bottom])[1]
    return middle.split([left, right - left, x.shape[1] - right], dim=1)[1]


def rows_at(x, indices):
    picked = [x[i : i + 1] for i in indices]
    return torch.cat([x[:0], *picked])


def zero_negatives(x):
    return F.relu(x)


def chosen_scores(scores, labels):
    hot = F.one_hot(labels, scores.shape[1])
    return (scores * hot).sum(dim=1)
