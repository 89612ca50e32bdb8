import torch


def row(x, i):
    for k, line in enumerate(x.split(1)):
        if k == i:
            return line.view(-1) if line.is_contiguous() else line[0]
    raise IndexError(i)


def column(x, j):
    return x.t().unbind()[j]


def block(x, top, bottom, left, right):
    return x.T[left:right].T[top:bottom]


def rows_at(x, indices):
    result = x.new_zeros((len(indices), x.shape[1]))
    for k, i in enumerate(indices.tolist()):
        result[k] = x[i]
    return result


def zero_negatives(x):
    result = [torch.zeros_like(v) if v < 0 else v for v in x.reshape(-1)]
    return torch.stack(result).reshape(x.shape)


def chosen_scores(scores, labels):
    return torch.stack([line[label] for line, label in zip(scores, labels, strict=True)])
