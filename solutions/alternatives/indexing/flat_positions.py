import torch


def rows_at(x, indices):
    return x[indices.tolist()]


def zero_negatives(x):
    return x.masked_fill(x.lt(0), 0).clone()


def chosen_scores(scores, labels):
    n, c = scores.shape
    mask = torch.zeros(n, c, dtype=torch.bool, device=scores.device)
    mask[range(n), labels] = True
    return scores[mask]
