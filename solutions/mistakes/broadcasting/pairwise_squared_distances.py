"""Known mistakes of pairwise_squared_distances."""


def b_detached(a, b):
    """missing-gradient: b is cut from the graph, so no gradient gets back to it."""
    return (a[:, None] - b.data[None]).square().sum(-1)


def norms_not_kept(a, b):
    """raised: The squared lengths of a's rows lie along the last dimension, where the rows of b are, so they meet the
    wrong ones or do not fit."""
    aa = (a * a).sum(1)
    bb = (b * b).sum(1)
    return aa - 2 * (a @ b.T) + bb


def not_squared(a, b):
    """wrong-values: The distances are not squared."""
    return torch.cdist(a, b)


def on_the_cpu(a, b):
    """left-on-cpu: The distances are computed on the CPU, and stay there."""
    a, b = a.cpu(), b.cpu()
    return (a[:, None] - b[None]).square().sum(-1)


def one_factor(a, b):
    """wrong-values: The mixed term of the square, the product of a and b, is taken once; it comes twice."""
    return a.square().sum(1, keepdim=True) + b.square().sum(1) - a @ b.T


def one_loop(a, b):
    """python-loop: A Python loop runs over the rows of a."""
    rows = []
    for i in range(a.shape[0]):
        rows.append(((a[i] - b) ** 2).sum(1))
    return torch.stack(rows)


def root_squared(a, b):
    """non-finite: A root is taken and squared again. The slope of the root is infinite at 0, so equal rows get NaN
    gradients."""
    dist = torch.sqrt(((a[:, None] - b) ** 2).sum(-1))
    return dist**2


def squeezed(a, b):
    """squeezed-too-much: `squeeze()` drops the rows or the columns of the result where a or b has one row."""
    return (a[:, None] - b[None]).square().sum(-1).squeeze()


def swapped(a, b):
    """wrong-shape: The rows of b run down and those of a run across; it is to be the other way round."""
    diff = b.unsqueeze(1) - a.unsqueeze(0)
    return (diff**2).sum(dim=-1)
