def row(x, i):
    return x[i : i + 1].squeeze(0)


def column(x, j):
    return x[:, j : j + 1].squeeze(1)


def block(x, top, bottom, left, right):
    rows, columns = slice(top, bottom), slice(left, right)
    return x[rows, columns]


def rows_at(x, indices):
    return x.gather(0, indices[:, None].expand(-1, x.shape[1]))


def zero_negatives(x):
    return x.clamp(min=0)


def chosen_scores(scores, labels):
    return scores[:, labels].diagonal()
