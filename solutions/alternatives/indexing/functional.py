import torch
import torch.nn.functional as F


def row(x, i):
    return torch.select(x, dim=0, index=i)


def column(x, j):
    return torch.movedim(x, 1, 0)[j]


def block(x, top, bottom, left, right):
    rows, cols = bottom - top, right - left
    offset = x.storage_offset() + top * x.stride(0) + left * x.stride(1)
    return x.as_strided((rows, cols), x.stride(), offset)


def rows_at(x, indices):
    return F.embedding(indices, x)


def zero_negatives(x):
    return torch.maximum(x, torch.zeros_like(x))


def chosen_scores(scores, labels):
    return -F.nll_loss(scores, labels, reduction="none")
