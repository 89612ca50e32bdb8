import torch
import torch.nn.functional as F


def row(x, i):
    return list(x)[i]


def column(x, j):
    return x.swapaxes(0, 1).select(0, j)


def block(x, top, bottom, left, right):
    middle = torch.tensor_split(x, (top, bottom))[1]
    return torch.tensor_split(middle, (left, right), dim=1)[1]


def rows_at(x, indices):
    if len(indices) == 0:
        return x.new_empty((0, x.size(1)))
    return torch.stack([x[i] for i in indices])


def zero_negatives(x):
    return F.threshold(x, 0, 0)


def chosen_scores(scores, labels):
    classes = torch.arange(scores.shape[1], device=labels.device)
    return torch.where(classes == labels[:, None], scores, 0).sum(-1)
